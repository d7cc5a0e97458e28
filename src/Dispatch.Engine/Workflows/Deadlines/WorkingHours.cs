namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>The hours of a working day: a morning and an afternoon, in Vietnam's time.</summary>
/// <param name="MorningFrom">Desks open.</param>
/// <param name="MorningTo">After <paramref name="MorningFrom"/>.</param>
/// <param name="AfternoonFrom">Not before <paramref name="MorningTo"/>.</param>
/// <param name="AfternoonTo">Desks close; after <paramref name="AfternoonFrom"/>.</param>
public sealed record WorkingHours(TimeOnly MorningFrom, TimeOnly MorningTo, TimeOnly AfternoonFrom, TimeOnly AfternoonTo)
{
    /// <summary>Eight hours as most offices keep them; an office sets its own.</summary>
    public static WorkingHours Usual { get; } = new(new(8, 0), new(12, 0), new(13, 0), new(17, 0));

    /// <summary>Whether the times stand in order and leave some time to work.</summary>
    public bool IsOrdered => MorningFrom < MorningTo && MorningTo <= AfternoonFrom && AfternoonFrom < AfternoonTo;
}
