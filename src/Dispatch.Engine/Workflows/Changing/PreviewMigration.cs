using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>What would become of each running matter under another version of its procedure; nothing is changed. Pages by key.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="To">The version.</param>
/// <param name="Map">Steps that have another id in the new version; a step that is mapped to nothing is left out of the history.</param>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record PreviewMigration(string DefinitionId, ProcedureRef To, IReadOnlyDictionary<string, string?>? Map = null, Id<WorkflowInstance>? After = null, int Take = 50) : IQuestion<Page<MigrationPreview>>;

/// <summary>What would become of a matter.</summary>
/// <param name="InstanceId">The matter.</param>
/// <param name="FromVersion">The version it runs.</param>
/// <param name="Waiting">What waits now.</param>
/// <param name="WouldWait">What would wait; empty when it cannot move.</param>
/// <param name="WhyNot">Why it cannot move; null when it can.</param>
public sealed record MigrationPreview(Id<WorkflowInstance> InstanceId, int FromVersion, IReadOnlyList<string> Waiting, IReadOnlyList<string> WouldWait, Refusal? WhyNot);

internal sealed class PreviewMigrationHandler(MigrationPlan plan) : IRequestHandler<PreviewMigration, Outcome<Page<MigrationPreview>>>
{
    public async Task<Outcome<Page<MigrationPreview>>> Handle(PreviewMigration request, CancellationToken cancellationToken)
    {
        var map = request.Map ?? new Dictionary<string, string?>(StringComparer.Ordinal);
        var target = await plan.TargetAsync(request.DefinitionId, request.To, map, cancellationToken);
        if (target.IsRefused)
        {
            return target.Refusal;
        }

        var page = await plan.Matters(request.DefinitionId, request.To)
            .PageAsync(i => i.Id, request.After, request.Take, instance => instance, instance => instance.Id.ToString(), cancellationToken);
        var cases = await plan.TryAsync(page.Items, target.Value, map, cancellationToken);
        return new Page<MigrationPreview>([.. cases.Select(View)], page.Next);
    }

    private static MigrationPreview View(MigrationCase one) => new(
        one.Instance.Id, one.Instance.DefinitionVersion, [.. one.Waiting.Select(task => task.Title)], one.Run is null ? [] : [.. one.Run.Open.Select(wait => wait.Title)], one.Refusal);
}
