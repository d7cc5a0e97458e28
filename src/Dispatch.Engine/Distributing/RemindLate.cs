using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.Deadlines;
using MediatR;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// The clock reminds recipients who are late, by the rule of the sending house: at most one a working day, never while desks are closed at either end. Gives how many were reminded and
/// from where the next act goes on.
/// </summary>
/// <param name="After">The last delivery the act before looked at; null for the first.</param>
public sealed record RemindLate(Id<Delivery>? After = null) : IAct<LateReminded>;

/// <summary>What one act of reminding did.</summary>
/// <param name="Reminded">How many recipients.</param>
/// <param name="Next">From where the next act goes on; null when all were looked at.</param>
public sealed record LateReminded(int Reminded, Id<Delivery>? Next);

internal sealed class RemindLateHandler(DispatchDbContext db, ReminderDesk reminders, CalendarDesk calendars, ActContext context, TimeProvider clock) : IRequestHandler<RemindLate, Outcome<LateReminded>>
{
    private const int AtOnce = 200;

    public async Task<Outcome<LateReminded>> Handle(RemindLate request, CancellationToken cancellationToken)
    {
        var (now, sender) = (clock.GetUtcNow(), context.Someone.OrganisationId);
        var rule = await db.Set<HouseSettings>().OfAsync(sender, cancellationToken);
        if (rule?.RemindAfterHours is not { } hours || !(await calendars.OfAsync(sender, cancellationToken)).IsWorking(now))
        {
            return new LateReminded(0, null);
        }

        var (late, next) = await LateAsync(request.After, rule.RemindAtMost, now, cancellationToken);
        await calendars.FetchAsync([.. late.Select(delivery => delivery.RecipientId).Distinct()], cancellationToken);
        List<Delivery> asked = [];
        foreach (var delivery in late.Where(reminders.MayBeReminded))
        {
            var calendar = await calendars.OfAsync(delivery.RecipientId, cancellationToken);
            if (calendar.IsWorking(now) && calendar.Between(delivery.DueAt!.Value, now) >= TimeSpan.FromHours(hours))
            {
                asked.Add(delivery);
            }
        }

        if (asked.Count > 0)
        {
            await reminders.SendAsync(asked, cancellationToken);
        }

        return new LateReminded(asked.Count, next);
    }

    private async Task<(IReadOnlyList<Delivery> Late, Id<Delivery>? Next)> LateAsync(Id<Delivery>? after, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = OfficeTime.At(OfficeTime.DateAt(now), TimeOnly.MinValue).ToUniversalTime();
        var page = await db.Set<Delivery>().SeenBy(context.Someone)
            .Where(d => d.Channel == DeliveryChannel.Installation && d.DueAt < now && d.ArrivedAt != null && d.Reminders < most && (d.RemindedAt == null || d.RemindedAt < today))
            .PageAsync(d => d.Id, after, AtOnce, delivery => delivery, delivery => delivery.Id.ToString(), cancellationToken);
        return (page.Items, page.Next is null ? null : page.Items[^1].Id);
    }
}
