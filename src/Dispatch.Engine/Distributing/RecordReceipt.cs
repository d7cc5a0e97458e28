using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>What a receiver told reaches the sender's view. A repeat, or news older than what is known, changes nothing.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of what the receiver holds; must be what was sent.</param>
/// <param name="Code">What happened.</param>
/// <param name="At">When, at the receiver.</param>
/// <param name="ArrivalNumber">Số đến, once registered.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record RecordReceipt(Id<Delivery> DeliveryId, string ContentHash, ReceiptCode Code, DateTimeOffset At, int? ArrivalNumber, string? Reason) : IAct<DeliveryState>;

internal sealed class RecordReceiptHandler(DispatchDbContext db, RouteDesk route, RecallDesk recalls, ActContext context) : IRequestHandler<RecordReceipt, Outcome<DeliveryState>>
{
    public async Task<Outcome<DeliveryState>> Handle(RecordReceipt request, CancellationToken cancellationToken)
    {
        var sent = await db.Set<Delivery>().SeenBy(context.Someone).Where(d => d.Id == request.DeliveryId)
            .Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new { Delivery = d, c.ContentHash }).SingleOrDefaultAsync(cancellationToken);
        if (sent is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (sent.ContentHash != request.ContentHash)
        {
            return DistributingRefusals.ReceiptForOtherContent;
        }

        var delivery = sent.Delivery;
        if (delivery.Record(request.Code, request.At, request.ArrivalNumber, request.Reason))
        {
            context.Note(delivery.SenderId, "distributing.receipt", delivery.PaperId, new { request.DeliveryId, delivery.RecipientName, request.Code, request.At, request.ArrivalNumber, request.Reason });
            var next = request.Code is ReceiptCode.Recalled or ReceiptCode.RecallRefused ? recalls.AnsweredAsync(delivery, request.Code, cancellationToken) : route.ReceiptAsync(delivery.PaperId, cancellationToken);
            if (await next is { } refusal)
            {
                return refusal;
            }
        }

        return delivery.State;
    }
}
