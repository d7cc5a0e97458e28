using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Flow;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Activities joined by connections, in Elsa's counter mode.</summary>
internal sealed class FlowchartActivity : Behaviour
{
    public override string Type => "Elsa.Flowchart";

    public override string ListMember => "activities";

    public override void Execute(Step step)
    {
        var graph = step.Node.Flow!;
        if (graph.Start < 0)
        {
            step.Complete();
            return;
        }

        step.Context.Flow = FlowCounters.For(graph);
        step.Schedule(graph.Nodes[graph.Start]);
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes)
    {
        if (child.Behaviour.IsTerminal)
        {
            step.Complete();
            return;
        }

        var graph = step.Node.Flow!;
        ComputeModes(step, graph);
        FlowRules.Completed(graph, step.Context.Flow!, new Host(step, graph), graph.IndexOf(child), context.Backward, outcomes);
        CompleteIfDone(step);
    }

    public override void ChildCancelled(Step step, ActivityNode child)
    {
        var graph = step.Node.Flow!;
        ComputeModes(step, graph);
        FlowRules.Skipped(graph, step.Context.Flow!, new Host(step, graph), graph.IndexOf(child));
        CompleteIfDone(step);
    }

    /// <summary>A mode that cannot be computed faults before anything is counted, so that a retry counts once.</summary>
    private static void ComputeModes(Step step, FlowGraph graph)
    {
        foreach (var join in graph.ComputedJoins)
        {
            _ = FlowJoinActivity.ModeOf(join, step.Scope);
        }
    }

    private static void CompleteIfDone(Step step)
    {
        if (!step.Machine.HasPending(step.Context))
        {
            step.Complete();
        }
    }

    private sealed class Host(Step step, FlowGraph graph) : IFlowHost
    {
        public JoinMode ModeOf(int node) => graph.Nodes[node].Behaviour is FlowJoinActivity ? FlowJoinActivity.ModeOf(graph.Nodes[node], step.Scope) : JoinMode.WaitAllActive;

        public bool IsQueued(int node) => step.Machine.IsQueued(graph.Nodes[node], step.Context);

        public void Queue(int node, bool backward) => step.Machine.Schedule(graph.Nodes[node], step.Context, backward);

        public void Lost(int connection)
        {
            // Elsa goes on without a word, and so a run does. The proof refuses definitions in which it can happen.
        }

        public void Starved(int node)
        {
            // As with a lost connection: the run goes on as Elsa's does, the proof tells it.
        }

        public void CancelAncestors(int node) => FlowJoinActivity.CancelAncestors(step.Machine, step.Context, graph, node);
    }
}

/// <summary>Where branches meet in a flowchart. Its mode decides when it begins; when it runs it has nothing left to do but to stop the slower branches of a race.</summary>
internal sealed class FlowJoinActivity : Behaviour
{
    public override string Type => "Elsa.FlowJoin";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("mode", ValueKind.Text, Eager: false)];

    public override string? Check(ActivityNode node) => node.Inputs.GetValueOrDefault("mode") is LiteralExpression literal && Parse(literal.Value) is null
        ? $"'mode' là '{Values.ToText(literal.Value)}', phải là WaitAll, WaitAny hoặc WaitAllActive"
        : null;

    public override void Execute(Step step)
    {
        var parent = step.Machine.ParentOf(step.Context);
        if (parent is not null && step.Machine.NodeOf(parent).Flow is { } graph && ModeOf(step.Node, step.Scope) == JoinMode.WaitAny)
        {
            CancelAncestors(step.Machine, parent, graph, graph.IndexOf(step.Node));
        }

        step.Complete();
    }

    public static JoinMode ModeOf(ActivityNode node, IScope scope) =>
        node.Inputs.TryGetValue("mode", out var mode) && mode.Evaluate(scope) is { } value
            ? Parse(value) ?? throw new ActivityFaultException($"Failed to evaluate activity input 'Mode': '{Values.ToText(value)}'")
            : JoinMode.WaitAny;

    /// <summary>The mode as the file gives it. A mode that is computed is taken for the weakest: the first branch goes on.</summary>
    public static JoinMode KnownMode(ActivityNode node) => Parse(node.Literal("mode")) ?? JoinMode.WaitAny;

    public static void CancelAncestors(Machine machine, ActivityContext flowchart, FlowGraph graph, int node)
    {
        var ancestors = graph.ForwardAncestors(node);
        foreach (var context in machine.ChildrenOf(flowchart).Where(context => ancestors.Contains(graph.IndexOf(machine.NodeOf(context)))))
        {
            machine.Cancel(context);
        }
    }

    private static JoinMode? Parse(object? value) => value switch
    {
        string text when Enum.TryParse<JoinMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) && !char.IsAsciiDigit(text[0]) => mode,
        null or "" => JoinMode.WaitAny,
        _ => null,
    };
}
