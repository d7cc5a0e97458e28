using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>When tasks are due and when the clock next has something to do with them.</summary>
internal sealed class DueDesk(DispatchDbContext db, CalendarDesk calendars, TimeProvider clock)
{
    /// <summary>Reckons what a new task's term comes to.</summary>
    public async Task SetAsync(WorkflowTask task, Urgency urgency, CancellationToken cancellationToken)
    {
        if (task.Due is { } term)
        {
            var calendar = await calendars.OfAsync(task.OrganisationId, cancellationToken);
            // What the clock itself answers is a pause the procedure wants, however urgent the paper.
            // What somebody asks a colleague for is due when they say, who know the paper.
            task.DueAt = task.Waits is WaitKind.Time || task.AskedById is not null ? term.MomentAfter(calendar, task.OpenedAt) : term.MomentAfter(calendar, task.OpenedAt, urgency);
            task.RingsAt = NextRing(task, calendar, clock.GetUtcNow());
        }
    }

    /// <summary>When the clock next has something to do with a task that has just been reminded of.</summary>
    public async Task RingAgainAsync(WorkflowTask task, CancellationToken cancellationToken) =>
        task.RingsAt = NextRing(task, await calendars.OfAsync(task.OrganisationId, cancellationToken), clock.GetUtcNow());

    /// <summary>What ended while its matter stood still is over at once when that goes on: pauses, and what the office itself waits for.</summary>
    public async Task WakeAsync(Guid paperId, CancellationToken cancellationToken)
    {
        var silent = await db.Set<WorkflowTask>().Where(t => t.PaperId == paperId && t.ClosedAt == null && (t.Waits == WaitKind.Time || t.Waits == WaitKind.Office) && t.RingsAt == null).ToListAsync(cancellationToken);
        foreach (var task in silent.Where(task => task.ClosedAt is null))
        {
            task.RingsAt = task.DueAt;
        }
    }

    /// <summary>Every open term of an organisation that is counted in working time, by its calendar as it stands now.</summary>
    public async Task ReckonAgainAsync(Id<Body> organisation, CancellationToken cancellationToken)
    {
        var waiting = await db.Set<WorkflowTask>().Where(t => t.OrganisationId == organisation && t.ClosedAt == null && t.DueAt != null)
            .Join(db.Set<WorkflowInstance>(), task => task.InstanceId, instance => instance.Id, (task, instance) => new { Task = task, instance.Urgency })
            .ToListAsync(cancellationToken);
        foreach (var row in waiting.Where(row => row.Task.EscalatedAt is null && row.Task.Due?.IsInWorkingTime() == true))
        {
            await SetAsync(row.Task, row.Urgency, cancellationToken);
        }
    }

    /// <summary>The next reminder that has not come yet, else the deadline.</summary>
    private static DateTimeOffset? NextRing(WorkflowTask task, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (task.DueAt is not { } dueAt || task.ClosedAt is not null || task.EscalatedAt is not null)
        {
            return null;
        }

        return task.Reminders.Select(before => before.MomentBefore(calendar, dueAt)).Where(moment => moment > now && moment < dueAt).Append(dueAt).Min();
    }
}
