using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.People;

/// <summary>Trả việc về nhóm: whoever took a task puts it back; the head of a unit may put back what a colleague left lying.</summary>
public sealed record ReleaseTask(Id<WorkflowTask> TaskId) : IAct<TaskHandled>;

internal sealed class ReleaseTaskHandler(DispatchDbContext db, TaskDesk desk, ActContext context) : IRequestHandler<ReleaseTask, Outcome<TaskHandled>>
{
    public async Task<Outcome<TaskHandled>> Handle(ReleaseTask request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(request.TaskId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var task = opened.Value.Task;
        if (task.ClaimedById is not { } claimer)
        {
            return TaskRefusals.NotClaimed;
        }

        if (claimer != context.Someone.PersonId && !await LeadsAsync(claimer, cancellationToken))
        {
            return TaskRefusals.ClaimedBy(task.Title, await desk.WhoAsync(task, cancellationToken));
        }

        task.ClaimedById = null;
        desk.Tell(task, TaskEvent.Released);
        context.Note(task.OrganisationId, "workflow.released", task.PaperId, new { task.ActivityId, task.Title, Claimer = claimer });
        return TaskHandled.AfterChange(task);
    }

    private async Task<bool> LeadsAsync(Id<Person> claimer, CancellationToken cancellationToken) =>
        // Whoever has left since leaves it lying for good.
        context.Someone is { UnitId: { } unit } actor && actor.Is(Role.UnitHead) && await db.Set<Person>().AnyAsync(p => p.Id == claimer && p.UnitId == unit, cancellationToken);
}
