namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>How a day differs from its weekday.</summary>
public enum DayRule
{
    /// <summary>Nobody is expected at a desk: a public holiday, a compensation day, a day the office closes.</summary>
    Off,

    /// <summary>A Saturday or Sunday that is worked, in exchange for a day off.</summary>
    Worked,
}

/// <summary>How sure the calendar is of a day.</summary>
public enum DayCertainty
{
    /// <summary>A fixed date of Bộ luật Lao động 2019, Điều 112.</summary>
    ByLaw,

    /// <summary>As announced for state offices that year.</summary>
    Announced,

    /// <summary>Reckoned from the lunar calendar and Điều 111.3, 112 before the announcement: expect another day beside it, or an exchange of working days.</summary>
    Estimated,

    /// <summary>Set by an administrator of the organisation.</summary>
    House,
}

/// <summary>A day that is not what its weekday says.</summary>
/// <param name="Day">Which day, in Vietnam.</param>
/// <param name="Rule">Off, or worked.</param>
/// <param name="Name">Why, in Vietnamese.</param>
/// <param name="Certainty">How sure.</param>
public sealed record CalendarDay(DateOnly Day, DayRule Rule, string Name, DayCertainty Certainty);
