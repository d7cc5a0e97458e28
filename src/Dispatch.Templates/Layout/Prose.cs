using System.Globalization;
using System.Text;
using Dispatch.Templates.Fonts;

namespace Dispatch.Templates.Layout;

/// <summary>Makes text from anywhere fit for the page: composed letters, plain spaces, nothing invisible; and reads **bold** and *italic*.</summary>
internal static class Prose
{
    /// <summary>A space that neither breaks nor stretches: room to be filled by hand.</summary>
    public const char FixedSpace = '\u00A0';

    /// <summary>Before a space: no line may end here. It is never drawn.</summary>
    public const char Glue = '\u2060';

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
        text.Split(['\n', '\r', '\u2028', '\u2029']).Select(Clean).Where(line => line.Length > 0);

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

    public static bool IsConjunction(string word) => word is "và" or "VÀ" or "hoặc" or "HOẶC";

    public static string Upper(string text) => text.ToUpper(CultureInfo.InvariantCulture);

    /// <summary>Text with its marks read. A mark without its partner is an asterisk.</summary>
    public static IReadOnlyList<Span> Styled(string text, double size)
    {
        var spans = new List<Span>();
        Read(text, FontStyle.Regular, spans, size);
        return spans;
    }

    private static void Read(string text, FontStyle style, List<Span> spans, double size)
    {
        var plain = 0;
        var unpaired = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '*')
            {
                continue;
            }

            var mark = text.AsSpan(i).StartsWith("***") ? "***" : text.AsSpan(i).StartsWith("**") ? "**" : "*";
            var end = unpaired.Contains(mark) ? -1 : PartnerOf(text, i, mark);
            if (end < 0)
            {
                // A mark without a letter after it may still close; one that found no partner shows that there is none further on either.
                if (i + mark.Length < text.Length && text[i + mark.Length] != ' ')
                {
                    unpaired.Add(mark);
                }

                i += mark.Length - 1;
                continue;
            }

            Add(text[plain..i]);
            Read(text[(i + mark.Length)..end], style | Meaning(mark), spans, size);
            plain = end + mark.Length;
            i = plain - 1;
        }

        Add(text[plain..]);

        void Add(string part)
        {
            if (part.Length > 0)
            {
                spans.Add(new Span(part, new TextStyle(size, style)));
            }
        }
    }

    private static FontStyle Meaning(string mark) => mark.Length switch
    {
        1 => FontStyle.Italic,
        2 => FontStyle.Bold,
        _ => FontStyle.BoldItalic,
    };

    // The closing mark stands right after a letter, as the opening one stands right before one: "2 * 3 * 4" is arithmetic.
    private static int PartnerOf(string text, int at, string mark)
    {
        var begin = at + mark.Length;
        if (begin >= text.Length || text[begin] == ' ')
        {
            return -1;
        }

        for (var i = text.IndexOf(mark, begin, StringComparison.Ordinal); i >= 0; i = text.IndexOf(mark, i + 1, StringComparison.Ordinal))
        {
            var isLonger = mark.Length == 1 && ((i + 1 < text.Length && text[i + 1] == '*') || text[i - 1] == '*');
            if (i > begin && text[i - 1] != ' ' && !isLonger)
            {
                return i;
            }
        }

        return -1;
    }

    // "Thể" but not "UBND", and not before a comma.
    private static bool IsCapitalised(string word) =>
        word.Length > 1 && char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower);

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
