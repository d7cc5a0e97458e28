using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>One activity after the other.</summary>
internal sealed class SequenceActivity : Behaviour
{
    public override string Type => "Elsa.Sequence";

    public override string ListMember => "activities";

    public override void Execute(Step step)
    {
        step.Context.Position = 0;
        Next(step);
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes)
    {
        if (child.Behaviour.IsTerminal || step.Context.Breaking)
        {
            step.Complete();
        }
        else
        {
            Next(step);
        }
    }

    private static void Next(Step step)
    {
        if (step.Context.Position == step.Node.Activities.Count)
        {
            step.Complete();
        }
        else
        {
            step.Schedule(step.Node.Activities[step.Context.Position++]);
        }
    }
}

/// <summary>One embedded activity as a step of a flowchart: done when that is, or at once without one.</summary>
internal sealed class FlowNodeActivity : Behaviour
{
    public override string Type => "Elsa.FlowNode";

    public override IReadOnlyList<string> Ports { get; } = ["body"];

    public override void Execute(Step step)
    {
        if (step.Node.Ports.TryGetValue("body", out var body))
        {
            step.Schedule(body);
        }
        else
        {
            step.Complete();
        }
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes) => step.Complete();
}
