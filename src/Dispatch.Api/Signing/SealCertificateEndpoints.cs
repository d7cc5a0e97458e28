using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Signing;

/// <summary>The organisation's certificates, and what is proven of what came in.</summary>
internal static class SealCertificateEndpoints
{
    public static RouteGroupBuilder MapSealCertificates(this RouteGroupBuilder api)
    {
        var certificates = api.MapGroup("/seal-certificates").WithTags("Signing");
        certificates.MapGet("/", ListAsync).WithName("ListSealCertificates").WithSummary("Chứng thư của cơ quan đã ghi nhận.");
        certificates.MapPost("/", RecordAsync).Acts().WithName("RecordSealCertificate").WithSummary("Ghi nhận chứng thư của cơ quan và người được dùng.");
        certificates.MapPost("/{id:guid}/withdraw", WithdrawAsync).Acts().WithName("WithdrawSealCertificate").WithSummary("Rút chứng thư của cơ quan kèm lý do.");
        var incoming = api.MapGroup("/incoming/{id:guid}").WithTags("Signing");
        incoming.MapGet("/verification", FindVerificationAsync).WithName("FindVerification").WithSummary("Kết quả kiểm tra chữ ký số gần nhất của văn bản đến.");
        incoming.MapPost("/verify", VerifyAsync).Acts().WithName("VerifyIncoming").WithSummary("Kiểm tra lại chữ ký số của văn bản đến.");
        return api;
    }

    private static Task<Results<Ok<Page<SealCertificateView>>, ProblemHttpResult>> ListAsync(Id<SealCertificate>? after, int? take, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ListSealCertificates(after, take ?? 50), http);

    private static Task<Results<Ok<SealCertificateView>, ProblemHttpResult>> RecordAsync(JsonBody<RecordSealCertificate> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<SealCertificateView>, ProblemHttpResult>> WithdrawAsync(Id<SealCertificate> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new WithdrawSealCertificate(id, body.Value.Reason), http);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> FindVerificationAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new FindVerification(id), http);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> VerifyAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new VerifyIncoming(id), http);
}
