using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Deadlines;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Trễ hạn: what the law wanted done by now and is not, the longest overdue first: papers signed and not sent, recipients who did not accept or register, arrivals of the house that wait.</summary>
/// <param name="Whose">Only what one side causes.</param>
/// <param name="Take">1 to 500; the ranking begins with the worst, and what is done falls out of it.</param>
public sealed record ListLate(LateSide? Whose = null, int Take = 100) : IQuestion<LateList>;

/// <summary>Who lets others wait.</summary>
public enum LateSide
{
    /// <summary>The organisation itself.</summary>
    Ourselves,

    /// <summary>Those it sent to.</summary>
    Recipients,
}

/// <summary>What is late.</summary>
/// <param name="At">As at this moment.</param>
/// <param name="Items">The longest overdue first.</param>
/// <param name="IsWhole">Whether there is no more than this.</param>
public sealed record LateList(DateTimeOffset At, IReadOnlyList<LateItem> Items, bool IsWhole);

/// <summary>One thing that is late.</summary>
/// <param name="Side">Who causes it.</param>
/// <param name="Who">The body that must act.</param>
/// <param name="Duty">What it must do.</param>
/// <param name="DutyName">The same in Vietnamese.</param>
/// <param name="DueAt">By when it had to.</param>
/// <param name="WorkingHoursLate">How late in working time of the body that must act, hours with one decimal.</param>
/// <param name="PaperId">The paper at this organisation.</param>
/// <param name="Paper">Which of its kinds: "dispatch", "copy", "incoming".</param>
/// <param name="NumberAndSymbol">Số, ký hiệu, as far as it has them.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Urgency">Mức độ khẩn.</param>
/// <param name="DeliveryId">The delivery that waits; null for a paper of the house.</param>
/// <param name="RemindedAt">When the recipient was last reminded.</param>
/// <param name="Reminders">How often it was.</param>
public sealed record LateItem(
    LateSide Side, string Who, Duty Duty, string DutyName, DateTimeOffset DueAt, double WorkingHoursLate, Guid PaperId, string Paper, string NumberAndSymbol, string Subject, Urgency Urgency,
    Id<Delivery>? DeliveryId, DateTimeOffset? RemindedAt, int Reminders);

internal sealed class ListLateHandler(DispatchDbContext db, CalendarDesk calendars, ActContext context, TimeProvider clock) : IRequestHandler<ListLate, Outcome<LateList>>
{
    public async Task<Outcome<LateList>> Handle(ListLate request, CancellationToken cancellationToken)
    {
        var (now, most) = (clock.GetUtcNow(), Math.Clamp(request.Take, 1, 500));
        var organisation = context.Someone.OrganisationId;
        var house = await db.Set<Body>().Where(b => b.Id == organisation).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken);
        List<LateItem> found = [];
        if (house is not null && request.Whose is not LateSide.Recipients)
        {
            found.AddRange(await UnsentAsync(house, now, most, cancellationToken));
            found.AddRange(await UnhandledAsync(house, now, most, cancellationToken));
        }

        found.AddRange(await WaitingAsync(request.Whose, house ?? string.Empty, now, most, cancellationToken));
        var ranked = found.OrderBy(item => item.DueAt).ToList();
        return new LateList(now, [.. ranked.Take(most)], ranked.Count <= most);
    }

    /// <summary>Signed, and not issued by the next working morning.</summary>
    private async Task<IEnumerable<LateItem>> UnsentAsync(string house, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var states = OutgoingLifecycle.SignedNotIssued;
        var calendar = await calendars.OfAsync(context.Someone.OrganisationId, cancellationToken);
        var signed = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(context.Someone).Where(d => states.Contains(d.State) && d.SignedAt < now).OrderBy(d => d.SignedAt).Take(most + 1).ToListAsync(cancellationToken);
        return signed.Select(d => (Dispatch: d, Term: DutyTerm.ToSend(calendar, d.SignedAt!.Value, d.Text.Urgency))).Where(row => row.Term.DueAt < now)
            .Select(row => Item(LateSide.Ourselves, house, Duty.Send, row.Term.DueAt, calendar, now) with
            {
                PaperId = row.Dispatch.Id.Value,
                Paper = "dispatch",
                NumberAndSymbol = row.Dispatch.Title,
                Subject = row.Dispatch.Subject,
                Urgency = row.Dispatch.Text.Urgency,
            });
    }

    /// <summary>Arrived here, and not accepted, entered, put before the leader or handled in time.</summary>
    private async Task<IEnumerable<LateItem>> UnhandledAsync(string house, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OfAsync(context.Someone.OrganisationId, cancellationToken);
        var late = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).Where(i => i.DueAt < now).OrderBy(i => i.DueAt).Take(most + 1).ToListAsync(cancellationToken);
        return late.Select(i => Item(LateSide.Ourselves, house, IncomingLifecycle.DutyIn(i.State)!.Value, i.DueAt!.Value, calendar, now) with
        {
            PaperId = i.Id.Value,
            Paper = "incoming",
            NumberAndSymbol = i.Facts.NumberAndSymbol,
            Subject = i.Facts.Subject,
            Urgency = i.Facts.Urgency,
        });
    }

    /// <summary>Sent, and the next step of somebody is overdue: ours where it has not left, the recipient's where it has.</summary>
    private async Task<IEnumerable<LateItem>> WaitingAsync(LateSide? whose, string house, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var own = DeliveryLifecycle.OpenWithoutAnswer;
        var waiting = db.Set<Delivery>().AsNoTracking().SeenBy(context.Someone).Where(d => d.DueAt < now);
        waiting = whose switch
        {
            LateSide.Ourselves => waiting.Where(d => own.Contains(d.State)),
            LateSide.Recipients => waiting.Where(d => !own.Contains(d.State)),
            null => waiting,
        };
        var late = await waiting.OrderBy(d => d.DueAt).Take(most + 1).Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new { Delivery = d, c.Facts }).ToListAsync(cancellationToken);
        await calendars.FetchAsync([.. late.Select(row => row.Delivery.RecipientId).Distinct()], cancellationToken);
        var items = new List<LateItem>();
        foreach (var (delivery, facts) in late.Select(row => (row.Delivery, row.Facts)))
        {
            var duty = DeliveryLifecycle.DutyIn(delivery.State)!.Value;
            var side = duty is Duty.Send ? LateSide.Ourselves : LateSide.Recipients;
            var calendar = await calendars.OfAsync(side is LateSide.Ourselves ? delivery.SenderId : delivery.RecipientId, cancellationToken);
            items.Add(Item(side, side is LateSide.Ourselves ? house : delivery.RecipientName, duty, delivery.DueAt!.Value, calendar, now) with
            {
                PaperId = delivery.PaperId,
                Paper = facts.CopyNumberAndSymbol is null ? "dispatch" : "copy",
                NumberAndSymbol = facts.CopyNumberAndSymbol ?? facts.NumberAndSymbol,
                Subject = facts.Subject,
                Urgency = facts.Urgency,
                DeliveryId = delivery.Id,
                RemindedAt = delivery.RemindedAt,
                Reminders = delivery.Reminders,
            });
        }

        return items;
    }

    private static LateItem Item(LateSide side, string who, Duty duty, DateTimeOffset dueAt, WorkingCalendar calendar, DateTimeOffset now) => new(
        side, who, duty, Vietnamese.Of(duty), dueAt, Math.Round(calendar.Between(dueAt, now).TotalHours, 1), Guid.Empty, string.Empty, string.Empty, string.Empty, Urgency.Normal, null, null, 0);
}
