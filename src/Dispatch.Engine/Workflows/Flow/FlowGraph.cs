using Dispatch.Engine.Workflows.Activities;

namespace Dispatch.Engine.Workflows.Flow;

/// <param name="Source">Position of the source among the activities of its flowchart.</param>
/// <param name="Port">The outcome it follows; null for whatever a plain activity completes with.</param>
/// <param name="Target">Position of the target.</param>
internal readonly record struct Connection(int Source, string? Port, int Target);

/// <summary>
/// The connections of a flowchart, sorted into forward and backward ones as seen from its start. A backward connection closes a loop; joins count forward ones only.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, int> positions;
    private readonly int[][] outgoing;
    private readonly int[][] forwardInbound;
    private readonly bool[] forward;
    private readonly bool[] reachable;
    private readonly HashSet<int>?[] ancestors;
    private readonly bool[] validBackward;

    public FlowGraph(IReadOnlyList<ActivityNode> nodes, IEnumerable<Connection> connections, int? start)
    {
        Nodes = nodes;
        positions = nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        ComputedJoins = [.. nodes.Where(node => node.Behaviour is FlowJoinActivity && node.Inputs.GetValueOrDefault("mode") is not (null or Expressions.LiteralExpression))];
        Connections = [.. connections.Distinct()];
        Start = nodes.Count == 0 ? -1 : start ?? FindStart();
        outgoing = By(Enumerable.Range(0, Connections.Count), i => Connections[i].Source);
        (forward, reachable) = Sort();
        forwardInbound = By(Enumerable.Range(0, Connections.Count).Where(i => forward[i]), i => Connections[i].Target);
        ancestors = new HashSet<int>?[nodes.Count];
        validBackward = ValidBackward();
    }

    public IReadOnlyList<ActivityNode> Nodes { get; }

    public IReadOnlyList<Connection> Connections { get; }

    /// <summary>The joins whose mode is known only in a run.</summary>
    public IReadOnlyList<ActivityNode> ComputedJoins { get; }

    /// <summary>Where the flowchart begins; -1 when it is empty.</summary>
    public int Start { get; }

    public IReadOnlyList<int> Outgoing(int node) => outgoing[node];

    public IReadOnlyList<int> ForwardInbound(int node) => forwardInbound[node];

    /// <summary>What a path of forward connections leads from to a node. Few nodes are ever asked for; two runs that ask at once find the same.</summary>
    public IReadOnlySet<int> ForwardAncestors(int node) => ancestors[node] ??= AncestorsOf(node);

    public bool IsForward(int connection) => forward[connection];

    /// <summary>Whether a path leads there from the start.</summary>
    public bool IsReachable(int node) => reachable[node];

    /// <summary>Whether every forward path from the start to the source of a backward connection passes through its target: only then is it a loop and not a jump into one.</summary>
    public bool IsValidBackward(int connection) => validBackward[connection];

    public int IndexOf(ActivityNode node) => positions[node.Id];

    /// <summary>The position of an activity; null when it is not in this flowchart.</summary>
    public int? Find(string id) => positions.TryGetValue(id, out var position) ? position : null;

    private bool[] ValidBackward()
    {
        var valid = new bool[Connections.Count];
        foreach (var target in Enumerable.Range(0, Connections.Count).Where(i => !forward[i]).GroupBy(i => Connections[i].Target))
        {
            var around = target.Key == Start ? [] : Walk(Start, without: target.Key);
            foreach (var index in target)
            {
                valid[index] = !around.Contains(Connections[index].Source);
            }
        }

        return valid;
    }

    private int FindStart()
    {
        var candidates = Enumerable.Range(0, Nodes.Count).ToList();
        var found = candidates.FindIndex(i => Nodes[i].Behaviour is StartActivity);
        found = found >= 0 ? found : candidates.FindIndex(i => Nodes[i].CanStart);
        found = found >= 0 ? found : candidates.FindIndex(i => Connections.All(c => c.Target != i));
        return Math.Max(found, 0);
    }

    /// <summary>Connections by one of their ends, in the order of the file.</summary>
    private int[][] By(IEnumerable<int> connections, Func<int, int> end)
    {
        var byEnd = connections.ToLookup(end);
        return [.. Enumerable.Range(0, Nodes.Count).Select(node => byEnd[node].ToArray())];
    }

    /// <summary>Breadth-first from the start: an edge is forward unless the forward edges accepted so far already lead from its target to its source.</summary>
    private (bool[] Forward, bool[] Reachable) Sort()
    {
        var accepted = new HashSet<int>?[Nodes.Count];
        var seen = new bool[Nodes.Count];
        var queue = new Queue<int>();
        if (Start >= 0)
        {
            seen[Start] = true;
            queue.Enqueue(Start);
        }

        while (queue.TryDequeue(out var node))
        {
            foreach (var index in outgoing[node])
            {
                var target = Connections[index].Target;
                if (accepted[node]?.Contains(target) != true && !Leads(accepted, target, node))
                {
                    (accepted[node] ??= []).Add(target);
                }

                if (!seen[target])
                {
                    seen[target] = true;
                    queue.Enqueue(target);
                }
            }
        }

        return ([.. Connections.Select(c => accepted[c.Source]?.Contains(c.Target) == true)], seen);
    }

    private static bool Leads(HashSet<int>?[] edges, int from, int to)
    {
        var seen = new HashSet<int> { from };
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var node))
        {
            if (node == to)
            {
                return true;
            }

            foreach (var next in edges[node] ?? [])
            {
                if (seen.Add(next))
                {
                    stack.Push(next);
                }
            }
        }

        return false;
    }

    private HashSet<int> Walk(int from, int without)
    {
        var seen = new HashSet<int>();
        if (from == without || from < 0)
        {
            return seen;
        }

        var stack = new Stack<int>([from]);
        seen.Add(from);
        while (stack.TryPop(out var node))
        {
            foreach (var index in outgoing[node])
            {
                var next = Connections[index].Target;
                if (forward[index] && next != without && seen.Add(next))
                {
                    stack.Push(next);
                }
            }
        }

        return seen;
    }

    private HashSet<int> AncestorsOf(int node)
    {
        var found = new HashSet<int>();
        var stack = new Stack<int>([node]);
        while (stack.TryPop(out var current))
        {
            foreach (var source in forwardInbound[current].Select(i => Connections[i].Source))
            {
                if (found.Add(source))
                {
                    stack.Push(source);
                }
            }
        }

        return found;
    }
}
