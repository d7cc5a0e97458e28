using System.Security.Cryptography;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Engine.Signing;

/// <summary>Mở phiên ký của người có thẩm quyền: the sheet is made ready for one certificate; what comes back within five minutes is looked at before anything is stored.</summary>
/// <param name="DispatchId">What will be signed.</param>
/// <param name="By">With which certificate: the signer's own, not the head's (Điều 13).</param>
public sealed record PrepareSignature(Id<OfficialDispatch> DispatchId, SignerCertificate By) : IAct<SigningSessionView>, IShaped
{
    /// <inheritdoc />
    public Refusal? Flaw() => By.Flaw();
}

internal sealed class PrepareSignatureHandler(DispatchSigning signing, AuthorityDesk authorities, ActContext context, TimeProvider clock)
    : IRequestHandler<PrepareSignature, Outcome<SigningSessionView>>
{
    public Task<Outcome<SigningSessionView>> Handle(PrepareSignature request, CancellationToken cancellationToken) => signing.OpenAsync(
        request.DispatchId,
        SigningPurpose.Leader,
        request.By,
        async (dispatch, cancel) => dispatch.RefuseSigner(context.Someone) ?? await authorities.RefuseAsync(dispatch, request.By.Certificate, clock.GetUtcNow(), cancel),
        cancellationToken);
}

/// <summary>A signing session as the one who signs needs it.</summary>
/// <param name="Id">Identity; the signature is brought back to it.</param>
/// <param name="PaperId">What is signed: an outgoing dispatch, or a certified copy.</param>
/// <param name="Purpose">Whose signature.</param>
/// <param name="Attributes">The signed attributes, DER: for devices that hash what they sign.</param>
/// <param name="Digest">Their digest: for devices that sign a digest.</param>
/// <param name="DigestAlgorithm">SHA256, SHA384 or SHA512.</param>
/// <param name="Scheme">RsaPkcs1, RsaPss or Ecdsa.</param>
/// <param name="PreparedHash">SHA-256 of the file that will be signed, hex; the file is at <c>/api/signing-sessions/{id}/file</c>.</param>
/// <param name="OpenedAt">The time the signature states.</param>
/// <param name="ExpiresAt">From then on no signature is taken.</param>
/// <param name="State">Where it stands.</param>
public sealed record SigningSessionView(
    Id<SigningSession> Id, Guid PaperId, SigningPurpose Purpose, byte[] Attributes, byte[] Digest, string DigestAlgorithm, string Scheme,
    string PreparedHash, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt, SigningSessionState State)
{
    internal static SigningSessionView Of(SigningSession session)
    {
        var algorithm = SigningDesk.AlgorithmOf(session);
        return new SigningSessionView(
            session.Id, session.PaperId, session.Purpose, session.Attributes, CryptographicOperations.HashData(algorithm.Digest, session.Attributes), algorithm.Digest.Name!,
            algorithm.Scheme.ToString(), session.PreparedHash, session.OpenedAt, session.ExpiresAt, session.State);
    }

    /// <summary>What the audit log holds of a session.</summary>
    internal static object Facts(SigningSession session) =>
        new { session.Id, session.Purpose, session.PreparedHash, CertificateHash = CertificateFacts.HashOf(session.Certificate), session.ExpiresAt };
}
