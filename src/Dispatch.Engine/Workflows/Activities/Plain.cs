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

/// <summary>Ends the whole run, or the called one it stands in.</summary>
internal sealed class FinishActivity : Behaviour
{
    public override string Type => "Elsa.Finish";

    public override bool IsTerminal => true;

    public override void Execute(Step step)
    {
        if (step.Machine.CallAround(step.Context, CallKind.Part, CallKind.Run) is { } call)
        {
            step.Machine.EndCall(call, Outcomes.Default);
        }
        else
        {
            step.Machine.Finish();
        }
    }
}

/// <summary>Completes the nearest procedure around: with its outcomes where that was called, else the run.</summary>
internal sealed class CompleteActivity : Behaviour
{
    public override string Type => "Elsa.Complete";

    public override bool IsTerminal => true;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("outcomes", ValueKind.Any)];

    /// <summary>The outcomes a definition names; null when they are computed.</summary>
    public static IReadOnlyList<string>? OutcomesGiven(ActivityNode node) => node.Inputs.GetValueOrDefault("outcomes") switch
    {
        null => [],
        LiteralExpression literal => Names(literal.Value),
        _ => null,
    };

    public override void Execute(Step step)
    {
        var names = Names(step.Input("outcomes"));
        if (step.Machine.CallAround(step.Context, CallKind.Activity, CallKind.Part, CallKind.Run) is { } call)
        {
            step.Machine.EndCall(call, names.Count == 0 ? Outcomes.Default : Outcomes.Named(names));
        }
        else
        {
            step.Machine.Finish();
        }
    }

    /// <summary>One name, a list of them, or the JSON text of a list.</summary>
    private static IReadOnlyList<string> Names(object? value) => Values.Convert(value, ValueKind.Json) switch
    {
        null or "" => [],
        IReadOnlyList<object?> list => [.. list.Select(Values.ToText)],
        var one => [Values.ToText(one)],
    };
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
        step.Machine.Record.WriteLine(step.Text("text") ?? string.Empty);
        step.Complete();
    }
}

/// <summary>Gives a variable a value. The variable is found by its id or, when the file gives none, by its name.</summary>
internal sealed class SetVariableActivity : Behaviour
{
    public override string Type => "Elsa.SetVariable";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("value", ValueKind.Any)];

    public override string? Check(ActivityNode node) => node.Outputs.ContainsKey("variable") ? null : "không nói đặt biến nào ('variable' phải có 'id')";

    public override void Execute(Step step)
    {
        var (target, value) = (step.Node.Outputs["variable"], step.Input("value"));
        if (!(step.Node.SetsByName ? step.Scope.TrySetByName(target, value) : step.Scope.TrySet(target, value)))
        {
            throw new ActivityFaultException($"Không có biến '{target}' để đặt.");
        }

        step.Complete();
    }
}

/// <summary>Gives an output of the procedure a value, by the output's name.</summary>
internal sealed class SetOutputActivity : Behaviour
{
    public override string Type => "Elsa.SetOutput";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("outputName", ValueKind.Text), new("outputValue", ValueKind.Any)];

    public override void Execute(Step step)
    {
        step.Scope.SetOutput(step.Text("outputName") ?? string.Empty, step.Input("outputValue"));
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
        var id = step.Text("correlationId");
        if (step.Machine.CallAround(step.Context, CallKind.Run)?.Call is { } run)
        {
            run.CorrelationId = id;
        }
        else
        {
            step.Machine.State.CorrelationId = id;
        }

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
        var name = step.Text("value");
        if (step.Machine.CallAround(step.Context, CallKind.Run)?.Call is { } run)
        {
            run.Name = name;
        }
        else
        {
            step.Machine.State.Name = name;
        }

        step.Complete();
    }
}
