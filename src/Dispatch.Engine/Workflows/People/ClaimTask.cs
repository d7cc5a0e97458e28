using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using MediatR;

namespace Dispatch.Engine.Workflows.People;

/// <summary>Nhận xử lý: somebody of the role takes a task, so that nobody else begins the same. Of two who ask at once one gets it.</summary>
public sealed record ClaimTask(Id<WorkflowTask> TaskId) : IAct<TaskHandled>;

/// <summary>A task after something was done to it.</summary>
/// <param name="Id">The task.</param>
/// <param name="IsOpen">Whether it still waits.</param>
/// <param name="Version">Its version.</param>
public sealed record TaskHandled(Id<WorkflowTask> Id, bool IsOpen, int Version) : IHasVersion
{
    internal static TaskHandled AfterChange(WorkflowTask task) => new(task.Id, task.ClosedAt is null, task.Version + 1);
}

internal sealed class ClaimTaskHandler(TaskDesk desk, BegunMatters matters, ActContext context) : IRequestHandler<ClaimTask, Outcome<TaskHandled>>
{
    public async Task<Outcome<TaskHandled>> Handle(ClaimTask request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenMineAsync(request.TaskId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var task = opened.Value.Task;
        task.ClaimedById = context.Someone.PersonId;
        desk.Tell(task, TaskEvent.Claimed);
        context.Note(task.OrganisationId, "workflow.claimed", task.PaperId, new { task.ActivityId, task.Title });
        await matters.BeginAsync(task, cancellationToken);
        return TaskHandled.AfterChange(task);
    }
}
