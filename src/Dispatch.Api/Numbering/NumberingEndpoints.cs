using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Numbering;

/// <summary>Numbers and their series.</summary>
internal static class NumberingEndpoints
{
    public static RouteGroupBuilder MapNumbering(this RouteGroupBuilder api)
    {
        var dispatches = api.MapGroup("/dispatches/{id:guid}").WithTags("Numbering");
        dispatches.MapPost("/number", NumberAsync).Acts().WithName("AssignNumber").WithSummary("Cấp số và ghi ngày (Điều 15).");
        dispatches.MapPost("/void-number", VoidAsync).Acts().WithName("VoidNumber").WithSummary("Hủy số đã cấp, kèm lý do.");
        api.MapPost("/series", OpenAsync).Acts().WithTags("Numbering").WithName("OpenSeries").WithSummary("Mở sổ giữa năm: khai các số đã cấp ngoài hệ thống.");
        return api;
    }

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> NumberAsync(Id<OfficialDispatch> id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new AssignNumber(id), http);

    private static Task<Results<Ok<DispatchView>, ProblemHttpResult>> VoidAsync(Id<OfficialDispatch> id, JsonBody<ReasonBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new VoidNumber(id, body.Value.Reason), http);

    private static Task<Results<Ok<SeriesOpened>, ProblemHttpResult>> OpenAsync(JsonBody<OpenSeries> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(body.Value, http);
}
