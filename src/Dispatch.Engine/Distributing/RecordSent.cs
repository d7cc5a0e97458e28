using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>Something has left by a way out of the installation. Of a delivery the sender's view says so; of a receipt only the message ends.</summary>
/// <param name="DeliveryId">The delivery; null when what left was none.</param>
public sealed record RecordSent(Id<Delivery>? DeliveryId) : IAct<bool>;

internal sealed class RecordSentHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<RecordSent, Outcome<bool>>
{
    public async Task<Outcome<bool>> Handle(RecordSent request, CancellationToken cancellationToken)
    {
        if (request.DeliveryId is not { } id)
        {
            return true;
        }

        var delivery = await db.Set<Delivery>().SeenBy(context.Someone).SingleOrDefaultAsync(d => d.Id == id, cancellationToken);
        if (delivery is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        // A receipt may have come back quicker than this word.
        if (DeliveryLifecycle.After(delivery.State, DeliveryAct.Send) is null)
        {
            return false;
        }

        delivery.Move(DeliveryAct.Send, clock.GetUtcNow());
        context.Note(delivery.SenderId, "distributing.sent", delivery.PaperId, new { DeliveryId = id, delivery.RecipientName, delivery.Channel, delivery.Address });
        return true;
    }
}
