using System.Globalization;
using System.Text;
using Dispatch.Templates.Fonts;

namespace Dispatch.Templates.Layout;

/// <summary>Makes text from anywhere fit for the page: composed letters, plain spaces, nothing invisible.</summary>
internal static class Prose
{
    /// <summary>A space that neither breaks nor stretches: room to be filled by hand.</summary>
    public const char FixedSpace = '\u00A0';

    /// <summary>Before a space: no line may end here. It is never drawn.</summary>
    public const char Glue = '\u2060';

    private static readonly char[] LineEnds = ['\n', '\r', '\u2028', '\u2029'];

    static Prose()
    {
        // Under invariant globalization Normalize does nothing and says nothing; Vietnamese would print with loose accents.
        if ("e\u0302\u0301".Normalize(NormalizationForm.FormC) != "ế")
        {
            throw new InvalidOperationException("Unicode normalisation is switched off (InvariantGlobalization): Vietnamese text cannot be printed rightly.");
        }
    }

    /// <summary>One line of text: composed, every run of white space one space, none at the ends.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var letter in Compose(text))
        {
            if (char.IsWhiteSpace(letter) && letter != FixedSpace)
            {
                if (result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else if (!IsInvisible(letter))
            {
                result.Append(letter);
            }
        }

        return result.ToString().TrimEnd(' ');
    }

    /// <summary>Cleaned paragraphs, one for each line that says something.</summary>
    public static IEnumerable<string> Paragraphs(string text) =>
        text.AsSpan().IndexOfAny(LineEnds) < 0
            ? Clean(text) is { Length: > 0 } only ? [only] : []
            : text.Split(LineEnds).Select(Clean).Where(line => line.Length > 0);

    /// <summary>
    /// A name or heading whose words stay together where capitals show that they are one: "Bà Rịa", "Thể thao", but "UBND / tỉnh". Lines of a heading
    /// are few and seen at once, so a name torn in two is seen too.
    /// </summary>
    public static string Glued(string text)
    {
        var words = Clean(text).Split(' ');
        var result = new StringBuilder(words[0]);
        for (var i = 1; i < words.Length; i++)
        {
            var isOneName = IsCapitalised(words[i - 1]) && (IsCapitalised(words[i]) || (char.IsLower(words[i][0]) && !IsConjunction(words[i])));
            result.Append(isOneName ? $"{Glue} {words[i]}" : $" {words[i]}");
        }

        return result.ToString();
    }

    /// <summary>Words that no line may part: a date, a number and its symbol.</summary>
    public static string Together(string text) => Clean(text).Replace(" ", $"{Glue} ", StringComparison.Ordinal);

    public static bool IsConjunction(string word) => word is "và" or "VÀ" or "hoặc" or "HOẶC";

    public static string Upper(string text) => text.ToUpper(CultureInfo.InvariantCulture);

    // "Thể" but not "UBND", and not before a comma.
    private static bool IsCapitalised(string word) =>
        word.Length > 1 && char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower);

    // Most text is clean already, and looking costs less than writing it again.
    private static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter) || IsInvisible(letter) || (char.IsWhiteSpace(letter) && letter != FixedSpace && (letter != ' ' || before == ' ')))
            {
                return false;
            }

            before = letter;
        }

        return (before != ' ' || text.Length == 0) && text.IsNormalized(NormalizationForm.FormC);
    }

    private static string Compose(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                throw new MissingGlyphException(text.First(char.IsSurrogate));
            }
        }

        return text.Normalize(NormalizationForm.FormC);
    }

    // Zero-width spaces and joiners, soft hyphen, byte order mark: traces of other programs that print nothing.
    private static bool IsInvisible(char letter) => letter is '\u00AD' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';
}
