using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Api.Http;

/// <summary>The one place where a "no" becomes HTTP: each kind of refusal has its status, and the compiler finds a kind that has none.</summary>
internal static class RefusalResults
{
    /// <summary>The status of a kind of refusal.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Anonymous => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.KeyReused => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Busy => StatusCodes.Status429TooManyRequests,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>A refusal as it leaves.</summary>
    public static ProblemHttpResult Problem(Refusal refusal) => Problem(StatusOf(refusal.Kind), refusal.Code, refusal.Message);

    /// <summary>A "no" of the door itself, for which the engine has no kind.</summary>
    public static ProblemHttpResult Problem(int status, string code, string detail) => TypedResults.Problem(Details(status, code, detail));

    /// <summary>The problem details of RFC 9457. Nothing in them depends on the request, so that two papers one may not see cannot be told apart.</summary>
    public static ProblemDetails Details(int status, string code, string detail) => new()
    {
        Type = "urn:dispatch:refusal:" + code,
        Title = TitleOf(status),
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Yêu cầu chưa đúng",
        StatusCodes.Status401Unauthorized => "Chưa đăng nhập",
        StatusCodes.Status403Forbidden => "Không có quyền",
        StatusCodes.Status404NotFound => "Không tìm thấy",
        StatusCodes.Status405MethodNotAllowed => "Phương thức không được dùng ở đây",
        StatusCodes.Status409Conflict => "Chưa làm được ở trạng thái này",
        StatusCodes.Status412PreconditionFailed => "Văn bản đã thay đổi",
        StatusCodes.Status413PayloadTooLarge => "Nội dung quá lớn",
        StatusCodes.Status415UnsupportedMediaType => "Kiểu nội dung không được nhận",
        StatusCodes.Status416RangeNotSatisfiable => "Khoảng byte nằm ngoài tệp",
        StatusCodes.Status422UnprocessableEntity => "Khóa đã dùng cho yêu cầu khác",
        StatusCodes.Status429TooManyRequests => "Quá nhiều yêu cầu, hãy đợi",
        StatusCodes.Status503ServiceUnavailable => "Tạm thời chưa làm được",
        _ => "Hệ thống gặp lỗi",
    };
}
