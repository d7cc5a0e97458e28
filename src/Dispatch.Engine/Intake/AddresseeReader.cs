using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Reads the bodies after Kính gửi, or after "… điện:" in a công điện.</summary>
internal static partial class AddresseeReader
{
    private const int MostLines = 40;

    /// <summary>The lines of a national header with place and date, and the one behind them.</summary>
    private const int MostOfHeader = 6;

    /// <summary>A line shorter than this was not broken because it was full.</summary>
    private const int ShortestFullLine = 35;

    /// <summary>The addressees and the line behind them.</summary>
    public static (List<string> Names, int End) Read(IReadOnlyList<TextLine> lines, int at)
    {
        var (names, end) = ReadOne(lines, at);
        for (; end < lines.Count && Also().Match(Plain.Of(lines[end].Flat)) is { Success: true } also; end++)
        {
            names.Add(Tidy(lines[end].Flat[also.Length..]));
        }

        return (names, end);
    }

    private static (List<string> Names, int End) ReadOne(IReadOnlyList<TextLine> lines, int at)
    {
        var first = lines[at].Flat;
        var colon = first.IndexOf(':', StringComparison.Ordinal);
        var rest = colon >= 0 ? first[(colon + 1)..] : Label().Replace(first, "", 1);
        rest = rest.Trim();
        if (Plain.Letters(rest) > 1 && !Dash().IsMatch(rest))
        {
            return Inline(lines, at, rest, first.Length);
        }

        var names = new List<string>();
        if (Plain.Letters(rest) > 1)
        {
            names.Add(Bare(rest));
        }

        return Tidied(Listed(lines, BehindHeader(lines, at + 1), names, rest));
    }

    /// <summary>Where the right column was set down behind the label, the list begins at its first dash.</summary>
    private static int BehindHeader(IReadOnlyList<TextLine> lines, int from)
    {
        if (from >= lines.Count || !HeadAnchors.IsNationalHeader(lines[from].Text))
        {
            return from;
        }

        var first = lines.Skip(from).Take(MostOfHeader).ToList().FindIndex(line => Dash().IsMatch(line.Flat));
        return from + Math.Max(first, 0);
    }

    private static (List<string> Names, int End) Inline(IReadOnlyList<TextLine> lines, int at, string rest, int width)
    {
        var text = rest;
        var next = at + 1;
        while (next < lines.Count && next < at + 5 && !Ended(text) && (width >= ShortestFullLine || text.TrimEnd().EndsWith(',')) && GoesOn(text, lines[next]))
        {
            text += " " + lines[next].Flat;
            next++;
        }

        // A first body on the label's line and the others under it, each with its dash.
        var names = new List<string> { Tidy(text) };
        return text.TrimEnd().EndsWith(';') && next < lines.Count && Dash().IsMatch(lines[next].Flat) ? Tidied(Listed(lines, next, names, text)) : (names, next);
    }

    private static bool GoesOn(string text, TextLine next) =>
        !Dash().IsMatch(next.Flat) && !BeginsText(next.Flat) && next.Flat.Length > 0 && (char.IsLower(next.Flat[0]) || text.TrimEnd().EndsWith(',') || next.Flat[0] == '(') && !next.AfterBreak;

    private static (List<string> Names, int End) Listed(IReadOnlyList<TextLine> lines, int from, List<string> names, string last)
    {
        var at = from;
        for (; at < lines.Count && at < from + MostLines; at++)
        {
            var text = lines[at].Flat;
            if (names.Count > 0 && last.TrimEnd().EndsWith('.') && !IsNextBody(lines, at))
            {
                break;
            }

            if (Dash().IsMatch(text))
            {
                names.Add(Bare(text));
            }
            else if (text.Length < 120 && InnerDash().Match(text) is { Success: true } inner && (names.Count == 0 || last.TrimEnd().EndsWith(';')))
            {
                // A stamp stands in front of the item on the same line.
                text = text[inner.Index..];
                names.Add(Bare(text));
            }
            else if (names.Count > 0 && !Ended(last) && !lines[at].AfterBreak && !BeginsText(text))
            {
                names[^1] += " " + text;
            }
            else if (names.Count > 0 || Plain.Letters(text) > 5)
            {
                if (names.Count == 0 && at == from && text.Length < 120)
                {
                    return Alone(lines, at);
                }

                break;
            }

            last = text;
        }

        return (names, at);
    }

    /// <summary>One body alone under the label, or several with a comma where the line broke.</summary>
    private static (List<string> Names, int End) Alone(IReadOnlyList<TextLine> lines, int at)
    {
        var text = lines[at].Flat;
        var next = at + 1;
        for (; text.TrimEnd().EndsWith(',') && next < lines.Count && next < at + 5 && !lines[next].AfterBreak && !BeginsText(lines[next].Flat); next++)
        {
            text += " " + lines[next].Flat;
        }

        return ([Tidy(text)], next);
    }

    /// <summary>Whether a line begins the text, although no mark ended the last body.</summary>
    private static bool BeginsText(string line) => char.IsUpper(line[0]) && SubjectReader.Opener().IsMatch(Plain.Of(line));

    /// <summary>Whether a line is one more body of the list although a point stood before it: a mark ends it too, or a break or the text stands behind it.</summary>
    private static bool IsNextBody(IReadOnlyList<TextLine> lines, int at) =>
        lines[at] is { AfterBreak: false, Flat: { Length: < 90 } text } && Dash().IsMatch(text) && !BeginsText(Bare(text))
        && (text.TrimEnd() is [.., ';' or ',' or '.'] || (at + 1 < lines.Count && (lines[at + 1].AfterBreak || BeginsText(lines[at + 1].Flat))));

    private static bool Ended(string text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.EndsWith('.') || trimmed.EndsWith(';');
    }

    private static (List<string> Names, int End) Tidied((List<string> Names, int End) read) => ([.. read.Names.Select(Tidy).Where(n => n.Length > 0)], read.End);

    private static string Bare(string item) => Dash().Replace(item, "", 1);

    private static string Tidy(string text) => SourceLines.Fold(text).Trim(' ', '.', ',', ';', ':', '-', '–', '—', '~');

    [GeneratedRegex(@"^\s*[-–—−‐‑~+•●▪◦*_]+\s*", Linear.Time)]
    private static partial Regex Dash();

    [GeneratedRegex(@"\s[-–]\s+\p{Lu}", Linear.Time)]
    private static partial Regex InnerDash();

    /// <summary>A second body addressed alike.</summary>
    [GeneratedRegex(@"^\W*dong kinh g[uo]i\s*:", Linear.Time)]
    private static partial Regex Also();

    [GeneratedRegex(@"^\W*[Kk]\S*\s*\S*\s*", Linear.Time)]
    private static partial Regex Label();
}
