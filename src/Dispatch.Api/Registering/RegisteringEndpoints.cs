using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Registering;

/// <summary>Drafts, and the books.</summary>
internal static class RegisteringEndpoints
{
    public static RouteGroupBuilder MapRegistering(this RouteGroupBuilder api)
    {
        var dispatches = api.MapGroup("/dispatches").WithTags("Registering");
        dispatches.MapPost("/", DraftAsync).Acts().WithName("DraftDispatch").WithSummary("Soạn thảo văn bản đi.");
        dispatches.MapGet("/", ListAsync).WithName("ListDispatches").WithSummary("Các văn bản đi của cơ quan, theo trang.");
        dispatches.MapGet("/{id:guid}", FindAsync).WithName("FindDispatch").WithSummary("Một văn bản đi.");
        dispatches.MapPut("/{id:guid}", ReviseAsync).Acts().WithName("ReviseDispatch").WithSummary("Sửa dự thảo; cần If-Match.");
        dispatches.MapPut("/{id:guid}/people", NamePeopleAsync).Acts().WithName("NameDraftPeople").WithSummary("Đổi người ký, người cho ý kiến, người thẩm định của dự thảo; cần If-Match.");
        dispatches.MapPost("/{id:guid}/submit", SubmitAsync).Acts().WithName("SubmitDispatch").WithSummary("Trình dự thảo để kiểm tra.");
        api.MapGet("/registers/{book}", BookAsync)
            .WithTags("Registering").WithName("ListRegister").WithSummary("Sổ đăng ký văn bản đi (outgoing), văn bản đến (incoming) hoặc bản sao (copies), theo cột của Phụ lục IV.");
        api.MapGet("/registers/{book}/file", RegisterFileEndpoint.ReadAsync)
            .WithTags("Registering").WithName("PrintRegister").WithSummary("Sổ của một năm để in và đóng quyển (PDF) hoặc mở bằng bảng tính (CSV).");
        return api;
    }

    private static Task<Results<Created<DispatchView>, ProblemHttpResult>> DraftAsync(JsonBody<DraftDispatch> body, IMediator mediator, HttpContext http) =>
        mediator.CreatedAsync(body.Value, view => $"/api/dispatches/{view.Id}", http);

    private static Task<Results<Ok<Page<DispatchView>>, ProblemHttpResult>> ListAsync(
        IMediator mediator, HttpContext http, Named<OutgoingState>? state = null, Id<OfficialDispatch>? after = null, int take = 50) =>
        mediator.OkAsync(new ListDispatches(state?.Value, after, take), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> FindAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new FindDispatch(id), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> ReviseAsync(Id<OfficialDispatch> id, JsonBody<DispatchText> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ReviseDispatch(id, body.Value), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> NamePeopleAsync(Id<OfficialDispatch> id, JsonBody<DraftPeople> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ReviseDispatch(id, Text: null, body.Value), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> SubmitAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new SubmitDispatch(id), http);

    private static Task<Results<Ok<Page<RegisterLineView>>, ProblemHttpResult>> BookAsync(
        Named<RegisterBook> book, int year, IMediator mediator, HttpContext http, DateOnly? from = null, DateOnly? to = null, string? contains = null, int after = 0, int take = 50) =>
        mediator.OkAsync(new ListRegister(book.Value, year, from, to, contains, after, take), http);
}
