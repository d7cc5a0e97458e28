using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Auditing;

/// <summary>The history of the organisation.</summary>
internal static class AuditingEndpoints
{
    public static RouteGroupBuilder MapAuditing(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", CheckAsync).WithTags("Auditing").WithName("CheckAudit").WithSummary("Kiểm tra nhật ký của cơ quan còn nguyên vẹn.");
        api.MapPost("/reconciliation", ReconcileAsync).Accepts<string>("text/csv").WithTags("Auditing").WithName("ReconcileRegister").WithSummary("Đối soát các lượt gửi với sổ văn bản đến (CSV) của hệ thống khác.");
        api.MapGet("/reconciliation/register", RegisterAsync).WithTags("Auditing").WithName("ExportRegister").WithSummary("Sổ văn bản đến của cơ quan dạng CSV để hệ thống khác đối soát.").Produces<byte[]>(contentType: "text/csv");
        return api;
    }

    private static async Task<Results<Ok<Reconciliation>, ProblemHttpResult>> ReconcileAsync(DateOnly from, DateOnly to, IMediator mediator, HttpContext http)
    {
        var bytes = await BoundedBody.ReadAsync(http.Request, BoundedBody.DocumentLimit, http.RequestAborted);
        return bytes is null
            ? RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit))
            : Answers.Of(await mediator.Send(new ReconcileRegister(System.Text.Encoding.UTF8.GetString(bytes), from, to), http.RequestAborted), http);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> RegisterAsync(DateOnly from, DateOnly to, IMediator mediator, HttpContext http)
    {
        var file = await mediator.Send(new ExportRegister(from, to), http.RequestAborted);
        return file.IsRefused ? RefusalResults.Problem(file.Refusal) : TypedResults.File(file.Value, "text/csv", "so-van-ban-den.csv");
    }

    private static Task<Results<Ok<AuditVerdict>, ProblemHttpResult>> CheckAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new CheckAudit(), http);
}
