using Dispatch.Api.Http;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Tracing;

/// <summary>The family of a paper and its file; the same for every kind of paper.</summary>
internal static class TracingEndpoints
{
    private static readonly (string Route, string Name)[] Papers = [("/dispatches", "Dispatch"), ("/incoming", "Incoming"), ("/copies", "Copy")];

    public static RouteGroupBuilder MapTracing(this RouteGroupBuilder api)
    {
        foreach (var (route, name) in Papers)
        {
            var papers = api.MapGroup(route + "/{id:guid}").WithTags("Tracing");
            papers.MapGet("/trace", TraceAsync).WithName($"Trace{name}").WithSummary("Cây văn bản: bản gốc, các lượt gửi, nơi tiếp nhận, các bản sao.");
            papers.MapGet("/file", FileAsync).WithName($"Read{name}").WithSummary("Tệp PDF.").Produces(StatusCodes.Status200OK, contentType: PaperResult.ContentType);
        }

        return api;
    }

    private static Task<Results<Ok<FamilyTree>, ProblemHttpResult>> TraceAsync(Guid id, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new TraceFamily(id), http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(Guid id, IMediator mediator, HttpContext http)
    {
        var outcome = await mediator.Send(new ReadPaper(id), http.RequestAborted);
        return outcome.IsRefused ? RefusalResults.Problem(outcome.Refusal) : PaperResult.Of(outcome.Value, http);
    }
}
