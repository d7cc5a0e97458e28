using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Incidents;

/// <summary>How an incident is dealt with: find it and its matter, push the run, keep what it did, note it.</summary>
internal sealed class IncidentDesk(DispatchDbContext db, WorkflowCatalog catalog, RunKeeper keeper, DueDesk due, ActContext context, TimeProvider clock)
{
    private static readonly Refusal Dealt = new("workflow.incident-closed", RefusalKind.Conflict, "Sự cố này đã được xử lý. Hãy tải lại danh sách.");

    public async Task<Outcome<IncidentHandled>> DoAsync(
        Id<WorkflowIncident> id, TaskEvent what, string? reason, Func<WorkflowDefinition, string, int, Outcome<Burst>> push, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var incident = await db.Set<WorkflowIncident>().SingleOrDefaultAsync(i => i.Id == id && i.OrganisationId == actor.OrganisationId, cancellationToken);
        if (incident is null)
        {
            return KernelRefusals.Unknown("sự cố");
        }

        if (incident.ClosedAt is not null)
        {
            return Dealt;
        }

        if (context.IsStale(incident))
        {
            return KernelRefusals.Stale;
        }

        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == incident.InstanceId, cancellationToken);
        var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
        var pushed = push(definition, instance.Position, incident.RunId);
        if (pushed.IsRefused)
        {
            return pushed.Refusal;
        }

        await CloseAsync(incident, instance, what, reason, cancellationToken);
        var failedAgain = await keeper.KeepAsync(instance, definition, pushed.Value, reason ?? incident.Message, cancellationToken);
        context.Route = new RouteFacts(definition.DefinitionId, definition.Version, definition.Hash, incident.ActivityId);
        context.Note(incident.OrganisationId, what is TaskEvent.Skipped ? "workflow.skipped" : "workflow.retried", incident.PaperId, new { incident.ActivityId, incident.Message, Reason = reason });
        return new IncidentHandled(incident.Id, instance.Status, failedAgain, incident.Version + 1);
    }

    private async Task CloseAsync(WorkflowIncident incident, WorkflowInstance instance, TaskEvent what, string? reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        (incident.ClosedAt, incident.ClosedById, incident.SkipReason, incident.RetryAt) = (now, context.Someone.PersonId, reason, null);
        db.Add(new TaskNote { Id = Id<TaskNote>.New(now), InstanceId = instance.Id, At = now, Event = what, ById = context.Someone.PersonId, Words = reason });
        await due.WakeAsync(instance.PaperId, cancellationToken);
    }
}

/// <summary>An incident after it was dealt with.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Status">Where the matter stands now.</param>
/// <param name="FailedAgain">Whether another incident took its place.</param>
/// <param name="Version">Its version.</param>
public sealed record IncidentHandled(Id<WorkflowIncident> Id, RunStatus Status, bool FailedAgain, int Version) : IHasVersion;
