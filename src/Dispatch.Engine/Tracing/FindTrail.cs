using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tracing;

/// <summary>
/// What happened to the papers of a family, the earliest first, from the audit logs: everything at the person's own organisation with who did it; of others, where the person sees
/// their part of the family, what a receipt or an issue tells, without names.
/// </summary>
/// <param name="PaperId">A dispatch, an incoming dispatch or a copy that the person may see.</param>
/// <param name="AsAt">Only what had happened by this moment; null for all.</param>
/// <param name="After">What <c>next</c> of the page before said.</param>
/// <param name="Take">1 to 500.</param>
public sealed record FindTrail(Guid PaperId, DateTimeOffset? AsAt = null, string? After = null, int Take = 100) : IQuestion<Page<TrailEvent>>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => After is { } after && TrailPlace.Read(after) is null ? KernelRefusals.Shape("after", "Trang tiếp theo không đọc được. Hãy dùng đúng giá trị “next” của trang trước.") : null;
}

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="PaperId">To which paper of the family.</param>
/// <param name="Paper">How people name that paper.</param>
/// <param name="Type">What it is.</param>
/// <param name="Organisation">Where.</param>
/// <param name="Person">Who did it; null when it happened at another organisation.</param>
/// <param name="Said">What was done, in Vietnamese.</param>
/// <param name="StateName">Where the paper stood afterwards; null when it did not move.</param>
public sealed record TrailEvent(DateTimeOffset At, Guid PaperId, string Paper, TraceNodeType Type, string Organisation, string? Person, string Said, string? StateName);

/// <summary>Where a page of the trail ended.</summary>
internal sealed record TrailPlace(DateTimeOffset At, Id<Body> Organisation, long Index)
{
    public static TrailPlace? Read(string text) =>
        text.Split('.') is [var ticks, var organisation, var index] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTimeOffset.MaxValue.UtcTicks
            && Id<Body>.TryParse(organisation, CultureInfo.InvariantCulture, out var o) && long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            ? new TrailPlace(new DateTimeOffset(t, TimeSpan.Zero), o, i)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Organisation}.{Index}");
}

internal sealed class FindTrailHandler(DispatchDbContext db, ActContext context) : IRequestHandler<FindTrail, Outcome<Page<TrailEvent>>>
{
    private const int AtOnce = 500;

    public async Task<Outcome<Page<TrailEvent>>> Handle(FindTrail request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (await db.FamilyOfAsync(request.PaperId, actor, cancellationToken) is not { } family)
        {
            return KernelRefusals.Unknown("văn bản");
        }

        var nodes = FamilyTree.Of(family, (await FamilyRows.LoadAsync(db, family, cancellationToken)).Nodes(), null).SeenFrom(actor.OrganisationId).Nodes
            .Where(node => node.Type is not TraceNodeType.Delivery).ToDictionary(node => node.Id);
        var take = Math.Clamp(request.Take, 1, Paging.Most);
        var found = new List<(TrailPlace Place, TrailEvent Event)>();
        var place = request.After is { } after ? TrailPlace.Read(after) : null;
        while (found.Count <= take)
        {
            var leaves = await LeavesAsync(family, request.AsAt, place, cancellationToken);
            found.AddRange(leaves.Select(leaf => (new TrailPlace(leaf.At, leaf.OrganisationId, leaf.Index), Event: EventOf(leaf, nodes, actor.OrganisationId))).Where(told => told.Event is not null)!);
            if (leaves.Count < AtOnce)
            {
                break;
            }

            place = new TrailPlace(leaves[^1].At, leaves[^1].OrganisationId, leaves[^1].Index);
        }

        return new Page<TrailEvent>([.. found.Take(take).Select(told => told.Event)], found.Count > take ? found[take - 1].Place.ToString() : null);
    }

    private async Task<List<LeafRow>> LeavesAsync(Id<Family> family, DateTimeOffset? until, TrailPlace? after, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var leaves = db.OfFamily(family).Where(leaf => TrailWords.All.Contains(leaf.Act));
        leaves = until is { } moment ? leaves.Where(leaf => leaf.At <= moment) : leaves;
        if (after is { } place)
        {
            var (at, organisation, index) = place;
            leaves = leaves.Where(leaf => leaf.At > at
                || (leaf.At == at && ((Guid)(object)leaf.OrganisationId > organisation.Value || (leaf.OrganisationId == organisation && leaf.Index > index))));
        }

        return await leaves.OrderBy(leaf => leaf.At).ThenBy(leaf => leaf.OrganisationId).ThenBy(leaf => leaf.Index).Take(AtOnce)
            .Select(leaf => new LeafRow(leaf.At, leaf.OrganisationId, leaf.Index, leaf.Act, leaf.Subject, leaf.ActorName)).ToListAsync(cancellationToken);
    }

    private static TrailEvent? EventOf(LeafRow leaf, Dictionary<Guid, TraceNode> nodes, Id<Body> organisation)
    {
        if (!nodes.TryGetValue(leaf.Subject, out var node) || TrailWords.Of(leaf.Act) is not { } word)
        {
            return null;
        }

        var isOwn = leaf.OrganisationId == organisation;
        return isOwn || word.IsTold ? new TrailEvent(leaf.At, node.Id, node.Title, node.Type, node.Organisation, isOwn ? leaf.ActorName : null, word.Said, word.StateName) : null;
    }

    private sealed record LeafRow(DateTimeOffset At, Id<Body> OrganisationId, long Index, string Act, Guid Subject, string ActorName);
}
