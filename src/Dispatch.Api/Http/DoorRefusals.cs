using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>Every "no" that is said before the engine is asked: about headers, bodies and JSON.</summary>
internal static class DoorRefusals
{
    public static readonly Refusal KeyMissing = new(
        "idempotency.key-missing", RefusalKind.Invalid,
        "Thiếu tiêu đề Idempotency-Key. Hãy gửi một khóa mới (1 đến 100 ký tự ASCII nhìn thấy được) cho mỗi việc, và gửi lại đúng khóa đó khi thử lại.");

    public static readonly Refusal KeyMalformed = new(
        "idempotency.key-malformed", RefusalKind.Invalid, "Idempotency-Key phải có từ 1 đến 100 ký tự ASCII nhìn thấy được, không có dấu cách.");

    public static readonly Refusal VersionMalformed = new(
        "version.malformed", RefusalKind.Invalid, "If-Match phải là đúng một ETag đã nhận, ví dụ \"3\".");

    public static readonly Refusal Malformed = new("json.malformed", RefusalKind.Invalid, "Nội dung gửi lên không phải JSON đúng cú pháp (UTF-8, sâu không quá 32 mức).");

    public static readonly Refusal RequestMalformed = new(
        "request.malformed", RefusalKind.Invalid, "Một tham số trên địa chỉ bị thiếu hoặc sai kiểu. Hãy xem /openapi/v1.json.");

    public static readonly Refusal NotForThisPage = new(
        "page.not-so", RefusalKind.Invalid, "Trang này không nhận yêu cầu như vậy. Hãy quay lại và dùng các liên kết, nút bấm trên trang.");

    public static readonly Refusal NotJson = new("body.content-type", RefusalKind.Invalid, "Nội dung phải được gửi với Content-Type: application/json.");

    public static readonly Refusal Compressed = new("body.content-encoding", RefusalKind.Invalid, "Nội dung nén (Content-Encoding) không được nhận. Hãy gửi nội dung không nén.");

    public static Refusal BodyTooLarge(int limit) => new(
        "body.too-large", RefusalKind.TooLarge, $"Nội dung gửi lên quá lớn; giới hạn là {limit / 1024 / 1024} MiB. Hãy chia nhỏ hoặc gửi tệp nhỏ hơn.");

    public static Refusal UnknownMember(string path) => new("json.unknown-member", RefusalKind.Invalid, $"Trường “{path}” không có trong yêu cầu này. Hãy bỏ đi hoặc sửa tên; xem /openapi/v1.json.");

    public static Refusal DuplicateMember(string path) => new("json.duplicate-member", RefusalKind.Invalid, $"Trường “{path}” có hai lần. Hãy chỉ gửi một lần.");

    public static Refusal MissingMember(string path) => new("json.missing-member", RefusalKind.Invalid, $"Thiếu trường “{path}”. Hãy bổ sung rồi gửi lại.");

    public static Refusal WrongValue(string path) => new("json.wrong-value", RefusalKind.Invalid, $"Giá trị của “{path}” sai kiểu hoặc không có trong danh sách cho phép. Hãy xem /openapi/v1.json.");
}
