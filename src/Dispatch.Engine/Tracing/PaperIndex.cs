using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// Keeps the index of papers and of their words beside the papers: whatever saves a paper saves what it is found by, in the same transaction. No act has to think of it,
/// so none can forget it.
/// </summary>
internal static class PaperIndex
{
    /// <summary>What of a paper is found by its words; a change of anything else leaves the index alone.</summary>
    private static readonly HashSet<string> Said = new(StringComparer.Ordinal)
    {
        nameof(OfficialDispatch.Text), nameof(OfficialDispatch.Subject), nameof(OfficialDispatch.Symbol), nameof(OfficialDispatch.Number), nameof(OfficialDispatch.SignerId),
        nameof(IncomingDispatch.Facts), nameof(IncomingDispatch.Opinion), nameof(CertifiedCopy.Recipients), nameof(CertifiedCopy.Capacity),
    };

    /// <summary>What changes when a paper gets its number.</summary>
    private static readonly HashSet<string> Numbering = new(StringComparer.Ordinal) { nameof(OfficialDispatch.Number), nameof(OfficialDispatch.Symbol) };

    private static readonly KeptQuestion<Func<DispatchDbContext, Guid, IAsyncEnumerable<long>>> KnownEntry = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Guid paper) => db.Set<PaperEntry>().Where(entry => entry.PaperId == paper).Select(entry => entry.Id)));

    /// <summary>The papers among the changes whose entry must be written. The changes must have been detected.</summary>
    public static List<ChangedPaper> ChangedIn(DispatchDbContext db)
    {
        var papers = new List<ChangedPaper>();
        foreach (var entry in db.Tracked.Entries().Where(entry => IsPaper(entry.Entity) && entry.State is EntityState.Added or EntityState.Modified))
        {
            Add(entry.Entity, entry.State is EntityState.Added ? null : entry.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name));
        }

        foreach (var row in db.Held.Rows.Where(row => IsPaper(row.Entity)))
        {
            Add(row.Entity, row.Before is null ? null : row.Shape.Names(row.Changed()));
        }

        return papers;

        void Add(object paper, IEnumerable<string>? changed)
        {
            List<string>? said = changed is null ? null : [.. changed.Where(property => Said.Contains(property) || (property == nameof(OfficialDispatch.State) && IsSealed(paper)))];
            if (said is null or { Count: > 0 })
            {
                // A number comes with a line in a book, and with its line the round makes the paper's words up.
                var isNumber = said is not null && db.Words.HasLines && said.TrueForAll(Numbering.Contains) && said.Contains(nameof(OfficialDispatch.Number), StringComparer.Ordinal);
                papers.Add(new ChangedPaper(paper, isNumber));
            }
        }
    }

    private static bool IsPaper(object entity) => entity is OfficialDispatch or IncomingDispatch or CertifiedCopy;

    /// <summary>The papers among some rows.</summary>
    public static IReadOnlyList<object> PapersAmong(IEnumerable<object> rows) => [.. rows.Where(IsPaper)];

    /// <summary>What was recalled is no longer found by what it said.</summary>
    private static bool IsSealed(object paper) => paper is IncomingDispatch incoming ? IncomingLifecycle.IsSealed(incoming.State) : paper is CertifiedCopy copy && CopyLifecycle.IsSealed(copy.State);

    /// <summary>Writes what papers that are saved already are found by. A number that was given is found at once; that it also stands among the words of its paper, a round makes up (<see cref="RewordAsync"/>).</summary>
    public static async Task WriteAsync(DispatchDbContext db, IReadOnlyList<ChangedPaper> papers, CancellationToken cancellationToken)
    {
        foreach (var numbered in papers.Where(paper => paper.IsNumberOnly))
        {
            await NumberAsync(db, EntryOf(numbered.Paper), cancellationToken);
        }

        if (papers.Any(paper => !paper.IsNumberOnly))
        {
            await WriteAsync(db, [.. papers.Where(paper => !paper.IsNumberOnly).Select(paper => paper.Paper)], cancellationToken);
        }
    }

    /// <summary>Writes the words of papers anew, of those that have an entry.</summary>
    /// <param name="db">Where the papers are, inside a transaction.</param>
    /// <param name="papers">The papers, as they are saved.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task RewordAsync(DispatchDbContext db, IReadOnlyList<object> papers, CancellationToken cancellationToken)
    {
        var known = await PaperSayings.LoadAsync(db, papers, cancellationToken);
        var there = await ThereAsync(db, [.. papers.Select(PaperId)], cancellationToken);
        var said = new List<EntryWords>();
        foreach (var paper in papers.Where(paper => there.ContainsKey(PaperId(paper))))
        {
            var (id, entry) = (there[PaperId(paper)], EntryOf(paper));
            await db.Database.ExecuteSqlRawAsync(db.Words.Remove, [id], cancellationToken);
            said.Add(new EntryWords(id, entry.OrganisationId, known.WordsOf(paper)));
        }

        await db.Words.AddAsync(db, said, cancellationToken);
    }

    /// <summary>Writes entries, citations and words of papers that are saved already; a new one gets an entry, another keeps the one it has.</summary>
    /// <param name="db">Where the papers are, in the transaction that saves them.</param>
    /// <param name="papers">The papers.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(DispatchDbContext db, IReadOnlyList<object> papers, CancellationToken cancellationToken)
    {
        var known = await PaperSayings.LoadAsync(db, papers, cancellationToken);
        var there = await ThereAsync(db, [.. papers.Select(PaperId)], cancellationToken);
        var entries = papers.Select(EntryOf).ToList();
        var fresh = entries.Where(entry => !there.ContainsKey(entry.PaperId)).ToList();
        await db.AddAllAsync(fresh, cancellationToken);
        // The database has given them their places; in one question for all.
        var given = await ThereAsync(db, [.. fresh.Select(entry => entry.PaperId)], cancellationToken);
        var said = new List<EntryWords>();
        foreach (var (paper, entry) in papers.Zip(entries))
        {
            var isThere = there.TryGetValue(entry.PaperId, out var id);
            id = isThere ? id : given[entry.PaperId];
            if (isThere)
            {
                await ChangeAsync(db, id, entry, cancellationToken);
            }

            said.Add(new EntryWords(id, entry.OrganisationId, known.WordsOf(paper)));
            await CiteAsync(db, paper, entry, isThere, cancellationToken);
        }

        await db.Words.AddAsync(db, said, cancellationToken);
    }

    /// <summary>Makes the indexes' places; what they lack, <see cref="IndexRound"/> brings in.</summary>
    public static async Task PrepareAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(db.Words.Prepare, cancellationToken);
        if (db.Words.PrepareLines is { Length: > 0 } lines)
        {
            await db.Database.ExecuteSqlRawAsync(lines, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>How many papers of an organisation have no entry.</summary>
    public static async Task<int> WaitingAsync(DispatchDbContext db, Id<Body> organisation, CancellationToken cancellationToken)
    {
        var papers = await db.Set<OfficialDispatch>().CountAsync(d => d.OrganisationId == organisation, cancellationToken)
            + await db.Set<IncomingDispatch>().CountAsync(i => i.OrganisationId == organisation, cancellationToken)
            + await db.Set<CertifiedCopy>().CountAsync(c => c.OrganisationId == organisation, cancellationToken);
        return Math.Max(0, papers - await db.Set<PaperEntry>().CountAsync(entry => entry.OrganisationId == organisation, cancellationToken));
    }

    private static Guid PaperId(object paper) => paper switch
    {
        OfficialDispatch dispatch => dispatch.Id.Value,
        IncomingDispatch incoming => incoming.Id.Value,
        CertifiedCopy copy => copy.Id.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(paper), paper, "Not a paper."),
    };

    /// <summary>The entries of papers that have one, by paper.</summary>
    private static async Task<Dictionary<Guid, long>> ThereAsync(DispatchDbContext db, IReadOnlyList<Guid> papers, CancellationToken cancellationToken) => papers switch
    {
        [] => [],
        [var one] => await KnownEntry.On(db)(db, one).ToDictionaryAsync(_ => one, id => id, cancellationToken: cancellationToken),
        _ => await db.Set<PaperEntry>().Where(entry => papers.Contains(entry.PaperId)).Select(entry => new { entry.PaperId, entry.Id }).ToDictionaryAsync(entry => entry.PaperId, entry => entry.Id, cancellationToken),
    };

    /// <summary>In one sentence for the database, over the columns that change only: each of the others stands in an index of its own. A text that quotes the number its own paper got does not cite another.</summary>
    private static Task<int> NumberAsync(DispatchDbContext db, PaperEntry wanted, CancellationToken cancellationToken) => wanted.Kind is PaperKind.Copy
        ? db.Database.ExecuteSqlAsync(
            $"""UPDATE paper_entries SET "Date" = {wanted.Date}, "CopyKey" = {wanted.CopyKey}, "CopyHead" = {wanted.CopyHead} WHERE "PaperId" = {wanted.PaperId}""", cancellationToken)
        : db.Database.ExecuteSqlAsync(
            $"""
            UPDATE paper_entries SET "Date" = {wanted.Date}, "NumberKey" = {wanted.NumberKey}, "NumberHead" = {wanted.NumberHead} WHERE "PaperId" = {wanted.PaperId};
            DELETE FROM citations WHERE "PaperId" = {wanted.PaperId} AND "NumberKey" = {wanted.NumberKey}
            """, cancellationToken);

    private static async Task ChangeAsync(DispatchDbContext db, long id, PaperEntry wanted, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE paper_entries SET "Date" = {wanted.Date}, "NumberKey" = {wanted.NumberKey}, "NumberHead" = {wanted.NumberHead}, "CopyKey" = {wanted.CopyKey}, "CopyHead" = {wanted.CopyHead}
            WHERE "Id" = {id}
            """, cancellationToken);
        await db.Database.ExecuteSqlRawAsync(db.Words.Remove, [id], cancellationToken);
    }

    private static PaperEntry EntryOf(object paper) => paper switch
    {
        OfficialDispatch d => Entry(d.Id.Value, PaperKind.Dispatch, d.OrganisationId, new Id<Family>(d.Id.Value), d.IssuedOn ?? OfficeTime.DateAt(d.CreatedAt), d.NumberAndSymbol, null),
        IncomingDispatch i => Entry(i.Id.Value, PaperKind.Incoming, i.OrganisationId, i.FamilyId, i.Facts.Date, i.Facts.NumberAndSymbol, i.Facts.CopyNumberAndSymbol),
        CertifiedCopy c => Entry(c.Id.Value, PaperKind.Copy, c.OrganisationId, c.FamilyId, c.CopiedOn ?? OfficeTime.DateAt(c.CreatedAt), null, c.NumberAndSymbol),
        _ => throw new ArgumentOutOfRangeException(nameof(paper), paper, "Not a paper."),
    };

    private static PaperEntry Entry(Guid paper, PaperKind kind, Id<Body> organisation, Id<Family> family, DateOnly date, string? number, string? copyNumber) => new()
    {
        PaperId = paper,
        Kind = kind,
        OrganisationId = organisation,
        FamilyId = family,
        Date = date,
        NumberKey = PaperNumber.Key(number),
        NumberHead = PaperNumber.Head(PaperNumber.Key(number)),
        CopyKey = PaperNumber.Key(copyNumber),
        CopyHead = PaperNumber.Head(PaperNumber.Key(copyNumber)),
    };

    private static async Task CiteAsync(DispatchDbContext db, object paper, PaperEntry entry, bool isThere, CancellationToken cancellationToken)
    {
        if (CitesOf(paper) is not { } cites)
        {
            return;
        }

        if (isThere)
        {
            await db.Database.ExecuteSqlAsync($"""DELETE FROM citations WHERE "PaperId" = {entry.PaperId}""", cancellationToken);
        }

        var at = paper is OfficialDispatch dispatch ? dispatch.CreatedAt : ((IncomingDispatch)paper).ArrivedAt;
        await db.AddAllAsync([.. cites.Select((cited, place) => Cited(entry, place, cited, at)).Where(citation => citation.NumberKey.Length > 0 && citation.NumberKey != entry.NumberKey)], cancellationToken);
    }

    /// <summary>What a paper's own text cites, or what its receiver keeps of a text that is not here; null where neither is known.</summary>
    private static IEnumerable<PaperCitation>? CitesOf(object paper) => paper switch
    {
        OfficialDispatch d => ReferenceReader.Read(string.Join('\n', d.Text.Body), own: null).Select(PaperCitation.Of),
        IncomingDispatch i => i.Facts.Cites,
        _ => null,
    };

    private static Citation Cited(PaperEntry citing, int place, PaperCitation cited, DateTimeOffset at) => new()
    {
        Id = Id<Citation>.New(at),
        PaperId = citing.PaperId,
        OrganisationId = citing.OrganisationId,
        FamilyId = citing.FamilyId,
        Place = place,
        Text = cited.Text,
        NumberKey = PaperNumber.Key(cited.Text),
        Kind = cited.Kind,
        Date = cited.Date,
        Issuer = cited.Issuer,
        IsAnswered = cited.IsAnswered,
    };
}

/// <summary>A paper whose entry must be written.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="IsNumberOnly">Whether it got its number and says nothing else anew.</param>
internal readonly record struct ChangedPaper(object Paper, bool IsNumberOnly);

/// <summary>Everything that papers say and a search finds them by, with what is looked up for it.</summary>
internal sealed class PaperSayings
{
    private static readonly KeptQuestion<Func<DispatchDbContext, Id<Person>, IAsyncEnumerable<string>>> SignerOf = new(() =>
        EF.CompileAsyncQuery((DispatchDbContext db, Id<Person> signer) => db.Set<Person>().Where(p => p.Id == signer).Select(p => p.FullName)));

    private Dictionary<Id<Person>, string> signers = [];
    private Dictionary<Id<OfficialDispatch>, DispatchText> origins = [];
    private Dictionary<Guid, PaperFacts> sources = [];
    private (List<string?> Texts, PaperWords Words)? last;

    public static async Task<PaperSayings> LoadAsync(DispatchDbContext db, IReadOnlyList<object> papers, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var known = new PaperSayings();
        var signed = papers.OfType<OfficialDispatch>().Select(d => d.SignerId).Concat(papers.OfType<CertifiedCopy>().Select(c => c.SignerId)).Distinct().ToList();
        var families = papers.OfType<IncomingDispatch>().Select(i => new Id<OfficialDispatch>(i.FamilyId.Value)).Distinct().ToList();
        known.signers = signed.Count == 0 ? [] : signed is [var signer] ? await SignerOf.On(db)(db, signer).ToDictionaryAsync(_ => signer, name => name, cancellationToken: cancellationToken) : await db.Set<Person>().Where(p => signed.Contains(p.Id)).Select(p => new { p.Id, p.FullName }).ToDictionaryAsync(p => p.Id, p => p.FullName, cancellationToken);
        known.origins = families.Count == 0 ? [] : await db.Set<OfficialDispatch>().AsNoTracking().Where(d => families.Contains(d.Id)).Select(d => new { d.Id, d.Text }).ToDictionaryAsync(d => d.Id, d => d.Text, cancellationToken);
        known.sources = await db.SourcesOfAsync([.. papers.OfType<CertifiedCopy>()], cancellationToken);
        return known;
    }

    /// <summary>The words of one paper. What came to many at once says the same to each: it is folded once.</summary>
    public PaperWords WordsOf(object paper)
    {
        List<string?> texts = [.. Of(paper)];
        if (last is not { } known || !known.Texts.SequenceEqual(texts, StringComparer.Ordinal))
        {
            last = known = (texts, PaperWords.Of(texts));
        }

        return known.Words;
    }

    /// <summary>The texts of one paper, the short ones first.</summary>
    public IEnumerable<string?> Of(object paper) => paper switch
    {
        OfficialDispatch d => [d.NumberAndSymbol ?? d.Symbol, d.Text.Kind, d.Subject, signers.GetValueOrDefault(d.SignerId), .. d.Text.Capacity, .. d.Text.Addressees, .. d.Text.Recipients, .. d.Text.Body],
        IncomingDispatch i when IncomingLifecycle.IsSealed(i.State) => [i.Facts.NumberAndSymbol, i.Facts.Author, i.Facts.CopyNumberAndSymbol],
        CertifiedCopy c when CopyLifecycle.IsSealed(c.State) => [c.NumberAndSymbol],
        IncomingDispatch i => [.. Face(i.Facts), i.Opinion, .. Origin(i.FamilyId)],
        CertifiedCopy c => [c.NumberAndSymbol, Vietnamese.Of(c.Form), signers.GetValueOrDefault(c.SignerId), .. c.Capacity, .. c.Recipients, .. sources.TryGetValue(c.SourceId, out var facts) ? Face(facts) : []],
        _ => throw new ArgumentOutOfRangeException(nameof(paper), paper, "Not a paper."),
    };

    private static IEnumerable<string?> Face(PaperFacts facts) => [facts.NumberAndSymbol, facts.Kind, facts.Subject, facts.Author, facts.Signer, facts.CopyNumberAndSymbol, facts.CopiedBy, .. (facts.Cites ?? []).Select(cited => cited.Text)];

    /// <summary>A receiver reads the whole text, so it finds the paper by all of it.</summary>
    private IEnumerable<string?> Origin(Id<Family> family) =>
        origins.TryGetValue(new Id<OfficialDispatch>(family.Value), out var text) ? [.. text.Addressees, .. text.Recipients, .. text.Body] : [];
}
