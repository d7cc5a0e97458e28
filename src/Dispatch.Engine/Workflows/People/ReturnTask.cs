using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;

namespace Dispatch.Engine.Workflows.People;

/// <summary>
/// Trả lại bước trước: the matter is taken back to an earlier step, with the reason, and goes on from there. What was done since no longer counts and stays in the history. A step back
/// over a legal act is refused: only the law's own act of returning changes where a paper stands.
/// </summary>
/// <param name="TaskId">The task that is given back.</param>
/// <param name="ToTaskId">The earlier step, as it was done.</param>
/// <param name="Reason">1 to 1,000 letters.</param>
public sealed record ReturnTask(Id<WorkflowTask> TaskId, Id<WorkflowTask> ToTaskId, string Reason) : IAct<TaskHandled>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : TaskRefusals.WordsNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class ReturnTaskHandler(DispatchDbContext db, WorkflowCatalog catalog, RunKeeper keeper, TaskDesk desk, ActContext context) : IRequestHandler<ReturnTask, Outcome<TaskHandled>>
{
    public async Task<Outcome<TaskHandled>> Handle(ReturnTask request, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenMineAsync(request.TaskId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        var (task, instance) = opened.Value;
        var history = await keeper.HistoryAsync(instance, cancellationToken);
        if (task.Kind is not TaskKind.Step || history.FirstOrDefault(done => done.Id == request.ToTaskId) is not { } target)
        {
            return TaskRefusals.OnlyOnceReturned;
        }

        var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
        var replayed = Replay(definition, instance, history, target);
        if (replayed.IsRefused)
        {
            return replayed.Refusal;
        }

        var reason = TextGuard.Clean(request.Reason);
        foreach (var undone in replayed.Value.Undone)
        {
            undone.IsUndone = true;
        }

        desk.Tell(task, TaskEvent.Returned, target.ClosedById, reason);
        context.Note(task.OrganisationId, "workflow.returned", task.PaperId, new { From = task.ActivityId, To = target.ActivityId, target.Title, Reason = reason });
        await keeper.StandAsync(instance, definition, replayed.Value.Run, cancellationToken);
        return TaskHandled.AfterChange(task);
    }

    private static Outcome<(RunReplay Run, List<WorkflowTask> Undone)> Replay(WorkflowDefinition definition, WorkflowInstance instance, IReadOnlyList<WorkflowTask> history, WorkflowTask target)
    {
        var run = RunReplay.Begin(definition, RunKeeper.BegunWith(instance, history));
        var undone = new List<WorkflowTask>();
        foreach (var done in history)
        {
            // What follows the target is undone, unless it was open beside it: a parallel branch keeps what it did.
            if (done.Id == target.Id || (undone.Count > 0 && !run.IsOpen(done.ActivityId)))
            {
                undone.Add(done);
            }
            else if (run.Tell(RunKeeper.Given(done, instance)) is { } refusal)
            {
                return TaskRefusals.CannotGoBack(refusal.Message);
            }
        }

        run.Know(instance.Inputs);
        return undone.Find(done => WorkflowWording.IsLegalAct(done.Act)) is { } act ? TaskRefusals.ActInBetween(act.Title) : (run, undone);
    }
}
