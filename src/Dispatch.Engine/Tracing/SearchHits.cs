using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>Reads the papers behind entries, those the person may see and no others, and marks in their words what was looked for.</summary>
internal sealed class SearchHits(DispatchDbContext db, Actor actor, SearchTerms terms)
{
    private readonly HitMarker marker = new(terms.Words);

    public async Task<IReadOnlyList<SearchHit>> LoadAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var entries = await db.Set<PaperEntry>().AsNoTracking().Where(entry => ids.Contains(entry.Id)).ToListAsync(cancellationToken);
        var own = await db.Set<Body>().Where(body => body.Id == actor.OrganisationId).Select(body => body.Name).SingleOrDefaultAsync(cancellationToken) ?? string.Empty;
        var hits = new Dictionary<Guid, SearchHit>();
        foreach (var hit in await DispatchesAsync(Of(entries, PaperKind.Dispatch), own, cancellationToken))
        {
            hits.Add(hit.PaperId, hit);
        }

        foreach (var hit in await IncomingAsync(Of(entries, PaperKind.Incoming), cancellationToken))
        {
            hits.Add(hit.PaperId, hit);
        }

        foreach (var hit in await CopiesAsync(Of(entries, PaperKind.Copy), own, cancellationToken))
        {
            hits.Add(hit.PaperId, hit);
        }

        var paperOf = entries.ToDictionary(entry => entry.Id, entry => entry.PaperId);
        return [.. ids.Where(paperOf.ContainsKey).Select(id => hits.GetValueOrDefault(paperOf[id])).OfType<SearchHit>()];
    }

    private static List<Guid> Of(List<PaperEntry> entries, PaperKind kind) => [.. entries.Where(entry => entry.Kind == kind).Select(entry => entry.PaperId)];

    private async Task<IEnumerable<SearchHit>> DispatchesAsync(List<Guid> papers, string own, CancellationToken cancellationToken)
    {
        var ids = papers.ConvertAll(id => new Id<OfficialDispatch>(id));
        var rows = ids.Count == 0 ? [] : await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(actor).Where(d => ids.Contains(d.Id)).ToListAsync(cancellationToken);
        return rows.Select(d => new SearchHit(
            d.Id.Value, PaperKind.Dispatch, d.Title, own, d.IssuedOn, d.State.ToString(), Vietnamese.Of(d.State), marker.Mark(d.Subject), marker.Excerpt(d.Subject, d.Text.Body))
        {
            Marks = KindsOf(d.Marks),
        });
    }

    private async Task<IEnumerable<SearchHit>> IncomingAsync(List<Guid> papers, CancellationToken cancellationToken)
    {
        var ids = papers.ConvertAll(id => new Id<IncomingDispatch>(id));
        var rows = ids.Count == 0 ? [] : await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).Where(i => ids.Contains(i.Id)).ToListAsync(cancellationToken);
        using var across = db.Across(Crossing.Family);
        var origins = rows.Select(i => new Id<OfficialDispatch>(i.FamilyId.Value)).Distinct().ToList();
        var texts = origins.Count == 0 ? [] : await db.Set<OfficialDispatch>().AsNoTracking().Where(d => origins.Contains(d.Id)).Select(d => new { d.Id, d.Text }).ToDictionaryAsync(d => d.Id, d => d.Text.Body, cancellationToken);
        return rows.Select(i => IncomingView.Of(i)).Select((view, at) => new SearchHit(
            view.Id.Value, PaperKind.Incoming, Title(view.Facts), view.Facts.Author, view.Facts.Date, view.State.ToString(), view.StateName,
            view.IsSealed ? [] : marker.Mark(view.Facts.Subject), view.IsSealed ? [] : marker.Excerpt(view.Facts.Subject, texts.GetValueOrDefault(new Id<OfficialDispatch>(rows[at].FamilyId.Value)) ?? []))
        {
            Marks = KindsOf(view.Marks),
        });
    }

    private async Task<IEnumerable<SearchHit>> CopiesAsync(List<Guid> papers, string own, CancellationToken cancellationToken)
    {
        var ids = papers.ConvertAll(id => new Id<CertifiedCopy>(id));
        var rows = ids.Count == 0 ? [] : await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(actor).Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken);
        var facts = await db.SourcesOfAsync(rows, cancellationToken);
        return rows.Select(c => new SearchHit(
            c.Id.Value, PaperKind.Copy, $"{Vietnamese.Of(c.Form)} {c.NumberAndSymbol}".TrimEnd(), own, c.CopiedOn, c.State.ToString(), Vietnamese.Of(c.State),
            facts.TryGetValue(c.SourceId, out var source) && !CopyLifecycle.IsSealed(c.State) ? marker.Mark($"{source.NumberAndSymbol}: {source.Subject}") : [], [])
        {
            Marks = KindsOf(c.Marks),
        });
    }

    private static IReadOnlyList<MarkKind> KindsOf(IReadOnlyList<PaperMark> marks) => [.. marks.Select(mark => mark.Kind)];

    private static string Title(PaperFacts facts) => facts.CopyNumberAndSymbol is { } copy ? $"{facts.NumberAndSymbol} (bản sao {copy})" : facts.NumberAndSymbol;
}
