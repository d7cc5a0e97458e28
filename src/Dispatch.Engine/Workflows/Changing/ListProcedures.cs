using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Changing;

/// <summary>Every version of every procedure the organisation runs or could run: the shipped ones and its own, newest first within a procedure.</summary>
public sealed record ListProcedures : IQuestion<IReadOnlyList<ProcedureView>>;

internal sealed class ListProceduresHandler(DispatchDbContext db, WorkflowCatalog catalog, ActContext context) : IRequestHandler<ListProcedures, Outcome<IReadOnlyList<ProcedureView>>>
{
    public async Task<Outcome<IReadOnlyList<ProcedureView>>> Handle(ListProcedures request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        var versions = await db.Set<WorkflowVersion>().AsNoTracking().Where(v => v.OwnerId == organisation || v.OwnerId == Installation.Id)
            .Select(v => new { v.OwnerId, v.DefinitionId, v.Number, v.Name, v.Hash, v.Stage, v.UploadedAt, v.Version }).ToListAsync(cancellationToken);
        var running = (await db.Set<WorkflowInstance>().Where(i => i.OrganisationId == organisation && i.EndedAt == null)
            .GroupBy(i => new { i.OwnerId, i.DefinitionId, i.DefinitionVersion }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken))
            .ToDictionary(g => (g.Key.OwnerId, g.Key.DefinitionId, g.Key.DefinitionVersion), g => g.Count);
        var replaced = versions.Where(v => v.OwnerId == organisation && v.Stage is ProcedureStage.Published).Select(v => v.DefinitionId).ToHashSet(StringComparer.Ordinal);
        return versions
            .Where(v => catalog.Knows(v.DefinitionId))
            .OrderBy(v => v.DefinitionId, StringComparer.Ordinal).ThenByDescending(v => v.OwnerId == organisation).ThenByDescending(v => v.Number)
            .Select(v => new ProcedureView(
                v.DefinitionId, v.OwnerId == organisation ? ProcedureOwner.Own : ProcedureOwner.Shipped, v.Number, v.Name, v.Hash, v.Stage,
                v.Stage is ProcedureStage.Published && (v.OwnerId == organisation || !replaced.Contains(v.DefinitionId)),
                running.GetValueOrDefault((v.OwnerId, v.DefinitionId, v.Number)), v.UploadedAt, v.Version))
            .ToList();
    }
}
