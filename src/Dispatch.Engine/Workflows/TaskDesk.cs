using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>Who may do a task, and who is meant when somebody else asks.</summary>
internal sealed class TaskDesk(DispatchDbContext db, ActContext context, TimeProvider clock)
{
    /// <summary>An open task that waits for a person, with its matter, tracked; unknown when it is not there or not of this organisation, stale when it moved on.</summary>
    public async Task<Outcome<(WorkflowTask Task, WorkflowInstance Instance)>> OpenAsync(Id<WorkflowTask> id, CancellationToken cancellationToken)
    {
        var found = await db.Set<WorkflowTask>().SeenBy(context.Someone).Where(t => t.Id == id && t.Waits == WaitKind.Person)
            .Join(db.Set<WorkflowInstance>(), task => task.InstanceId, instance => instance.Id, (task, instance) => new { Task = task, Instance = instance })
            .SingleOrDefaultAsync(cancellationToken);
        return found switch
        {
            null => KernelRefusals.Unknown("việc"),
            { Task.ClosedAt: not null } => TaskRefusals.Closed,
            _ when context.IsStale(found.Task) => KernelRefusals.Stale,
            _ => (found.Task, found.Instance),
        };
    }

    /// <summary>The same, for whom the task waits; refused when it waits for somebody else, naming them.</summary>
    public async Task<Outcome<(WorkflowTask Task, WorkflowInstance Instance)>> OpenMineAsync(Id<WorkflowTask> id, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(id, cancellationToken);
        return opened.IsRefused ? opened : await RefuseAsync(opened.Value.Task, cancellationToken) is { } refusal ? refusal : opened;
    }

    /// <summary>Why this actor may not do the task; null when they may. What they do for somebody absent is marked so.</summary>
    public async Task<Refusal?> RefuseAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (actor.Is(Role.System))
        {
            return null;
        }

        if (task.ClaimedById is { } claimer && claimer != actor.PersonId && !await StandsInAsync(claimer, task, cancellationToken))
        {
            return TaskRefusals.ClaimedBy(task.Title, await NameAsync(claimer, cancellationToken));
        }

        if (task.PersonId is { } person ? person == actor.PersonId : actor.Is(task.Role) && (task.UnitId is null || task.UnitId == actor.UnitId))
        {
            return null;
        }

        if (task.PersonId is { } absent && !PersonalActs.Contains(task.Act) && await StandsInAsync(absent, task, cancellationToken))
        {
            task.OnBehalfOfId = absent;
            return null;
        }

        return TaskRefusals.SomeoneElse(task.Title, await WhoAsync(task, cancellationToken));
    }

    private Task<bool> StandsInAsync(Id<Person> absent, WorkflowTask task, CancellationToken cancellationToken) =>
        Delegations().AnyAsync(d => d.FromId == absent && (d.DefinitionId == null || d.DefinitionId == task.DefinitionId), cancellationToken);

    /// <summary>What to say when the step somebody wants is not among those that wait.</summary>
    public async Task<Refusal> NotThisStepAsync(IReadOnlyList<WorkflowTask> waiting, CancellationToken cancellationToken) => TaskRefusals.NotThisStep(await WaitingAsync(waiting, cancellationToken));

    /// <summary>What waits, and for whom, as a sentence.</summary>
    public async Task<string> WaitingAsync(IReadOnlyList<WorkflowTask> waiting, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        foreach (var task in waiting)
        {
            said.Add(task.Waits is WaitKind.Person ? $"“{task.Title}”, người cần làm: {await WhoAsync(task, cancellationToken)}" : $"“{task.Title}”");
        }

        return said.Count == 0 ? "Không còn bước nào đang chờ." : $"Đang chờ: {string.Join("; ", said)}.";
    }

    /// <summary>For whom a task waits, in Vietnamese: a name, or roles and their unit.</summary>
    public Task<string> WhoAsync(WorkflowTask task, CancellationToken cancellationToken) => WhoAsync(task, task.ClaimedById ?? task.PersonId, cancellationToken);

    /// <summary>For whom a task waits, when somebody holds it: a name; when nobody does, roles and their unit.</summary>
    public async Task<string> WhoAsync(WorkflowTask task, Id<Person>? holder, CancellationToken cancellationToken)
    {
        if (holder is { } person)
        {
            return await NameAsync(person, cancellationToken);
        }

        var roles = WorkflowWording.Of(task.Role);
        return task.UnitId is { } unit && await db.Set<Body>().Where(b => b.Id == unit).Select(b => b.Name).SingleOrDefaultAsync(cancellationToken) is { } name
            ? roles.Length == 0 ? name : $"{roles} {name}"
            : roles;
    }

    /// <summary>A colleague with an open account; null when there is none.</summary>
    public Task<Person?> ColleagueAsync(Id<Person> id, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        return db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.OrganisationId == organisation && p.DisabledAt == null, cancellationToken);
    }

    /// <summary>A colleague who may do tasks at all, as the table of access says; whoever may not would leave them lying.</summary>
    public async Task<Outcome<Person>> HandAsync(Id<Person> id, CancellationToken cancellationToken) =>
        await ColleagueAsync(id, cancellationToken) is not { } colleague ? TaskRefusals.NoSuchPerson
        : AccessTable.Allows(typeof(CompleteTask), colleague.Roles) ? colleague
        : TaskRefusals.LacksRole(colleague.FullName, AccessTable.WhoMay(typeof(CompleteTask)));

    /// <summary>Writes a line of the matter's history.</summary>
    public void Tell(WorkflowTask task, TaskEvent what, Id<Person>? to = null, string? words = null)
    {
        var now = clock.GetUtcNow();
        db.Add(new TaskNote { Id = Id<TaskNote>.New(now), InstanceId = task.InstanceId, TaskId = task.Id, At = now, Event = what, ById = context.Someone.PersonId, ToId = to, Words = words });
    }

    /// <summary>What colleagues who are away today handed to the actor.</summary>
    public IQueryable<TaskDelegation> Delegations() => db.Set<TaskDelegation>().HeldBy(context.Someone, OfficeTime.DateAt(clock.GetUtcNow()));

    /// <summary>A person of the office by name.</summary>
    public async Task<string> NameAsync(Id<Person> id, CancellationToken cancellationToken) =>
        await db.Set<Person>().Where(p => p.Id == id).Select(p => p.FullName).SingleOrDefaultAsync(cancellationToken) ?? "một người không còn tài khoản";
}
