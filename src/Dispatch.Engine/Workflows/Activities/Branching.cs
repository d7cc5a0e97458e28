using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Runs one of two embedded activities.</summary>
internal sealed class IfActivity : Behaviour
{
    public override string Type => "Elsa.If";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("condition", ValueKind.Truth)];

    public override IReadOnlyList<string> Ports { get; } = ["then", "else"];

    public override void Execute(Step step)
    {
        var condition = step.Truth("condition");
        step.Result(condition);
        if (step.Node.Ports.TryGetValue(condition ? "then" : "else", out var branch))
        {
            step.Schedule(branch);
        }
        else
        {
            step.Complete();
        }
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes) => step.Complete();
}

/// <summary>Completes with <c>True</c> or <c>False</c>.</summary>
internal sealed class FlowDecisionActivity : Behaviour
{
    private static readonly string[] Answers = ["True", "False"];

    public override string Type => "Elsa.FlowDecision";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("condition", ValueKind.Truth)];

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => Answers;

    public override void Execute(Step step)
    {
        var condition = step.Truth("condition");
        step.Result(condition);
        step.Complete([condition ? "True" : "False"]);
    }
}

/// <summary>What both switches share: which cases match.</summary>
internal abstract class SwitchBehaviour : Behaviour
{
    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("mode", ValueKind.Text)];

    public override string? Check(ActivityNode node) => node.Inputs.GetValueOrDefault("mode") is LiteralExpression literal && !IsAny(literal.Value) && !IsFirst(literal.Value)
        ? $"'mode' là '{Values.ToText(literal.Value)}', phải là MatchFirst hoặc MatchAny"
        : null;

    /// <summary>Whether several cases can match at once; a mode that is computed may say so.</summary>
    public static bool MayMatchSeveral(ActivityNode node) => node.Inputs.GetValueOrDefault("mode") is { } mode && (mode is not LiteralExpression literal || IsAny(literal.Value));

    protected static IReadOnlyList<SwitchCase> Matching(Step step)
    {
        var any = IsAny(step.Input("mode"));
        var matching = step.Node.Cases.Where(c => (bool)step.Compute(c.Condition, ValueKind.Truth, "cases")!);
        return [.. any ? matching : matching.Take(1)];
    }

    private static bool IsAny(object? mode) => Values.ToText(mode) is var text && (text.Equals("MatchAny", StringComparison.OrdinalIgnoreCase) || text == "1");

    private static bool IsFirst(object? mode) => Values.ToText(mode) is var text && (text.Equals("MatchFirst", StringComparison.OrdinalIgnoreCase) || text is "0" or "");
}

/// <summary>Completes with the labels of the matching cases, or <c>Default</c>.</summary>
internal sealed class FlowSwitchActivity : SwitchBehaviour
{
    private static readonly string[] Fallback = ["Default"];

    public override string Type => "Elsa.FlowSwitch";

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => [.. node.Cases.Select(c => c.Label), .. Fallback];

    public override void Execute(Step step)
    {
        var matching = Matching(step);
        step.Complete(matching.Count == 0 ? Fallback : [.. matching.Select(c => c.Label)]);
    }
}

/// <summary>Runs the embedded activities of the matching cases, or the default one.</summary>
internal sealed class SwitchActivity : SwitchBehaviour
{
    public override string Type => "Elsa.Switch";

    public override IReadOnlyList<string> Ports { get; } = ["default"];

    public override void Execute(Step step)
    {
        var matching = Matching(step);
        var chosen = matching.Count == 0 && step.Node.Ports.TryGetValue("default", out var fallback)
            ? [fallback]
            : matching.Select(c => c.Activity).OfType<ActivityNode>().ToList();
        step.Context.Remaining = chosen.Count;
        foreach (var activity in chosen)
        {
            step.Schedule(activity);
        }

        if (chosen.Count == 0)
        {
            step.Complete();
        }
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes)
    {
        if (--step.Context.Remaining == 0)
        {
            step.Complete();
        }
    }
}
