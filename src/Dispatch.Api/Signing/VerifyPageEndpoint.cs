using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Signatures.Verifying;
using MediatR;

namespace Dispatch.Api.Signing;

/// <summary>What the page of verification shows.</summary>
/// <param name="FileName">The name of the file that was dropped; null before one was.</param>
/// <param name="Finding">What is proven of it.</param>
/// <param name="File">The file itself, for the signed version to be cut from; it is kept nowhere else.</param>
public sealed record VerifyModel(string? FileName, FileFinding? Finding, ReadOnlyMemory<byte> File)
{
    /// <summary>The copy that the QR code on a paper names; null when none was asked for.</summary>
    public Outcome<CopyIdentity>? Copy { get; init; }
}

internal static class VerifyPageEndpoint
{
    private const string Path = "/verify";

    private static readonly Refusal NoFile = new("verification.no-file", RefusalKind.Invalid, "Chưa chọn tệp. Hãy chọn một tệp PDF rồi bấm Kiểm tra.");

    public static void MapVerifyPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync);
        routes.MapPost(Path, VerifyAsync);
    }

    /// <summary>The address on a copy: its number, its date and the hash of what was copied, as the code says them.</summary>
    private static async Task<IResult> ShowAsync(string? so, string? ngay, string? sha256, HttpContext http, IMediator mediator) => PageResult.Of<VerifyPage>(new VerifyModel(null, null, default)
    {
        Copy = sha256 is null ? null : await mediator.Send(new IdentifyCopy(so ?? "", PageWords.ReadDay(ngay), sha256), http.RequestAborted),
    });

    private static async Task<IResult> VerifyAsync(HttpContext http, PageForms forms, VerificationDoor door, ActContext context)
    {
        if (http.Request.ContentLength > BoundedBody.DocumentLimit)
        {
            return Refused(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit));
        }

        var form = forms.Form;
        if (http.Request.Form.Files is not [{ Length: > 0 } chosen])
        {
            return Refused(NoFile);
        }

        if (chosen.Length > BoundedBody.DocumentLimit)
        {
            return Refused(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit));
        }

        var file = new byte[chosen.Length];
        await using (var content = chosen.OpenReadStream())
        {
            await content.ReadExactlyAsync(file, http.RequestAborted);
        }

        var finding = await door.VerifyAsync(file, context, http.RequestAborted);
        return finding.IsRefused ? Refused(finding.Refusal) : PageResult.Of<VerifyPage>(new VerifyModel(System.IO.Path.GetFileName(chosen.FileName), finding.Value, file));
    }

    private static IResult Refused(Refusal refusal) =>
        PageResult.Of<VerifyPage>(new VerifyModel(null, null, default), new RefusedAct("Verify", refusal, new Dictionary<string, string>(StringComparer.Ordinal)));
}
