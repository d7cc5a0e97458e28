using System.Text.Json.Nodes;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>A procedure told of an event: every other matter of the same office that waits for it by name goes on. Gives how many did.</summary>
/// <param name="Name">The event.</param>
/// <param name="CorrelationId">For matters of this correlation id only; null for all.</param>
/// <param name="Payload">What it brings, as JSON.</param>
/// <param name="FromId">The matter that told; it has heard already.</param>
public sealed record WakeMatters(string Name, string? CorrelationId, string Payload, Id<WorkflowInstance> FromId) : IAct<int>;

internal sealed class WakeMattersHandler(DispatchDbContext db, WorkflowCatalog catalog, RunKeeper keeper, ActContext context, TimeProvider clock) : IRequestHandler<WakeMatters, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(WakeMatters request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var waiting = await db.Set<WorkflowTask>()
            .Where(t => t.OrganisationId == organisation && t.ClosedAt == null && t.Waits == WaitKind.Event && t.Act == request.Name && t.InstanceId != request.FromId)
            .Join(db.Set<WorkflowInstance>(), task => task.InstanceId, instance => instance.Id, (task, instance) => new { Task = task, Instance = instance })
            .Where(row => row.Instance.Status == RunStatus.Suspended && (request.CorrelationId == null || row.Instance.CorrelationId == request.CorrelationId))
            .ToListAsync(cancellationToken);
        var woken = 0;
        foreach (var matter in waiting.GroupBy(row => row.Instance.Id))
        {
            woken += await WakeAsync(matter.First().Instance, [.. matter.Select(row => row.Task)], request, cancellationToken) ? 1 : 0;
        }

        return woken;
    }

    private async Task<bool> WakeAsync(WorkflowInstance instance, IReadOnlyList<WorkflowTask> tasks, WakeMatters told, CancellationToken cancellationToken)
    {
        var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
        var raised = WorkflowRun.Raise(definition, instance.Position, told.Name, JsonNode.Parse(told.Payload));
        if (raised.IsRefused)
        {
            return false;
        }

        foreach (var task in tasks)
        {
            task.Close(clock.GetUtcNow(), task.Outcomes[0], by: null);
            task.Answer = told.Payload;
        }

        context.Route = new RouteFacts(definition.DefinitionId, definition.Version, definition.Hash, tasks[0].ActivityId);
        context.Note(instance.OrganisationId, "workflow.woken", instance.PaperId, new { told.Name, told.CorrelationId, told.FromId });
        await keeper.KeepAsync(instance, definition, raised.Value, tasks[0].Title, cancellationToken);
        return true;
    }
}

/// <summary>An event on its way to the other matters of an office.</summary>
internal sealed record EventNews(string Name, string? CorrelationId, string Payload, Id<WorkflowInstance> FromId);
