using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Gửi lại: what could not be delivered is tried again at once under the same key, and what waits for its next try need not wait. At most 1,000 in one act; the answer says how many are left.</summary>
/// <param name="DeliveryIds">Which; null for all that could not be delivered.</param>
/// <param name="PaperId">Only those of one dispatch or copy.</param>
public sealed record RetryDeliveries(IReadOnlyList<Id<Delivery>>? DeliveryIds = null, Guid? PaperId = null) : IAct<DeliveriesRetried>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => DeliveryIds is { Count: 0 or > RetryDeliveriesHandler.Most } ? KernelRefusals.Shape("deliveryIds", "Hãy chọn từ 1 đến 1.000 lượt gửi.") : null;
}

/// <summary>What was tried again.</summary>
/// <param name="Retried">How many deliveries.</param>
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
        var deliveries = db.Set<Delivery>().SeenBy(context.Someone).Where(d => dead.Contains(d.State));
        deliveries = request.DeliveryIds is { } ids ? deliveries.Where(d => ids.Contains(d.Id)) : deliveries;
        return request.PaperId is { } paper ? deliveries.Where(d => d.PaperId == paper) : deliveries;
    }

    /// <summary>Brings the next try of what still waits to now: papers, and the news of a recall, which is tried again also when it was given up.</summary>
    private async Task<int> HurryAsync(RetryDeliveries request, Id<Body> sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = DeliveryLifecycle.OnTheWay;
        var waiting = db.Set<Delivery>().SeenBy(context.Someone).Where(d => states.Contains(d.State));
        waiting = request.DeliveryIds is { } ids ? waiting.Where(d => ids.Contains(d.Id)) : waiting;
        waiting = request.PaperId is { } paper ? waiting.Where(d => d.PaperId == paper) : waiting;
        var keys = (await waiting.Take(Most).Select(d => d.Id).ToListAsync(cancellationToken)).ConvertAll(id => id.ToString());
        return keys.Count == 0 ? 0 : await db.Set<OutboxMessage>()
            .Where(m => m.FromId == sender && keys.Contains(m.Key) && ((m.State == OutboxState.Pending && m.DueAt > now) || m.State == OutboxState.Dead))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, m => m.State == OutboxState.Dead ? 0 : m.Attempts).SetProperty(m => m.State, OutboxState.Pending).SetProperty(m => m.DueAt, now), cancellationToken);
    }
}
