using Dispatch.Api.Http;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Issuing;

/// <summary>Issue.</summary>
internal static class IssuingEndpoints
{
    public static RouteGroupBuilder MapIssuing(this RouteGroupBuilder api)
    {
        api.MapPost("/dispatches/{id:guid}/issue", IssueAsync).Acts().WithTags("Issuing").WithName("IssueDispatch").WithSummary("Phát hành: in bản chính thức và gửi tới mọi nơi nhận (Điều 18).");
        return api;
    }

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> IssueAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new IssueDispatch(id), http);
}
