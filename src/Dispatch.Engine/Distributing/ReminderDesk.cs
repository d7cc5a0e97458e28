using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Asks recipients to hurry: the same whether a clerk does it or the clock.</summary>
internal sealed class ReminderDesk(DispatchDbContext db, ActContext context, TimeProvider clock)
{
    /// <summary>Whether a recipient has the paper through this installation, owes something, and was not reminded of it today.</summary>
    public bool MayBeReminded(Delivery delivery) =>
        delivery.Channel is DeliveryChannel.Installation && DeliveryLifecycle.HasArrived(delivery.State) && DeliveryLifecycle.Open.Contains(delivery.State)
        && (delivery.RemindedAt is not { } last || OfficeTime.DateAt(last) < OfficeTime.DateAt(clock.GetUtcNow()));

    /// <summary>Writes the reminders of deliveries of the acting organisation, and one leaf a paper.</summary>
    public async Task SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var (now, sender) = (clock.GetUtcNow(), context.Someone.OrganisationId);
        var name = await db.Set<Body>().Where(b => b.Id == sender).Select(b => b.Name).SingleAsync(cancellationToken);
        foreach (var delivery in deliveries)
        {
            delivery.Remind(now);
            // One a day, whoever sends it: the key holds when two nodes come together.
            db.Add(Outbox.Message(OutboxKinds.Reminder, string.Create(null, $"{delivery.Id}:{OfficeTime.DateAt(now):yyyyMMdd}"), sender, delivery.RecipientId, new TakeReminder(delivery.Id, name), now));
        }

        foreach (var paper in deliveries.GroupBy(delivery => delivery.PaperId))
        {
            context.Note(sender, "distributing.reminded", paper.Key, new { DeliveryIds = paper.Select(delivery => delivery.Id) });
        }
    }
}
