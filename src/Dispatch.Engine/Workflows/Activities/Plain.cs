using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>The marked beginning of a flowchart; does nothing.</summary>
internal sealed class StartActivity : Behaviour
{
    public override string Type => "Elsa.Start";

    public override void Execute(Step step) => step.Complete();
}

/// <summary>Ends the flowchart or sequence it stands in.</summary>
internal sealed class EndActivity : Behaviour
{
    public override string Type => "Elsa.End";

    public override bool IsTerminal => true;

    public override void Execute(Step step) => step.Complete();
}

/// <summary>Ends the whole run.</summary>
internal sealed class FinishActivity : Behaviour
{
    public override string Type => "Elsa.Finish";

    public override bool IsTerminal => true;

    public override void Execute(Step step) => step.Machine.Finish();
}

/// <summary>Completes the workflow. Since no workflow can be an activity of another here, its outcomes have no reader; they are computed so that a fault in them shows.</summary>
internal sealed class CompleteActivity : Behaviour
{
    public override string Type => "Elsa.Complete";

    public override bool IsTerminal => true;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("outcomes", ValueKind.Any)];

    public override void Execute(Step step) => step.Machine.Finish();
}

/// <summary>Faults on purpose.</summary>
internal sealed class FaultActivity : Behaviour
{
    public override string Type => "Elsa.Fault";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } =
    [
        new("code", ValueKind.Text, "0"),
        new("category", ValueKind.Text, "General"),
        new("faultType", ValueKind.Text, "System"),
        new("message", ValueKind.Text),
    ];

    public override void Execute(Step step) =>
        throw new ActivityFaultException(step.Text("message") ?? string.Empty, new ActivityFaultException($"{step.Text("category")}/{step.Text("faultType")}/{step.Text("code")}"));
}

/// <summary>Writes a line to whoever runs the workflow.</summary>
internal sealed class WriteLineActivity : Behaviour
{
    public override string Type => "Elsa.WriteLine";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("text", ValueKind.Text)];

    public override void Execute(Step step)
    {
        step.Machine.WriteLine(step.Text("text") ?? string.Empty);
        step.Complete();
    }
}

/// <summary>Gives a variable a value. The variable is found by its id.</summary>
internal sealed class SetVariableActivity : Behaviour
{
    public override string Type => "Elsa.SetVariable";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("value", ValueKind.Any)];

    public override string? Check(ActivityNode node) => node.Outputs.ContainsKey("variable") ? null : "không nói đặt biến nào ('variable' phải có 'id')";

    public override void Execute(Step step)
    {
        step.Output("variable", step.Input("value"));
        step.Complete();
    }
}

/// <summary>Gives the run a name by which others find it.</summary>
internal sealed class CorrelateActivity : Behaviour
{
    public override string Type => "Elsa.Correlate";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("correlationId", ValueKind.Text)];

    public override void Execute(Step step)
    {
        step.Machine.State.CorrelationId = step.Text("correlationId");
        step.Complete();
    }
}

/// <summary>Gives the run a name for people.</summary>
internal sealed class SetNameActivity : Behaviour
{
    public override string Type => "Elsa.SetName";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("value", ValueKind.Text)];

    public override void Execute(Step step)
    {
        step.Machine.State.Name = step.Text("value");
        step.Complete();
    }
}
