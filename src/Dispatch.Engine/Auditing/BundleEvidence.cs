using System.Globalization;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Sheets;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Auditing;

/// <summary>
/// Hồ sơ chứng cứ: everything that proves what became of a paper at the person's organisation, in one file that is checked without the server. The organisation signs that every line of its log about
/// the paper and its copies, up to the signed head, is in it. The same logs and papers give the same bytes, but for that signature.
/// </summary>
/// <param name="PaperId">A dispatch, an incoming dispatch or a copy that the person may see.</param>
public sealed record BundleEvidence(Guid PaperId) : IQuestion<EvidenceBundle>;

/// <summary>The file.</summary>
/// <param name="Bytes">ZIP.</param>
/// <param name="Name">A file name without diacritics.</param>
public sealed record EvidenceBundle(byte[] Bytes, string Name);

internal sealed class BundleEvidenceHandler(DispatchDbContext db, FileStore files, VerificationDesk verifications, ReceiptDesk receipts, ActContext context) : IRequestHandler<BundleEvidence, Outcome<EvidenceBundle>>
{
    public async Task<Outcome<EvidenceBundle>> Handle(BundleEvidence request, CancellationToken cancellationToken)
    {
        var actor = context.Someone;
        if (await db.FamilyOfAsync(request.PaperId, actor, cancellationToken) is not { } family)
        {
            return KernelRefusals.Unknown("văn bản");
        }

        // A log whose head was signed has a key.
        if (await db.NewestHeadAsync(actor.OrganisationId, cancellationToken) is not { } head || await receipts.FindOwnKeyAsync(actor.OrganisationId, cancellationToken) is not { } key)
        {
            return EvidenceRefusals.NoHead;
        }

        if (key.KeyId != head.KeyId)
        {
            return EvidenceRefusals.HeadOfOldKey;
        }

        var leaves = await LeavesAsync(family, head, cancellationToken);
        if (leaves.Count == 0)
        {
            return EvidenceRefusals.NothingProven;
        }

        var nodes = FamilyTree.Of(family, (await FamilyRows.LoadAsync(db, family, cancellationToken)).Nodes(), null).SeenFrom(actor.OrganisationId).Nodes;
        var papers = await PapersAsync(family, actor, cancellationToken);
        var archive = new EvidenceArchive();
        var reports = new List<EvidenceReport>();
        foreach (var hash in papers)
        {
            archive.Add(EvidenceNames.Paper(hash), await files.ReadAsync(hash, cancellationToken));
            reports.Add(new EvidenceReport(hash, await verifications.LookAsync(hash, isArrival: true, cancellationToken)));
        }

        var house = await db.Set<Body>().AsNoTracking().SingleAsync(b => b.Id == actor.OrganisationId, cancellationToken);
        var evidence = new Evidence(
            Evidence.Format, request.PaperId, family.Value, house.Name, SignedHead.Of(head), leaves, await ReceiptsAsync(family, actor, cancellationToken), [.. nodes.Select(EvidenceNode.Of)], reports);
        archive.Add(EvidenceNames.Cover, SlipPrinter.Print(EvidenceCover.Of(evidence, house.Place, await LaterAsync(family, head, cancellationToken))));
        return new EvidenceBundle(archive.Close(evidence, statement => new EvidenceSignature(key.KeyId, Convert.ToBase64String(key.PublicKey), receipts.Sign(key, statement))), string.Create(CultureInfo.InvariantCulture, $"chung-cu-{request.PaperId.ToString()[..8]}.zip"));
    }

    private async Task<List<ProvenLeaf>> LeavesAsync(Id<Family> family, TreeHead head, CancellationToken cancellationToken)
    {
        var own = await db.AboutFamily(family).Where(leaf => leaf.OrganisationId == head.OrganisationId && leaf.Index < head.Size).OrderBy(leaf => leaf.Index).ToListAsync(cancellationToken);
        var tree = own.Count == 0 ? null : await db.TreeAsync(head.OrganisationId, head.Size, cancellationToken);
        return own.ConvertAll(leaf => new ProvenLeaf(leaf.Index, leaf.Entry, [.. tree!.Inclusion(leaf.Index, head.Size).Select(Convert.ToHexStringLower)]));
    }

    /// <summary>How many lines came after the head was signed: the tree and the states already tell of them, and nothing here proves them.</summary>
    private Task<int> LaterAsync(Id<Family> family, TreeHead head, CancellationToken cancellationToken) =>
        db.AboutFamily(family).CountAsync(leaf => leaf.OrganisationId == head.OrganisationId && leaf.Index >= head.Size, cancellationToken);

    // Content that was taken back is shown to nobody any more; its hash stays in the leaves.
    private async Task<List<string>> PapersAsync(Id<Family> family, Actor actor, CancellationToken cancellationToken)
    {
        var dispatches = await db.Set<OfficialDispatch>().AsNoTracking().SeenBy(actor).Where(d => d.Id == new Id<OfficialDispatch>(family.Value) && d.ContentHash != null).ToListAsync(cancellationToken);
        var incoming = await db.Set<IncomingDispatch>().AsNoTracking().SeenBy(actor).Where(i => i.FamilyId == family && i.ContentHash != null).ToListAsync(cancellationToken);
        var copies = await db.Set<CertifiedCopy>().AsNoTracking().SeenBy(actor).Where(c => c.FamilyId == family && c.ContentHash != null).ToListAsync(cancellationToken);
        return
        [
            .. dispatches.Select(d => d.ContentHash!).Concat(incoming.Where(i => !IncomingLifecycle.IsSealed(i.State)).Select(i => i.ContentHash!))
                .Concat(copies.Where(c => !CopyLifecycle.IsSealed(c.State)).Select(c => c.ContentHash!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private async Task<List<EvidenceReceipt>> ReceiptsAsync(Id<Family> family, Actor actor, CancellationToken cancellationToken)
    {
        var deliveries = db.Set<Delivery>().Where(d => d.FamilyId == family).Select(d => d.Id);
        var kept = await db.Set<KeptReceipt>().AsNoTracking().Where(r => r.OwnerId == actor.OrganisationId && deliveries.Contains(r.DeliveryId))
            .OrderBy(r => r.DeliveryId).ThenBy(r => r.Code).ToListAsync(cancellationToken);
        var names = kept.ConvertAll(receipt => receipt.KeyId);
        var own = await KeysAsync(names, cancellationToken);
        // Keys that are believed no more too: they prove what was kept while they were.
        var partners = await db.Set<RecipientChannel>().AsNoTracking().Where(c => c.OrganisationId == actor.OrganisationId && (c.PublicKeys != null || c.EarlierKeys != null)).Select(c => new { c.PublicKeys, c.EarlierKeys }).ToListAsync(cancellationToken);
        var keys = own.Concat(partners.SelectMany(partner => PartnerKeys.Split(partner.PublicKeys).Concat(PartnerKeys.Split(partner.EarlierKeys)))).DistinctBy(ReceiptKey.IdOf, StringComparer.Ordinal).ToDictionary(ReceiptKey.IdOf, Convert.ToBase64String, StringComparer.Ordinal);
        return kept.ConvertAll(receipt => new EvidenceReceipt(receipt.DeliveryId.Value, receipt.Statement, receipt.Reason, receipt.KeyId, keys.GetValueOrDefault(receipt.KeyId), receipt.Signature));
    }

    /// <summary>The public halves of keys of this installation's organisations: whoever holds a receipt may check it.</summary>
    private async Task<List<byte[]>> KeysAsync(List<string> names, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Verification);
        return await db.Set<ReceiptKey>().AsNoTracking().Where(key => names.Contains(key.KeyId)).Select(key => key.PublicKey).ToListAsync(cancellationToken);
    }
}

/// <summary>The page on top, for those who read rather than compute.</summary>
internal static class EvidenceCover
{
    private static readonly RegisterColumn[] Papers = [new("Văn bản, nơi nhận, bản sao", 56), new("Trạng thái", 26), new("Lúc", 18, IsCentred: true)];

    private static readonly RegisterColumn[] Leaves = [new("Dòng", 9, IsCentred: true), new("Lúc", 18, IsCentred: true), new("Người làm", 23), new("Việc", 50)];

    public static SlipSheet Of(Evidence evidence, string? place, int later) => new()
    {
        BodyName = evidence.OrganisationName,
        Place = place ?? string.Empty,
        Date = OfficeTime.DateAt(evidence.Head.At),
        Title = "Phiếu hồ sơ chứng cứ",
        Paper = Subject(evidence),
        Parts =
        [
            new("1. Tệp trong hồ sơ", evidence.Reports.Count == 0 ? ["Không có tệp nào: nội dung đã bị thu hồi, hoặc cơ quan chưa có. Mã băm của tệp vẫn nằm trong các dòng nhật ký."] : [.. evidence.Reports.Select(report => $"{report.File[..16]}…: {report.Found.Sentence}")]),
            new("2. Văn bản, nơi nhận và bản sao", []) { Table = new(Papers, [.. evidence.Papers.Select(paper => new[] { Named(paper), paper.StateName, Moment(paper.At) })]) },
            new("3. Diễn biến ghi trong nhật ký", Missing(later)) { Table = new(Leaves, [.. evidence.Leaves.Select(Row)]) },
            new("4. Xác nhận có chữ ký", [$"{evidence.Receipts.Count} xác nhận của nơi nhận.", $"{evidence.OrganisationName} ký số rằng {evidence.Leaves.Count} dòng trên là tất cả các dòng về văn bản này và các bản sao của nó trong nhật ký, tính đến lúc ký nhật ký."]),
            new("5. Cách kiểm tra", [
                $"Nhật ký gồm {evidence.Head.Size} dòng, ký lúc {Moment(evidence.Head.At)}; mã băm gốc {evidence.Head.Root}.",
                $"Đối chiếu mã khóa {evidence.Head.KeyId} với mã do cơ quan công bố, rồi chạy: dispatch evidence check TỆP --key MÃ-KHÓA."]),
        ],
    };

    private static string Named(EvidenceNode paper) => paper.Title == paper.Organisation ? paper.Title : $"{paper.Title} ({paper.Organisation})";

    private static string Subject(Evidence evidence) => evidence.Papers is [{ } root, ..] ? $"{root.Title}: {root.Subject ?? root.StateName}" : "Văn bản";

    private static string[] Row(ProvenLeaf leaf)
    {
        var entry = LoggedLeaf.Read(leaf.Entry) ?? throw new InvalidOperationException($"Leaf {leaf.Index} is no entry of a log.");
        return [leaf.Index.ToString(CultureInfo.InvariantCulture), Moment(entry.At), entry.Actor, $"{LogWording.Of(entry.Act)}{(LogWording.AboutOf(entry) is { } about ? $": {about}" : null)}"];
    }

    private static string[] Missing(int later) =>
        later == 0 ? [] : [$"Còn {later} dòng về văn bản này được ghi sau lúc ký nhật ký nên chưa có ở đây, dù mục 2 đã kể theo chúng. Hãy tải lại hồ sơ sau mười phút."];

    private static string Moment(DateTimeOffset at) => OfficeTime.Local(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
