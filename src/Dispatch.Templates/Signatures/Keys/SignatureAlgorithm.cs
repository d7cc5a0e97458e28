using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>How a key turns a digest into a signature.</summary>
public enum SignatureScheme
{
    /// <summary>RSASSA-PKCS1-v1_5: what every reader and every token knows.</summary>
    RsaPkcs1,

    /// <summary>RSASSA-PSS with MGF1 over the same digest and a salt as long as it.</summary>
    RsaPss,

    /// <summary>ECDSA on P-256, P-384 or P-521, as the DER pair that CMS carries.</summary>
    Ecdsa,
}

/// <summary>A scheme together with its digest: SHA-256, SHA-384 or SHA-512.</summary>
public sealed record SignatureAlgorithm
{
    private const int SmallestRsaKey = 2048;
    private const string EllipticKey = "1.2.840.10045.2.1";

    private SignatureAlgorithm(SignatureScheme scheme, HashAlgorithmName digest) => (Scheme, Digest) = (scheme, digest);

    /// <summary>How the key signs.</summary>
    public SignatureScheme Scheme { get; }

    /// <summary>The digest of the document and of the attributes that are signed.</summary>
    public HashAlgorithmName Digest { get; }

    /// <summary>The algorithm for the key of a certificate.</summary>
    /// <param name="certificate">Whose key signs.</param>
    /// <param name="prefersPss">PSS instead of PKCS#1 v1.5; of no meaning for an elliptic key.</param>
    /// <param name="digest">The digest; null for SHA-256, or the one as strong as the curve.</param>
    /// <exception cref="SigningException">The key is neither RSA of 2,048 bits or more nor ECDSA on a curve of NIST, or the digest is none of SHA-2.</exception>
    public static SignatureAlgorithm For(X509Certificate2 certificate, bool prefersPss = false, HashAlgorithmName? digest = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.KeySize >= SmallestRsaKey
                ? new(prefersPss ? SignatureScheme.RsaPss : SignatureScheme.RsaPkcs1, Known(digest ?? HashAlgorithmName.SHA256))
                : throw Unsupported($"khóa RSA dài {rsa.KeySize} bit, ngắn hơn {SmallestRsaKey}");
        }

        if (certificate.PublicKey.Oid.Value != EllipticKey)
        {
            throw Unsupported("khóa không phải RSA hay ECDSA");
        }

        var natural = CurveOf(certificate) switch
        {
            "1.2.840.10045.3.1.7" => HashAlgorithmName.SHA256,
            "1.3.132.0.34" => HashAlgorithmName.SHA384,
            "1.3.132.0.35" => HashAlgorithmName.SHA512,
            var curve => throw Unsupported($"đường cong {curve} không được dùng"),
        };
        return new(SignatureScheme.Ecdsa, Known(digest ?? natural));
    }

    /// <summary>Whether a signature over a digest was made with the key of a certificate. Any fault in it is a plain no.</summary>
    /// <param name="certificate">Whose key must have signed.</param>
    /// <param name="digest">What was signed.</param>
    /// <param name="signature">RSA: as long as the key. ECDSA: the DER pair.</param>
    public bool Verify(X509Certificate2 certificate, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (Scheme == SignatureScheme.Ecdsa)
        {
            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is not null && ecdsa.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = certificate.GetRSAPublicKey();
        return rsa is not null && rsa.VerifyHash(digest, signature, Digest, Padding);
    }

    internal RSASignaturePadding Padding => Scheme == SignatureScheme.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    internal int DigestLength => Digest.Name switch { "SHA256" => 32, "SHA384" => 48, _ => 64 };

    internal string DigestIdentifier => Digest.Name switch
    {
        "SHA256" => "2.16.840.1.101.3.4.2.1",
        "SHA384" => "2.16.840.1.101.3.4.2.2",
        _ => "2.16.840.1.101.3.4.2.3",
    };

    /// <summary>The digest's name as CMS writes it: without parameters (RFC 5754).</summary>
    internal void WriteDigest(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(DigestIdentifier);
        }
    }

    /// <summary>The signature's name in a signer information or a response.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="namesDigest">Outside CMS an RSA signature must name its digest too; inside, readers expect the plain name of RSA.</param>
    internal void WriteSignature(AsnWriter writer, bool namesDigest = false)
    {
        using (writer.PushSequence())
        {
            switch (Scheme)
            {
                case SignatureScheme.RsaPkcs1:
                    writer.WriteObjectIdentifier(!namesDigest ? CmsIdentifiers.RsaEncryption : Digest.Name switch
                    {
                        "SHA256" => "1.2.840.113549.1.1.11",
                        "SHA384" => "1.2.840.113549.1.1.12",
                        _ => "1.2.840.113549.1.1.13",
                    });
                    writer.WriteNull();
                    break;
                case SignatureScheme.RsaPss:
                    writer.WriteObjectIdentifier(CmsIdentifiers.RsaPss);
                    WritePssParameters(writer);
                    break;
                case SignatureScheme.Ecdsa:
                    writer.WriteObjectIdentifier(Digest.Name switch
                    {
                        "SHA256" => "1.2.840.10045.4.3.2",
                        "SHA384" => "1.2.840.10045.4.3.3",
                        _ => "1.2.840.10045.4.3.4",
                    });
                    break;
            }
        }
    }

    private void WritePssParameters(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                WriteDigestWithNull(writer);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsIdentifiers.MaskGeneration1);
                WriteDigestWithNull(writer);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                writer.WriteInteger(DigestLength);
            }
        }
    }

    // RFC 4055 and PKCS #1 spell the digest with a NULL, unlike CMS.
    internal void WriteDigestWithNull(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(DigestIdentifier);
            writer.WriteNull();
        }
    }

    private static string CurveOf(X509Certificate2 certificate)
    {
        try
        {
            return AsnDecoder.ReadObjectIdentifier(certificate.PublicKey.EncodedParameters!.RawData, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return "không tên";
        }
    }

    private static HashAlgorithmName Known(HashAlgorithmName digest) =>
        digest == HashAlgorithmName.SHA256 || digest == HashAlgorithmName.SHA384 || digest == HashAlgorithmName.SHA512
            ? digest
            : throw Unsupported($"thuật toán băm {digest.Name}");

    private static SigningException Unsupported(string what) =>
        new(SigningFault.UnsupportedKey, $"Không ký được: {what}. Dùng khóa RSA từ 2048 bit hoặc ECDSA P-256, P-384, P-521 với SHA-256, SHA-384, SHA-512.");
}
