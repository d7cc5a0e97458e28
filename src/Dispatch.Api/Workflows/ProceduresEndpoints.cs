using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Drawing;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Workflows;

/// <summary>The procedures an office runs, how it changes them, and its working calendar.</summary>
internal static class ProceduresEndpoints
{
    private const int LargestProcedure = 1024 * 1024;

    public static RouteGroupBuilder MapProcedures(this RouteGroupBuilder api)
    {
        var procedures = api.MapGroup("").WithTags("Procedures");
        procedures.MapGet("/procedures", ListAsync).WithName("ListProcedures").WithSummary("Mọi phiên bản quy trình: của hệ thống và của cơ quan.");
        procedures.MapPost("/procedures", UploadAsync).Acts().Accepts<JsonNode>("application/json").WithName("UploadProcedure").WithSummary("Tải lên một phiên bản; được kiểm tra ngay, chưa áp dụng.");
        procedures.MapPost("/procedures/{definitionId}/publish", PublishAsync).Acts().WithName("PublishProcedure").WithSummary("Áp dụng một phiên bản của cơ quan, hoặc trở lại bản của hệ thống.");
        procedures.MapGet("/procedures/{definitionId}/difference", CompareAsync).WithName("CompareProcedures").WithSummary("Khác nhau giữa hai phiên bản.");
        procedures.MapGet("/procedures/{definitionId}/diagram.svg", DiagramAsync).WithName("DrawProcedure").WithSummary("Hình của một phiên bản.").Produces<string>(contentType: SvgResult.ContentType);
        procedures.MapPost("/procedures/{definitionId}/migration/preview", PreviewAsync).WithName("PreviewMigration").WithSummary("Từng hồ sơ đang chạy sẽ ra sao dưới phiên bản khác.");
        procedures.MapPost("/procedures/{definitionId}/migration", MigrateAsync).Acts().WithName("MigrateInstances").WithSummary("Chuyển hồ sơ đang chạy sang phiên bản khác: tất cả hoặc không hồ sơ nào.");
        procedures.MapGet("/calendar", CalendarAsync).WithName("FindCalendar").WithSummary("Lịch làm việc của cơ quan trong năm.");
        procedures.MapPut("/calendar/days", DayAsync).Acts().WithName("ChangeCalendarDay").WithSummary("Đặt một ngày nghỉ hoặc làm bù, hoặc trả về lịch chung.");
        procedures.MapPut("/calendar/hours", HoursAsync).Acts().WithName("ChangeWorkingHours").WithSummary("Giờ làm việc của cơ quan.");
        return api;
    }

    private static Task<Results<Ok<IReadOnlyList<ProcedureView>>, ProblemHttpResult>> ListAsync(IMediator mediator, HttpContext http) => mediator.OkAsync(new ListProcedures(), http);

    private static async Task<Results<Ok<ProcedureView>, ProblemHttpResult>> UploadAsync(IMediator mediator, HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
        {
            return RefusalResults.Problem(DoorRefusals.NotJson);
        }

        var bytes = await BoundedBody.ReadAsync(http.Request, LargestProcedure, http.RequestAborted);
        return bytes is null ? RefusalResults.Problem(DoorRefusals.BodyTooLarge(LargestProcedure)) : await mediator.OkAsync(new UploadProcedure(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')), http);
    }

    private static Task<Results<Ok<ProcedureInForce>, ProblemHttpResult>> PublishAsync(string definitionId, JsonBody<PublishBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PublishProcedure(definitionId, body.Value.Number), http);

    private static Task<Results<Ok<ProcedureDifference>, ProblemHttpResult>> CompareAsync(
        string definitionId, Named<ProcedureOwner> fromOwner, int fromNumber, Named<ProcedureOwner> toOwner, int toNumber, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CompareProcedures(definitionId, new ProcedureRef(fromOwner.Value, fromNumber), new ProcedureRef(toOwner.Value, toNumber)), http);

    private static async Task<IResult> DiagramAsync(string definitionId, IMediator mediator, HttpContext http, Named<ProcedureOwner>? owner = null, int? number = null)
    {
        var version = number is { } chosen ? new ProcedureRef(owner?.Value ?? ProcedureOwner.Shipped, chosen) : null;
        var drawn = await mediator.Send(new DrawProcedure(definitionId, version), http.RequestAborted);
        return drawn.IsRefused ? RefusalResults.Problem(drawn.Refusal) : new SvgResult(drawn.Value.Svg);
    }

    private static Task<Results<Ok<Page<MigrationPreview>>, ProblemHttpResult>> PreviewAsync(string definitionId, JsonBody<PreviewBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new PreviewMigration(definitionId, body.Value.To, body.Value.Map, body.Value.After, body.Value.Take), http);

    private static Task<Results<Ok<MigrationDone>, ProblemHttpResult>> MigrateAsync(string definitionId, JsonBody<MigrateBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new MigrateInstances(definitionId, body.Value.To, body.Value.Map, body.Value.InstanceIds), http);

    private static Task<Results<Ok<CalendarView>, ProblemHttpResult>> CalendarAsync(int year, IMediator mediator, HttpContext http) => mediator.OkAsync(new FindCalendar(year), http);

    private static Task<Results<Ok<CalendarDay?>, ProblemHttpResult>> DayAsync(JsonBody<ChangeCalendarDay> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);

    private static Task<Results<Ok<WorkingHoursView>, ProblemHttpResult>> HoursAsync(JsonBody<ChangeWorkingHours> body, IMediator mediator, HttpContext http) => mediator.OkAsync(body.Value, http);
}

/// <param name="Number">A version of the organisation's own; null for the shipped one.</param>
internal sealed record PublishBody(int? Number = null);

/// <param name="To">The version.</param>
/// <param name="Map">Steps that have another id there.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
internal sealed record PreviewBody(ProcedureRef To, IReadOnlyDictionary<string, string?>? Map = null, Id<WorkflowInstance>? After = null, int Take = 50);

/// <param name="To">The version.</param>
/// <param name="Map">Steps that have another id there.</param>
/// <param name="InstanceIds">Which matters; every running one when left out.</param>
internal sealed record MigrateBody(ProcedureRef To, IReadOnlyDictionary<string, string?>? Map = null, IReadOnlyList<Id<WorkflowInstance>>? InstanceIds = null);
