using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>
/// Which of the activities that are under way a proof must let end first. Branches that cannot touch each other before they meet need to be walked in one order only, since every
/// other order comes to the same states: without this a drawing of ten parallel branches would have more states than can be walked.
/// </summary>
internal sealed class FlowOrder
{
    private readonly FlowGraph graph;
    private readonly bool[] waitsForNobody;
    private readonly bool[] isFree;
    private readonly bool[] isRace;
    private readonly ulong[] races;
    private readonly ulong[] harmless;
    private readonly ulong[]?[] reach;

    public FlowOrder(FlowGraph graph, Func<ActivityNode, bool> mayWait)
    {
        this.graph = graph;
        isRace = [.. graph.Nodes.Select(IsRace)];
        races = Set(graph, node => isRace[node]);
        harmless = Set(graph, IsHarmless);
        waitsForNobody = [.. graph.Nodes.Select(node => !mayWait(node))];
        isFree = [.. Enumerable.Range(0, graph.Nodes.Count).Select(IsFree)];
        reach = new ulong[graph.Nodes.Count][];
        for (var node = 0; node < graph.Nodes.Count; node++)
        {
            Reach(node);
        }
    }

    /// <summary>What waits for nobody, if anything does; else one activity whose end commutes with everything that can happen before it; else all.</summary>
    public IReadOnlyList<(int Node, bool Backward)> ToWalk(IReadOnlyList<(int Node, bool Backward)> running)
    {
        var items = running.Distinct().ToList();
        var automatic = items.FindAll(item => waitsForNobody[item.Node]);
        items = automatic.Count > 0 ? automatic : items;
        var alone = items.Count < 2 || items.Count != running.Count ? -1 : items.FindIndex(item => isFree[item.Node] && items.TrueForAll(other => other == item || IsApart(other.Node, item.Node)));
        return alone < 0 ? items : [items[alone]];
    }

    /// <summary>
    /// Whether the end of an activity changes nothing but counts: it makes nothing certain, ends nothing and turns nothing back. That it may need something is no hindrance: to let
    /// it end first is then the strictest order.
    /// </summary>
    private bool IsFree(int index)
    {
        var node = graph.Nodes[index];
        return !node.Children.Any()
            && node.Behaviour is not (CallBehaviour or FinishActivity or CompleteActivity or FaultActivity or ParallelApprovalActivity)
            && !node.Behaviour.IsTerminal
            && !Gives(node)
            && !isRace[index]
            && graph.Outgoing(index).All(i => graph.IsForward(i) && !isRace[graph.Connections[i].Target]);
    }

    private static bool Gives(ActivityNode node) => node.Behaviour switch
    {
        PeopleBehaviour people => OfficeSteps.OfAct(people.ActOf(node)) is { } rule && ((rule.Gives | rule.Undoes) != Facts.None || rule.Approves),
        _ => false,
    };

    private static bool Undoes(ActivityNode node) => node.Behaviour is PeopleBehaviour people && OfficeSteps.OfAct(people.ActOf(node)) is { Undoes: not Facts.None };

    private static bool IsRace(ActivityNode node) => node.Behaviour is FlowJoinActivity && FlowJoinActivity.KnownMode(node) == JoinMode.WaitAny;

    /// <summary>Whether all that each branch can do before it meets the other only counts: neither ends the other. What both lead to cannot begin before both have ended.</summary>
    private bool IsApart(int other, int self)
    {
        var (theirs, ours) = (Reach(other), Reach(self));
        if (Holds(ours, other))
        {
            return false;
        }

        for (var i = 0; i < ours.Length; i++)
        {
            // A race that both lead to is won by the first: there the order is all that matters.
            if ((theirs[i] & ours[i] & races[i]) != 0 || ((theirs[i] ^ ours[i]) & ~harmless[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong[] Set(FlowGraph graph, Func<int, bool> holds)
    {
        var set = new ulong[(graph.Nodes.Count + 63) / 64];
        foreach (var node in Enumerable.Range(0, graph.Nodes.Count).Where(holds))
        {
            set[node / 64] |= 1UL << (node % 64);
        }

        return set;
    }

    private static bool Holds(ulong[] set, int node) => (set[node / 64] & (1UL << (node % 64))) != 0;

    private bool IsHarmless(int index)
    {
        var node = graph.Nodes[index];
        return !node.Behaviour.IsTerminal
            && !IsRace(node)
            && !node.Flatten().Any(Undoes)
            && node.Behaviour is not (CallBehaviour or FaultActivity)
            && !node.Flatten().Any(inner => inner.Behaviour is FinishActivity or CompleteActivity or FaultActivity or BreakActivity or CallBehaviour)
            && graph.Outgoing(index).All(graph.IsForward);
    }

    /// <summary>The activities that forward connections lead to, itself included.</summary>
    private ulong[] Reach(int node)
    {
        if (reach[node] is { } known)
        {
            return known;
        }

        var found = reach[node] = Set(graph, one => one == node);
        foreach (var index in graph.Outgoing(node).Where(graph.IsForward))
        {
            var behind = Reach(graph.Connections[index].Target);
            for (var i = 0; i < found.Length; i++)
            {
                found[i] |= behind[i];
            }
        }

        return found;
    }
}
