using System.Text.Json.Serialization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>One task with everything to decide it: what may be done, why not, who helps, what happened so far.</summary>
public sealed record FindTask(Id<WorkflowTask> TaskId) : IQuestion<TaskDetail>;

/// <summary>A task in full.</summary>
/// <param name="Task">As lists show it.</param>
/// <param name="InstanceId">The matter.</param>
/// <param name="Procedure">What the procedure is called.</param>
/// <param name="Waits">Whom it waits for, in Vietnamese.</param>
/// <param name="Term">The term it was given; null when none, or when it was given the moment itself.</param>
/// <param name="Outcomes">How it can end.</param>
/// <param name="Fields">What is filled in besides.</param>
/// <param name="WhyNot">Why the reader may not do it now; null when they may.</param>
/// <param name="ClaimedByMe">Whether the reader took it.</param>
/// <param name="IsClaimed">Whether anybody did.</param>
/// <param name="IsPersonal">Whether nobody may do it in another's place.</param>
/// <param name="ClosedAt">When it was done or withdrawn; null while it waits.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Opinion">What was written with it.</param>
/// <param name="Help">Opinions and support asked for.</param>
/// <param name="Earlier">Steps done before, to which it may be given back.</param>
/// <param name="History">What happened to it, oldest first.</param>
/// <param name="Version">Its version.</param>
public sealed record TaskDetail(
    TaskView Task, Id<WorkflowInstance> InstanceId, string Procedure, string Waits, string? Term, IReadOnlyList<string> Outcomes, IReadOnlyList<FormField> Fields, Refusal? WhyNot,
    bool ClaimedByMe, bool IsClaimed, bool IsPersonal, DateTimeOffset? ClosedAt, string? Outcome, string? Opinion, IReadOnlyList<HelpView> Help, IReadOnlyList<EarlierStep> Earlier,
    IReadOnlyList<TaskEventView> History, int Version) : IHasVersion
{
    /// <summary>Who asked for it, where it is help with another's step; null otherwise.</summary>
    public string? AskedBy { get; init; }

    /// <summary>One of these roles whoever it is given on to must have; none when anybody of the organisation may do it.</summary>
    [JsonIgnore]
    public Role Roles { get; init; }
}

/// <summary>Help with a task.</summary>
/// <param name="Id">The task it is.</param>
/// <param name="Kind">An opinion or support.</param>
/// <param name="From">Who was asked, in Vietnamese.</param>
/// <param name="Words">What was asked.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Answer">What was answered; null while it waits or when nothing was written.</param>
/// <param name="ClosedAt">When it was answered or withdrawn; null while it waits.</param>
public sealed record HelpView(Id<WorkflowTask> Id, TaskKind Kind, string From, string? Words, DateTimeOffset? DueAt, string? Answer, DateTimeOffset? ClosedAt);

/// <summary>A step that was done.</summary>
/// <param name="Id">The task it was.</param>
/// <param name="Title">What people called it.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record EarlierStep(Id<WorkflowTask> Id, string Title, string By, DateTimeOffset At);

/// <summary>A line of history.</summary>
/// <param name="At">When.</param>
/// <param name="What">What happened, in Vietnamese.</param>
/// <param name="By">Who did it; "Hệ thống" for the engine.</param>
/// <param name="To">To whom; null when to nobody.</param>
/// <param name="Words">What was said.</param>
public sealed record TaskEventView(DateTimeOffset At, string What, string By, string? To, string? Words);

internal sealed class FindTaskHandler(DispatchDbContext db, TaskDesk desk, WorkflowCatalog catalog, PaperNames papers, ActContext context, TimeProvider clock) : IRequestHandler<FindTask, Outcome<TaskDetail>>
{
    public async Task<Outcome<TaskDetail>> Handle(FindTask request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var task = await db.Set<WorkflowTask>().AsNoTracking().SeenBy(actor).SingleOrDefaultAsync(t => t.Id == request.TaskId && t.Waits == WaitKind.Person, cancellationToken);
        if (task is null)
        {
            return KernelRefusals.Unknown("việc");
        }

        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == task.InstanceId, cancellationToken);
        var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
        var all = await db.Set<WorkflowTask>().AsNoTracking().Where(t => t.PaperId == task.PaperId).ToListAsync(cancellationToken);
        var notes = await db.Set<TaskNote>().AsNoTracking().Where(n => n.TaskId == task.Id).OrderBy(n => n.Id).ToListAsync(cancellationToken);
        var names = await NamesAsync(all, notes, cancellationToken);
        var paper = (await papers.OfAsync([task.PaperId], cancellationToken))[task.PaperId];
        return new TaskDetail(
            ListTasksHandler.View(task, paper, names, clock.GetUtcNow()), instance.Id, definition.Name, await desk.WhoAsync(task, cancellationToken),
            task.Due is { Unit: not DueUnit.Moment } due ? Deadlines.DueTerms.Words(due) : null, task.Outcomes, task.Fields, await WhyNotAsync(task, instance, cancellationToken),
            task.ClaimedById is not null && task.ClaimedById == actor.PersonId, task.ClaimedById is not null, People.PersonalActs.Contains(task.Act), task.ClosedAt, task.Outcome, task.Opinion,
            await HelpAsync(all.Where(t => t.ParentId == task.Id), cancellationToken), Earlier(task, all, names), [.. notes.Select(note => View(note, names))], task.Version)
        {
            AskedBy = task.AskedById is { } asker ? names.GetValueOrDefault(asker, "—") : null,
            Roles = task.Role,
        };
    }

    private async Task<Refusal?> WhyNotAsync(WorkflowTask task, WorkflowInstance instance, CancellationToken cancellationToken) =>
        task.ClosedAt is not null ? TaskRefusals.Closed
        : instance.Status is RunStatus.Faulted && task.Kind is TaskKind.Step ? TaskRefusals.Stopped
        : await desk.RefuseAsync(task, cancellationToken);

    private async Task<IReadOnlyList<HelpView>> HelpAsync(IEnumerable<WorkflowTask> help, CancellationToken cancellationToken)
    {
        var views = new List<HelpView>();
        foreach (var one in help.OrderBy(t => t.Id.Value))
        {
            views.Add(new HelpView(one.Id, one.Kind, await desk.WhoAsync(one, cancellationToken), one.Words, one.DueAt, one.Opinion, one.ClosedAt));
        }

        return views;
    }

    private static IReadOnlyList<EarlierStep> Earlier(WorkflowTask task, IEnumerable<WorkflowTask> all, Dictionary<Id<Person>, string> names) => task.Kind is not TaskKind.Step ? [] :
    [
        .. all.Where(t => t is { Kind: TaskKind.Step, Outcome: not null, IsUndone: false, ClosedById: not null }).OrderByDescending(t => t.ClosedAt)
            // To a step that changed the paper nothing is given back: the paper itself would have to go back.
            .Where(t => !WorkflowWording.IsLegalAct(t.Act)).Select(t => new EarlierStep(t.Id, t.Title, names.GetValueOrDefault(t.ClosedById!.Value, "—"), t.ClosedAt!.Value)),
    ];

    private static TaskEventView View(TaskNote note, Dictionary<Id<Person>, string> names) => new(
        note.At, WorkflowWording.Of(note.Event), note.ById is { } by ? names.GetValueOrDefault(by, "—") : "Hệ thống", note.ToId is { } to ? names.GetValueOrDefault(to, "—") : null, note.Words);

    private Task<Dictionary<Id<Person>, string>> NamesAsync(IEnumerable<WorkflowTask> tasks, IEnumerable<TaskNote> notes, CancellationToken cancellationToken)
    {
        var ids = tasks.SelectMany(t => new[] { t.PersonId, t.ClaimedById, t.ClosedById, t.AskedById }).Concat(notes.SelectMany(n => new[] { n.ById, n.ToId })).OfType<Id<Person>>().Distinct().ToList();
        return db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.FullName, cancellationToken);
    }
}
