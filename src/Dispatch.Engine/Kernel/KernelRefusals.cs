namespace Dispatch.Engine.Kernel;

/// <summary>The refusals every act can meet before its own stage is asked.</summary>
public static class KernelRefusals
{
    /// <summary>Nobody is signed in.</summary>
    public static readonly Refusal SignInFirst = new("access.sign-in", RefusalKind.Anonymous, "Bạn chưa đăng nhập. Hãy đăng nhập rồi thử lại.");

    /// <summary>The caller's key was used with another request.</summary>
    public static readonly Refusal KeyReused = new("idempotency.key-reused", RefusalKind.KeyReused, "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho yêu cầu mới.");

    /// <summary>Two acts met on the same paper.</summary>
    public static readonly Refusal Stale = new("version.stale", RefusalKind.Stale, "Văn bản đã thay đổi từ lần bạn đọc. Hãy tải lại rồi thực hiện lại.");

    /// <summary>There is no such paper, or none this person may see.</summary>
    public static Refusal Unknown(string what) => new("access.unknown", RefusalKind.Unknown, $"Không tìm thấy {what}, hoặc bạn không được xem.");

    /// <summary>The person's roles do not allow the request.</summary>
    public static Refusal Forbidden(string needed) => new("access.forbidden", RefusalKind.Forbidden, $"Bạn không có quyền làm việc này. Người có quyền: {needed}.");

    /// <summary>A required or ill-formed field.</summary>
    public static Refusal Shape(string field, string remedy) => new("shape." + field, RefusalKind.Invalid, remedy);

    /// <summary>What is wrong with two days between which something is looked for; null when nothing is. An empty list would say that there is nothing.</summary>
    public static Refusal? Span(DateOnly? from, DateOnly? to) =>
        from > to ? Shape("to", "“Đến ngày” đang trước “Từ ngày”, nên không có gì để tìm. Hãy sửa lại hai ngày.")
        : Day("from", from) ?? Day("to", to);

    /// <summary>What is wrong with a day; null when nothing is. The day after the last one there is cannot be reckoned, nor the first hour of the first.</summary>
    public static Refusal? Day(string field, DateOnly? day) => day?.Year is < 1900 or > 2999 ? Shape(field, "Ngày phải nằm trong các năm 1900 đến 2999.") : null;

    /// <summary>A marking of state secrecy was found.</summary>
    public static Refusal Secret(string marking) =>
        new("secrecy.refused", RefusalKind.Invalid, $"Văn bản có dấu chỉ độ mật “{marking}”. Hệ thống này không tiếp nhận bí mật nhà nước; không nội dung nào được lưu. Hãy xử lý theo sổ văn bản mật.");

    /// <summary>A letter that misleads or does not exist.</summary>
    public static Refusal ForbiddenCharacter(int codePoint) =>
        new("text.forbidden-character", RefusalKind.Invalid, $"Văn bản chứa ký tự không được phép (U+{codePoint:X4}). Hãy xóa ký tự này rồi gửi lại.");
}
