using System.Diagnostics.CodeAnalysis;
using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Workflows.Running;

/// <param name="Node">What to run.</param>
/// <param name="Owner">The container it belongs to; null for the root.</param>
/// <param name="Backward">Whether a flowchart reached it through a backward connection.</param>
/// <param name="Variables">Variables it brings into its scope.</param>
/// <param name="Answer">Set when it is already under way and goes on.</param>
internal sealed record WorkItem(ActivityNode Node, ActivityContext? Owner, bool Backward, IReadOnlyList<Slot> Variables, Answer? Answer);

/// <param name="Context">The activity that goes on.</param>
/// <param name="Wait">The wait that was answered; null when something is done again.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="Payload">What came with the answer.</param>
/// <param name="Redo">What is to be done again.</param>
internal sealed record Answer(ActivityContext Context, Wait? Wait, string? Outcome, object? Payload, FaultMoment? Redo);

/// <summary>The work of a burst, first in, first out. It knows without looking through whether it holds work of an activity, since every activity that ends asks.</summary>
internal sealed class WorkQueue
{
    private readonly LinkedList<WorkItem> items = new();
    private readonly Dictionary<(ActivityNode Node, ActivityContext? Owner), int> begins = [];
    private readonly Dictionary<ActivityContext, int> owned = [];
    private readonly HashSet<ActivityContext> answering = [];

    public void Add(WorkItem item)
    {
        items.AddLast(item);
        if (item.Answer is { } answer)
        {
            answering.Add(answer.Context);
            return;
        }

        begins[(item.Node, item.Owner)] = begins.GetValueOrDefault((item.Node, item.Owner)) + 1;
        if (item.Owner is { } owner)
        {
            owned[owner] = owned.GetValueOrDefault(owner) + 1;
        }
    }

    public bool TryTake([NotNullWhen(true)] out WorkItem? item)
    {
        item = items.First?.Value;
        if (item is null)
        {
            return false;
        }

        items.RemoveFirst();
        Forget(item);
        return true;
    }

    /// <summary>Whether an activity is about to begin in its container.</summary>
    public bool Holds(ActivityNode node, ActivityContext owner) => begins.ContainsKey((node, owner));

    /// <summary>Whether anything is about to begin in a container.</summary>
    public bool HoldsAny(ActivityContext owner) => owned.ContainsKey(owner);

    /// <summary>Takes out what an activity owns and what would let it go on.</summary>
    public void Withdraw(ActivityContext context)
    {
        if (!owned.ContainsKey(context) && !answering.Contains(context))
        {
            return;
        }

        for (var item = items.First; item is not null;)
        {
            var next = item.Next;
            if (item.Value.Answer?.Context == context || (item.Value.Answer is null && item.Value.Owner == context))
            {
                items.Remove(item);
                Forget(item.Value);
            }

            item = next;
        }
    }

    public void Clear()
    {
        items.Clear();
        begins.Clear();
        owned.Clear();
        answering.Clear();
    }

    private void Forget(WorkItem item)
    {
        if (item.Answer is { } answer)
        {
            answering.Remove(answer.Context);
            return;
        }

        Decrease(begins, (item.Node, item.Owner));
        if (item.Owner is { } owner)
        {
            Decrease(owned, owner);
        }
    }

    private static void Decrease<T>(Dictionary<T, int> counts, T key)
        where T : notnull
    {
        if (--counts[key] == 0)
        {
            counts.Remove(key);
        }
    }
}
