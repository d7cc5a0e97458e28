using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Tracing;

/// <summary>What a person typed, as questions in the order of what they most likely mean.</summary>
/// <param name="Words">The words typed, with their marks and without.</param>
/// <param name="Number">The number they may be (<see cref="PaperNumber"/>); empty when they are none.</param>
/// <param name="Clauses">What to ask the index of words, the best first; each hit counts for the first that it answers.</param>
internal sealed record SearchTerms(PaperWords Words, string Number, IReadOnlyList<WordClause> Clauses)
{
    private const int MostWords = 20;

    /// <summary>Số đến, when that is what was typed.</summary>
    public (int Number, int? Year)? Arrival { get; private init; }

    public static SearchTerms Of(string text)
    {
        var all = PaperWords.Of(text);
        var words = new PaperWords([.. all.Marked.Take(MostWords)], [.. all.Bare.Take(MostWords)]);
        return new SearchTerms(words, PaperNumber.Key(text), [.. ClausesOf(words)]) { Arrival = PaperNumber.Arrival(text) };
    }

    private static IEnumerable<WordClause> ClausesOf(PaperWords words)
    {
        if (words.Bare.Count == 0)
        {
            yield break;
        }

        // Whoever types no mark asks for no particular one.
        var isMarked = !words.Marked.SequenceEqual(words.Bare, StringComparer.Ordinal);
        foreach (var (which, marked) in isMarked ? new[] { (words.Marked, true), (words.Bare, false) } : [(words.Bare, false)])
        {
            yield return new WordClause(which, marked, ArePhrase: true);
            if (which.Count > 1)
            {
                yield return new WordClause(which, marked, ArePhrase: false);
            }
        }

        if (words.Bare[^1].Length > 1)
        {
            yield return new WordClause(words.Bare, AreMarked: false, ArePhrase: false, LastBegins: true);
        }
    }
}
