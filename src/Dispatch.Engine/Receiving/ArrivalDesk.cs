using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Receiving;

/// <summary>Takes in what arrives, one or many in one act: each becomes a row, a matter, a leaf and a receipt of its own receiver.</summary>
internal sealed class ArrivalDesk(DispatchDbContext db, RouteDesk route, ReceiptDesk receipts, CalendarDesk calendars, FileStore files, ActContext context, DemoMark demo, TimeProvider clock)
{
    /// <summary>Accepts deliveries of this installation; a repeat gets its first answer. One that cannot be accepted refuses them all.</summary>
    /// <param name="arrivals">Which, and of what bytes.</param>
    /// <param name="receiver">Whose they must be; null when they may be anybody's.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Outcome<IReadOnlyList<IncomingDispatch>>> AcceptAsync(IReadOnlyList<DeliverNews> arrivals, Id<Body>? receiver, CancellationToken cancellationToken)
    {
        var ids = arrivals.Select(arrival => arrival.DeliveryId).ToList();
        var known = (await db.Set<IncomingDispatch>().AsNoTracking().Where(i => i.DeliveryId != null && ids.Contains(i.DeliveryId.Value)).ToListAsync(cancellationToken)).ToDictionary(i => i.DeliveryId!.Value);
        var sent = await db.Set<Delivery>().AsNoTracking().Where(d => ids.Contains(d.Id))
            .Join(db.Set<Consignment>().AsNoTracking(), d => d.ConsignmentId, c => c.Id, (d, c) => new { d.Id, d.RecipientId, Consignment = c }).ToDictionaryAsync(row => row.Id, cancellationToken);
        await PrepareAsync([.. sent.Values.Select(row => row.RecipientId).Distinct()], cancellationToken);
        var fresh = new List<IncomingDispatch>();
        foreach (var arrival in arrivals)
        {
            if (!sent.TryGetValue(arrival.DeliveryId, out var row) || (receiver is { } meant && row.RecipientId != meant))
            {
                return KernelRefusals.Unknown("lượt gửi");
            }

            if ((known.GetValueOrDefault(arrival.DeliveryId)?.ContentHash ?? row.Consignment.ContentHash) != arrival.ContentHash)
            {
                return ReceivingRefusals.OtherContent;
            }

            if (!known.ContainsKey(arrival.DeliveryId))
            {
                var sender = row.Consignment;
                fresh.Add(await MakeAsync(
                    new Arrival(arrival.DeliveryId, row.RecipientId, sender.SenderId, sender.FamilyId, sender.Facts, sender.ContentHash, DeliveryChannel.Installation), cancellationToken));
            }
        }

        await AdmitAsync(fresh, cancellationToken);
        return (List<IncomingDispatch>)[.. known.Values, .. fresh];
    }

    /// <summary>The incoming dispatch of one delivery to the acting organisation, tracked and saved: the row it made, or the row it makes now, once and for ever (promise I7).</summary>
    public async Task<Outcome<IncomingDispatch>> ArriveAsync(Id<Delivery> delivery, string contentHash, CancellationToken cancellationToken)
    {
        var accepted = await AcceptAsync([new DeliverNews(delivery, contentHash)], context.Someone.OrganisationId, cancellationToken);
        if (accepted.IsRefused)
        {
            return accepted.Refusal;
        }

        // What arrives only now, with its recall, must be there before its matter can end.
        await db.SaveChangesAsync(cancellationToken);
        return (await db.Set<IncomingDispatch>().FindAsync([accepted.Value[0].Id], cancellationToken))!;
    }

    /// <summary>The receipt the first arrival of a delivery got.</summary>
    public async Task<DeliveryReceipt> AnswerAsync(IncomingDispatch incoming, CancellationToken cancellationToken)
    {
        // A receipt of this very act is found by the key too, without a question to the database.
        var receipt = await db.Set<KeptReceipt>().FindAsync([incoming.OrganisationId, incoming.DeliveryId!.Value, ReceiptCode.Arrived], cancellationToken);
        return DeliveryReceipt.Of(incoming, receipt!);
    }

    /// <summary>By when a paper that arrives now must be accepted, and by when entered.</summary>
    public async Task<(DateTimeOffset AcknowledgeBy, DateTimeOffset EnterBy)> TermsAsync(Id<Body> receiver, Urgency urgency, CancellationToken cancellationToken)
    {
        var (calendar, now) = (await calendars.OfAsync(receiver, cancellationToken), clock.GetUtcNow());
        return (DutyTerm.ToAcknowledge(calendar, now, urgency).DueAt, DutyTerm.ToEnter(Duty.Register, calendar, now, urgency).DueAt);
    }

    /// <summary>Opens the matter of each, notes it in its receiver's log, and tells its sender that it has arrived.</summary>
    public async Task<IReadOnlyList<SignedReceipt>> AdmitAsync(IReadOnlyList<IncomingDispatch> fresh, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var incoming in fresh)
        {
            incoming.Expect();
            db.Add(incoming);
            await route.StartAsync(Routes.ReceiveDispatch, incoming.OrganisationId, incoming.Id.Value, IncomingWording.RouteInputs(incoming), cancellationToken);
            context.Note(incoming.OrganisationId, "receiving.arrived", incoming.Id.Value, new { incoming.ContentHash, incoming.Facts.NumberAndSymbol, incoming.Facts.Author, incoming.DeliveryId });
        }

        await db.SettleManyAsync(cancellationToken);
        return await receipts.GiveAsync([.. fresh.Select(incoming => IncomingWording.Receipt(incoming, now)!)], cancellationToken);
    }

    /// <summary>Reads what every receiver's paper will ask for, in one question for all.</summary>
    private async Task PrepareAsync(IReadOnlyCollection<Id<Body>> receivers, CancellationToken cancellationToken)
    {
        await calendars.FetchAsync(receivers, cancellationToken);
        await route.PrepareAsync(receivers, cancellationToken);
    }

    /// <summary>The row of what arrives now; it is written by <see cref="AdmitAsync"/>.</summary>
    /// <exception cref="DamagedFileException">The file store does not hold the content.</exception>
    public async Task<IncomingDispatch> MakeAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        // The hash is what the receiver accepts (promise I8); the bytes are held against it whenever they are read.
        if (!files.Holds(arrival.ContentHash))
        {
            throw new DamagedFileException(arrival.ContentHash, "is missing from the file store");
        }

        var now = clock.GetUtcNow();
        var (acknowledgeBy, enterBy) = await TermsAsync(arrival.ReceiverId, arrival.Facts.Urgency, cancellationToken);
        return new IncomingDispatch
        {
            Id = Id<IncomingDispatch>.New(now),
            OrganisationId = arrival.ReceiverId,
            DeliveryId = arrival.DeliveryId,
            SenderId = arrival.SenderId,
            FamilyId = arrival.FamilyId,
            Facts = arrival.Facts,
            DuplicateKey = IncomingWording.DuplicateKey(arrival.Facts),
            ContentHash = arrival.ContentHash,
            ArrivedAt = now,
            Via = arrival.Via,
            AcknowledgeBy = acknowledgeBy,
            EnterBy = enterBy,
            IsDemo = demo.IsOn,
        };
    }
}

/// <summary>What reaches a receiver, by whichever way.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ReceiverId">Who receives.</param>
/// <param name="SenderId">Who sent.</param>
/// <param name="FamilyId">The family of the paper.</param>
/// <param name="Facts">What is on its face.</param>
/// <param name="ContentHash">SHA-256 of the file, hex.</param>
/// <param name="Via">By which way; the receipts go back by the same.</param>
internal sealed record Arrival(Id<Delivery> DeliveryId, Id<Body> ReceiverId, Id<Body> SenderId, Id<Family> FamilyId, PaperFacts Facts, string ContentHash, DeliveryChannel Via);
