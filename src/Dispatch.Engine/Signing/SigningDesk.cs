using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Templates.Images;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Makes files ready to be signed, and puts signatures that came back into them. What a paper's file is, the paper's own desk says.</summary>
internal sealed class SigningDesk(DispatchDbContext db, FileStore files, ISigningServices services, FinishedSignature finished, KeptRoom room, ActContext context, CrashPoints crash, TimeProvider clock)
{
    private readonly PadesSigner signer = new(services.Timestamps, services.Revocation);

    /// <summary>Opens a session for a signature of a paper, and notes it.</summary>
    /// <param name="paper">Which paper, and whose signature.</param>
    /// <param name="by">With which certificate.</param>
    /// <param name="make">The file to sign and how, at an instant; asked for only where no session is open.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Outcome<SigningSessionView>> OpenAsync(
        PaperToSign paper, SignerCertificate by, Func<DateTimeOffset, CancellationToken, Task<Outcome<FileToSign>>> make, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(paper, by, make, cancellationToken);
        if (session.IsRefused)
        {
            return session.Refusal;
        }

        context.Note(paper.OrganisationId, "signing.session-opened", paper.Id, SigningSessionView.Facts(session.Value));
        return SigningSessionView.Of(session.Value);
    }

    /// <summary>
    /// Puts the signature into the file of an open session of the person who acts, before the transaction opens: an authority far away must not hold the office's database.
    /// What is not refused here the handler refuses, so that a repeat with the same key is answered from the first answer.
    /// </summary>
    /// <param name="id">The session.</param>
    /// <param name="isOfCopy">Whether the signature is for a copy: the two are completed by acts of their own.</param>
    /// <param name="signature">What the key gave.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Refusal?> FinishAsync(Id<SigningSession> id, bool isOfCopy, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        var session = await db.Set<SigningSession>().AsNoTracking().OwnedBy(context.Someone).SingleOrDefaultAsync(s => s.Id == id && s.Purpose == SigningPurpose.Copy == isOfCopy, cancellationToken);
        if (session is null)
        {
            return KernelRefusals.Unknown("phiên ký");
        }

        if (!session.IsOpen(clock.GetUtcNow()))
        {
            return null;
        }

        var signed = await FinishAsync(session, signature, cancellationToken);
        if (signed.IsRefused)
        {
            return signed.Refusal;
        }

        crash.Hit(CrashPoints.FileStored);
        (finished.SessionId, finished.Hash) = (session.Id, signed.Value);
        return null;
    }

    /// <summary>The session whose file <see cref="FinishAsync(Id{SigningSession}, bool, ReadOnlyMemory{byte}, CancellationToken)"/> has finished, and the hash of that file.</summary>
    public async Task<Outcome<(SigningSession Session, string Hash)>> FinishedAsync(Id<SigningSession> id, CancellationToken cancellationToken)
    {
        var session = await db.Set<SigningSession>().OwnedBy(context.Someone).SingleAsync(s => s.Id == id, cancellationToken);
        return session.IsOpen(clock.GetUtcNow()) && finished.Hash is { } hash && finished.SessionId == session.Id ? (session, hash) : SigningRefusals.SessionOver;
    }

    /// <summary>How the key of a session signs.</summary>
    public static SignatureAlgorithm AlgorithmOf(SigningSession session)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(session.Certificate);
        return SignatureAlgorithm.For(certificate, session.PrefersPss);
    }

    /// <summary>A file in memory that an update can be appended to.</summary>
    public static MemoryStream Growing(byte[] bytes)
    {
        var stream = new MemoryStream(bytes.Length + 65_536);
        stream.Write(bytes);
        return stream;
    }

    /// <summary>The session that waits for this signature of this paper: the open one when the same person asks again with the same certificate, else a new one in its place.</summary>
    private async Task<Outcome<SigningSession>> SessionAsync(
        PaperToSign paper, SignerCertificate by, Func<DateTimeOffset, CancellationToken, Task<Outcome<FileToSign>>> make, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await db.Set<SigningSession>()
            .Where(s => s.PaperId == paper.Id && s.Purpose == paper.Purpose && s.State == SigningSessionState.Open).ToListAsync(cancellationToken);
        if (open.Find(s => s.IsOpen(now) && s.PersonId == context.Someone.PersonId && s.PaperVersion == paper.Version && s.Certificate.AsSpan().SequenceEqual(by.Certificate)) is { } same)
        {
            return same;
        }

        // A number that was given waits for no room: the seal of it, and of a copy, is the end of an act that others wait for.
        if (paper.Purpose is SigningPurpose.Leader && room.Refuse(paper.OrganisationId) is { } full)
        {
            return full;
        }

        open.ForEach(session => session.Discard());
        try
        {
            var file = await make(now, cancellationToken);
            if (file.IsRefused)
            {
                return file.Refusal;
            }

            using var content = file.Value.Content;
            var session = await PrepareAsync(paper, file.Value, by, now, cancellationToken);
            db.Add(session);
            return session;
        }
        catch (SigningException failure)
        {
            return SigningRefusals.Of(failure);
        }
        catch (UnreadableImageException)
        {
            return paper.Purpose is SigningPurpose.Leader ? SigningRefusals.UnreadableImage : SigningRefusals.UnreadableSeal;
        }
        catch (PdfFormatException unsound)
        {
            return SigningRefusals.Of(new SigningException(SigningFault.CannotSignFile, $"Tệp PDF không đúng chuẩn nên không ký được ({unsound.Message}).", unsound));
        }
    }

    private Task<string> StoreAsync(MemoryStream file, CancellationToken cancellationToken)
    {
        room.Add(context.Someone.OrganisationId, file.Length);
        return files.PutAsync(file.ToArray(), cancellationToken);
    }

    private async Task<SigningSession> PrepareAsync(PaperToSign paper, FileToSign file, SignerCertificate by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(by.Certificate);
        var issuers = by.Issuers.Select(issuer => X509CertificateLoader.LoadCertificate(issuer)).ToList();
        try
        {
            var algorithm = SignatureAlgorithm.For(certificate, by.PrefersPss);
            var prepared = signer.Prepare(file.Content, file.Request, certificate, issuers, algorithm, services.Level);
            return new SigningSession
            {
                Id = Id<SigningSession>.New(now),
                OrganisationId = paper.OrganisationId,
                PaperId = paper.Id,
                PaperVersion = paper.Version,
                Purpose = paper.Purpose,
                PersonId = context.Someone.PersonId!.Value,
                Certificate = by.Certificate,
                Issuers = [.. by.Issuers],
                PrefersPss = by.PrefersPss,
                PreparedHash = await StoreAsync(file.Content, cancellationToken),
                HoleStart = prepared.Hole.Start,
                HoleLength = prepared.Hole.Length,
                DocumentDigest = prepared.DocumentDigest.ToArray(),
                Attributes = DetachedSignature.Over(prepared.DocumentDigest.Span, certificate, algorithm).Attributes.ToArray(),
                OpenedAt = now,
                ExpiresAt = now + SigningSession.Lifetime,
            };
        }
        finally
        {
            issuers.ForEach(issuer => issuer.Dispose());
        }
    }

    /// <summary>The signed file, stored, and its hash. Nothing of the paper changes yet.</summary>
    private async Task<Outcome<string>> FinishAsync(SigningSession session, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(session.Certificate);
        var issuers = session.Issuers.Select(issuer => X509CertificateLoader.LoadCertificate(issuer)).ToList();
        try
        {
            var algorithm = SignatureAlgorithm.For(certificate, session.PrefersPss);
            var prepared = new PreparedSignature(new SignatureHole(session.HoleStart, session.HoleLength), algorithm.Digest.Name!, session.DocumentDigest);
            var begun = DetachedSignature.Resume(session.Attributes, certificate, algorithm);
            using var file = Growing(await files.ReadAsync(session.PreparedHash, cancellationToken));
            await signer.FinishAsync(file, prepared, begun, signature, issuers, services.Level, cancellationToken);
            return await StoreAsync(file, cancellationToken);
        }
        catch (SigningException failure)
        {
            return SigningRefusals.Of(failure);
        }
        finally
        {
            issuers.ForEach(issuer => issuer.Dispose());
        }
    }
}

/// <summary>A paper whose signature is asked for.</summary>
/// <param name="Id">Which.</param>
/// <param name="OrganisationId">Whose.</param>
/// <param name="Version">As it stands now.</param>
/// <param name="Purpose">Whose signature.</param>
internal sealed record PaperToSign(Guid Id, Id<Body> OrganisationId, int Version, SigningPurpose Purpose);

/// <summary>What will be signed.</summary>
/// <param name="Content">The file, to which the signature is appended.</param>
/// <param name="Request">How.</param>
internal sealed record FileToSign(MemoryStream Content, SignatureRequest Request);

/// <summary>The file that a session's signature was put into, between the work beforehand and the transaction.</summary>
internal sealed class FinishedSignature
{
    public Id<SigningSession> SessionId { get; set; }

    public string? Hash { get; set; }
}

/// <summary>Who will sign, as their key's owner says.</summary>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="Chain">The certificates above it, DER, nearest first; null or empty when none are known.</param>
/// <param name="PrefersPss">RSA-PSS instead of PKCS#1 v1.5.</param>
public sealed record SignerCertificate(byte[] Certificate, IReadOnlyList<byte[]>? Chain = null, bool PrefersPss = false)
{
    private const int LargestCertificate = 16_384;
    private const int LongestChain = 6;

    internal IReadOnlyList<byte[]> Issuers => Chain ?? [];

    internal Refusal? Flaw() => Issuers.Count <= LongestChain && Issuers.Prepend(Certificate).All(IsCertificate)
        ? null
        : KernelRefusals.Shape("certificate", "Chứng thư và chuỗi chứng thư phải ở dạng DER (base64), mỗi chứng thư không quá 16 KB, chuỗi không quá 6 chứng thư.");

    private static bool IsCertificate(byte[]? bytes)
    {
        if (bytes is null or { Length: 0 or > LargestCertificate })
        {
            return false;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            // Days that cannot be read are told of here and not by whoever asks for them.
            return certificate.RawData.Length == bytes.Length && certificate.NotBefore <= certificate.NotAfter;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
