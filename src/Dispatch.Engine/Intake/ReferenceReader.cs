using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Lists the documents a text cites, each at its first mention.</summary>
internal static partial class ReferenceReader
{
    private const int MostReferences = 500;
    private const int MostMentions = 5;

    /// <summary>No sentence goes further back to say what it does with a number.</summary>
    private const int MostOpening = 160;

    /// <summary>The citations in a running text, without that of the document itself.</summary>
    public static List<CitedDocument> Read(string text, NumberLine? own)
    {
        var self = own is null ? null : Key(own.Number ?? "", own.Symbol);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var mentions = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<CitedDocument>();
        foreach (var (match, index) in Matches(text))
        {
            var number = match.Groups["number"].Value;
            var symbol = Tidy(match.Groups["symbol"].Value);
            var key = Key(number, symbol);
            if (key == self || mentions.GetValueOrDefault(key) >= MostMentions || !IsCitation(match, symbol, text, index))
            {
                continue;
            }

            mentions[key] = mentions.GetValueOrDefault(key) + 1;
            var cited = Make(match, number, symbol, text, index);
            if (places.TryGetValue(key, out var at))
            {
                // The first mention stands; what it left out a later one may say.
                found[at] = found[at] with { Kind = found[at].Kind ?? cited.Kind, Date = found[at].Date ?? cited.Date, Issuer = found[at].Issuer ?? cited.Issuer, IsAnswered = found[at].IsAnswered || cited.IsAnswered };
            }
            else if (found.Count < MostReferences)
            {
                places[key] = found.Count;
                found.Add(cited);
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
        var opening = CitedIssuer.Before(text[Math.Max(0, index - 160)..index]);
        return new CitedDocument
        {
            Number = number,
            Symbol = symbol,
            Year = year.Length == 0 ? null : year,
            Raw = SourceLines.Fold(text[index..end]).Trim(' ', '.', ',', ';', '-'),
            Kind = KindBefore(text, index),
            Date = date.Success ? ShortDates.From(date) : opening.Date,
            Issuer = CitedIssuer.After(date.Success ? tail[date.Length..] : tail) ?? opening.Name,
            IsAnswered = IsAnswered(text[Math.Max(0, index - MostOpening)..index]),
        };
    }

    /// <summary>Whether the sentence began "Trả lời …" or "Phúc đáp …": asked to answer something is not to answer it.</summary>
    private static bool IsAnswered(string before)
    {
        var plain = Plain.Of(before);
        var opening = Math.Max(plain.LastIndexOf("tra loi ", StringComparison.Ordinal), plain.LastIndexOf("phuc dap ", StringComparison.Ordinal));
        // A capital begins a sentence, wherever the line broke.
        return opening >= 0 && char.IsUpper(before[opening]) && !OtherClause().IsMatch(plain[opening..]);
    }

    /// <summary>Where the sentence ends, or goes on with what it rests on.</summary>
    [GeneratedRegex(@"[.;]|\b(thuc hien|can cu|theo|trien khai|quy dinh|tai)\b", Linear.Time)]
    private static partial Regex OtherClause();

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

    private static bool IsCitation(Match match, string symbol, string text, int index)
    {
        if (Plain.Letters(symbol) < 2 || match.Groups["number"].Value.All(c => c == '0') || FormNumber().IsMatch(Plain.Of(text[Math.Max(0, index - 20)..index])) || (index > 0 && ((char.IsLetterOrDigit(text[index - 1]) && !GluedLabel().IsMatch(text[Math.Max(0, index - 3)..index])) || text[index - 1] is '/' or '.' or '-')))
        {
            return false;
        }

        var year = match.Groups["year"].Success && match.Groups["year"].Length > 0;
        var labelled = NumberLabel().IsMatch(Plain.Of(text[Math.Max(0, index - 8)..index]));
        var grouped = symbol.Contains('-', StringComparison.Ordinal) || symbol.Contains('/', StringComparison.Ordinal) || Plain.Of(symbol).Contains("qh1", StringComparison.Ordinal);
        return (year && Plain.CapitalShare(symbol) > 0.5) || grouped || (labelled && Plain.CapitalShare(symbol) > 0.6);
    }

    private static string Key(string number, string symbol) => number.TrimStart('0') + "|" + Plain.Of(symbol).Replace(" ", "", StringComparison.Ordinal);

    private static string Tidy(string symbol)
    {
        // Where a blank was lost, the next word hangs on the symbol.
        var folded = SourceLines.Fold(symbol);
        return GluedWord().Replace(folded, "").Trim(' ', '.', ',', ';', '-', '–', '&');
    }

    [GeneratedRegex(@"(ngày|đề|của|về)$", Linear.Time)]
    private static partial Regex GluedWord();

    /// <summary>"số31-QĐ/TW": a page lost the blank.</summary>
    [GeneratedRegex(@"(^|\P{L})[Ss]ố$", Linear.Time)]
    private static partial Regex GluedLabel();

    /// <summary>"mẫu số 03/TNDN" numbers a form, not a document.</summary>
    [GeneratedRegex(@"(mau|bieu|phu luc|to khai)\s*(so)?\s*[:.]?\s*$", Linear.Time)]
    private static partial Regex FormNumber();

    [GeneratedRegex(@"(?<number>\d{1,5}[a-zđ]?)\s?[/⁄]\s?((?<year>(19|20)\d\d)\s?[/⁄]\s?)?(?<symbol>[\p{Lu}Ð][\p{L}\d&@]*(\.\p{Lu}{2,4})?(\s?[-–]{1,2}\s?\p{Lu}[\p{L}\d&@]*|-\s-\p{Lu}[\p{L}\d&]*|\s?/\p{Lu}[\p{L}\d&@]*|\s&\p{Lu}[\p{L}\d]*)*)", Linear.Time)]
    private static partial Regex State();

    [GeneratedRegex(@"(?<number>\d{1,5}[a-zđ]?)\s?[-–]\s?(?<symbol>[\p{Lu}Ð]\p{L}{1,4}\s?/\s?\p{Lu}[\p{L}\d&]*(-\p{Lu}[\p{L}\d]*)*)", Linear.Time)]
    private static partial Regex Party();

    [GeneratedRegex(@"[Ss]ố\s?(?<number>\d{1,5})\s?((?<symbol>\p{Lu}[\p{Lu}Đ]{1,4}[-/]\p{Lu}{2}[\p{L}\d]*)|[-–]\s?(?<symbol>\p{Lu}{1,2}[\p{L}]{0,4}(-\p{Lu}\p{L}{0,5})*))", Linear.Time)]
    private static partial Regex NoSlash();

    [GeneratedRegex(@"\s*\b(s[o0e]|no)[.:,]?\s*$", Linear.Time)]
    private static partial Regex NumberLabel();
}
