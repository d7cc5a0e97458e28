using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>The sender's side: freezes an issued paper or marks it corrected, and sends the news down to everybody it went to.</summary>
internal sealed class RecallDesk(DispatchDbContext db, RecallWatch watch, CopyNotices notices, RouteDesk route, ActContext context, TimeProvider clock)
{
    private const string Objection = "Nơi nhận không đồng ý thu hồi";

    /// <summary>Takes an issued dispatch back; gives how many receivers are asked for it. Refused when it is not in force.</summary>
    public async Task<Outcome<int>> TakeBackAsync(OfficialDispatch dispatch, PaperMark mark, CancellationToken cancellationToken)
    {
        if (dispatch.TakeBack(mark) is { } refusal)
        {
            return refusal;
        }

        await StrikeAsync(dispatch.Id.Value, RegisterBook.Outgoing, mark, cancellationToken);
        await route.AbandonAsync(dispatch.Id.Value, cancellationToken);
        var asked = await AskAsync(dispatch.Id.Value, mark, cancellationToken);
        var copies = await RecallCopiesAsync(await CopiesAsync(dispatch, cancellationToken), mark, cancellationToken);

        // Whoever decided it, it is the paper's own log that tells of it.
        context.Note(
            dispatch.OrganisationId, mark.Kind is MarkKind.Replaced ? "recalling.replaced" : "recalling.taken-back", dispatch.Id.Value, new { dispatch.NumberAndSymbol, dispatch.ContentHash, By = mark.Document, Asked = asked, Copies = copies });
        return asked;
    }

    /// <summary>What the issue of a dispatch does to the one it replaces or corrects.</summary>
    public async Task<Refusal?> FollowIssueAsync(OfficialDispatch issued, string issuer, CancellationToken cancellationToken)
    {
        if ((issued.ReplacesId ?? issued.CorrectsId) is not { } id)
        {
            return null;
        }

        var earlier = await db.Set<OfficialDispatch>().SingleAsync(d => d.Id == id, cancellationToken);
        if (issued.CorrectsId is not null)
        {
            return await CorrectAsync(earlier, PaperMark.Corrected(issuer, issued.IssuedOn!.Value, issued.NumberAndSymbol!), cancellationToken);
        }

        var mark = PaperMark.Replaced(issuer, issued.IssuedOn!.Value, issued.Text.Kind, issued.NumberAndSymbol!);
        if (earlier.Marks.FirstOrDefault(one => one.Kind is MarkKind.Replaced) is { } by)
        {
            return RecallingRefusals.ReplacedAlready(by.Document);
        }

        if (!OutgoingLifecycle.IsInForce(earlier.State))
        {
            // It was recalled while the new one was on its way: nobody is asked twice, but what took its place is written down.
            earlier.Mark(mark);
            return null;
        }

        var asked = await TakeBackAsync(earlier, mark, cancellationToken);
        return asked.Refusal ?? await DropProposalsAsync(earlier, mark, cancellationToken);
    }

    /// <summary>A recall of a replaced dispatch that nobody has decided yet has nothing left to take back: it ends with the reason.</summary>
    private async Task<Refusal?> DropProposalsAsync(OfficialDispatch replaced, PaperMark mark, CancellationToken cancellationToken)
    {
        var recalls = await db.Set<Recall>().Where(r => r.DispatchId == replaced.Id).ToListAsync(cancellationToken);
        foreach (var recall in recalls.Where(recall => RecallLifecycle.IsOpen(recall.State)))
        {
            if (recall.Decline(mark.Words, clock.GetUtcNow()) is { } refusal)
            {
                return refusal;
            }

            await route.AbandonAsync(recall.Id.Value, cancellationToken);
            context.Note(recall.OrganisationId, "recalling.declined", recall.Id.Value, new { recall.DispatchId, recall.DeclineReason });
        }

        return null;
    }

    /// <summary>Asks everybody a paper was sent to for it; gives how many that are.</summary>
    public async Task<int> AskAsync(Guid paper, PaperMark mark, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sent = db.Set<Delivery>().Where(d => d.PaperId == paper);
        var (own, others) = (DeliveryLifecycle.TakenBack(isInOwnHouse: true), DeliveryLifecycle.TakenBack(isInOwnHouse: false));
        // What is in the sender's own house needs no asking: a unit of its own, and what the post has brought back.
        var returned = DeliveryLifecycle.BroughtBack;
        await sent.Where(d => d.Channel == DeliveryChannel.Internal || d.State == returned).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, own).SetProperty(d => d.RecallAskedAt, now).SetProperty(d => d.RecallAnsweredAt, now).SetProperty(d => d.Version, d => d.Version + 1), cancellationToken);
        var asked = await sent.Where(d => d.Channel != DeliveryChannel.Internal && d.RecallAnsweredAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, others).SetProperty(d => d.RecallAskedAt, now).SetProperty(d => d.Version, d => d.Version + 1), cancellationToken);
        await TellAsync(paper, mark, cancellationToken);
        await notices.AnsweredAsync(paper, cancellationToken);
        return asked;
    }

    /// <summary>Recalls the copies of a paper that was taken back; gives how many.</summary>
    public async Task<int> RecallCopiesAsync(IReadOnlyList<CertifiedCopy> copies, PaperMark mark, CancellationToken cancellationToken)
    {
        var recalled = 0;
        foreach (var copy in copies)
        {
            // A copy that was refused never was one.
            if (copy.TakeBack(mark) is not null)
            {
                continue;
            }

            recalled++;
            await StrikeAsync(copy.Id.Value, RegisterBook.Copies, mark, cancellationToken);
            await route.AbandonAsync(copy.Id.Value, cancellationToken);
            var asked = copy.ContentHash is null ? 0 : await AskAsync(copy.Id.Value, mark, cancellationToken);
            context.Note(copy.OrganisationId, "recalling.copy-recalled", copy.Id.Value, new { copy.NumberAndSymbol, copy.ContentHash, Asked = asked });
        }

        return recalled;
    }

    /// <summary>Marks the copies of a paper that was corrected, and tells everybody they were sent to.</summary>
    public async Task MarkCopiesAsync(IReadOnlyList<CertifiedCopy> copies, PaperMark mark, CancellationToken cancellationToken)
    {
        foreach (var copy in copies)
        {
            copy.Mark(mark);
            if (copy.ContentHash is not null)
            {
                await TellAsync(copy.Id.Value, mark, cancellationToken);
            }
        }
    }

    /// <summary>Strikes the line of a paper out of the book, with the reason; the number stays.</summary>
    public async Task StrikeAsync(Guid paper, RegisterBook book, PaperMark mark, CancellationToken cancellationToken)
    {
        var line = await db.Set<RegisterLine>().SingleOrDefaultAsync(l => l.PaperId == paper && l.Book == book, cancellationToken);
        line?.Strike(mark.On, mark.Words);
    }

    /// <summary>A receiver answered: an objection is put before the clerk, and the matter that waits for all of them may go on. Where a copying office has its last answer, the issuer of the original is told.</summary>
    public async Task<Refusal?> AnsweredAsync(Delivery delivery, ReceiptCode code, CancellationToken cancellationToken)
    {
        if (code is ReceiptCode.RecallRefused && delivery.IsAnswering)
        {
            await TellObjectionAsync(delivery, cancellationToken);
        }

        // The answer itself is among those that are counted.
        await db.SaveChangesAsync(cancellationToken);
        var original = new Id<OfficialDispatch>(delivery.FamilyId.Value);
        if (delivery.PaperId == original.Value)
        {
            var gone = await GoOnAsync(original, cancellationToken);
            return gone.Refusal;
        }

        await notices.AnsweredAsync(delivery.PaperId, cancellationToken);
        if (await watch.IsSettledAsync(delivery.PaperId, cancellationToken))
        {
            using var across = db.Across(Crossing.Family);

            // An original of another installation has its issuer there: who answers him is who sent the copy on, and has.
            if (await db.Set<OfficialDispatch>().Where(d => d.Id == original).Select(d => (Id<Body>?)d.OrganisationId).SingleOrDefaultAsync(cancellationToken) is { } issuer)
            {
                db.Add(Outbox.Message(OutboxKinds.RecallSettled, $"{delivery.Id}:{code}", delivery.SenderId, issuer, new RecallSettledNews(original), clock.GetUtcNow()));
            }
        }

        return null;
    }

    /// <summary>Lets the matters go on that wait to get a dispatch back, if nobody owes an answer any more. True when one did.</summary>
    public async Task<Outcome<bool>> GoOnAsync(Id<OfficialDispatch> recalled, CancellationToken cancellationToken)
    {
        if (!await watch.IsSettledAsync(recalled, cancellationToken))
        {
            return false;
        }

        var went = false;
        foreach (var matter in await watch.MattersAsync(recalled, cancellationToken))
        {
            var gone = await route.OfficeAnswersAsync(matter, "AwaitRecall", cancellationToken);
            if (gone.IsRefused)
            {
                return gone.Refusal;
            }

            went |= gone.Value;
        }

        return went;
    }

    /// <summary>One notice a paper, until somebody has read it: the board of answers names them all.</summary>
    private async Task TellObjectionAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (!await db.Set<WorkflowTask>().AnyAsync(t => t.PaperId == delivery.PaperId && t.Title == Objection && t.ClosedAt == null, cancellationToken))
        {
            await route.NoticeAsync(delivery.PaperId, Objection, $"{delivery.RecipientName}: {delivery.Reason}", Role.Clerk, unit: null, cancellationToken);
        }
    }

    private async Task<Refusal?> CorrectAsync(OfficialDispatch earlier, PaperMark mark, CancellationToken cancellationToken)
    {
        if (earlier.Correct(mark) is { } refusal)
        {
            return refusal;
        }

        await TellAsync(earlier.Id.Value, mark, cancellationToken);
        await MarkCopiesAsync(await CopiesAsync(earlier, cancellationToken), mark, cancellationToken);
        context.Note(earlier.OrganisationId, "recalling.corrected", earlier.Id.Value, new { earlier.NumberAndSymbol, By = mark.Document });
        return null;
    }

    /// <summary>The copies the issuer made of its own dispatch.</summary>
    private Task<List<CertifiedCopy>> CopiesAsync(OfficialDispatch dispatch, CancellationToken cancellationToken) =>
        db.Set<CertifiedCopy>().Where(c => c.DispatchId == dispatch.Id).OrderBy(c => c.Id).ToListAsync(cancellationToken);

    private async Task TellAsync(Guid paper, PaperMark mark, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deliveries = await db.Set<Delivery>().AsNoTracking().Where(d => d.PaperId == paper)
            .Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new { Delivery = d, c.ContentHash }).ToListAsync(cancellationToken);
        List<OutboxMessage> news = [.. deliveries.Select(sent => DistributionDesk.News(sent.Delivery, sent.ContentHash, mark, now)).OfType<OutboxMessage>()];
        await db.AddAllAsync(news, cancellationToken);
    }
}
