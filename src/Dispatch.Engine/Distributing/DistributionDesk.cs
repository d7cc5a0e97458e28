using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>A paper with a list of recipients: a dispatch or a copy.</summary>
internal sealed record Distributed(Guid PaperId, Id<Body> OrganisationId, Id<Family> FamilyId, IReadOnlyList<string> Addressees, IReadOnlyList<string> Recipients, IReadOnlyList<RecipientDecision> Decisions)
{
    public static Distributed Of(OfficialDispatch d) => new(d.Id.Value, d.OrganisationId, new Id<Family>(d.Id.Value), d.Text.Addressees, d.Text.Recipients, d.Decisions);

    public static Distributed Of(CertifiedCopy c) => new(c.Id.Value, c.OrganisationId, c.FamilyId, [], c.Recipients, c.Decisions);
}

/// <summary>Reads Nơi nhận into a plan, and sends: one consignment, one delivery a recipient, one outbox message a delivery.</summary>
internal sealed class DistributionDesk(DispatchDbContext db, RecipientReader reader, TimeProvider clock)
{
    /// <summary>Who gets the paper, as at a date, and what a clerk still has to decide.</summary>
    public Task<RecipientPlan> PlanAsync(Distributed paper, DateOnly asOf, CancellationToken cancellationToken) =>
        reader.ReadAsync(new PrintedRecipients(paper.OrganisationId, asOf, paper.Addressees, paper.Recipients), paper.Decisions, cancellationToken);

    /// <summary>Writes the consignment, its deliveries and their messages; gives how many recipients there are. The deliveries are the snapshot of each group's members.</summary>
    public async Task<int> SendAsync(Distributed paper, PaperFacts facts, string contentHash, RecipientPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var consignment = new Consignment
        {
            Id = Id<Consignment>.New(now),
            SenderId = paper.OrganisationId,
            PaperId = paper.PaperId,
            FamilyId = paper.FamilyId,
            Facts = facts,
            ContentHash = contentHash,
            SentAt = now,
        };
        await db.AddAsync(consignment, cancellationToken);
        var recipients = plan.Recipients.Select(recipient => recipient.BodyId).ToList();
        var ownUnits = await db.Set<Body>().Where(b => b.ParentId == paper.OrganisationId && b.Kind == BodyKind.Unit && recipients.Contains(b.Id)).Select(b => b.Id).ToHashSetAsync(cancellationToken);
        // Ids of one instant come in no order; sorted, they keep the order of the printed lines, which is the order deliveries are listed in.
        var ids = plan.Recipients.Select(_ => Id<Delivery>.New(now)).OrderBy(id => id.Value);
        List<Delivery> deliveries = [.. plan.Recipients.Zip(ids, (recipient, id) => Make(id, consignment, recipient, plan.Lines[recipient.Line - 1].Text, ownUnits.Contains(recipient.BodyId), now))];
        await db.AddAllAsync(deliveries, cancellationToken);
        await db.AddAllAsync([.. deliveries.Where(delivery => delivery.Channel is DeliveryChannel.Installation).Select(delivery => News(delivery, contentHash, now))], cancellationToken);
        return deliveries.Count;
    }

    private static Delivery Make(Id<Delivery> id, Consignment consignment, PlannedRecipient recipient, string line, bool isOwnUnit, DateTimeOffset now)
    {
        var delivery = new Delivery
        {
            Id = id,
            ConsignmentId = consignment.Id,
            PaperId = consignment.PaperId,
            FamilyId = consignment.FamilyId,
            SenderId = consignment.SenderId,
            RecipientId = recipient.BodyId,
            RecipientName = recipient.Name,
            Line = line,
            GroupName = recipient.ViaGroup,
            Channel = isOwnUnit ? DeliveryChannel.Internal : DeliveryChannel.Installation,
            QueuedAt = now,
        };
        if (isOwnUnit)
        {
            // A unit of the house has no register of its own: the paper is handed over with the issue itself.
            delivery.Record(ReceiptCode.Arrived, now, arrivalNumber: null, reason: null);
        }

        return delivery;
    }

    private static OutboxMessage News(Delivery delivery, string contentHash, DateTimeOffset now) =>
        Outbox.Message(OutboxKinds.Deliver, delivery.Id.ToString(), delivery.SenderId, delivery.RecipientId, new DeliverNews(delivery.Id, contentHash), now);
}

/// <summary>The kinds of news between organisations.</summary>
internal static class OutboxKinds
{
    public const string Deliver = "delivery";
    public const string Receipt = "receipt";

    /// <summary>A paper was taken back.</summary>
    public const string Recall = "recall";

    /// <summary>A paper was corrected.</summary>
    public const string Correction = "correction";

    /// <summary>Everybody a copy went to has answered its recall.</summary>
    public const string RecallSettled = "recall-settled";

    /// <summary>A procedure told other matters of its office of an event.</summary>
    public const string Event = "event";
}

/// <summary>A delivery is on its way.</summary>
internal sealed record DeliverNews(Id<Delivery> DeliveryId, string ContentHash);

/// <summary>A receiver tells what became of a delivery.</summary>
internal sealed record ReceiptNews(Id<Delivery> DeliveryId, string ContentHash, ReceiptCode Code, DateTimeOffset At, int? ArrivalNumber, string? Reason);
