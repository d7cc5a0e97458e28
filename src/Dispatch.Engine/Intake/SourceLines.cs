using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>One line of the text after clean-up. Columns that stand side by side are parted by a tab.</summary>
/// <param name="Text">Trimmed, composed, without the emphasis of Markdown.</param>
/// <param name="AfterBreak">Whether a blank line, a rule or a cell border stands before it.</param>
/// <param name="Bold">Whether the source opened bold at its start.</param>
/// <param name="Page">The page it stands on, from 0.</param>
/// <param name="Indent">The blanks before it in the source.</param>
internal sealed record TextLine(string Text, bool AfterBreak, bool Bold, int Page, int Indent)
{
    /// <summary>The columns of the line.</summary>
    public string[] Pieces => Text.Split('\t', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The line as running text.</summary>
    public string Flat => Text.Replace('\t', ' ');
}

/// <summary>Turns any text into clean lines: composed letters, no invisible characters, columns parted by tabs, page breaks counted.</summary>
internal static partial class SourceLines
{
    private const int MostLines = 100_000;
    private const int LongestLine = 1_000_000;

    /// <summary>The nation's name in two lines, the motto, and one more.</summary>
    private const int LongestNationalHeader = 5;

    public static List<TextLine> Of(string text)
    {
        var lines = new List<TextLine>();
        var blanks = new List<int>();
        var broken = true;
        var blank = 1;
        var page = 0;
        foreach (var raw in Compose(text).Split('\n'))
        {
            if (lines.Count >= MostLines)
            {
                break;
            }

            if (string.IsNullOrWhiteSpace(raw) && !raw.Contains('\f', StringComparison.Ordinal))
            {
                broken = true;
                blank++;
                continue;
            }

            if (raw.AsSpan().ContainsAny('\f', 'P') && PageBreak().IsMatch(raw))
            {
                page++;
                continue;
            }

            foreach (var part in Cells(raw).SelectMany(FlatText.Break))
            {
                var line = Clean(part, broken, page);
                if (line is null)
                {
                    broken |= IsRule(part);
                    GiveFigures(lines, part);
                    continue;
                }

                if (!GoesBack(lines, line.Text))
                {
                    lines.Add(line);
                    blanks.Add(blank);
                }

                broken = false;
                blank = 0;
            }
        }

        return IsDoubleSpaced(lines, blanks) ? [.. lines.Select((line, i) => line with { AfterBreak = blanks[i] > 1 })] : lines;
    }

    /// <summary>
    /// Gives back to its line what a column tore off it: the title behind "TL." alone, and the symbol that a page sets down behind the national
    /// header while its "Số:" stands before it.
    /// </summary>
    private static bool GoesBack(List<TextLine> lines, string text)
    {
        if (lines.Count > 0 && lines[^1].Text is [.., 'M' or 'T' or 'L' or 'Q', '.'] && BareCapacity().IsMatch(lines[^1].Text) && Plain.CapitalShare(text) > 0.8)
        {
            lines[^1] = lines[^1] with { Text = lines[^1].Text + " " + text };
            return true;
        }

        var label = lines.Count - 1;
        while (text[0] == '/' && text.Length < 40 && label > 0 && label > lines.Count - LongestNationalHeader && HeadAnchors.IsNationalHeader(lines[label].Text))
        {
            label--;
        }

        if (label < 0 || label == lines.Count - 1 || !NumberLine.IsCut(lines[label].Text))
        {
            return false;
        }

        lines[label] = lines[label] with { Text = lines[label].Text + " " + text };
        return true;
    }

    /// <summary>"ngày", "12", "tháng 09": in a narrow cell a day stands alone on its line as the number of a page does.</summary>
    private static void GiveFigures(List<TextLine> lines, string part)
    {
        if (lines.Count > 0 && lines[^1].Text.Length < 40 && IsPageNumber(part) && DayWord().IsMatch(lines[^1].Text))
        {
            lines[^1] = lines[^1] with { Text = lines[^1].Text + " " + part.Trim() };
        }
    }

    /// <summary>Whether a blank line stands between all lines of broken text, so that one says nothing.</summary>
    private static bool IsDoubleSpaced(List<TextLine> lines, List<int> blanks) =>
        lines.Count >= 20 && blanks.Count(b => b > 0) > lines.Count * 0.85 && lines.Count(l => l.Text.Length > 140) < lines.Count * 0.1;

    /// <summary>NFC, one kind of line end, no invisible characters; half of a surrogate pair becomes the replacement character.</summary>
    public static string Compose(string source)
    {
        var text = Markup.Strip(source);
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\r':
                    builder.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
                    break;
                case '\f':
                    builder.Append("\n\f\n");
                    break;
                case '\u00ad' or '\u061c' or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufeff' or '\0':
                    break;
                case >= '\u0300' and <= '\u036f' when builder.Length == 0 || char.IsWhiteSpace(builder[^1]):
                    // Marks that lost their letters on the way out of a PDF say nothing; the blanks around them part no columns.
                    i += builder.Length > 0 && builder[^1] == ' ' && i + 1 < text.Length && text[i + 1] == ' ' ? 1 : 0;
                    break;
                case >= '\uff01' and <= '\uff5e':
                    builder.Append((char)(c - 0xfee0));
                    break;
                default:
                    i = AppendScalar(builder, text, i);
                    break;
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>White space folded to single blanks.</summary>
    public static string Fold(string text) => Blanks().Replace(text, " ").Trim();

    private static int AppendScalar(StringBuilder builder, string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            builder.Append(c).Append(text[at + 1]);
            return at + 1;
        }

        // U+FFFE and U+FFFF are no characters, and Normalize throws on them as on half a pair.
        builder.Append(char.IsSurrogate(c) || c is '\ufffe' or '\uffff' ? '\ufffd' : c is '\u2028' or '\u2029' or '\u0085' or '\v' ? '\n' : c);
        return at;
    }

    /// <summary>A row of a Markdown table whose cells hold several lines is read cell by cell.</summary>
    private static IEnumerable<string> Cells(string raw)
    {
        if (!raw.Contains("<br", StringComparison.OrdinalIgnoreCase))
        {
            return [raw];
        }

        return raw.Trim().Trim('|').Split('|').SelectMany(cell => LineBreak().Split(cell));
    }

    private static TextLine? Clean(string raw, bool broken, int page)
    {
        var cut = raw.Length > LongestLine ? raw[..LongestLine] : raw;
        if (IsPageNumber(cut))
        {
            return null;
        }

        cut = Speck().Replace(SpacedLetters.Join(PageMark().Replace(cut, "${next}")), "");
        var bold = cut.TrimStart().StartsWith("**", StringComparison.Ordinal);
        var bare = (cut.AsSpan().ContainsAny("*_\\#>") ? Heading().Replace(Emphasis().Replace(cut, ""), "") : cut).Replace('|', '\t');
        var text = (IsSpread(bare) ? Singles().Replace(Gaps().Replace(bare, "\t"), " ") : bare).Trim();
        var indent = bare.Length - bare.TrimStart().Length;
        return text.Any(char.IsLetterOrDigit) ? new TextLine(text, broken, bold, page, indent) : null;
    }

    /// <summary>Whether a line without words parts what it stands between: a border of a cell or a row of strokes, not a speck of the scan.</summary>
    private static bool IsRule(string line) => line.Contains('|', StringComparison.Ordinal) || Strokes().IsMatch(line);

    private static bool IsPageNumber(string line) => line.AsSpan().Trim().Length <= 8 && PageNumber().IsMatch(line);

    /// <summary>Whether white space other than single blanks stands in the line.</summary>
    private static bool IsSpread(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsWhiteSpace(line[i]) && (line[i] != ' ' || (i > 0 && line[i - 1] == ' ')))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^\s*(\f|-{2,}\s*PAGE BREAK\s*-{2,})\s*$", Linear.Time)]
    private static partial Regex PageBreak();

    [GeneratedRegex(@"^\s*([-–]\s*)?\d{1,3}(\s*[-–])?\s*$", Linear.Time)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"(^|\s)(ngày|tháng)$", Linear.Time)]
    private static partial Regex DayWord();

    [GeneratedRegex(@"(^|\t)(TM|KT|TL|TUQ|Q)\.$", Linear.Time)]
    private static partial Regex BareCapacity();

    /// <summary>"Trang 2", alone or run into the capitals of the page.</summary>
    [GeneratedRegex(@"^\s*Trang \d{1,3}(/\d{1,3})?\s*((?<next>\p{Lu}{2})|$)", Linear.Time)]
    private static partial Regex PageMark();

    [GeneratedRegex(@"<br\s*/?>", Linear.Time | RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"\*+|__+|\\_|\\\*|^\s*_+|_+\s*$", Linear.Time)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"^\s*(#{1,6}|>)\s+", Linear.Time)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\S\n]{3,}|\t+|[^\S\n]*\t[^\S\n]*", Linear.Time)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[^\S\t\n]+", Linear.Time)]
    private static partial Regex Singles();

    [GeneratedRegex(@"[-–—_=~*+]{3,}", Linear.Time)]
    private static partial Regex Strokes();

    /// <summary>A quote, point or comma alone before the first word.</summary>
    [GeneratedRegex(@"^\s*['’‘`´.,·:;]{1,2}\s+", Linear.Time)]
    private static partial Regex Speck();

    [GeneratedRegex(@"\s+", Linear.Time)]
    private static partial Regex Blanks();
}
