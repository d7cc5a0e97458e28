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
    public static IEnumerable<string> Paragraphs(string text) => Lines(text).Where(line => line.Length > 0);

    /// <summary>Cleaned lines, the empty ones among them.</summary>
    public static IEnumerable<string> Lines(string text) =>
        HasLines(text) ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Split(LineEnds).Select(Clean) : [Clean(text)];

    /// <summary>Whether a text has several lines.</summary>
    public static bool HasLines(string text) => text.AsSpan().IndexOfAny(LineEnds) >= 0;

    /// <summary>
    /// A name or heading whose words stay together where capitals show that they are one: "Bà Rịa", "Thể thao", but "UBND / tỉnh". Lines of a heading
    /// are few and seen at once, so a name torn in two is seen too.
    /// </summary>
    public static string Glued(string text)
    {
        var clean = Clean(text);
        StringBuilder? result = null;
        var (copied, start) = (0, 0);
        for (var space = clean.IndexOf(' '); space >= 0;)
        {
            var next = clean.IndexOf(' ', space + 1);
            if (IsCapitalised(clean.AsSpan(start, space - start)) && JoinsName(clean.AsSpan()[(space + 1)..(next < 0 ? clean.Length : next)]))
            {
                result = (result ?? new StringBuilder(clean.Length + 8)).Append(clean, copied, space - copied).Append(Glue);
                copied = space;
            }

            (start, space) = (space + 1, next);
        }

        return result is null ? clean : result.Append(clean, copied, clean.Length - copied).ToString();
    }

    /// <summary>Words that no line may part: a date, a number and its symbol.</summary>
    public static string Together(string text) => Clean(text).Replace(" ", $"{Glue} ", StringComparison.Ordinal);

    public static bool IsConjunction(ReadOnlySpan<char> word) => word is "và" or "VÀ" or "hoặc" or "HOẶC";

    public static string Upper(string text) => text.ToUpper(CultureInfo.InvariantCulture);

    private static bool JoinsName(ReadOnlySpan<char> word) => IsCapitalised(word) || (char.IsLower(word[0]) && !IsConjunction(word));

    // "Thể" but not "UBND", and not before a comma.
    private static bool IsCapitalised(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || !char.IsUpper(word[0]))
        {
            return false;
        }

        foreach (var letter in word[1..])
        {
            if (!char.IsLower(letter))
            {
                return false;
            }
        }

        return true;
    }

    // Most text is clean already, and looking costs less than writing it again.
    private static bool IsClean(string text)
    {
        var (before, isComposed) = (' ', true);
        foreach (var letter in text)
        {
            if (!IsPlain(letter) && letter != FixedSpace)
            {
                if (char.IsSurrogate(letter) || IsInvisible(letter) || (char.IsWhiteSpace(letter) && (letter != ' ' || before == ' ')))
                {
                    return false;
                }

                isComposed &= letter == ' ';
            }

            before = letter;
        }

        return (before != ' ' || text.Length == 0) && (isComposed || text.IsNormalized(NormalizationForm.FormC));
    }

    /// <summary>Visible letters and marks that are composed whatever stands beside them: those of Latin scripts, and the dashes and quotes of print.</summary>
    internal static bool IsPlain(char letter) =>
        letter is (> ' ' and < '\u007F') or (> '\u00AD' and < '\u0300') or (>= '\u1E00' and <= '\u1EFF') or (>= '\u2010' and <= '\u2027');

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
