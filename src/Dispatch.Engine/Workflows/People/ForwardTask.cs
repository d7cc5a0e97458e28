using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Workflows.People;

/// <summary>Chuyển xử lý: a task is given to a colleague who may do it, with the reason. What is personal by law is not given on.</summary>
/// <param name="TaskId">Which task.</param>
/// <param name="ToId">To whom.</param>
/// <param name="Reason">1 to 1,000 letters.</param>
public sealed record ForwardTask(Id<WorkflowTask> TaskId, Id<Person> ToId, string Reason) : IAct<TaskHandled>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : TaskRefusals.WordsNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class ForwardTaskHandler(TaskDesk desk, ActContext context) : IRequestHandler<ForwardTask, Outcome<TaskHandled>>
{
    public async Task<Outcome<TaskHandled>> Handle(ForwardTask request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenMineAsync(request.TaskId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var task = opened.Value.Task;
        if (PersonalActs.Contains(task.Act))
        {
            return TaskRefusals.Personal(task.Title);
        }

        if (request.ToId == context.Someone.PersonId)
        {
            return TaskRefusals.Yourself;
        }

        var hand = await desk.HandAsync(request.ToId, cancellationToken);
        if (hand.IsRefused)
        {
            return hand.Refusal;
        }

        var colleague = hand.Value;
        if (task.Role is not Role.None && (colleague.Roles & task.Role) == Role.None)
        {
            return TaskRefusals.LacksRole(colleague.FullName, WorkflowWording.Of(task.Role));
        }

        (task.PersonId, task.ClaimedById) = (colleague.Id, null);
        desk.Tell(task, TaskEvent.Forwarded, colleague.Id, TextGuard.Clean(request.Reason));
        context.Note(task.OrganisationId, "workflow.forwarded", task.PaperId, new { task.ActivityId, task.Title, To = colleague.FullName, Reason = TextGuard.Clean(request.Reason) });
        return TaskHandled.AfterChange(task);
    }
}
