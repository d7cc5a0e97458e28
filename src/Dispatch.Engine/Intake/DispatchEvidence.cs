using System.Text.RegularExpressions;

namespace Dispatch.Engine.Intake;

/// <summary>Decides whether a text is an official document: it must show enough of the components of Điều 8, and all that tell it when no number was given yet.</summary>
internal static partial class DispatchEvidence
{
    private const int Enough = 4;

    /// <summary>Why the text is refused, in Vietnamese; null where it is an official document.</summary>
    public static string? Refuse(DocumentParts parts, IReadOnlyList<TextLine> lines)
    {
        var head = parts.Head;
        if (lines.Count == 0)
        {
            return "Văn bản trống: không có chữ nào để đọc. Hãy kiểm tra tệp hoặc quét lại.";
        }

        var number = head?.First(HeadPart.Number)?.Number;
        if (head is null || (number is null && !IsWholeWithoutNumber(head, parts) && !IsPrintedByPage(head, parts)))
        {
            return "Không tìm thấy số, ký hiệu ở đầu văn bản: đây có vẻ là bài viết, trang tin hoặc tài liệu khác, không phải văn bản hành chính. Hãy kiểm tra lại nội dung đã đưa vào.";
        }

        if (IsTemplate(head, parts, lines))
        {
            return "Đây có vẻ là biểu mẫu để điền, chưa phải văn bản đã ban hành (không có người ký). Hãy đưa vào văn bản đã ký, đã cấp số.";
        }

        return IsPrintedByPage(head, parts) || Points(head, parts) >= Enough
            ? null
            : "Văn bản thiếu quá nhiều thành phần thể thức (Quốc hiệu, ngày tháng, Kính gửi, Nơi nhận, chữ ký) nên không thể coi là văn bản hành chính. Hãy kiểm tra lại nội dung đã đưa vào.";
    }

    /// <summary>
    /// A draft, a number no eye could read, or a paper whose office gives none: national header, the name of a body, place and date, kind or V/v all stand
    /// where they should, and with them Nơi nhận and who signs, or a day that is filled in and either the kind with its subject or a symbol and Kính gửi.
    /// Of a scan that destroyed number and date, the header, the body, V/v and who is addressed are enough.
    /// </summary>
    private static bool IsWholeWithoutNumber(HeadFragments head, DocumentParts parts) =>
        head.HasStateHeader && parts.Issuer is { } issuer && IssuerLines.StartsBody(issuer) && (IsDatedWithoutNumber(head, parts) || (head.First(HeadPart.Subject) is not null && parts.Addressees.Count > 0));

    private static bool IsDatedWithoutNumber(HeadFragments head, DocumentParts parts) =>
        head.First(HeadPart.Date) is not null
        && (parts.Title is not null || head.First(HeadPart.Subject) is not null)
        && (parts.Closing is { HasLabel: true, Signing: { Authority: not null } or { Title: not null } } || (parts.Date is { Place: not null, Date: not null } && (parts is { Title: not null, Subject: not null } || parts is { HasAddressee: true, Number: not null })));

    /// <summary>
    /// A letter of which a page left out the head: who is addressed; and Nơi nhận to its Lưu with who signed for whom under what title, or number and symbol
    /// as the heading of the page, with V/v or Lưu.
    /// </summary>
    private static bool IsPrintedByPage(HeadFragments head, DocumentParts parts) =>
        !head.HasStateHeader && parts.Addressees.Count > 0
        && (head.IsUnderHeading
            ? head.First(HeadPart.Subject) is not null || parts.Closing is { ArchiveLine: not null }
            : parts.Closing is { HasLabel: true, ArchiveLine: not null, Signing: { Authority: not null, Title: not null, Name: not null } });

    private static int Points(HeadFragments head, DocumentParts parts)
    {
        var closing = parts.Closing;
        var points = head.HasStateHeader ? 2 : 0;
        points += head.First(HeadPart.Number)?.Number?.Number is null ? 0 : 1;
        points += IsDated(head) ? 1 : 0;
        points += parts.HasAddressee ? 1 : 0;
        points += parts.Title is not null || head.First(HeadPart.Subject) is not null ? 1 : 0;
        points += closing is { HasLabel: true, Recipients.Count: > 0 } or { ArchiveLine: not null } ? 1 : 0;
        points += closing?.Signing is { Authority: not null } or { Title: not null, Name: not null } ? 1 : 0;
        return points;
    }

    /// <summary>A place before the day, nothing, or the number; what else stands there makes a sentence of it.</summary>
    private static bool IsDated(HeadFragments head) => head.First(HeadPart.Date) is { Date: var day } date && (day is { Place: not null } or { ReachesStart: true } || date.Line == head.First(HeadPart.Number)?.Line);

    /// <summary>A form to fill in: it says so above its head, or asks for a signature and has no body, number and day of its own; and nobody has signed it.</summary>
    private static bool IsTemplate(HeadFragments head, DocumentParts parts, IReadOnlyList<TextLine> lines)
    {
        if (parts.Closing?.Signing.Name is not null)
        {
            return false;
        }

        var above = lines.Take(Math.Max(head.Start, 1)).Any(l => Template().IsMatch(Plain.Of(l.Text)));
        var filled = parts is { Number.Number: not null, Date: { Place: not null, Date: not null }, Issuer: { } issuer } && IssuerLines.StartsBody(issuer);
        var instructed = !filled && lines.Any(l => l.Text.Length < 80 && Instruction().IsMatch(Plain.Of(l.Text)));
        var blanks = lines.Count(l => l.Text.Contains("……", StringComparison.Ordinal) || l.Text.Contains("........", StringComparison.Ordinal));
        return above || instructed || blanks > 8 || (head.First(HeadPart.Number)?.Number?.Number is null && blanks > 3);
    }

    /// <summary>What a form asks of the person who will fill it in.</summary>
    [GeneratedRegex(@"^\W*(ten co quan|ten to chuc|ky,? (va )?ghi ro|ky ten,? (va )?dong dau|ky ten,? ghi ro|ghi chu: *\(1\))", Linear.Time)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"^\W*(mau |tai mau|bieu mau|huong dan viet)", Linear.Time)]
    private static partial Regex Template();
}
