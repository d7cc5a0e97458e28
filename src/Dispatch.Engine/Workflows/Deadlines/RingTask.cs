using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>
/// The clock has come to a task: a pause is over, people are reminded, or a deadline has passed and those above are told. Several nodes may ring the same task; the first commits, the
/// others find nothing left to do.
/// </summary>
public sealed record RingTask(Id<WorkflowTask> TaskId) : IAct<RingResult>;

/// <summary>What the clock did with a task.</summary>
public enum RingResult
{
    /// <summary>Nothing: it is done, or another node was here.</summary>
    Nothing,

    /// <summary>A pause of the procedure is over and the matter went on.</summary>
    WentOn,

    /// <summary>People were reminded.</summary>
    Reminded,

    /// <summary>The deadline has passed; whoever the procedure names was told.</summary>
    Overdue,
}

internal sealed class RingTaskHandler(DispatchDbContext db, RouteDesk route, DueDesk due, ActContext context, TimeProvider clock) : IRequestHandler<RingTask, Outcome<RingResult>>
{
    public async Task<Outcome<RingResult>> Handle(RingTask request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisation = context.Someone.OrganisationId;
        var task = await db.Set<WorkflowTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId && t.OrganisationId == organisation, cancellationToken);
        return task switch
        {
            null or { RingsAt: null } => RingResult.Nothing,
            _ when task.RingsAt > now => RingResult.Nothing,
            { Waits: WaitKind.Time } => await GoOnAsync(task, task.Outcomes[0], cancellationToken),
            // What the office itself waits for ends with its second outcome: the time is up.
            { Waits: WaitKind.Office, Outcomes.Count: > 1 } => await GoOnAsync(task, task.Outcomes[1], cancellationToken),
            _ when task.DueAt > now => await RemindAsync(task, now, cancellationToken),
            _ => await EscalateAsync(task, now, cancellationToken),
        };
    }

    private async Task<Outcome<RingResult>> GoOnAsync(WorkflowTask task, string outcome, CancellationToken cancellationToken)
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == task.InstanceId, cancellationToken);
        if (instance.Status is RunStatus.Faulted)
        {
            // The matter stands still; when an administrator lets it go on, its pauses are over at once.
            task.RingsAt = null;
            return RingResult.Nothing;
        }

        if (await route.AnswerAsync(task, instance, outcome, payload: null, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        context.Note(task.OrganisationId, "workflow.pause-over", task.PaperId, new { task.ActivityId, task.DueAt });
        return RingResult.WentOn;
    }

    private async Task<Outcome<RingResult>> RemindAsync(WorkflowTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        task.RemindedAt = now;
        await due.RingAgainAsync(task, cancellationToken);
        Tell(task, TaskEvent.Reminded, now);
        return RingResult.Reminded;
    }

    private async Task<Outcome<RingResult>> EscalateAsync(WorkflowTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (task.EscalatedAt, task.RingsAt) = (now, null);
        Tell(task, TaskEvent.Escalated, now);
        if (task.EscalateTo is not Role.None)
        {
            db.Add(OfficeWork.Notice(task, Title(task), "Việc này đã quá thời hạn mà chưa xong.", task.EscalateTo, await UnitAboveAsync(task, cancellationToken), person: null, now));
        }

        context.Note(task.OrganisationId, "workflow.overdue", task.PaperId, new { task.ActivityId, task.Title, task.DueAt, task.EscalateTo });
        return RingResult.Overdue;
    }

    /// <summary>Of which unit those above are: the unit whose task it is, or whose person's; of none in particular where nobody there has the role, as leaders have no unit.</summary>
    private async Task<Id<Body>?> UnitAboveAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        var people = db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == task.OrganisationId);
        var holder = task.ClaimedById ?? task.PersonId;
        var unit = task.UnitId ?? await people.Where(p => p.Id == holder).Select(p => p.UnitId).SingleOrDefaultAsync(cancellationToken);
        var roles = await people.Where(p => p.UnitId == unit && p.DisabledAt == null).Select(p => p.Roles).ToListAsync(cancellationToken);
        return unit is not null && roles.Exists(held => (held & task.EscalateTo) != Role.None) ? unit : null;
    }

    private void Tell(WorkflowTask task, TaskEvent what, DateTimeOffset now) =>
        db.Add(new TaskNote { Id = Id<TaskNote>.New(now), InstanceId = task.InstanceId, TaskId = task.Id, At = now, Event = what });

    private static string Title(WorkflowTask task)
    {
        var title = "Quá hạn: " + task.Title;
        return title.Length > 300 ? title[..300] : title;
    }
}
