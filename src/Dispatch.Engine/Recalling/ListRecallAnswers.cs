using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>Ai đã trả lời, ai chưa: everybody a recalled or replaced dispatch went to, and everybody its copies went to, down the whole tree; pages by key.</summary>
/// <param name="DispatchId">A dispatch of the person's organisation.</param>
/// <param name="OnlyOpen">Only those from whom it is not back: no answer yet, or an objection.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListRecallAnswers(Id<OfficialDispatch> DispatchId, bool OnlyOpen = false, Id<Delivery>? After = null, int Take = 100) : IQuestion<RecallAnswers>;

/// <summary>The same for a copy: everybody it went to, and everybody the copies made of it went to.</summary>
/// <param name="CopyId">A copy of the person's organisation.</param>
/// <param name="OnlyOpen">Only those from whom it is not back.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListCopyRecallAnswers(Id<CertifiedCopy> CopyId, bool OnlyOpen = false, Id<Delivery>? After = null, int Take = 100) : IQuestion<RecallAnswers>;

/// <summary>How a recall stands over the whole tree.</summary>
/// <param name="Agreed">How many agreed (15).</param>
/// <param name="Refused">How many object (16).</param>
/// <param name="Waiting">How many have not answered.</param>
/// <param name="Page">They themselves.</param>
public sealed record RecallAnswers(int Agreed, int Refused, int Waiting, Page<RecallAnswerView> Page)
{
    /// <summary>The copies that partners told of; who got them is known there, their answers are counted here.</summary>
    public IReadOnlyList<PartnerCopyAnswers> PartnerCopies { get; init; } = [];
}

/// <summary>How the recall of a copy stands that was made in a partner's installation.</summary>
/// <param name="Copy">Số, ký hiệu of the copy.</param>
/// <param name="CopiedBy">Who made it.</param>
/// <param name="SentTo">How many got it.</param>
/// <param name="Agreed">How many agreed.</param>
/// <param name="Refused">How many object.</param>
/// <param name="Waiting">How many have not answered.</param>
public sealed record PartnerCopyAnswers(string Copy, string CopiedBy, int SentTo, int Agreed, int Refused, int Waiting);

/// <summary>One of those who have the paper or had it.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Recipient">Who.</param>
/// <param name="Sender">Who sent it there: the issuer, or who made the copy.</param>
/// <param name="Copy">Số, ký hiệu of the copy it was; null for the paper itself.</param>
/// <param name="Depth">0 for the paper itself, 1 for a copy, 2 for the copy of a copy.</param>
/// <param name="Channel">By which way it went; the order goes by the same.</param>
/// <param name="State">How the delivery stands.</param>
/// <param name="StateName">The same in Vietnamese.</param>
/// <param name="ArrivalNumber">Số đến there, as far as it is known.</param>
/// <param name="Reason">Why they object.</param>
/// <param name="Evidence">What proves an answer that came otherwise than through the system.</param>
/// <param name="AskedAt">When they were asked; null while the news is on its way to who sent it there.</param>
/// <param name="AnsweredAt">When they answered.</param>
/// <param name="IsRecordedHere">Whether the answer, when it comes, is written down by a clerk of the person's own organisation.</param>
public sealed record RecallAnswerView(
    Id<Delivery> DeliveryId, string Recipient, string Sender, string? Copy, int Depth, DeliveryChannel Channel, DeliveryState State, string StateName, int? ArrivalNumber, string? Reason, string? Evidence,
    DateTimeOffset? AskedAt, DateTimeOffset? AnsweredAt, bool IsRecordedHere);

internal sealed class ListRecallAnswersHandler(DispatchDbContext db, ActContext context) :
    IRequestHandler<ListRecallAnswers, Outcome<RecallAnswers>>, IRequestHandler<ListCopyRecallAnswers, Outcome<RecallAnswers>>
{
    public async Task<Outcome<RecallAnswers>> Handle(ListRecallAnswers request, CancellationToken cancellationToken)
    {
        // Whoever issued the original sees the whole tree below it; that right is looked at once, here.
        if (!await db.Set<OfficialDispatch>().SeenBy(context.Someone).AnyAsync(d => d.Id == request.DispatchId, cancellationToken))
        {
            return KernelRefusals.Unknown("văn bản đi");
        }

        using var across = db.Across(Crossing.Family);
        var family = new Id<Family>(request.DispatchId.Value);
        var partners = await db.Set<PartnerCopy>().AsNoTracking().Where(c => c.FamilyId == family).OrderBy(c => c.ToldAt).ThenBy(c => c.CopyId).ToListAsync(cancellationToken);
        var answers = await AnswersAsync(db.Set<Delivery>().AsNoTracking().Where(d => d.FamilyId == family), request.OnlyOpen, request.After, request.Take, cancellationToken);
        return answers with { PartnerCopies = [.. partners.DistinctBy(copy => copy.CopyId).Select(copy => View(copy.Notice))] };
    }

    public async Task<Outcome<RecallAnswers>> Handle(ListCopyRecallAnswers request, CancellationToken cancellationToken)
    {
        if (!await db.Set<CertifiedCopy>().SeenBy(context.Someone).AnyAsync(c => c.Id == request.CopyId, cancellationToken))
        {
            return KernelRefusals.Unknown("bản sao");
        }

        using var across = db.Across(Crossing.Family);

        // One step down is the whole tree: nothing is copied from the copy of a copy (Điều 25).
        var paper = request.CopyId.Value;
        var below = await db.Set<Delivery>().Where(d => d.PaperId == paper).Join(db.Set<IncomingDispatch>(), d => d.Id, i => i.DeliveryId, (d, i) => i.Id)
            .Join(db.Set<CertifiedCopy>(), incoming => (Id<IncomingDispatch>?)incoming, c => c.IncomingId, (incoming, c) => c.Id).ToListAsync(cancellationToken);
        List<Guid> papers = [paper, .. below.Select(id => id.Value)];
        return await AnswersAsync(db.Set<Delivery>().AsNoTracking().Where(d => papers.Contains(d.PaperId)), request.OnlyOpen, request.After, request.Take, cancellationToken);
    }

    private async Task<RecallAnswers> AnswersAsync(IQueryable<Delivery> all, bool onlyOpen, Id<Delivery>? after, int take, CancellationToken cancellationToken)
    {
        var counts = await all.GroupBy(d => d.State).Select(g => new { State = g.Key, Count = g.Count() }).ToDictionaryAsync(row => row.State, row => row.Count, cancellationToken);
        var shown = onlyOpen ? all.Where(d => d.State != DeliveryLifecycle.Back) : all;
        var page = await shown.PageAsync(d => d.Id, after, take, delivery => delivery, delivery => delivery.Id.ToString(), cancellationToken);
        var views = await ViewsAsync(page.Items, cancellationToken);
        var (agreed, refused) = (counts.GetValueOrDefault(DeliveryState.Recalled), counts.GetValueOrDefault(DeliveryState.RecallRefused));
        return new RecallAnswers(agreed, refused, counts.Values.Sum() - agreed - refused, new Page<RecallAnswerView>(views, page.Next));
    }

    private async Task<IReadOnlyList<RecallAnswerView>> ViewsAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var senders = deliveries.Select(d => d.SenderId).Distinct().ToList();
        var papers = deliveries.Select(d => new Id<CertifiedCopy>(d.PaperId)).Distinct().ToList();
        var names = await db.Set<Body>().Where(b => senders.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        var copies = await db.Set<CertifiedCopy>().AsNoTracking().Where(c => papers.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, cancellationToken);
        return [.. deliveries.Select(d => View(d, names[d.SenderId], copies.GetValueOrDefault(d.PaperId)))];
    }

    private static PartnerCopyAnswers View(CopyNotice told) => new(told.NumberAndSymbol, told.CopiedBy, told.SentTo, told.Agreed, told.Refused, told.SentTo - told.Agreed - told.Refused);

    private RecallAnswerView View(Delivery d, string sender, CertifiedCopy? copy) => new(
        d.Id, d.RecipientName, sender, copy?.NumberAndSymbol, copy is null ? 0 : CopyLifecycle.Depth(CopyLifecycle.PaperOf(copy.Form)), d.Channel, d.State, Vietnamese.Of(d.State, d.Channel), d.ArrivalNumber,
        DeliveryLifecycle.IsObjection(d.State) ? d.Reason : null, d.RecallEvidence, d.RecallAskedAt, d.RecallAnsweredAt,
        d is { IsAnswering: false, RecallAskedAt: not null } && DeliveryLifecycle.After(d.State, ReceiptCode.Recalled) is not null && d.SenderId == context.Someone.OrganisationId);
}
