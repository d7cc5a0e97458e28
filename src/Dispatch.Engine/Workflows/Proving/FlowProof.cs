using System.Text;
using Dispatch.Engine.Workflows.Activities;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Flow;

namespace Dispatch.Engine.Workflows.Proving;

/// <summary>
/// Walks every course through one flowchart, by the very rules that run it. Its counters only matter by their differences, so a loop comes back to a state that was seen and the
/// walk ends.
/// </summary>
internal sealed class FlowProof(CourseProof proof, ActivityNode flowchart, Facts facts, Trail? before)
{
    public const int MostStates = 20_000;

    private readonly FlowGraph graph = flowchart.Flow!;
    private readonly FlowOrder order = new(flowchart.Flow!, proof.MayWait);
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly List<State> states = [];
    private readonly ExitSet exits = new();
    private bool broken;

    public IReadOnlyList<Exit> Walk()
    {
        Add(new State([(graph.Start, false)], FlowCounters.For(graph), facts, before));
        for (var at = 0; at < states.Count && !broken; at++)
        {
            if (states.Count > MostStates)
            {
                proof.GiveUp();
                proof.Tell("workflow.too-complex", flowchart, Facts.None, $"Sơ đồ '{flowchart.Id}' có quá {MostStates} tình trạng khác nhau nên không chứng minh được là đúng.", new Trail(before, flowchart.Id));
                exits.Stops(facts, before);
                return exits.All;
            }

            Leave(states[at]);
        }

        if (broken)
        {
            proof.GiveUp();
            exits.Stops(facts, before);
            return exits.All;
        }

        TellEndless();
        return exits.All;
    }

    /// <summary>
    /// Lets each activity that is under way end in each way it can. Nobody can answer before everything that waits for nobody has run; and where the order of two answers cannot
    /// matter, one order is walked.
    /// </summary>
    private void Leave(State state)
    {
        foreach (var item in order.ToWalk(state.Running))
        {
            var node = graph.Nodes[item.Node];
            foreach (var exit in state.Running.Count > 1 ? proof.EndsBeside(node, state.Facts, state.Trail) : proof.Ends(node, state.Facts, state.Trail))
            {
                if (exit.Outcomes is null)
                {
                    exits.Add(exit);
                    state.Ends = true;
                }
                else if (node.Behaviour.IsTerminal)
                {
                    exits.Completes(exit.Facts, exit.Trail);
                    state.Ends = true;
                }
                else
                {
                    TellUnconnected(item.Node, exit);
                    GoOn(state, item, node.Behaviour is FlowForkActivity && node.Behaviour.OutcomesOf(node) is null ? AllPorts(item.Node) : exit.Outcomes, exit.Facts, exit.Trail);
                }
            }
        }
    }

    /// <summary>Tells an outcome of a called procedure that leads nowhere, unless it is the last step and merely done; those of other steps are seen on the drawing.</summary>
    private void TellUnconnected(int index, Exit exit)
    {
        var node = graph.Nodes[index];
        var outcomes = exit.Outcomes!;
        var isLast = graph.Outgoing(index).Count == 0 && outcomes.Names is ["Done"];
        if (node.Behaviour is CallBehaviour && !outcomes.Unnamed && !isLast && !graph.Outgoing(index).Any(i => outcomes.Follow(graph.Connections[i].Port)))
        {
            proof.Tell("workflow.unconnected-outcome", node, Facts.None, $"Kết quả '{string.Join(", ", outcomes.Names)}' của bước '{node.Id}' không dẫn đi đâu.", exit.Trail);
        }
    }

    /// <summary>The outcomes of a fork whose branches are computed: all that are drawn.</summary>
    private Outcomes AllPorts(int node) => Outcomes.Named([.. graph.Outgoing(node).Select(i => graph.Connections[i].Port).OfType<string>()]);

    private void GoOn(State state, (int Node, bool Backward) item, Outcomes outcomes, Facts reached, Trail? trail)
    {
        var next = state.Copy(reached, trail);
        next.Running.Remove(item);
        try
        {
            FlowRules.Completed(graph, next.Counters, new Host(this, next), item.Node, item.Backward, outcomes);
        }
        catch (ActivityFaultException)
        {
            // A jump into a loop; told by the structure proof. The run ends there.
            exits.Stops(reached, trail);
            state.Ends = true;
            return;
        }

        TellStarved(next);
        TellLost(next);
        TellDoubled(next);
        if (next.Running.Count == 0)
        {
            exits.Completes(reached, trail);
            state.Ends = true;
        }
        else
        {
            state.Next.Add(Add(next));
        }
    }

    /// <summary>Tells a join for all that some course reaches by one connection and never by another: what came so far waits there for good.</summary>
    private void TellStarved(State state)
    {
        // An end that is about to run withdraws what waits.
        var isEnding = state.Running.Exists(item => graph.Nodes[item.Node].Behaviour.IsTerminal);
        foreach (var index in state.Starved.Where(_ => !isEnding))
        {
            var node = graph.Nodes[index];
            var missing = graph.ForwardInbound(index).Where(i => !state.Counters.Followed[i]).Select(i => $"'{graph.Nodes[graph.Connections[i].Source].Id}'");
            proof.Tell(
                "workflow.starved-join",
                node,
                Facts.None,
                $"Điểm hợp nhánh '{node.Id}' chờ mọi nhánh, nhưng có lúc nhánh từ {string.Join(", ", missing)} không bao giờ tới. Dùng WaitAllActive, hoặc cho mọi kết quả của nhánh ấy đi tới đây.",
                new Trail(state.Trail, Trail.Name(node)));
            broken = true;
        }
    }

    /// <summary>
    /// Tells a connection that was followed to a step which then does not run: skipped because another connection to it was decided more often, or waiting for one that
    /// will not be decided again. Elsa drops such a path without a word. Losing the end does no harm when nothing else is under way.
    /// </summary>
    private void TellLost(State state)
    {
        var over = state.Running.Count == 0;
        var waiting = Enumerable.Range(0, graph.Connections.Count).Where(i => over && graph.IsForward(i) && state.Counters.Followed[i] && IsAhead(state.Counters, i) && Waits(graph.Connections[i].Target));
        foreach (var index in state.Lost.Concat(waiting).Where(i => !(over && graph.Nodes[graph.Connections[i].Target].Behaviour is EndActivity)))
        {
            var (source, port, target) = graph.Connections[index];
            var (from, to) = (graph.Nodes[source], graph.Nodes[target]);
            proof.Tell(
                "workflow.lost-path",
                to,
                Facts.None,
                $"Đường nối '{from.Id}' → '{to.Id}' ({port ?? "không tên"}) được theo nhưng bước '{to.Id}' không chạy, vì nó còn đợi một đường nối khác đã qua ở vòng trước. Cho đường này một bước đích riêng.",
                new Trail(state.Trail, Trail.Name(to)));
            broken = true;
        }
    }

    /// <summary>Tells a step that can be open twice at once, as when a draft goes back to its drafter while a colleague still looks at it.</summary>
    private void TellDoubled(State state)
    {
        foreach (var index in state.Running.GroupBy(item => item.Node).Where(group => group.Skip(1).Any()).Select(group => group.Key))
        {
            var node = graph.Nodes[index];
            proof.Tell("workflow.opened-twice", node, Facts.None, $"Bước '{node.Id}' có thể mở hai lần cùng lúc: một đường quay lại khi nhánh khác chưa xong.", new Trail(state.Trail, Trail.Name(node)));
            broken = true;
        }
    }

    private bool IsAhead(FlowCounters counters, int connection) => counters.Connections[connection] > counters.Nodes[graph.Connections[connection].Target];

    private bool Waits(int node) => graph.Nodes[node].Behaviour is not FlowJoinActivity || FlowJoinActivity.KnownMode(graph.Nodes[node]) != JoinMode.WaitAny;

    private int Add(State state)
    {
        var key = state.Key(graph);
        if (seen.TryGetValue(key, out var index))
        {
            return index;
        }

        seen.Add(key, states.Count);
        states.Add(state);
        return states.Count - 1;
    }

    /// <summary>Tells the first state from which no course comes to an end.</summary>
    private void TellEndless()
    {
        var from = states.Select(_ => new List<int>()).ToList();
        for (var i = 0; i < states.Count; i++)
        {
            foreach (var next in states[i].Next)
            {
                from[next].Add(i);
            }
        }

        var canEnd = new HashSet<int>(Enumerable.Range(0, states.Count).Where(i => states[i].Ends));
        var work = new Queue<int>(canEnd);
        while (work.TryDequeue(out var at))
        {
            foreach (var earlier in from[at].Where(canEnd.Add))
            {
                work.Enqueue(earlier);
            }
        }

        var stuck = Enumerable.Range(0, states.Count).FirstOrDefault(i => !canEnd.Contains(i), -1);
        if (stuck < 0)
        {
            return;
        }

        var node = graph.Nodes[states[stuck].Running[0].Node];
        var trail = new Trail(states[stuck].Trail, Trail.Name(node));
        proof.Tell("workflow.cannot-end", node, Facts.None, $"Từ bước '{node.Id}' không có đường nào kết thúc.", trail);
        if (canEnd.Count == 0)
        {
            exits.Stops(states[stuck].Facts, states[stuck].Trail);
        }
    }

    private sealed class State(List<(int Node, bool Backward)> running, FlowCounters counters, Facts facts, Trail? trail)
    {
        public List<(int Node, bool Backward)> Running => running;

        public FlowCounters Counters => counters;

        public Facts Facts => facts;

        public Trail? Trail => trail;

        public bool Ends { get; set; }

        /// <summary>Joins for all that were skipped on the way here although something had come to them.</summary>
        public List<int> Starved { get; } = [];

        /// <summary>Connections followed on the way here to a step that was skipped all the same.</summary>
        public List<int> Lost { get; } = [];

        public List<int> Next { get; } = [];

        public State Copy(Facts reached, Trail? way) => new(
            [.. running],
            new FlowCounters { Nodes = [.. counters.Nodes], Connections = [.. counters.Connections], Followed = [.. counters.Followed] },
            reached,
            way);

        /// <summary>Tells states apart: what is under way, what is certain, and how far each connection is ahead of its target.</summary>
        public string Key(FlowGraph graph)
        {
            var key = new StringBuilder().Append((char)facts).Append((char)((int)facts >> 16)).Append((char)running.Count);
            foreach (var (node, backward) in running.Order())
            {
                key.Append((char)((node * 2) + (backward ? 1 : 0)));
            }

            var rounds = new Dictionary<int, bool?>();
            for (var i = 0; i < graph.Connections.Count; i++)
            {
                var target = graph.Connections[i].Target;
                var ahead = graph.IsForward(i) ? counters.Connections[i] - counters.Nodes[target] : 0;
                if (ahead > 0)
                {
                    // Nothing comes behind an end, so how far its connections have run apart does not matter, only which is ahead.
                    ahead = graph.Nodes[target].Behaviour is EndActivity ? Math.Min(ahead, 2) : ahead;
                    key.Append((char)i).Append((char)((ahead * 2) + ((Followed(graph, target, rounds) ?? counters.Followed[i]) ? 1 : 0)));
                }
            }

            return key.ToString();
        }

        /// <summary>In one round it matters which connections have come, and whether any was followed; not which. Null when each must be told.</summary>
        private bool? Followed(FlowGraph graph, int target, Dictionary<int, bool?> rounds) =>
            rounds.TryGetValue(target, out var known) ? known : rounds[target] = Followed(graph, target);

        private bool? Followed(FlowGraph graph, int target)
        {
            var node = graph.Nodes[target];
            var any = false;
            foreach (var inbound in graph.ForwardInbound(target))
            {
                var ahead = counters.Connections[inbound] - counters.Nodes[target];
                if (ahead is not (0 or 1) || (node.Behaviour is FlowJoinActivity && FlowJoinActivity.KnownMode(node) != JoinMode.WaitAllActive))
                {
                    return null;
                }

                any |= ahead == 1 && counters.Followed[inbound];
            }

            return any;
        }
    }

    private sealed class Host(FlowProof proof, State state) : IFlowHost
    {
        private readonly FlowGraph graph = proof.graph;

        public JoinMode ModeOf(int node) => graph.Nodes[node].Behaviour is FlowJoinActivity ? FlowJoinActivity.KnownMode(graph.Nodes[node]) : JoinMode.WaitAllActive;

        public bool IsQueued(int node) => state.Running.Exists(item => item.Node == node);

        public void Queue(int node, bool backward) => state.Running.Add((node, backward));

        public void Lost(int connection) => state.Lost.Add(connection);

        public void Starved(int node) => state.Starved.Add(node);

        public void CancelAncestors(int node)
        {
            var ancestors = graph.ForwardAncestors(node);
            foreach (var item in state.Running.Where(item => ancestors.Contains(item.Node)).ToList())
            {
                state.Running.Remove(item);
                FlowRules.Skipped(graph, state.Counters, this, item.Node);
            }
        }
    }
}
