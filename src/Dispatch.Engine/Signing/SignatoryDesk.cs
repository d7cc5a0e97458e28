using System.Security.Cryptography;
using Dispatch.Engine.Directory;
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
    /// <summary>What is known of who signed a file; null when no issued dispatch of this installation has this hash.</summary>
    public async Task<SignatoryFinding?> FindAsync(string contentHash, CancellationToken cancellationToken)
    {
        using var across = db.Across(Crossing.Verification);
        var dispatch = await db.Set<OfficialDispatch>().AsNoTracking().Where(d => d.ContentHash == contentHash && d.SignedAt != null).OrderBy(d => d.Id).FirstOrDefaultAsync(cancellationToken);
        if (dispatch is null)
        {
            return null;
        }

        var sessions = await db.Set<SigningSession>().AsNoTracking().Where(s => s.DispatchId == dispatch.Id && s.State == SigningSessionState.Used).ToListAsync(cancellationToken);
        var why = await AuthorityFlawAsync(dispatch, Hash(sessions, SigningPurpose.Leader), cancellationToken) ?? await SealFlawAsync(dispatch, Hash(sessions, SigningPurpose.Seal), cancellationToken);
        var signer = await db.Set<Person>().Where(p => p.Id == dispatch.SignerId).Select(p => p.FullName).SingleAsync(cancellationToken);
        var organisation = await db.Set<Body>().Where(b => b.Id == dispatch.OrganisationId).Select(b => b.Name).SingleAsync(cancellationToken);
        return new SignatoryFinding(
            why is null, dispatch.NumberAndSymbol!, organisation, signer, dispatch.Text.Capacity, dispatch.SignedAt!.Value,
            why ?? "Người ký có thẩm quyền ký văn bản này tại thời điểm ký, theo thẩm quyền đã ghi nhận.");
    }

    private static string? Hash(List<SigningSession> sessions, SigningPurpose purpose) =>
        sessions.Find(session => session.Purpose == purpose) is { } session ? Convert.ToHexStringLower(SHA256.HashData(session.Certificate)) : null;

    private async Task<string?> AuthorityFlawAsync(OfficialDispatch dispatch, string? certificateHash, CancellationToken cancellationToken)
    {
        var authority = await authorities.FindAsync(dispatch.OrganisationId, dispatch.SignerId, dispatch.Text.Kind, dispatch.Text.Capacity, dispatch.SignedAt!.Value, cancellationToken);
        return authority.IsRefused ? authority.Refusal.Message
            : certificateHash is not null && authority.Value.CertificateHash is { } recorded && recorded != certificateHash ? SigningRefusals.OtherCertificate.Message
            : null;
    }

    private async Task<string?> SealFlawAsync(OfficialDispatch dispatch, string? certificateHash, CancellationToken cancellationToken)
    {
        if (certificateHash is null || dispatch.SealedAt is not { } at)
        {
            return null;
        }

        var recorded = await db.Set<SealCertificate>().AsNoTracking().Where(c => c.OrganisationId == dispatch.OrganisationId && c.CertificateHash == certificateHash).ToListAsync(cancellationToken);
        return recorded.Exists(certificate => certificate.Stands(at)) ? null : "Chứng thư dùng để ký số của cơ quan không được ghi nhận là chứng thư của cơ quan tại thời điểm ký.";
    }
}
