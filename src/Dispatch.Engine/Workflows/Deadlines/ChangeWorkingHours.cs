using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>The hours the organisation keeps. Steps that wait and have a term in working time are due by the new hours.</summary>
/// <param name="Hours">A morning and an afternoon, in order.</param>
public sealed record ChangeWorkingHours(WorkingHours Hours) : IAct<WorkingHoursView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Hours.IsOrdered ? null : KernelRefusals.Shape("hours", "Giờ làm việc phải theo thứ tự: bắt đầu sáng, hết sáng, bắt đầu chiều, hết chiều.");
}

/// <summary>The hours as they stand.</summary>
public sealed record WorkingHoursView(WorkingHours Hours, int Version) : IHasVersion;

internal sealed class ChangeWorkingHoursHandler(DispatchDbContext db, DueDesk due, CalendarShelf shelf, ActContext context) : IRequestHandler<ChangeWorkingHours, Outcome<WorkingHoursView>>
{
    public async Task<Outcome<WorkingHoursView>> Handle(ChangeWorkingHours request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var own = await db.Set<OfficeHours>().SingleOrDefaultAsync(hours => hours.OrganisationId == organisation, cancellationToken);
        if (context.ExpectedVersion is { } expected && expected != (own?.Version ?? 0))
        {
            return KernelRefusals.Stale;
        }

        var (morningFrom, morningTo, afternoonFrom, afternoonTo) = request.Hours;
        if (own is null)
        {
            // Version 0 says "the usual hours": hours of one's own begin at 1.
            own = db.Add(new OfficeHours { OrganisationId = organisation, MorningFrom = morningFrom, MorningTo = morningTo, AfternoonFrom = afternoonFrom, AfternoonTo = afternoonTo, Version = 1 }).Entity;
        }
        else
        {
            (own.MorningFrom, own.MorningTo, own.AfternoonFrom, own.AfternoonTo) = (morningFrom, morningTo, afternoonFrom, afternoonTo);
        }

        context.Note(organisation, "workflow.working-hours", organisation.Value, request.Hours);
        await db.SaveChangesAsync(cancellationToken);
        shelf.Forget(organisation);
        await due.ReckonAgainAsync(organisation, cancellationToken);
        shelf.Forget(organisation);
        return new WorkingHoursView(request.Hours, own.Version);
    }
}
