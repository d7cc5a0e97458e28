using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>The line "Số: 6983/BNG-CNV".</summary>
/// <param name="Number">The number as printed; null where the blank was not filled.</param>
/// <param name="Symbol">The symbol as printed.</param>
/// <param name="Year">The year between number and symbol.</param>
/// <param name="End">Behind the symbol.</param>
/// <param name="IsSpaced">Whether blanks stand where the rule allows none.</param>
/// <param name="IsHyphened">Whether a hyphen parts number and symbol, as the party prints them.</param>
internal sealed partial record NumberLine(string? Number, string Symbol, string? Year, int End, bool IsSpaced, bool IsHyphened)
{
    /// <summary>The forms, the commonest first.</summary>
    private static readonly Regex[] Forms = [State(), Party(), NoSlash(), Blank(), Old()];

    /// <summary>The number at the start of a line: after "Số", or bare where "Số" stood alone on the line before.</summary>
    public static NumberLine? Find(string text, bool afterLabel)
    {
        if (text.Length > 400)
        {
            return null;
        }

        var label = Label().Match(text);
        if (!label.Success && !afterLabel)
        {
            return null;
        }

        // "sốl 0688": a stroke that hangs on the label was a digit, so the number is not the printed one.
        var damaged = label.Groups["stroke"].Length > 0;
        var from = label.Success ? label.Length : 0;
        var rest = text[from..];
        foreach (var form in Forms)
        {
            if (form.Match(rest) is { Success: true } match && Make(match, rest, from) is { } line)
            {
                return damaged ? line with { Number = null } : line;
            }
        }

        return label.Success && InSmallLetters().Match(rest) is { Success: true } typed
            ? new NumberLine(typed.Groups["number"].Value, typed.Groups["symbol"].Value, typed.Groups["year"] is { Success: true } year ? year.Value : null, from + typed.Length, IsSpaced: false, IsHyphened: false)
            : null;
    }

    /// <summary>The number in the heading of a page: "Công văn số 532/PGD-MN V/v …", or number and symbol alone on their line.</summary>
    public static NumberLine? InHeading(string text)
    {
        if (text.Length > 400)
        {
            return null;
        }

        var label = Heading().Match(text);
        var match = State().Match(text[label.Length..]);
        return match.Success && Make(match, text[label.Length..], label.Length) is { } line && (label.Groups["kind"].Success || Plain.Letters(text[line.End..]) == 0) ? line : null;
    }

    /// <summary>The number that stands on a line, or is broken over it and the next.</summary>
    public static NumberLine? At(IReadOnlyList<TextLine> lines, int at)
    {
        var text = lines[at].Text;
        return Find(text, afterLabel: false) ?? (GoesOn(lines, at) ? Find(text + " " + lines[at + 1].Text, afterLabel: false) : null);
    }

    /// <summary>Whether the number on a line goes on below: the label alone, or label and figures before a line that begins with a stroke.</summary>
    public static bool GoesOn(IReadOnlyList<TextLine> lines, int at) =>
        at + 1 < lines.Count && lines[at + 1].Text.Length < 120
        && (IsLabel(lines[at].Text) || (Figures().IsMatch(lines[at].Text) && lines[at + 1].Text[0] is '/' or '⁄'));

    /// <summary>Whether a line holds the label, with or without figures, and no symbol.</summary>
    public static bool IsCut(string text) => text.Length < 20 && (IsLabel(text) || Figures().IsMatch(text));

    /// <summary>Whether a line holds the label alone.</summary>
    public static bool IsLabel(string text) => LoneLabel().IsMatch(text);

    private static NumberLine? Make(Match match, string rest, int from)
    {
        var symbol = match.Groups["symbol"].Value;
        var more = MoreOffices().Match(rest[match.Length..]);
        var end = match.Length;
        if (more.Success && !symbol.Contains(' ', StringComparison.Ordinal))
        {
            symbol += more.Value;
            end += more.Length;
        }

        symbol = symbol.Trim(' ', '.', ',', ';', '-');
        if (Plain.Letters(symbol) < 2 || Plain.CapitalShare(symbol) <= 0.5)
        {
            return null;
        }

        var number = match.Groups["number"].Value;
        var year = match.Groups["year"].Value;
        var printed = rest[..match.Length].Trim();
        return new NumberLine(number.Length == 0 ? null : number, symbol, year.Length == 0 ? null : year, from + end, printed.Contains(' ', StringComparison.Ordinal), match.Groups["hyphen"].Success);
    }

    /// <summary>The label in the shapes a scan gives it: Số, số, sé, Sô, $6, S0; a page may lose its vowel.</summary>
    [GeneratedRegex(@"^[^\p{L}\d$]{0,4}(([Ss][\p{L}06]|\$6|SỐ)(?<stroke>l?)\s{0,3}[:;.,'’]{0,2}|S\s?:)\s*", Linear.Time)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\W*((?<kind>(Công văn|CÔNG VĂN)\s)\s*)?([Ss]ố|SỐ)?[\s:]*", Linear.Time)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[^\p{L}\d]*([Ss][ốôỗồổoóéê]|SỐ)\s*[:.;]?\s*$", Linear.Time)]
    private static partial Regex LoneLabel();

    [GeneratedRegex(@"^[^\p{L}\d]*([Ss][ốôỗồổoóéê]|SỐ)\s*[:.;]?\s*\d{1,6}$", Linear.Time)]
    private static partial Regex Figures();

    /// <summary>908a is the number that came between 908 and 909; before 2011 a kind and an office were parted by a stroke: 01/CV/HĐTS. A year that a scan misread is none.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,6}[a-zđ]?)\s*[/⁄]\s*(((?<year>(19|20)\d\d)|(19|20)\s?[\d\p{Ll}O]{2})\s*[/⁄]\s*)?(?<symbol>(\p{Lu}|\d\p{Lu})[\p{L}\d&@.]*(\s?[-–]\s?[\p{L}\d&@.+]+(\s\.\p{Lu}+)?|/\p{Lu}[\p{L}\d&@.]*)*)", Linear.Time)]
    private static partial Regex State();

    [GeneratedRegex(@"^((?<number>\d{1,6}[a-zđ]?)\s*|[.…_\s]{0,30})(?<hyphen>[-–])\s*(?<symbol>\p{Lu}\p{L}{0,5}\s*/\s*\p{Lu}[\p{L}\d&.]*(\s?[-–]\s?[\p{L}\d&.]+)*)", Linear.Time)]
    private static partial Regex Party();

    [GeneratedRegex(@"^(\S{0,8}\s?|[/.…_\s\d]{0,60})[/⁄]\s*(?<symbol>(\p{Lu}|\d\p{Lu})[\p{L}\d&@.]*(\s?[-–]\s?[\p{L}\d&@.]+)*)(?<number>)(?<year>)", Linear.Time)]
    private static partial Regex Blank();

    /// <summary>A stroke or the blank in its place was left out: 3414 TCHQ/GSQL, 12TCT/AC.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,6})\s*(?<symbol>(\p{Lu}[\p{Lu}\d&]*\s?[-–]\s?|\p{Lu}[\p{L}\d&]*/)\p{Lu}[\p{L}\d&.]*)(?<year>)", Linear.Time)]
    private static partial Regex NoSlash();

    /// <summary>Until 1976 a hyphen parted number and body, and a stroke the unit: 195-TTg, 32-NV/CB; joint papers of the eighties named the bodies first: 02-BTP-BNV/TTLT.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,6}[a-zđ]?)(?<hyphen>[-–])(?<symbol>\p{Lu}\p{L}{0,9}([-–]\p{Lu}\p{L}*)*(/\p{Lu}\p{L}*)?)(?<year>)", Linear.Time)]
    private static partial Regex Old();

    /// <summary>A whole line "Số: 45/ubnd-vp": who typed it left the capitals out. In running text it would go on.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,6})/((?<year>(19|20)\d\d)/)?(?<symbol>\p{L}{2,8}(-\p{L}{2,10}){1,3})\s*$", Linear.Time)]
    private static partial Regex InSmallLetters();

    [GeneratedRegex(@"^,\s\p{Lu}[\p{Lu}\d&]{1,7}", Linear.Time)]
    private static partial Regex MoreOffices();
}
