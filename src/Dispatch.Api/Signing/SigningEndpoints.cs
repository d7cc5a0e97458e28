using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Signing;

/// <summary>Checks and signature.</summary>
internal static class SigningEndpoints
{
    public static RouteGroupBuilder MapSigning(this RouteGroupBuilder api)
    {
        var dispatches = api.MapGroup("/dispatches/{id:guid}").WithTags("Signing");
        dispatches.MapPost("/pass-content", PassContentAsync).Acts().WithName("PassContent").WithSummary("Kiểm tra nội dung: đạt (Điều 12.1).");
        dispatches.MapPost("/pass-form", PassFormAsync).Acts().WithName("PassForm").WithSummary("Kiểm tra thể thức: đạt (Điều 12.2).");
        dispatches.MapPost("/return", ReturnAsync).Acts().WithName("ReturnDispatch").WithSummary("Trả lại dự thảo kèm lý do.");
        dispatches.MapPost("/sign", SignAsync).Acts().WithName("SignDispatch").WithSummary("Ký ban hành (Điều 13).");
        return api;
    }

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> PassContentAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PassContent(id), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> PassFormAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PassForm(id), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> ReturnAsync(Id<OfficialDispatch> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ReturnDispatch(id, body.Value.Reason), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> SignAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new SignDispatch(id), http);
}
