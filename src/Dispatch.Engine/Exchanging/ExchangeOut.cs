using System.Text.Json;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Exchanging;

/// <summary>Puts packages, what is told after them, and receipts into partners' folders.</summary>
internal sealed class ExchangeOut(EngineSettings settings, FileStore files) : IOutsideChannel
{
    public bool Carries(string kind) => OutboxKinds.Leaving(DeliveryChannel.Exchange).Contains(kind, StringComparer.Ordinal);

    public async Task<Refusal?> SendAsync(OutboxMessage message, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (settings.ExchangeFolder is not { } root)
        {
            return DistributingRefusals.ChannelOff("liên thông", "DISPATCH_ExchangeFolder");
        }

        var db = services.GetRequiredService<DispatchDbContext>();
        return message.Kind switch
        {
            OutboxKinds.ReceiptOut => await SendReceiptAsync(message, db, root, cancellationToken),
            OutboxKinds.CopyNoticeOut => await SendNoticeAsync(message, db, services.GetRequiredService<ReceiptDesk>(), root, cancellationToken),
            _ => await SendPackageAsync(message, db, services.GetRequiredService<ReceiptDesk>(), root, cancellationToken),
        };
    }

    private static async Task<Refusal?> SendNoticeAsync(OutboxMessage message, DispatchDbContext db, ReceiptDesk keys, string root, CancellationToken cancellationToken)
    {
        var (teller, notice) = JsonSerializer.Deserialize<NoticeOut>(message.Payload, KernelJson.Options)!;
        if (await FolderAsync(db, teller, message.ToId, cancellationToken) is not { } folder)
        {
            return DistributingRefusals.AddressNeeded;
        }

        var names = await db.Set<Body>().Where(b => b.Id == teller || b.Id == message.ToId).ToDictionaryAsync(b => b.Id, b => b.Key, cancellationToken);
        var text = JsonSerializer.Serialize(notice with { TellerKey = names[teller], ToldKey = names[message.ToId] }, KernelJson.Options);
        var key = await keys.OwnKeyAsync(teller, cancellationToken);
        // Outside an act nothing saves by itself: a first key must stand before what it signed leaves.
        await db.SaveChangesAsync(cancellationToken);
        await new ExchangeFolders(root, folder).PutAsync(
            $"{notice.CopyId}-{notice.Agreed}-{notice.Refused}{ExchangeFolders.NoticeEnding}", JsonSerializer.SerializeToUtf8Bytes(new SignedCopyNotice(text, key.KeyId, keys.Sign(key, text)), KernelJson.Options), cancellationToken);
        return null;
    }

    private static async Task<string?> FolderAsync(DispatchDbContext db, Id<Body> house, Id<Body> partner, CancellationToken cancellationToken) =>
        await db.Set<RecipientChannel>().AsNoTracking().SingleOrDefaultAsync(c => c.OrganisationId == house && c.BodyId == partner, cancellationToken) is { Channel: DeliveryChannel.Exchange, Address: { } folder } ? folder : null;

    private async Task<Refusal?> SendPackageAsync(OutboxMessage message, DispatchDbContext db, ReceiptDesk keys, string root, CancellationToken cancellationToken)
    {
        // What is told after the paper is the same package once more, with the mark in its signed manifest: whoever never had the first has everything now.
        var (id, _, mark) = JsonSerializer.Deserialize<DeliverNews>(message.Payload, KernelJson.Options)!;
        var sent = await db.Set<Delivery>().AsNoTracking().Where(d => d.Id == id).Join(db.Set<Consignment>(), d => d.ConsignmentId, c => c.Id, (d, c) => new { Delivery = d, Consignment = c }).SingleAsync(cancellationToken);
        var names = await db.Set<Body>().Where(b => b.Id == message.FromId || b.Id == message.ToId).ToDictionaryAsync(b => b.Id, b => b.Key, cancellationToken);
        var manifest = new PackageManifest(
            mark is null ? PackageManifest.First : PackageManifest.Marked, id, sent.Delivery.FamilyId, names[message.FromId], names[message.ToId], sent.Consignment.SentAt, sent.Consignment.ContentHash, sent.Consignment.Facts, mark);
        manifest = manifest with { Facts = manifest.Facts with { Cites = manifest.Facts.Cites ?? await db.CitesOfOriginAsync(sent.Delivery.FamilyId, cancellationToken) } };
        var text = JsonSerializer.Serialize(manifest, KernelJson.Options);
        var key = await keys.OwnKeyAsync(message.FromId, cancellationToken);
        // Outside an act nothing saves by itself: a first key must stand before what it signed leaves.
        await db.SaveChangesAsync(cancellationToken);
        var sheet = manifest.Facts.SheetHash is { } hash ? await files.ReadAsync(hash, cancellationToken) : null;
        var package = new ExchangePackage(manifest, text, key.KeyId, keys.Sign(key, text), await files.ReadAsync(manifest.ContentHash, cancellationToken), sheet);
        await new ExchangeFolders(root, sent.Delivery.Address!).PutAsync((mark is null ? $"{id}" : $"{id}-{message.Mark()}") + ExchangeFolders.PackageEnding, package.ToBytes(), cancellationToken);
        return null;
    }

    private static async Task<Refusal?> SendReceiptAsync(OutboxMessage message, DispatchDbContext db, string root, CancellationToken cancellationToken)
    {
        var receipt = JsonSerializer.Deserialize<SignedReceipt>(message.Payload, KernelJson.Options)!;
        if (await FolderAsync(db, message.FromId, message.ToId, cancellationToken) is not { } folder)
        {
            return DistributingRefusals.AddressNeeded;
        }

        await new ExchangeFolders(root, folder).PutAsync(
            $"{receipt.News.DeliveryId}-{receipt.News.Code}{ExchangeFolders.ReceiptEnding}", JsonSerializer.SerializeToUtf8Bytes(receipt, KernelJson.Options), cancellationToken);
        return null;
    }
}
