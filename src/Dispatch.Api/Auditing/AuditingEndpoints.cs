using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Auditing;

/// <summary>The history of the organisation.</summary>
internal static class AuditingEndpoints
{
    private const string Zip = "application/zip";

    public static RouteGroupBuilder MapAuditing(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", CheckAsync).WithTags("Auditing").WithName("CheckAudit").WithSummary("Kiểm tra nhật ký của cơ quan còn nguyên vẹn.");
        api.MapGet("/audit/log", LogAsync).WithTags("Auditing").WithName("ListLog").WithSummary("Nhật ký của cơ quan, dòng mới nhất trước: theo ngày, người làm, văn bản, việc; kèm nội dung gốc và mã băm từng dòng.");
        api.MapGet("/audit/log/file", LogFileAsync).WithTags("Auditing").WithName("ExportLog").WithSummary("Nhật ký của cơ quan thành tệp CSV hoặc JSON.").Produces<byte[]>(contentType: "text/csv");
        api.MapGet("/audit/head", HeadAsync).WithTags("Auditing").WithName("FindTreeHead").WithSummary("Đầu nhật ký mới nhất có chữ ký của cơ quan (RFC 9162): giữ lại để về sau chứng minh nhật ký không bị sửa.");
        api.MapPost("/audit/head", SignHeadAsync).Acts().WithTags("Auditing").WithName("SignTreeHead").WithSummary("Ký đầu nhật ký ngay.");
        api.MapGet("/audit/consistency", ConsistencyAsync).WithTags("Auditing").WithName("ProveConsistency").WithSummary("Chứng minh giữa hai độ dài, nhật ký chỉ được nối thêm.");
        api.MapGet("/papers/{id:guid}/evidence", EvidenceAsync).WithTags("Auditing").WithName("BundleEvidence").WithSummary("Hồ sơ chứng cứ của văn bản (ZIP), kiểm tra được ngoài hệ thống bằng lệnh dispatch evidence check.")
            .Produces<byte[]>(contentType: Zip);
        api.MapPost("/reconciliation", ReconcileAsync).Accepts<string>("text/csv").WithTags("Auditing").WithName("ReconcileRegister").WithSummary("Đối soát các lượt gửi với sổ văn bản đến (CSV) của hệ thống khác.");
        api.MapGet("/reconciliation/register", RegisterAsync).WithTags("Auditing").WithName("ExportRegister").WithSummary("Sổ văn bản đến của cơ quan dạng CSV để hệ thống khác đối soát.").Produces<byte[]>(contentType: "text/csv");
        return api;
    }

    private static async Task<Results<Ok<Reconciliation>, ProblemHttpResult>> ReconcileAsync(DateOnly from, DateOnly to, IMediator mediator, HttpContext http, string? receiver = null)
    {
        var bytes = await BoundedBody.ReadAsync(http.Request, BoundedBody.DocumentLimit, http.RequestAborted);
        return bytes is null
            ? RefusalResults.Problem(DoorRefusals.BodyTooLarge(BoundedBody.DocumentLimit))
            : Answers.Of(await mediator.Send(new ReconcileRegister(DocumentWords.OfSheet(bytes), from, to, receiver), http.RequestAborted), http);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> RegisterAsync(DateOnly from, DateOnly to, IMediator mediator, HttpContext http)
    {
        var file = await mediator.Send(new ExportRegister(from, to), http.RequestAborted);
        return file.IsRefused ? RefusalResults.Problem(file.Refusal) : TypedResults.File(file.Value, "text/csv", "so-van-ban-den.csv");
    }

    private static Task<Results<Ok<Page<LogLine>>, ProblemHttpResult>> LogAsync(
        IMediator mediator, HttpContext http, DateOnly? from = null, DateOnly? to = null, string? actor = null, Guid? subject = null, string? act = null, long? before = null, int take = 100) =>
        mediator.OkAsync(new ListLog(from, to, actor, subject, act, before, take), http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> LogFileAsync(
        IMediator mediator, HttpContext http, DateOnly? from = null, DateOnly? to = null, string? actor = null, Guid? subject = null, string? act = null, Named<LogForm>? form = null)
    {
        var file = await mediator.Send(new ExportLog(new ListLog(from, to, actor, subject, act), form?.Value ?? LogForm.Csv), http.RequestAborted);
        return file.IsRefused ? RefusalResults.Problem(file.Refusal) : FileOf(file.Value, form?.Value ?? LogForm.Csv);
    }

    /// <summary>A log as it is taken away.</summary>
    public static FileContentHttpResult FileOf(byte[] log, LogForm form) => form is LogForm.Json ? TypedResults.File(log, "application/json", "nhat-ky.json") : TypedResults.File(log, "text/csv", "nhat-ky.csv");

    private static Task<Results<Ok<SignedHead>, ProblemHttpResult>> HeadAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new FindTreeHead(), http);

    private static Task<Results<Ok<SignedHead>, ProblemHttpResult>> SignHeadAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new SignTreeHead(), http);

    private static Task<Results<Ok<ConsistencyProof>, ProblemHttpResult>> ConsistencyAsync(long first, long second, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ProveConsistency(first, second), http);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> EvidenceAsync(Guid id, IMediator mediator, HttpContext http)
    {
        var bundle = await mediator.Send(new BundleEvidence(id), http.RequestAborted);
        return bundle.IsRefused ? RefusalResults.Problem(bundle.Refusal) : TypedResults.File(bundle.Value.Bytes, Zip, bundle.Value.Name);
    }

    private static Task<Results<Ok<AuditVerdict>, ProblemHttpResult>> CheckAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new CheckAudit(), http);
}
