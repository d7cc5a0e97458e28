using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Registering;

/// <summary>Every "no" of drafting and registering.</summary>
internal static class RegisteringRefusals
{
    public static readonly Refusal NoAbbreviation =
        new("registering.no-abbreviation", RefusalKind.Conflict, "Cơ quan chưa có chữ viết tắt nên chưa lập được ký hiệu. Quản trị viên hãy bổ sung vào danh mục.");

    /// <summary>No paper can be printed without it (Phụ lục I mục II.4): told before anybody works on one.</summary>
    public static readonly Refusal NoPlace =
        new("registering.no-place", RefusalKind.Conflict, "Cơ quan chưa có địa danh nên chưa in được văn bản. Quản trị viên hãy bổ sung vào danh mục.");

    public static readonly Refusal UnknownSigner =
        new("registering.unknown-signer", RefusalKind.Invalid, "Người ký không thuộc cơ quan hoặc không có thẩm quyền ký. Hãy chọn người khác.");

    public static readonly Refusal UnknownAsked =
        new("registering.unknown-asked", RefusalKind.Invalid, "Người được xin ý kiến hoặc thẩm định phải là người khác trong cơ quan, đang có tài khoản và có vai trò nhận việc. Hãy chọn lại.");

    public static readonly Refusal NotToBeAnswered =
        new("registering.not-to-be-answered", RefusalKind.Conflict, "Văn bản đến cần trả lời không có trong cơ quan hoặc không ở bước trả lời được. Hãy mở văn bản đến đã phân công và bấm “Soạn văn bản trả lời”, hoặc soạn mà không ghi văn bản được trả lời.");

    public static readonly Refusal NotYours =
        new("registering.not-yours", RefusalKind.Forbidden, "Chỉ người soạn thảo được sửa hoặc trình dự thảo này.");

    public static readonly Refusal VersionNeeded =
        new("version.required", RefusalKind.Invalid, "Khi sửa dự thảo phải gửi kèm If-Match với ETag của bản đã đọc.");

    public static Refusal UnknownKind(string kind) =>
        new("registering.unknown-kind", RefusalKind.Invalid, $"Không có loại văn bản “{kind}” trong 29 loại của Điều 7 Nghị định 30/2020/NĐ-CP.");
}
