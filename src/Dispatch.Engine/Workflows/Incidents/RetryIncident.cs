using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Workflows.Incidents;

/// <summary>Chạy lại bước gặp sự cố: what the step was doing is done again, and nothing that was already done. If it fails again, a new incident says so.</summary>
public sealed record RetryIncident(Id<WorkflowIncident> IncidentId) : IAct<IncidentHandled>;

internal sealed class RetryIncidentHandler(IncidentDesk desk) : IRequestHandler<RetryIncident, Outcome<IncidentHandled>>
{
    public Task<Outcome<IncidentHandled>> Handle(RetryIncident request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncidentId, TaskEvent.Retried, reason: null, (definition, state, incident) => WorkflowRun.Retry(definition, state, incident), cancellationToken);
}
