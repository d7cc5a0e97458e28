using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Tracing;

/// <summary>What a person typed, as questions in the order of what they most likely mean.</summary>
/// <param name="Words">The words typed, with their marks and without.</param>
/// <param name="Number">The number they may be (<see cref="PaperNumber"/>); empty when they are none.</param>
/// <param name="Better">What puts a paper above others that hold the words too, the best first; each finds only what <paramref name="All"/> finds.</param>
/// <param name="All">All the words, anywhere and with any marks; null when no word was typed.</param>
/// <param name="Begun">The same where the last word only begins so; null where it is too short to begin one.</param>
internal sealed record SearchTerms(PaperWords Words, string Number, IReadOnlyList<WordClause> Better, WordClause? All, WordClause? Begun)
{
    private const int MostWords = 20;

    /// <summary>Số đến, when that is what was typed.</summary>
    public (int Number, int? Year)? Arrival { get; private init; }

    public static SearchTerms Of(string text)
    {
        var typed = PaperWords.Of(text);
        var words = new PaperWords([.. typed.Marked.Take(MostWords)], [.. typed.Bare.Take(MostWords)]);
        var (number, arrival) = (PaperNumber.Asked(text), PaperNumber.Arrival(text));
        if (words.Bare.Count == 0)
        {
            return new SearchTerms(words, number, [], All: null, Begun: null) { Arrival = arrival };
        }

        var all = new WordClause(words.Bare, AreMarked: false, ArePhrase: false);
        return new SearchTerms(words, number, [.. BetterThanAll(words)], all, words.Bare[^1].Length > 1 ? all with { LastBegins = true } : null) { Arrival = arrival };
    }

    private static IEnumerable<WordClause> BetterThanAll(PaperWords words)
    {
        var isMany = words.Bare.Count > 1;
        // Whoever types no mark asks for no particular one.
        if (!words.Marked.SequenceEqual(words.Bare, StringComparer.Ordinal))
        {
            if (isMany)
            {
                yield return new WordClause(words.Marked, AreMarked: true, ArePhrase: true);
            }

            yield return new WordClause(words.Marked, AreMarked: true, ArePhrase: false);
        }

        if (isMany)
        {
            yield return new WordClause(words.Bare, AreMarked: false, ArePhrase: true);
        }
    }
}
