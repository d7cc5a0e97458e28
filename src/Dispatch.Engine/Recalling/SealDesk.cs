using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>The receiver's side: seals what was taken back, with everything that was copied from it, and passes the news on.</summary>
internal sealed class SealDesk(DispatchDbContext db, RecallDesk recalls, ReceiptDesk receipts, RouteDesk route, ActContext context, TimeProvider clock)
{
    private const string Title = "Văn bản bị thu hồi, cần trả lời nơi gửi";

    /// <summary>Seals an incoming dispatch and recalls every copy made of it. A recall that comes again changes nothing.</summary>
    public async Task<Refusal?> SealAsync(IncomingDispatch incoming, PaperMark mark, CancellationToken cancellationToken)
    {
        if (IncomingLifecycle.IsSealed(incoming.State))
        {
            return null;
        }

        if (incoming.TakeBack(mark) is { } refusal)
        {
            return refusal;
        }

        await recalls.StrikeAsync(incoming.Id.Value, RegisterBook.Incoming, mark, cancellationToken);
        await route.AbandonAsync(incoming.Id.Value, cancellationToken);
        var copies = await recalls.RecallCopiesAsync(await CopiesAsync(incoming, cancellationToken), mark, cancellationToken);
        if (IncomingWording.Receipt(incoming, clock.GetUtcNow()) is { } answer)
        {
            await receipts.GiveAsync(answer, cancellationToken);
        }
        else
        {
            await AskPeopleAsync(incoming, mark, cancellationToken);
        }

        context.Note(incoming.OrganisationId, "recalling.sealed", incoming.Id.Value, new { incoming.Facts.NumberAndSymbol, incoming.ContentHash, incoming.ArrivalNumber, mark, Copies = copies });
        return null;
    }

    /// <summary>Marks an incoming dispatch, and every copy made of it, as corrected; what is sealed is left alone.</summary>
    public async Task MarkAsync(IncomingDispatch incoming, PaperMark mark, CancellationToken cancellationToken)
    {
        if (IncomingLifecycle.IsSealed(incoming.State) || incoming.Marks.Contains(mark))
        {
            return;
        }

        incoming.Mark(mark);
        context.Note(incoming.OrganisationId, "recalling.corrected", incoming.Id.Value, new { incoming.Facts.NumberAndSymbol, mark });
        await recalls.MarkCopiesAsync(await CopiesAsync(incoming, cancellationToken), mark, cancellationToken);
    }

    private Task<List<CertifiedCopy>> CopiesAsync(IncomingDispatch incoming, CancellationToken cancellationToken) =>
        db.Set<CertifiedCopy>().Where(c => c.IncomingId == incoming.Id).OrderBy(c => c.Id).ToListAsync(cancellationToken);

    /// <summary>The clerk has to answer; whoever was handling the paper is told to stop.</summary>
    private async Task AskPeopleAsync(IncomingDispatch incoming, PaperMark mark, CancellationToken cancellationToken)
    {
        var paper = incoming.Id.Value;
        await route.NoticeAsync(paper, Title, mark.Words, Role.Clerk, unit: null, cancellationToken);
        if (incoming.LeadUnitId is { } lead)
        {
            await route.NoticeAsync(paper, "Ngừng xử lý: văn bản bị thu hồi", mark.Words, Role.Drafter | Role.UnitHead, lead, cancellationToken);
        }
    }
}
