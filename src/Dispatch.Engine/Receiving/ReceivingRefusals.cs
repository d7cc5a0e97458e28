using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Receiving;

/// <summary>Every "no" of receiving.</summary>
internal static class ReceivingRefusals
{
    public static readonly Refusal OtherContent =
        new("receiving.same-key-other-content", RefusalKind.Conflict, "Lượt gửi này đã được tiếp nhận với nội dung khác. Không tiếp nhận; hãy báo quản trị viên và cơ quan gửi.");

    public static readonly Refusal UnknownUnit =
        new("receiving.unknown-unit", RefusalKind.Invalid, "Đơn vị chủ trì hoặc phối hợp không thuộc cơ quan, hoặc đã giải thể.");

    public static readonly Refusal DueInPast =
        new("receiving.due-in-past", RefusalKind.Invalid, "Thời hạn giải quyết phải từ hôm nay trở đi.");

    public static readonly Refusal NotAnAnswer =
        new("receiving.not-an-answer", RefusalKind.Conflict, "Văn bản trả lời phải là văn bản đi đã phát hành của cơ quan.");

    public static readonly Refusal ReasonNeeded =
        new("receiving.reason-needed", RefusalKind.Invalid, "Hãy ghi lý do từ chối (1 đến 1.000 ký tự); lý do được gửi cho cơ quan gửi.");

    public static readonly Refusal FutureDate =
        new("receiving.future-date", RefusalKind.Invalid, "Ngày văn bản ở tương lai. Hãy kiểm tra lại ngày trên văn bản.");

    public static readonly Refusal SealedCites =
        new("receiving.cites-sealed", RefusalKind.Conflict, "Văn bản đã bị thu hồi, nội dung đã niêm: không ghi văn bản được dẫn nữa.");

    public static readonly Refusal CitesByItself =
        new("receiving.cites-its-text", RefusalKind.Conflict, "Văn bản này phát hành trong hệ thống: văn bản được dẫn đọc từ chính toàn văn, không sửa tay.");

    /// <summary>The procedure does not go from one straight to the other.</summary>
    public static Refusal OneByOne(Refusal between) =>
        between with { Message = $"{between.Message} Nếu quy trình của cơ quan có bước giữa tiếp nhận và vào sổ, hãy tiếp nhận riêng rồi vào sổ sau." };

    /// <summary>Phụ lục VI III.1.h: warn on a duplicate.</summary>
    public static Refusal Duplicate(string numberAndSymbol, string author) =>
        new("receiving.duplicate", RefusalKind.Conflict, $"Văn bản {numberAndSymbol} của {author} đã có trong hệ thống. Nếu đúng là văn bản khác, hãy đánh dấu “Đây là văn bản khác” (qua API: allowDuplicate) rồi gửi lại.");
}
