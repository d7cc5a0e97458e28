using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Exchanging;

/// <summary>
/// A partner's package reaches its receiver, whose bytes are in the file store already: an incoming row, once for ever, and a receipt back by the same way. One that brings a mark
/// seals or marks the row as a recall inside the installation does.
/// </summary>
/// <param name="PartnerId">Whose folder it lay in.</param>
/// <param name="Manifest">The manifest's exact text.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Signature">Its signature, base64.</param>
public sealed record AcceptPackage(Id<Body> PartnerId, string Manifest, string KeyId, string Signature) : IAct<Id<IncomingDispatch>>;

internal sealed class AcceptPackageHandler(DispatchDbContext db, ArrivalDesk arrivals, SealDesk seals, ReceiptDesk keys, ActContext context, TimeProvider clock) :
    IRequestHandler<AcceptPackage, Outcome<Id<IncomingDispatch>>>
{
    public async Task<Outcome<Id<IncomingDispatch>>> Handle(AcceptPackage request, CancellationToken cancellationToken)
    {
        var receiver = context.Someone.OrganisationId;
        var manifest = KernelJson.ReadStrangers<PackageManifest>(Encoding.UTF8.GetBytes(request.Manifest));
        if (await FlawAsync(request, manifest, receiver, cancellationToken) is { } flaw)
        {
            return flaw;
        }

        var incoming = await db.Set<IncomingDispatch>().SingleOrDefaultAsync(i => i.DeliveryId == manifest.DeliveryId, cancellationToken);
        if (incoming is null)
        {
            incoming = await arrivals.MakeAsync(
                new Arrival(manifest.DeliveryId, receiver, request.PartnerId, manifest.FamilyId, manifest.Facts, manifest.ContentHash, DeliveryChannel.Exchange), cancellationToken);
            await arrivals.AdmitAsync([incoming], cancellationToken);
        }
        else if (incoming.OrganisationId != receiver || incoming.ContentHash != manifest.ContentHash)
        {
            return ReceivingRefusals.OtherContent;
        }
        else
        {
            await TellAgainAsync(manifest.DeliveryId, cancellationToken);
        }

        return await MarkAsync(incoming, manifest.Mark, cancellationToken) is { } refusal ? refusal : incoming.Id;
    }

    /// <summary>Seals what was taken back, marks what was corrected; what arrives only now, with its mark, must be there before.</summary>
    private async Task<Refusal?> MarkAsync(IncomingDispatch incoming, PaperMark? mark, CancellationToken cancellationToken)
    {
        if (mark is null)
        {
            return null;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (mark.TakesBack)
        {
            return await seals.SealAsync(incoming, mark, cancellationToken);
        }

        await seals.MarkAsync(incoming, mark, cancellationToken);
        return null;
    }

    private async Task<Refusal?> FlawAsync(AcceptPackage request, PackageManifest manifest, Id<Body> receiver, CancellationToken cancellationToken)
    {
        var names = await db.Set<Body>().Where(b => b.Id == receiver || b.Id == request.PartnerId).ToDictionaryAsync(b => b.Id, b => b.Key, cancellationToken);
        var believed = await keys.KeysForAsync(receiver, [request.PartnerId], cancellationToken);
        return !ReceiptDesk.IsSignedBy(request.Manifest, request.KeyId, request.Signature, believed[request.PartnerId]) ? DistributingRefusals.NotOfPartner
            : manifest.SenderKey != names[request.PartnerId] ? DistributingRefusals.BadPackage("nơi gửi trong bảng kê không phải đối tác của thư mục")
            : manifest.RecipientKey != names[receiver] ? DistributingRefusals.BadPackage("gửi cho cơ quan khác")
            : manifest.Texts().Select(TextGuard.Flaw).FirstOrDefault(flaw => flaw is not null);
    }

    /// <summary>Every receipt it got goes out again: the partner may never have had them.</summary>
    private Task<int> TellAgainAsync(Id<Delivery> delivery, CancellationToken cancellationToken)
    {
        var (beginning, now) = ($"{delivery}:", clock.GetUtcNow());
        return db.Set<OutboxMessage>().Where(m => m.Kind == OutboxKinds.ReceiptOut && m.Key.StartsWith(beginning) && m.State == OutboxState.Done).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, OutboxState.Pending).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, now), cancellationToken);
    }
}
