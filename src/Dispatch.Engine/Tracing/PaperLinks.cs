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

/// <summary>What a family has to do with others: what its text cites, who cites it, what it answers and what answers it. A link leads to a paper of the asker's own organisation.</summary>
/// <param name="Cites">Every document the text cites, in the order of the text.</param>
/// <param name="CitedBy">Papers of the asker's organisation whose text cites this one.</param>
/// <param name="Answers">What this one answers, when the asker's organisation has it.</param>
/// <param name="AnsweredBy">Answers to this one that the asker's organisation sent or received.</param>
public sealed record FamilyReferences(IReadOnlyList<CitedPaper> Cites, IReadOnlyList<LinkedPaper> CitedBy, IReadOnlyList<LinkedPaper> Answers, IReadOnlyList<LinkedPaper> AnsweredBy)
{
    /// <summary>What this one corrects (đính chính), when the asker's organisation has it.</summary>
    public IReadOnlyList<LinkedPaper> Corrects { get; init; } = [];

    /// <summary>What this one replaces (thay thế), when the asker's organisation has it.</summary>
    public IReadOnlyList<LinkedPaper> Replaces { get; init; } = [];

    /// <summary>What corrected this one, when the asker's organisation has it; oldest first.</summary>
    public IReadOnlyList<LinkedPaper> CorrectedBy { get; init; } = [];

    /// <summary>What took its place, when the asker's organisation has it.</summary>
    public IReadOnlyList<LinkedPaper> ReplacedBy { get; init; } = [];

    internal static FamilyReferences None { get; } = new([], [], [], []);
}

/// <summary>One cited document.</summary>
/// <param name="Text">Số, ký hiệu as cited.</param>
/// <param name="Kind">What the text calls it; null when it does not say.</param>
/// <param name="Date">Its date according to the text.</param>
/// <param name="Issuer">Its issuer according to the text.</param>
/// <param name="Paper">The paper itself, when the asker's organisation has exactly one that it may be.</param>
/// <param name="IsAnswered">Whether the text says that it answers it.</param>
public sealed record CitedPaper(string Text, string? Kind, DateOnly? Date, string? Issuer, LinkedPaper? Paper, bool IsAnswered)
{
    /// <summary>Which papers of the asker's organisation it may be, when that cannot be told for certain; the newest first, at most five.</summary>
    public IReadOnlyList<LinkedPaper> MayBe { get; init; } = [];
}

/// <summary>A paper of the asker's organisation.</summary>
/// <param name="PaperId">The paper.</param>
/// <param name="Kind">Which kind of paper.</param>
/// <param name="Title">Số, ký hiệu.</param>
/// <param name="Date">The date on its face.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Author">Who issued it.</param>
public sealed record LinkedPaper(Guid PaperId, PaperKind Kind, string Title, DateOnly Date, string Subject, string Author);

internal sealed class PaperLinks(DispatchDbContext db, IDirectoryLookup directory, ActContext context)
{
    private const int MayBeShown = 5;

    private Actor Actor => context.Someone;

    /// <summary>The links of a family, as its asker may see them.</summary>
    /// <param name="family">Which.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="asAt">Only to papers that were here at this moment; null for now.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<FamilyReferences> OfAsync(Id<Family> family, FamilyRows rows, DateTimeOffset? asAt, CancellationToken cancellationToken)
    {
        var own = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(Actor).Where(i => i.FamilyId == family).OrderBy(i => i.Id).ToListAsync(cancellationToken);
        if (Face(rows, own) is not { } face)
        {
            return FamilyReferences.None;
        }

        var isSealed = rows.Origin?.OrganisationId != Actor.OrganisationId && own.Count > 0 && own.TrueForAll(i => IncomingLifecycle.IsSealed(i.State));
        var cites = isSealed ? [] : await CitesAsync(family, own, asAt, cancellationToken);
        var citing = await CitingAsync(family, face, cancellationToken);
        var answering = rows.Incoming.Select(i => i.AnsweredById).OfType<Id<OfficialDispatch>>().Select(id => new Id<Family>(id.Value)).Concat(citing.Where(c => c.IsAnswered).Select(c => c.FamilyId)).Distinct().ToList();
        var answered = rows.Origin?.AnswersId is { } answers ? await OwnAsync(await FamiliesOfAsync(answers, cancellationToken), asAt, cancellationToken) : [];
        return new FamilyReferences(
            cites,
            await OwnAsync([.. citing.Select(c => c.FamilyId).Distinct().Except(answering)], asAt, cancellationToken),
            [.. answered.Concat(cites.Where(cited => cited.IsAnswered).Select(cited => cited.Paper).OfType<LinkedPaper>()).DistinctBy(paper => paper.PaperId)],
            await OwnAsync(answering, asAt, cancellationToken))
        {
            Corrects = await EarlierAsync(rows.Origin?.CorrectsId),
            Replaces = await EarlierAsync(rows.Origin?.ReplacesId),
            CorrectedBy = await LaterAsync(MarkKind.Corrected),
            ReplacedBy = await LaterAsync(MarkKind.Replaced),
        };

        async Task<IReadOnlyList<LinkedPaper>> LaterAsync(MarkKind done) =>
            rows.Origin is { } origin && origin.Marks.Any(mark => mark.Kind == done) ? await OwnAsync(await LaterFamiliesAsync(origin.Id, done, asAt, cancellationToken), asAt, cancellationToken) : [];

        async Task<IReadOnlyList<LinkedPaper>> EarlierAsync(Id<OfficialDispatch>? earlier) => earlier is { } id ? await OwnAsync([new Id<Family>(id.Value)], asAt, cancellationToken) : [];
    }

    /// <summary>Under what others cite the original: as it was issued here, or as it stands on the paper that came from elsewhere.</summary>
    private static (string Number, DateOnly? Date, string Author)? Face(FamilyRows rows, List<IncomingDispatch> own) =>
        rows.Origin is { } origin ? (origin.NumberAndSymbol ?? string.Empty, origin.IssuedOn, rows.Names[origin.OrganisationId])
        : (own.Count > 0 ? own[0].Facts : rows.OutsideFacts) is { } facts ? (facts.NumberAndSymbol, facts.Date, facts.Author)
        : null;

    /// <summary>The family of what was answered, which stands in the answering office's book.</summary>
    private async Task<List<Id<Family>>> FamiliesOfAsync(Id<IncomingDispatch> answered, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        return await db.Set<IncomingDispatch>().Where(i => i.Id == answered).Select(i => i.FamilyId).ToListAsync(cancellationToken);
    }

    /// <summary>The families of what was issued to correct or to replace a dispatch. Asked only of one that bears the mark.</summary>
    private async Task<List<Id<Family>>> LaterFamiliesAsync(Id<OfficialDispatch> earlier, MarkKind done, DateTimeOffset? asAt, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var later = db.Set<OfficialDispatch>().Where(d => d.IssuedAt != null && (asAt == null || d.IssuedAt <= asAt));
        var ids = await (done is MarkKind.Replaced ? later.Where(d => d.ReplacesId == earlier) : later.Where(d => d.CorrectsId == earlier)).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => new Id<Family>(id.Value));
    }

    /// <summary>By the original's own text where it is here; by what the asker's organisation keeps of it where it is not.</summary>
    private async Task<IReadOnlyList<CitedPaper>> CitesAsync(Id<Family> family, List<IncomingDispatch> own, DateTimeOffset? asAt, CancellationToken cancellationToken)
    {
        var kept = own.Find(i => i.Facts.Cites is not null)?.Id.Value;
        var citing = kept ?? family.Value;
        var cited = await db.Set<Citation>().AsNoTracking().Where(citation => citation.PaperId == citing).OrderBy(citation => citation.Place).ToListAsync(cancellationToken);
        if (cited.Count == 0)
        {
            return [];
        }

        var heads = cited.Select(citation => PaperNumber.Head(citation.NumberKey)).Distinct(StringComparer.Ordinal).ToList();
        var entries = await db.Set<PaperEntry>().AsNoTracking().Where(e => e.OrganisationId == Actor.OrganisationId && heads.Contains(e.NumberHead) && e.FamilyId != family).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var keys = cited.Select(citation => citation.NumberKey).ToHashSet(StringComparer.Ordinal);
        entries = [.. entries.Where(entry => keys.Contains(entry.NumberKey) && IsThere(entry, asAt))];
        var papers = await LinksAsync(entries, cancellationToken);
        var issuers = await SameIssuers.LoadAsync(directory, Actor.OrganisationId, cited.Select(citation => citation.Issuer), papers.Values.Select(paper => paper.Author), cancellationToken);
        return [.. cited.Select(citation => Meant(citation, entries, papers, issuers))];
    }

    /// <summary>The one family whose number, date and issuer are those cited: of two that it may be, neither is guessed, and both are shown.</summary>
    private static CitedPaper Meant(Citation citation, List<PaperEntry> entries, IReadOnlyDictionary<Guid, LinkedPaper> papers, SameIssuers issuers)
    {
        var may = entries.Where(e => e.NumberKey == citation.NumberKey && (citation.Date is null || citation.Date == e.Date) && papers.ContainsKey(e.PaperId)).DistinctBy(e => e.FamilyId).Select(e => papers[e.PaperId]).ToList();
        var named = citation.Issuer is { } issuer ? may.FindAll(paper => issuers.AreSame(issuer, paper.Author)) : may;
        // A date tells two papers of one number apart as well as a name does, and names are written in many ways.
        var one = named.Count == 1 ? named[0] : named.Count == 0 && citation.Date is not null && may.Count == 1 ? may[0] : null;
        return new CitedPaper(citation.Text, citation.Kind, citation.Date, citation.Issuer, one, citation.IsAnswered)
        {
            MayBe = one is not null ? [] : [.. (named.Count > 0 ? named : may).AsEnumerable().Reverse().Take(MayBeShown)],
        };
    }

    /// <summary>Who cites a paper of this face: dispatches by their text, and what the asker's own organisation keeps of papers from outside.</summary>
    private async Task<List<Citation>> CitingAsync(Id<Family> family, (string Number, DateOnly? Date, string Author) face, CancellationToken cancellationToken)
    {
        var key = PaperNumber.Key(face.Number);
        if (key.Length == 0)
        {
            return [];
        }

        var (organisation, date) = (Actor.OrganisationId, face.Date);
        var citing = await db.Set<Citation>().AsNoTracking()
            .Where(citation => citation.NumberKey == key && citation.FamilyId != family && (citation.Date == null || citation.Date == date) && (citation.OrganisationId == organisation || citation.PaperId == (Guid)(object)citation.FamilyId))
            .OrderBy(citation => citation.Id).Take(Paging.Most).ToListAsync(cancellationToken);
        var issuers = await SameIssuers.LoadAsync(directory, organisation, citing.Select(citation => citation.Issuer), [face.Author], cancellationToken);
        // Another office's paper may bear the same number: a citation without its date must at least not name another issuer.
        return citing.FindAll(citation => citation.Date is not null || citation.Issuer is null || issuers.AreSame(citation.Issuer, face.Author));
    }

    /// <summary>The asker's own papers of these families, one each.</summary>
    private async Task<IReadOnlyList<LinkedPaper>> OwnAsync(List<Id<Family>> families, DateTimeOffset? asAt, CancellationToken cancellationToken)
    {
        if (families.Count == 0)
        {
            return [];
        }

        var entries = await db.Set<PaperEntry>().AsNoTracking().Where(e => e.OrganisationId == Actor.OrganisationId && families.Contains(e.FamilyId) && e.Kind != PaperKind.Copy).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        entries = entries.FindAll(entry => IsThere(entry, asAt));
        var papers = await LinksAsync(entries, cancellationToken);
        return [.. entries.Where(e => papers.ContainsKey(e.PaperId)).DistinctBy(e => e.FamilyId).Select(e => papers[e.PaperId])];
    }

    /// <summary>Whether a paper was here at a moment: its id says when it was made.</summary>
    private static bool IsThere(PaperEntry entry, DateTimeOffset? asAt) => asAt is not { } moment || Id<Family>.New(moment).Value.ToString("N").AsSpan(0, MomentDigits).CompareTo(entry.PaperId.ToString("N").AsSpan(0, MomentDigits), StringComparison.Ordinal) >= 0;

    /// <summary>The hexadecimal digits of a version 7 UUID that say its millisecond.</summary>
    private const int MomentDigits = 12;

    private async Task<IReadOnlyDictionary<Guid, LinkedPaper>> LinksAsync(List<PaperEntry> entries, CancellationToken cancellationToken)
    {
        var hits = await new SearchHits(db, Actor, SearchTerms.Of(string.Empty)).LoadAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
        var dates = entries.ToDictionary(entry => entry.PaperId, entry => entry.Date);
        return hits.ToDictionary(hit => hit.PaperId, hit => new LinkedPaper(hit.PaperId, hit.Kind, hit.Title, hit.Date ?? dates[hit.PaperId], string.Concat(hit.Subject.Select(piece => piece.Text)), hit.Organisation));
    }
}
