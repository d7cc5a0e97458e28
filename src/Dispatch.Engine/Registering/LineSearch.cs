using System.Runtime.CompilerServices;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Registering;

/// <summary>
/// The lines of one book that hold what was typed: its words one after another, in one of the line's texts, the last of them perhaps only begun; with marks when marks were typed ("đối ngoại" is not
/// "đổi ngoại"), with any when none were.
/// </summary>
internal sealed class LineSearch(DispatchDbContext db, string typed)
{
    private const int AtOnce = 200;

    private readonly PaperWords wanted = PaperWords.Of(typed);

    /// <summary>Whether anything was typed that a word can be found by.</summary>
    public bool HasWords => wanted.Bare.Count > 0;

    private bool IsMarked => !wanted.Marked.SequenceEqual(wanted.Bare, StringComparer.Ordinal);

    /// <summary>The lines in order of number, from the index as far as it goes and then from the book; whoever walks stops when they have enough.</summary>
    /// <param name="lines">The lines of the book that may be shown, from its first number on: of two beginnings SQLite takes the first it reads, and would walk the whole book to the second.</param>
    /// <param name="owner">Whose book.</param>
    /// <param name="book">Which book.</param>
    /// <param name="year">Of which year.</param>
    /// <param name="after">Only numbers after this one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<RegisterLine> FindAsync(IQueryable<RegisterLine> lines, Id<Body> owner, RegisterBook book, int year, int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var indexed = await db.Set<IndexedBook>().AsNoTracking().SingleOrDefaultAsync(b => b.OrganisationId == owner && b.Book == book && b.Year == year, cancellationToken);
        if (indexed is not null && Clause() is { } clause)
        {
            var numbers = new List<int>();
            do
            {
                numbers = await db.Words.FindLinesAsync(db, new LineQuestion(indexed.Place, clause, after, indexed.UpTo, AtOnce), cancellationToken);
                foreach (var line in (await lines.Where(l => numbers.Contains(l.Number)).OrderBy(l => l.Number).ToListAsync(cancellationToken)).Where(Says))
                {
                    yield return line;
                }

                after = numbers.Count > 0 ? numbers[^1] : after;
            }
            while (numbers.Count == AtOnce);
            after = Math.Max(after, indexed.UpTo);
        }

        await foreach (var line in lines.Where(l => l.Number > after).OrderBy(l => l.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Says(line))
            {
                yield return line;
            }
        }
    }

    /// <summary>What the index is asked: it knows no marks and no order, and is not asked for what begins by one letter; what a line says decides. Null when nothing is left to ask.</summary>
    private WordClause? Clause()
    {
        var isOne = wanted.Bare[^1].Length == 1;
        List<string> words = [.. isOne ? wanted.Bare.SkipLast(1) : wanted.Bare];
        return words.Count == 0 ? null : new WordClause(words, AreMarked: false, ArePhrase: false, LastBegins: !isOne);
    }

    /// <summary>What was recalled elsewhere is no longer found by what it said.</summary>
    private bool Says(RegisterLine line) => Says(line.NumberAndSymbol) || Says(line.Author) || (line.ShownSubject == line.KindAndSubject && Says(line.KindAndSubject));

    private bool Says(string text)
    {
        var said = PaperWords.Of(text);
        var (words, looked) = IsMarked ? (said.Marked, wanted.Marked) : (said.Bare, wanted.Bare);
        return Enumerable.Range(0, Math.Max(0, words.Count - looked.Count + 1)).Any(at => looked.Select((word, i) => (word, i)).All(one =>
            one.i == looked.Count - 1 ? words[at + one.i].StartsWith(one.word, StringComparison.Ordinal) : words[at + one.i] == one.word));
    }
}
