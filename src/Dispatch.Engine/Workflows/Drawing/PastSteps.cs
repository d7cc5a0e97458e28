using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows.Drawing;

/// <summary>What was so in a matter at a moment: what was taken, handed on or taken back later had not happened then.</summary>
/// <param name="notes">What happened to its tasks besides their ends.</param>
/// <param name="at">The moment.</param>
internal sealed class PastSteps(IReadOnlyCollection<TaskNote> notes, DateTimeOffset at)
{
    private readonly ILookup<Id<WorkflowTask>?, TaskNote> hands =
        notes.Where(note => note.Event is TaskEvent.Claimed or TaskEvent.Released or TaskEvent.Forwarded).OrderBy(note => note.At).ThenBy(note => note.Id).ToLookup(note => note.TaskId);

    private readonly IReadOnlyList<DateTimeOffset> waysBack = [.. notes.Where(note => note.Event is TaskEvent.Returned or TaskEvent.Migrated).Select(note => note.At)];

    /// <summary>Every moment at which a task went from hand to hand, or the matter to another step or version.</summary>
    public IEnumerable<DateTimeOffset> Moments => hands.SelectMany(task => task.Select(note => note.At)).Concat(waysBack);

    /// <summary>Whether a task had been ended and its end counted.</summary>
    public bool Counts(WorkflowTask task) => task.Outcome is not null && task.ClosedAt <= at && !IsTakenBack(task);

    /// <summary>Whether the matter had been taken back to before the task.</summary>
    public bool IsTakenBack(WorkflowTask task) => task.IsUndone && waysBack.Any(back => back >= task.ClosedAt && back <= at);

    /// <summary>Who held a task that waited; null when it lay for anyone of its role.</summary>
    public Id<Person>? Holder(WorkflowTask task)
    {
        var forwarded = hands[task.Id].FirstOrDefault(hand => hand.Event is TaskEvent.Forwarded);
        var named = forwarded is null ? task.PersonId : task.Role is Role.None ? forwarded.ById : null;
        Id<Person>? taken = null;
        foreach (var hand in hands[task.Id].Where(hand => hand.At <= at))
        {
            (named, taken) = hand.Event switch
            {
                TaskEvent.Forwarded => (hand.ToId, null),
                TaskEvent.Claimed => (named, hand.ById),
                _ => (named, null),
            };
        }

        return taken ?? named;
    }
}
