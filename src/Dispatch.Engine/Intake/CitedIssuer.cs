using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Who issued a cited document: "… của Bộ Nội vụ về …", or "Ngày 04/3/2020, Thủ tướng Chính phủ ban hành Chỉ thị số …".</summary>
internal static partial class CitedIssuer
{
    private const int MostWords = 14;

    /// <summary>The name that "của" announces at the start of what follows a citation.</summary>
    public static string? After(string tail)
    {
        var match = Of().Match(tail);
        return match.Success ? Name(tail[match.Length..]) : null;
    }

    /// <summary>The date and name that open the sentence before a citation.</summary>
    public static (DateOnly? Date, string? Name) Before(string words)
    {
        var match = Opening().Match(words);
        if (!match.Success)
        {
            return (null, null);
        }

        var date = ShortDates.Parse(words[match.Groups["date"].Index..]);
        return date is null ? (null, null) : (date, Name(match.Groups["name"].Value));
    }

    private static string? Name(string text)
    {
        var stop = Stop().Matches(text).FirstOrDefault(m => !IsAbbreviation(text, m));
        var cut = stop is null ? text : text[..stop.Index];
        var name = SourceLines.Fold(AtComma(cut));
        // "… của Bộ Ngoại giao và thực hiện Nghị quyết …": what joins the next clause is no part of the name.
        name = name.EndsWith(" và", StringComparison.Ordinal) ? name[..^3] : name;
        var words = name.Split(' ');
        return name.Length > 1 && char.IsUpper(name[0]) && words.Length <= MostWords ? name.Trim(' ', ',', '-', '–') : null;
    }

    /// <summary>The full stop of "TP. Hải Phòng" ends no name.</summary>
    private static bool IsAbbreviation(string text, Match stop) => stop.Value == "." && text[..stop.Index].EndsWith("TP", StringComparison.Ordinal);

    /// <summary>A comma ends the name unless it enumerates the fields of one body: "Sở Văn hóa, Thể thao và Du lịch", "Bộ trưởng, Chủ nhiệm …".</summary>
    private static string AtComma(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return text;
        }

        var head = text[..comma];
        var next = text[(comma + 1)..].TrimStart();
        var goesOn = head is "Bộ trưởng" ? next.StartsWith("Chủ nhiệm", StringComparison.Ordinal)
            : next.Length > 0 && char.IsUpper(next[0]) && Field().Match(next) is { Success: true } && DispatchKinds.AtEnd(string.Join(' ', next.Split(' ').Take(2))) is null && !IssuerLines.StartsBody(next);
        return goesOn ? head + ", " + AtComma(next) : head;
    }

    [GeneratedRegex(@"^[\s,)]*của\s+", Linear.Time)]
    private static partial Regex Of();

    [GeneratedRegex(@"[Nn]gày\s+(?<date>\d[\d\s/.\-]{5,12}|\d{1,2} tháng \d{1,2} năm \d{4}),?\s+(?<name>\p{Lu}[^,;.:]{3,80}?)\s+(đã\s+)?(ban hành|có)\s+(\p{L}+\s+){0,3}((số|sô|sổ)\s*)?$", Linear.Time)]
    private static partial Regex Opening();

    [GeneratedRegex(@"[;:.()“”""/\d\n]|\s(về|quy định|ban hành|hướng dẫn|thông báo|sửa|phê duyệt|công bố|v/v|để|tại|thực hiện|cho|đề nghị|trả lời|xem xét|có|được|triển khai|gửi|yêu cầu|thay thế|đã|từ|đến|trong|theo|nêu|là|do|như|thành lập|quản lý thuế|trước|sau|nhằm|liên quan|vào|nếu|khi|chậm nhất|hoàn thành|chủ trì|phối hợp|kèm|tiếp tục|xử lý|tổ chức thực hiện|và \p{Lu}\p{L}+ (\p{L}+ )?(số|định|tư|quyết|thị))(\s|$)|\s(và|,)\s*(các|Nghị|Thông tư|Thông báo|Quyết|Công văn|Chỉ thị|Luật|Kế hoạch|Kết luận|Hướng dẫn|Quy định|Điều)|\s(khóa|khoá)\s|\sKính (gửi|mời)", Linear.Time)]
    private static partial Regex Stop();

    [GeneratedRegex(@"^(\p{L}+ ){1,4}và \p{Lu}", Linear.Time)]
    private static partial Regex Field();
}
