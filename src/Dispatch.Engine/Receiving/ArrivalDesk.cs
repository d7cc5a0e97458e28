using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>What a delivery is at its receiver: the row it made, or the row it makes now, once and for ever (promise I7).</summary>
internal sealed class ArrivalDesk(DispatchDbContext db, RouteDesk route, FileStore files, ActContext context, DemoMark demo, TimeProvider clock)
{
    /// <summary>The incoming dispatch of a delivery, tracked, and saved when it is new. Refused when the delivery is not to this receiver or the bytes are others.</summary>
    public async Task<Outcome<IncomingDispatch>> ArriveAsync(Id<Delivery> delivery, string contentHash, CancellationToken cancellationToken)
    {
        var receiver = context.Someone.OrganisationId;
        if (await db.Set<IncomingDispatch>().SingleOrDefaultAsync(i => i.DeliveryId == delivery && i.OrganisationId == receiver, cancellationToken) is { } earlier)
        {
            return earlier.ContentHash == contentHash ? earlier : ReceivingRefusals.OtherContent;
        }

        var consignment = await db.Set<Delivery>().Where(d => d.Id == delivery && d.RecipientId == receiver)
            .Join(db.Set<Consignment>().AsNoTracking(), d => d.ConsignmentId, c => c.Id, (_, c) => c).SingleOrDefaultAsync(cancellationToken);
        if (consignment is null)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (consignment.ContentHash != contentHash)
        {
            return ReceivingRefusals.OtherContent;
        }

        // The hash is what the receiver accepts (promise I8); the bytes are held against it whenever they are read.
        return files.Holds(consignment.ContentHash) ? await AcceptAsync(delivery, consignment, receiver, cancellationToken) : throw new DamagedFileException(consignment.ContentHash, "is missing from the file store");
    }

    private async Task<IncomingDispatch> AcceptAsync(Id<Delivery> delivery, Consignment consignment, Id<Body> receiver, CancellationToken cancellationToken)
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
        return incoming;
    }
}
