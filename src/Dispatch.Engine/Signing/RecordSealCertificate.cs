using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Ghi nhận chứng thư của cơ quan: with which certificate the organisation seals, and who may apply it.</summary>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="AppliedBy">Clerks of the organisation; empty or null for all of them.</param>
/// <param name="Basis">The decision or hand-over record, 1 to 500 letters.</param>
public sealed record RecordSealCertificate(byte[] Certificate, IReadOnlyList<Id<Person>>? AppliedBy, string Basis) : IAct<SealCertificateView>, IShaped, ICarriesText
{
    private const int LongestBasis = 500;

    /// <inheritdoc />
    public Refusal? Flaw() => new SignerCertificate(Certificate).Flaw()
        ?? (Basis.Trim().Length is 0 or > LongestBasis ? KernelRefusals.Shape("basis", "Hãy ghi căn cứ: số, ký hiệu và ngày của quyết định hoặc biên bản bàn giao chứng thư (1 đến 500 ký tự).") : null);

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Basis];
}

internal sealed class RecordSealCertificateHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<RecordSealCertificate, Outcome<SealCertificateView>>
{
    public async Task<Outcome<SealCertificateView>> Handle(RecordSealCertificate request, CancellationToken cancellationToken)
    {
        var (organisation, now) = (context.Someone.OrganisationId, clock.GetUtcNow());
        var appliers = request.AppliedBy ?? [];
        var known = await db.Set<Person>().AsNoTracking().Where(p => p.OrganisationId == organisation && p.DisabledAt == null && appliers.Contains(p.Id)).ToListAsync(cancellationToken);
        if (known.Count != appliers.Distinct().Count() || known.Exists(person => !person.Roles.HasFlag(Role.Clerk)))
        {
            return SealRefusals.UnknownApplier;
        }

        using var read = X509CertificateLoader.LoadCertificate(request.Certificate);
        var hash = CertificateFacts.HashOf(request.Certificate);
        if (await db.Set<SealCertificate>().AnyAsync(c => c.OrganisationId == organisation && c.CertificateHash == hash && c.WithdrawnAt == null, cancellationToken))
        {
            return SealRefusals.AlreadyRecorded;
        }

        var certificate = new SealCertificate
        {
            Id = Id<SealCertificate>.New(now),
            OrganisationId = organisation,
            CertificateHash = hash,
            Holder = TextGuard.Clean(read.GetNameInfo(X509NameType.SimpleName, forIssuer: false)) is { Length: <= 300 } name ? name : hash,
            ValidTo = CertificateFacts.EndOf(read),
            AppliedBy = [.. appliers.Distinct()],
            Basis = TextGuard.Clean(request.Basis),
            RecordedAt = now,
        };
        db.Add(certificate);
        context.Note(organisation, "signing.seal-recorded", certificate.Id.Value, new { certificate.CertificateHash, certificate.Holder, certificate.AppliedBy, certificate.Basis });
        return SealCertificateView.Of(certificate);
    }
}
