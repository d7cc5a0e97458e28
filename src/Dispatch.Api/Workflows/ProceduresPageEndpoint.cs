using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Dispatch.Api.Components;
using Dispatch.Api.Intake;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Drawing;
using Dispatch.Engine.Workflows.Incidents;
using MediatR;

namespace Dispatch.Api.Workflows;

/// <summary>Pages of where a matter stands, of incidents, procedures and the calendar.</summary>
internal static class ProceduresPageEndpoint
{
    private static readonly Refusal NoFile = new("workflow.no-file", RefusalKind.Invalid, "Hãy chọn tệp quy trình, hoặc dán nội dung của tệp.");

    private static readonly Refusal FileAndText =
        new("workflow.file-and-text", RefusalKind.Invalid, "Vừa chọn tệp vừa dán nội dung nên không rõ dùng bản nào. Hãy để trống ô nội dung rồi chọn lại tệp, hoặc chỉ dán nội dung.");

    private static readonly Refusal NotText =
        new("workflow.not-text", RefusalKind.Invalid, "Tệp được chọn không phải văn bản chữ UTF-8 nên không phải tệp quy trình. Hãy chọn tệp .json của quy trình.");

    public static void MapProcedurePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflows/{id:guid}", RouteAsync);
        routes.MapGet("/incidents", (IMediator mediator, bool? closed, string? after, CancellationToken cancellationToken) => IncidentsAsync(mediator, closed ?? false, after, null, cancellationToken));
        routes.MapPost("/incidents/{id:guid}/{name:alpha}", IncidentAsync);
        routes.MapGet("/procedures", (IMediator mediator, CancellationToken cancellationToken) => ListAsync(mediator, null, cancellationToken));
        routes.MapPost("/procedures", UploadAsync);
        routes.MapPost("/procedures/{definitionId}/publish", PublishAsync);
        routes.MapGet("/procedures/{definitionId}/{owner:alpha}/{number:int}", ShowAsync);
        routes.MapGet("/procedures/{definitionId}/{owner:alpha}/{number:int}/file", FileAsync);
        routes.MapPost("/procedures/{definitionId}/{owner:alpha}/{number:int}/migrate", MigrateAsync);
        routes.MapGet("/calendar", (IMediator mediator, TimeProvider clock, int? year, CancellationToken cancellationToken) => CalendarAsync(mediator, year ?? OfficeTime.DateAt(clock.GetUtcNow()).Year, null, cancellationToken));
        routes.MapPost("/calendar/days", DayAsync);
        routes.MapPost("/calendar/hours", HoursAsync);
    }

    private static async Task<IResult> RouteAsync(Guid id, IMediator mediator, int? frame, CancellationToken cancellationToken)
    {
        var route = await mediator.Send(new FindRoute(id), cancellationToken);
        if (frame is { } chosen && route is { IsRefused: false } && chosen >= 0 && chosen < route.Value.Moments.Count)
        {
            route = await mediator.Send(new FindRoute(id, route.Value.Moments[chosen]), cancellationToken);
        }

        return route.IsRefused ? PageResult.Refused(route.Refusal) : PageResult.Of<RoutePage>(route.Value);
    }

    private static async Task<IResult> IncidentsAsync(IMediator mediator, bool isClosed, string? after, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var incidents = await mediator.Send(new ListIncidents(isClosed, PageWords.ReadId<WorkflowIncident>(after)), cancellationToken);
        return incidents.IsRefused ? PageResult.Refused(incidents.Refusal) : PageResult.Of<IncidentsPage>(new IncidentsModel(incidents.Value, isClosed), refused);
    }

    private static async Task<IResult> IncidentAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var incident = new Id<WorkflowIncident>(id);
        var done = name is "skip"
            ? await forms.SendAsync(new SkipIncident(incident, form.Text("reason"), form.Optional("outcome")), form, http.RequestAborted)
            : await forms.SendAsync(new RetryIncident(incident), form, http.RequestAborted);
        return done.IsRefused
            ? await IncidentsAsync(mediator, isClosed: false, null, new RefusedAct($"{name}-{id}", done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done("/incidents", done.Value.FailedAgain ? "IncidentAgain" : "IncidentClosed");
    }

    private static async Task<IResult> ListAsync(IMediator mediator, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var versions = await mediator.Send(new ListProcedures(), cancellationToken);
        return versions.IsRefused ? PageResult.Refused(versions.Refusal) : PageResult.Of<ProceduresPage>(new ProceduresModel(versions.Value), refused);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, PageForms forms, IMediator mediator)
    {
        var form = forms.Form;
        var text = await UploadedAsync(http, form.Text("json"));
        var done = text.IsRefused ? text.Refusal : await forms.SendAsync(new UploadProcedure(text.Value), form, http.RequestAborted);
        return done.IsRefused
            ? await ListAsync(mediator, new RefusedAct("Upload", done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/procedures/{done.Value.DefinitionId}/{done.Value.Owner}/{done.Value.Number}", "ProcedureUploaded");
    }

    /// <summary>The text of the chosen file, or what was pasted; both at once is a question to whoever sent them.</summary>
    private static async Task<Outcome<string>> UploadedAsync(HttpContext http, string pasted)
    {
        var file = await PostedFile.ReadAsync(http, "file", NoFile, http.RequestAborted);
        if (file.IsRefused)
        {
            return file.Refusal == NoFile && !string.IsNullOrWhiteSpace(pasted) ? pasted : file.Refusal;
        }

        return !string.IsNullOrWhiteSpace(pasted) ? FileAndText
            : Utf8.IsValid(file.Value.Bytes) ? Encoding.UTF8.GetString(file.Value.Bytes).TrimStart('\uFEFF') : NotText;
    }

    private static async Task<IResult> PublishAsync(string definitionId, HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        int? number = int.TryParse(form.Text("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        var done = await forms.SendAsync(new PublishProcedure(definitionId, number), form, http.RequestAborted);
        return done.IsRefused ? PageResult.Refused(done.Refusal) : PageResult.Done("/procedures", "ProcedurePublished");
    }

    /// <summary>The text of a version, to be changed and uploaded again under the next number.</summary>
    private static async Task<IResult> FileAsync(string definitionId, string owner, int number, IMediator mediator, CancellationToken cancellationToken)
    {
        if (PageWords.Read<ProcedureOwner>(owner) is not { } known)
        {
            return PageResult.Refused(KernelRefusals.Unknown("phiên bản quy trình"));
        }

        var drawn = await mediator.Send(new DrawProcedure(definitionId, new ProcedureRef(known, number)), cancellationToken);
        return drawn.IsRefused ? PageResult.Refused(drawn.Refusal) : TypedResults.File(Encoding.UTF8.GetBytes(drawn.Value.Json), "application/json", $"{drawn.Value.DefinitionId}-{drawn.Value.Number}.json");
    }

    private static Task<IResult> ShowAsync(string definitionId, string owner, int number, IMediator mediator, ActContext act, string? map, string? after, CancellationToken cancellationToken) =>
        VersionAsync(definitionId, owner, number, mediator, act, map ?? string.Empty, PageWords.ReadId<WorkflowInstance>(after), null, cancellationToken);

    private static async Task<IResult> VersionAsync(
        string definitionId, string owner, int number, IMediator mediator, ActContext act, string map, Id<WorkflowInstance>? after, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var versions = await mediator.Send(new ListProcedures(), cancellationToken);
        var view = versions.IsRefused ? null : versions.Value.FirstOrDefault(v => v.DefinitionId == definitionId && v.Owner == PageWords.Read<ProcedureOwner>(owner) && v.Number == number);
        if (view is null)
        {
            return PageResult.Refused(versions.Refusal ?? KernelRefusals.Unknown("phiên bản quy trình"));
        }

        var reference = new ProcedureRef(view.Owner, number);
        var inForce = versions.Value.First(v => v.DefinitionId == definitionId && v.IsInForce);
        var picture = await mediator.Send(new DrawProcedure(definitionId, reference), cancellationToken);
        var difference = view == inForce ? null : await mediator.Send(new CompareProcedures(definitionId, new ProcedureRef(inForce.Owner, inForce.Number), reference), cancellationToken);
        var steps = ReadMap(map);
        var moves = !AccessTable.Allows(typeof(PreviewMigration), act.Actor!.Roles) ? null
            : steps.IsRefused ? steps.Refusal
            : await mediator.Send(new PreviewMigration(definitionId, reference, steps.Value, after), cancellationToken);
        return (picture.Refusal ?? difference?.Refusal) is { } refusal
            ? PageResult.Refused(refusal)
            : PageResult.Of<ProcedurePage>(new ProcedureModel(view, picture.Value, inForce, difference?.Value, moves, map), refused);
    }

    private static async Task<IResult> MigrateAsync(string definitionId, string owner, int number, HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        var map = form.Text("map");
        var steps = ReadMap(map);
        var done = steps.IsRefused
            ? steps.Refusal
            : await forms.SendAsync(
                new MigrateInstances(definitionId, new ProcedureRef(PageWords.Read<ProcedureOwner>(owner) ?? default, number), steps.Value, form.Ids<WorkflowInstance>("matter")), form, http.RequestAborted);
        return done.IsRefused
            ? await VersionAsync(definitionId, owner, number, mediator, act, map, null, new RefusedAct("Migrate", done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done($"/procedures/{definitionId}/{owner}/{number}", "ProcedureMigrated");
    }

    /// <summary>Lines of old and new ids. A line without a sign says neither that a step is renamed nor that it is left out.</summary>
    private static Outcome<IReadOnlyDictionary<string, string?>> ReadMap(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(line => line.IndexOf('=', StringComparison.Ordinal) < 1) is { } stray
            ? new Refusal("workflow.map-line", RefusalKind.Invalid, $"Dòng “{stray}” của bảng chuyển phải viết: mã cũ = mã mới, hoặc mã cũ = để trống bên phải nếu bỏ bước.")
            : Outcome<IReadOnlyDictionary<string, string?>>.Of(lines.Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).DistinctBy(pair => pair[0], StringComparer.Ordinal)
                .ToDictionary(pair => pair[0], pair => pair[1] is { Length: > 0 } to ? to : null, StringComparer.Ordinal));
    }

    private static async Task<IResult> CalendarAsync(IMediator mediator, int year, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var calendar = await mediator.Send(new FindCalendar(year), cancellationToken);
        return calendar.IsRefused ? PageResult.Refused(calendar.Refusal) : PageResult.Of<CalendarPage>(calendar.Value, refused);
    }

    private static async Task<IResult> DayAsync(HttpContext http, PageForms forms, IMediator mediator, TimeProvider clock)
    {
        var form = forms.Form;
        var day = form.Date("day") ?? default;
        var done = await forms.SendAsync(new ChangeCalendarDay(day, PageWords.Read<DayRule>(form.Text("rule")), form.Text("name")), form, http.RequestAborted);
        var year = day.Year is < 2000 or > 2100 ? OfficeTime.DateAt(clock.GetUtcNow()).Year : day.Year;
        return done.IsRefused ? await CalendarAsync(mediator, year, new RefusedAct("Day", done.Refusal, form.Typed), http.RequestAborted) : PageResult.Done($"/calendar?year={year}", "CalendarDay");
    }

    private static async Task<IResult> HoursAsync(HttpContext http, PageForms forms, IMediator mediator, TimeProvider clock)
    {
        var form = forms.Form;
        var hours = new WorkingHours(Time("morningFrom"), Time("morningTo"), Time("afternoonFrom"), Time("afternoonTo"));
        var done = await forms.SendAsync(new ChangeWorkingHours(hours), form, http.RequestAborted);
        return done.IsRefused
            ? await CalendarAsync(mediator, OfficeTime.DateAt(clock.GetUtcNow()).Year, new RefusedAct("Hours", done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done("/calendar", "CalendarHours");

        TimeOnly Time(string name) => TimeOnly.TryParse(form.Text(name), CultureInfo.InvariantCulture, out var time) ? time : default;
    }
}
