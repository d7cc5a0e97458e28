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
/// <param name="AsAt">As it stood at this moment; null for now.</param>
/// <remarks>Whoever issued the original sees the whole tree; a receiver sees the path by which the paper came to it and everything below its own copies. Copies that another organisation has not issued are nobody else's.</remarks>
public sealed record TraceFamily(Guid PaperId, DateTimeOffset? AsAt = null) : IQuestion<FamilyTree>;

internal sealed class TraceFamilyHandler(DispatchDbContext db, PaperLinks links, ActContext context, TimeProvider clock) : IRequestHandler<TraceFamily, Outcome<FamilyTree>>
{
    public async Task<Outcome<FamilyTree>> Handle(TraceFamily request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (await db.FamilyOfAsync(request.PaperId, actor, cancellationToken) is not { } family)
        {
            return KernelRefusals.Unknown("văn bản");
        }

        var rows = await FamilyRows.LoadAsync(db, family, cancellationToken);
        var nodes = rows.Nodes();
        if (request.AsAt is { } moment)
        {
            nodes = new FamilyPast(await db.StatesAtAsync(family, moment, cancellationToken), moment).At(nodes);
        }

        var tree = FamilyTree.Of(family, nodes, request.AsAt).SeenFrom(actor.OrganisationId);
        var until = request.AsAt ?? clock.GetUtcNow();
        return tree with
        {
            Nodes = [.. tree.Nodes.Select(node => node.WaitingUntil(until))],
            References = await links.OfAsync(family, rows, request.AsAt, cancellationToken),
        };
    }
}

/// <summary>To which family a paper belongs that a person may see.</summary>
internal static class FamilyOfPaper
{
    public static async Task<Id<Family>?> FamilyOfAsync(this DispatchDbContext db, Guid paper, Actor actor, CancellationToken cancellationToken)
    {
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
