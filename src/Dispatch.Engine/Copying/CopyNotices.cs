using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>A notice on its way out; it is signed as it leaves, by who received the paper.</summary>
/// <param name="TellerId">Who received the paper from the partner.</param>
/// <param name="Notice">What is told; its two keys are filled in as it leaves.</param>
internal sealed record NoticeOut(Id<Body> TellerId, CopyNotice Notice);

/// <summary>
/// Tells a partner what was made of a paper that came from it: of every copy in this installation, however deep, that it was made, and every answer to its recall. The notice goes to
/// whoever sent the paper into this installation, and each passes it on along the path the paper came.
/// </summary>
internal sealed class CopyNotices(DispatchDbContext db, TimeProvider clock)
{
    /// <summary>A copy was issued and sent.</summary>
    public Task MadeAsync(CertifiedCopy copy, int sentTo, CancellationToken cancellationToken) => TellAsync(copy, sentTo, 0, 0, cancellationToken);

    /// <summary>Somebody to whom a paper went has answered its recall; a paper that is no copy from outside tells nobody.</summary>
    public async Task AnsweredAsync(Guid paper, CancellationToken cancellationToken)
    {
        var id = new Id<CertifiedCopy>(paper);
        if (await db.Set<CertifiedCopy>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } copy)
        {
            return;
        }

        var states = await db.Set<Delivery>().Where(d => d.PaperId == paper).GroupBy(d => d.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var (agreed, refused) = (states.Where(s => s.State == DeliveryLifecycle.Back).Sum(s => s.Count), states.Where(s => DeliveryLifecycle.IsObjection(s.State)).Sum(s => s.Count));
        if (agreed + refused > 0)
        {
            await TellAsync(copy, states.Sum(s => s.Count), agreed, refused, cancellationToken);
        }
    }

    /// <summary>What a partner below told goes on to whoever sent the paper here, when that was a partner too.</summary>
    public async Task PassOnAsync(Id<Body> teller, Guid paper, CopyNotice notice, CancellationToken cancellationToken)
    {
        var id = new Id<CertifiedCopy>(paper);
        if (await db.Set<CertifiedCopy>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is { } copy && await GateAsync(copy, cancellationToken) is { } gate)
        {
            await SendAsync(teller, gate, notice with { DeliveryId = gate.Delivery, MadeFromId = notice.MadeFromId ?? copy.Id }, cancellationToken);
        }
    }

    private async Task TellAsync(CertifiedCopy copy, int sentTo, int agreed, int refused, CancellationToken cancellationToken)
    {
        if (await GateAsync(copy, cancellationToken) is not { } gate)
        {
            return;
        }

        var maker = await db.Set<Body>().Where(b => b.Id == copy.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        var notice = new CopyNotice(
            CopyNotice.Known, string.Empty, string.Empty, gate.Delivery, copy.Id, gate.MadeFrom, copy.Form, copy.NumberAndSymbol!, maker, copy.CopiedOn!.Value, copy.ContentHash!, sentTo, agreed, refused);
        await SendAsync(copy.OrganisationId, gate, notice, cancellationToken);
    }

    private async Task SendAsync(Id<Body> actor, Gate gate, CopyNotice notice, CancellationToken cancellationToken)
    {
        // The same answers are told once, whatever is repeated.
        var key = $"{notice.CopyId}:{notice.Agreed}:{notice.Refused}";
        if (!await db.Set<OutboxMessage>().AnyAsync(m => m.Kind == OutboxKinds.CopyNoticeOut && m.Key == key, cancellationToken))
        {
            db.Add(Outbox.Message(OutboxKinds.CopyNoticeOut, key, actor, gate.Told, new NoticeOut(gate.Teller, notice), clock.GetUtcNow()));
        }
    }

    /// <summary>Where the paper a copy stems from came into this installation from a partner; null when it did not.</summary>
    private async Task<Gate?> GateAsync(CertifiedCopy copy, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Family);
        Id<CertifiedCopy>? madeFrom = null;
        for (var sourceId = copy.IncomingId; sourceId is { } received;)
        {
            var source = await db.Set<IncomingDispatch>().Where(i => i.Id == received).Select(i => new { i.OrganisationId, i.SenderId, i.DeliveryId, i.Via }).SingleAsync(cancellationToken);
            if (source.DeliveryId is not { } deliveryId || source.Via is DeliveryChannel.Exchange)
            {
                return source is { DeliveryId: { } delivery, SenderId: { } sender } ? new Gate(source.OrganisationId, sender, delivery, madeFrom) : null;
            }

            // A path inside the installation: the paper that was sent there is a copy, or the original, which was issued here.
            var above = await db.Set<Delivery>().Where(d => d.Id == deliveryId).Select(d => d.PaperId).SingleAsync(cancellationToken);
            var aboveId = new Id<CertifiedCopy>(above);
            (madeFrom, sourceId) = (madeFrom ?? aboveId, await db.Set<CertifiedCopy>().Where(c => c.Id == aboveId).Select(c => c.IncomingId).SingleOrDefaultAsync(cancellationToken));
        }

        return null;
    }

    /// <summary>Who received the paper from which partner by which delivery, and from which copy on the way the copy in question was made.</summary>
    private sealed record Gate(Id<Body> Teller, Id<Body> Told, Id<Delivery> Delivery, Id<CertifiedCopy>? MadeFrom);
}
