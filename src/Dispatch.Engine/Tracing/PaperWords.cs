using System.Text;
using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// The words of a text as the index holds them and a search asks for them, one folding on every database: with marks ("đối" is not "đổi") and without ("doi").
/// "UBND" is written out and a tone stands where it always stands, as in the directory (<see cref="NameFolding"/>); leading zeros of numbers fall away.
/// </summary>
/// <param name="Marked">Each word with its marks.</param>
/// <param name="Bare">The same words without.</param>
internal sealed record PaperWords(IReadOnlyList<string> Marked, IReadOnlyList<string> Bare)
{
    /// <summary>What follows in a text is not found by its words: PostgreSQL knows no later place.</summary>
    public const int AtMost = 16_000;

    private const int LongestWord = 60;

    /// <summary>The words of several texts, one after another.</summary>
    public static PaperWords Of(IEnumerable<string?> texts)
    {
        var (marked, bare) = (new List<string>(), new List<string>());
        foreach (var text in texts)
        {
            foreach (var word in In(NameFolding.Fold(text ?? string.Empty)))
            {
                if (marked.Count == AtMost)
                {
                    return new PaperWords(marked, bare);
                }

                marked.Add(word);
                bare.Add(NameFolding.WithoutMarks(word));
            }
        }

        return new PaperWords(marked, bare);
    }

    /// <summary>The words of one text.</summary>
    public static PaperWords Of(string text) => Of([text]);

    private static IEnumerable<string> In(string folded)
    {
        var word = new StringBuilder();
        foreach (var letter in folded)
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                yield return Cut(word);
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return Cut(word);
        }
    }

    private static string Cut(StringBuilder word)
    {
        var text = word.Length > LongestWord ? word.ToString(0, LongestWord) : word.ToString();
        return char.IsAsciiDigit(text[0]) && text.All(char.IsAsciiDigit) && text.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : text;
    }
}
