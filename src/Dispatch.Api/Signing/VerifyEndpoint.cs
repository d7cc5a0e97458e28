using System.Security.Cryptography;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Verifying;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Signing;

/// <summary>Says what is proven of a signed PDF. For everybody, signed in or not; nothing of the file is kept.</summary>
internal static class VerifyEndpoint
{
    public static RouteGroupBuilder MapVerify(this RouteGroupBuilder api)
    {
        api.MapPost("/verify", VerifyAsync).AllowAnonymous().Accepts<byte[]>(Tracing.PaperResult.ContentType).Produces<VerificationReport>()
            .WithTags("Signing").WithName("VerifyFile").WithSummary("Kiểm tra chữ ký số của tệp PDF; không cần đăng nhập, không lưu gì. Accept-Language: en để nhận câu tiếng Anh.");
        return api;
    }

    private static async Task<Results<JsonHttpResult<VerificationReport>, ProblemHttpResult>> VerifyAsync(HttpContext http, VerificationDoor door, ActContext act, IMediator mediator)
    {
        var file = await BoundedBody.ReadAsync(http.Request, BoundedBody.DocumentLimit, http.RequestAborted);
        if (file is null)
        {
            return RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit));
        }

        var finding = await door.VerifyAsync(file, act, http.RequestAborted);
        return finding.IsRefused
            ? RefusalResults.Problem(finding.Refusal)
            : TypedResults.Json(
                VerificationReport.Of(finding.Value, LanguageOf(http.Request)) with { Authority = await AuthorityAsync(file, act, mediator, http.RequestAborted) }, VerificationReport.JsonOptions);
    }

    // Authority is a fact of the installation, told to its people only.
    private static async Task<AuthorityReport?> AuthorityAsync(byte[] file, ActContext act, IMediator mediator, CancellationToken cancellationToken)
    {
        if (act.Actor is null)
        {
            return null;
        }

        var found = await mediator.Send(new FindSignatory(Convert.ToHexStringLower(SHA256.HashData(file))), cancellationToken);
        return found.IsRefused ? null : AuthorityReport.Of(found.Value);
    }

    private static FindingLanguage LanguageOf(HttpRequest request) =>
        request.Headers.AcceptLanguage.ToString().TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? FindingLanguage.English : FindingLanguage.Vietnamese;
}
