using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>What differs between two versions of a procedure, as people would say it.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="From">One version.</param>
/// <param name="To">The other.</param>
public sealed record CompareProcedures(string DefinitionId, ProcedureRef From, ProcedureRef To) : IQuestion<ProcedureDifference>;

/// <summary>Names a version of a procedure.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Number">Which.</param>
public sealed record ProcedureRef(ProcedureOwner Owner, int Number);

/// <summary>The difference of two versions. Steps are named by their ids and titles.</summary>
/// <param name="Added">Steps only the second has.</param>
/// <param name="Removed">Steps only the first has.</param>
/// <param name="Changed">Steps both have, of which something differs, each with what; and what differs of the procedure as a whole.</param>
/// <param name="Ways">Ways from step to step that only one of them has, with "+" or "−" before.</param>
public sealed record ProcedureDifference(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed, IReadOnlyList<string> Ways)
{
    /// <summary>Whether both run the same way.</summary>
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count + Ways.Count == 0;

    internal static ProcedureDifference Between(WorkflowDefinition from, WorkflowDefinition to)
    {
        var (before, after) = (StepFacts.Of(from), StepFacts.Of(to));
        var shared = before.Keys.Intersect(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var (ways, newWays) = (StepFacts.Ways(from), StepFacts.Ways(to));
        return new ProcedureDifference(
            [.. after.Keys.Except(before.Keys, StringComparer.Ordinal).Select(id => after[id].Named)],
            [.. before.Keys.Except(after.Keys, StringComparer.Ordinal).Select(id => before[id].Named)],
            [.. shared.Select(id => StepFacts.Difference(before[id], after[id])).OfType<string>()],
            [.. newWays.Where(way => !ways.ContainsKey(way.Key)).Select(way => "+ " + way.Value), .. ways.Where(way => !newWays.ContainsKey(way.Key)).Select(way => "− " + way.Value)]);
    }
}

internal sealed class CompareProceduresHandler(DispatchDbContext db, WorkflowCatalog catalog, ActContext context) : IRequestHandler<CompareProcedures, Outcome<ProcedureDifference>>
{
    public async Task<Outcome<ProcedureDifference>> Handle(CompareProcedures request, CancellationToken cancellationToken)
    {
        var from = await ReadAsync(request.DefinitionId, request.From, cancellationToken);
        var to = await ReadAsync(request.DefinitionId, request.To, cancellationToken);
        return from is null || to is null ? KernelRefusals.Unknown("phiên bản quy trình") : ProcedureDifference.Between(from, to);
    }

    private async Task<WorkflowDefinition?> ReadAsync(string definitionId, ProcedureRef version, CancellationToken cancellationToken)
    {
        var owner = version.Owner is ProcedureOwner.Own ? context.Someone.OrganisationId : Installation.Id;
        return await db.Set<WorkflowVersion>().AnyAsync(v => v.OwnerId == owner && v.DefinitionId == definitionId && v.Number == version.Number, cancellationToken)
            ? await catalog.PinnedAsync(db, owner, definitionId, version.Number, cancellationToken)
            : null;
    }
}
