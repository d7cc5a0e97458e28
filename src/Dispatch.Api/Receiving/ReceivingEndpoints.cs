using Dispatch.Api.Http;
using Dispatch.Api.Registering;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Receiving;

/// <summary>Who is to deal with an incoming dispatch.</summary>
/// <param name="LeadUnitId">Đơn vị chủ trì.</param>
/// <param name="SupportUnitIds">Đơn vị phối hợp.</param>
/// <param name="DueOn">Thời hạn.</param>
/// <param name="Opinion">Ý kiến chỉ đạo.</param>
internal sealed record AssignmentBody(Id<Body> LeadUnitId, IReadOnlyList<Id<Body>>? SupportUnitIds = null, DateOnly? DueOn = null, string? Opinion = null);

/// <summary>The dispatch that answers.</summary>
/// <param name="AnswerId">An issued dispatch of the organisation.</param>
internal sealed record AnswerBody(Id<OfficialDispatch> AnswerId);

/// <summary>What a paper from outside cites.</summary>
/// <param name="Cites">The whole list, in the order of the text.</param>
internal sealed record CitationsBody(IReadOnlyList<PaperCitation> Cites);

/// <summary>How a matter ended.</summary>
/// <param name="Opinion">Kết quả.</param>
internal sealed record ClosingBody(string? Opinion = null);

/// <summary>Incoming dispatches, from arrival to answer.</summary>
internal static class ReceivingEndpoints
{
    public static RouteGroupBuilder MapReceiving(this RouteGroupBuilder api)
    {
        var incoming = api.MapGroup("/incoming").WithTags("Receiving");
        incoming.MapPost("/", RegisterPaperAsync).Acts().WithName("RegisterPaper").WithSummary("Văn bản giấy đến từ ngoài hệ thống.");
        incoming.MapGet("/", ListAsync).WithName("ListIncoming").WithSummary("Các văn bản đến của cơ quan, theo trang.");
        incoming.MapGet("/{id:guid}", FindAsync).WithName("FindIncoming").WithSummary("Một văn bản đến.");
        incoming.MapPost("/{id:guid}/receive", ReceiveAsync).Acts().WithName("ReceiveIncoming").WithSummary("Tiếp nhận (Điều 21).");
        incoming.MapPost("/{id:guid}/receive-and-register", ReceiveAndRegisterAsync).Acts().WithName("ReceiveAndRegister").WithSummary("Tiếp nhận và vào sổ trong một việc; nơi gửi được báo 03 kèm số đến (Điều 21, 22).");
        incoming.MapPost("/{id:guid}/refuse", RefuseAsync).Acts().WithName("RefuseIncoming").WithSummary("Từ chối tiếp nhận kèm lý do.");
        incoming.MapPost("/{id:guid}/register", RegisterAsync).Acts().WithName("RegisterIncoming").WithSummary("Đăng ký, cấp số đến (Điều 22).");
        incoming.MapPost("/{id:guid}/submit", SubmitAsync).Acts().WithName("SubmitIncoming").WithSummary("Trình người có thẩm quyền.");
        incoming.MapPost("/{id:guid}/assign", AssignAsync).Acts().WithName("AssignIncoming").WithSummary("Phân công giải quyết.");
        incoming.MapPost("/{id:guid}/answer", AnswerAsync).Acts().WithName("AnswerIncoming").WithSummary("Trả lời bằng một văn bản đi đã phát hành.");
        incoming.MapGet("/{id:guid}/slips/{kind}", SlipAsync).WithName("PrintSlip").WithSummary("Phiếu giải quyết (handling) hoặc giấy xác nhận đã nhận (receipt), để in.").Produces<byte[]>(contentType: "application/pdf");
        incoming.MapPost("/{id:guid}/begin", BeginAsync).Acts().WithName("BeginIncoming").WithSummary("Bắt đầu giải quyết; nơi gửi được báo (05).");
        incoming.MapPost("/{id:guid}/close", CloseAsync).Acts().WithName("CloseIncoming").WithSummary("Kết thúc giải quyết.");
        incoming.MapPost("/{id:guid}/citations", CiteAsync).Acts().WithName("CorrectCitations").WithSummary("Sửa văn bản được dẫn của một văn bản từ ngoài hệ thống: cả danh sách, thay danh sách cũ.");
        return api;
    }

    private static Task<Results<Created<IncomingView>, ProblemHttpResult>> RegisterPaperAsync(JsonBody<RegisterPaper> body, IMediator mediator, HttpContext http) =>
        mediator.CreatedAsync(body.Value, view => $"/api/incoming/{view.Id}", http);

    private static Task<Results<Ok<Page<IncomingView>>, ProblemHttpResult>> ListAsync(
        IMediator mediator, HttpContext http, Named<IncomingState>? state = null, Id<IncomingDispatch>? after = null, int take = 50) =>
        mediator.OkAsync(new ListIncoming(state?.Value, after, take), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> FindAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new FindIncoming(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> ReceiveAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ReceiveIncoming(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> ReceiveAndRegisterAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ReceiveAndRegister(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> RefuseAsync(Id<IncomingDispatch> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RefuseIncoming(id, body.Value.Reason), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> RegisterAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new RegisterIncoming(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> SubmitAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new SubmitIncoming(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> AssignAsync(Id<IncomingDispatch> id, JsonBody<AssignmentBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new AssignIncoming(id, body.Value.LeadUnitId, body.Value.SupportUnitIds, body.Value.DueOn, body.Value.Opinion), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> AnswerAsync(Id<IncomingDispatch> id, JsonBody<AnswerBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new AnswerIncoming(id, body.Value.AnswerId), http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SlipAsync(Id<IncomingDispatch> id, Named<SlipKind> kind, IMediator mediator, HttpContext http) =>
        RegisterFileEndpoint.Of(await mediator.Send(new PrintSlip(id, kind.Value), http.RequestAborted), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> CiteAsync(Id<IncomingDispatch> id, JsonBody<CitationsBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CorrectCitations(id, body.Value.Cites), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> BeginAsync(Id<IncomingDispatch> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new BeginIncoming(id), http);

    private static Task<Results<Ok<IncomingView>, ProblemHttpResult>> CloseAsync(Id<IncomingDispatch> id, JsonBody<ClosingBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CloseIncoming(id, body.Value.Opinion), http);
}
