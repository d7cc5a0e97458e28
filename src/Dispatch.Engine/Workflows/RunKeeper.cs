using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>
/// Keeps what a push of a run did: the position, the steps it opened and withdrew, what stopped it. Steps of the office's own machinery are done here, in the same transaction, until
/// every branch of the matter waits for a person, the clock or an event.
/// </summary>
internal sealed class RunKeeper(DispatchDbContext db, DueDesk due, OfficeWork office, ActContext context, TimeProvider clock)
{
    private const int MostOfficeSteps = 100;

    /// <summary>After how long a step that failed for a passing reason is tried again; after the last it waits for an administrator.</summary>
    private static readonly TimeSpan[] Retries = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>Keeps a burst and goes on with the office's work until nothing of it can be done now. Tells whether something stopped on the way.</summary>
    /// <param name="instance">The matter.</param>
    /// <param name="definition">Its procedure.</param>
    /// <param name="burst">What the push did.</param>
    /// <param name="why">What brought it there, as whoever gets a draft back by it reads it.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<bool> KeepAsync(WorkflowInstance instance, WorkflowDefinition definition, Burst burst, string why, CancellationToken cancellationToken) =>
        KeepAsync(instance, definition, new Push(burst, IsTransient: false, why), new Queue<OpenedTask>(), cancellationToken);

    private async Task<bool> KeepAsync(WorkflowInstance instance, WorkflowDefinition definition, Push push, Queue<OpenedTask> work, CancellationToken cancellationToken)
    {
        var hasStopped = false;
        for (var done = 0; ; done++)
        {
            hasStopped |= push.Burst.Incidents.Count > 0;
            var opened = await KeepOneAsync(instance, push, cancellationToken);
            foreach (var one in opened)
            {
                work.Enqueue(one);
            }

            if (opened.Any(one => IsSubmission(one.Task)))
            {
                await ReturnDraftAsync(instance, push.Why, cancellationToken);
            }

            if (done == MostOfficeSteps)
            {
                throw new InvalidOperationException($"Matter {instance.Id} took {MostOfficeSteps} office steps without waiting for anybody.");
            }

            if (await NextAsync(instance, definition, work, cancellationToken) is not { } next)
            {
                return hasStopped;
            }

            push = next;
        }
    }

    /// <summary>
    /// Whatever brings a matter back to its drafter (a legal doubt, a time that is up, an incident that was passed over) returns the draft in the same act (Điều 12), or nobody could revise
    /// and submit it again.
    /// </summary>
    private async Task ReturnDraftAsync(WorkflowInstance instance, string why, CancellationToken cancellationToken)
    {
        var id = new Id<OfficialDispatch>(instance.PaperId);
        var isNew = db.Added<OfficialDispatch>().Any(dispatch => dispatch.Id == id);
        if (!isNew && await db.Set<OfficialDispatch>().SingleOrDefaultAsync(d => d.Id == id && d.OrganisationId == instance.OrganisationId, cancellationToken) is { } draft
            && OutgoingLifecycle.After(draft.State, OutgoingAct.Return) is not null && draft.Move(OutgoingAct.Return, why) is null)
        {
            context.Note(draft.OrganisationId, "signing.returned", draft.Id.Value, new { draft.Reason });
        }
    }

    /// <summary>The steps of a matter that were ended and count, in the order in which they were.</summary>
    public async Task<IReadOnlyList<WorkflowTask>> HistoryAsync(WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var done = await db.Set<WorkflowTask>().Where(t => t.PaperId == instance.PaperId && t.Kind == TaskKind.Step && t.Outcome != null && !t.IsUndone).ToListAsync(cancellationToken);
        return [.. InOrder(done)];
    }

    /// <summary>Steps that were ended, as they are told to another run.</summary>
    public static IEnumerable<WorkflowTask> InOrder(IEnumerable<WorkflowTask> ended) => ended.OrderBy(task => task.ClosedAt).ThenBy(task => task.WaitId);

    /// <summary>A step that was ended, as it is told to another run. A draft may change whenever its drafter has it, so each submission says what it was then.</summary>
    public static GivenAnswer Given(WorkflowTask task, WorkflowInstance instance) =>
        new(task.ActivityId, task.WaitId, task.Title, task.Outcome!, task.Answer, IsSubmission(task) ? Submitted(task) ?? instance.Inputs : null) { Asked = task.PersonId?.ToString(), TaskId = task.Id };

    /// <summary>What a matter was begun with, as far as anybody knows it: what it knew when its draft was first submitted.</summary>
    public static IReadOnlyDictionary<string, string> BegunWith(WorkflowInstance instance, IEnumerable<WorkflowTask> history) =>
        history.Where(IsSubmission).Select(Submitted).FirstOrDefault(facts => facts is not null) ?? instance.Inputs;

    /// <summary>A matter whose paper has changed knows so from here on; what it knew before stays with what was submitted then.</summary>
    public async Task TellAsync(WorkflowInstance instance, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        if (inputs.Count == instance.Inputs.Count && inputs.All(pair => instance.Inputs.GetValueOrDefault(pair.Key) == pair.Value))
        {
            return;
        }

        foreach (var submission in (await HistoryAsync(instance, cancellationToken)).Where(IsSubmission))
        {
            submission.Data ??= JsonSerializer.Serialize(instance.Inputs, KernelJson.Options);
        }

        instance.Position = WorkflowRun.Know(instance.Position, RouteDesk.RunInputs(inputs)).Value;
        (instance.Inputs, instance.Urgency) = (inputs, RouteDesk.UrgencyOf(inputs));
        foreach (var open in await db.Set<WorkflowTask>().Where(t => t.PaperId == instance.PaperId && t.ClosedAt == null).ToListAsync(cancellationToken))
        {
            await due.SetAsync(open, instance.Urgency, cancellationToken);
        }
    }

    private static bool IsSubmission(WorkflowTask task) => task is { Kind: TaskKind.Step, Act: nameof(OutgoingAct.Submit) };

    private static Dictionary<string, string>? Submitted(WorkflowTask task) => task.Data is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(task.Data, KernelJson.Options);

    /// <summary>
    /// Lets a matter stand where a replay came to: what waits there and was asked of the same people already goes on waiting, with whoever took it and what is said of it now; the rest is
    /// withdrawn or opened. What the office's own machinery does there is done.
    /// </summary>
    public async Task StandAsync(WorkflowInstance instance, WorkflowDefinition definition, RunReplay run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var work = new Queue<OpenedTask>();
        var open = await db.Set<WorkflowTask>().Where(t => t.PaperId == instance.PaperId && t.ClosedAt == null).ToListAsync(cancellationToken);
        var asked = WorkflowRun.Waits(instance.Position).Value.ToDictionary(wait => wait.Id, wait => wait.Asked);
        (instance.Position, instance.Status) = (run.Burst.State, run.Burst.Status);
        instance.EndedAt = run.Burst.Status is RunStatus.Finished ? now : null;
        instance.CorrelationId = run.Burst.Identity.CorrelationId;
        await NumberAsync(run, cancellationToken);
        var steps = open.FindAll(task => task.Kind is TaskKind.Step);
        foreach (var wait in run.Open)
        {
            var those = steps.Where(task => task.ActivityId == wait.ActivityId && IsSame(task, wait) && asked.GetValueOrDefault(task.WaitId, wait.Asked) == wait.Asked);
            if (those.OrderByDescending(task => task.WaitId == wait.Id).ThenBy(task => task.WaitId).FirstOrDefault() is { } waiting)
            {
                steps.Remove(waiting);
                await TakeOnAsync(waiting, wait, instance.Urgency, cancellationToken);
            }
            else
            {
                var opened = await TaskAsync(instance, wait, now, cancellationToken);
                db.Add(opened.Task);
                work.Enqueue(opened);
            }
        }

        foreach (var gone in open.Where(task => steps.Contains(task) || steps.Exists(step => step.Id == task.ParentId)))
        {
            gone.Close(now, outcome: null, by: null);
        }

        await LeaveIncidentsAsync(instance, now, cancellationToken);
        await due.WakeAsync(instance.PaperId, cancellationToken);
        if (await NextAsync(instance, definition, work, cancellationToken) is { } next)
        {
            await KeepAsync(instance, definition, next, work, cancellationToken);
        }
    }

    /// <summary>The answers that count carry the numbers their waits have in the run that stands now: by these they are told apart when it is built again.</summary>
    private async Task NumberAsync(RunReplay run, CancellationToken cancellationToken)
    {
        foreach (var (given, wait) in run.Told)
        {
            if (given.TaskId is { } id && await db.Set<WorkflowTask>().FindAsync([id], cancellationToken) is { } task)
            {
                task.WaitId = wait.Id;
            }
        }
    }

    /// <summary>A step that goes on waiting is called, filled in, reminded of and due as its procedure says now; its term is counted from when it began to wait.</summary>
    private async Task TakeOnAsync(WorkflowTask task, Wait wait, Urgency urgency, CancellationToken cancellationToken)
    {
        WorkflowCatalog.TryReadRoles(wait.EscalateTo, out var above);
        (task.WaitId, task.Title, task.Fields, task.EscalateTo) = (wait.Id, Cut(wait.Title, 300)!, wait.Fields, above);
        task.Data = wait.Kind is WaitKind.Office ? wait.Data : task.Data;
        if (task.Due != wait.Due || !task.Reminders.SequenceEqual(wait.Reminders))
        {
            (task.Due, task.Reminders, task.DueAt, task.RingsAt, task.EscalatedAt) = (wait.Due, wait.Reminders, null, null, null);
            await due.SetAsync(task, urgency, cancellationToken);
        }
    }

    /// <summary>What stopped the matter where it stood before stops it no more: there is nothing left to try again. What fails again is an incident anew.</summary>
    private async Task LeaveIncidentsAsync(WorkflowInstance instance, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var incident in await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ClosedAt == null).ToListAsync(cancellationToken))
        {
            (incident.ClosedAt, incident.RetryAt, incident.SkipReason) = (now, null, "Hồ sơ không còn ở bước này: đã chuyển phiên bản quy trình hoặc trả lại bước trước.");
        }
    }

    /// <summary>Whether what waits asks for the same: a step of the same name that is another act, or knows other answers, is asked anew.</summary>
    private static bool IsSame(WorkflowTask task, Wait wait) =>
        task.Waits == wait.Kind && task.Act == (wait.Kind is WaitKind.Event ? wait.EventName : wait.Act) && task.Outcomes.SequenceEqual(wait.Outcomes, StringComparer.Ordinal);

    /// <summary>Does the first step of the office's own that can be done; null when none can.</summary>
    private async Task<Push?> NextAsync(WorkflowInstance instance, WorkflowDefinition definition, Queue<OpenedTask> work, CancellationToken cancellationToken)
    {
        while (instance.Status is RunStatus.Suspended && work.TryDequeue(out var opened))
        {
            var task = opened.Task;
            // Whom the directory lacks today it may have in an hour. Nothing else passes by waiting: what the disk or the database could not do has undone the whole act.
            var result = opened.Flaw is { } flaw ? OfficeResult.Failed(flaw, isTransient: true)
                : task is { Waits: WaitKind.Office, ClosedAt: null } ? await office.DoAsync(task, instance, cancellationToken)
                : OfficeResult.Later;
            if (result == OfficeResult.Later)
            {
                continue;
            }

            task.Close(clock.GetUtcNow(), result.Outcome, by: null);
            var burst = result.Failure is { } failure
                ? WorkflowRun.Fail(definition, instance.Position, task.WaitId, failure)
                : WorkflowRun.Resume(definition, instance.Position, task.WaitId, result.Outcome!);
            return new Push(burst.Value, result.IsTransient, result.Failure ?? WorkflowWording.Ended(task.Title, result.Outcome!));
        }

        return null;
    }

    private async Task<IReadOnlyList<OpenedTask>> KeepOneAsync(WorkflowInstance instance, Push push, CancellationToken cancellationToken)
    {
        var (now, burst) = (clock.GetUtcNow(), push.Burst);
        (instance.Position, instance.Status) = (burst.State, burst.Status);
        instance.EndedAt = burst.Status is RunStatus.Finished ? now : null;
        instance.CorrelationId = burst.Identity.CorrelationId;
        // Told in this transaction, carried out after it, once: what was told and what it woke can neither of them be lost alone.
        db.AddRows(burst.Published.Select(told => Outbox.Message(
            OutboxKinds.Event, Guid.CreateVersion7(now).ToString(), instance.OrganisationId, instance.OrganisationId, new EventNews(told.Name, told.CorrelationId, told.Payload, instance.Id), now)));
        await WithdrawAsync(instance, burst, now, cancellationToken);
        db.AddRows(burst.Incidents.Select(incident => Incident(instance, incident, push.IsTransient, now)));
        var opened = new List<OpenedTask>();
        foreach (var wait in burst.Opened)
        {
            opened.Add(await TaskAsync(instance, wait, now, cancellationToken));
        }

        db.AddRows(opened.Select(one => one.Task));
        return opened;
    }

    private async Task WithdrawAsync(WorkflowInstance instance, Burst burst, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Steps of this very act are not in the database yet.
        var withdrawn = burst.Withdrawn.Select(wait => wait.Id).ToHashSet();
        if (withdrawn.Count == 0 && burst.Status is not RunStatus.Finished)
        {
            return;
        }

        var stored = await RouteDesk.OpenTasks.AskAsync(db, cancellationToken, instance.PaperId);
        var open = stored.Concat(db.Added<WorkflowTask>()).Where(task => task.InstanceId == instance.Id && task.ClosedAt is null).ToList();
        var gone = open.Where(task => burst.Status is RunStatus.Finished || (task.Kind is TaskKind.Step && withdrawn.Contains(task.WaitId))).Select(task => task.Id).ToHashSet();
        foreach (var task in open.Where(task => gone.Contains(task.Id) || (task.ParentId is { } parent && gone.Contains(parent))))
        {
            task.Close(now, outcome: null, by: null);
        }
    }

    private async Task<OpenedTask> TaskAsync(WorkflowInstance instance, Wait wait, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = await PersonAsync(instance, wait.Person, cancellationToken);
        var unit = await UnitAsync(instance, wait.Unit, cancellationToken);
        var isRole = WorkflowCatalog.TryReadRoles(wait.Role, out var role) & WorkflowCatalog.TryReadRoles(wait.EscalateTo, out var above);
        var task = new WorkflowTask
        {
            Id = Id<WorkflowTask>.New(now),
            InstanceId = instance.Id,
            OrganisationId = instance.OrganisationId,
            PaperId = instance.PaperId,
            DefinitionId = instance.DefinitionId,
            Waits = wait.Kind,
            WaitId = wait.Id,
            ActivityId = wait.ActivityId,
            Act = wait.Kind is WaitKind.Event ? wait.EventName : wait.Act,
            Title = Cut(wait.Title, 300)!,
            Role = role,
            UnitId = unit,
            PersonId = person,
            Outcomes = wait.Outcomes,
            Fields = wait.Fields,
            Data = wait.Data,
            OpenedAt = now,
            Due = wait.Due,
            Reminders = wait.Reminders,
            EscalateTo = above,
        };
        await due.SetAsync(task, instance.Urgency, cancellationToken);
        var flaw = wait.Person is not null && person is null ? $"Không có tài khoản “{wait.Person}” trong cơ quan."
            : wait.Unit is not null && unit is null ? $"Không có đơn vị “{wait.Unit}” trong cơ quan."
            : isRole ? null : $"Vai trò “{wait.Role}” hoặc “{wait.EscalateTo}” không nhận việc của quy trình. Các vai trò nhận việc: {string.Join(", ", WorkflowCatalog.Roles)}.";
        return new OpenedTask(task, flaw);
    }

    /// <summary>A person by id, or by sign-in name as a definition may write it; null for nobody.</summary>
    private async Task<Id<Person>?> PersonAsync(WorkflowInstance instance, string? person, CancellationToken cancellationToken) => person switch
    {
        null => null,
        _ when Id<Person>.TryParse(person, null, out var id) => id,
        _ => await db.Set<Person>().Where(p => p.UserName == person && p.OrganisationId == instance.OrganisationId).Select(p => (Id<Person>?)p.Id).SingleOrDefaultAsync(cancellationToken),
    };

    /// <summary>A unit by id, by its key in the directory, or by its abbreviation; null for none.</summary>
    private async Task<Id<Body>?> UnitAsync(WorkflowInstance instance, string? unit, CancellationToken cancellationToken) => unit switch
    {
        null => null,
        _ when Id<Body>.TryParse(unit, null, out var id) => id,
        _ => await db.Set<Body>().Where(b => b.ParentId == instance.OrganisationId && (b.Key == unit || b.Abbreviation == unit)).Select(b => (Id<Body>?)b.Id).FirstOrDefaultAsync(cancellationToken),
    };

    private static WorkflowIncident Incident(WorkflowInstance instance, Incident incident, bool isTransient, DateTimeOffset now) => new()
    {
        Id = Id<WorkflowIncident>.New(now),
        OrganisationId = instance.OrganisationId,
        InstanceId = instance.Id,
        PaperId = instance.PaperId,
        RunId = incident.Id,
        ActivityId = incident.ActivityId,
        Message = Cut(incident.Message, 1000)!,
        Detail = Cut(incident.Detail, 2000),
        At = now,
        Tries = incident.Tries,
        RetryAt = isTransient && incident.Tries <= Retries.Length ? now + Retries[incident.Tries - 1] : null,
    };

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;

    /// <param name="Burst">What a push of the run did.</param>
    /// <param name="IsTransient">Whether what stopped in it may pass by itself.</param>
    /// <param name="Why">What brought it there.</param>
    private sealed record Push(Burst Burst, bool IsTransient, string Why);

    /// <param name="Task">What was opened.</param>
    /// <param name="Flaw">Why nobody can do it; null when somebody can.</param>
    private sealed record OpenedTask(WorkflowTask Task, string? Flaw);
}
