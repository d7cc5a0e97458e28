using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Runs all its activities and completes when all are done.</summary>
internal sealed class ParallelActivity : Behaviour
{
    public override string Type => "Elsa.Parallel";

    public override string ListMember => "activities";

    public override void Execute(Step step) => Branches.Begin(step);

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes) => Branches.Back(step);
}

/// <summary>Runs all its branches and completes when all are done, or when the first is.</summary>
internal sealed class ForkActivity : Behaviour
{
    public override string Type => "Elsa.Fork";

    public override string ListMember => "branches";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("joinMode", ValueKind.Text)];

    public override string? Check(ActivityNode node) => node.Inputs.ContainsKey("joinMode") && Values.ToText(node.Literal("joinMode")) is not ("WaitAll" or "WaitAny" or "0" or "1")
        ? "'joinMode' phải là WaitAll hoặc WaitAny"
        : null;

    public override void Execute(Step step) => Branches.Begin(step);

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes)
    {
        if (step.Text("joinMode") is "WaitAny" or "1")
        {
            step.Complete();
        }
        else
        {
            Branches.Back(step);
        }
    }
}

internal static class Branches
{
    public static void Begin(Step step)
    {
        step.Context.Remaining = step.Node.Activities.Count;
        foreach (var branch in step.Node.Activities)
        {
            step.Schedule(branch);
        }

        if (step.Node.Activities.Count == 0)
        {
            step.Complete();
        }
    }

    public static void Back(Step step)
    {
        if (--step.Context.Remaining == 0)
        {
            step.Complete();
        }
    }
}

/// <summary>Completes with all its outcomes at once: the branches of a flowchart begin together.</summary>
internal sealed class FlowForkActivity : Behaviour
{
    public override string Type => "Elsa.FlowFork";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("branches", ValueKind.List)];

    public override IReadOnlyList<string>? OutcomesOf(ActivityNode node) => node.Inputs.GetValueOrDefault("branches") switch
    {
        null => Done,
        LiteralExpression literal => Names(Values.Convert(literal.Value, ValueKind.List)),
        _ => null,
    };

    public override void Execute(Step step) => step.Complete(Names(step.Input("branches")));

    private static IReadOnlyList<string> Names(object? branches) => branches is IReadOnlyList<object?> list ? [.. list.Select(Values.ToText)] : Done;
}
