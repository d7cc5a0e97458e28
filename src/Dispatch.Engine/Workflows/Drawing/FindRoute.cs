using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.Deadlines;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Drawing;

/// <summary>Where a matter stands on its way, now or at an earlier moment, with a picture of it.</summary>
/// <param name="Id">The matter, or the paper it is about.</param>
/// <param name="At">As it stood then; null for now.</param>
public sealed record FindRoute(Guid Id, DateTimeOffset? At = null) : IQuestion<RouteView>;

/// <summary>A matter on its way.</summary>
/// <param name="InstanceId">The matter.</param>
/// <param name="PaperId">The paper.</param>
/// <param name="Paper">How people name the paper.</param>
/// <param name="PaperType">What the paper is.</param>
/// <param name="Procedure">What the procedure is called.</param>
/// <param name="DefinitionId">Its definition.</param>
/// <param name="DefinitionVersion">The version the matter is pinned to.</param>
/// <param name="DefinitionHash">SHA-256 of that version's text.</param>
/// <param name="Status">Where the run stands now.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
/// <param name="At">The moment that is shown.</param>
/// <param name="Moments">Every moment at which something changed, in order: the frames of a replay.</param>
/// <param name="Steps">What waited until the moment, in order.</param>
/// <param name="Svg">The picture.</param>
public sealed record RouteView(
    Id<WorkflowInstance> InstanceId, Guid PaperId, string Paper, TaskPaper PaperType, string Procedure, string DefinitionId, int DefinitionVersion, string DefinitionHash, RunStatus Status,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset At, IReadOnlyList<DateTimeOffset> Moments, IReadOnlyList<RouteStepView> Steps, string Svg);

/// <summary>A step of a matter as it stood at the moment that is shown.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="ActivityId">The step in the definition.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Who">Who did it, or for whom it waits.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">Until when; null while it waited.</param>
/// <param name="Outcome">How it ended, in Vietnamese; null while it waited or when it was withdrawn.</param>
/// <param name="Opinion">What was written with it.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Spent">Working time it took so far.</param>
public sealed record RouteStepView(
    Id<WorkflowTask> TaskId, string ActivityId, string Title, string Who, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Outcome, string? Opinion, DateTimeOffset? DueAt, TimeSpan Spent);

internal sealed class FindRouteHandler(DispatchDbContext db, WorkflowCatalog catalog, TaskDesk desk, CalendarDesk calendars, PaperNames papers, ActContext context, TimeProvider clock)
    : IRequestHandler<FindRoute, Outcome<RouteView>>
{
    public async Task<Outcome<RouteView>> Handle(FindRoute request, CancellationToken cancellationToken)
    {
        var id = new Id<WorkflowInstance>(request.Id);
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SeenBy(context.Someone).SingleOrDefaultAsync(i => i.Id == id || i.PaperId == request.Id, cancellationToken);
        if (instance is null)
        {
            return KernelRefusals.Unknown("quy trình của văn bản");
        }

        var definition = await catalog.PinnedAsync(db, instance, cancellationToken);
        var tasks = await db.Set<WorkflowTask>().AsNoTracking().Where(t => t.PaperId == instance.PaperId && t.Kind == TaskKind.Step).ToListAsync(cancellationToken);
        var incidents = await db.Set<WorkflowIncident>().AsNoTracking().Where(i => i.InstanceId == instance.Id).ToListAsync(cancellationToken);
        var at = request.At is { } asked && asked < clock.GetUtcNow() ? asked : clock.GetUtcNow();
        var past = new PastSteps(await db.Set<TaskNote>().AsNoTracking().Where(note => note.InstanceId == instance.Id).ToListAsync(cancellationToken), at);
        var steps = await StepsAsync(instance, tasks, past, at, cancellationToken);
        var takenBack = tasks.Where(past.IsTakenBack).Select(task => task.Id).ToHashSet();
        var stopped = incidents.Where(i => i.At <= at && !(i.ClosedAt <= at)).ToList();
        var graph = PictureGraph.Of(definition);
        var svg = PictureSvg.Draw(graph, PictureStates.Of(graph, [.. steps.Where(step => !takenBack.Contains(step.TaskId))], stopped, at, instance.EndedAt, Passed(definition, instance, [.. RunKeeper.InOrder(tasks.Where(past.Counts))])), $"{definition.Name}, phiên bản {definition.Version}");
        var paper = (await papers.OfAsync([instance.PaperId], cancellationToken))[instance.PaperId];
        return new RouteView(
            instance.Id, instance.PaperId, paper.Paper, paper.Type, definition.Name, definition.DefinitionId, definition.Version, definition.Hash, instance.Status, instance.StartedAt, instance.EndedAt, at,
            [.. Moments(instance, tasks, incidents).Concat(past.Moments).Distinct().Order()], steps, svg);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>>? Passed(WorkflowDefinition definition, WorkflowInstance instance, IReadOnlyList<WorkflowTask> counted) =>
        RunReplay.Passed(definition, RunKeeper.BegunWith(instance, counted), counted.Select(task => RunKeeper.Given(task, instance)));

    private static IEnumerable<DateTimeOffset> Moments(WorkflowInstance instance, IEnumerable<WorkflowTask> tasks, IEnumerable<WorkflowIncident> incidents) =>
        tasks.SelectMany(t => new[] { t.OpenedAt, t.ClosedAt }).Concat(incidents.SelectMany(i => new[] { i.At, i.ClosedAt })).Append(instance.StartedAt).Append(instance.EndedAt)
            .OfType<DateTimeOffset>();

    private async Task<IReadOnlyList<RouteStepView>> StepsAsync(WorkflowInstance instance, IEnumerable<WorkflowTask> tasks, PastSteps past, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var calendar = await calendars.OfAsync(instance.OrganisationId, cancellationToken);
        var steps = new List<RouteStepView>();
        foreach (var task in tasks.Where(t => t.OpenedAt <= at).OrderBy(t => t.OpenedAt).ThenBy(t => t.WaitId))
        {
            var closed = task.ClosedAt is { } moment && moment <= at ? task.ClosedAt : null;
            var who = await WhoAsync(task, past, closed is not null, cancellationToken);
            steps.Add(new RouteStepView(
                task.Id, task.ActivityId, task.Title, who, task.OpenedAt, closed, closed is null || task.Outcome is null ? null : WorkflowWording.OfOutcome(task.Outcome), closed is null ? null : task.Opinion,
                task.DueAt, calendar.Between(task.OpenedAt, closed ?? at)));
        }

        return steps;
    }

    private async Task<string> WhoAsync(WorkflowTask task, PastSteps past, bool isClosed, CancellationToken cancellationToken) => task switch
    {
        { ClosedById: { } by } when isClosed => await desk.NameAsync(by, cancellationToken),
        { Waits: WaitKind.Person } => await desk.WhoAsync(task, past.Holder(task), cancellationToken),
        _ => "hệ thống",
    };
}
