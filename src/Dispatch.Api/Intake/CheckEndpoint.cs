using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Inspecting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Intake;

/// <summary>What the page that looks into a PDF shows.</summary>
/// <param name="FileName">The name of the file; null before one was given.</param>
/// <param name="Inspection">What was found in it.</param>
public sealed record CheckModel(string? FileName, PdfInspection? Inspection);

/// <summary>Says what a PDF of others holds, and for what it would be refused before signing. Nothing of it is kept.</summary>
internal static class CheckEndpoint
{
    private const string Path = "/intake/check";

    private static readonly Refusal NoFile = new("check.no-file", RefusalKind.Invalid, "Chưa chọn tệp PDF. Hãy chọn một tệp rồi bấm Kiểm tra.");

    public static void MapCheck(this RouteGroupBuilder api) => api.MapPost(Path, CheckAsync).Accepts<byte[]>(Tracing.PaperResult.ContentType).Produces<PdfInspection>()
        .WithTags("Intake").WithName("CheckFile").WithSummary("Kiểm tra một tệp PDF trước khi ký: trang, phông chữ, mã lệnh, tệp đính kèm, biểu mẫu; không lưu gì.");

    public static void MapCheckPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => PageResult.Of<CheckPage>(new CheckModel(null, null)));
        routes.MapPost(Path, ShowAsync);
    }

    private static async Task<Results<Ok<PdfInspection>, ProblemHttpResult>> CheckAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var file = await BoundedBody.ReadAsync(request, BoundedBody.DocumentLimit, cancellationToken);
        return file is null ? RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit)) : TypedResults.Ok(await InspectAsync(file, cancellationToken));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        var file = await PostedFile.ReadAsync(http, "file", NoFile, http.RequestAborted);
        return file.IsRefused ? Refused(file.Refusal) : PageResult.Of<CheckPage>(new CheckModel(file.Value.Name, await InspectAsync(file.Value.Bytes, http.RequestAborted)));
    }

    // A large file takes seconds; the thread that answers others is not held.
    private static Task<PdfInspection> InspectAsync(byte[] file, CancellationToken cancellationToken) => Task.Run(() => PdfInspector.Inspect(file, cancellationToken), cancellationToken);

    private static IResult Refused(Refusal refusal) =>
        PageResult.Of<CheckPage>(new CheckModel(null, null), new RefusedAct("Check", refusal, new Dictionary<string, string>(StringComparer.Ordinal)));
}
