using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>
/// When people of an organisation are at their desks, and what a span of working time comes to. Pure: the same calendar and the same instant give the same answer. Every answer is
/// an instant of working time; the end of a morning or afternoon counts as working time, since something can be due then.
/// </summary>
public sealed class WorkingCalendar
{
    // Longer than any row of days off an office could mean; beyond it the table is a mistake.
    private const int LongestClosure = 366;

    private readonly WorkingHours hours;
    private readonly Dictionary<DateOnly, CalendarDay> house;

    /// <summary>A calendar of public holidays with what an office changed.</summary>
    /// <param name="hours">The hours of a working day.</param>
    /// <param name="house">Days the organisation set itself; they win over the public ones.</param>
    /// <exception cref="ArgumentException">The hours are not in order.</exception>
    public WorkingCalendar(WorkingHours hours, IEnumerable<CalendarDay> house)
    {
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(house);
        if (!hours.IsOrdered)
        {
            throw new ArgumentException("The hours of a working day must stand in order.", nameof(hours));
        }

        this.hours = hours;
        this.house = house.ToDictionary(day => day.Day);
    }

    /// <summary>The public calendar with usual hours.</summary>
    public static WorkingCalendar Usual { get; } = new(WorkingHours.Usual, []);

    /// <summary>The hours of a working day.</summary>
    public WorkingHours Hours => hours;

    /// <summary>The days of a year that are not what their weekday says, the organisation's own in place of the public ones.</summary>
    public IReadOnlyList<CalendarDay> Days(int year) =>
        [.. PublicHolidays.Of(year).Where(day => !house.ContainsKey(day.Day)).Concat(house.Values.Where(day => day.Day.Year == year)).OrderBy(day => day.Day)];

    /// <summary>Whether a day is worked.</summary>
    public bool IsWorked(DateOnly day) => RuleOf(day) is { } rule ? rule is DayRule.Worked : IsWeekday(day);

    /// <summary>Whether people are at their desks, the last moment of a morning or afternoon included.</summary>
    public bool IsWorking(DateTimeOffset instant)
    {
        var (day, time) = Local(instant);
        return IsWorked(day) && ((time >= hours.MorningFrom && time <= hours.MorningTo) || (time >= hours.AfternoonFrom && time <= hours.AfternoonTo));
    }

    /// <summary>The first working day from a day on, itself included.</summary>
    /// <exception cref="InvalidOperationException">The table closes the office for more than a year.</exception>
    public DateOnly WorkedFrom(DateOnly day)
    {
        for (var i = 0; i < LongestClosure; i++)
        {
            if (IsWorked(day))
            {
                return day;
            }

            day = day.AddDays(1);
        }

        throw new InvalidOperationException($"No working day within a year after {day:yyyy-MM-dd}.");
    }

    /// <summary>The nth working day after a day, which itself does not count (Bộ luật Dân sự 2015, Điều 147.2).</summary>
    /// <param name="day">The day of the event.</param>
    /// <param name="count">1 or more.</param>
    public DateOnly WorkedAfter(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (var i = 0; i < count; i++)
        {
            day = WorkedFrom(day.AddDays(1));
        }

        return day;
    }

    /// <summary>The nth working day before a day; with 0 the day itself when it is worked, else the last working day before it.</summary>
    /// <param name="day">The day counted back from.</param>
    /// <param name="count">0 or more.</param>
    public DateOnly WorkedBefore(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var last = LastWorkedUntil(count == 0 ? day : day.AddDays(-1));
        for (var i = 1; i < count; i++)
        {
            last = LastWorkedUntil(last.AddDays(-1));
        }

        return last;
    }

    /// <summary>The day as one of which an event counts: its own when desks are still open, else the next working day.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var (day, time) = Local(instant);
        return IsWorked(day) && time <= hours.AfternoonTo ? day : WorkedFrom(day.AddDays(1));
    }

    /// <summary>When desks open on a working day.</summary>
    public DateTimeOffset BeginOf(DateOnly day) => OfficeTime.At(day, hours.MorningFrom);

    /// <summary>When desks close on a working day.</summary>
    public DateTimeOffset EndOf(DateOnly day) => OfficeTime.At(day, hours.AfternoonTo);

    /// <summary>The instant by which an amount of working time has passed; for none, the first instant of working time.</summary>
    /// <param name="from">From when.</param>
    /// <param name="amount">Zero to a thousand days of 24 hours.</param>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan amount)
    {
        CheckAmount(amount);
        for (var (day, left) = (Local(from).Day, amount); ; day = day.AddDays(1))
        {
            day = WorkedFrom(day);
            foreach (var (opens, closes) in Halves(day))
            {
                var begins = from > opens ? from : opens;
                if (begins + left <= closes)
                {
                    return begins + left;
                }

                left -= begins < closes ? closes - begins : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The instant from which an amount of working time remains until another; for none, the last instant of working time until then.</summary>
    /// <param name="until">Counted back from.</param>
    /// <param name="amount">Zero to a thousand days of 24 hours.</param>
    public DateTimeOffset Subtract(DateTimeOffset until, TimeSpan amount)
    {
        CheckAmount(amount);
        for (var (day, left) = (Local(until).Day, amount); ; day = day.AddDays(-1))
        {
            day = LastWorkedUntil(day);
            foreach (var (opens, closes) in Halves(day).Reverse())
            {
                var ends = until < closes ? until : closes;
                if (ends - left >= opens)
                {
                    return ends - left;
                }

                left -= ends > opens ? ends - opens : TimeSpan.Zero;
            }
        }
    }

    /// <summary>How much working time lies between two instants; zero when the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (Local(from).Day, Local(until).Day);
        if (last <= first)
        {
            return WorkedOn(first, from, until);
        }

        // A list of what is late asks for years of it line by line: the whole days between are counted, not walked.
        var wholeDay = hours.MorningTo - hours.MorningFrom + (hours.AfternoonTo - hours.AfternoonFrom);
        return WorkedOn(first, from, until) + (wholeDay * WorkedDays(first.AddDays(1), last.AddDays(-1))) + WorkedOn(last, from, until);
    }

    private TimeSpan WorkedOn(DateOnly day, DateTimeOffset from, DateTimeOffset until) =>
        IsWorked(day) ? Halves(day).Aggregate(TimeSpan.Zero, (sum, half) => sum + Overlap(half, from, until)) : TimeSpan.Zero;

    /// <summary>How many days of a span are worked, its first and last day included: the weekdays, and what public days and the office's own make otherwise.</summary>
    private int WorkedDays(DateOnly first, DateOnly last)
    {
        if (last < first)
        {
            return 0;
        }

        var special = Enumerable.Range(first.Year, last.Year - first.Year + 1).SelectMany(Public.Of).Where(day => !house.ContainsKey(day.Key))
            .Concat(house.Select(day => KeyValuePair.Create(day.Key, day.Value.Rule))).Where(day => day.Key >= first && day.Key <= last);
        return WeekdaysUntil(last) - WeekdaysUntil(first.AddDays(-1)) + special.Sum(day => (day.Value is DayRule.Worked ? 1 : 0) - (IsWeekday(day.Key) ? 1 : 0));
    }

    /// <summary>Weekdays from the first day of the year 1, a Monday, to a day.</summary>
    private static int WeekdaysUntil(DateOnly day)
    {
        var (weeks, rest) = Math.DivRem(day.DayNumber + 1, 7);
        return (weeks * 5) + Math.Min(rest, 5);
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static void CheckAmount(TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, TimeSpan.FromDays(1000));
    }

    private static TimeSpan Overlap((DateTimeOffset Opens, DateTimeOffset Closes) half, DateTimeOffset from, DateTimeOffset until)
    {
        var begins = from > half.Opens ? from : half.Opens;
        var ends = until < half.Closes ? until : half.Closes;
        return ends > begins ? ends - begins : TimeSpan.Zero;
    }

    private static (DateOnly Day, TimeOnly Time) Local(DateTimeOffset instant)
    {
        var local = OfficeTime.Local(instant).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    private DateOnly LastWorkedUntil(DateOnly day)
    {
        for (var i = 0; i < LongestClosure; i++)
        {
            if (IsWorked(day))
            {
                return day;
            }

            day = day.AddDays(-1);
        }

        throw new InvalidOperationException($"No working day within a year before {day:yyyy-MM-dd}.");
    }

    private DayRule? RuleOf(DateOnly day) => house.TryGetValue(day, out var own) ? own.Rule : Public.RuleOf(day);

    private (DateTimeOffset Opens, DateTimeOffset Closes)[] Halves(DateOnly day) =>
    [
        (OfficeTime.At(day, hours.MorningFrom), OfficeTime.At(day, hours.MorningTo)),
        (OfficeTime.At(day, hours.AfternoonFrom), OfficeTime.At(day, hours.AfternoonTo)),
    ];

    /// <summary>The public days by date, each year reckoned once.</summary>
    private static class Public
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, Dictionary<DateOnly, DayRule>> Years = new();

        public static DayRule? RuleOf(DateOnly day) => Of(day.Year).TryGetValue(day, out var rule) ? rule : null;

        public static Dictionary<DateOnly, DayRule> Of(int year) => Years.GetOrAdd(year, static asked => PublicHolidays.Of(asked).ToDictionary(d => d.Day, d => d.Rule));
    }
}
