using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Deadlines;

namespace Dispatch.Engine.Distributing;

/// <summary>A duty and its time.</summary>
/// <param name="Duty">What is expected.</param>
/// <param name="DueAt">By when.</param>
public sealed record DutyTerm(Duty Duty, DateTimeOffset DueAt)
{
    /// <summary>By when a signed paper must have left: the end of the next working morning; an urgent one at once.</summary>
    /// <param name="calendar">The sender's.</param>
    /// <param name="signedAt">When it was signed.</param>
    /// <param name="urgency">How urgent it is.</param>
    public static DutyTerm ToSend(WorkingCalendar calendar, DateTimeOffset signedAt, Urgency urgency)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Of(Duty.Send, OfficeTime.At(calendar.WorkedAfter(OfficeTime.DateAt(signedAt), 1), calendar.Hours.MorningTo), signedAt, urgency);
    }

    /// <summary>By when an arrival must be acknowledged: before desks close that day; an urgent one at once.</summary>
    /// <param name="calendar">The receiver's.</param>
    /// <param name="arrivedAt">When it arrived; after hours counts as the next working day.</param>
    /// <param name="urgency">How urgent it is.</param>
    public static DutyTerm ToAcknowledge(WorkingCalendar calendar, DateTimeOffset arrivedAt, Urgency urgency)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Of(Duty.Acknowledge, calendar.EndOf(calendar.DayOf(arrivedAt)), arrivedAt, urgency);
    }

    /// <summary>By when an arrival must be in the book, or before the leader: the end of the next working day; an urgent one at once.</summary>
    /// <param name="duty"><see cref="Duty.Register"/> or <see cref="Duty.Submit"/>.</param>
    /// <param name="calendar">The receiver's.</param>
    /// <param name="arrivedAt">When it arrived.</param>
    /// <param name="urgency">How urgent it is.</param>
    public static DutyTerm ToEnter(Duty duty, WorkingCalendar calendar, DateTimeOffset arrivedAt, Urgency urgency)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Of(duty, calendar.EndOf(calendar.WorkedAfter(OfficeTime.DateAt(arrivedAt), 1)), arrivedAt, urgency);
    }

    private static DutyTerm Of(Duty duty, DateTimeOffset due, DateTimeOffset from, Urgency urgency)
    {
        var atOnce = from + DueTerms.AtOnce;
        return new DutyTerm(duty, (urgency is not Urgency.Normal && atOnce < due ? atOnce : due).ToUniversalTime());
    }
}
