using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Lists the documents a text cites, each at its first mention.</summary>
internal static partial class ReferenceReader
{
    private const int MostReferences = 500;

    /// <summary>The citations in a running text, without that of the document itself.</summary>
    public static List<CitedDocument> Read(string text, NumberLine? own)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (own is not null)
        {
            seen.Add(Key(own.Number ?? "", own.Symbol));
        }

        var found = new List<CitedDocument>();
        foreach (var (match, index) in Matches(text))
        {
            var number = match.Groups["number"].Value;
            var symbol = Tidy(match.Groups["symbol"].Value);
            if (found.Count < MostReferences && IsCitation(match, symbol, text, index) && seen.Add(Key(number, symbol)))
            {
                found.Add(Make(match, number, symbol, text, index));
            }
        }

        return found;
    }

    private static IEnumerable<(Match Match, int Index)> Matches(string text)
    {
        var all = State().Matches(text).Concat(Party().Matches(text)).Concat(NoSlash().Matches(text)).Select(m => (m, m.Groups["number"].Index)).OrderBy(m => m.Index);
        var end = -1;
        foreach (var (match, index) in all)
        {
            // The same digits may fit two forms; the first to begin there holds them.
            if (index >= end)
            {
                end = match.Index + match.Length;
                yield return (match, index);
            }
        }
    }

    private static CitedDocument Make(Match match, string number, string symbol, string text, int index)
    {
        var year = match.Groups["year"].Value;
        var end = match.Groups["symbol"].Index + match.Groups["symbol"].Length;
        var tail = text[end..Math.Min(text.Length, end + 160)];
        var date = ShortDates.Match(tail);
        return new CitedDocument
        {
            Number = number,
            Symbol = symbol,
            Year = year.Length == 0 ? null : year,
            Raw = SourceLines.Fold(text[index..end]).Trim(' ', '.', ',', ';', '-'),
            Kind = KindBefore(text, index),
            Date = date.Success ? ShortDates.From(date) : null,
            Issuer = IssuerAfter(date.Success ? tail[date.Length..] : tail),
        };
    }

    private static string? KindBefore(string text, int index)
    {
        var before = text[Math.Max(0, index - 60)..index];
        var label = NumberLabel().Match(Plain.Of(before));
        var words = label.Success ? before[..label.Index] : before;
        if (DispatchKinds.AtEnd(words) is { } kind)
        {
            return kind;
        }

        // "Luật Quản lý thuế số 38/2019/QH14": the name of the law stands between.
        var law = Plain.Of(words).LastIndexOf("luat ", StringComparison.Ordinal);
        return law >= 0 && !words[law..].Any(c => c is ';' or '.') ? words.Substring(law, 4) : null;
    }

    private static string? IssuerAfter(string tail)
    {
        var match = Issuer().Match(tail);
        return match.Success ? SourceLines.Fold(match.Groups["name"].Value).Trim(' ', ',') : null;
    }

    private static bool IsCitation(Match match, string symbol, string text, int index)
    {
        if (Plain.Letters(symbol) < 2 || (index > 0 && (char.IsLetterOrDigit(text[index - 1]) || text[index - 1] is '/' or '.' or '-')))
        {
            return false;
        }

        var year = match.Groups["year"].Success && match.Groups["year"].Length > 0;
        var labelled = NumberLabel().IsMatch(Plain.Of(text[Math.Max(0, index - 8)..index]));
        var grouped = symbol.Contains('-', StringComparison.Ordinal) || symbol.Contains('/', StringComparison.Ordinal) || Plain.Of(symbol).Contains("qh1", StringComparison.Ordinal);
        return (year && Plain.CapitalShare(symbol) > 0.5) || grouped || (labelled && Plain.CapitalShare(symbol) > 0.6);
    }

    private static string Key(string number, string symbol) => number.TrimStart('0') + "|" + Plain.Of(symbol).Replace(" ", "", StringComparison.Ordinal);

    private static string Tidy(string symbol) => SourceLines.Fold(symbol).Trim(' ', '.', ',', ';', '-', '–', '&');

    [GeneratedRegex(@"(?<number>\d{1,5})\s?[/⁄]\s?((?<year>(19|20)\d\d)\s?[/⁄]\s?)?(?<symbol>[\p{Lu}Ð][\p{L}\d&@]*(\s?[-–]{1,2}\s?\p{Lu}[\p{L}\d&@]*|-\s-\p{Lu}[\p{L}\d&]*)*)", Linear.Time)]
    private static partial Regex State();

    [GeneratedRegex(@"(?<number>\d{1,5})\s?[-–]\s?(?<symbol>[\p{Lu}Ð]\p{L}{1,4}\s?/\s?\p{Lu}[\p{L}\d&]*(-\p{Lu}[\p{L}\d]*)*)", Linear.Time)]
    private static partial Regex Party();

    [GeneratedRegex(@"[Ss]ố\s?(?<number>\d{1,5})\s?(?<symbol>\p{Lu}[\p{Lu}Đ]{1,4}-\p{Lu}{2}[\p{L}\d]*)", Linear.Time)]
    private static partial Regex NoSlash();

    [GeneratedRegex(@"\s*\b(s[o0e]|no)[.:,]?\s*$", Linear.Time)]
    private static partial Regex NumberLabel();

    [GeneratedRegex(@"^[\s,)]*của (?<name>(Bộ trưởng, Chủ nhiệm )?\p{Lu}[\p{L}&.]*( (\p{Lu}[\p{L}&.]*|và|tỉnh|thành phố|nhân dân|trưởng|nhà nước|ngoại giao|thư|phủ|chính|tịch|hành|hội|nước|tướng|phòng|cục|ban|ủy|giáo|dục|tế|tạo|vụ|pháp|an|thương|học|công|nghệ|xây|dựng|giao|thông|tài|lao|động|thuế|thường|dân|ương|lịch|sở|quan)){0,9})", Linear.Time)]
    private static partial Regex Issuer();
}
