using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>
/// Gives back the line ends that a converter took away: before each dash of a list that was run together, and, where a
/// whole document came as one line, before the components of Điều 8 and behind them.
/// </summary>
internal static partial class FlatText
{
    /// <summary>What is shorter holds no whole document.</summary>
    private const int ShortestDocument = 300;

    /// <summary>How far the head of a document in one line is looked for.</summary>
    private const int LongestHead = 1600;

    /// <summary>From a number to its date: two lines and the rest of a national header.</summary>
    private const int NearNumber = 200;

    /// <summary>The lines that a printed line holds; most hold one.</summary>
    public static IEnumerable<string> Break(string line)
    {
        var parts = IsDocument(line) ? Components(line) : IsCollected(line) ? At(line, CollectedPart().Matches(line).Select(m => m.Index)) : [line];
        return parts.SelectMany(Items);
    }

    /// <summary>"CÔNG VĂN CỦA BỘ … SỐ 12/BX NGÀY … VỀ VIỆC …": how collections of laws print a head.</summary>
    private static bool IsCollected(string line) => line.Length < LongestHead && line.Contains("CỦA", StringComparison.Ordinal) && CollectedHead().IsMatch(line);

    /// <summary>Whether a line holds a whole document, or a whole first page.</summary>
    public static bool IsDocument(string line)
    {
        if (line.Length < ShortestDocument || IsTeaser(line))
        {
            return false;
        }

        var head = line[..Math.Min(line.Length, LongestHead)];
        return (head.Contains("NAM", StringComparison.Ordinal) && WholeDocument().IsMatch(Plain.Of(head))) || HasOwnNumber(head);
    }

    /// <summary>Without the national header: "Số: 12/KH-X" with place and date close behind it, as no sentence has them.</summary>
    private static bool HasOwnNumber(string head) =>
        head.Contains("Số", StringComparison.Ordinal) && OwnNumber().Match(head) is { Success: true } number
        && DateLine.Find(head[number.Index..]) is { Place: not null, Date: not null } date && date.Start < NearNumber;

    /// <summary>The first words of a page as a list of pages shows them; the page itself stands elsewhere.</summary>
    private static bool IsTeaser(string line) => line.TrimEnd(' ', '*') is var text && (text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal));

    /// <summary>"- Như trên; - Ban Giám đốc;": each dash behind the end of an item begins another.</summary>
    private static IEnumerable<string> Items(string line)
    {
        if (!line.Contains("- ", StringComparison.Ordinal) && !line.Contains("– ", StringComparison.Ordinal))
        {
            return [line];
        }

        var isList = SureItem().IsMatch(line);
        return isList ? At(line, AnyItem().Matches(line).Select(m => m.Groups["dash"].Index)) : [line];
    }

    private static IEnumerable<string> Components(string line)
    {
        var plain = Plain.Of(line);
        var head = Math.Min(line.Length, LongestHead);
        var places = new SortedSet<int>();
        foreach (Match match in HeadAnchor().Matches(plain[..head]))
        {
            places.Add(match.Index);
            places.Add(match.Index + (match.Groups["whole"].Success ? match.Length : 0));
        }

        var date = DateLine.Find(line[..head]);
        places.UnionWith(date is null ? [] : [date.Start, date.End]);
        var text = BodyStart(line, plain, date?.End ?? 0);
        places.RemoveWhere(p => p > text && p > (date?.End ?? 0));
        places.Add(text);
        places.Add(text - AuthorityBefore(line[..text]));
        var foot = plain.LastIndexOf("noi nhan", StringComparison.Ordinal);
        if (foot > text)
        {
            places.Add(foot);
            places.UnionWith(FootAnchor().Matches(line[foot..]).Select(m => foot + m.Groups["at"].Index));
        }

        return At(line, places);
    }

    /// <summary>The length of "BỘ TRƯỞNG BỘ …" behind a subject in small letters: who decides stands over the first Căn cứ.</summary>
    private static int AuthorityBefore(string head)
    {
        var printed = head.TrimEnd();
        return SigningBlockReader.CapitalsAtEnd(printed) is > 0 and var at && char.IsLower(printed[..at].TrimEnd()[^1]) && SigningTitles.StartsTitle(printed[at..]) ? head.Length - at : 0;
    }

    /// <summary>Where the text itself begins: behind the bodies after Kính gửi or behind the subject under the name of the kind.</summary>
    private static int BodyStart(string line, string plain, int from)
    {
        var addressee = plain.IndexOf("kinh gui", from, StringComparison.Ordinal);
        var behind = addressee >= 0 && addressee < LongestHead ? addressee : from;
        var opening = Opening().Match(line, behind);
        var sentence = addressee >= 0 ? SentenceEnd().Match(line, behind) : Match.Empty;
        var begins = opening.Success ? opening.Groups["at"].Index : line.Length;
        return Math.Min(begins, sentence.Success ? sentence.Groups["at"].Index : line.Length);
    }

    private static IEnumerable<string> At(string line, IEnumerable<int> places)
    {
        var from = 0;
        foreach (var place in places.Where(p => p > 0 && p < line.Length).Append(line.Length))
        {
            if (!string.IsNullOrWhiteSpace(line[from..place]))
            {
                yield return line[from..place];
            }

            from = place;
        }
    }

    [GeneratedRegex(@"(^|\P{L})Số\s?:\s*\d{1,6}\p{Ll}?\s*[/⁄–-]", Linear.Time)]
    private static partial Regex OwnNumber();

    [GeneratedRegex(@"^\s*[\p{Lu}\s]{2,40}\sCỦA\s[\p{Lu}\s,–-]+\sSỐ\s\d+[^\s]*\s(\S+\s)?NGÀY\s\d{1,2}\s?(THÁNG|[-/])", Linear.Time)]
    private static partial Regex CollectedHead();

    [GeneratedRegex(@"\s(CỦA\s|SỐ\s\d|VỀ\s|(V|v)/v\s)", Linear.Time)]
    private static partial Regex CollectedPart();

    /// <summary>National header and number on one line, and more than both.</summary>
    [GeneratedRegex(@"(cong hoa xa hoi chu nghia viet nam|dang cong san viet nam).{0,300}\bso\s*:?\s*\d", Linear.Time | RegexOptions.Singleline)]
    private static partial Regex WholeDocument();

    [GeneratedRegex(@"(?<whole>cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap\s?-\s?tu do\s?-\s?hanh phuc|doan tncs ho chi minh)|\bso\s?:?\s?\d+\s?[/-]|\bv/v\b|\bkinh gui\b", Linear.Time)]
    private static partial Regex HeadAnchor();

    /// <summary>Words a text begins with, in the capitals of a first word.</summary>
    [GeneratedRegex(@"\s(?<at>(Căn cứ|Thực hiện|Trả lời|Phúc đáp|Xét|Vừa qua|Thời gian qua|Hiện nay|Nhằm|Để|Ngày \d|Sau khi|Tiếp theo|Triển khai|Theo) )", Linear.Time)]
    private static partial Regex Opening();

    /// <summary>The point behind the last body of Kính gửi; TP. is none.</summary>
    [GeneratedRegex(@"[\p{Ll}\d)]{3}\.\s+(?<at>\p{Lu})", Linear.Time)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s(?<at>(TM|KT|TL|TUQ|T/M|K/T|T/L)[. ]\s?\p{Lu}{2}|PHÓ \p{Lu}{2})|\p{Lu}{2}\s(?<at>[-–]\s\p{Lu}\p{Ll})|\s(?<at>[-–]\sLưu)", Linear.Time)]
    private static partial Regex FootAnchor();

    [GeneratedRegex(@"^\s*[-–]\s.*[;,.]\s+[-–]\s+\p{Lu}|[;:]\s*[-–]\s+\p{Lu}", Linear.Time)]
    private static partial Regex SureItem();

    [GeneratedRegex(@"([;:]\s*|[,.]\s+)(?<dash>[-–])\s+\p{Lu}", Linear.Time)]
    private static partial Regex AnyItem();
}
