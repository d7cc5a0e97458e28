using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Workflows.Changing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Workflows.Drawing;

/// <summary>The picture of a version of a procedure, with no matter on it.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="Version">Which version; null for the one in force.</param>
public sealed record DrawProcedure(string DefinitionId, ProcedureRef? Version = null) : IQuestion<ProcedurePicture>;

/// <summary>A procedure, drawn.</summary>
/// <param name="DefinitionId">The procedure.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Number">The version.</param>
/// <param name="Hash">SHA-256 of its text.</param>
/// <param name="Svg">The picture.</param>
/// <param name="Json">Its text, for whoever wants to change it.</param>
public sealed record ProcedurePicture(string DefinitionId, string Name, int Number, string Hash, string Svg, string Json);

internal sealed class DrawProcedureHandler(DispatchDbContext db, WorkflowCatalog catalog, ActContext context, TimeProvider clock) : IRequestHandler<DrawProcedure, Outcome<ProcedurePicture>>
{
    public async Task<Outcome<ProcedurePicture>> Handle(DrawProcedure request, CancellationToken cancellationToken)
    {
        if (!catalog.Knows(request.DefinitionId) || await FindAsync(request, cancellationToken) is not { } definition)
        {
            return KernelRefusals.Unknown("phiên bản quy trình");
        }

        var graph = PictureGraph.Of(definition);
        var svg = PictureSvg.Draw(graph, [.. graph.Boxes.Select(_ => BoxState.Plain)], $"{definition.Name}, phiên bản {definition.Version}");
        return new ProcedurePicture(definition.DefinitionId, definition.Name, definition.Version, definition.Hash, svg, definition.Text);
    }

    private async Task<WorkflowDefinition?> FindAsync(DrawProcedure request, CancellationToken cancellationToken)
    {
        var organisation = context.Someone.OrganisationId;
        if (request.Version is not { } version)
        {
            return (await catalog.CurrentAsync(db, organisation, request.DefinitionId, clock.GetUtcNow(), cancellationToken)).Definition;
        }

        var owner = version.Owner is ProcedureOwner.Own ? organisation : Installation.Id;
        return await db.Set<WorkflowVersion>().AnyAsync(v => v.OwnerId == owner && v.DefinitionId == request.DefinitionId && v.Number == version.Number, cancellationToken)
            ? await catalog.PinnedAsync(db, owner, request.DefinitionId, version.Number, cancellationToken)
            : null;
    }
}
