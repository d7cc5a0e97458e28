using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.Incidents;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>
/// What the clock does when it comes round: asks one indexed question (what is due?) and does each thing found as an act of its own. Matters that wait for people cost nothing. It may
/// be asked on every node and after any crash: the rows themselves say what is left to do.
/// </summary>
public sealed class DueRound(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueRound> logger)
{
    private const int AtOnce = 100;

    /// <summary>How long something that could not be done is left alone.</summary>
    private static readonly TimeSpan Postponed = TimeSpan.FromMinutes(1);

    /// <summary>Does everything that is due. Gives how many things were done.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        while (await FindAsync(cancellationToken) is { Count: > 0 } found)
        {
            foreach (var thing in found)
            {
                done += await DoAsync(thing, cancellationToken) ? 1 : 0;
            }
        }

        return done;
    }

    private async Task<IReadOnlyList<DueThing>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var now = clock.GetUtcNow();
        var tasks = await db.Set<WorkflowTask>().AsNoTracking().Where(t => t.RingsAt <= now).OrderBy(t => t.RingsAt).Take(AtOnce)
            .Select(t => new DueThing(t.OrganisationId, t.Id, null)).ToListAsync(cancellationToken);
        var incidents = await db.Set<WorkflowIncident>().AsNoTracking().Where(i => i.RetryAt <= now).OrderBy(i => i.RetryAt).Take(AtOnce)
            .Select(i => new DueThing(i.OrganisationId, null, i.Id)).ToListAsync(cancellationToken);
        return [.. tasks, .. incidents];
    }

    private async Task<bool> DoAsync(DueThing thing, CancellationToken cancellationToken)
    {
        try
        {
            if (await SendAsync(thing, cancellationToken) is not { } refusal)
            {
                return true;
            }

            logger.LogWarning("What is due for {Thing} was refused: {Code}", thing, refusal.Code);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !Outages.EndsARound(failure))
        {
            logger.LogError(failure, "What is due for {Thing} failed", thing);
        }

        await PostponeAsync(thing, cancellationToken);
        return false;
    }

    private async Task<Refusal?> SendAsync(DueThing thing, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(thing.OrganisationId);
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        return thing.TaskId is { } task
            ? (await mediator.Send(new RingTask(task), cancellationToken)).Refusal
            : (await mediator.Send(new RetryIncident(thing.IncidentId!.Value), cancellationToken)).Refusal;
    }

    private async Task PostponeAsync(DueThing thing, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        using var turn = await scope.ServiceProvider.GetRequiredService<WriterQueue>().EnterAsync(cancellationToken);
        var later = clock.GetUtcNow() + Postponed;
        await db.Set<WorkflowTask>().Where(t => t.Id == thing.TaskId && t.RingsAt != null).ExecuteUpdateAsync(set => set.SetProperty(t => t.RingsAt, later), cancellationToken);
        await db.Set<WorkflowIncident>().Where(i => i.Id == thing.IncidentId && i.RetryAt != null).ExecuteUpdateAsync(set => set.SetProperty(i => i.RetryAt, later), cancellationToken);
    }

    private sealed record DueThing(Id<Body> OrganisationId, Id<WorkflowTask>? TaskId, Id<WorkflowIncident>? IncidentId);
}
