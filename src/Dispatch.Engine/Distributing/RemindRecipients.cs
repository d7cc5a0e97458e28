using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Nhắc nơi nhận: those of this installation who have the paper and have not finished are asked to hurry, each at most once a day. Others in the list are passed over.</summary>
/// <param name="DeliveryIds">1 to 1,000 deliveries.</param>
public sealed record RemindRecipients(IReadOnlyList<Id<Delivery>> DeliveryIds) : IAct<RecipientsReminded>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => DeliveryIds.Count is 0 or > RetryDeliveriesHandler.Most ? KernelRefusals.Shape("deliveryIds", "Hãy chọn từ 1 đến 1.000 lượt gửi.") : null;
}

/// <summary>Who was reminded.</summary>
/// <param name="Reminded">How many.</param>
/// <param name="PassedOver">How many of the list were not: done, not arrived, reminded today, or not reached through this installation.</param>
public sealed record RecipientsReminded(int Reminded, int PassedOver);

/// <summary>A sender's reminder reaches the receiver: a notice before whoever has the matter now.</summary>
/// <param name="DeliveryId">About which delivery.</param>
/// <param name="SenderName">Who reminds.</param>
public sealed record TakeReminder(Id<Delivery> DeliveryId, string SenderName) : IAct<bool>;

internal sealed class RemindRecipientsHandler(DispatchDbContext db, ReminderDesk reminders, ActContext context, TimeProvider clock) :
    IRequestHandler<RemindRecipients, Outcome<RecipientsReminded>>, IRequestHandler<TakeReminder, Outcome<bool>>
{
    public async Task<Outcome<RecipientsReminded>> Handle(RemindRecipients request, CancellationToken cancellationToken)
    {
        var deliveries = await db.Set<Delivery>().SeenBy(context.Someone).Where(d => request.DeliveryIds.Contains(d.Id)).ToListAsync(cancellationToken);
        var asked = deliveries.FindAll(reminders.MayBeReminded);
        if (asked.Count == 0)
        {
            return DistributingRefusals.NobodyToRemind;
        }

        await reminders.SendAsync(asked, cancellationToken);
        return new RecipientsReminded(asked.Count, request.DeliveryIds.Count - asked.Count);
    }

    public async Task<Outcome<bool>> Handle(TakeReminder request, CancellationToken cancellationToken)
    {
        var receiver = context.Someone.OrganisationId;
        var incoming = await db.Set<IncomingDispatch>().AsNoTracking().SingleOrDefaultAsync(i => i.DeliveryId == request.DeliveryId && i.OrganisationId == receiver, cancellationToken);
        if (incoming is null)
        {
            return KernelRefusals.Unknown("văn bản đến");
        }

        var waiting = await db.Set<WorkflowTask>().Where(t => t.PaperId == incoming.Id.Value && t.ClosedAt == null && t.Kind == TaskKind.Step && t.Waits == WaitKind.Person).OrderBy(t => t.Id).FirstOrDefaultAsync(cancellationToken);
        if (waiting is null)
        {
            // It was finished while the reminder was on its way.
            return false;
        }

        var words = $"{request.SenderName} nhắc về văn bản {incoming.Facts.NumberAndSymbol}: hiện “{Vietnamese.Of(incoming.State)}”.";
        db.Add(OfficeWork.Notice(waiting, $"Nơi gửi nhắc: {waiting.Title}", words, waiting.Role, waiting.UnitId, waiting.ClaimedById ?? waiting.PersonId, clock.GetUtcNow()));
        context.Note(receiver, "receiving.reminded", incoming.Id.Value, new { request.DeliveryId, request.SenderName });
        return true;
    }
}
