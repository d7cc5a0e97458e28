using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Workflows.Incidents;

/// <summary>Bỏ qua bước gặp sự cố: the step is taken as done and the matter goes on behind it. The reason stays in the audit log. A step that is a legal act cannot be passed over.</summary>
/// <param name="IncidentId">Which incident.</param>
/// <param name="Reason">1 to 1,000 letters.</param>
/// <param name="Outcome">What the step is taken to have ended with; null where it knows only one end.</param>
public sealed record SkipIncident(Id<WorkflowIncident> IncidentId, string Reason, string? Outcome = null) : IAct<IncidentHandled>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : TaskRefusals.WordsNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class SkipIncidentHandler(IncidentDesk desk) : IRequestHandler<SkipIncident, Outcome<IncidentHandled>>
{
    private static readonly Refusal LegalAct =
        new("workflow.skip-legal-act", RefusalKind.Conflict, "Bước này là một hành vi trên văn bản nên không bỏ qua được. Hãy sửa nguyên nhân rồi chạy lại.");

    /// <summary>Whether a step is an act on the paper, which nobody passes over.</summary>
    public static bool IsLegalAct(WorkflowDefinition definition, string? activityId) => WorkflowWording.IsLegalAct(definition.Steps.FirstOrDefault(step => step.ActivityId == activityId)?.Act);

    public Task<Outcome<IncidentHandled>> Handle(SkipIncident request, CancellationToken cancellationToken) =>
        desk.DoAsync(request.IncidentId, TaskEvent.Skipped, TextGuard.Clean(request.Reason), (definition, state, incident) => Skip(request, definition, state, incident), cancellationToken);

    private static Outcome<Burst> Skip(SkipIncident request, WorkflowDefinition definition, string state, int incident)
    {
        var standing = WorkflowRun.Incidents(state);
        if (standing.IsRefused)
        {
            return standing.Refusal;
        }

        var step = standing.Value.FirstOrDefault(one => one.Id == incident)?.ActivityId;
        return IsLegalAct(definition, step) ? LegalAct : WorkflowRun.Skip(definition, state, incident, request.Outcome);
    }
}
