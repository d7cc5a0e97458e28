using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>What a family has to do with others: what its text cites, who cites it, what it answers and what answers it. A link leads to a paper of the asker's own organisation.</summary>
/// <param name="Cites">Every document the text cites, in the order of the text.</param>
/// <param name="CitedBy">Papers of the asker's organisation whose text cites this one.</param>
/// <param name="Answers">What this one answers, when the asker's organisation has it.</param>
/// <param name="AnsweredBy">Answers to this one that the asker's organisation sent or received.</param>
public sealed record FamilyReferences(IReadOnlyList<CitedPaper> Cites, IReadOnlyList<LinkedPaper> CitedBy, IReadOnlyList<LinkedPaper> Answers, IReadOnlyList<LinkedPaper> AnsweredBy)
{
    internal static FamilyReferences None { get; } = new([], [], [], []);
}

/// <summary>One cited document.</summary>
/// <param name="Text">Số, ký hiệu as cited.</param>
/// <param name="Kind">What the text calls it; null when it does not say.</param>
/// <param name="Date">Its date according to the text.</param>
/// <param name="Issuer">Its issuer according to the text.</param>
/// <param name="Paper">The paper itself, when the asker's organisation has exactly one that it may be.</param>
public sealed record CitedPaper(string Text, string? Kind, DateOnly? Date, string? Issuer, LinkedPaper? Paper);

/// <summary>A paper of the asker's organisation.</summary>
/// <param name="PaperId">The paper.</param>
/// <param name="Kind">Which kind of paper.</param>
/// <param name="Title">Số, ký hiệu.</param>
/// <param name="Date">The date on its face.</param>
/// <param name="Subject">Trích yếu.</param>
public sealed record LinkedPaper(Guid PaperId, PaperKind Kind, string Title, DateOnly Date, string Subject);

internal sealed class PaperLinks(DispatchDbContext db, Actor actor)
{
    public async Task<FamilyReferences> OfAsync(Id<Family> family, FamilyRows rows, CancellationToken cancellationToken)
    {
        if (rows.Origin is not { } origin)
        {
            return FamilyReferences.None;
        }

        var answering = rows.Incoming.Select(i => i.AnsweredById).OfType<Id<OfficialDispatch>>().Select(id => new Id<Family>(id.Value)).Distinct().ToList();
        var answered = origin.AnswersId is { } answers ? await FamiliesOfAsync(answers, cancellationToken) : [];
        return new FamilyReferences(
            await CitesAsync(family, cancellationToken), await CitedByAsync(family, origin, rows.Names[origin.OrganisationId], cancellationToken),
            await OwnAsync(answered, cancellationToken), await OwnAsync(answering, cancellationToken));
    }

    /// <summary>The family of what was answered, which stands in the answering office's book.</summary>
    private async Task<List<Id<Family>>> FamiliesOfAsync(Id<IncomingDispatch> answered, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        return await db.Set<IncomingDispatch>().Where(i => i.Id == answered).Select(i => i.FamilyId).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<CitedPaper>> CitesAsync(Id<Family> family, CancellationToken cancellationToken)
    {
        var cited = await db.Set<Citation>().AsNoTracking().Where(citation => citation.FamilyId == family).OrderBy(citation => citation.Place).ToListAsync(cancellationToken);
        if (cited.Count == 0)
        {
            return [];
        }

        var heads = cited.Select(citation => PaperNumber.Head(citation.NumberKey)).Distinct(StringComparer.Ordinal).ToList();
        var entries = await db.Set<PaperEntry>().AsNoTracking().Where(e => e.OrganisationId == actor.OrganisationId && heads.Contains(e.NumberHead)).ToListAsync(cancellationToken);
        var papers = await LinksAsync(entries, cancellationToken);
        return [.. cited.Select(citation => new CitedPaper(citation.Text, citation.Kind, citation.Date, citation.Issuer, Meant(citation, entries, papers)))];
    }

    /// <summary>The one family whose number and date are those cited: of two that it may be, neither is guessed.</summary>
    private static LinkedPaper? Meant(Citation citation, List<PaperEntry> entries, IReadOnlyDictionary<Guid, LinkedPaper> papers)
    {
        var may = entries.Where(e => e.NumberKey == citation.NumberKey && (citation.Date is null || citation.Date == e.Date) && papers.ContainsKey(e.PaperId)).OrderBy(e => e.Id).ToList();
        return may.Select(e => e.FamilyId).Distinct().Count() == 1 ? papers[may[0].PaperId] : null;
    }

    private async Task<IReadOnlyList<LinkedPaper>> CitedByAsync(Id<Family> family, OfficialDispatch origin, string issuer, CancellationToken cancellationToken)
    {
        var key = PaperNumber.Key(origin.NumberAndSymbol);
        if (key.Length == 0)
        {
            return [];
        }

        var citing = await db.Set<Citation>().AsNoTracking().Where(citation => citation.NumberKey == key && citation.FamilyId != family && (citation.Date == null || citation.Date == origin.IssuedOn))
            .OrderBy(citation => citation.Id).Take(Paging.Most).ToListAsync(cancellationToken);
        var name = NameFolding.Fold(issuer);
        // Another office's paper may bear the same number: a citation without its date must at least not name another issuer.
        return await OwnAsync([.. citing.Where(citation => citation.Date is not null || citation.Issuer is null || NameFolding.Fold(citation.Issuer) == name).Select(citation => citation.FamilyId).Distinct()], cancellationToken);
    }

    /// <summary>The asker's own papers of these families, one each.</summary>
    private async Task<IReadOnlyList<LinkedPaper>> OwnAsync(List<Id<Family>> families, CancellationToken cancellationToken)
    {
        if (families.Count == 0)
        {
            return [];
        }

        var entries = await db.Set<PaperEntry>().AsNoTracking().Where(e => e.OrganisationId == actor.OrganisationId && families.Contains(e.FamilyId) && e.Kind != PaperKind.Copy).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var papers = await LinksAsync(entries, cancellationToken);
        return [.. entries.Where(e => papers.ContainsKey(e.PaperId)).DistinctBy(e => e.FamilyId).Select(e => papers[e.PaperId])];
    }

    private async Task<IReadOnlyDictionary<Guid, LinkedPaper>> LinksAsync(List<PaperEntry> entries, CancellationToken cancellationToken)
    {
        var hits = await new SearchHits(db, actor, SearchTerms.Of(string.Empty)).LoadAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
        var dates = entries.ToDictionary(entry => entry.PaperId, entry => entry.Date);
        return hits.ToDictionary(hit => hit.PaperId, hit => new LinkedPaper(hit.PaperId, hit.Kind, hit.Title, hit.Date ?? dates[hit.PaperId], string.Concat(hit.Subject.Select(piece => piece.Text))));
    }
}
