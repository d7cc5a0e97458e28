using System.Globalization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>What a term of a definition comes to in an organisation's calendar.</summary>
public static class DueTerms
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>What "ngay" leaves a person, by the clock, at any hour. The law gives no number (Điều 18.1, 23.1: "ngay sau khi"); this one is ours.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(30);

    /// <summary>When something that began at an instant is due. A later beginning is never due earlier.</summary>
    /// <param name="due">The term.</param>
    /// <param name="calendar">The calendar of the organisation that must act.</param>
    /// <param name="from">When it began.</param>
    /// <returns>An instant of working time, never before <paramref name="from"/>; "ngay", seconds and moments run by the clock alone.</returns>
    public static DateTimeOffset MomentAfter(this Due due, WorkingCalendar calendar, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(calendar);
        return due.Unit switch
        {
            DueUnit.AtOnce => from + AtOnce,
            DueUnit.EndOfDay => calendar.EndOf(calendar.DayOf(from)),
            DueUnit.NextWorkingDay => calendar.EndOf(calendar.WorkedAfter(OfficeTime.DateAt(from), 1)),
            DueUnit.WorkingDays when due.Amount <= 0 => calendar.EndOf(calendar.DayOf(from)),
            // Half a day more is a day more: a term in days ends with a day (Bộ luật Dân sự 2015, Điều 147, 148).
            DueUnit.WorkingDays => calendar.EndOf(calendar.WorkedAfter(OfficeTime.DateAt(from), (int)Math.Ceiling(due.Amount))),
            DueUnit.WorkingHours => calendar.Add(from, TimeSpan.FromHours((double)due.Amount)),
            DueUnit.Seconds => from + TimeSpan.FromSeconds((double)due.Amount),
            DueUnit.Moment => due.At ?? from,
        };
    }

    /// <summary>The same for a paper of some urgency: whatever is urgent is due at once (Điều 18.1, 23.1, 24), save where somebody set the day knowing the paper.</summary>
    public static DateTimeOffset MomentAfter(this Due due, WorkingCalendar calendar, DateTimeOffset from, Urgency urgency)
    {
        var moment = MomentAfter(due, calendar, from);
        var atOnce = from + AtOnce;
        return urgency is not Urgency.Normal && due.Unit is not DueUnit.Moment && atOnce < moment ? atOnce : moment;
    }

    /// <summary>The moment a span before another: when people are reminded.</summary>
    public static DateTimeOffset MomentBefore(this Due span, WorkingCalendar calendar, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(calendar);
        return span.Unit switch
        {
            DueUnit.WorkingHours => calendar.Subtract(moment, TimeSpan.FromHours((double)span.Amount)),
            DueUnit.WorkingDays => calendar.BeginOf(calendar.WorkedBefore(OfficeTime.DateAt(moment), (int)Math.Ceiling(span.Amount))),
            DueUnit.NextWorkingDay => calendar.BeginOf(calendar.WorkedBefore(OfficeTime.DateAt(moment), 1)),
            DueUnit.EndOfDay => calendar.BeginOf(calendar.WorkedBefore(OfficeTime.DateAt(moment), 0)),
            DueUnit.Seconds => moment - TimeSpan.FromSeconds((double)span.Amount),
            DueUnit.AtOnce => moment - AtOnce,
            DueUnit.Moment => span.At ?? moment,
        };
    }

    /// <summary>Whether the calendar decides when it comes.</summary>
    public static bool IsInWorkingTime(this Due due) => due?.Unit is DueUnit.WorkingDays or DueUnit.WorkingHours or DueUnit.EndOfDay or DueUnit.NextWorkingDay;

    /// <summary>The term as people read it.</summary>
    public static string Words(this Due due)
    {
        ArgumentNullException.ThrowIfNull(due);
        return due.Unit switch
        {
            DueUnit.AtOnce => "ngay",
            DueUnit.EndOfDay => "trong ngày",
            DueUnit.NextWorkingDay => "ngày làm việc tiếp theo",
            DueUnit.WorkingDays => string.Create(Vietnamese, $"{due.Amount:0.##} ngày làm việc"),
            DueUnit.WorkingHours => string.Create(Vietnamese, $"{due.Amount:0.##} giờ làm việc"),
            DueUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{due.Amount:0} giây"),
            DueUnit.Moment => OfficeTime.Local(due.At ?? default).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        };
    }
}
