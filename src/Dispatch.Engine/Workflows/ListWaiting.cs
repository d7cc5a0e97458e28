using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Incidents;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>
/// For whom a paper waits now: the steps that stopped until an administrator deals with them, the open steps of its procedure and of a proposal to recall it, opinions and support that people owe it, the oldest first. Empty for a paper that waits for
/// nobody, or that is not theirs.
/// </summary>
/// <param name="PaperId">A dispatch, an incoming dispatch, a copy or a recall.</param>
public sealed record ListWaiting(Guid PaperId) : IQuestion<IReadOnlyList<WaitingStep>>;

/// <summary>Something a paper waits for.</summary>
/// <param name="TaskId">The task; null for a step that stopped by an incident.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Who">By whom, in Vietnamese: a name, or roles and their unit.</param>
/// <param name="Since">Since when.</param>
/// <param name="DueAt">By when; null when no term was set.</param>
/// <param name="IsOverdue">Whether that has passed.</param>
public sealed record WaitingStep(Id<WorkflowTask>? TaskId, string Title, string Who, DateTimeOffset Since, DateTimeOffset? DueAt, bool IsOverdue);

internal sealed class ListWaitingHandler(DispatchDbContext db, TaskDesk desk, WorkflowCatalog catalog, ActContext context, TimeProvider clock) : IRequestHandler<ListWaiting, Outcome<IReadOnlyList<WaitingStep>>>
{
    public async Task<Outcome<IReadOnlyList<WaitingStep>>> Handle(ListWaiting request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var dispatch = new Id<OfficialDispatch>(request.PaperId);
        var recalls = await db.Set<Recall>().AsNoTracking().SeenBy(context.Someone).Where(r => r.DispatchId == dispatch).Select(r => r.Id).ToListAsync(cancellationToken);
        List<Guid> papers = [request.PaperId, .. recalls.Select(id => id.Value)];
        var open = await db.Set<WorkflowTask>().AsNoTracking().SeenBy(context.Someone)
            .Where(t => papers.Contains(t.PaperId) && t.ClosedAt == null && t.Waits == WaitKind.Person && t.Kind != TaskKind.Notice).ToListAsync(cancellationToken);
        var steps = await StoppedAsync(papers, cancellationToken);
        foreach (var task in open.OrderBy(task => task.OpenedAt).ThenBy(task => task.WaitId))
        {
            steps.Add(new WaitingStep(task.Id, task.Title, await desk.WhoAsync(task, cancellationToken), task.OpenedAt, task.DueAt, task.DueAt < now));
        }

        return steps;
    }

    private async Task<List<WaitingStep>> StoppedAsync(List<Guid> papers, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var stopped = await db.Set<WorkflowIncident>().AsNoTracking().Where(i => i.OrganisationId == organisation && papers.Contains(i.PaperId) && i.ClosedAt == null).OrderBy(i => i.Id).ToListAsync(cancellationToken);
        var steps = new List<WaitingStep>(stopped.Count);
        foreach (var incident in stopped)
        {
            var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == incident.InstanceId, cancellationToken);
            var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
            var step = ListIncidentsHandler.Step(definition, definition.Activities.GetValueOrDefault(incident.ActivityId));
            steps.Add(new WaitingStep(null, step, AccessTable.WhoMay(typeof(SkipIncident)), incident.At, null, IsOverdue: false));
        }

        return steps;
    }
}
