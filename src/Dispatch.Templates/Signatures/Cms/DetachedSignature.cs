using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Cms;

/// <summary>
/// A signature over a document in two steps, so that the key may be anywhere: what must be signed goes out, the signature comes back. Between the
/// two nothing is kept but <see cref="Attributes"/>, which a database row can hold.
/// </summary>
public sealed class DetachedSignature
{
    private DetachedSignature(byte[] attributes, X509Certificate2 certificate, SignatureAlgorithm algorithm) =>
        (Attributes, Certificate, Algorithm) = (attributes, certificate, algorithm);

    /// <summary>The bytes that are signed: the attributes as a DER SET. A token that hashes by itself is given these.</summary>
    public ReadOnlyMemory<byte> Attributes { get; }

    /// <summary>The certificate the signature must be of.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>How it is made.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The digest of <see cref="Attributes"/>. A key that signs digests is given this.</summary>
    public byte[] Digest => CryptographicOperations.HashData(Algorithm.Digest, Attributes.Span);

    /// <summary>The first step: what is to be signed.</summary>
    /// <param name="documentDigest">The document's digest, by the digest of <paramref name="algorithm"/>.</param>
    /// <param name="certificate">Who signs.</param>
    /// <param name="algorithm">How.</param>
    public static DetachedSignature Over(ReadOnlySpan<byte> documentDigest, X509Certificate2 certificate, SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (documentDigest.Length != algorithm.DigestLength)
        {
            throw new ArgumentException($"A digest by {algorithm.Digest.Name} has {algorithm.DigestLength} bytes, not {documentDigest.Length}.", nameof(documentDigest));
        }

        return new(CmsEncoder.Attributes(CmsIdentifiers.Data, documentDigest.ToArray(), certificate, algorithm), certificate, algorithm);
    }

    /// <summary>Goes on with a first step that was taken before and stored.</summary>
    /// <param name="attributes">What <see cref="Attributes"/> was.</param>
    /// <param name="certificate">Who signs.</param>
    /// <param name="algorithm">How.</param>
    public static DetachedSignature Resume(ReadOnlySpan<byte> attributes, X509Certificate2 certificate, SignatureAlgorithm algorithm) =>
        new(attributes.ToArray(), certificate, algorithm);

    /// <summary>Looks at what came back before anything is built on it.</summary>
    /// <param name="signature">RSA, or ECDSA as the DER pair or as two integers side by side (as tokens give it).</param>
    /// <returns>The signature as CMS carries it.</returns>
    /// <exception cref="SigningException"><see cref="SigningFault.WrongSignature"/>: it is not one of this certificate over these attributes.</exception>
    public byte[] Accept(ReadOnlySpan<byte> signature)
    {
        var accepted = Algorithm.Scheme == SignatureScheme.Ecdsa ? AsPair(signature) : signature.ToArray();
        return accepted is not null && Algorithm.Verify(Certificate, Digest, accepted)
            ? accepted
            : throw new SigningException(
                SigningFault.WrongSignature,
                $"Chữ ký trả về không phải của chứng thư “{Certificate.Subject}” trên văn bản đã chuẩn bị. Không có gì được lưu; hãy kiểm tra đúng thiết bị ký rồi ký lại.");
    }

    /// <summary>The second step: the CMS message that the PDF carries.</summary>
    /// <param name="accepted">What <see cref="Accept"/> gave.</param>
    /// <param name="issuers">The certificates above the signer's; a root is left out, for whoever trusts it has it.</param>
    /// <param name="timestamp">A timestamp token over <paramref name="accepted"/>; null for level B-B.</param>
    public byte[] Assemble(ReadOnlySpan<byte> accepted, IEnumerable<X509Certificate2> issuers, byte[]? timestamp = null) =>
        CmsEncoder.SignedMessage(
            CmsIdentifiers.Data, content: null, Attributes.Span, accepted, Certificate,
            issuers.Where(issuer => !CertificatePath.IsRoot(issuer)).Prepend(Certificate), Algorithm, timestamp);

    /// <summary>How many bytes <see cref="Assemble"/> can need without a timestamp.</summary>
    /// <param name="issuers">The certificates that will be given.</param>
    public int LargestSize(IEnumerable<X509Certificate2> issuers)
    {
        var signature = Algorithm.Scheme == SignatureScheme.Ecdsa ? LargestPair : RsaLength();
        return Assemble(new byte[signature], issuers).Length;
    }

    private const int LargestPair = 144;

    // The length of the modulus, read where it stands: to have the platform take the key over costs more than the whole message.
    private int RsaLength() =>
        new AsnReader(Certificate.PublicKey.EncodedKeyValue.RawData, AsnEncodingRules.DER).ReadSequence().ReadIntegerBytes().Span.TrimStart((byte)0).Length;

    private byte[]? AsPair(ReadOnlySpan<byte> signature)
    {
        if (IsPair(signature))
        {
            return signature.ToArray();
        }

        using var ecdsa = Certificate.GetECDsaPublicKey();
        var half = (ecdsa!.KeySize + 7) / 8;
        if (signature.Length != 2 * half)
        {
            return null;
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Significant(signature[..half]));
            writer.WriteIntegerUnsigned(Significant(signature[half..]));
        }

        return writer.Encode();
    }

    private static bool IsPair(ReadOnlySpan<byte> signature)
    {
        try
        {
            var pair = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var integers = pair.ReadSequence();
            integers.ReadIntegerBytes();
            integers.ReadIntegerBytes();
            return !integers.HasData && !pair.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static ReadOnlySpan<byte> Significant(ReadOnlySpan<byte> integer)
    {
        var trimmed = integer.TrimStart((byte)0);
        return trimmed.IsEmpty ? integer[^1..] : trimmed;
    }
}
