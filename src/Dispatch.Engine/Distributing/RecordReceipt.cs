using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Deadlines;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Distributing;

/// <summary>What a receiver told reaches the sender's view, and its proof is kept. A repeat, or news older than what is known, changes nothing.</summary>
/// <param name="Receipt">The news, signed by the receiver over the consignment key, the content and the arrival number.</param>
public sealed record RecordReceipt(SignedReceipt Receipt) : IAct<DeliveryState>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => Receipt.News is { Reason.Length: > 1000 } or { At.Year: < 2000 or > 2999 } or { ArrivalNumber: < 1 }
        ? DistributingRefusals.BadPackage("phản hồi có lý do quá dài, thời điểm hoặc số đến không hợp lệ")
        : null;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Receipt.News.Reason];
}

/// <summary>Many receipts for one sender in one transaction, each with its own row and leaf. One that is not believed refuses all; the carrier then brings them one by one.</summary>
/// <param name="Receipts">In the order in which they were given.</param>
public sealed record RecordReceipts(IReadOnlyList<SignedReceipt> Receipts) : IAct<int>;

internal sealed class RecordReceiptHandler(DispatchDbContext db, ReceiptDesk receipts, CalendarDesk calendars, RouteDesk route, RecallDesk recalls, ActContext context, TimeProvider clock) :
    IRequestHandler<RecordReceipt, Outcome<DeliveryState>>, IRequestHandler<RecordReceipts, Outcome<int>>
{
    public async Task<Outcome<DeliveryState>> Handle(RecordReceipt request, CancellationToken cancellationToken)
    {
        var recorded = await RecordAsync([request.Receipt], cancellationToken);
        return recorded.IsRefused ? recorded.Refusal : recorded.Value[request.Receipt.News.DeliveryId].Delivery.State;
    }

    public async Task<Outcome<int>> Handle(RecordReceipts request, CancellationToken cancellationToken)
    {
        var recorded = await RecordAsync(request.Receipts, cancellationToken);
        return recorded.IsRefused ? recorded.Refusal : request.Receipts.Count;
    }

    private async Task<Outcome<Dictionary<Id<Delivery>, Sent>>> RecordAsync(IReadOnlyList<SignedReceipt> told, CancellationToken cancellationToken)
    {
        var ids = told.Select(receipt => receipt.News.DeliveryId).Distinct().ToList();
        var sent = await db.Set<Delivery>().SeenBy(context.Someone).Where(d => ids.Contains(d.Id))
            .Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new Sent(d, c.ContentHash, c.Facts)).ToDictionaryAsync(row => row.Delivery.Id, cancellationToken);
        var recipients = sent.Values.Select(row => row.Delivery.RecipientId).Distinct().ToList();
        var owner = context.Someone.OrganisationId;
        var keys = await receipts.KeysForAsync(owner, recipients, cancellationToken);
        var known = (await db.Set<KeptReceipt>().AsNoTracking().Where(r => r.OwnerId == owner && ids.Contains(r.DeliveryId)).Select(r => new { r.DeliveryId, r.Code, r.Statement }).ToListAsync(cancellationToken))
            .ToDictionary(r => (r.DeliveryId, r.Code), r => r.Statement);
        await calendars.FetchAsync(recipients, cancellationToken);
        var proven = receipts.AreProven([.. told.Select(receipt => (receipt, sent.TryGetValue(receipt.News.DeliveryId, out var row) ? keys[row.Delivery.RecipientId] : []))]);
        var moved = new HashSet<Guid>();
        var answers = new List<(Delivery Delivery, ReceiptCode Code)>();
        var kept = new List<KeptReceipt>();
        foreach (var (receipt, isProven) in told.Zip(proven))
        {
            if (Doubt(receipt, isProven, sent, known) is { } doubt)
            {
                return doubt;
            }

            if (known.TryAdd((receipt.News.DeliveryId, receipt.News.Code), receipt.Statement()))
            {
                kept.Add(KeptReceipt.Of(receipt, owner, clock.GetUtcNow()));
                await MoveAsync(sent[receipt.News.DeliveryId], receipt, moved, answers, cancellationToken);
            }
        }

        await db.AddManyAsync(kept, cancellationToken);
        return await WakeAsync(moved, answers, cancellationToken) is { } refusal ? refusal : sent;
    }

    /// <summary>Why a receipt is not believed; null when it is.</summary>
    private static Refusal? Doubt(
        SignedReceipt receipt, bool isProven, Dictionary<Id<Delivery>, Sent> sent, Dictionary<(Id<Delivery>, ReceiptCode), string> known)
    {
        var news = receipt.News;
        return !sent.TryGetValue(news.DeliveryId, out var row) ? KernelRefusals.Unknown("lượt gửi")
            : !isProven ? DistributingRefusals.ReceiptNotProven
            : row.ContentHash != news.ContentHash ? DistributingRefusals.ReceiptForOtherContent
            : DeliveryLifecycle.AnswersRecall(news.Code) && row.Delivery.RecallAskedAt is null ? DistributingRefusals.RecallNotAsked
            : known.TryGetValue((news.DeliveryId, news.Code), out var earlier) && Arrival(earlier) != Arrival(receipt.Statement()) ? DistributingRefusals.ReceiptContradicts
            : null;
    }

    /// <summary>The arrival number as a statement has it: the one fact that two honest receipts of one event cannot differ in.</summary>
    private static string? Arrival(string statement) => Array.Find(statement.Split('\n'), line => line.StartsWith("arrival=", StringComparison.Ordinal));

    private async Task MoveAsync(Sent sent, SignedReceipt receipt, HashSet<Guid> moved, List<(Delivery Delivery, ReceiptCode Code)> answers, CancellationToken cancellationToken)
    {
        var (delivery, news) = (sent.Delivery, receipt.News);
        if (!delivery.Record(news.Code, news.At, news.ArrivalNumber, news.Reason))
        {
            return;
        }

        if (delivery.AcknowledgeBy is null)
        {
            var calendar = await calendars.OfAsync(delivery.RecipientId, cancellationToken);
            delivery.SetTerms(
                DutyTerm.ToAcknowledge(calendar, delivery.ArrivedAt!.Value, sent.Facts.Urgency).DueAt, DutyTerm.ToEnter(Duty.Register, calendar, delivery.ArrivedAt.Value, sent.Facts.Urgency).DueAt);
        }

        context.Note(
            delivery.SenderId, "distributing.receipt", delivery.PaperId,
            new { DeliveryId = delivery.Id, delivery.RecipientName, news.Code, news.At, news.ArrivalNumber, news.Reason, receipt.KeyId, receipt.Signature });
        if (DeliveryLifecycle.AnswersRecall(news.Code))
        {
            answers.Add((delivery, news.Code));
        }
        else
        {
            moved.Add(delivery.PaperId);
        }
    }

    private async Task<Refusal?> WakeAsync(HashSet<Guid> papers, List<(Delivery Delivery, ReceiptCode Code)> answers, CancellationToken cancellationToken)
    {
        foreach (var paper in papers)
        {
            if (await route.ReceiptAsync(paper, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        foreach (var (delivery, code) in answers)
        {
            if (await recalls.AnsweredAsync(delivery, code, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private sealed record Sent(Delivery Delivery, string ContentHash, PaperFacts Facts);
}
