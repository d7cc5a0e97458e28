using Dispatch.Api.Http;
using Dispatch.Api.Tracing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Signing;

/// <summary>Signing with a key that is elsewhere: the server hands out what is to be signed and takes the signature back. It never sees a PIN.</summary>
internal static class SigningSessionEndpoints
{
    private static readonly Refusal NoCopyHere = KernelRefusals.Shape("purpose", "Phiên ký của văn bản đi là Leader hoặc Seal; bản sao mở phiên ở /api/copies/{id}/signing-sessions.");

    public static RouteGroupBuilder MapSigningSessions(this RouteGroupBuilder api)
    {
        var dispatches = api.MapGroup("/dispatches/{id:guid}").WithTags("Signing");
        dispatches.MapPost("/signing-sessions", OpenAsync).Acts().WithName("OpenSigningSession").WithSummary("Mở phiên ký: nhận mã băm cần ký và tệp sẽ ký; nộp chữ ký trong 5 phút.");
        dispatches.MapPost("/sign-with-held-key", SignAsync).Acts().WithName("SignWithHeldKey").WithSummary("Ký bằng khóa máy chủ giữ (bản trình diễn).");
        dispatches.MapPost("/seal", SealAsync).Acts().WithName("SealDispatch").WithSummary("Ký số của cơ quan bằng khóa máy chủ giữ (Điều 17).");
        var copies = api.MapGroup("/copies").WithTags("Signing");
        copies.MapPost("/{id:guid}/signing-sessions", OpenCopyAsync).Acts().WithName("OpenCopySigningSession").WithSummary("Mở phiên ký số của cơ quan trên bản sao: nhận mã băm cần ký và tệp sẽ ký.");
        copies.MapPut("/signing-sessions/{id:guid}", CompleteCopyAsync).Acts().WithName("CompleteCopySeal").WithSummary("Nộp chữ ký số của cơ quan trên bản sao.");
        copies.MapPost("/{id:guid}/seal", SealCopyAsync).Acts().WithName("SealCopy").WithSummary("Ký số của cơ quan trên bản sao bằng khóa máy chủ giữ (Điều 25; Phụ lục I Phần II).");
        var sessions = api.MapGroup("/signing-sessions/{id:guid}").WithTags("Signing");
        sessions.MapGet("/file", FileAsync).WithName("ReadSigningSession").WithSummary("Tệp sẽ được ký, đúng từng byte.").Produces<byte[]>(contentType: PaperResult.ContentType);
        sessions.MapGet("/pages/{page:int}.png", PictureAsync).WithName("ReadSigningSessionPage").WithSummary("Ảnh một trang của tệp sẽ được ký; mã băm của ảnh ở Content-Digest.").Produces<byte[]>(contentType: "image/png");
        sessions.MapPut("/", CompleteAsync).Acts().WithName("CompleteSigning").WithSummary("Nộp chữ ký; được kiểm tra với tệp và chứng thư trước khi lưu.");
        return api;
    }

    private static Task<Results<Ok<SigningSessionView>, ProblemHttpResult>> OpenAsync(Id<OfficialDispatch> id, JsonBody<SigningSessionBody> body, IMediator mediator, HttpContext http)
    {
        var by = new SignerCertificate(body.Value.Certificate, body.Value.Chain, body.Value.PrefersPss);
        return body.Value.Purpose switch
        {
            SigningPurpose.Leader => mediator.OkAsync(new PrepareSignature(id, by), http),
            SigningPurpose.Seal => mediator.OkAsync(new PrepareSeal(id, by), http),
            SigningPurpose.Copy => Task.FromResult<Results<Ok<SigningSessionView>, ProblemHttpResult>>(RefusalResults.Problem(NoCopyHere)),
        };
    }

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> CompleteAsync(Id<SigningSession> id, JsonBody<SignatureBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CompleteSigning(id, body.Value.Signature), http);

    private static Task<Results<Ok<SigningSessionView>, ProblemHttpResult>> OpenCopyAsync(Id<CertifiedCopy> id, JsonBody<CertificateBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PrepareCopySeal(id, new SignerCertificate(body.Value.Certificate, body.Value.Chain, body.Value.PrefersPss)), http);

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> CompleteCopyAsync(Id<SigningSession> id, JsonBody<SignatureBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CompleteCopySeal(id, body.Value.Signature), http);

    private static async Task<Results<Ok<CopyView>, ProblemHttpResult>> SealCopyAsync(Id<CertifiedCopy> id, HeldKeySigning signing, ActContext caller, HttpContext http) =>
        Answers.Of(await signing.SealCopyAsync(caller, id, http.RequestAborted), http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(Id<SigningSession> id, IMediator mediator, HttpContext http)
    {
        var outcome = await mediator.Send(new ReadSigningSession(id), http.RequestAborted);
        return outcome.IsRefused ? RefusalResults.Problem(outcome.Refusal) : PaperResult.Of(outcome.Value, http);
    }

    private static async Task<IResult> PictureAsync(Id<SigningSession> id, int page, IMediator mediator, HttpContext http)
    {
        var file = await mediator.Send(new ReadSigningSession(id), http.RequestAborted);
        if (file.IsRefused)
        {
            return RefusalResults.Problem(file.Refusal);
        }

        var picture = await PagePicture.DrawAsync(file.Value, page, http.RequestAborted);
        return picture.IsRefused ? RefusalResults.Problem(picture.Refusal) : PagePicture.Of(picture.Value, http);
    }

    private static async Task<Results<Ok<DispatchView>, ProblemHttpResult>> SignAsync(Id<OfficialDispatch> id, HeldKeySigning signing, ActContext caller, HttpContext http) =>
        Answers.Of(await signing.SignAsync(caller, id, http.RequestAborted), http);

    private static async Task<Results<Ok<DispatchView>, ProblemHttpResult>> SealAsync(Id<OfficialDispatch> id, HeldKeySigning signing, ActContext caller, HttpContext http) =>
        Answers.Of(await signing.SealAsync(caller, id, http.RequestAborted), http);
}

/// <summary>Who will sign, and for whom.</summary>
/// <param name="Purpose">Leader or Seal.</param>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="Chain">The certificates above it, DER.</param>
/// <param name="PrefersPss">RSA-PSS instead of PKCS#1 v1.5.</param>
internal sealed record SigningSessionBody(SigningPurpose Purpose, byte[] Certificate, IReadOnlyList<byte[]>? Chain = null, bool PrefersPss = false);

/// <summary>Who will sign a copy for the organisation.</summary>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="Chain">The certificates above it, DER.</param>
/// <param name="PrefersPss">RSA-PSS instead of PKCS#1 v1.5.</param>
internal sealed record CertificateBody(byte[] Certificate, IReadOnlyList<byte[]>? Chain = null, bool PrefersPss = false);

/// <summary>What the key gave.</summary>
/// <param name="Signature">RSA: as long as the key. ECDSA: the DER pair, or both numbers side by side.</param>
internal sealed record SignatureBody(byte[] Signature);
