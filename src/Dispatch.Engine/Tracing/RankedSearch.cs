using System.Globalization;
using System.Runtime.CompilerServices;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>Where a page of hits ended: in which rank, at which entry, and in which window of entries the ranking stood.</summary>
/// <param name="Rank">Which rank.</param>
/// <param name="Entry">The last entry shown.</param>
/// <param name="From">The oldest entry of the window; 0 when it goes back to the first.</param>
/// <param name="Before">What stood above the window; 0 when nothing did.</param>
internal sealed record SearchPlace(int Rank, long Entry, long From, long Before)
{
    public static readonly SearchPlace Start = new(0, long.MaxValue, 0, 0);

    public static SearchPlace? Read(string text)
    {
        long[] parts = [.. text.Split('.').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        return parts is [>= 0 and < 100, >= 0, >= 0, >= 0] ? new SearchPlace((int)parts[0], parts[1], parts[2], parts[3]) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}.{Entry}.{From}.{Before}");
}

/// <summary>
/// Walks the entries that answer a search, the best first. Ranking needs every hit at once, and a common word is in every paper: so the newest <see cref="Window"/> papers that hold the words are ranked
/// among each other, then the next as many.
/// </summary>
internal sealed class RankedSearch(DispatchDbContext db, Id<Body> owner, SearchTerms terms, EntryFilter filter, int take, int window = RankedSearch.Window)
{
    /// <summary>So many are ranked at once.</summary>
    public const int Window = 500;

    private const int NumbersAtMost = 100;

    /// <summary>After the numbers come those that are about the words.</summary>
    private const int SubjectsRank = 1;

    private static readonly EntryFilter NoFilter = new(null, null, null);

    /// <summary>Whether the hits walked so far were ranked within a window only, older papers being left for later.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Behind them the better clauses, then all.</summary>
    private int AllRank => terms.Better.Count + SubjectsRank + 1;

    /// <summary>What comes after a place; whoever walks stops when they have enough.</summary>
    public async IAsyncEnumerable<SearchPlace> AfterAsync(SearchPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbered = await ByNumberAsync(cancellationToken);
        foreach (var entry in numbered.Where(entry => after.Rank == 0 && entry < after.Entry))
        {
            yield return new SearchPlace(0, entry, 0, 0);
        }

        var known = numbered.ToHashSet();
        await foreach (var place in ByWordsAsync(after, known, cancellationToken))
        {
            yield return place;
        }

        if (terms.Begun is { } begun)
        {
            var before = after.Rank > AllRank ? after.Entry : (long?)null;
            foreach (var entry in (await db.Words.FindAsync(db, new WordQuestion(owner, begun, [terms.All!], From: null, before, filter, take + numbered.Count), cancellationToken)).Where(known.Add))
            {
                yield return new SearchPlace(AllRank + 1, entry, 0, 0);
            }
        }
    }

    private async IAsyncEnumerable<SearchPlace> ByWordsAsync(SearchPlace after, HashSet<long> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Where nothing ranks above anything, the newest are the answer: no more of them are asked for than fit a page.
        var size = terms.Better.Count == 0 ? take : window;
        while (terms.All is { } all && after.Rank <= AllRank)
        {
            var newest = await db.Words.FindAsync(db, new WordQuestion(owner, all, [], From: Place(after.From), Before: Place(after.Before), filter, size + 1), cancellationToken);
            var from = newest.Count > size ? newest[size - 1] : after.From;
            newest = [.. newest.Take(size)];
            IsCut |= from > 0 && terms.Better.Count > 0;
            var ranked = new Ranked(newest, []);
            for (var rank = SubjectsRank; rank <= AllRank && newest.Count > 0; rank++)
            {
                var entries = rank == AllRank ? newest : rank == SubjectsRank ? await AboutAsync(ranked, size, cancellationToken) : await BetterAsync(ranked, rank - SubjectsRank - 1, size, cancellationToken);
                foreach (var entry in entries.Where(known.Add).Where(entry => rank > after.Rank || (rank == after.Rank && entry < after.Entry)))
                {
                    yield return new SearchPlace(rank, entry, from, after.Before);
                }
            }

            after = new SearchPlace(from == 0 ? AllRank + 1 : 0, long.MaxValue, 0, from);
        }
    }

    /// <summary>Of the best that hold the words, those that are about them.</summary>
    private async Task<IReadOnlyList<long>> AboutAsync(Ranked ranked, int size, CancellationToken cancellationToken)
    {
        for (var clause = 0; clause < terms.Better.Count; clause++)
        {
            if (await BetterAsync(ranked, clause, size, cancellationToken) is { Count: > 0 } best)
            {
                return await new SubjectRank(db, owner, terms).OfAsync(best, cancellationToken);
            }
        }

        return [];
    }

    /// <summary>What answers a better clause within the window, asked once.</summary>
    private async Task<IReadOnlyList<long>> BetterAsync(Ranked ranked, int clause, int size, CancellationToken cancellationToken)
    {
        if (!ranked.Better.TryGetValue(clause, out var entries))
        {
            ranked.Better[clause] = entries = await db.Words.FindAsync(db, new WordQuestion(owner, terms.Better[clause], [], From: null, Before: null, NoFilter, size, ranked.Newest), cancellationToken);
        }

        return entries;
    }

    private Task<List<long>> ByNumberAsync(CancellationToken cancellationToken)
    {
        if (terms.Number.Length == 0 && terms.Arrival is null)
        {
            return Task.FromResult(new List<long>());
        }

        // Only the papers' index is asked here; which of them the person may see is decided where the papers are read.
        var entries = terms.Arrival is { } arrival ? ArrivalEntries.Of(db, owner, arrival) : db.Set<PaperEntry>().Where(e => e.OrganisationId == owner);
        entries = filter.Kind is { } kind ? entries.Where(e => e.Kind == kind) : entries;
        entries = filter.From is { } from ? entries.Where(e => e.Date >= from) : entries;
        entries = filter.To is { } to ? entries.Where(e => e.Date <= to) : entries;
        var found = terms.Arrival is null ? Numbered(entries, terms.Number) : entries.Select(e => e.Id);
        return found.OrderByDescending(id => id).Take(NumbersAtMost).ToListAsync(cancellationToken);
    }

    // Two questions in one, each with its own index: asked as "or", SQLite walks all papers from the newest.
    private static IQueryable<long> Numbered(IQueryable<PaperEntry> entries, string key)
    {
        var head = PaperNumber.Head(key);
        var numbered = entries.Where(e => e.NumberHead == head && (key == head || e.NumberKey == key)).Select(e => e.Id);
        return numbered.Union(entries.Where(e => e.CopyHead == head && (key == head || e.CopyKey == key)).Select(e => e.Id));
    }

    private static long? Place(long entry) => entry == 0 ? null : entry;

    /// <param name="Newest">The window.</param>
    /// <param name="Better">By clause, what in it answers.</param>
    private sealed record Ranked(List<long> Newest, Dictionary<int, List<long>> Better);
}
