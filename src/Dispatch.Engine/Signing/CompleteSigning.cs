using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Nộp chữ ký cho phiên ký: the signature is held against the prepared file and the expected certificate; only then does the paper count as signed.</summary>
/// <param name="SessionId">The session, which takes one signature.</param>
/// <param name="Signature">RSA: as long as the key. ECDSA: the DER pair, or both numbers side by side.</param>
public sealed record CompleteSigning(Id<SigningSession> SessionId, byte[] Signature) : IAct<DispatchView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => Signature is { Length: >= 64 and <= 2048 } ? null : KernelRefusals.Shape("signature", "Chữ ký phải là 64 đến 2.048 byte (base64).");
}

/// <summary>The file that a session's signature was put into, between the work beforehand and the transaction.</summary>
internal sealed class FinishedSignature
{
    public Id<SigningSession> SessionId { get; set; }

    public string? Hash { get; set; }
}

/// <summary>Puts the signature into its file, with a timestamp where one is wanted, before the transaction opens: an authority far away must not hold the office's database.</summary>
internal sealed class CompleteSigningBeforehand(DispatchDbContext db, SigningDesk signing, FinishedSignature finished, ActContext context, CrashPoints crash, TimeProvider clock) : IBeforehand<CompleteSigning>
{
    public async Task<Refusal?> PrepareAsync(CompleteSigning request, CancellationToken cancellationToken)
    {
        var session = await db.Set<SigningSession>().AsNoTracking().OwnedBy(context.Someone).SingleOrDefaultAsync(s => s.Id == request.SessionId, cancellationToken);
        if (session is null)
        {
            return KernelRefusals.Unknown("phiên ký");
        }

        if (!session.IsOpen(clock.GetUtcNow()))
        {
            // Not refused here: a repeat with the same key is answered from the first answer, and the handler refuses the rest.
            return null;
        }

        var signed = await signing.FinishAsync(session, request.Signature, cancellationToken);
        if (signed.IsRefused)
        {
            return signed.Refusal;
        }

        crash.Hit(CrashPoints.FileStored);
        (finished.SessionId, finished.Hash) = (session.Id, signed.Value);
        return null;
    }
}

internal sealed class CompleteSigningHandler(
    PaperDesk<OfficialDispatch, DispatchView> desk, DispatchDbContext db, AuthorityDesk authorities, SheetDesk sheets, FinishedSignature finished, ActContext context, TimeProvider clock)
    : IRequestHandler<CompleteSigning, Outcome<DispatchView>>
{
    private static readonly RouteStep Sign = new("Sign", "Signed", "signing.signed");
    private static readonly RouteStep Seal = new("ApplySeal", "Sealed", "signing.sealed", IfThere: true);

    public async Task<Outcome<DispatchView>> Handle(CompleteSigning request, CancellationToken cancellationToken)
    {
        var session = await db.Set<SigningSession>().OwnedBy(context.Someone).SingleAsync(s => s.Id == request.SessionId, cancellationToken);
        if (!session.IsOpen(clock.GetUtcNow()) || finished.Hash is null || finished.SessionId != session.Id)
        {
            return SigningRefusals.SessionOver;
        }

        return await desk.DoAsync(
            session.DispatchId,
            session.Purpose is SigningPurpose.Leader ? Sign : Seal,
            dispatch => CompleteAsync(dispatch, session, finished.Hash, cancellationToken),
            dispatch => new { Hash = session.SignedHash, session.PreparedHash, Session = session.Id, session.OpenedAt, dispatch.AuthorityId, dispatch.Text.Capacity },
            cancellationToken);
    }

    private async Task<Refusal?> CompleteAsync(OfficialDispatch dispatch, SigningSession session, string hash, CancellationToken cancellationToken)
    {
        if (dispatch.Version != session.DispatchVersion)
        {
            return SigningRefusals.SessionOutdated;
        }

        session.Use(hash);
        return session.Purpose is SigningPurpose.Leader ? await SignAsync(dispatch, session, cancellationToken) : await SealAsync(dispatch, session, cancellationToken);
    }

    private async Task<Refusal?> SignAsync(OfficialDispatch dispatch, SigningSession session, CancellationToken cancellationToken)
    {
        if (dispatch.RefuseSigner(context.Someone) is { } refusal)
        {
            return refusal;
        }

        var authority = await authorities.FindAsync(dispatch.OrganisationId, dispatch.SignerId, dispatch.Text.Kind, dispatch.Text.Capacity, session.OpenedAt, cancellationToken);
        return authority.IsRefused ? authority.Refusal : dispatch.Sign(authority.Value.Id, session.SignedHash!, session.OpenedAt, inFile: true);
    }

    private async Task<Refusal?> SealAsync(OfficialDispatch dispatch, SigningSession session, CancellationToken cancellationToken)
    {
        if (dispatch.RefuseSeal() is { } refusal)
        {
            return refusal;
        }

        // Kept now, so that issuing writes no file.
        await sheets.KeepAsync(await sheets.SheetAsync(dispatch, cancellationToken), cancellationToken);
        return dispatch.Seal(session.SignedHash!, session.OpenedAt);
    }
}
