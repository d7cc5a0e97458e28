using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>The line "Hà Nội, ngày 17 tháng 12 năm 2024" where it stands in a text.</summary>
/// <param name="Start">Where the place begins.</param>
/// <param name="End">Behind the year.</param>
/// <param name="Place">The place, null where none stands before the date.</param>
/// <param name="Date">The date, null where it is blank, illegible or impossible.</param>
/// <param name="IsImpossible">Whether day and month are legible but no such day exists.</param>
/// <param name="ReachesStart">Whether nothing stands before the place.</param>
internal sealed record DateLine(int Start, int End, string? Place, DateOnly? Date, bool IsImpossible, bool ReachesStart)
{
    /// <summary>The months as people wrote them out, bare.</summary>
    private static readonly string[] Months = ["gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"];

    public static DateLine? Find(string text)
    {
        if (text.Length > 2000)
        {
            return null;
        }

        var plain = Plain.Of(text);
        var match = DateLinePatterns.LongDate().Match(plain);
        match = match.Success ? match : DateLinePatterns.MisreadDate().Match(plain);
        return match.Success ? Of(text, match) : InFigures(text, plain);
    }

    /// <summary>"Lam Sơn, ngày 18/11/2022": the place must stand before it, for running text is full of such dates.</summary>
    private static DateLine? InFigures(string text, string plain)
    {
        var match = DateLinePatterns.DateInFigures().Match(plain);
        var line = match.Success ? Of(text, match) : null;
        return line is { Place: not null } && text[..match.Index].TrimEnd() is [.., ','] && (line.ReachesStart || text[line.Start - 1] == '\t') ? line : null;
    }

    private static DateLine Of(string text, Match match)
    {
        var start = PlaceStart(text, match.Index);
        var place = SourceLines.Fold(text[start..match.Index]).Trim(' ', ',', '.', ';', ':');
        var (date, impossible) = Parse(match);
        var before = text[..start];
        return new DateLine(start, match.Index + match.Length, place.Length == 0 ? null : place, date, impossible, !before.Any(char.IsLetterOrDigit));
    }

    /// <summary>Whether a word can belong to the name of a place: a capital first and small letters after it.</summary>
    public static bool IsPlaceWord(string word) => word is "phố" || word.Split('-', '–') is var parts && IsPlaceName(parts[0]) && parts.Skip(1).All(part => IsPlaceName(part) || IsSmall(part));

    /// <summary>Until the sixties a hyphen joined the syllables of a name: Hà-nội.</summary>
    private static bool IsSmall(string part) => part.Length is > 1 and < 7 && part.All(char.IsLower);

    private static bool IsPlaceName(string word) =>
        word is "Ý" || word.StartsWith("TP", StringComparison.OrdinalIgnoreCase) || word.Length > 0 && (char.IsUpper(word[0]) && word.Any(char.IsLower) && word.Skip(1).All(c => char.IsLower(c) || char.IsDigit(c) || c is '.' or '\'' or '’' or 'Đ'));

    private static int PlaceStart(string text, int end)
    {
        var start = end;
        var at = end;
        for (var words = 0; words < 6; words++)
        {
            var stop = at;
            while (stop > 0 && (char.IsWhiteSpace(text[stop - 1]) || (words == 0 && text[stop - 1] is ',' or '.' or ';' or ':')))
            {
                if (text[stop - 1] == '\t' && words > 0)
                {
                    return start;
                }

                stop--;
            }

            var begin = stop;
            while (begin > 0 && !char.IsWhiteSpace(text[begin - 1]))
            {
                begin--;
            }

            if (begin == stop)
            {
                return start;
            }

            // "Bà Rịa - Vũng Tàu": the hyphen belongs to the name when the name goes on before it.
            var word = text[begin..stop];
            if (!IsPlaceWord(word) && !(words > 0 && word is "-" or "–"))
            {
                return start == end ? WholeBefore(text, end) : start;
            }

            at = begin;
            start = word is "-" or "–" ? start : begin;
        }

        return start;
    }

    /// <summary>A place in capitals or misread is still the place when nothing else stands before the date; "Hôm nay," begins a contract or minutes.</summary>
    private static int WholeBefore(string text, int end)
    {
        var before = text[..end].Trim();
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var only = words.Length is > 0 and <= 5 && before.EndsWith(',') && before.Length < 40 && !Plain.Of(before).StartsWith("hom nay", StringComparison.Ordinal) && !before.Any(c => c is '/' or ':' or '\t');
        return only ? text.Length - text.TrimStart().Length : end;
    }

    private static (DateOnly? Date, bool Impossible) Parse(Match match)
    {
        var day = Digits(match.Groups["day"].Value);
        var month = Array.IndexOf(Months, match.Groups["month"].Value) is >= 0 and var named ? named + 1 : Digits(match.Groups["month"].Value);
        if (day is null || month is null || !int.TryParse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return (null, false);
        }

        return Make(year, month.Value, day.Value) is { } date ? (date, false) : (null, true);
    }

    public static DateOnly? Make(int year, int month, int day) =>
        year is >= 1945 and <= 2999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>A number of one or two digits; where one is certain, a scan's l, ] or O beside it is read as 1 or 0.</summary>
    private static int? Digits(string token)
    {
        var text = token.Trim(' ', '_', '.', '\t', '\n');
        if (text.Length is 0 or > 2 || !text.Any(char.IsAsciiDigit))
        {
            return null;
        }

        var repaired = string.Concat(text.Select(c => c switch { 'l' or ']' or '[' or 'i' or '!' => '1', 'o' => '0', _ => c }));
        return int.TryParse(repaired, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}

internal static partial class DateLinePatterns
{
    /// <summary>The date of a small office at the end of its line: 18/11/2022, 18-11-2022.</summary>
    [GeneratedRegex(@"\bngay\s*(?<day>\d{1,2})\s?[/.\-]\s?(?<month>\d{1,2})\s?[/.\-]\s?(?<year>(19|20)\d\d)[\s.*_|]*$", Linear.Time)]
    public static partial Regex DateInFigures();

    /// <summary>On the bare form. Day and month may be blank or misread: at most six characters each.</summary>
    [GeneratedRegex(@"ng[a-z]?y\s*(?<day>[^\sa-z]{0,3}|[a-z0-9\\#§‡†{}<>]{1,3})[\s_.…]*th[a-z]?ng\s*(?<month>gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi( mot| hai)?|[^\sa-z]{0,3}|[a-z0-9]{1,2})[\s_.…]*n[a-z]?m\s*(?<year>(19|20)\d\d|)", Linear.Time)]
    public static partial Regex LongDate();

    /// <summary>One letter of each word may be wrong where the figures are all there.</summary>
    [GeneratedRegex(@"\b(n[a-z]{1,2}y|ng[a-z]{1,2}|[a-z]gay)\s*(?<day>\d{1,2})[\s_.…]*(t[a-z]{2}ng|th[a-z]{2}g|than[a-z]|[a-z]hang)\s*(?<month>\d{1,2})[\s_.…]*(n[a-z]m|[a-z]am|na[a-z])\s*(?<year>(19|20)\d\d)", Linear.Time)]
    public static partial Regex MisreadDate();
}
