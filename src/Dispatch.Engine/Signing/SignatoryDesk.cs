using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Whether the person who signed a file of this installation had the right to, and whether the seal on it was the organisation's, both at the time of the signature.</summary>
/// <param name="Stood">All that was checked stood.</param>
/// <param name="Number">Số, ký hiệu.</param>
/// <param name="Organisation">Who issued it.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="Capacity">Quyền hạn, chức vụ as printed.</param>
/// <param name="SignedAt">When.</param>
/// <param name="Sentence">The result in words.</param>
public sealed record SignatoryFinding(bool Stood, string Number, string Organisation, string Signer, IReadOnlyList<string> Capacity, DateTimeOffset SignedAt, string Sentence);

/// <summary>Looks up the signer of a file by its hash: authority is a fact of the installation, not of the file.</summary>
internal sealed class SignatoryDesk(DispatchDbContext db, AuthorityDesk authorities)
{
    /// <summary>What is known of who signed a file; null when no issued dispatch or signed copy of this installation has this hash.</summary>
    public async Task<SignatoryFinding?> FindAsync(string contentHash, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Verification);
        return await OfDispatchAsync(contentHash, cancellationToken) ?? await OfCopyAsync(contentHash, cancellationToken);
    }

    private async Task<SignatoryFinding?> OfDispatchAsync(string contentHash, CancellationToken cancellationToken)
    {
        var dispatch = await db.Set<OfficialDispatch>().AsNoTracking().Where(d => d.ContentHash == contentHash && d.SignedAt != null).OrderBy(d => d.Id).FirstOrDefaultAsync(cancellationToken);
        if (dispatch is null)
        {
            return null;
        }

        var sessions = await SessionsAsync(dispatch.Id.Value, cancellationToken);
        var why = await AuthorityFlawAsync(dispatch.OrganisationId, dispatch.SignerId, dispatch.Text.Kind, dispatch.Text.Capacity, dispatch.SignedAt!.Value, Hash(sessions, SigningPurpose.Leader), cancellationToken)
            ?? await SealFlawAsync(dispatch.OrganisationId, Hash(sessions, SigningPurpose.Seal), dispatch.SealedAt, cancellationToken);
        var (signer, organisation) = await NamesAsync(dispatch.SignerId, dispatch.OrganisationId, cancellationToken);
        return new SignatoryFinding(
            why is null, dispatch.NumberAndSymbol!, organisation, signer, dispatch.Text.Capacity, dispatch.SignedAt!.Value,
            why ?? "Người ký có thẩm quyền ký văn bản này tại thời điểm ký, theo thẩm quyền đã ghi nhận.");
    }

    private async Task<SignatoryFinding?> OfCopyAsync(string contentHash, CancellationToken cancellationToken)
    {
        var copy = await db.Set<CertifiedCopy>().AsNoTracking().Where(c => c.ContentHash == contentHash && c.SignedHash == contentHash).OrderBy(c => c.Id).FirstOrDefaultAsync(cancellationToken);
        if (copy is null)
        {
            return null;
        }

        var why = await AuthorityFlawAsync(copy.OrganisationId, copy.SignerId, SigningAuthority.Copies, copy.Capacity, copy.SignedAt!.Value, certificateHash: null, cancellationToken)
            ?? await SealFlawAsync(copy.OrganisationId, Hash(await SessionsAsync(copy.Id.Value, cancellationToken), SigningPurpose.Copy), copy.SealedAt, cancellationToken);
        var (signer, organisation) = await NamesAsync(copy.SignerId, copy.OrganisationId, cancellationToken);
        return new SignatoryFinding(
            why is null, copy.NumberAndSymbol!, organisation, signer, copy.Capacity, copy.SignedAt!.Value,
            why ?? "Người ký sao có thẩm quyền và chữ ký số là của cơ quan sao tại thời điểm ký, theo những gì đã ghi nhận.");
    }

    private Task<List<SigningSession>> SessionsAsync(Guid paper, CancellationToken cancellationToken) =>
        db.Set<SigningSession>().AsNoTracking().Where(s => s.PaperId == paper && s.State == SigningSessionState.Used).ToListAsync(cancellationToken);

    private async Task<(string Signer, string Organisation)> NamesAsync(Id<Person> signer, Id<Body> organisation, CancellationToken cancellationToken) =>
        (await db.Set<Person>().Where(p => p.Id == signer).Select(p => p.FullName).SingleAsync(cancellationToken),
            await db.Set<Body>().Where(b => b.Id == organisation).Select(b => b.Name).SingleAsync(cancellationToken));

    private static string? Hash(List<SigningSession> sessions, SigningPurpose purpose) =>
        sessions.Find(session => session.Purpose == purpose) is { } session ? CertificateFacts.HashOf(session.Certificate) : null;

    private async Task<string?> AuthorityFlawAsync(
        Id<Body> organisation, Id<Person> signer, string kind, IReadOnlyList<string> capacity, DateTimeOffset at, string? certificateHash, CancellationToken cancellationToken)
    {
        var authority = await authorities.FindAsync(organisation, signer, kind, capacity, at, cancellationToken);
        return authority.IsRefused ? authority.Refusal.Message
            : certificateHash is not null && authority.Value.CertificateHash is { } recorded && recorded != certificateHash ? SigningRefusals.OtherCertificate.Message
            : null;
    }

    private async Task<string?> SealFlawAsync(Id<Body> organisation, string? certificateHash, DateTimeOffset? sealedAt, CancellationToken cancellationToken)
    {
        if (certificateHash is null || sealedAt is not { } at)
        {
            return null;
        }

        var recorded = await db.Set<SealCertificate>().AsNoTracking().Where(c => c.OrganisationId == organisation && c.CertificateHash == certificateHash).ToListAsync(cancellationToken);
        return recorded.Exists(certificate => certificate.Stands(at)) ? null : "Chứng thư dùng để ký số của cơ quan không được ghi nhận là chứng thư của cơ quan tại thời điểm ký.";
    }
}
