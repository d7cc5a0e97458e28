using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Workflows.Flow;

/// <summary>When an activity with several inbound connections may begin.</summary>
internal enum JoinMode
{
    /// <summary>When every inbound connection was decided and at least one is followed: what every activity does of itself.</summary>
    WaitAllActive,

    /// <summary>When every inbound connection was decided and all are followed.</summary>
    WaitAll,

    /// <summary>At the first inbound connection that is followed; the other branches are cancelled.</summary>
    WaitAny,
}

/// <summary>How often everything in one run of a flowchart was visited. Joins compare rounds, so loops work.</summary>
internal sealed class FlowCounters
{
    public required int[] Nodes { get; set; }

    public required int[] Connections { get; set; }

    public required bool[] Followed { get; set; }

    public static FlowCounters For(FlowGraph graph) =>
        new() { Nodes = new int[graph.Nodes.Count], Connections = new int[graph.Connections.Count], Followed = new bool[graph.Connections.Count] };
}

/// <summary>What the rules need of whoever runs the flowchart: the machine, or the proof that tries all courses.</summary>
internal interface IFlowHost
{
    JoinMode ModeOf(int node);

    bool IsQueued(int node);

    void Queue(int node, bool backward);

    /// <summary>Cancels what is unfinished on the way to a node.</summary>
    void CancelAncestors(int node);

    /// <summary>Hears of a connection that was followed to a node which is skipped all the same, because another connection to it was decided more often.</summary>
    void Lost(int connection);

    /// <summary>Hears of a join for all that is skipped although a connection to it was followed: the other one never will be.</summary>
    void Starved(int node);
}

/// <summary>The counter mode of Elsa's flowchart: which activity is next when one completes, and dead-path elimination, so that a branch not taken never blocks a join.</summary>
internal static class FlowRules
{
    /// <exception cref="Expressions.ActivityFaultException">A backward connection jumps into a loop.</exception>
    public static void Completed(FlowGraph graph, FlowCounters counters, IFlowHost host, int node, bool startedBackward, Outcomes outcomes)
    {
        // A loop's head was already counted when the round before reached it.
        if (!startedBackward)
        {
            counters.Nodes[node]++;
        }

        Visit(graph, counters, host, node, outcomes);
    }

    /// <summary>Treats a node as completed without any outcome: a branch that is dead or was cancelled.</summary>
    public static void Skipped(FlowGraph graph, FlowCounters counters, IFlowHost host, int node)
    {
        counters.Nodes[node]++;
        Visit(graph, counters, host, node, Outcomes.Named());
    }

    private static void Visit(FlowGraph graph, FlowCounters counters, IFlowHost host, int node, Outcomes outcomes)
    {
        foreach (var index in graph.Outgoing(node))
        {
            var connection = graph.Connections[index];
            var followed = outcomes.Follow(connection.Port);
            counters.Connections[index]++;
            counters.Followed[index] = followed;
            if (graph.IsForward(index))
            {
                Arrive(graph, counters, host, index, followed);
            }
            else if (followed)
            {
                TurnBack(graph, host, index);
            }
        }
    }

    private static void TurnBack(FlowGraph graph, IFlowHost host, int index)
    {
        var connection = graph.Connections[index];
        if (!graph.IsValidBackward(index))
        {
            throw new Expressions.ActivityFaultException(
                $"Invalid backward connection: Every path from the source ('{graph.Nodes[connection.Source].Id}') must go through the target ('{graph.Nodes[connection.Target].Id}') when tracing back to the start.");
        }

        host.Queue(connection.Target, backward: true);
    }

    private static void Arrive(FlowGraph graph, FlowCounters counters, IFlowHost host, int index, bool followed)
    {
        var target = graph.Connections[index].Target;
        var inbound = graph.ForwardInbound(target);
        var visits = counters.Nodes[target];
        var mode = host.ModeOf(target);
        var (allVisited, round) = (true, 0);
        foreach (var i in inbound)
        {
            allVisited &= counters.Connections[i] > visits;
            round = Math.Max(round, counters.Connections[i]);
        }

        if (mode == JoinMode.WaitAny)
        {
            ArriveFirst(graph, counters, host, index, followed, allVisited);
        }
        else if (allVisited)
        {
            var taken = inbound.Count(i => counters.Connections[i] == round && counters.Followed[i]);
            if (mode == JoinMode.WaitAll ? taken == inbound.Count : taken > 0)
            {
                host.Queue(target, backward: false);
            }
            else
            {
                if (mode == JoinMode.WaitAll && taken > 0)
                {
                    host.Starved(target);
                }
                else if (followed && mode == JoinMode.WaitAllActive)
                {
                    host.Lost(index);
                }

                Skipped(graph, counters, host, target);
            }
        }
    }

    private static void ArriveFirst(FlowGraph graph, FlowCounters counters, IFlowHost host, int index, bool followed, bool allVisited)
    {
        var target = graph.Connections[index].Target;
        var late = counters.Connections[index] <= counters.Nodes[target];
        if (late || host.IsQueued(target))
        {
            return;
        }

        if (followed)
        {
            host.Queue(target, backward: false);
            host.CancelAncestors(target);
        }
        else if (allVisited)
        {
            Skipped(graph, counters, host, target);
        }
    }
}
