using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>The parts of a text in order, so that a trích sao can name those it takes (Điều 25.3).</summary>
/// <param name="PaperId">The source: an incoming dispatch, or an issued one of the organisation's own.</param>
public sealed record ListCopyParts(Guid PaperId) : IQuestion<IReadOnlyList<CopyPart>>;

/// <summary>One part: a paragraph, an article, a table.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Its words, in Markdown.</param>
public sealed record CopyPart(int Number, string Text);

internal sealed class ListCopyPartsHandler(DispatchDbContext db, SheetDesk sheets, ActContext context) : IRequestHandler<ListCopyParts, Outcome<IReadOnlyList<CopyPart>>>
{
    public async Task<Outcome<IReadOnlyList<CopyPart>>> Handle(ListCopyParts request, CancellationToken cancellationToken) => await FactsAsync(request.PaperId, cancellationToken) switch
    {
        null => KernelRefusals.Unknown("văn bản"),
        { SheetHash: null } => CopyingRefusals.NoParts,
        { SheetHash: { } sheet } => (await sheets.PartsAsync(sheet, cancellationToken)).Select((text, i) => new CopyPart(i + 1, text)).ToList(),
    };

    private async Task<PaperFacts?> FactsAsync(Guid paper, CancellationToken cancellationToken)
    {
        var (incoming, own) = (new Id<IncomingDispatch>(paper), new Id<OfficialDispatch>(paper));
        return await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).Where(i => i.Id == incoming).Select(i => i.Facts).SingleOrDefaultAsync(cancellationToken)
            ?? (await db.Set<OfficialDispatch>().SeenBy(context.Someone).AnyAsync(d => d.Id == own, cancellationToken)
                ? await db.Set<Consignment>().AsNoTracking().Where(c => c.PaperId == paper).Select(c => c.Facts).SingleOrDefaultAsync(cancellationToken) : null);
    }
}
