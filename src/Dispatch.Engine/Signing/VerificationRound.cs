using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Signing;

/// <summary>
/// Verifies what has arrived since the last round, each as an act of the system for its receiver. Arrival itself does not wait for it: a responder far away must not hold up a delivery.
/// What an outage of the database or the disk leaves unverified is for the next round; what a crash leaves unverified is found by the first round after the start.
/// </summary>
public sealed class VerificationRound(IServiceScopeFactory scopes, TimeProvider clock, ILogger<VerificationRound> logger)
{
    private const int AtOnce = 100;

    // Acts overlap: a row may become visible after a later one.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly HashSet<Id<IncomingDispatch>> unreadable = [];
    private DateTimeOffset since = DateTimeOffset.UnixEpoch;

    /// <summary>Verifies what waits; gives how many were verified.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Never ahead of the clock: what arrives after it was put back is older than what arrived before.
        var (done, now) = (0, clock.GetUtcNow());
        var from = since < now - Overlap ? since : now - Overlap;
        while (await WaitingAsync(from, cancellationToken) is { Count: > 0 } waiting)
        {
            foreach (var incoming in waiting)
            {
                done += await VerifyAsync(incoming.Id, incoming.OrganisationId, cancellationToken) ? 1 : 0;
            }

            // They come oldest first: what is before the last of them is done, and thousands of them are not passed over again for each hundred.
            from = waiting[^1].ArrivedAt;
        }

        since = from - Overlap > since ? from - Overlap : since;
        return done;
    }

    private async Task<List<Unverified>> WaitingAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        return await db.Set<IncomingDispatch>()
            .Where(i => i.ArrivedAt >= from && i.ContentHash != null && !db.Set<IncomingVerification>().Any(v => v.IncomingId == i.Id) && !unreadable.Contains(i.Id))
            .OrderBy(i => i.ArrivedAt).ThenBy(i => i.Id).Take(AtOnce).Select(i => new Unverified(i.Id, i.OrganisationId, i.ArrivedAt)).ToListAsync(cancellationToken);
    }

    private async Task<bool> VerifyAsync(Id<IncomingDispatch> incoming, Id<Body> receiver, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.OpenAsInstallation();
            scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(receiver);
            var verified = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new VerifyIncoming(incoming), cancellationToken);
            if (!verified.IsRefused)
            {
                return true;
            }

            logger.LogWarning("Incoming {Incoming} was not verified: {Code}", incoming, verified.Refusal.Code);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && Outages.Of(failure) is null)
        {
            logger.LogError(failure, "Incoming {Incoming} could not be verified; the next start tries again, and a clerk may at any time", incoming);
        }

        unreadable.Add(incoming);
        return false;
    }

    private sealed record Unverified(Id<IncomingDispatch> Id, Id<Body> OrganisationId, DateTimeOffset ArrivedAt);
}
