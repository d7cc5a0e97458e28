using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>How people name a paper, whichever of the four it is.</summary>
/// <param name="Type">Which of the four.</param>
/// <param name="Paper">Số, ký hiệu, as far as it has them.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Urgency">Mức độ khẩn.</param>
internal sealed record PaperName(TaskPaper Type, string Paper, string Subject, Urgency Urgency);

/// <summary>Names the papers that tasks are about; a paper the actor may not see is not named.</summary>
internal sealed class PaperNames(DispatchDbContext db, ActContext context)
{
    public async Task<Dictionary<Guid, PaperName>> OfAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var dispatchIds = ids.Select(id => new Id<OfficialDispatch>(id)).ToList();
        var incomingIds = ids.Select(id => new Id<IncomingDispatch>(id)).ToList();
        var copyIds = ids.Select(id => new Id<CertifiedCopy>(id)).ToList();
        var dispatches = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(actor).Where(d => dispatchIds.Contains(d.Id)).ToListAsync(cancellationToken);
        var incoming = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).Where(i => incomingIds.Contains(i.Id)).ToListAsync(cancellationToken);
        var copies = await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(actor).Where(c => copyIds.Contains(c.Id)).ToListAsync(cancellationToken);
        var sources = await db.SourcesOfAsync(copies, cancellationToken);
        var recallIds = ids.Select(id => new Id<Recall>(id)).ToList();
        var recalls = await db.Set<Recall>().AsNoTracking().SeenBy(actor).Where(r => recallIds.Contains(r.Id))
            .Join(db.Set<OfficialDispatch>(), r => r.DispatchId, d => d.Id, (r, d) => new { r.Id, Dispatch = d }).ToListAsync(cancellationToken);
        return dispatches.Select(d => (d.Id.Value, new PaperName(TaskPaper.Dispatch, d.Title, d.Subject, d.Text.Urgency)))
            .Concat(incoming.Select(i => (i.Id.Value, new PaperName(TaskPaper.Incoming, i.Facts.NumberAndSymbol, i.Facts.Subject, i.Facts.Urgency))))
            .Concat(copies.Select(c => (c.Id.Value, new PaperName(TaskPaper.Copy, c.NumberAndSymbol ?? sources[c.SourceId].NumberAndSymbol, sources[c.SourceId].Subject, sources[c.SourceId].Urgency))))
            .Concat(recalls.Select(r => (r.Id.Value, new PaperName(TaskPaper.Recall, r.Dispatch.NumberAndSymbol!, r.Dispatch.Subject, r.Dispatch.Text.Urgency))))
            .ToDictionary(pair => pair.Value, pair => pair.Item2);
    }
}
