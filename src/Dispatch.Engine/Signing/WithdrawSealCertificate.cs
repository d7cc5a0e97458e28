using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Rút chứng thư của cơ quan: from now on nothing is sealed with it; what was sealed stays sealed.</summary>
/// <param name="CertificateId">Which.</param>
/// <param name="Reason">Why, 1 to 1,000 letters.</param>
public sealed record WithdrawSealCertificate(Id<SealCertificate> CertificateId, string Reason) : IAct<SealCertificateView>, IShaped, ICarriesText
{
    /// <inheritdoc />
    public Refusal? Flaw() => TextGuard.IsReason(Reason) ? null : SigningRefusals.ReasonNeeded;

    /// <inheritdoc />
    public IEnumerable<string?> Texts() => [Reason];
}

internal sealed class WithdrawSealCertificateHandler(DispatchDbContext db, ActContext context, TimeProvider clock) : IRequestHandler<WithdrawSealCertificate, Outcome<SealCertificateView>>
{
    public async Task<Outcome<SealCertificateView>> Handle(WithdrawSealCertificate request, CancellationToken cancellationToken)
    {
        var certificate = await db.Set<SealCertificate>().SeenBy(context.Someone).SingleOrDefaultAsync(c => c.Id == request.CertificateId, cancellationToken);
        if (certificate is null)
        {
            return KernelRefusals.Unknown("chứng thư của cơ quan");
        }

        var reason = TextGuard.Clean(request.Reason);
        if (certificate.Withdraw(reason, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        context.Note(certificate.OrganisationId, "signing.seal-withdrawn", certificate.Id.Value, new { certificate.CertificateHash, reason });
        return SealCertificateView.Of(certificate) with { Version = certificate.Version + 1 };
    }
}
