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

/// <summary>What one push of a run did: everything between a start or an answer and the next moment at which only people can go on.</summary>
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
    IReadOnlyDictionary<string, string> Outputs);

/// <summary>A step that waits for somebody's act or for an event.</summary>
/// <param name="Id">Counted within the run from 1 and never used again: the same course gives the same numbers.</param>
/// <param name="ActivityId">The step in the definition.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Act">The legal act it is for, such as <c>Sign</c>; null when it is none.</param>
/// <param name="Title">What to show people.</param>
/// <param name="Role">Who may answer, by role.</param>
/// <param name="Unit">Of which unit; null when the route does not say.</param>
/// <param name="Person">Which person; null when the route names a role.</param>
/// <param name="Outcomes">The allowed answers; the first is the one by which the act is done.</param>
/// <param name="WorkingDays">How many working days the step is given; null when the route sets no deadline.</param>
/// <param name="EventName">The event it waits for; null when it waits for a person.</param>
public sealed record Wait(
    int Id,
    string ActivityId,
    string ActivityType,
    string? Act,
    string Title,
    string? Role,
    string? Unit,
    string? Person,
    IReadOnlyList<string> Outcomes,
    int? WorkingDays,
    string? EventName);

/// <summary>A fault of an activity.</summary>
/// <param name="ActivityId">Which activity; empty when it is the run as a whole.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Message">What happened.</param>
/// <param name="Detail">The cause, when there is more to say.</param>
public sealed record Incident(string ActivityId, string ActivityType, string Message, string? Detail);
