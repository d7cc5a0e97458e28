using System.Text.Json.Nodes;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>Takes a paper along its office's route, in the act's own transaction: an act finds its step, the step's end opens the next.</summary>
internal sealed class RouteDesk(DispatchDbContext db, WorkflowCatalog catalog, RunKeeper keeper, TaskDesk tasks, OfficeWork office, DueDesk due, ActContext context, TimeProvider clock)
{
    /// <summary>Everything open of a paper.</summary>
    public static readonly HeldQuestion<WorkflowTask> OpenTasks = new(nameof(WorkflowTask.PaperId)) { AndNull = nameof(WorkflowTask.ClosedAt) };

    /// <summary>The matter of a paper.</summary>
    private static readonly HeldQuestion<WorkflowInstance> Matter = new(nameof(WorkflowInstance.PaperId));

    /// <summary>Reads what many organisations run now, so that beginning a route in each of them next asks nothing.</summary>
    public Task PrepareAsync(IReadOnlyCollection<Id<Body>> organisations, CancellationToken cancellationToken) => catalog.FetchAsync(db, organisations, clock.GetUtcNow(), cancellationToken);

    /// <summary>What a step of a paper will ask.</summary>
    public IReadOnlyList<HeldAsking> Foreseen(Guid paperId) => [OpenTasks.Of(db, paperId), Matter.Of(db, paperId)];

    /// <summary>Begins the route of a paper with the version its organisation runs now, and pins the matter to it.</summary>
    public async Task StartAsync(string definitionId, Id<Body> organisation, Guid paperId, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (owner, definition) = await catalog.CurrentAsync(db, organisation, definitionId, now, cancellationToken);
        var burst = WorkflowRun.Start(definition, RunInputs(inputs));
        var instance = new WorkflowInstance
        {
            Id = Id<WorkflowInstance>.New(now),
            OrganisationId = organisation,
            PaperId = paperId,
            Urgency = UrgencyOf(inputs),
            OwnerId = owner,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            Inputs = inputs,
            Position = burst.State,
            Status = burst.Status,
            StartedAt = now,
        };
        db.AddRow(instance);
        await keeper.KeepAsync(instance, definition, burst, definition.Name, cancellationToken);
    }

    /// <summary>Takes the open step of an act with an outcome; refused when the paper's route is not at that step or waits for someone else.</summary>
    /// <param name="paperId">The paper.</param>
    /// <param name="act">The act's name as definitions write it; null takes whichever open step knows the outcome.</param>
    /// <param name="outcome">How the step ends.</param>
    /// <param name="answer">What the procedure may read of the act; null when nothing.</param>
    /// <param name="words">What was written with the act; null when nothing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Refusal?> StepAsync(Guid paperId, string? act, string outcome, JsonNode? answer, string? words, CancellationToken cancellationToken)
    {
        // A move before this one in the same act closed its step and opened the next: that one is not in the database yet.
        var open = (await OpenTasks.AskAsync(db, cancellationToken, paperId)).Concat(db.Added<WorkflowTask>().Where(task => task.PaperId == paperId)).Where(task => task.ClosedAt is null).ToList();
        var waiting = open.Where(task => task.Kind is TaskKind.Step).ToList();
        var found = waiting.Find(task => task.Waits is WaitKind.Person && (act is null || task.Act == act) && task.Outcomes.Contains(outcome, StringComparer.Ordinal));
        if (found is null)
        {
            return await tasks.NotThisStepAsync(waiting, cancellationToken);
        }

        if (await tasks.RefuseAsync(found, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        found.Opinion = words;
        var matter = (await Matter.AskAsync(db, cancellationToken, paperId)).Single();
        return await AnswerAsync(new OpenTask(found, matter), [.. open.Where(task => task.ParentId == found.Id)], outcome, answer, cancellationToken);
    }

    /// <summary>Ends an open task of a matter with an outcome and lets the matter go on. Whether the actor may is asked before.</summary>
    public async Task<Refusal?> AnswerAsync(WorkflowTask task, WorkflowInstance instance, string outcome, JsonNode? payload, CancellationToken cancellationToken)
    {
        var helpers = await db.Set<WorkflowTask>().Where(t => t.PaperId == task.PaperId && t.ClosedAt == null && t.ParentId == task.Id).ToListAsync(cancellationToken);
        return await AnswerAsync(new OpenTask(task, instance), helpers, outcome, payload, cancellationToken);
    }

    private async Task<Refusal?> AnswerAsync(OpenTask open, IReadOnlyList<WorkflowTask> helpers, string outcome, JsonNode? payload, CancellationToken cancellationToken)
    {
        var (task, instance) = open;
        if (instance.Status is RunStatus.Faulted)
        {
            return TaskRefusals.Stopped;
        }

        var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
        if (task.Role is not Role.None && definition.AsksSeveral(task.ActivityId) && await HasAnsweredAsync(task, instance, cancellationToken))
        {
            return TaskRefusals.AnsweredAlready(task.Title);
        }

        var resumed = WorkflowRun.Resume(definition, instance.Position, task.WaitId, outcome, payload);
        if (resumed.IsRefused)
        {
            return resumed.Refusal;
        }

        var now = clock.GetUtcNow();
        task.Close(now, outcome, context.Someone.PersonId);
        task.Answer = payload?.ToJsonString(KernelJson.Options);
        context.Route = new RouteFacts(definition.DefinitionId, definition.Version, definition.Hash, task.ActivityId);
        foreach (var help in helpers)
        {
            // Nobody is asked for help with what is done.
            help.Close(now, outcome: null, by: null);
        }

        await keeper.KeepAsync(instance, definition, resumed.Value, task.Opinion ?? WorkflowWording.Ended(task.Title, outcome), cancellationToken);
        return null;
    }

    /// <summary>Whether the actor has answered the same question for themselves: of those a role asks, each is somebody else. What is done for somebody absent is theirs.</summary>
    private async Task<bool> HasAnsweredAsync(WorkflowTask task, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        var me = context.Someone.PersonId;
        // By its numbers and not by when it was opened: one that a newer version of the procedure asks besides was opened later.
        var asking = WorkflowRun.Waits(instance.Position).Value.FirstOrDefault(wait => wait.Id == task.WaitId)?.Asking;
        return task.OnBehalfOfId is null && me is not null && asking is not null && await db.Set<WorkflowTask>().AnyAsync(
            t => t.InstanceId == instance.Id && t.ActivityId == task.ActivityId && t.WaitId >= asking.First && t.WaitId <= asking.Last && t.Id != task.Id
                && t.ClosedById == me && t.OnBehalfOfId == null && t.Outcome != null && !t.IsUndone,
            cancellationToken);
    }

    /// <summary>The law's "not now", with whom the paper waits for: a clerk who cannot number learns who has to sign.</summary>
    public async Task<Refusal> ExplainAsync(Refusal refusal, Guid paperId, CancellationToken cancellationToken)
    {
        if (refusal.Kind is not RefusalKind.Conflict)
        {
            return refusal;
        }

        var waiting = await db.Set<WorkflowTask>().AsNoTracking().Where(t => t.PaperId == paperId && t.ClosedAt == null && t.Kind == TaskKind.Step && t.Waits == WaitKind.Person).ToListAsync(cancellationToken);
        return waiting.Count == 0 ? refusal : refusal with { Message = $"{refusal.Message} {await tasks.WaitingAsync(waiting, cancellationToken)}" };
    }

    /// <summary>A receiver answered, or the paper is there and no answer will come: a procedure that waits for enough of them may go on.</summary>
    public async Task<Refusal?> ReceiptAsync(Guid paperId, CancellationToken cancellationToken)
    {
        var waiting = await WaitingOfficeAsync(paperId, "AwaitReceipts", cancellationToken);
        if (waiting.Count == 0)
        {
            return null;
        }

        // The receipt itself is among those that are counted.
        await db.SaveChangesAsync(cancellationToken);
        // One that goes on may withdraw another.
        foreach (var one in waiting.Where(one => one.ClosedAt is null))
        {
            if ((await office.AwaitReceiptsAsync(one, cancellationToken)).Outcome is { } outcome && await GoOnAsync(one, outcome, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>What a step of the office's own machinery waited for has come: the matter goes on by its first outcome. False when no such step waits.</summary>
    public async Task<Outcome<bool>> OfficeAnswersAsync(Guid paperId, string act, CancellationToken cancellationToken)
    {
        var waiting = await WaitingOfficeAsync(paperId, act, cancellationToken);
        foreach (var one in waiting.Where(one => one.ClosedAt is null))
        {
            if (await GoOnAsync(one, one.Outcomes[0], cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return waiting.Count > 0;
    }

    /// <summary>Puts a notice about a paper before people, due by the next working day: it is in nobody's way and moves nothing.</summary>
    public async Task NoticeAsync(Guid paperId, string title, string words, Role role, Id<Body>? unit, CancellationToken cancellationToken)
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.PaperId == paperId, cancellationToken);
        var notice = OfficeWork.Notice(instance, title, words, role, unit, clock.GetUtcNow());
        await due.SetAsync(notice, instance.Urgency, cancellationToken);
        db.Add(notice);
    }

    /// <summary>Ends a route whose paper goes no further: its open steps are withdrawn, and so is what merely told of it.</summary>
    public async Task AbandonAsync(Guid paperId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.PaperId == paperId, cancellationToken);
        if (instance.EndedAt is null)
        {
            (instance.Status, instance.EndedAt) = (RunStatus.Finished, now);
        }

        foreach (var task in await db.Set<WorkflowTask>().Where(t => t.PaperId == paperId && t.ClosedAt == null).ToListAsync(cancellationToken))
        {
            task.Close(now, outcome: null, by: null);
        }

        foreach (var incident in await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ClosedAt == null).ToListAsync(cancellationToken))
        {
            (incident.ClosedAt, incident.RetryAt, incident.SkipReason) = (now, null, "Hồ sơ đã chấm dứt cùng văn bản.");
        }
    }

    /// <summary>Branches of a route may wait for the same thing side by side.</summary>
    private Task<List<WorkflowTask>> WaitingOfficeAsync(Guid paperId, string act, CancellationToken cancellationToken) =>
        db.Set<WorkflowTask>().Where(t => t.PaperId == paperId && t.ClosedAt == null && t.Waits == WaitKind.Office && t.Act == act).OrderBy(t => t.Id).ToListAsync(cancellationToken);

    private async Task<Refusal?> GoOnAsync(WorkflowTask waiting, string outcome, CancellationToken cancellationToken)
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == waiting.InstanceId, cancellationToken);
        return await AnswerAsync(waiting, instance, outcome, payload: null, cancellationToken);
    }

    /// <summary>The paper of a matter is not what it was when the matter began: the steps that come are those of what it is now.</summary>
    public async Task TellAsync(Guid paperId, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken) =>
        await keeper.TellAsync(await db.Set<WorkflowInstance>().SingleAsync(i => i.PaperId == paperId, cancellationToken), inputs, cancellationToken);

    /// <summary>How soon the paper must move.</summary>
    public static Urgency UrgencyOf(IReadOnlyDictionary<string, string> inputs) => Enum.TryParse<Urgency>(inputs.GetValueOrDefault("urgency"), out var urgency) ? urgency : Urgency.Normal;

    /// <summary>What a run is begun with.</summary>
    public static Dictionary<string, JsonNode?> RunInputs(IReadOnlyDictionary<string, string> inputs) =>
        inputs.ToDictionary(pair => pair.Key, pair => (JsonNode?)JsonValue.Create(pair.Value), StringComparer.Ordinal);

    /// <param name="Task">What is open.</param>
    /// <param name="Instance">Its matter.</param>
    private sealed record OpenTask(WorkflowTask Task, WorkflowInstance Instance);
}
