using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;
using MediatR;

namespace Dispatch.Api.Workflows;

/// <summary>The list of tasks, one task, and what is handed on for an absence.</summary>
internal static class TasksPageEndpoint
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowAsync).OpensWithFilter();
        routes.MapGet("/tasks/{id:guid}", (Guid id, IMediator mediator, ActContext act, CancellationToken cancellationToken) => TaskAsync(new Id<WorkflowTask>(id), mediator, act, null, cancellationToken));
        routes.MapPost("/tasks/{id:guid}/{name:alpha}", ActAsync);
        routes.MapGet("/tasks/{id:guid}/{name:alpha}", (Guid id) => PageResult.Done($"/tasks/{id}"));
        routes.MapGet("/delegations", (IMediator mediator, ActContext act, CancellationToken cancellationToken) => DelegationsAsync(mediator, act, null, cancellationToken));
        routes.MapPost("/delegations", DelegateAsync);
        routes.MapPost("/delegations/{id:guid}/end", EndAsync);
    }

    private static async Task<IResult> ShowAsync(IMediator mediator, string? after, string? scope, string? overdue, string? kind, CancellationToken cancellationToken)
    {
        var whose = PageWords.Read<TaskScope>(scope) ?? TaskScope.Mine;
        var (isOverdue, only) = (!string.IsNullOrEmpty(overdue), PageWords.Read<TaskKind>(kind));
        var tasks = await mediator.Send(new ListTasks(PageWords.ReadId<WorkflowTask>(after), Scope: whose, Overdue: isOverdue, Kind: only), cancellationToken);
        if (tasks.IsRefused)
        {
            return PageResult.Refused(tasks.Refusal);
        }

        var day = await mediator.Send(new SummariseDay(), cancellationToken);
        return day.IsRefused ? PageResult.Refused(day.Refusal) : PageResult.Of<TasksPage>(new TasksModel(tasks.Value, whose, day.Value, isOverdue, only));
    }

    private static async Task<IResult> TaskAsync(Id<WorkflowTask> id, IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var task = await mediator.Send(new FindTask(id), cancellationToken);
        if (task.IsRefused)
        {
            return PageResult.Refused(task.Refusal);
        }

        var names = await PaperDirectory.ReadAsync(mediator, act.Actor!.OrganisationId, cancellationToken);
        return names.IsRefused
            ? PageResult.Refused(names.Refusal)
            : PageResult.Of<TaskPage>(new TaskModel(task.Value, TaskModel.Hands(names.Value.People, act.Actor.PersonId), names.Value.Units), refused);
    }

    private static async Task<IResult> ActAsync(Guid id, string name, HttpContext http, PageForms forms, IMediator mediator, ActContext context)
    {
        var taskId = new Id<WorkflowTask>(id);
        var form = forms.Form;
        if (Request(name, taskId, form) is not { } request)
        {
            return PageResult.Refused(KernelRefusals.Unknown("việc này"));
        }

        var done = await forms.SendAsync(request, form, http.RequestAborted);
        // A task that is done is gone from its page: the person goes on with the next.
        return done.IsRefused ? await TaskAsync(taskId, mediator, context, new RefusedAct(name, done.Refusal, form.Typed), http.RequestAborted)
            : PageResult.Done(name is "Complete" or "Reply" or "Return" or "Forward" ? "/" : $"/tasks/{id}", "Task" + name, name == "Claim" ? Undo.By($"/tasks/{id}/Release") : null);
    }

    private static IAct<TaskHandled>? Request(string name, Id<WorkflowTask> id, PageForm form) => name switch
    {
        "Claim" => new ClaimTask(id),
        "Release" => new ReleaseTask(id),
        "Complete" or "Reply" => new CompleteTask(id, form.Text("outcome"), form.Optional("opinion"), Fields(form)),
        "Forward" => new ForwardTask(id, form.Id<Person>("person"), form.Text("reason")),
        "Return" => new ReturnTask(id, form.Id<WorkflowTask>("step"), form.Text("reason")),
        "Ask" => Ask(id, form),
        _ => null,
    };

    private static AskForHelp Ask(Id<WorkflowTask> id, PageForm form)
    {
        Id<Person>? person = form.Optional("person") is null ? null : form.Id<Person>("person");
        Id<Body>? unit = form.Optional("unit") is null ? null : form.Id<Body>("unit");
        var days = int.TryParse(form.Text("days"), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
        return new AskForHelp(id, form.Choice<TaskKind>("kind"), person, unit, form.Text("words"), days);
    }

    private static Dictionary<string, string>? Fields(PageForm form)
    {
        var fields = form.Typed.Where(typed => typed.Key.StartsWith("field-", StringComparison.Ordinal)).ToDictionary(typed => typed.Key["field-".Length..], typed => typed.Value, StringComparer.Ordinal);
        return fields.Count == 0 ? null : fields;
    }

    private static async Task<IResult> DelegationsAsync(IMediator mediator, ActContext act, RefusedAct? refused, CancellationToken cancellationToken)
    {
        var given = await mediator.Send(new ListDelegations(), cancellationToken);
        if (given.IsRefused)
        {
            return PageResult.Refused(given.Refusal);
        }

        var people = await mediator.Send(new ListPeople(), cancellationToken);
        return people.IsRefused
            ? PageResult.Refused(people.Refusal)
            : PageResult.Of<DelegationsPage>(new DelegationsModel(given.Value, TaskModel.Hands(people.Value.Items, act.Actor!.PersonId)) { Absent = await AbsentAsync(mediator, act.Actor, cancellationToken) }, refused);
    }

    /// <summary>Whose tasks an administrator may give on: everybody's, also of those who have left.</summary>
    private static async Task<IReadOnlyList<PersonView>?> AbsentAsync(IMediator mediator, Actor actor, CancellationToken cancellationToken)
    {
        var accounts = AccessTable.Allows(typeof(ListAccounts), actor.Roles) ? await mediator.Send(new ListAccounts(Take: 500), cancellationToken) : null;
        return accounts is { IsRefused: false } ? [.. accounts.Value.Items.Select(account => account.Person).Where(person => AccessTable.Allows(typeof(CompleteTask), person.Roles))] : null;
    }

    private static async Task<IResult> DelegateAsync(HttpContext http, PageForms forms, IMediator mediator, ActContext act)
    {
        var form = forms.Form;
        var request = new DelegateTasks(form.Id<Person>("person"), form.Date("from") ?? default, form.Date("until") ?? default, form.Optional("procedure"), form.Text("reason"), PageWords.ReadId<Person>(form.Optional("absent")));
        var done = await forms.SendAsync(request, form, http.RequestAborted);
        return done.IsRefused ? await DelegationsAsync(mediator, act, new RefusedAct("Delegate", done.Refusal, form.Typed), http.RequestAborted) : PageResult.Done("/delegations", "TaskDelegate", Undo.By($"/delegations/{done.Value.Id}/end"));
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        var done = await forms.SendAsync(new EndDelegation(new Id<TaskDelegation>(id)), form, http.RequestAborted);
        return done.IsRefused ? PageResult.Refused(done.Refusal) : PageResult.Done("/delegations", "TaskEndDelegation");
    }
}
