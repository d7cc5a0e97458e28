using System.Security.Cryptography;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Tracing;

/// <summary>The family of a paper, its trail and its file, the same for every kind of paper; and from what a person holds, or remembers, to the paper.</summary>
internal static class TracingEndpoints
{
    private static readonly (string Route, string Name)[] Papers = [("/dispatches", "Dispatch"), ("/incoming", "Incoming"), ("/copies", "Copy")];

    public static RouteGroupBuilder MapTracing(this RouteGroupBuilder api)
    {
        foreach (var (route, name) in Papers)
        {
            var papers = api.MapGroup(route + "/{id:guid}").WithTags("Tracing");
            papers.MapGet("/trace", TraceAsync).WithName($"Trace{name}").WithSummary("Cây văn bản: bản gốc, các lượt gửi, nơi tiếp nhận, các bản sao, văn bản dẫn chiếu và trả lời; asAt: như tại một thời điểm đã qua.");
            papers.MapGet("/trail", TrailAsync).WithName($"Trail{name}").WithSummary("Diễn biến của cả cây văn bản theo thời gian, theo trang.");
            papers.MapGet("/file", FileAsync).WithName($"Read{name}").WithSummary("Tệp PDF.").Produces<byte[]>(contentType: PaperResult.ContentType);
        }

        var tracing = api.MapGroup("").WithTags("Tracing");
        tracing.MapGet("/search", SearchAsync).WithName("SearchPapers").WithSummary("Tìm văn bản theo mọi trường và toàn văn, có dấu hoặc không dấu, theo trang.");
        tracing.MapGet("/papers", LocateAsync).WithName("LocatePaper").WithSummary("Văn bản nào: từ số ký hiệu, mã băm SHA-256 hoặc nội dung mã QR.");
        tracing.MapPost("/papers/locate", LocateFileAsync).Accepts<byte[]>(PaperResult.ContentType).WithName("LocateFile").WithSummary("Văn bản nào: từ chính tệp PDF. Tệp chỉ dùng để tính mã băm, không lưu.");
        return api;
    }

    private static Task<Results<Ok<FamilyTree>, ProblemHttpResult>> TraceAsync(Guid id, IMediator mediator, HttpContext http, DateTimeOffset? asAt = null) =>
        mediator.OkAsync(new TraceFamily(id, asAt), http);

    private static Task<Results<Ok<Page<TrailEvent>>, ProblemHttpResult>> TrailAsync(Guid id, IMediator mediator, HttpContext http, DateTimeOffset? asAt = null, string? after = null, int take = 100) =>
        mediator.OkAsync(new FindTrail(id, asAt, after, take), http);

    private static Task<Results<Ok<FoundPapers>, ProblemHttpResult>> SearchAsync(
        IMediator mediator, HttpContext http, string q = "", Named<PaperKind>? kind = null, DateOnly? from = null, DateOnly? to = null, string? after = null, int take = 20) =>
        mediator.OkAsync(new SearchPapers(q, kind?.Value, from, to, after, take), http);

    private static Task<Results<Ok<Page<SearchHit>>, ProblemHttpResult>> LocateAsync(IMediator mediator, HttpContext http, string text = "") =>
        mediator.OkAsync(new LocatePaper(text), http);

    // Nothing is done: a question whose words are a file.
    private static async Task<Results<Ok<Page<SearchHit>>, ProblemHttpResult>> LocateFileAsync(IMediator mediator, HttpContext http)
    {
        var file = await BoundedBody.ReadAsync(http.Request, BoundedBody.DocumentLimit, http.RequestAborted);
        return file is null
            ? RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit))
            : await mediator.OkAsync(new LocatePaper(Convert.ToHexStringLower(SHA256.HashData(file))), http);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(Guid id, IMediator mediator, HttpContext http)
    {
        var outcome = await mediator.Send(new ReadPaper(id), http.RequestAborted);
        return outcome.IsRefused ? RefusalResults.Problem(outcome.Refusal) : PaperResult.Of(outcome.Value, http);
    }
}
