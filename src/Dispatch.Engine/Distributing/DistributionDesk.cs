using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Deadlines;

namespace Dispatch.Engine.Distributing;

/// <summary>A paper with a list of recipients: a dispatch or a copy.</summary>
internal sealed record Distributed(Guid PaperId, Id<Body> OrganisationId, Id<Family> FamilyId, IReadOnlyList<string> Addressees, IReadOnlyList<string> Recipients, IReadOnlyList<RecipientDecision> Decisions, DateTimeOffset? SignedAt)
{
    /// <summary>The paragraphs of its text, where a line may refer to one of them.</summary>
    public IReadOnlyList<string> Body { get; private init; } = [];

    public static Distributed Of(OfficialDispatch d) => new(d.Id.Value, d.OrganisationId, new Id<Family>(d.Id.Value), d.Text.Addressees, d.Text.Recipients, d.Decisions, d.SignedAt) { Body = d.Text.Body };

    public static Distributed Of(CertifiedCopy c) => new(c.Id.Value, c.OrganisationId, c.FamilyId, [], c.Recipients, c.Decisions, c.SignedAt);
}

/// <summary>Who gets a paper, and by which way each.</summary>
internal sealed record PlannedDistribution(RecipientPlan Plan, RecipientWays Ways);

/// <summary>A paper on its way out whose deliveries are written.</summary>
internal sealed record Sending(Distributed Paper, Id<Consignment> ConsignmentId, DateTimeOffset At)
{
    /// <summary>One a recipient, in the order of the printed lines.</summary>
    public List<Delivery> Deliveries { get; } = [];
}

/// <summary>Reads Nơi nhận into a plan, and sends: one consignment, one delivery a recipient, one outbox message a delivery.</summary>
internal sealed class DistributionDesk(DispatchDbContext db, RecipientReader reader, RecipientChannels channels, CalendarDesk calendars, TimeProvider clock)
{
    /// <summary>Who gets the paper, as at a date, and what a clerk still has to decide.</summary>
    public async Task<PlannedDistribution> PlanAsync(Distributed paper, DateOnly asOf, CancellationToken cancellationToken)
    {
        var printed = new PrintedRecipients(paper.OrganisationId, asOf, paper.Addressees, paper.Recipients) { Articles = ArticleText.CitedIn(paper.Recipients, paper.Body) };
        var plan = await reader.ReadAsync(printed, paper.Decisions, cancellationToken);
        var ways = await channels.OfAsync(paper.OrganisationId, cancellationToken);
        return new PlannedDistribution(plan.By(ways), ways);
    }

    /// <summary>Writes the deliveries, one a recipient: the snapshot of each group's members. Nothing goes out before <see cref="SendAsync"/>.</summary>
    public async Task<Sending> AddressAsync(Distributed paper, Urgency urgency, PlannedDistribution planned, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (plan, ways) = planned;
        var sendBy = DutyTerm.ToSend(await calendars.OfAsync(paper.OrganisationId, cancellationToken), paper.SignedAt ?? now, urgency).DueAt;
        var sending = new Sending(paper, Id<Consignment>.New(now), now);
        // In order, they keep the order of the printed lines, which is the order deliveries are listed in.
        var ids = Id<Delivery>.New(now, plan.Recipients.Count);
        sending.Deliveries.AddRange(plan.Recipients.Zip(ids, (recipient, id) => Make(id, sending, recipient, plan.Lines[recipient.Line - 1].Text, ways.Of(recipient.BodyId), sendBy)));
        await db.AddAllAsync(sending.Deliveries, cancellationToken);
        return sending;
    }

    /// <summary>Writes what is sent and the news of each delivery; gives how many recipients there are.</summary>
    /// <param name="sending">What goes out.</param>
    /// <param name="facts">What stands on it.</param>
    /// <param name="contentHash">SHA-256 of the file, hex.</param>
    /// <param name="marks">What was done to the paper before it went out: who gets it is told of that too.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task<int> SendAsync(Sending sending, PaperFacts facts, string contentHash, IReadOnlyList<PaperMark> marks, CancellationToken cancellationToken)
    {
        var (paper, now) = (sending.Paper, sending.At);
        db.AddRow(new Consignment
        {
            Id = sending.ConsignmentId,
            SenderId = paper.OrganisationId,
            PaperId = paper.PaperId,
            FamilyId = paper.FamilyId,
            Facts = facts,
            ContentHash = contentHash,
            SentAt = now,
        });
        var news = sending.Deliveries.Select(delivery => News(delivery, contentHash, now)).Concat(sending.Deliveries.SelectMany(delivery => marks.Select(mark => News(delivery, contentHash, mark, now))));
        await db.AddAllAsync([.. news.OfType<OutboxMessage>()], cancellationToken);
        return sending.Deliveries.Count;
    }

    /// <summary>The news of what was done to a paper, for one who got it; null where a person tells it. A paper is taken back once; it may be corrected by several documents, in two years by two of one number.</summary>
    public static OutboxMessage? News(Delivery delivery, string contentHash, PaperMark mark, DateTimeOffset now) => OutboxKinds.Telling(delivery.Channel, mark.TakesBack) is { } kind
        ? Outbox.Message(
            kind, mark.TakesBack ? $"{delivery.Id}" : FormattableString.Invariant($"{delivery.Id}:{mark.Document}:{mark.On.Year}"), delivery.SenderId, delivery.RecipientId, new DeliverNews(delivery.Id, contentHash, mark), now)
        : null;

    private static Delivery Make(Id<Delivery> id, Sending sending, PlannedRecipient recipient, string line, RecipientWay way, DateTimeOffset sendBy)
    {
        var (paper, now) = (sending.Paper, sending.At);
        var delivery = new Delivery
        {
            Id = id,
            ConsignmentId = sending.ConsignmentId,
            PaperId = paper.PaperId,
            FamilyId = paper.FamilyId,
            SenderId = paper.OrganisationId,
            RecipientId = recipient.BodyId,
            RecipientName = recipient.Name,
            Line = line,
            GroupName = recipient.ViaGroup,
            Channel = way.Channel,
            Address = way.Address,
            QueuedAt = now,
            SendBy = sendBy,
        };
        if (way.Channel is DeliveryChannel.Internal)
        {
            // A unit of the house has no register of its own: the paper is handed over with the issue itself.
            delivery.Record(ReceiptCode.Arrived, now, arrivalNumber: null, reason: null);
        }
        else
        {
            delivery.Expect();
        }

        return delivery;
    }

    private static OutboxMessage? News(Delivery delivery, string contentHash, DateTimeOffset now) => OutboxKinds.Of(delivery.Channel) is { } kind
        ? Outbox.Message(kind, delivery.Id.ToString(), delivery.SenderId, delivery.RecipientId, new DeliverNews(delivery.Id, contentHash), now)
        : null;
}

/// <summary>The kinds of news between organisations.</summary>
internal static class OutboxKinds
{
    /// <summary>A delivery inside the installation.</summary>
    public const string Deliver = "delivery";

    /// <summary>A receipt inside the installation.</summary>
    public const string Receipt = "receipt";

    /// <summary>A paper was taken back.</summary>
    public const string Recall = "recall";

    /// <summary>A paper was corrected.</summary>
    public const string Correction = "correction";

    /// <summary>Everybody a copy went to has answered its recall.</summary>
    public const string RecallSettled = "recall-settled";

    /// <summary>A procedure told other matters of its office of an event.</summary>
    public const string Event = "event";

    /// <summary>A package for a partner's folder.</summary>
    public const string Package = "package";

    /// <summary>A receipt for a partner's folder.</summary>
    public const string ReceiptOut = "receipt-out";

    /// <summary>What was made of a partner's paper, for its folder.</summary>
    public const string CopyNoticeOut = "copy-notice-out";

    /// <summary>A notice by e-mail.</summary>
    public const string Notice = "notice";

    /// <summary>What was done to a paper after it was issued, for a partner's folder.</summary>
    public const string MarkOut = "mark-out";

    /// <summary>The same by e-mail.</summary>
    public const string MarkNotice = "mark-notice";

    /// <summary>A sender asks a receiver of the installation to hurry.</summary>
    public const string Reminder = "reminder";

    /// <summary>The kind that carries a delivery by a channel; null where no message does.</summary>
    public static string? Of(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Installation => Deliver,
        DeliveryChannel.Exchange => Package,
        DeliveryChannel.Email => Notice,
        DeliveryChannel.Internal or DeliveryChannel.Paper => null,
    };

    /// <summary>The kind that tells a recipient by a channel that a paper was taken back or corrected; null where a person does: inside the house, and on paper.</summary>
    public static string? Telling(DeliveryChannel channel, bool isTakenBack) => channel switch
    {
        DeliveryChannel.Installation => isTakenBack ? Recall : Correction,
        DeliveryChannel.Exchange => MarkOut,
        DeliveryChannel.Email => MarkNotice,
        DeliveryChannel.Internal or DeliveryChannel.Paper => null,
    };

    /// <summary>The kinds that leave the installation by a channel; none by the channels within it, and on paper.</summary>
    public static IReadOnlyList<string> Leaving(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Exchange => [Package, ReceiptOut, CopyNoticeOut, MarkOut],
        DeliveryChannel.Email => [Notice, MarkNotice],
        DeliveryChannel.Installation or DeliveryChannel.Internal or DeliveryChannel.Paper => [],
    };

    /// <summary>Whether the message tells of a recall or a correction: when it is given up, an administrator must know who does not.</summary>
    public static bool Tells(string kind) => kind is Recall or Correction or MarkOut or MarkNotice;

    /// <summary>Whether the message carries a delivery: when it is given up, so is the delivery.</summary>
    public static bool Delivers(string kind) => kind is Deliver or Package or Notice;
}

/// <summary>A delivery is on its way, or what was done to its paper since is.</summary>
/// <param name="DeliveryId">The consignment key.</param>
/// <param name="ContentHash">SHA-256 of the file, hex.</param>
/// <param name="Mark">What was done to the paper after it was issued; null for the paper itself.</param>
public sealed record DeliverNews(Id<Delivery> DeliveryId, string ContentHash, PaperMark? Mark = null);
