using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Incidents;

/// <summary>What stopped matters of one's organisation, newest first; pages by key. It says which step and why, and names the paper to whoever may read it; an administrator may not.</summary>
/// <param name="IsClosed">False: what still stands; true: what was tried again or passed over.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListIncidents(bool IsClosed = false, Id<WorkflowIncident>? After = null, int Take = 50) : IQuestion<Page<IncidentView>>;

/// <summary>Something that stopped a branch of a matter.</summary>
/// <param name="Id">Identity.</param>
/// <param name="InstanceId">The matter.</param>
/// <param name="Procedure">What the procedure is called.</param>
/// <param name="Step">What people call the step.</param>
/// <param name="ActivityId">The step in the definition.</param>
/// <param name="Outcomes">What the step can be taken to have ended with when it is passed over; empty when it knows only one end.</param>
/// <param name="Message">What happened.</param>
/// <param name="Detail">The cause, when there is more to say.</param>
/// <param name="At">When.</param>
/// <param name="Tries">How often in a row.</param>
/// <param name="RetryAt">When the engine tries again by itself; null when it waits for a person.</param>
/// <param name="ClosedAt">When it was dealt with; null while it stands.</param>
/// <param name="SkipReason">Why it was passed over; null when it was tried again.</param>
/// <param name="Paper">What the matter is about; null to a reader who may not see it.</param>
/// <param name="Version">Its version.</param>
public sealed record IncidentView(
    Id<WorkflowIncident> Id, Id<WorkflowInstance> InstanceId, string Procedure, string Step, string ActivityId, IReadOnlyList<string> Outcomes, string Message, string? Detail, DateTimeOffset At,
    int Tries, DateTimeOffset? RetryAt, DateTimeOffset? ClosedAt, string? SkipReason, IncidentPaper? Paper, int Version) : IHasVersion
{
    /// <summary>Whether the step is an act on the paper: it is tried again once the cause is gone, and never passed over.</summary>
    public bool IsLegalAct { get; init; }
}

/// <summary>The paper of a matter that stopped.</summary>
/// <param name="Type">Which of the four.</param>
/// <param name="Id">Identity.</param>
/// <param name="Number">Số, ký hiệu, as far as it has them.</param>
/// <param name="Subject">Trích yếu.</param>
public sealed record IncidentPaper(TaskPaper Type, Guid Id, string Number, string Subject);

internal sealed class ListIncidentsHandler(DispatchDbContext db, WorkflowCatalog catalog, PaperNames papers, ActContext context) : IRequestHandler<ListIncidents, Outcome<Page<IncidentView>>>
{
    public async Task<Outcome<Page<IncidentView>>> Handle(ListIncidents request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var page = await db.Set<WorkflowIncident>().AsNoTracking().Where(i => i.OrganisationId == organisation && (i.ClosedAt != null) == request.IsClosed)
            .PageAsync(i => i.Id, request.After, request.Take, incident => incident, incident => incident.Id.ToString(), cancellationToken, newestFirst: true);
        var ids = page.Items.Select(incident => incident.InstanceId).Distinct().ToList();
        var instances = await db.Set<WorkflowInstance>().AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        var names = await papers.OfAsync([.. page.Items.Select(incident => incident.PaperId).Distinct()], cancellationToken);
        var views = new List<IncidentView>();
        foreach (var incident in page.Items)
        {
            views.Add(View(incident, await catalog.PinnedAsync(db, instances[incident.InstanceId], cancellationToken), names.GetValueOrDefault(incident.PaperId)));
        }

        return new Page<IncidentView>(views, page.Next);
    }

    private static IncidentView View(WorkflowIncident incident, WorkflowDefinition definition, PaperName? paper)
    {
        var node = definition.Activities.GetValueOrDefault(incident.ActivityId);
        var outcomes = node?.Behaviour.OutcomesOf(node) ?? [];
        return new IncidentView(
            incident.Id, incident.InstanceId, definition.Name, Step(definition, node), incident.ActivityId, outcomes.Count > 1 ? outcomes : [], incident.Message, incident.Detail, incident.At,
            incident.Tries, incident.RetryAt, incident.ClosedAt, incident.SkipReason, paper is null ? null : new IncidentPaper(paper.Type, incident.PaperId, paper.Paper, paper.Subject), incident.Version)
        {
            IsLegalAct = SkipIncidentHandler.IsLegalAct(definition, incident.ActivityId),
        };
    }

    /// <summary>What people call the step that stopped; the procedure's name when the run as a whole did.</summary>
    internal static string Step(WorkflowDefinition definition, Activities.ActivityNode? node) =>
        definition.Steps.FirstOrDefault(step => step.ActivityId == node?.Id)?.Title ?? node?.Title ?? definition.Name;
}
