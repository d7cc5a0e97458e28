using System.Text.Json.Serialization;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Nộp chữ ký cho phiên ký: the signature is held against the prepared file and the expected certificate; only then does the paper count as signed.</summary>
/// <param name="SessionId">The session, which takes one signature.</param>
/// <param name="Signature">RSA: as long as the key. ECDSA: the DER pair, or both numbers side by side. No part of what makes a repeat the same request: PSS and ECDSA give another value each time, and the session takes one.</param>
public sealed record CompleteSigning(Id<SigningSession> SessionId, [property: JsonIgnore] byte[] Signature) : IAct<DispatchView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => SignatureShape.Flaw(Signature);
}

/// <summary>The shape that acts taking a signature share.</summary>
internal static class SignatureShape
{
    /// <summary>What is wrong with the value before it is held against anything; null when nothing is.</summary>
    public static Refusal? Flaw(byte[]? signature) => signature is { Length: >= 64 and <= 2048 } ? null : KernelRefusals.Shape("signature", "Chữ ký phải là 64 đến 2.048 byte (base64).");
}

internal sealed class CompleteSigningBeforehand(SigningDesk signing) : IBeforehand<CompleteSigning>
{
    public Task<Refusal?> PrepareAsync(CompleteSigning request, CancellationToken cancellationToken) => signing.FinishAsync(request.SessionId, isOfCopy: false, request.Signature, cancellationToken);
}

internal sealed class CompleteSigningHandler(
    PaperDesk<OfficialDispatch, DispatchView> desk, DispatchDbContext db, SigningDesk signing, AuthorityDesk authorities, SheetDesk sheets, ActFiles files, ActContext context, TimeProvider clock) : IRequestHandler<CompleteSigning, Outcome<DispatchView>>
{
    private static readonly RouteStep Sign = new("Sign", "Signed", "signing.signed");
    private static readonly RouteStep Seal = new("ApplySeal", "Sealed", "signing.sealed", IfThere: true);

    public async Task<Outcome<DispatchView>> Handle(CompleteSigning request, CancellationToken cancellationToken)
    {
        var finished = await signing.FinishedAsync(request.SessionId, cancellationToken);
        if (finished.IsRefused)
        {
            return finished.Refusal;
        }

        var (session, hash) = finished.Value;
        return await desk.DoAsync(
            new Id<OfficialDispatch>(session.PaperId),
            session.Purpose is SigningPurpose.Leader ? Sign : Seal,
            dispatch => CompleteAsync(dispatch, session, hash, cancellationToken),
            dispatch => new { Hash = session.SignedHash, session.PreparedHash, Session = session.Id, session.OpenedAt, dispatch.AuthorityId, dispatch.Text.Capacity },
            cancellationToken);
    }

    private async Task<Refusal?> CompleteAsync(OfficialDispatch dispatch, SigningSession session, string hash, CancellationToken cancellationToken)
    {
        if (dispatch.Version != session.PaperVersion)
        {
            return SigningRefusals.SessionOutdated;
        }

        session.Use(hash);
        return session.Purpose is SigningPurpose.Leader ? await SignAsync(dispatch, session, cancellationToken) : await SealAsync(dispatch, session, cancellationToken);
    }

    private async Task<Refusal?> SignAsync(OfficialDispatch dispatch, SigningSession session, CancellationToken cancellationToken)
    {
        // At the time the signature states, and still now: what was taken back while the session was open signs no more.
        if ((dispatch.RefuseSigner(context.Someone) ?? await authorities.RefuseAsync(dispatch, session.Certificate, clock.GetUtcNow(), cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        var authority = await authorities.FindAsync(dispatch.OrganisationId, dispatch.SignerId, dispatch.Text.Kind, dispatch.Text.Capacity, session.OpenedAt, cancellationToken);
        if (authority.IsRefused)
        {
            return authority.Refusal;
        }

        await db.RememberAsync(session.OrganisationId, session.PersonId, session.Certificate, cancellationToken);
        return dispatch.Sign(authority.Value.Id, session.SignedHash!, session.OpenedAt, inFile: true);
    }

    private async Task<Refusal?> SealAsync(OfficialDispatch dispatch, SigningSession session, CancellationToken cancellationToken)
    {
        if ((dispatch.RefuseSeal() ?? await authorities.RefuseSealAsync(dispatch.OrganisationId, session.Certificate, clock.GetUtcNow(), cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        // Kept now, so that issuing writes no file.
        files.Keep(SheetDesk.Kept(await sheets.SheetAsync(dispatch, cancellationToken)), cancellationToken);
        return dispatch.Seal(session.SignedHash!, session.OpenedAt);
    }
}
