using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Images;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>
/// Signs PDF files by appending to them (PAdES, ETSI EN 319 142-1). A file is a stream that can be read, written and positioned: its bytes stay where
/// they are and are never all in memory. When something fails the file is cut back to what it was.
/// </summary>
/// <param name="timestamps">Where timestamps come from; null allows level <see cref="SignatureLevel.Basic"/> only.</param>
/// <param name="revocation">Where answers on revocation come from; null allows levels up to <see cref="SignatureLevel.Timestamped"/>.</param>
public sealed class PadesSigner(ITimestampService? timestamps = null, IRevocationService? revocation = null)
{
    /// <summary>Signs with a key at hand.</summary>
    /// <param name="file">The file.</param>
    /// <param name="request">What the signature is to be.</param>
    /// <param name="key">Who signs.</param>
    /// <param name="level">How much evidence it carries.</param>
    /// <param name="cancellationToken">Stops between the steps; the file is then as it was.</param>
    /// <exception cref="SigningException">It was not signed; the file is as it was.</exception>
    /// <exception cref="PdfFormatException">The file is no sound PDF.</exception>
    /// <exception cref="UnreadableImageException">The image of the signature cannot be read.</exception>
    public async Task SignAsync(Stream file, SignatureRequest request, ISigningKey key, SignatureLevel level, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(key);
        var length = file.Length;
        try
        {
            var prepared = Prepare(file, request, key.Certificate, key.Issuers, key.Algorithm, level);
            var begun = DetachedSignature.Over(prepared.DocumentDigest.Span, key.Certificate, key.Algorithm);
            await FinishAsync(file, prepared, begun, await key.SignDigestAsync(begun.Digest, cancellationToken), key.Issuers, level, cancellationToken);
        }
        catch
        {
            file.SetLength(length);
            throw;
        }
    }

    /// <summary>Signs a small file in memory, as above.</summary>
    /// <param name="file">The file's bytes; they are not changed.</param>
    /// <param name="request">What the signature is to be.</param>
    /// <param name="key">Who signs.</param>
    /// <param name="level">How much evidence it carries.</param>
    /// <param name="cancellationToken">Stops between the steps.</param>
    /// <returns>The signed file.</returns>
    public async Task<byte[]> SignAsync(byte[] file, SignatureRequest request, ISigningKey key, SignatureLevel level, CancellationToken cancellationToken)
    {
        using var grown = Grown(file);
        await SignAsync(grown, request, key, level, cancellationToken);
        return grown.ToArray();
    }

    /// <summary>The first of two steps, for keys that are elsewhere: makes the file ready and says what its digest is.</summary>
    /// <param name="file">The file; the update is appended to it, with room for the signature.</param>
    /// <param name="request">What the signature is to be.</param>
    /// <param name="certificate">Who will sign.</param>
    /// <param name="issuers">The certificates above it.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="level">How much evidence it will carry.</param>
    /// <exception cref="SigningException">The file or the certificate cannot be used; the file is unchanged.</exception>
    /// <exception cref="PdfFormatException">The file is no sound PDF; it is unchanged.</exception>
    /// <exception cref="UnreadableImageException">The image of the signature cannot be read.</exception>
    public PreparedSignature Prepare(
        Stream file, SignatureRequest request, X509Certificate2 certificate, IReadOnlyCollection<X509Certificate2> issuers, SignatureAlgorithm algorithm, SignatureLevel level)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(algorithm);
        SigningCertificate.Check(certificate, request.Time);
        var room = DetachedSignature.Over(new byte[algorithm.DigestLength], certificate, algorithm).LargestSize(issuers);
        if (level != SignatureLevel.Basic)
        {
            room += Timestamps.LargestToken;
        }

        var (update, hole) = SignaturePreparation.Signature(PdfFileReader.Open(file), request, room);
        FileUpdate.Append(file, update);
        return PreparedSignature.Over(file, hole, algorithm.Digest);
    }

    /// <summary>The second step: looks at the signature that came back, and puts it into the file with the evidence it is to carry.</summary>
    /// <param name="file">The file that was made ready.</param>
    /// <param name="prepared">What <see cref="Prepare"/> gave.</param>
    /// <param name="begun">The attributes that were signed.</param>
    /// <param name="signature">What the key gave.</param>
    /// <param name="issuers">The certificates above the signer's.</param>
    /// <param name="level">The level given to <see cref="Prepare"/>.</param>
    /// <param name="cancellationToken">Stops between the steps.</param>
    /// <exception cref="SigningException">The signature is not of this certificate over this file, or evidence is not to be had. The file is then as it was made ready, so that it can be tried again.</exception>
    public async Task FinishAsync(
        Stream file, PreparedSignature prepared, DetachedSignature begun, ReadOnlyMemory<byte> signature,
        IReadOnlyCollection<X509Certificate2> issuers, SignatureLevel level, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(begun);
        var accepted = begun.Accept(signature.Span);
        var timestamp = level == SignatureLevel.Basic ? null : await Timestamps.StampAsync(accepted, cancellationToken);
        var length = file.Length;
        prepared.Fill(file, begun.Assemble(accepted, issuers, timestamp));
        try
        {
            await CompleteAsync(file, issuers, level, cancellationToken);
        }
        catch
        {
            file.SetLength(length);
            prepared.Empty(file);
            throw;
        }
    }

    private ITimestampService Timestamps =>
        timestamps ?? throw new SigningException(SigningFault.TimestampUnreachable, "Chưa cấu hình dịch vụ dấu thời gian. Hãy cấu hình địa chỉ dịch vụ rồi ký lại.");

    private IRevocationService Revocation =>
        revocation ?? throw new SigningException(SigningFault.RevocationUnknown, "Chưa cấu hình dịch vụ kiểm tra thu hồi chứng thư.");

    private async Task CompleteAsync(Stream file, IReadOnlyCollection<X509Certificate2> issuers, SignatureLevel level, CancellationToken cancellationToken)
    {
        if (level >= SignatureLevel.LongTerm)
        {
            var evidence = await Revocation.CollectAsync(SignedPaths.Of(PdfFileReader.Open(file), issuers), cancellationToken);
            if (SecurityStore.Update(PdfFileReader.Open(file), evidence) is { } update)
            {
                FileUpdate.Append(file, update);
            }
        }

        if (level == SignatureLevel.Archival)
        {
            await StampDocumentAsync(file, cancellationToken);
        }
    }

    /// <summary>Puts a timestamp over the whole document, as the last thing of it. Renewed before the last one grows weak, it keeps all evidence alive.</summary>
    /// <param name="file">The file; it is cut back when the timestamp is not to be had.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SigningException">The timestamp is not to be had.</exception>
    /// <exception cref="PdfFormatException">The file is no sound PDF.</exception>
    public async Task StampDocumentAsync(Stream file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var length = file.Length;
        try
        {
            var (update, hole) = SignaturePreparation.Timestamp(PdfFileReader.Open(file), Timestamps.LargestToken);
            FileUpdate.Append(file, update);
            var prepared = PreparedSignature.Over(file, hole, Timestamps.Digest);
            prepared.Fill(file, await Timestamps.StampDigestAsync(prepared.DocumentDigest, cancellationToken));
        }
        catch
        {
            file.SetLength(length);
            throw;
        }
    }

    private static MemoryStream Grown(byte[] file)
    {
        var stream = new MemoryStream(file.Length + (1 << 16));
        stream.Write(file);
        return stream;
    }
}
