using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>How a key turns a digest into a signature.</summary>
public enum SignatureScheme
{
    /// <summary>RSASSA-PKCS1-v1_5: what every reader and every token knows.</summary>
    RsaPkcs1,

    /// <summary>RSASSA-PSS; ours with MGF1 over the same digest and a salt as long as it.</summary>
    RsaPss,

    /// <summary>ECDSA as the DER pair that CMS carries; ours on P-256, P-384 or P-521.</summary>
    Ecdsa,

    /// <summary>ECDSA with both numbers side by side (BSI TR-03111); read in files of others, never made.</summary>
    EcdsaPlain,

    /// <summary>DSA; read in files of others, never made.</summary>
    Dsa,
}

/// <summary>A scheme together with its digest. Ours are made with SHA-256, SHA-384 or SHA-512; those of others are read with older and newer digests too.</summary>
public sealed record SignatureAlgorithm
{
    private const int SmallestRsaKey = 2048;
    private const int LargestSalt = 512;
    private const string EllipticKey = "1.2.840.10045.2.1";

    // The names in the order in which they are preferred when one is written; no digest where the name leaves it to the message.
    private static readonly (string Oid, SignatureScheme Scheme, HashAlgorithmName? Digest)[] Names =
    [
        (CmsIdentifiers.RsaEncryption, SignatureScheme.RsaPkcs1, null),
        ("1.2.840.113549.1.1.4", SignatureScheme.RsaPkcs1, HashAlgorithmName.MD5),
        ("1.2.840.113549.1.1.5", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA1),
        ("1.3.14.3.2.29", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA1),
        ("1.2.840.113549.1.1.11", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA256),
        ("1.2.840.113549.1.1.12", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA384),
        ("1.2.840.113549.1.1.13", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA512),
        ("2.16.840.1.101.3.4.3.14", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA3_256),
        ("2.16.840.1.101.3.4.3.15", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA3_384),
        ("2.16.840.1.101.3.4.3.16", SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA3_512),
        (EllipticKey, SignatureScheme.Ecdsa, null),
        ("1.2.840.10045.4.1", SignatureScheme.Ecdsa, HashAlgorithmName.SHA1),
        ("1.2.840.10045.4.3.2", SignatureScheme.Ecdsa, HashAlgorithmName.SHA256),
        ("1.2.840.10045.4.3.3", SignatureScheme.Ecdsa, HashAlgorithmName.SHA384),
        ("1.2.840.10045.4.3.4", SignatureScheme.Ecdsa, HashAlgorithmName.SHA512),
        ("2.16.840.1.101.3.4.3.10", SignatureScheme.Ecdsa, HashAlgorithmName.SHA3_256),
        ("2.16.840.1.101.3.4.3.11", SignatureScheme.Ecdsa, HashAlgorithmName.SHA3_384),
        ("2.16.840.1.101.3.4.3.12", SignatureScheme.Ecdsa, HashAlgorithmName.SHA3_512),
        ("0.4.0.127.0.7.1.1.4.1.3", SignatureScheme.EcdsaPlain, HashAlgorithmName.SHA256),
        ("0.4.0.127.0.7.1.1.4.1.4", SignatureScheme.EcdsaPlain, HashAlgorithmName.SHA384),
        ("0.4.0.127.0.7.1.1.4.1.5", SignatureScheme.EcdsaPlain, HashAlgorithmName.SHA512),
        ("1.2.840.10040.4.1", SignatureScheme.Dsa, null),
        ("1.2.840.10040.4.3", SignatureScheme.Dsa, HashAlgorithmName.SHA1),
        ("2.16.840.1.101.3.4.3.2", SignatureScheme.Dsa, HashAlgorithmName.SHA256),
    ];

    private static readonly (string Oid, HashAlgorithmName Name)[] Digests =
    [
        ("1.2.840.113549.2.5", HashAlgorithmName.MD5),
        ("1.3.14.3.2.26", HashAlgorithmName.SHA1),
        ("2.16.840.1.101.3.4.2.1", HashAlgorithmName.SHA256),
        ("2.16.840.1.101.3.4.2.2", HashAlgorithmName.SHA384),
        ("2.16.840.1.101.3.4.2.3", HashAlgorithmName.SHA512),
        ("2.16.840.1.101.3.4.2.8", HashAlgorithmName.SHA3_256),
        ("2.16.840.1.101.3.4.2.9", HashAlgorithmName.SHA3_384),
        ("2.16.840.1.101.3.4.2.10", HashAlgorithmName.SHA3_512),
    ];

    private static readonly Dictionary<string, (SignatureScheme Scheme, HashAlgorithmName? Digest)> ByName = Names.ToDictionary(known => known.Oid, known => (known.Scheme, known.Digest), StringComparer.Ordinal);

    private SignatureAlgorithm(SignatureScheme scheme, HashAlgorithmName digest, int? saltLength = null) =>
        (Scheme, Digest, SaltLength) = (scheme, digest, saltLength);

    /// <summary>How the key signs.</summary>
    public SignatureScheme Scheme { get; }

    /// <summary>The digest of the document and of the attributes that are signed.</summary>
    public HashAlgorithmName Digest { get; }

    /// <summary>RSA with SHA-1, as bare signatures of old files have it.</summary>
    internal static SignatureAlgorithm Oldest { get; } = new(SignatureScheme.RsaPkcs1, HashAlgorithmName.SHA1);

    /// <summary>Its digest no longer proves anything.</summary>
    internal bool IsWeak => IsWeakDigest(Digest);

    internal static bool IsWeakDigest(HashAlgorithmName digest) => digest == HashAlgorithmName.SHA1 || digest == HashAlgorithmName.MD5;

    internal RSASignaturePadding Padding => Scheme == SignatureScheme.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    internal int DigestLength => Digest.Name switch { "SHA256" => 32, "SHA384" => 48, _ => 64 };

    internal string DigestIdentifier => Array.Find(Digests, known => known.Name == Digest).Oid;

    // As long as the digest where nobody says otherwise.
    private int? SaltLength { get; }

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
                ? new(prefersPss ? SignatureScheme.RsaPss : SignatureScheme.RsaPkcs1, Made(digest ?? HashAlgorithmName.SHA256))
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
        return new(SignatureScheme.Ecdsa, Made(digest ?? natural));
    }

    /// <summary>Whether a signature over a digest was made with the key of a certificate. Any fault in it is a plain no.</summary>
    /// <param name="certificate">Whose key must have signed.</param>
    /// <param name="digest">What was signed.</param>
    /// <param name="signature">RSA: as long as the key. ECDSA: the DER pair.</param>
    public bool Verify(X509Certificate2 certificate, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Verify(VerifyingKey.Of(certificate.PublicKey), digest, signature);
    }

    /// <summary>The algorithm of an AlgorithmIdentifier; null when it is unknown.</summary>
    /// <param name="name">As written.</param>
    /// <param name="stated">The digest stated beside it, for names that leave it open; null when there is none.</param>
    /// <exception cref="AsnContentException">Its parameters are malformed.</exception>
    internal static SignatureAlgorithm? Of(AlgorithmName name, HashAlgorithmName? stated) =>
        name.Oid == CmsIdentifiers.RsaPss ? Pss(name.Parameters)
        : ByName.TryGetValue(name.Oid, out var known) && (known.Digest ?? stated) is { } digest ? new SignatureAlgorithm(known.Scheme, digest)
        : null;

    /// <summary>The digest with an object identifier; null when it is unknown or this platform lacks it.</summary>
    internal static HashAlgorithmName? DigestOf(string oid) =>
        Array.Find(Digests, known => known.Oid == oid) is { Oid: not null, Name: var name } && (!name.Name!.StartsWith("SHA3", StringComparison.Ordinal) || SHA3_256.IsSupported) ? name : null;

    /// <summary>Whether a signature value is right for a digest under a key. A key of another kind says no.</summary>
    internal bool Verify(VerifyingKey key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        lock (key.Gate)
        {
            return VerifyAlone(key, digest, signature);
        }
    }

    private bool VerifyAlone(VerifyingKey key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        try
        {
            return Scheme switch
            {
                SignatureScheme.RsaPkcs1 or SignatureScheme.RsaPss => VerifyRsa(key.Rsa, digest, signature),
                SignatureScheme.Ecdsa => key.Ecdsa.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence),
                SignatureScheme.EcdsaPlain => key.Ecdsa.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                SignatureScheme.Dsa => key.VerifyDsa(digest, signature),
            };
        }
        catch (Exception unusable) when (unusable is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            // A key or value that the platform cannot even take proves nothing, which is what "no" means here.
            return false;
        }
    }

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
            if (Scheme == SignatureScheme.RsaPss)
            {
                writer.WriteObjectIdentifier(CmsIdentifiers.RsaPss);
                WritePssParameters(writer);
                return;
            }

            HashAlgorithmName? named = namesDigest || Scheme != SignatureScheme.RsaPkcs1 ? Digest : null;
            writer.WriteObjectIdentifier(Array.Find(Names, known => known.Scheme == Scheme && known.Digest == named).Oid);
            if (Scheme == SignatureScheme.RsaPkcs1)
            {
                writer.WriteNull();
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

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    // RFC 4055: the digest also of the mask, 20 bytes of salt unless said otherwise.
    private static SignatureAlgorithm? Pss(ReadOnlyMemory<byte> parameters)
    {
        var (hash, mask, salt) = ("1.3.14.3.2.26", "1.3.14.3.2.26", 20);
        if (parameters.Length > 0)
        {
            var sequence = new AsnReader(parameters, AsnEncodingRules.BER).ReadSequence();
            if (sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Context(0)))
            {
                hash = AlgorithmName.Read(sequence.ReadSequence(Context(0))).Oid;
            }

            if (sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Context(1)))
            {
                mask = AlgorithmName.Read(new AsnReader(AlgorithmName.Read(sequence.ReadSequence(Context(1))).Parameters, AsnEncodingRules.BER)).Oid;
            }

            if (sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Context(2)))
            {
                salt = (int)sequence.ReadSequence(Context(2)).ReadInteger();
            }
        }

        return DigestOf(hash) is { } name && mask == hash && salt is >= 0 and <= LargestSalt ? new SignatureAlgorithm(SignatureScheme.RsaPss, name, salt) : null;
    }

    private bool VerifyRsa(RSA rsa, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature) =>
        Scheme == SignatureScheme.RsaPss && SaltLength is { } salt && salt != digest.Length
            ? PssPadding.Verify(rsa.ExportParameters(includePrivateParameters: false), digest.ToArray(), Digest, signature.ToArray(), salt)
            : rsa.VerifyHash(digest, signature, Digest, Padding);

    private void WritePssParameters(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Context(0)))
            {
                WriteDigestWithNull(writer);
            }

            using (writer.PushSequence(Context(1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsIdentifiers.MaskGeneration1);
                WriteDigestWithNull(writer);
            }

            using (writer.PushSequence(Context(2)))
            {
                writer.WriteInteger(DigestLength);
            }
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

    private static HashAlgorithmName Made(HashAlgorithmName digest) =>
        digest == HashAlgorithmName.SHA256 || digest == HashAlgorithmName.SHA384 || digest == HashAlgorithmName.SHA512
            ? digest
            : throw Unsupported($"thuật toán băm {digest.Name}");

    private static SigningException Unsupported(string what) =>
        new(SigningFault.UnsupportedKey, $"Không ký được: {what}. Dùng khóa RSA từ 2048 bit hoặc ECDSA P-256, P-384, P-521 với SHA-256, SHA-384, SHA-512.");
}
