using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Tries to deliver are used up: the sender sees it, with the reason.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Reason">Why the last try failed.</param>
public sealed record GiveUpDelivery(Id<Delivery> DeliveryId, string Reason) : IAct<DeliveryState>;

internal sealed class GiveUpDeliveryHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<GiveUpDelivery, Outcome<DeliveryState>>
{
    public async Task<Outcome<DeliveryState>> Handle(GiveUpDelivery request, CancellationToken cancellationToken)
    {
        var delivery = await db.Set<Delivery>().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == request.DeliveryId, cancellationToken);
        if (delivery is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (delivery.Move(DeliveryAct.GiveUp, clock.GetUtcNow(), request.Reason) is null)
        {
            context.Note(delivery.SenderId, "distributing.gave-up", delivery.PaperId, new { request.DeliveryId, delivery.RecipientName, request.Reason });
        }

        return delivery.State;
    }
}
