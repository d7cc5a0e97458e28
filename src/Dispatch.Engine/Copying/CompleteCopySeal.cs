using System.Text.Json.Serialization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Engine.Copying;

/// <summary>Nộp chữ ký số của cơ quan sao: the signature is held against the prepared file and the expected certificate; only then does the copy count as signed.</summary>
/// <param name="SessionId">The session, which takes one signature.</param>
/// <param name="Signature">RSA: as long as the key. ECDSA: the DER pair, or both numbers side by side. No part of what makes a repeat the same request: PSS and ECDSA give another value each time, and the session takes one.</param>
public sealed record CompleteCopySeal(Id<SigningSession> SessionId, [property: JsonIgnore] byte[] Signature) : IAct<CopyView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => SignatureShape.Flaw(Signature);
}

internal sealed class CompleteCopySealBeforehand(SigningDesk signing) : IBeforehand<CompleteCopySeal>
{
    public Task<Refusal?> PrepareAsync(CompleteCopySeal request, CancellationToken cancellationToken) => signing.FinishAsync(request.SessionId, isOfCopy: true, request.Signature, cancellationToken);
}

internal sealed class CompleteCopySealHandler(PaperDesk<CertifiedCopy, CopyView> desk, SigningDesk signing, AuthorityDesk authorities, TimeProvider clock) : IRequestHandler<CompleteCopySeal, Outcome<CopyView>>
{
    private static readonly RouteStep Step = new("ApplyCopySeal", "Sealed", "copying.signed", IfThere: true);

    public async Task<Outcome<CopyView>> Handle(CompleteCopySeal request, CancellationToken cancellationToken)
    {
        var finished = await signing.FinishedAsync(request.SessionId, cancellationToken);
        if (finished.IsRefused)
        {
            return finished.Refusal;
        }

        var (session, hash) = finished.Value;
        return await desk.DoAsync(
            new Id<CertifiedCopy>(session.PaperId),
            Step,
            copy => SealAsync(copy, session, hash, cancellationToken),
            copy => new { Hash = copy.SignedHash, session.PreparedHash, Session = session.Id, session.OpenedAt, copy.SourceHash },
            cancellationToken);
    }

    private async Task<Refusal?> SealAsync(CertifiedCopy copy, SigningSession session, string hash, CancellationToken cancellationToken)
    {
        if (copy.Version != session.PaperVersion)
        {
            return SigningRefusals.SessionOutdated;
        }

        if (await authorities.RefuseSealAsync(copy.OrganisationId, session.Certificate, clock.GetUtcNow(), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        session.Use(hash);
        return copy.Seal(hash, session.OpenedAt);
    }
}
