using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>A day of the organisation's calendar is set, or given back to the public calendar. Steps that wait and have a term in working time are due by the new calendar.</summary>
/// <param name="Day">From 2000 to 2100.</param>
/// <param name="Rule">Off or worked; null gives the day back.</param>
/// <param name="Name">Why, with the notice it follows; up to 200 letters, not blank when a rule is set.</param>
public sealed record ChangeCalendarDay(DateOnly Day, DayRule? Rule, string Name = "") : IAct<CalendarDay?>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => this switch
    {
        { Day.Year: < 2000 or > 2100 } => KernelRefusals.Shape("day", "Ngày phải trong khoảng năm 2000 đến 2100."),
        { Rule: { } rule } when !Enum.IsDefined(rule) => KernelRefusals.Shape("rule", "Hãy chọn nghỉ hoặc làm việc."),
        { Rule: not null } when Name.Trim().Length is 0 or > 200 => KernelRefusals.Shape("name", "Hãy ghi lý do (1 đến 200 ký tự), ví dụ số và ngày của thông báo."),
        _ => null,
    };

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Name];
}

internal sealed class ChangeCalendarDayHandler(DispatchDbContext db, CalendarDesk desk, DueDesk due, CalendarShelf shelf, ActContext context) : IRequestHandler<ChangeCalendarDay, Outcome<CalendarDay?>>
{
    public async Task<Outcome<CalendarDay?>> Handle(ChangeCalendarDay request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var own = await db.Set<HouseDay>().SingleOrDefaultAsync(day => day.OrganisationId == organisation && day.Day == request.Day, cancellationToken);
        if (request.Rule is not { } rule)
        {
            _ = own is null ? null : db.Remove(own);
        }
        else
        {
            own ??= db.Add(new HouseDay { OrganisationId = organisation, Day = request.Day, Rule = rule, Name = string.Empty }).Entity;
            (own.Rule, own.Name) = (rule, TextGuard.Clean(request.Name));
        }

        context.Note(organisation, "workflow.calendar-day", organisation.Value, new { request.Day, request.Rule, request.Name });
        await db.SaveChangesAsync(cancellationToken);
        shelf.Forget(organisation);
        await due.ReckonAgainAsync(organisation, cancellationToken);
        shelf.Forget(organisation);
        return (await desk.OfAsync(organisation, cancellationToken)).Days(request.Day.Year).FirstOrDefault(day => day.Day == request.Day);
    }
}
