using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>The parts of a received text in order, so that a trích sao can name those it takes (Điều 25.3).</summary>
/// <param name="IncomingId">The source.</param>
public sealed record ListCopyParts(Id<IncomingDispatch> IncomingId) : IQuestion<IReadOnlyList<CopyPart>>;

/// <summary>One part: a paragraph, an article, a table.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Its words, in Markdown.</param>
public sealed record CopyPart(int Number, string Text);

internal sealed class ListCopyPartsHandler(DispatchDbContext db, SheetDesk sheets, ActContext context) : IRequestHandler<ListCopyParts, Outcome<IReadOnlyList<CopyPart>>>
{
    public async Task<Outcome<IReadOnlyList<CopyPart>>> Handle(ListCopyParts request, CancellationToken cancellationToken)
    {
        var source = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(i => i.Id == request.IncomingId, cancellationToken);
        return source switch
        {
            null => KernelRefusals.Unknown("văn bản đến"),
            { Facts.SheetHash: null } => CopyingRefusals.NoParts,
            { Facts.SheetHash: { } sheet } => (await sheets.PartsAsync(sheet, cancellationToken)).Select((text, i) => new CopyPart(i + 1, text)).ToList(),
        };
    }
}
