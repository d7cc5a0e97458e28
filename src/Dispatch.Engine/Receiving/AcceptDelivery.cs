using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using MediatR;
using Microsoft.EntityFrameworkCore;

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

internal sealed class AcceptDeliveryHandler(DispatchDbContext db, RouteDesk route, FileStore files, ActContext context, DemoMark demo, TimeProvider clock) : IRequestHandler<AcceptDelivery, Outcome<DeliveryReceipt>>
{
    public async Task<Outcome<DeliveryReceipt>> Handle(AcceptDelivery request, CancellationToken cancellationToken)
    {
        var receiver = context.Someone.OrganisationId;
        if (await db.Set<IncomingDispatch>().AsNoTracking().SingleOrDefaultAsync(i => i.DeliveryId == request.DeliveryId && i.OrganisationId == receiver, cancellationToken) is { } earlier)
        {
            return earlier.ContentHash == request.ContentHash ? Receipt(earlier) : ReceivingRefusals.OtherContent;
        }

        var consignment = await db.Set<Delivery>().Where(d => d.Id == request.DeliveryId && d.RecipientId == receiver)
            .Join(db.Set<Consignment>().AsNoTracking(), d => d.ConsignmentId, c => c.Id, (_, c) => c).SingleOrDefaultAsync(cancellationToken);
        if (consignment is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (consignment.ContentHash != request.ContentHash)
        {
            return ReceivingRefusals.OtherContent;
        }

        // The hash is what the receiver accepts (promise I8); the bytes are held against it whenever they are read.
        return files.Holds(consignment.ContentHash) ? await AcceptAsync(request.DeliveryId, consignment, receiver, cancellationToken) : throw new DamagedFileException(consignment.ContentHash, "is missing from the file store");
    }

    private async Task<DeliveryReceipt> AcceptAsync(Id<Delivery> delivery, Consignment consignment, Id<Body> receiver, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var incoming = new IncomingDispatch
        {
            Id = Id<IncomingDispatch>.New(now),
            OrganisationId = receiver,
            DeliveryId = delivery,
            SenderId = consignment.SenderId,
            FamilyId = consignment.FamilyId,
            Facts = consignment.Facts,
            DuplicateKey = IncomingWording.DuplicateKey(consignment.Facts),
            ContentHash = consignment.ContentHash,
            ArrivedAt = now,
            IsDemo = demo.IsOn,
        };
        db.Add(incoming);
        await route.StartAsync(Routes.ReceiveDispatch, receiver, incoming.Id.Value, IncomingWording.RouteInputs(incoming), cancellationToken);
        db.Add(IncomingWording.Receipt(incoming, now)!);
        context.Note(receiver, "receiving.arrived", incoming.Id.Value, new { incoming.ContentHash, incoming.Facts.NumberAndSymbol, incoming.Facts.Author, DeliveryId = delivery });
        return Receipt(incoming);
    }

    private static DeliveryReceipt Receipt(IncomingDispatch incoming) => new(incoming.Id, incoming.ContentHash!, incoming.ArrivedAt);
}
