using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>The working calendar of one's organisation for a year.</summary>
/// <param name="Year">2000 to 2100.</param>
public sealed record FindCalendar(int Year) : IQuestion<CalendarView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Year is < 2000 or > 2100 ? KernelRefusals.Shape("year", "Năm phải từ 2000 đến 2100.") : null;
}

/// <summary>A year of an organisation's calendar.</summary>
/// <param name="Year">Which year.</param>
/// <param name="Hours">Hours of a working day, in Vietnam.</param>
/// <param name="Days">Days that are not what their weekday says, in order.</param>
/// <param name="IsComplete">Whether Tết and Giỗ Tổ of the year are known at all; when not, an administrator must enter them.</param>
/// <param name="WorkingDays">How many days of the year are worked.</param>
/// <param name="Version">Version of the hours; 0 while they are the usual ones.</param>
public sealed record CalendarView(int Year, WorkingHours Hours, IReadOnlyList<CalendarDay> Days, bool IsComplete, int WorkingDays, int Version) : IHasVersion;

internal sealed class FindCalendarHandler(DispatchDbContext db, CalendarDesk desk, ActContext context) : IRequestHandler<FindCalendar, Outcome<CalendarView>>
{
    public async Task<Outcome<CalendarView>> Handle(FindCalendar request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var calendar = await desk.OfAsync(organisation, cancellationToken);
        var version = await db.Set<OfficeHours>().Where(own => own.OrganisationId == organisation).Select(own => own.Version).SingleOrDefaultAsync(cancellationToken);
        var first = new DateOnly(request.Year, 1, 1);
        var worked = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Count(i => calendar.IsWorked(first.AddDays(i)));
        return new CalendarView(request.Year, calendar.Hours, calendar.Days(request.Year), PublicHolidays.Knows(request.Year), worked, version);
    }
}
