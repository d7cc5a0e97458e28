using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>What can be seen on the drawing without walking it: answers that lead nowhere, connections that are never followed, jumps into loops.</summary>
internal static class StructureProof
{
    public static IEnumerable<Flaw> Of(WorkflowDefinition definition) => definition.AllCalled().Prepend(definition).SelectMany(one => Of(one.Root!));

    private static IEnumerable<Flaw> Of(ActivityNode root) => root.Flatten().Where(node => node.Flow is not null).SelectMany(node => Of(node.Flow!));

    private static IEnumerable<Flaw> Of(FlowGraph graph) =>
    [
        .. Enumerable.Range(0, graph.Nodes.Count).SelectMany(node => Unconnected(graph, node)),
        .. Enumerable.Range(0, graph.Connections.Count).SelectMany(i => Connection(graph, i)),
        .. BusyLoop(graph),
    ];

    /// <summary>A round of activities that wait for nobody and decide nothing: once begun it never stops.</summary>
    private static IEnumerable<Flaw> BusyLoop(FlowGraph graph)
    {
        var certain = graph.Nodes.Select((node, at) => graph.Outgoing(at).Where(i => IsCertain(node, graph.Connections[i].Port)).Select(i => graph.Connections[i].Target).ToArray()).ToArray();
        foreach (var head in Enumerable.Range(0, graph.Nodes.Count).Where(graph.IsReachable))
        {
            var round = Round(certain, head);
            if (round.Count > 0)
            {
                var names = round.ConvertAll(node => Trail.Name(graph.Nodes[node]));
                return [new Flaw("workflow.busy-loop", $"Vòng {string.Join(" → ", names)} không chờ ai và không có điều kiện dừng.", names)];
            }
        }

        return [];
    }

    /// <summary>The shortest way from a node back to itself that is always taken; empty when there is none.</summary>
    private static List<int> Round(int[][] certain, int head)
    {
        var from = new Dictionary<int, int>();
        var work = new Queue<int>([head]);
        while (work.TryDequeue(out var node))
        {
            foreach (var next in certain[node])
            {
                if (next == head)
                {
                    var round = new List<int> { head };
                    for (var at = node; at != head; at = from[at])
                    {
                        round.Insert(0, at);
                    }

                    round.Insert(0, head);
                    return round;
                }

                if (from.TryAdd(next, node))
                {
                    work.Enqueue(next);
                }
            }
        }

        return [];
    }

    private static bool IsCertain(ActivityNode node, string? port) =>
        !node.Behaviour.IsTerminal
        && !node.Behaviour.Waits
        && node.Behaviour is not (FaultActivity or FlowDecisionActivity or FlowSwitchActivity)
        && !node.Children.Any()
        && node.Behaviour.OutcomesOf(node) is { } outcomes
        && (port is null || outcomes.Contains(port, StringComparer.Ordinal));

    private static IEnumerable<Flaw> Unconnected(FlowGraph graph, int index)
    {
        var node = graph.Nodes[index];
        if (node.Behaviour is not (PeopleBehaviour or OfficeActivity or FlowDecisionActivity or FlowSwitchActivity or FlowForkActivity) || node.Behaviour.OutcomesOf(node) is null)
        {
            return [];
        }

        var outcomes = node.Behaviour.OutcomesOf(node)!;
        var ports = graph.Outgoing(index).Select(i => graph.Connections[i].Port).ToHashSet(StringComparer.Ordinal);
        var unnamed = ports.Contains(null) && ReferenceEquals(outcomes, Behaviour.Done);
        return outcomes.Where(outcome => !unnamed && !ports.Contains(outcome)).Select(outcome => new Flaw(
            "workflow.unconnected-outcome", $"Kết quả '{outcome}' của bước '{node.Id}' không dẫn đi đâu.", [$"{Trail.Name(node)}: {outcome}"]));
    }

    private static IEnumerable<Flaw> Connection(FlowGraph graph, int index)
    {
        var (source, port, target) = graph.Connections[index];
        var (from, to) = (graph.Nodes[source], graph.Nodes[target]);
        var path = new[] { $"{Trail.Name(from)}: {port ?? "(không tên)"}", Trail.Name(to) };
        var outcomes = from.Behaviour.OutcomesOf(from);
        var occurs = outcomes is null || (port is null ? ReferenceEquals(outcomes, Behaviour.Done) : outcomes.Contains(port, StringComparer.Ordinal));
        if (!occurs)
        {
            yield return new Flaw("workflow.never-followed", $"Đường nối '{from.Id}' → '{to.Id}' theo kết quả '{port ?? "(không tên)"}', là kết quả bước '{from.Id}' không bao giờ có.", path);
        }

        if (from.Behaviour.IsTerminal)
        {
            yield return new Flaw("workflow.never-followed", $"Đường nối '{from.Id}' → '{to.Id}' đi ra từ bước kết thúc nên không bao giờ được theo.", path);
        }

        if (graph.IsReachable(source) && !graph.IsForward(index) && !graph.IsValidBackward(index))
        {
            yield return new Flaw("workflow.bad-loop", $"Đường nối ngược '{from.Id}' → '{to.Id}' nhảy vào giữa một nhánh: mọi đường tới '{from.Id}' phải đi qua '{to.Id}'.", path);
        }
    }
}
