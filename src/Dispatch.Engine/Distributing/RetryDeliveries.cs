using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// Gửi lại: what could not be delivered is tried again at once under the same key, and what waits for its next try need not wait; the news of a recall or a correction that could not be told is told again
/// likewise. At most 1,000 in one act; the answer says how many are left.
/// </summary>
/// <param name="DeliveryIds">Which; null for all that could not be delivered.</param>
/// <param name="PaperId">Only those of one dispatch or copy.</param>
/// <param name="Channel">Only those that go this way.</param>
public sealed record RetryDeliveries(IReadOnlyList<Id<Delivery>>? DeliveryIds = null, Guid? PaperId = null, DeliveryChannel? Channel = null) : IAct<DeliveriesRetried>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => DeliveryIds is { Count: 0 or > RetryDeliveriesHandler.Most } ? KernelRefusals.Shape("deliveryIds", "Hãy chọn từ 1 đến 1.000 lượt gửi.") : null;
}

/// <summary>What was tried again.</summary>
/// <param name="Retried">How many deliveries and news.</param>
/// <param name="Left">How many more stand where a retry would help.</param>
public sealed record DeliveriesRetried(int Retried, int Left);

internal sealed class RetryDeliveriesHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<RetryDeliveries, Outcome<DeliveriesRetried>>
{
    public const int Most = 1000;

    public async Task<Outcome<DeliveriesRetried>> Handle(RetryDeliveries request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sender = context.Someone.OrganisationId;
        var dead = Wanted(request);
        var deliveries = await dead.OrderBy(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        var waiting = request.DeliveryIds is null && request.PaperId is null ? 0 : await HurryAsync(request, sender, now, cancellationToken);
        waiting += await TellAgainAsync(request, sender, now, cancellationToken);
        if (deliveries.Count + waiting == 0)
        {
            return DistributingRefusals.NothingToRetry;
        }

        foreach (var paper in deliveries.GroupBy(delivery => delivery.PaperId))
        {
            foreach (var delivery in paper)
            {
                delivery.Move(DeliveryAct.Retry, now);
            }

            context.Note(sender, "distributing.retried", paper.Key, new { DeliveryIds = paper.Select(delivery => delivery.Id) });
        }

        var keys = deliveries.ConvertAll(delivery => delivery.Id.ToString());
        await db.Set<OutboxMessage>().Where(m => m.FromId == sender && m.State == OutboxState.Dead && keys.Contains(m.Key)).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, OutboxState.Pending).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, now), cancellationToken);
        var left = deliveries.Count == Most ? await dead.CountAsync(cancellationToken) - Most : 0;
        return new DeliveriesRetried(deliveries.Count + waiting, left);
    }

    private IQueryable<Delivery> Wanted(RetryDeliveries request)
    {
        DeliveryState[] dead = [DeliveryState.DeadLetter];
        return Asked(request).Where(d => dead.Contains(d.State));
    }

    private IQueryable<Delivery> Asked(RetryDeliveries request)
    {
        var deliveries = db.Set<Delivery>().SeenBy(context.Someone);
        deliveries = request.DeliveryIds is { } ids ? deliveries.Where(d => ids.Contains(d.Id)) : deliveries;
        deliveries = request.PaperId is { } paper ? deliveries.Where(d => d.PaperId == paper) : deliveries;
        return request.Channel is { } channel ? deliveries.Where(d => d.Channel == channel) : deliveries;
    }

    /// <summary>Brings the next try of what still waits to now.</summary>
    private async Task<int> HurryAsync(RetryDeliveries request, Id<Body> sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = DeliveryLifecycle.OnTheWay;
        var keys = (await Asked(request).Where(d => states.Contains(d.State)).OrderBy(d => d.Id).Take(Most).Select(d => d.Id).ToListAsync(cancellationToken)).ConvertAll(id => id.ToString());
        return keys.Count == 0 ? 0 : await db.Set<OutboxMessage>()
            .Where(m => m.FromId == sender && keys.Contains(m.Key) && m.State == OutboxState.Pending && m.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now), cancellationToken);
    }

    /// <summary>The news of a recall or a correction that was given up: the paper itself arrived long ago, so no state of its delivery says that anything is wrong.</summary>
    private async Task<int> TellAgainAsync(RetryDeliveries request, Id<Body> sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var untold = await Untold.OfAsync(db, sender, Asked(request), cancellationToken);
        foreach (var paper in untold.GroupBy(news => news.Delivery.PaperId))
        {
            context.Note(sender, "distributing.told-again", paper.Key, new { DeliveryIds = paper.Select(news => news.Delivery.Id) });
        }

        var messages = untold.Select(news => news.Message.Key).ToList();
        return messages.Count == 0 ? 0 : await db.Set<OutboxMessage>().Where(m => m.FromId == sender && m.State == OutboxState.Dead && Untold.Telling.Contains(m.Kind) && messages.Contains(m.Key)).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, OutboxState.Pending).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, now), cancellationToken);
    }
}
