using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>What would become of one matter under another version.</summary>
/// <param name="Instance">The matter.</param>
/// <param name="History">What was done in it and counts.</param>
/// <param name="Waiting">What waits in it now.</param>
/// <param name="Run">Where it would stand; null when it cannot move.</param>
/// <param name="Refusal">Why it cannot move; null when it can.</param>
internal sealed record MigrationCase(WorkflowInstance Instance, IReadOnlyList<WorkflowTask> History, IReadOnlyList<WorkflowTask> Waiting, RunReplay? Run, Refusal? Refusal);

/// <summary>
/// Holds running matters against another version of their procedure: each is built again from its answers, with steps renamed as a map says. What the new version would not have allowed,
/// and what would leave a paper where the law knows no way on, is refused with the reason.
/// </summary>
internal sealed class MigrationPlan(DispatchDbContext db, WorkflowCatalog catalog, ActContext context)
{
    /// <summary>More than this move in one transaction only in parts.</summary>
    public const int Most = 500;

    /// <summary>The version matters would move to; refused when it is not there or the map names steps it has not.</summary>
    public async Task<Outcome<WorkflowDefinition>> TargetAsync(string definitionId, ProcedureRef to, IReadOnlyDictionary<string, string?> map, CancellationToken cancellationToken)
    {
        var owner = OwnerOf(to);
        if (!await db.Set<WorkflowVersion>().AnyAsync(v => v.OwnerId == owner && v.DefinitionId == definitionId && v.Number == to.Number, cancellationToken))
        {
            return KernelRefusals.Unknown("phiên bản quy trình");
        }

        var target = await catalog.PinnedAsync(db, owner, definitionId, to.Number, cancellationToken);
        return map.Values.FirstOrDefault(step => step is not null && !target.Knows(step)) is { } unknown ? ProcedureRefusals.UnknownStepInMap(unknown) : target;
    }

    /// <summary>Whose version is meant.</summary>
    public Id<Body> OwnerOf(ProcedureRef version) => version.Owner is ProcedureOwner.Own ? context.Someone.OrganisationId : Installation.Id;

    /// <summary>Running matters of the organisation that do not run the version yet, by id.</summary>
    public IQueryable<WorkflowInstance> Matters(string definitionId, ProcedureRef to)
    {
        var (organisation, owner) = (context.Someone.OrganisationId, OwnerOf(to));
        return db.Set<WorkflowInstance>().Where(i => i.OrganisationId == organisation && i.DefinitionId == definitionId && i.EndedAt == null && (i.OwnerId != owner || i.DefinitionVersion != to.Number));
    }

    /// <summary>What would become of matters.</summary>
    public async Task<IReadOnlyList<MigrationCase>> TryAsync(
        IReadOnlyList<WorkflowInstance> instances, WorkflowDefinition target, IReadOnlyDictionary<string, string?> map, CancellationToken cancellationToken)
    {
        var papers = instances.Select(instance => instance.PaperId).ToList();
        var tasks = (await db.Set<WorkflowTask>().Where(t => papers.Contains(t.PaperId) && t.Kind == TaskKind.Step).ToListAsync(cancellationToken)).ToLookup(task => task.InstanceId);
        var stands = await PaperStands.LoadAsync(db, papers, cancellationToken);
        var cases = new List<MigrationCase>();
        foreach (var instance in instances)
        {
            var from = await catalog.PinnedAsync(db, instance, cancellationToken);
            cases.Add(Try(instance, [.. tasks[instance.Id]], new Move(from, target, map, stands)));
        }

        return cases;
    }

    private static MigrationCase Try(WorkflowInstance instance, IReadOnlyList<WorkflowTask> tasks, Move move)
    {
        List<WorkflowTask> history = [.. RunKeeper.InOrder(tasks.Where(t => t is { Outcome: not null, IsUndone: false }))];
        List<WorkflowTask> waiting = [.. tasks.Where(t => t.ClosedAt is null)];
        var run = RunReplay.Begin(move.To, RunKeeper.BegunWith(instance, history));
        var refusal = Answers(instance, history, move.From).Where(given => !IsDropped(given.ActivityId, move.Map)).Select(given => Told(run, given, move)).FirstOrDefault(untold => untold is not null)
            ?? Leap(waiting, run, move.Map) ?? Stray(instance.PaperId, waiting, run, move.Stands);
        run.Know(instance.Inputs);
        return new MigrationCase(instance, history, waiting, refusal is null ? run : null, refusal);
    }

    /// <summary>What was answered, each with whom the old version asked it of: a task that was handed on no longer tells.</summary>
    private static IEnumerable<GivenAnswer> Answers(WorkflowInstance instance, IEnumerable<WorkflowTask> history, WorkflowDefinition from)
    {
        var given = history.Select(task => RunKeeper.Given(task, instance)).ToList();
        var run = RunReplay.Begin(from, RunKeeper.BegunWith(instance, history));
        run.TellAll(given);
        return run.Told.Select(told => told.Given with { Asked = told.Wait.Asked }).Concat(given.Skip(run.Told.Count));
    }

    /// <summary>Tells the run what was done. What it does not know is told with the line of the map that would help: nobody sees the ids of steps otherwise.</summary>
    private static Refusal? Told(RunReplay run, GivenAnswer done, Move move)
    {
        var id = Mapped(done.ActivityId, move.Map);
        if (done.Asked is { } asked && move.To.AsksSeveral(id) && run.IsOpen(id) && !run.Open.Any(wait => wait.ActivityId == id && wait.Asked == asked))
        {
            return ProcedureRefusals.NotAsked(done.Title, done.ActivityId);
        }

        return run.Tell(done with { ActivityId = id }) is not { } refusal ? null
            : move.To.Knows(id) || move.Map.ContainsKey(done.ActivityId) ? refusal
            : refusal with { Message = $"{refusal.Message} {ProcedureRefusals.MapLine(done.ActivityId)}" };
    }

    /// <summary>A step that waits takes another id with it; to another step it is not carried by a name, only by the answers that lead there.</summary>
    private static Refusal? Leap(IReadOnlyList<WorkflowTask> waiting, RunReplay run, IReadOnlyDictionary<string, string?> map) =>
        waiting.FirstOrDefault(task => map.GetValueOrDefault(task.ActivityId) is { } to && !run.IsOpen(to)) is { } leaping
            ? ProcedureRefusals.NoLeap(leaping.Title, map[leaping.ActivityId]!, run.Open.Select(wait => wait.Title))
            : null;

    /// <summary>A legal act the matter would wait for though its paper does not stand there: the law table would refuse it for ever.</summary>
    private static Refusal? Stray(Guid paperId, IReadOnlyList<WorkflowTask> waiting, RunReplay run, PaperStands stands)
    {
        var acts = waiting.Select(task => task.Act).ToHashSet(StringComparer.Ordinal);
        return run.Open.Where(wait => WorkflowWording.IsLegalAct(wait.Act) && !acts.Contains(wait.Act))
            .Select(wait => stands.Ask(paperId, wait.Act!) is { } law ? ProcedureRefusals.ActNotDue(wait.Title, law.Message) : null)
            .FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>What a step is called in the new version.</summary>
    public static string Mapped(string activityId, IReadOnlyDictionary<string, string?> map) => map.GetValueOrDefault(activityId) ?? activityId;

    private static bool IsDropped(string activityId, IReadOnlyDictionary<string, string?> map) => map.TryGetValue(activityId, out var to) && to is null;

    /// <param name="From">The version a matter runs.</param>
    /// <param name="To">The version it would run.</param>
    /// <param name="Map">Which steps have another id there.</param>
    /// <param name="Stands">Where the papers stand.</param>
    private sealed record Move(WorkflowDefinition From, WorkflowDefinition To, IReadOnlyDictionary<string, string?> Map, PaperStands Stands);
}
