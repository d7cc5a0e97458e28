using System.Globalization;
using System.Text.Json.Serialization;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows;

/// <summary>Who or what can answer a wait.</summary>
public enum WaitKind
{
    /// <summary>A person: claimed, and answered with one of its outcomes.</summary>
    Person,

    /// <summary>An event of the wait's name, by <see cref="WorkflowRun.Raise"/>.</summary>
    Event,

    /// <summary>The clock: answered with <c>Done</c> when <see cref="Wait.Due"/> has come.</summary>
    Time,

    /// <summary>
    /// The office's own machinery. The host does what <see cref="Wait.Act"/> names, with <see cref="Wait.Data"/>, in the transaction of the act that opened the wait, and answers it
    /// there; an <c>AwaitReceipts</c> it answers later. What throws is reported by <see cref="WorkflowRun.Fail"/>.
    /// </summary>
    Office,
}

/// <summary>A step that waits for somebody's act, for an event, for the clock or for the office's machinery.</summary>
/// <param name="Id">Counted within the run from 1 and never used again: the same course gives the same numbers.</param>
/// <param name="ActivityId">The step in the definition.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="Act">The legal act it is for, such as <c>Sign</c>, or the office's work, such as <c>Notify</c>; null when it is neither.</param>
/// <param name="Title">What to show people.</param>
/// <param name="Outcomes">The allowed answers; the first is the one by which the act is done.</param>
public sealed record Wait(int Id, string ActivityId, string ActivityType, string? Act, string Title, IReadOnlyList<string> Outcomes)
{
    /// <summary>Who can answer.</summary>
    public WaitKind Kind { get; init; }

    /// <summary>Which called procedure the step stands in; null when it stands in the run's own.</summary>
    public string? Procedure { get; init; }

    /// <summary>Who may answer, by role; several are separated by commas.</summary>
    public string? Role { get; init; }

    /// <summary>Of which unit; null when the route does not say.</summary>
    public string? Unit { get; init; }

    /// <summary>Which person; null when the route names a role.</summary>
    public string? Person { get; init; }

    /// <summary>The waits that ask the same of several at once, this one among them; null when it asks alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Asking? Asking { get; init; }

    /// <summary>Of whom it asks: of a person, or of whoever has one of the roles in the unit, in whichever order they are named.</summary>
    internal string Asked => Person ?? $"{(WorkflowCatalog.TryReadRoles(Role, out var roles) ? roles.ToString() : Role)}|{Unit}";

    /// <summary>When it must be answered, or when the clock answers it; null when the route sets no time. Counted from when the wait was opened.</summary>
    public Due? Due { get; init; }

    /// <summary>How long before <see cref="Due"/> people are reminded, longest first.</summary>
    public IReadOnlyList<Due> Reminders { get; init; } = [];

    /// <summary>Whom it is told when <see cref="Due"/> has passed: a role; null when nobody.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>The event it waits for; null unless <see cref="Kind"/> is <see cref="WaitKind.Event"/>.</summary>
    public string? EventName { get; init; }

    /// <summary>What the person fills in besides the outcome.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What an office step was given, as the text of a JSON object; null for the others.</summary>
    public string? Data { get; init; }

    /// <summary>How many working days the step is given; null when the route sets no deadline in days.</summary>
    [JsonIgnore]
    public int? WorkingDays => Due is { Unit: DueUnit.WorkingDays } due ? (int)due.Amount : null;
}

/// <summary>Waits that were opened together.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Last">The number of the last.</param>
public sealed record Asking(int First, int Last);

/// <summary>A field of the form of a step.</summary>
/// <param name="Name">Its name in the answer.</param>
/// <param name="Label">What people read.</param>
/// <param name="Type">Elsa's alias of its type, such as <c>String</c>, <c>Boolean</c> or <c>DateTime</c>.</param>
/// <param name="IsRequired">Whether an answer without it is incomplete.</param>
/// <param name="Value">What was filled in; null while the step waits, and where it was left empty.</param>
public sealed record FormField(string Name, string Label, string Type, bool IsRequired, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value = null);

/// <summary>What a <see cref="Due"/> is counted in.</summary>
public enum DueUnit
{
    /// <summary>Hours of working time.</summary>
    WorkingHours,

    /// <summary>Working days.</summary>
    WorkingDays,

    /// <summary>The end of this working day ("trong ngày"); the amount means nothing.</summary>
    EndOfDay,

    /// <summary>The end of the next working day ("ngày làm việc tiếp theo"); the amount means nothing.</summary>
    NextWorkingDay,

    /// <summary>At once, day and night ("ngay"); the amount means nothing.</summary>
    AtOnce,

    /// <summary>Seconds by the clock on the wall, working time or not: Elsa's delays.</summary>
    Seconds,

    /// <summary>A moment; see <see cref="Due.At"/>.</summary>
    Moment,
}

/// <summary>A time a definition sets. The core has no clock and no calendar: whoever hosts a run makes a moment of it.</summary>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Amount">How many, never negative.</param>
/// <param name="At">The moment, when the unit is <see cref="DueUnit.Moment"/>.</param>
public sealed record Due(DueUnit Unit, decimal Amount = 0, DateTimeOffset? At = null)
{
    private static readonly (string Suffix, DueUnit Unit)[] Counted = [("giờ làm việc", DueUnit.WorkingHours), ("ngày làm việc", DueUnit.WorkingDays)];

    /// <summary>
    /// Reads "8 giờ làm việc", "1,5 giờ làm việc", "2 ngày làm việc", "trong ngày", "ngày làm việc tiếp theo", "ngay", a bare number of working days, or a day as "2024-12-31", which ends with its last
    /// minute in Vietnam; null when it is none of these.
    /// </summary>
    /// <param name="text">As a definition writes it.</param>
    public static Due? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim().Normalize().ToLowerInvariant();
        switch (trimmed)
        {
            case "trong ngày":
                return new Due(DueUnit.EndOfDay);
            case "ngày làm việc tiếp theo":
                return new Due(DueUnit.NextWorkingDay);
            case "ngay":
                return new Due(DueUnit.AtOnce);
        }

        if (DateOnly.TryParseExact(trimmed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new Due(DueUnit.Moment, At: OfficeTime.At(day, new TimeOnly(23, 59)));
        }

        var (suffix, unit) = Array.Find(Counted, one => trimmed.EndsWith(one.Suffix, StringComparison.Ordinal));
        var number = suffix is null ? trimmed : trimmed[..^suffix.Length];
        // Half an hour is "0,5" as Vietnamese write it and "0.5" as JSON does.
        return decimal.TryParse(number.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var amount) && amount <= 10_000
            ? new Due(suffix is null ? DueUnit.WorkingDays : unit, amount)
            : null;
    }
}
