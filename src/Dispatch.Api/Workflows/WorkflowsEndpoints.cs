using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Drawing;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Workflows;

/// <summary>What waits for whom, what may be done with it, and where matters stand.</summary>
internal static class WorkflowsEndpoints
{
    public static RouteGroupBuilder MapWorkflows(this RouteGroupBuilder api)
    {
        var workflows = api.MapGroup("").WithTags("Workflows");
        workflows.MapGet("/tasks", TasksAsync).WithName("ListTasks").WithSummary("Việc của tôi, hoặc của đơn vị tôi, theo trang.");
        workflows.MapGet("/tasks/{id:guid}", TaskAsync).WithName("FindTask").WithSummary("Một việc: làm được gì, vì sao chưa, ai đang giúp, đã qua những gì.");
        workflows.MapPost("/tasks/{id:guid}/claim", ClaimAsync).Acts().WithName("ClaimTask").WithSummary("Nhận xử lý.");
        workflows.MapPost("/tasks/{id:guid}/release", ReleaseAsync).Acts().WithName("ReleaseTask").WithSummary("Trả việc về nhóm.");
        workflows.MapPost("/tasks/{id:guid}/complete", CompleteAsync).Acts().WithName("CompleteTask").WithSummary("Hoàn thành với một kết quả và ý kiến.");
        workflows.MapPost("/tasks/{id:guid}/forward", ForwardAsync).Acts().WithName("ForwardTask").WithSummary("Chuyển cho người khác xử lý.");
        workflows.MapPost("/tasks/{id:guid}/return", ReturnAsync).Acts().WithName("ReturnTask").WithSummary("Trả lại một bước trước, kèm lý do.");
        workflows.MapPost("/tasks/{id:guid}/ask", AskAsync).Acts().WithName("AskForHelp").WithSummary("Xin ý kiến hoặc mời phối hợp, việc vẫn do mình giữ.");
        workflows.MapGet("/delegations", DelegationsAsync).WithName("ListDelegations").WithSummary("Việc giao khi vắng, của tôi và cho tôi.");
        workflows.MapPost("/delegations", DelegateAsync).Acts().WithName("DelegateTasks").WithSummary("Giao việc cho đồng nghiệp khi vắng.");
        workflows.MapPost("/delegations/{id:guid}/end", EndDelegationAsync).Acts().WithName("EndDelegation").WithSummary("Thôi giao việc.");
        workflows.MapGet("/incidents", IncidentsAsync).WithName("ListIncidents").WithSummary("Sự cố của quy trình, theo trang.");
        workflows.MapPost("/incidents/{id:guid}/retry", RetryAsync).Acts().WithName("RetryIncident").WithSummary("Chạy lại bước gặp sự cố.");
        workflows.MapPost("/incidents/{id:guid}/skip", SkipAsync).Acts().WithName("SkipIncident").WithSummary("Bỏ qua bước gặp sự cố, kèm lý do.");
        workflows.MapGet("/workflows/{id:guid}", RouteAsync).WithName("FindRoute").WithSummary("Văn bản đang ở đâu trong quy trình; id là của hồ sơ hoặc của văn bản.");
        workflows.MapGet("/workflows/{id:guid}/diagram.svg", DiagramAsync).WithName("DrawRoute").WithSummary("Hình quy trình với vị trí hiện tại, hoặc tại thời điểm at.").Produces<string>(contentType: SvgResult.ContentType);
        return api;
    }

    private static Task<Results<Ok<Page<TaskView>>, ProblemHttpResult>> TasksAsync(
        IMediator mediator, HttpContext http, Id<WorkflowTask>? after = null, int take = 50, Named<TaskScope>? scope = null) =>
        mediator.OkAsync(new ListTasks(after, take, scope?.Value ?? TaskScope.Mine), http);

    private static Task<Results<Ok<TaskDetail>, ProblemHttpResult>> TaskAsync(Id<WorkflowTask> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new FindTask(id), http);

    private static Task<Results<Ok<TaskHandled>, ProblemHttpResult>> ClaimAsync(Id<WorkflowTask> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ClaimTask(id), http);

    private static Task<Results<Ok<TaskHandled>, ProblemHttpResult>> ReleaseAsync(Id<WorkflowTask> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new ReleaseTask(id), http);

    private static Task<Results<Ok<TaskHandled>, ProblemHttpResult>> CompleteAsync(Id<WorkflowTask> id, JsonBody<CompleteBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new CompleteTask(id, body.Value.Outcome, body.Value.Opinion, body.Value.Fields), http);

    private static Task<Results<Ok<TaskHandled>, ProblemHttpResult>> ForwardAsync(Id<WorkflowTask> id, JsonBody<ForwardBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ForwardTask(id, body.Value.ToId, body.Value.Reason), http);

    private static Task<Results<Ok<TaskHandled>, ProblemHttpResult>> ReturnAsync(Id<WorkflowTask> id, JsonBody<ReturnBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new ReturnTask(id, body.Value.ToTaskId, body.Value.Reason), http);

    private static Task<Results<Ok<TaskHandled>, ProblemHttpResult>> AskAsync(Id<WorkflowTask> id, JsonBody<AskBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new AskForHelp(id, body.Value.Kind, body.Value.PersonId, body.Value.UnitId, body.Value.Words, body.Value.WorkingDays), http);

    private static Task<Results<Ok<Page<DelegationView>>, ProblemHttpResult>> DelegationsAsync(IMediator mediator, HttpContext http, Id<TaskDelegation>? after = null, int take = 50) =>
        mediator.OkAsync(new ListDelegations(after, take), http);

    private static Task<Results<Created<DelegationView>, ProblemHttpResult>> DelegateAsync(JsonBody<DelegateTasks> body, IMediator mediator, HttpContext http) =>
        mediator.CreatedAsync(body.Value, _ => null, http);

    private static Task<Results<Ok<DelegationView>, ProblemHttpResult>> EndDelegationAsync(Id<TaskDelegation> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new EndDelegation(id), http);

    private static Task<Results<Ok<Page<IncidentView>>, ProblemHttpResult>> IncidentsAsync(
        IMediator mediator, HttpContext http, bool closed = false, Id<WorkflowIncident>? after = null, int take = 50) =>
        mediator.OkAsync(new ListIncidents(closed, after, take), http);

    private static Task<Results<Ok<IncidentHandled>, ProblemHttpResult>> RetryAsync(Id<WorkflowIncident> id, IMediator mediator, HttpContext http) => mediator.OkAsync(new RetryIncident(id), http);

    private static Task<Results<Ok<IncidentHandled>, ProblemHttpResult>> SkipAsync(Id<WorkflowIncident> id, JsonBody<SkipBody> body, IMediator mediator, HttpContext http) =>
        mediator.OkAsync(new SkipIncident(id, body.Value.Reason, body.Value.Outcome), http);

    private static Task<Results<Ok<RouteView>, ProblemHttpResult>> RouteAsync(Guid id, IMediator mediator, HttpContext http, DateTimeOffset? at = null) => mediator.OkAsync(new FindRoute(id, at), http);

    private static async Task<IResult> DiagramAsync(Guid id, IMediator mediator, HttpContext http, DateTimeOffset? at = null)
    {
        var route = await mediator.Send(new FindRoute(id, at), http.RequestAborted);
        return route.IsRefused ? RefusalResults.Problem(route.Refusal) : new SvgResult(route.Value.Svg);
    }
}

/// <param name="Outcome">One of the task's outcomes.</param>
/// <param name="Opinion">What to write with it.</param>
/// <param name="Fields">What the step's form asks for.</param>
internal sealed record CompleteBody(string Outcome, string? Opinion = null, IReadOnlyDictionary<string, string>? Fields = null);

/// <param name="ToId">To whom.</param>
/// <param name="Reason">Why.</param>
internal sealed record ForwardBody(Id<Engine.Directory.Person> ToId, string Reason);

/// <param name="ToTaskId">The earlier step, as it was done.</param>
/// <param name="Reason">Why.</param>
internal sealed record ReturnBody(Id<WorkflowTask> ToTaskId, string Reason);

/// <param name="Kind">An opinion or support.</param>
/// <param name="Words">What is asked.</param>
/// <param name="PersonId">Whom; or</param>
/// <param name="UnitId">which unit.</param>
/// <param name="WorkingDays">Within how many working days.</param>
internal sealed record AskBody(TaskKind Kind, string Words, Id<Engine.Directory.Person>? PersonId = null, Id<Engine.Directory.Body>? UnitId = null, int? WorkingDays = null);

/// <param name="Reason">Why it may be passed over.</param>
/// <param name="Outcome">What the step is taken to have ended with; needed where it knows several ends.</param>
internal sealed record SkipBody(string Reason, string? Outcome = null);
