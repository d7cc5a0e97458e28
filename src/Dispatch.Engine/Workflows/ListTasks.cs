using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>Việc của tôi, or of my unit: what waits, oldest first; pages by key.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
/// <param name="Scope">Whose.</param>
/// <param name="Overdue">Only those whose term has passed.</param>
/// <param name="Kind">Only tasks of this kind.</param>
public sealed record ListTasks(Id<WorkflowTask>? After = null, int Take = 50, TaskScope Scope = TaskScope.Mine, bool Overdue = false, TaskKind? Kind = null) : IQuestion<Page<TaskView>>;

/// <summary>Whose tasks.</summary>
public enum TaskScope
{
    /// <summary>What I may do now.</summary>
    Mine,

    /// <summary>What waits in my unit, whoever of it must do it, and what is overdue and was told to me.</summary>
    Unit,
}

/// <summary>A task that waits.</summary>
/// <param name="Id">Identity.</param>
/// <param name="PaperId">The paper.</param>
/// <param name="PaperType">What the paper is.</param>
/// <param name="Act">The legal act; null when it is none.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Paper">How people name the paper.</param>
/// <param name="Subject">Trích yếu.</param>
/// <param name="Urgency">Mức độ khẩn.</param>
/// <param name="OpenedAt">Since when it waits.</param>
/// <param name="Kind">A step, an opinion, support or a notice.</param>
/// <param name="Words">What was written along; null when nothing.</param>
/// <param name="DueAt">By when; null when the procedure sets no term.</param>
/// <param name="IsOverdue">Whether that has passed.</param>
/// <param name="Holder">Who took it or was given it by name; null while it lies for anyone.</param>
/// <param name="IsPaperAct">Whether it is done on the paper itself.</param>
public sealed record TaskView(
    Id<WorkflowTask> Id, Guid PaperId, TaskPaper PaperType, string? Act, string Title, string Paper, string Subject, Urgency Urgency, DateTimeOffset OpenedAt,
    TaskKind Kind, string? Words, DateTimeOffset? DueAt, bool IsOverdue, string? Holder, bool IsPaperAct)
{
    /// <summary>When the procedure last reminded of it; null while it has not, and when it is done.</summary>
    public DateTimeOffset? RemindedAt { get; init; }
}

/// <summary>What kind of paper a step is about.</summary>
public enum TaskPaper
{
    /// <summary>Văn bản đi.</summary>
    Dispatch,

    /// <summary>Văn bản đến.</summary>
    Incoming,

    /// <summary>Bản sao.</summary>
    Copy,

    /// <summary>Đề nghị thu hồi.</summary>
    Recall,
}

internal sealed class ListTasksHandler(DispatchDbContext db, TaskDesk desk, PaperNames papers, ActContext context, TimeProvider clock) : IRequestHandler<ListTasks, Outcome<Page<TaskView>>>
{
    public async Task<Outcome<Page<TaskView>>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var now = clock.GetUtcNow();
        var tasks = db.Set<WorkflowTask>().AsNoTracking();
        tasks = request.Overdue ? tasks.Where(t => t.DueAt < now) : tasks;
        tasks = request.Kind is { } kind ? tasks.Where(t => t.Kind == kind) : tasks;
        var page = await (request.Scope is TaskScope.Unit ? tasks.SeenBy(actor).OpenInUnitOf(actor, db.Set<Person>()) : tasks.OpenTo(actor, desk.Delegations()))
            .PageAsync(t => t.Id, request.After, request.Take, task => task, task => task.Id.ToString(), cancellationToken);
        var named = await papers.OfAsync([.. page.Items.Select(task => task.PaperId)], cancellationToken);
        var holders = page.Items.Select(task => task.ClaimedById ?? task.PersonId).OfType<Id<Person>>().Where(id => id != actor.PersonId).Distinct().ToList();
        var names = holders.Count == 0 ? [] : await db.Set<Person>().AsNoTracking().Where(p => holders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.FullName, cancellationToken);
        if (actor.PersonId is { } self)
        {
            names[self] = actor.Name;
        }

        return new Page<TaskView>([.. page.Items.Select(task => View(task, named[task.PaperId], names, now))], page.Next);
    }

    internal static TaskView View(WorkflowTask task, PaperName paper, Dictionary<Id<Person>, string> names, DateTimeOffset now) => new(
        task.Id, task.PaperId, paper.Type, task.Act, task.Title, paper.Paper, paper.Subject, paper.Urgency, task.OpenedAt, task.Kind, task.Words, task.DueAt,
        task.ClosedAt is null && task.DueAt < now, (task.ClaimedById ?? task.PersonId) is { } holder ? names.GetValueOrDefault(holder, "—") : null,
        task.Kind is TaskKind.Step && WorkflowWording.IsLegalAct(task.Act))
    {
        RemindedAt = task.ClosedAt is null ? task.RemindedAt : null,
    };
}
