using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Receiving;

/// <summary>A delivery reaches its receiver: the incoming row is made once, for ever. A repeat changes nothing and gets the first answer; the same key with other bytes is refused.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of the file as the sender says.</param>
public sealed record AcceptDelivery(Id<Delivery> DeliveryId, string ContentHash) : IAct<DeliveryReceipt>;

/// <summary>What the receiver answers.</summary>
/// <param name="IncomingId">The row at the receiver.</param>
/// <param name="ContentHash">SHA-256 of what was accepted.</param>
/// <param name="ArrivedAt">When it was first accepted.</param>
public sealed record DeliveryReceipt(Id<IncomingDispatch> IncomingId, string ContentHash, DateTimeOffset ArrivedAt);

internal sealed class AcceptDeliveryHandler(ArrivalDesk arrivals) : IRequestHandler<AcceptDelivery, Outcome<DeliveryReceipt>>
{
    public async Task<Outcome<DeliveryReceipt>> Handle(AcceptDelivery request, CancellationToken cancellationToken)
    {
        var arrived = await arrivals.ArriveAsync(request.DeliveryId, request.ContentHash, cancellationToken);
        return arrived.IsRefused ? arrived.Refusal : new DeliveryReceipt(arrived.Value.Id, arrived.Value.ContentHash!, arrived.Value.ArrivedAt);
    }
}
