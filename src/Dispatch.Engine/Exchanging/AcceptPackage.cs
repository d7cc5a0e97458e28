using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Exchanging;

/// <summary>A partner's package reaches its receiver, whose bytes are in the file store already: an incoming row, once for ever, and a receipt back by the same way.</summary>
/// <param name="PartnerId">Whose folder it lay in.</param>
/// <param name="Manifest">The manifest's exact text.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Signature">Its signature, base64.</param>
public sealed record AcceptPackage(Id<Body> PartnerId, string Manifest, string KeyId, string Signature) : IAct<Id<IncomingDispatch>>;

internal sealed class AcceptPackageHandler(DispatchDbContext db, ArrivalDesk arrivals, ReceiptDesk keys, FileStore files, ActContext context, DemoMark demo, TimeProvider clock) :
    IRequestHandler<AcceptPackage, Outcome<Id<IncomingDispatch>>>
{
    public async Task<Outcome<Id<IncomingDispatch>>> Handle(AcceptPackage request, CancellationToken cancellationToken)
    {
        var receiver = context.Someone.OrganisationId;
        var manifest = JsonSerializer.Deserialize<PackageManifest>(request.Manifest, KernelJson.Options)!;
        if (await FlawAsync(request, manifest, receiver, cancellationToken) is { } flaw)
        {
            return flaw;
        }

        var earlier = await db.Set<IncomingDispatch>().AsNoTracking().SingleOrDefaultAsync(i => i.DeliveryId == manifest.DeliveryId, cancellationToken);
        if (earlier is not null)
        {
            return earlier.OrganisationId != receiver || earlier.ContentHash != manifest.ContentHash ? ReceivingRefusals.OtherContent : await AgainAsync(earlier, cancellationToken);
        }

        if (!files.Holds(manifest.ContentHash))
        {
            throw new DamagedFileException(manifest.ContentHash, "is missing from the file store");
        }

        var incoming = await MakeAsync(request, manifest, receiver, cancellationToken);
        await arrivals.AdmitAsync([incoming], cancellationToken);
        return incoming.Id;
    }

    private async Task<Refusal?> FlawAsync(AcceptPackage request, PackageManifest manifest, Id<Body> receiver, CancellationToken cancellationToken)
    {
        var names = await db.Set<Body>().Where(b => b.Id == receiver || b.Id == request.PartnerId).ToDictionaryAsync(b => b.Id, b => b.Key, cancellationToken);
        var believed = await keys.KeysForAsync(receiver, [request.PartnerId], cancellationToken);
        return !ReceiptDesk.IsSignedBy(request.Manifest, request.KeyId, request.Signature, believed[request.PartnerId]) ? DistributingRefusals.BadPackage("chữ ký không phải của đối tác")
            : manifest.SenderKey != names[request.PartnerId] ? DistributingRefusals.BadPackage("nơi gửi trong bảng kê không phải đối tác của thư mục")
            : manifest.RecipientKey != names[receiver] ? DistributingRefusals.BadPackage("gửi cho cơ quan khác")
            : manifest.Texts().Select(TextGuard.Flaw).FirstOrDefault(flaw => flaw is not null);
    }

    /// <summary>The first receipt goes out again: the partner may never have had it.</summary>
    private async Task<Outcome<Id<IncomingDispatch>>> AgainAsync(IncomingDispatch earlier, CancellationToken cancellationToken)
    {
        var key = $"{earlier.DeliveryId}:{Lifecycle.ReceiptCode.Arrived}";
        var now = clock.GetUtcNow();
        await db.Set<OutboxMessage>().Where(m => m.Kind == OutboxKinds.ReceiptOut && m.Key == key && m.State == OutboxState.Done).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, OutboxState.Pending).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, now), cancellationToken);
        return earlier.Id;
    }

    private async Task<IncomingDispatch> MakeAsync(AcceptPackage request, PackageManifest manifest, Id<Body> receiver, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (acknowledgeBy, enterBy) = await arrivals.TermsAsync(receiver, manifest.Facts.Urgency, cancellationToken);
        return new IncomingDispatch
        {
            Id = Id<IncomingDispatch>.New(now),
            OrganisationId = receiver,
            DeliveryId = manifest.DeliveryId,
            SenderId = request.PartnerId,
            FamilyId = manifest.FamilyId,
            Facts = manifest.Facts,
            DuplicateKey = IncomingWording.DuplicateKey(manifest.Facts),
            ContentHash = manifest.ContentHash,
            ArrivedAt = now,
            Via = DeliveryChannel.Exchange,
            AcknowledgeBy = acknowledgeBy,
            EnterBy = enterBy,
            IsDemo = demo.IsOn,
        };
    }
}
