using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Distributing;

/// <summary>Comes round with the clock and lets each house that has a rule remind its late recipients. Asked more often than it is worth, it looks at most once in five minutes.</summary>
public sealed class ReminderRound(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReminderRound> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Reminds whoever is late enough. Gives how many were reminded.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < notBefore)
        {
            return 0;
        }

        notBefore = now + Pause;
        var reminded = 0;
        foreach (var house in await HousesAsync(cancellationToken))
        {
            reminded += await RemindAsync(house, cancellationToken);
        }

        return reminded;
    }

    private async Task<IReadOnlyList<Id<Body>>> HousesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        return await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<HouseSettings>().Where(s => s.RemindAfterHours != null).OrderBy(s => s.OrganisationId)
            .Select(s => s.OrganisationId).ToListAsync(cancellationToken);
    }

    private async Task<int> RemindAsync(Id<Body> house, CancellationToken cancellationToken)
    {
        var reminded = 0;
        Id<Delivery>? after = null;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(house);
            var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RemindLate(after), cancellationToken);
            if (done.IsRefused)
            {
                logger.LogWarning("Late recipients of {House} were not reminded: {Code}", house, done.Refusal.Code);
                return reminded;
            }

            reminded += done.Value.Reminded;
            after = done.Value.Next;
        }
        while (after is not null);
        return reminded;
    }
}
