using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>The certificates by which the organisation seals, those withdrawn too; pages by key.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Take">1 to 500.</param>
public sealed record ListSealCertificates(Id<SealCertificate>? After = null, int Take = 50) : IQuestion<Page<SealCertificateView>>;

/// <summary>A certificate of the organisation as people read it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="CertificateHash">SHA-256 of the certificate, hex.</param>
/// <param name="Holder">The name in the certificate.</param>
/// <param name="ValidTo">Valid until, as the certificate says.</param>
/// <param name="AppliedBy">Who may apply it; empty for every clerk.</param>
/// <param name="Basis">What says that it is the organisation's.</param>
/// <param name="RecordedAt">From when on it may be used here.</param>
/// <param name="WithdrawnAt">From when on it may not.</param>
/// <param name="WithdrawnBecause">Why.</param>
/// <param name="Version">For If-Match.</param>
public sealed record SealCertificateView(
    Id<SealCertificate> Id, string CertificateHash, string Holder, DateTimeOffset ValidTo, IReadOnlyList<Id<Person>> AppliedBy, string Basis,
    DateTimeOffset RecordedAt, DateTimeOffset? WithdrawnAt, string? WithdrawnBecause, int Version) : IHasVersion
{
    internal static SealCertificateView Of(SealCertificate c) =>
        new(c.Id, c.CertificateHash, c.Holder, c.ValidTo, c.AppliedBy, c.Basis, c.RecordedAt, c.WithdrawnAt, c.WithdrawnBecause, c.Version);
}

internal sealed class ListSealCertificatesHandler(DispatchDbContext db, ActContext context) : IRequestHandler<ListSealCertificates, Outcome<Page<SealCertificateView>>>
{
    public async Task<Outcome<Page<SealCertificateView>>> Handle(ListSealCertificates request, CancellationToken cancellationToken) =>
        await db.Set<SealCertificate>().AsNoTracking().SeenBy(context.Someone)
            .PageAsync(c => c.Id, request.After, request.Take, SealCertificateView.Of, view => view.Id.ToString(), cancellationToken);
}
