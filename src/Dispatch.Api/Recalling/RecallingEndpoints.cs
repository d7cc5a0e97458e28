using Dispatch.Api.Http;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Recalling;

/// <summary>What is proposed.</summary>
/// <param name="Reason">Lý do, 1 to 1,000 letters; every receiver reads it.</param>
/// <param name="SignerId">Who decides.</param>
/// <param name="NoticeId">The issued dispatch that gives notice of the recall, where there is one.</param>
internal sealed record RecallBody(string Reason, Id<Person> SignerId, Id<OfficialDispatch>? NoticeId = null);

/// <param name="Reply">What the recipient answered.</param>
/// <param name="Evidence">Số văn bản trả lời, số phiếu or số hiệu bưu gửi.</param>
/// <param name="Reason">Why not, with a no.</param>
internal sealed record RecallAnswerBody(RecallReply Reply, string Evidence, string? Reason = null);

/// <summary>Taking papers back: at the issuer, and at those who received them.</summary>
internal static class RecallingEndpoints
{
    public static RouteGroupBuilder MapRecalling(this RouteGroupBuilder api)
    {
        var dispatches = api.MapGroup("/dispatches/{id:guid}/recall").WithTags("Recalling");
        dispatches.MapPost("/", ProposeAsync).Acts().WithName("ProposeRecall").WithSummary("Đề nghị thu hồi văn bản đã phát hành (Điều 18.4).");
        dispatches.MapGet("/answers", AnswersAsync).WithName("ListRecallAnswers").WithSummary("Ai đã trả lời thu hồi, ai chưa: cả cây văn bản, kể cả nơi nhận bản sao.");
        var recalls = api.MapGroup("/recalls").WithTags("Recalling");
        recalls.MapGet("/", ListAsync).WithName("ListRecalls").WithSummary("Các đề nghị thu hồi của cơ quan, mới nhất trước, theo trang.");
        recalls.MapGet("/{id:guid}", FindAsync).WithName("FindRecall").WithSummary("Một đề nghị thu hồi.");
        recalls.MapPost("/{id:guid}/order", OrderAsync).Acts().WithName("OrderRecall").WithSummary("Ra lệnh thu hồi: đóng băng văn bản, yêu cầu mọi nơi nhận, kể cả nơi nhận bản sao.");
        recalls.MapPost("/{id:guid}/decline", DeclineAsync).Acts().WithName("DeclineRecall").WithSummary("Không đồng ý thu hồi, kèm lý do.");
        var incoming = api.MapGroup("/incoming/{id:guid}/recall").WithTags("Recalling");
        incoming.MapPost("/agree", AgreeAsync).Acts().WithName("AgreeRecall").WithSummary("Trả lời nơi gửi: đã hủy, đã trả lại (15).");
        incoming.MapPost("/refuse", RefuseAsync).Acts().WithName("RefuseRecall").WithSummary("Trả lời nơi gửi: không đồng ý, kèm lý do (16).");
        var copies = api.MapGroup("/copies/{id:guid}/recall").WithTags("Recalling");
        copies.MapPost("/", RecallCopyAsync).Acts().WithName("RecallCopy").WithSummary("Thu hồi bản sao của chính cơ quan, kể cả các bản sao làm từ nó; văn bản nguồn không đổi.");
        copies.MapGet("/answers", CopyAnswersAsync).WithName("ListCopyRecallAnswers").WithSummary("Ai đã trả lời thu hồi bản sao, ai chưa.");
        api.MapPost("/deliveries/{id:guid}/recall-answer", RecordAsync).Acts().WithTags("Recalling").WithName("RecordRecallAnswer").WithSummary("Ghi trả lời thu hồi của nơi nhận trên giấy hoặc qua thư điện tử, kèm căn cứ.");
        return api;
    }

    private static Task<Results<Ok<CopyView>, ProblemHttpResult>> RecallCopyAsync(Id<CertifiedCopy> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RecallCopy(id, body.Value.Reason), http);

    private static Task<Results<Ok<RecallAnswers>, ProblemHttpResult>> CopyAnswersAsync(
        Id<CertifiedCopy> id, IMediator mediator, HttpContext http, bool open = false, Id<Delivery>? after = null, int take = 100) =>
        mediator.OkAsync(new ListCopyRecallAnswers(id, open, after, take), http);

    private static Task<Results<Ok<DeliveryView>, ProblemHttpResult>> RecordAsync(Id<Delivery> id, JsonBody<RecallAnswerBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RecordRecallAnswer(id, body.Value.Reply, body.Value.Evidence, body.Value.Reason), http);

    private static Task<Results<Created<RecallView>, ProblemHttpResult>> ProposeAsync(Id<OfficialDispatch> id, JsonBody<RecallBody> body, IMediator mediator, HttpContext http) =>
        mediator.CreatedAsync(new ProposeRecall(id, body.Value.Reason, body.Value.SignerId, body.Value.NoticeId), view => $"/api/recalls/{view.Id}", http);

    private static Task<Results<Ok<RecallAnswers>, ProblemHttpResult>> AnswersAsync(
        Id<OfficialDispatch> id, IMediator mediator, HttpContext http, bool open = false, Id<Delivery>? after = null, int take = 100) =>
        mediator.OkAsync(new ListRecallAnswers(id, open, after, take), http);

    private static Task<Results<Ok<Page<RecallView>>, ProblemHttpResult>> ListAsync(
        IMediator mediator, HttpContext http, Id<OfficialDispatch>? dispatch = null, Id<Recall>? after = null, int take = 50) =>
        mediator.OkAsync(new ListRecalls(dispatch, after, take), http);

    private static Task<Results<Ok<RecallView>, ProblemHttpResult>> FindAsync(Id<Recall> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new FindRecall(id), http);

    private static Task<Results<Ok<RecallView>, ProblemHttpResult>> OrderAsync(Id<Recall> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new OrderRecall(id), http);

    private static Task<Results<Ok<RecallView>, ProblemHttpResult>> DeclineAsync(Id<Recall> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new DeclineRecall(id, body.Value.Reason), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> AgreeAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new AgreeRecall(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> RefuseAsync(Id<IncomingDispatch> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RefuseRecall(id, body.Value.Reason), http);
}
