using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>What calls of other procedures share: giving them their inputs, hearing of their end.</summary>
internal abstract class CallBehaviour : Behaviour
{
    /// <summary>A called procedure is over: its caller goes on, unless it looks for itself.</summary>
    public static void Over(Step step, Outcomes outcomes)
    {
        var call = step.Context.Call!;
        call.IsOver = true;
        if (!call.IsAtOnce)
        {
            ((CallBehaviour)step.Node.Behaviour).End(step, call, outcomes);
        }
    }

    public override void ChildCompleted(Step step, ActivityNode child, ActivityContext context, Outcomes outcomes) => Over(step, Outcomes.Default);

    /// <summary>The called procedure ended; the call completes.</summary>
    protected abstract void End(Step step, CallState call, Outcomes outcomes);

    /// <summary>Leaves the scope of the call: what is written from here on is written at the caller's.</summary>
    protected static void Leave(Step step)
    {
        step.Context.Call = null;
        step.Context.Variables.Clear();
    }

    protected static WorkflowDefinition Find(Step step, string id) =>
        step.Machine.Definition.Called(id) ?? throw new ActivityFaultException($"Không có quy trình '{id}' trong các tệp được đưa vào.");

    protected static Dictionary<string, object?> Given(object? input) =>
        input is IReadOnlyDictionary<string, object?> map ? map.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) : new Dictionary<string, object?>(StringComparer.Ordinal);
}

/// <summary>
/// A procedure used as an activity: its type is the procedure's name in PascalCase, its inputs and outputs are members named as the procedure declares them, and it completes with
/// what a <c>Complete</c> inside names, else <c>Done</c>.
/// </summary>
internal sealed class ProcedureActivity(string type, ProcedureHeader header) : CallBehaviour
{
    public ProcedureHeader Header => header;

    public override string Type => type;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [.. header.Inputs.Select(input => new InputDeclaration(Camel(input.Name), input.Kind))];

    public override IReadOnlyList<string>? OutcomesOf(ActivityNode node) => header.Outcomes.Count == 0 ? null : [.. header.Outcomes, .. Done];

    public override void Execute(Step step)
    {
        var called = Find(step, header.DefinitionId);
        var values = called.Inputs.Select(input => new Slot { Id = input.Name, Name = input.Name, Kind = input.Kind, Value = step.Input(Camel(input.Name)) }).ToList();
        step.Context.Variables.AddRange(values);
        step.Context.Variables.AddRange(called.Variables.Select(Machine.NewSlot));
        step.Context.Call = new CallState { Definition = header.DefinitionId, Kind = CallKind.Activity };
        if (called.Root is { } root)
        {
            step.Schedule(root);
        }
        else
        {
            Over(step, Outcomes.Default);
        }
    }

    protected override void End(Step step, CallState call, Outcomes outcomes)
    {
        Leave(step);
        foreach (var output in header.Outputs.Where(output => call.Outputs.ContainsKey(output.Name)))
        {
            step.Output(Camel(output.Name), call.Outputs[output.Name]);
        }

        step.Machine.Complete(step.Context, outcomes);
    }

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A part of the same matter in a definition of its own: waited for, and its outcomes are those its <c>Complete</c> names.</summary>
internal sealed class SubProcedureActivity : CallBehaviour
{
    public override string Type => "Dispatch.SubProcedure";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("procedure", ValueKind.Text), new("input", ValueKind.Json)];

    public override IReadOnlyList<string>? OutcomesOf(ActivityNode node) => null;

    public override string? Check(ActivityNode node) => node.Literal("procedure") is string { Length: > 0 } ? null : "'procedure' phải là definitionId viết sẵn (Literal)";

    public override void Execute(Step step)
    {
        var called = Find(step, step.Text("procedure")!);
        step.Context.Call = new CallState { Definition = called.DefinitionId, Kind = CallKind.Part, Inputs = Given(step.Input("input")) };
        step.Context.Variables.AddRange(called.Variables.Select(Machine.NewSlot));
        if (called.Root is { } root)
        {
            step.Schedule(root);
        }
        else
        {
            Over(step, Outcomes.Default);
        }
    }

    protected override void End(Step step, CallState call, Outcomes outcomes)
    {
        Leave(step);
        step.Result(call.Outputs);
        step.Machine.Complete(step.Context, outcomes);
    }
}

/// <summary>
/// Another run inside this one. <c>ExecuteWorkflow</c> runs it before anything else; <c>DispatchWorkflow</c> when everything that can go on now has. Without
/// <c>waitForCompletion</c> the caller goes on at once and the run is on its own. A fault of the called run is its own; the caller of <c>ExecuteWorkflow</c> reads it in
/// the result. What <c>DispatchWorkflow</c> gives, if it waited, is what the run gave out, as in Elsa.
/// </summary>
internal sealed class RunWorkflowActivity(string type, bool atOnce) : CallBehaviour
{
    public override string Type => type;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } =
    [
        new("workflowDefinitionId", ValueKind.Text),
        new("correlationId", ValueKind.Text),
        new("input", ValueKind.Json),
        new("waitForCompletion", ValueKind.Truth),
    ];

    public static bool WaitsFor(ActivityNode node) => Values.Convert(node.Literal("waitForCompletion"), ValueKind.Truth) is true;

    public override void Execute(Step step)
    {
        var called = Find(step, step.Text("workflowDefinitionId") ?? string.Empty);
        var waits = step.Truth("waitForCompletion");
        var context = waits ? step.Context : step.Machine.Detach(step.Context);
        var call = context.Call = new CallState
        {
            Definition = called.DefinitionId,
            Kind = CallKind.Run,
            Inputs = Given(step.Input("input")),
            CorrelationId = step.Text("correlationId"),
            IsDetached = !waits,
        };
        context.Variables.AddRange(called.Variables.Select(Machine.NewSlot));
        if (atOnce)
        {
            RunAtOnce(step, context, call, called.Root);
        }
        else
        {
            step.Machine.Later(() => Begin(step.Machine, context, called.Root));
        }

        if (!waits)
        {
            if (atOnce)
            {
                step.Result(Report(call));
            }

            step.Complete();
        }
    }

    protected override void End(Step step, CallState call, Outcomes outcomes)
    {
        Leave(step);
        if (!call.IsDetached)
        {
            step.Result(atOnce ? Report(call) : Outputs(call));
        }

        step.Complete();
    }

    private static void RunAtOnce(Step step, ActivityContext context, CallState call, ActivityNode? root)
    {
        call.IsAtOnce = true;
        if (root is not null)
        {
            step.Machine.RunAtOnce(root, context);
        }

        call.IsAtOnce = false;
        if (root is null || call.IsOver || call.IsFaulted)
        {
            call.IsOver = true;
            step.Machine.EndCall(context, Outcomes.Default);
        }
    }

    private static void Begin(Machine machine, ActivityContext context, ActivityNode? root)
    {
        if (root is null)
        {
            machine.EndCall(context, Outcomes.Default);
        }
        else
        {
            machine.Schedule(root, context);
        }
    }

    private static Dictionary<string, object?> Report(CallState call) =>
        RunReport.Of(call.IsOver || call.IsFaulted ? "Finished" : "Running", call.IsFaulted ? "Faulted" : call.IsOver ? "Finished" : "Suspended", Outputs(call));

    private static Dictionary<string, object?> Outputs(CallState call) => call.Outputs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
