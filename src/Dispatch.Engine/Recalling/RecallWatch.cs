using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Recalling;

/// <summary>Whether everybody a recalled paper went to, and everybody its copies went to, has answered.</summary>
internal sealed class RecallWatch(DispatchDbContext db)
{
    /// <summary>The dispatch a matter waits to get back: what a recall is about, or what a dispatch replaces; null for a matter that waits for none.</summary>
    public async Task<Id<OfficialDispatch>?> RecalledByAsync(Guid paper, CancellationToken cancellationToken)
    {
        var (recall, replacing) = (new Id<Recall>(paper), new Id<OfficialDispatch>(paper));
        return await db.Set<Recall>().Where(r => r.Id == recall).Select(r => (Id<OfficialDispatch>?)r.DispatchId).SingleOrDefaultAsync(cancellationToken)
            ?? await db.Set<OfficialDispatch>().Where(d => d.Id == replacing).Select(d => d.ReplacesId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The matters that wait to get a dispatch back: the recalls of it, and the dispatches that replace it.</summary>
    public async Task<IReadOnlyList<Guid>> MattersAsync(Id<OfficialDispatch> recalled, CancellationToken cancellationToken)
    {
        var recalls = await db.Set<Recall>().Where(r => r.DispatchId == recalled).Select(r => r.Id).ToListAsync(cancellationToken);
        var replacing = await db.Set<OfficialDispatch>().Where(d => d.ReplacesId == recalled).Select(d => d.Id).ToListAsync(cancellationToken);
        return [.. recalls.Select(id => id.Value), .. replacing.Select(id => id.Value)];
    }

    /// <summary>Whether nobody in the whole tree of a dispatch owes an answer.</summary>
    public async Task<bool> IsSettledAsync(Id<OfficialDispatch> recalled, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        var family = new Id<Family>(recalled.Value);
        return !await db.Set<Delivery>().AnyAsync(d => d.FamilyId == family && !DeliveryLifecycle.RecallAnswers.Contains(d.State), cancellationToken);
    }

    /// <summary>Whether nobody one paper was sent to owes an answer.</summary>
    public async Task<bool> IsSettledAsync(Guid paper, CancellationToken cancellationToken) =>
        !await db.Set<Delivery>().AnyAsync(d => d.PaperId == paper && !DeliveryLifecycle.RecallAnswers.Contains(d.State), cancellationToken);
}
