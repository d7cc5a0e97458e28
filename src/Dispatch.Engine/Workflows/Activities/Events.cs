using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Waits for an event by its name.</summary>
internal sealed class EventActivity : Behaviour
{
    public override string Type => "Elsa.Event";

    public override bool Waits => true;

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("eventName", ValueKind.Text)];

    public override void Execute(Step step)
    {
        var name = step.Text("eventName") ?? string.Empty;
        var node = step.Node;
        step.Machine.OpenWait(step.Context, id => new Wait(id, node.Id, Type, Act: null, node.Title, Done) { Kind = WaitKind.Event, EventName = name, Procedure = node.Procedure });
    }

    public override void Resumed(Step step, Wait wait, string outcome, object? payload)
    {
        step.Result(payload);
        step.Complete();
    }
}

/// <summary>
/// Tells of an event. What waits for it in this run goes on when everything that can go on now has; whoever hosts the run tells the others. A local event is for this run alone.
/// </summary>
internal sealed class PublishEventActivity : Behaviour
{
    public override string Type => "Elsa.PublishEvent";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } =
    [
        new("eventName", ValueKind.Text),
        new("correlationId", ValueKind.Text),
        new("isLocalEvent", ValueKind.Truth),
        new("payload", ValueKind.Any),
        new("input", ValueKind.Any),
    ];

    public override void Execute(Step step)
    {
        var machine = step.Machine;
        var (name, correlation) = (step.Text("eventName") ?? string.Empty, step.Text("correlationId"));
        var payload = step.Input("payload") ?? step.Input("input");
        if (string.IsNullOrEmpty(correlation) || correlation == machine.State.CorrelationId)
        {
            machine.Later(() => Raise(machine, name, payload));
        }

        if (!step.Truth("isLocalEvent"))
        {
            machine.Record.Add(new PublishedEvent(name, string.IsNullOrEmpty(correlation) ? null : correlation, Values.JsonText(payload)));
        }

        step.Complete();
    }

    /// <summary>Answers everything in a run that waits for an event; false when nothing does.</summary>
    public static bool Raise(Machine machine, string name, object? payload)
    {
        var waiting = machine.State.Waits.FindAll(open => open.Wait.Kind == WaitKind.Event && string.Equals(open.Wait.EventName, name, StringComparison.Ordinal));
        foreach (var open in waiting)
        {
            machine.Answer(open, open.Wait.Outcomes[0], payload);
        }

        return waiting.Count > 0;
    }
}
