using System.Text.Json.Nodes;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows;

/// <summary>Takes a paper along its office's route, in the act's own transaction: an act finds its step, the step's end opens the next.</summary>
internal sealed class RouteDesk(DispatchDbContext db, WorkflowCatalog catalog, ActContext context, TimeProvider clock)
{
    /// <summary>Begins the route of a paper with the definition's current version, and pins the matter to it.</summary>
    public void Start(string definitionId, Id<Body> organisation, Guid paperId, IReadOnlyDictionary<string, string> inputs)
    {
        var definition = catalog.Current(definitionId);
        var now = clock.GetUtcNow();
        var burst = WorkflowRun.Start(definition, inputs.ToDictionary(pair => pair.Key, pair => (JsonNode?)JsonValue.Create(pair.Value), StringComparer.Ordinal));
        var instance = new WorkflowInstance
        {
            Id = Id<WorkflowInstance>.New(now),
            OrganisationId = organisation,
            PaperId = paperId,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            Position = burst.State,
            IsFinished = burst.Status is RunStatus.Finished,
        };
        db.Add(instance);
        Open(instance, burst, now);
    }

    /// <summary>Takes the open step of an act with an outcome; refused when the paper's route is not at that step or waits for someone else.</summary>
    /// <param name="paperId">The paper.</param>
    /// <param name="act">The act's name as definitions write it; null takes whichever open step knows the outcome.</param>
    /// <param name="outcome">How the step ends.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Refusal?> StepAsync(Guid paperId, string? act, string outcome, CancellationToken cancellationToken)
    {
        var waiting = await db.Set<WorkflowTask>().Where(t => t.PaperId == paperId && t.ClosedAt == null)
            .Join(db.Set<WorkflowInstance>(), task => task.InstanceId, instance => instance.Id, (task, instance) => new { Task = task, Instance = instance })
            .ToListAsync(cancellationToken);
        var open = waiting.ConvertAll(row => row.Task);
        var task = open.Find(t => (act is null || t.Act == act) && t.Outcomes.Contains(outcome, StringComparer.Ordinal));
        if (task is null)
        {
            return WorkflowDeskRefusals.NotThisStep(open);
        }

        var actor = context.Someone;
        if (task.PersonId is { } person ? person != actor.PersonId : !actor.Is(task.Role))
        {
            return WorkflowDeskRefusals.SomeoneElse(task);
        }

        return await EndAsync(task, waiting[open.IndexOf(task)].Instance, outcome, cancellationToken);
    }

    /// <summary>Ends a route whose paper goes no further: its open steps are withdrawn.</summary>
    public async Task AbandonAsync(Guid paperId, CancellationToken cancellationToken)
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.PaperId == paperId, cancellationToken);
        instance.IsFinished = true;
        foreach (var task in await db.Set<WorkflowTask>().Where(t => t.PaperId == paperId && t.ClosedAt == null).ToListAsync(cancellationToken))
        {
            task.ClosedAt = clock.GetUtcNow();
        }
    }

    private async Task<Refusal?> EndAsync(WorkflowTask task, WorkflowInstance instance, string outcome, CancellationToken cancellationToken)
    {
        var definition = await catalog.PinnedAsync(db, instance.DefinitionId, instance.DefinitionVersion, cancellationToken);
        var resumed = WorkflowRun.Resume(definition, instance.Position, task.WaitId, outcome);
        if (resumed.IsRefused)
        {
            return resumed.Refusal;
        }

        var now = clock.GetUtcNow();
        (task.ClosedAt, task.Outcome, task.ClosedById) = (now, outcome, context.Someone.PersonId);
        (instance.Position, instance.IsFinished) = (resumed.Value.State, resumed.Value.Status is RunStatus.Finished);
        await WithdrawAsync(instance, resumed.Value, now, cancellationToken);
        Open(instance, resumed.Value, now);
        return null;
    }

    private async Task WithdrawAsync(WorkflowInstance instance, Burst burst, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (burst.Withdrawn.Count == 0)
        {
            return;
        }

        var withdrawn = burst.Withdrawn.Select(wait => wait.Id).ToHashSet();
        var open = await db.Set<WorkflowTask>().Where(t => t.InstanceId == instance.Id && t.ClosedAt == null).ToListAsync(cancellationToken);
        foreach (var task in open.Where(t => withdrawn.Contains(t.WaitId)))
        {
            task.ClosedAt = now;
        }
    }

    private void Open(WorkflowInstance instance, Burst burst, DateTimeOffset now) =>
        db.AddRange(burst.Opened.Where(wait => wait.Act is not null).Select(wait => new WorkflowTask
        {
            Id = Id<WorkflowTask>.New(now),
            InstanceId = instance.Id,
            OrganisationId = instance.OrganisationId,
            PaperId = instance.PaperId,
            WaitId = wait.Id,
            Act = wait.Act!,
            Title = wait.Title,
            Role = WorkflowCatalog.RolesOf(wait.Role),
            PersonId = wait.Person is { } person ? Id<Person>.Parse(person, null) : null,
            Outcomes = wait.Outcomes,
            OpenedAt = now,
        }));
}

/// <summary>Every "no" of the route, as the acting person meets it.</summary>
internal static class WorkflowDeskRefusals
{
    public const string NotThisStepCode = "workflow.not-this-step";

    /// <summary>The route stands elsewhere.</summary>
    public static Refusal NotThisStep(IReadOnlyList<WorkflowTask> open) =>
        new(NotThisStepCode, RefusalKind.Conflict, "Quy trình của văn bản chưa đến hoặc đã qua bước này. " +
            (open.Count == 0 ? "Không còn bước nào đang chờ." : $"Đang chờ: {string.Join("; ", open.Select(task => task.Title))}."));

    /// <summary>The step waits for another person or role.</summary>
    public static Refusal SomeoneElse(WorkflowTask task) =>
        new("workflow.someone-else", RefusalKind.Forbidden, $"Bước “{task.Title}” đang chờ người khác thực hiện.");
}
