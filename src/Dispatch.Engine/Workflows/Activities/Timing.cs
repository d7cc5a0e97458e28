using System.Globalization;
using Dispatch.Engine.Workflows.Expressions;
using Dispatch.Engine.Workflows.Running;

namespace Dispatch.Engine.Workflows.Activities;

/// <summary>Waits for the clock on the wall. Deadlines of people run in working time and belong to their steps.</summary>
internal abstract class TimingBehaviour : Behaviour
{
    public override bool Waits => true;

    public override void Execute(Step step)
    {
        var node = step.Node;
        var due = DueOf(step);
        step.Machine.OpenWait(step.Context, id => new Wait(id, node.Id, Type, Act: null, node.Title, Done) { Kind = WaitKind.Time, Due = due, Procedure = node.Procedure });
    }

    public override void Resumed(Step step, Wait wait, string outcome, object? payload) => step.Complete();

    protected abstract Due DueOf(Step step);

    /// <summary>A text that is no time counts as none, as in Elsa: the wait is over at once.</summary>
    protected static Due After(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? new Due(DueUnit.Seconds, (decimal)span.TotalSeconds) : new Due(DueUnit.Seconds);
}

/// <summary>Waits for a while.</summary>
internal sealed class DelayActivity : TimingBehaviour
{
    public override string Type => "Elsa.Delay";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("timeSpan", ValueKind.Text)];

    protected override Due DueOf(Step step) => After(step.Text("timeSpan"));
}

/// <summary>Waits until its interval has passed. It starts no run by itself: what begins an office's procedure is an act.</summary>
internal sealed class TimerActivity : TimingBehaviour
{
    public override string Type => "Elsa.Timer";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("interval", ValueKind.Text)];

    protected override Due DueOf(Step step) => After(step.Text("interval"));
}

/// <summary>Waits for a moment. A text without an offset is UTC.</summary>
internal sealed class StartAtActivity : TimingBehaviour
{
    public override string Type => "Elsa.StartAt";

    public override IReadOnlyList<InputDeclaration> Inputs { get; } = [new("dateTime", ValueKind.Text)];

    protected override Due DueOf(Step step) =>
        DateTimeOffset.TryParse(step.Text("dateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? new Due(DueUnit.Moment, At: at) : new Due(DueUnit.Seconds);
}
