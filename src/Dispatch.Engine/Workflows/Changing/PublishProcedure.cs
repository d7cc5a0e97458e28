using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>
/// Áp dụng: new matters of the organisation begin with a version of its own, or again with the shipped one. Matters that run go on with the version they began with. Other nodes follow
/// within a minute.
/// </summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="Number">A version of the organisation's own; null for the shipped one.</param>
public sealed record PublishProcedure(string DefinitionId, int? Number) : IAct<ProcedureInForce>, ICarriesText
{
    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [DefinitionId];
}

/// <summary>What new matters begin with.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="Owner">Whose version.</param>
/// <param name="Number">Which.</param>
/// <param name="Hash">SHA-256 of its text.</param>
public sealed record ProcedureInForce(string DefinitionId, ProcedureOwner Owner, int Number, string Hash);

internal sealed class PublishProcedureHandler(DispatchDbContext db, WorkflowCatalog catalog, ActContext context) : IRequestHandler<PublishProcedure, Outcome<ProcedureInForce>>
{
    public async Task<Outcome<ProcedureInForce>> Handle(PublishProcedure request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var own = await db.Set<WorkflowVersion>().Where(v => v.OwnerId == organisation && v.DefinitionId == request.DefinitionId).ToListAsync(cancellationToken);
        var chosen = own.Find(v => v.Number == request.Number);
        if (!catalog.Knows(request.DefinitionId) || (request.Number is not null && chosen is null))
        {
            return KernelRefusals.Unknown("phiên bản quy trình");
        }

        var before = own.Find(v => v.Stage is ProcedureStage.Published);
        if (before == chosen)
        {
            return ProcedureRefusals.AlreadyPublished;
        }

        // One at a time is in force: the row that was, and the row that is, both move, so two who publish at once meet on a row.
        if (before is not null)
        {
            before.Stage = ProcedureStage.Retired;
        }

        if (chosen is not null)
        {
            chosen.Stage = ProcedureStage.Published;
        }

        catalog.Forget(organisation);
        var shipped = catalog.Shipped.Single(definition => definition.DefinitionId == request.DefinitionId);
        var inForce = chosen is null
            ? new ProcedureInForce(request.DefinitionId, ProcedureOwner.Shipped, shipped.Version, shipped.Hash)
            : new ProcedureInForce(request.DefinitionId, ProcedureOwner.Own, chosen.Number, chosen.Hash);
        context.Note(organisation, "workflow.procedure-published", organisation.Value, inForce);
        return inForce;
    }
}
