using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// Which of the papers that hold a phrase are about it: they say it in their trích yếu, with the marks that were typed. Whoever types none means what most of these papers write: "doi ngoai" is "đối ngoại",
/// and a paper whose trích yếu says "đổi ngoại" stands below.
/// </summary>
internal sealed class SubjectRank(DispatchDbContext db, Id<Body> owner, SearchTerms terms)
{
    /// <summary>The subjects of so many are read, the newest.</summary>
    private const int MostRead = 200;

    /// <summary>Among so many the index is asked how often each wording stands in the whole text.</summary>
    private const int MostAsked = 100;

    private bool IsMarked => !terms.Words.Marked.SequenceEqual(terms.Words.Bare, StringComparer.Ordinal);

    /// <summary>The entries among these that are about the words, newest first as they were given.</summary>
    public async Task<IReadOnlyList<long>> OfAsync(IReadOnlyList<long> entries, CancellationToken cancellationToken)
    {
        if (entries.Count < 2)
        {
            return [];
        }

        var said = await SubjectsAsync([.. entries.Take(MostRead)], cancellationToken);
        var wordings = said.ToDictionary(subject => subject.Key, subject => WordingsIn(subject.Value).ToHashSet(StringComparer.Ordinal));
        var wanted = IsMarked ? string.Join(' ', terms.Words.Marked) : await PrevailingAsync([.. wordings.Values.SelectMany(one => one)], entries, cancellationToken);
        return wanted is null ? [] : [.. entries.Where(entry => wordings.GetValueOrDefault(entry)?.Contains(wanted) == true)];
    }

    /// <summary>The wording that most subjects have; where as many have another, that which stands in more of the texts; null where nothing tells.</summary>
    private async Task<string?> PrevailingAsync(List<string> wordings, IReadOnlyList<long> entries, CancellationToken cancellationToken)
    {
        var often = wordings.CountBy(wording => wording, StringComparer.Ordinal).ToList();
        var most = often.Select(wording => wording.Value).DefaultIfEmpty().Max();
        var leading = often.Where(wording => wording.Value == most).Select(wording => wording.Key).Order(StringComparer.Ordinal).ToList();
        if (leading.Count < 2 || entries.Count > MostAsked)
        {
            return leading is [var only] ? only : null;
        }

        var counted = new List<(string Wording, int Texts)>();
        foreach (var wording in leading)
        {
            var clause = new WordClause(wording.Split(' '), AreMarked: true, ArePhrase: wording.Contains(' ', StringComparison.Ordinal));
            counted.Add((wording, (await db.Words.FindAsync(db, new WordQuestion(owner, clause, [], From: null, Before: null, new EntryFilter(null, null, null), entries.Count, entries), cancellationToken)).Count));
        }

        var mostTexts = counted.Max(wording => wording.Texts);
        return counted.FindAll(wording => wording.Texts == mostTexts) is [var prevailing] ? prevailing.Wording : null;
    }

    /// <summary>Every place of the phrase in a subject, as the subject marks it.</summary>
    private IEnumerable<string> WordingsIn(string subject)
    {
        var (words, bare) = (PaperWords.Of(subject), terms.Words.Bare);
        for (var at = 0; at + bare.Count <= words.Bare.Count; at++)
        {
            if (words.Bare.Skip(at).Take(bare.Count).SequenceEqual(bare, StringComparer.Ordinal))
            {
                yield return string.Join(' ', words.Marked.Skip(at).Take(bare.Count));
            }
        }
    }

    /// <summary>The trích yếu of the own papers and of those that arrived; a copy has none of its own.</summary>
    private async Task<Dictionary<long, string>> SubjectsAsync(List<long> entries, CancellationToken cancellationToken)
    {
        var rows = await db.Set<PaperEntry>().Where(e => entries.Contains(e.Id)).Select(e => new { e.Id, e.PaperId, e.Kind }).ToListAsync(cancellationToken);
        var dispatches = rows.Where(row => row.Kind == PaperKind.Dispatch).Select(row => new Id<OfficialDispatch>(row.PaperId)).ToList();
        var incoming = rows.Where(row => row.Kind == PaperKind.Incoming).Select(row => new Id<IncomingDispatch>(row.PaperId)).ToList();
        var subjects = new Dictionary<Guid, string>();
        foreach (var dispatch in dispatches.Count == 0 ? [] : await db.Set<OfficialDispatch>().Where(d => d.OrganisationId == owner && dispatches.Contains(d.Id)).Select(d => new { d.Id, d.Subject }).ToListAsync(cancellationToken))
        {
            subjects[dispatch.Id.Value] = dispatch.Subject;
        }

        foreach (var arrived in incoming.Count == 0 ? [] : await db.Set<IncomingDispatch>().Where(i => i.OrganisationId == owner && incoming.Contains(i.Id)).Select(i => new { i.Id, i.Facts }).ToListAsync(cancellationToken))
        {
            subjects[arrived.Id.Value] = arrived.Facts.Subject;
        }

        return rows.Where(row => subjects.ContainsKey(row.PaperId)).ToDictionary(row => row.Id, row => subjects[row.PaperId]);
    }
}
