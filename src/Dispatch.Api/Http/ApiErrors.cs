using System.Diagnostics;
using System.Net;
using Dispatch.Api.Components;
using Dispatch.Api.Security;
using Dispatch.Api.Tracing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Dispatch.Api.Http;

/// <summary>What leaves when no endpoint answered: a fault without its details, an unknown route, a refusal of the framework. Always a problem under /api, elsewhere a page.</summary>
internal static class ApiErrors
{
    public const string Root = "/api";

    private const string SecondsToRetry = "30";

    /// <summary>Whether it is the API that is asked: in whichever case of letters, as routing takes its addresses.</summary>
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>First in the pipeline, so that nothing leaves unclothed.</summary>
    public static WebApplication UseApiErrors(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                SecurityHeaders.Set(http.Response);
                SayWhenToRetry(http.Response);
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FaultAsync, SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException || Outages.Of(fault.Exception) is not null });
        app.UseStatusCodePages(page => StatusAsync(page.HttpContext));
        app.Use(async (http, next) =>
        {
            await next(http);
            LeaveNoKind(http.Response);
        });
        return app;
    }

    /// <summary>What routing itself refuses under /api (no such address, method or kind of content) is refused to everyone alike, signed in or not: it says nothing of any paper.</summary>
    public static WebApplication UseUnknownRoutes(this WebApplication app)
    {
        app.Use((http, next) => (http.GetEndpoint(), IsApi(http)) switch
        {
            (null, true) => SayUnknown(http),
            (not null and not RouteEndpoint and { RequestDelegate: { } refuse }, true) => refuse(http),
            _ => next(http),
        });
        return app;
    }

    /// <summary>Who is told "later" is told when, also where the refusal itself does not know.</summary>
    private static void SayWhenToRetry(HttpResponse response)
    {
        if (response.StatusCode is StatusCodes.Status429TooManyRequests && response.Headers.RetryAfter.Count == 0)
        {
            response.Headers.RetryAfter = SecondsToRetry;
        }
    }

    /// <summary>A file that cannot be given as it was asked for leaves its kind behind and no words.</summary>
    private static void LeaveNoKind(HttpResponse response)
    {
        if (!response.HasStarted && response.ContentType is PaperResult.ContentType && response.StatusCode is (StatusCodes.Status412PreconditionFailed or StatusCodes.Status416RangeNotSatisfiable))
        {
            (response.ContentType, response.ContentLength) = (null, null);
        }
    }

    private static Task SayUnknown(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task FaultAsync(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var isApi = IsApi(http);
        return fault switch
        {
            BadHttpRequestException bad when isApi => RefusalResults.Problem(Refused(bad)).ExecuteAsync(http),
            BadHttpRequestException bad => PageResult.RefuseAsync(http, OfPage(bad.StatusCode), bad.StatusCode),
            not null when Outages.Of(fault) is { } outage => OutageAsync(http, outage, fault, isApi),
            _ when isApi => Fault(http).ExecuteAsync(http),
            _ => FaultPage(http, StatusCodes.Status500InternalServerError, "Hệ thống gặp lỗi", $"Việc này chưa được thực hiện trọn vẹn nên không có gì được lưu. Hãy thử lại, hoặc báo quản trị viên kèm mã {TraceOf(http)}.").ExecuteAsync(http),
        };
    }

    private static Task OutageAsync(HttpContext http, Refusal outage, Exception fault, bool isApi)
    {
        http.RequestServices.GetRequiredService<OutageLog>().Met(outage, fault);
        http.Response.Headers.RetryAfter = SecondsToRetry;
        return isApi ? RefusalResults.Problem(outage).ExecuteAsync(http) : FaultPage(http, RefusalResults.StatusOf(outage.Kind), "Tạm thời chưa làm được", outage.Message).ExecuteAsync(http);
    }

    private static Refusal Refused(BadHttpRequestException bad) =>
        bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit) : DoorRefusals.RequestMalformed;

    private static string TraceOf(HttpContext http) => Activity.Current?.Id ?? http.TraceIdentifier;

    private static ProblemHttpResult Fault(HttpContext http)
    {
        var problem = RefusalResults.Details(StatusCodes.Status500InternalServerError, "server.fault", "Hệ thống gặp lỗi; việc này chưa được thực hiện trọn vẹn nên không có gì được lưu. Hãy thử lại với cùng Idempotency-Key, hoặc báo quản trị viên kèm mã traceId.");
        problem.Extensions["traceId"] = TraceOf(http);
        return TypedResults.Problem(problem);
    }

    /// <summary>Made of nothing that may have failed itself: neither the frame of pages nor the database is asked.</summary>
    private static ContentHttpResult FaultPage(HttpContext http, int status, string title, string what)
    {
        PageHeaders.Set(http.Response.Headers);
        return TypedResults.Text(
            $"""
            <!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
            <body><h1>{title}</h1><p>{WebUtility.HtmlEncode(what)}</p><p><a href="/">Về việc của tôi</a></p></body></html>
            """,
            "text/html; charset=utf-8", statusCode: status);
    }

    private static Task StatusAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        return IsApi(http) ? Bare(status).ExecuteAsync(http) : PageResult.RefuseAsync(http, OfPage(status), status);
    }

    private static Refusal OfPage(int status) => status switch
    {
        StatusCodes.Status404NotFound => KernelRefusals.Unknown("trang"),
        StatusCodes.Status413PayloadTooLarge => DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit),
        _ => DoorRefusals.NotForThisPage,
    };

    private static ProblemHttpResult Bare(int status) => status switch
    {
        StatusCodes.Status400BadRequest => RefusalResults.Problem(DoorRefusals.RequestMalformed),
        StatusCodes.Status401Unauthorized => RefusalResults.Problem(KernelRefusals.SignInFirst),
        StatusCodes.Status403Forbidden => RefusalResults.Problem(status, "access.forbidden", "Bạn không có quyền làm việc này."),
        StatusCodes.Status404NotFound => RefusalResults.Problem(status, "route.unknown", "Không có địa chỉ này trong API. Hãy xem /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => RefusalResults.Problem(status, "route.method", "Địa chỉ này không nhận phương thức đó. Hãy xem tiêu đề Allow."),
        StatusCodes.Status415UnsupportedMediaType => RefusalResults.Problem(status, "body.content-type", "Kiểu nội dung (Content-Type) không được nhận ở địa chỉ này. Hãy xem /openapi/v1.json."),
        StatusCodes.Status412PreconditionFailed => RefusalResults.Problem(status, "file.changed", "Tệp không còn đúng như If-Match hoặc If-Unmodified-Since nói. Hãy tải lại cả tệp."),
        StatusCodes.Status416RangeNotSatisfiable => RefusalResults.Problem(status, "file.range", "Khoảng byte (Range) nằm ngoài tệp. Hãy xem độ dài ở tiêu đề Content-Range rồi yêu cầu lại."),
        _ => RefusalResults.Problem(status, "request.refused", $"Máy chủ không nhận yêu cầu như vậy ({ReasonPhrases.GetReasonPhrase(status)}). Hãy xem /openapi/v1.json."),
    };
}
