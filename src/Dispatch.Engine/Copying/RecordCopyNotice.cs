using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Copying;

/// <summary>A partner tells that a copy was made of a paper it has from here, or that its recall was answered. A repeat, or older news, changes nothing; what the partner did not sign is refused.</summary>
public sealed record RecordCopyNotice(SignedCopyNotice Signed) : IAct<Id<CertifiedCopy>>;

internal sealed class RecordCopyNoticeHandler(DispatchDbContext db, ReceiptDesk keys, CopyNotices notices, ActContext context, TimeProvider clock) : IRequestHandler<RecordCopyNotice, Outcome<Id<CertifiedCopy>>>
{
    public async Task<Outcome<Id<CertifiedCopy>>> Handle(RecordCopyNotice request, CancellationToken cancellationToken)
    {
        var signed = request.Signed;
        var notice = KernelJson.ReadStrangers<CopyNotice>(Encoding.UTF8.GetBytes(signed.Notice));
        var delivery = await db.Set<Delivery>().SeenBy(context.Someone).AsNoTracking().SingleOrDefaultAsync(d => d.Id == notice.DeliveryId, cancellationToken);
        if (delivery is null || delivery.SenderId != context.Someone.OrganisationId)
        {
            return KernelRefusals.Unknown("lượt gửi");
        }

        if (await FlawAsync(signed, notice, delivery, cancellationToken) is { } flaw)
        {
            return flaw;
        }

        if (await KeepAsync(signed, notice, delivery, cancellationToken))
        {
            context.Note(
                delivery.SenderId, "copying.partner-copy", delivery.PaperId,
                new { notice.DeliveryId, notice.CopyId, notice.NumberAndSymbol, notice.CopiedBy, notice.ContentHash, notice.SentTo, notice.Agreed, notice.Refused, signed.KeyId, signed.Signature });
            await notices.PassOnAsync(delivery.SenderId, delivery.PaperId, notice, cancellationToken);
        }

        return notice.CopyId;
    }

    /// <summary>Keeps what is new; false when nothing is.</summary>
    private async Task<bool> KeepAsync(SignedCopyNotice signed, CopyNotice notice, Delivery delivery, CancellationToken cancellationToken)
    {
        var owner = delivery.SenderId;
        if (await db.Set<PartnerCopy>().SingleOrDefaultAsync(c => c.OrganisationId == owner && c.CopyId == notice.CopyId, cancellationToken) is { } known)
        {
            var isNews = known.IsNews(notice);
            (known.Notice, known.KeyId, known.Signature) = isNews ? (notice, signed.KeyId, signed.Signature) : (known.Notice, known.KeyId, known.Signature);
            return isNews;
        }

        db.Add(new PartnerCopy
        {
            OrganisationId = owner,
            CopyId = notice.CopyId,
            PartnerId = delivery.RecipientId,
            DeliveryId = delivery.Id,
            FamilyId = delivery.FamilyId,
            Notice = notice,
            KeyId = signed.KeyId,
            Signature = signed.Signature,
            ToldAt = clock.GetUtcNow(),
        });
        return true;
    }

    private async Task<Refusal?> FlawAsync(SignedCopyNotice signed, CopyNotice notice, Delivery delivery, CancellationToken cancellationToken)
    {
        var (teller, told) = (delivery.RecipientId, delivery.SenderId);
        var names = await db.Set<Body>().Where(b => b.Id == teller || b.Id == told).ToDictionaryAsync(b => b.Id, b => b.Key, cancellationToken);
        var believed = await keys.KeysForAsync(told, [teller], cancellationToken);
        return !ReceiptDesk.IsSignedBy(signed.Notice, signed.KeyId, signed.Signature, believed[teller]) ? DistributingRefusals.NotOfPartner
            : notice.Format != CopyNotice.Known || notice.TellerKey != names[teller] || notice.ToldKey != names[told] ? DistributingRefusals.BadPackage("báo sao của cơ quan khác hoặc theo mẫu chưa biết")
            : !FileStore.IsHash(notice.ContentHash) || notice.Texts().Any(text => text is { Length: 0 or > 300 }) ? DistributingRefusals.BadPackage("mã băm, số hoặc tên trong báo sao không đúng mẫu")
            : notice.SentTo < 0 || notice.Agreed < 0 || notice.Refused < 0 || notice.Agreed + notice.Refused > notice.SentTo ? DistributingRefusals.BadPackage("số nơi nhận không khớp")
            : await OtherAsync(notice, told, cancellationToken) ? DistributingRefusals.BadPackage("cùng một bản sao mà nội dung khác lần báo trước")
            : notice.Texts().Select(TextGuard.Flaw).FirstOrDefault(flaw => flaw is not null);
    }

    /// <summary>Whether the copy was told before as another: only its answers may change.</summary>
    private async Task<bool> OtherAsync(CopyNotice notice, Id<Body> owner, CancellationToken cancellationToken) =>
        await db.Set<PartnerCopy>().AsNoTracking().SingleOrDefaultAsync(c => c.OrganisationId == owner && c.CopyId == notice.CopyId, cancellationToken) is { } known
        && known.Notice with { Agreed = notice.Agreed, Refused = notice.Refused } != notice;
}
