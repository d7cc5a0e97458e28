using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Signing;

/// <summary>Makes files ready to be signed, and puts signatures that came back into them.</summary>
internal sealed class SigningDesk(
    PaperDesk<OfficialDispatch, DispatchView> desk, DispatchDbContext db, FileStore files, SheetDesk sheets, ISigningServices services, ActContext context, TimeProvider clock)
{
    // What an office may number between a signature and the number of that paper.
    private const int NumbersAhead = 500;

    private readonly PadesSigner signer = new(services.Timestamps, services.Revocation);

    /// <summary>Opens a session for a signature of a paper that the person may see, and notes it.</summary>
    /// <param name="dispatchId">Which paper.</param>
    /// <param name="purpose">Whose signature.</param>
    /// <param name="by">With which certificate.</param>
    /// <param name="refuse">Why this signature may not be made; null when it may.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Outcome<SigningSessionView>> OpenAsync(
        Id<OfficialDispatch> dispatchId, SigningPurpose purpose, SignerCertificate by, Func<OfficialDispatch, CancellationToken, Task<Refusal?>> refuse, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(dispatchId, cancellationToken);
        if (opened.IsRefused)
        {
            return opened.Refusal;
        }

        if (await refuse(opened.Value, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var session = await SessionAsync(opened.Value, purpose, by, cancellationToken);
        if (session.IsRefused)
        {
            return session.Refusal;
        }

        context.Note(opened.Value.OrganisationId, "signing.session-opened", dispatchId.Value, SigningSessionView.Facts(session.Value));
        return SigningSessionView.Of(session.Value);
    }

    /// <summary>The session that waits for this signature of this paper: the open one when the same person asks again with the same certificate, else a new one in its place.</summary>
    private async Task<Outcome<SigningSession>> SessionAsync(OfficialDispatch dispatch, SigningPurpose purpose, SignerCertificate by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await db.Set<SigningSession>()
            .Where(s => s.DispatchId == dispatch.Id && s.Purpose == purpose && s.State == SigningSessionState.Open).ToListAsync(cancellationToken);
        if (open.Find(s => s.IsOpen(now) && s.PersonId == context.Someone.PersonId && s.DispatchVersion == dispatch.Version && s.Certificate.AsSpan().SequenceEqual(by.Certificate)) is { } same)
        {
            return same;
        }

        open.ForEach(session => session.Discard());
        try
        {
            var session = await PrepareAsync(dispatch, purpose, by, now, cancellationToken);
            if (!session.IsRefused)
            {
                db.Add(session.Value);
            }

            return session;
        }
        catch (SigningException failure)
        {
            return SigningRefusals.Of(failure);
        }
    }

    /// <summary>The signed file, stored, and its hash. Nothing of the paper changes yet.</summary>
    public async Task<Outcome<string>> FinishAsync(SigningSession session, ReadOnlyMemory<byte> signature, CancellationToken cancellationToken)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(session.Certificate);
        var issuers = session.Issuers.Select(issuer => X509CertificateLoader.LoadCertificate(issuer)).ToList();
        try
        {
            var algorithm = SignatureAlgorithm.For(certificate, session.PrefersPss);
            var prepared = new PreparedSignature(new SignatureHole(session.HoleStart, session.HoleLength), algorithm.Digest.Name!, session.DocumentDigest);
            var begun = DetachedSignature.Resume(session.Attributes, certificate, algorithm);
            using var file = await OpenAsync(session.PreparedHash, cancellationToken);
            await signer.FinishAsync(file, prepared, begun, signature, issuers, services.Level, cancellationToken);
            return await files.PutAsync(file.ToArray(), cancellationToken);
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

    /// <summary>How the key of a session signs.</summary>
    public static SignatureAlgorithm AlgorithmOf(SigningSession session)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(session.Certificate);
        return SignatureAlgorithm.For(certificate, session.PrefersPss);
    }

    private async Task<Outcome<SigningSession>> PrepareAsync(OfficialDispatch dispatch, SigningPurpose purpose, SignerCertificate by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var content = purpose is SigningPurpose.Leader ? await BlankAsync(dispatch, cancellationToken) : await NumberedAsync(dispatch, cancellationToken);
        if (content.IsRefused)
        {
            return content.Refusal;
        }

        using var file = content.Value;
        using var certificate = X509CertificateLoader.LoadCertificate(by.Certificate);
        var issuers = by.Issuers.Select(issuer => X509CertificateLoader.LoadCertificate(issuer)).ToList();
        try
        {
            var algorithm = SignatureAlgorithm.For(certificate, by.PrefersPss);
            var prepared = signer.Prepare(file, RequestFor(dispatch, purpose, now), certificate, issuers, algorithm, services.Level);
            return new SigningSession
            {
                Id = Id<SigningSession>.New(now),
                OrganisationId = dispatch.OrganisationId,
                DispatchId = dispatch.Id,
                DispatchVersion = dispatch.Version,
                Purpose = purpose,
                PersonId = context.Someone.PersonId!.Value,
                Certificate = by.Certificate,
                Issuers = [.. by.Issuers],
                PrefersPss = by.PrefersPss,
                PreparedHash = await files.PutAsync(file.ToArray(), cancellationToken),
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

    private SignatureRequest RequestFor(OfficialDispatch dispatch, SigningPurpose purpose, DateTimeOffset now)
    {
        var image = purpose is SigningPurpose.Leader ? services.ImageOf(dispatch.SignerId) : services.ImageOf(dispatch.OrganisationId);
        return new SignatureRequest
        {
            Field = purpose is SigningPurpose.Leader ? SheetFields.Signature : SheetFields.Seal,
            Certifies = purpose is SigningPurpose.Leader,
            Time = OfficeTime.Local(now),
            Look = image is { } png ? SignatureLook.Image(png) : SignatureLook.Nothing,
        };
    }

    /// <summary>The sheet with its empty fields, as the leader signs it.</summary>
    private async Task<Outcome<MemoryStream>> BlankAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var sheet = await sheets.SheetAsync(dispatch, cancellationToken) with { IsToBeSigned = true, NumberFigures = await FiguresAsync(dispatch, cancellationToken) };
        var printed = SheetDesk.Print(sheet);
        return printed.IsRefused ? printed.Refusal : Growing(printed.Value);
    }

    /// <summary>Room for the numbers the book may have come to by the time the clerk numbers the paper.</summary>
    private async Task<int> FiguresAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var year = OfficeTime.DateAt(clock.GetUtcNow()).Year;
        var last = await db.Set<NumberSeries>().Where(s => s.OrganisationId == dispatch.OrganisationId && s.Book == RegisterBook.Outgoing && s.Year == year)
            .Select(s => (int?)s.Last).SingleOrDefaultAsync(cancellationToken) ?? 0;
        return (last + NumbersAhead).ToString(CultureInfo.InvariantCulture).Length;
    }

    /// <summary>The file the leader signed, with number and date in their fields. Made anew from what is recorded, so that it is the same every time (crash point CP6).</summary>
    private async Task<Outcome<MemoryStream>> NumberedAsync(OfficialDispatch dispatch, CancellationToken cancellationToken)
    {
        var file = await OpenAsync(dispatch.SignedHash!, cancellationToken);
        FieldFilling.Fill(file, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SheetFields.Number] = SheetFields.NumberInWords(dispatch.Number!.Value),
            [SheetFields.Date] = SheetFields.DateInWords(dispatch.IssuedOn!.Value),
        });
        return file;
    }

    private async Task<MemoryStream> OpenAsync(string hash, CancellationToken cancellationToken) => Growing(await files.ReadAsync(hash, cancellationToken));

    private static MemoryStream Growing(byte[] bytes)
    {
        var stream = new MemoryStream(bytes.Length + 65_536);
        stream.Write(bytes);
        return stream;
    }
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
            return certificate.RawData.Length == bytes.Length;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
