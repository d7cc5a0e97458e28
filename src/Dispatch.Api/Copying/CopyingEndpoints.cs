using Dispatch.Api.Http;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Copying;

/// <summary>Certified copies, from request to issue.</summary>
internal static class CopyingEndpoints
{
    public static RouteGroupBuilder MapCopying(this RouteGroupBuilder api)
    {
        var copies = api.MapGroup("/copies").WithTags("Copying");
        copies.MapPost("/", RequestAsync).Acts().WithName("RequestCopy").WithSummary("Đề nghị sao văn bản đến đã vào sổ, hoặc văn bản đi đã phát hành của cơ quan (Điều 25).");
        copies.MapGet("/", ListAsync).WithName("ListCopies").WithSummary("Các bản sao của cơ quan, theo trang.");
        copies.MapGet("/{id:guid}", FindAsync).WithName("FindCopy").WithSummary("Một bản sao.");
        copies.MapPost("/{id:guid}/approve", ApproveAsync).Acts().WithName("ApproveCopy").WithSummary("Đối chiếu với bản nguồn và ký sao.");
        copies.MapPost("/{id:guid}/reject", RejectAsync).Acts().WithName("RejectCopy").WithSummary("Không duyệt sao, kèm lý do.");
        copies.MapPost("/{id:guid}/number", NumberAsync).Acts().WithName("NumberCopy").WithSummary("Cấp số bản sao.");
        copies.MapPost("/{id:guid}/issue", IssueAsync).Acts().WithName("IssueCopy").WithSummary("Phát hành bản sao tới mọi nơi nhận.");
        api.MapGet("/incoming/{id:guid}/parts", PartsAsync).WithTags("Copying").WithName("ListCopyParts").WithSummary("Các phần của văn bản đến, để chọn phần trích sao.");
        api.MapGet("/dispatches/{id:guid}/parts", DispatchPartsAsync).WithTags("Copying").WithName("ListDispatchParts").WithSummary("Các phần của văn bản đi đã phát hành, để chọn phần trích sao.");
        return api;
    }

    private static Task<Results<Ok<IReadOnlyList<CopyPart>>, ProblemHttpResult>> PartsAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ListCopyParts(id.Value), http);

    private static Task<Results<Ok<IReadOnlyList<CopyPart>>, ProblemHttpResult>> DispatchPartsAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ListCopyParts(id.Value), http);

    private static Task<Results<Created<CopyView>, ProblemHttpResult>> RequestAsync(JsonBody<RequestCopy> body, IMediator mediator, HttpContext http) =>
        mediator.CreatedAsync(body.Value, view => $"/api/copies/{view.Id}", http);

    private static Task<Results<Ok<Page<CopyView>>, ProblemHttpResult>> ListAsync(
        IMediator mediator, HttpContext http, Named<CopyState>? state = null, Id<CertifiedCopy>? after = null, int take = 50) =>
        mediator.OkAsync(new ListCopies(state?.Value, after, take), http);

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> FindAsync(Id<CertifiedCopy> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new FindCopy(id), http);

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> ApproveAsync(Id<CertifiedCopy> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ApproveCopy(id), http);

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> RejectAsync(Id<CertifiedCopy> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RejectCopy(id, body.Value.Reason), http);

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> NumberAsync(Id<CertifiedCopy> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new NumberCopy(id), http);

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> IssueAsync(Id<CertifiedCopy> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new IssueCopy(id), http);
}
