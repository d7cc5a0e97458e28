using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>The whole family a paper belongs to, across organisations: the original, every delivery, every registration, every copy and where those went.</summary>
/// <param name="PaperId">A dispatch, an incoming dispatch or a copy that the person may see.</param>
/// <remarks>Whoever issued the original sees the whole tree; a receiver sees the path by which the paper came to it and everything below its own copies.</remarks>
public sealed record TraceFamily(Guid PaperId) : IQuestion<FamilyTree>;

internal sealed class TraceFamilyHandler(DispatchDbContext db, ActContext context) : IRequestHandler<TraceFamily, Outcome<FamilyTree>>
{
    public async Task<Outcome<FamilyTree>> Handle(TraceFamily request, CancellationToken cancellationToken)
    {
        if (await FamilyOfAsync(request.PaperId, cancellationToken) is not { } family)
        {
            return KernelRefusals.Unknown("văn bản");
        }

        var rows = await FamilyRows.LoadAsync(db, family, cancellationToken);
        return FamilyTree.Of(family, rows.Nodes()).SeenFrom(context.Someone.OrganisationId);
    }

    private async Task<Id<Family>?> FamilyOfAsync(Guid paper, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        var families = await db.Set<OfficialDispatch>().SeenBy(actor).Where(d => d.Id == new Id<OfficialDispatch>(paper)).Select(_ => new Id<Family>(paper)).ToListAsync(cancellationToken);
        if (families.Count == 0)
        {
            families = await db.Set<IncomingDispatch>().SeenBy(actor).Where(i => i.Id == new Id<IncomingDispatch>(paper)).Select(i => i.FamilyId).ToListAsync(cancellationToken);
        }

        if (families.Count == 0)
        {
            families = await db.Set<CertifiedCopy>().SeenBy(actor).Where(c => c.Id == new Id<CertifiedCopy>(paper)).Select(c => c.FamilyId).ToListAsync(cancellationToken);
        }

        return families.Count == 0 ? null : families[0];
    }
}
