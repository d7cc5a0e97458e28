namespace Dispatch.Engine.Workflows;

/// <summary>Where a run stands after a burst.</summary>
public enum RunStatus
{
    /// <summary>Something is still open: usually a wait.</summary>
    Suspended,

    /// <summary>All is done.</summary>
    Finished,

    /// <summary>An activity could not go on; see the incidents.</summary>
    Faulted,
}

/// <summary>What one push of a run did: everything between a start or an answer and the next moment at which only somebody else can go on.</summary>
/// <param name="State">The state to keep, one JSON document. It is all a later <see cref="WorkflowRun.Resume"/> needs besides the definition.</param>
/// <param name="Status">Where the run stands.</param>
/// <param name="Opened">Waits that were opened and are still open, in order.</param>
/// <param name="Withdrawn">Waits of earlier bursts that nobody needs to answer any more; the one that was answered is not among them.</param>
/// <param name="Lines">What <c>Elsa.WriteLine</c> wrote, in order.</param>
/// <param name="Incidents">Faults of this burst.</param>
/// <param name="Outputs">The outputs of the workflow so far, as JSON text by name.</param>
public sealed record Burst(
    string State,
    RunStatus Status,
    IReadOnlyList<Wait> Opened,
    IReadOnlyList<Wait> Withdrawn,
    IReadOnlyList<string> Lines,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>What happened to which step, in order: what a history keeps.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    /// <summary>Events for other runs, which <c>Elsa.PublishEvent</c> published.</summary>
    public IReadOnlyList<PublishedEvent> Published { get; init; } = [];

    /// <summary>The correlation id and the name the run has given itself; null when it has not.</summary>
    public (string? CorrelationId, string? Name) Identity { get; init; }
}

/// <summary>A fault of an activity. Its branch stops there until it is retried or skipped.</summary>
/// <param name="ActivityId">Which activity; empty when it is the run as a whole.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Message">What happened.</param>
/// <param name="Detail">The cause, when there is more to say.</param>
/// <param name="Id">Names it in <see cref="WorkflowRun.Retry"/> and <see cref="WorkflowRun.Skip"/>; 0 when it can be neither, since the run as a whole was stopped.</param>
/// <param name="Tries">How often the activity has faulted there in a row, from 1.</param>
public sealed record Incident(string ActivityId, string ActivityType, string Message, string? Detail, int Id = 0, int Tries = 1);

/// <summary>What can happen to a step.</summary>
public enum StepChange
{
    /// <summary>It waits.</summary>
    Waiting,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It was withdrawn.</summary>
    Cancelled,

    /// <summary>It could not go on.</summary>
    Faulted,
}

/// <summary>One line of the history of a run.</summary>
/// <param name="ActivityId">Which step.</param>
/// <param name="Change">What happened.</param>
/// <param name="Outcomes">What it completed with; empty for the other changes.</param>
public sealed record StepRecord(string ActivityId, StepChange Change, IReadOnlyList<string> Outcomes);

/// <summary>An event for other runs.</summary>
/// <param name="Name">Which.</param>
/// <param name="CorrelationId">For the runs of this correlation id only; null for all.</param>
/// <param name="Payload">What it brings, as JSON text.</param>
public sealed record PublishedEvent(string Name, string? CorrelationId, string Payload);
