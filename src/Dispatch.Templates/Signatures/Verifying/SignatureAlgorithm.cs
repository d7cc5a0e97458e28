using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>How a signature value is made from a digest: the kind of key, and the digest when the algorithm names one itself.</summary>
internal sealed record SignatureAlgorithm(KeyKind Kind, HashAlgorithmName? Hash, int SaltLength = -1)
{
    public const string PssOid = "1.2.840.113549.1.1.10";

    private static readonly Dictionary<string, SignatureAlgorithm> Known = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.1"] = new(KeyKind.RsaPkcs1, null),
        ["1.2.840.113549.1.1.4"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.MD5),
        ["1.2.840.113549.1.1.5"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA1),
        ["1.3.14.3.2.29"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA1),
        ["1.2.840.113549.1.1.11"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA256),
        ["1.2.840.113549.1.1.12"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA384),
        ["1.2.840.113549.1.1.13"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA512),
        ["2.16.840.1.101.3.4.3.14"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA3_256),
        ["2.16.840.1.101.3.4.3.15"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA3_384),
        ["2.16.840.1.101.3.4.3.16"] = new(KeyKind.RsaPkcs1, HashAlgorithmName.SHA3_512),
        ["1.2.840.10045.2.1"] = new(KeyKind.Ecdsa, null),
        ["1.2.840.10045.4.1"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA1),
        ["1.2.840.10045.4.3.2"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA256),
        ["1.2.840.10045.4.3.3"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA384),
        ["1.2.840.10045.4.3.4"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA512),
        ["2.16.840.1.101.3.4.3.10"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA3_256),
        ["2.16.840.1.101.3.4.3.11"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA3_384),
        ["2.16.840.1.101.3.4.3.12"] = new(KeyKind.Ecdsa, HashAlgorithmName.SHA3_512),
        // BSI TR-03111: the two numbers side by side instead of in a sequence.
        ["0.4.0.127.0.7.1.1.4.1.3"] = new(KeyKind.EcdsaPlain, HashAlgorithmName.SHA256),
        ["0.4.0.127.0.7.1.1.4.1.4"] = new(KeyKind.EcdsaPlain, HashAlgorithmName.SHA384),
        ["0.4.0.127.0.7.1.1.4.1.5"] = new(KeyKind.EcdsaPlain, HashAlgorithmName.SHA512),
        ["1.2.840.10040.4.1"] = new(KeyKind.Dsa, null),
        ["1.2.840.10040.4.3"] = new(KeyKind.Dsa, HashAlgorithmName.SHA1),
        ["2.16.840.1.101.3.4.3.2"] = new(KeyKind.Dsa, HashAlgorithmName.SHA256),
    };

    private static readonly Dictionary<string, HashAlgorithmName> Digests = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.2.5"] = HashAlgorithmName.MD5,
        ["1.3.14.3.2.26"] = HashAlgorithmName.SHA1,
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
        ["2.16.840.1.101.3.4.2.8"] = HashAlgorithmName.SHA3_256,
        ["2.16.840.1.101.3.4.2.9"] = HashAlgorithmName.SHA3_384,
        ["2.16.840.1.101.3.4.2.10"] = HashAlgorithmName.SHA3_512,
    };

    /// <summary>The digest with an object identifier; null when it is unknown or this platform lacks it.</summary>
    public static HashAlgorithmName? DigestOf(string oid) =>
        Digests.TryGetValue(oid, out var name) && (!name.Name!.StartsWith("SHA3", StringComparison.Ordinal) || SHA3_256.IsSupported) ? name : null;

    /// <summary>The algorithm of an AlgorithmIdentifier; null when it is unknown.</summary>
    /// <exception cref="AsnContentException">Its parameters are malformed.</exception>
    public static SignatureAlgorithm? Of(AlgorithmName name) => name.Oid == PssOid ? Pss(name.Parameters) : Known.GetValueOrDefault(name.Oid);

    /// <summary>Whether a signature value is right for a digest under the key of a certificate. A key of another kind says no.</summary>
    public bool Verify(PublicKey key, byte[] digest, HashAlgorithmName hash, byte[] signature)
    {
        try
        {
            return Kind switch
            {
                KeyKind.RsaPkcs1 => VerifyRsa(key, digest, hash, signature, RSASignaturePadding.Pkcs1),
                KeyKind.RsaPss when SaltLength == digest.Length => VerifyRsa(key, digest, hash, signature, RSASignaturePadding.Pss),
                KeyKind.RsaPss => VerifyPss(key, digest, hash, signature),
                KeyKind.Ecdsa => VerifyEcdsa(key, digest, signature, DSASignatureFormat.Rfc3279DerSequence),
                KeyKind.EcdsaPlain => VerifyEcdsa(key, digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                KeyKind.Dsa => VerifyDsa(key, digest, signature),
            };
        }
        catch (Exception unusable) when (unusable is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            // A key or value that the platform cannot even take proves nothing, which is what "no" means here.
            return false;
        }
    }

    private static bool VerifyRsa(PublicKey key, byte[] digest, HashAlgorithmName hash, byte[] signature, RSASignaturePadding padding)
    {
        // A key marked for PSS only is the same structure under another name, which the platform's own accessor does not take.
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(key.EncodedKeyValue.RawData, out _);
        return rsa.VerifyHash(digest, signature, hash, padding);
    }

    private bool VerifyPss(PublicKey key, byte[] digest, HashAlgorithmName hash, byte[] signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(key.EncodedKeyValue.RawData, out _);
        return PssPadding.Verify(rsa.ExportParameters(includePrivateParameters: false), digest, hash, signature, SaltLength);
    }

    private static bool VerifyEcdsa(PublicKey key, byte[] digest, byte[] signature, DSASignatureFormat format)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _);
        return ecdsa.VerifyHash(digest, signature, format);
    }

    private static bool VerifyDsa(PublicKey key, byte[] digest, byte[] signature)
    {
        using var dsa = DSA.Create();
        dsa.ImportSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _);
        return dsa.VerifySignature(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
    }

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

        return DigestOf(hash) is { } name && mask == hash && salt is >= 0 and <= 512 ? new SignatureAlgorithm(KeyKind.RsaPss, name, salt) : null;
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}

/// <summary>What a key can do.</summary>
internal enum KeyKind
{
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    EcdsaPlain,
    Dsa,
}

/// <summary>An AlgorithmIdentifier (RFC 5280, 4.1.1.2): object identifier and parameters as encoded.</summary>
internal sealed record AlgorithmName(string Oid, ReadOnlyMemory<byte> Parameters)
{
    /// <summary>None, or NULL.</summary>
    public bool HasUsualParameters => Parameters.Span is [] or [5, 0];

    public static AlgorithmName Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var name = new AlgorithmName(sequence.ReadObjectIdentifier(), sequence.HasData ? sequence.ReadEncodedValue() : default);
        sequence.ThrowIfNotEmpty();
        return name;
    }
}

/// <summary>Something signed by a certificate's key: a certificate, a revocation list, an OCSP answer.</summary>
internal sealed record SignedPart(ReadOnlyMemory<byte> Signed, AlgorithmName Algorithm, ReadOnlyMemory<byte> AlgorithmAsWritten, byte[] Signature)
{
    /// <summary>Reads the two members that follow the signed one.</summary>
    public static SignedPart Read(AsnReader sequence)
    {
        var signed = sequence.ReadEncodedValue();
        var algorithm = sequence.ReadEncodedValue();
        var signature = sequence.ReadBitString(out var unused);
        return unused == 0
            ? new SignedPart(signed, AlgorithmName.Read(new AsnReader(algorithm, AsnEncodingRules.BER)), algorithm, signature)
            : throw new AsnContentException("A signature is no whole number of bytes.");
    }

    public bool IsSignedBy(PublicKey key) =>
        SignatureAlgorithm.Of(Algorithm) is { Hash: { } hash } algorithm && algorithm.Verify(key, Digest.Of(hash, Signed.Span), hash, Signature);
}

/// <summary>Digests by name.</summary>
internal static class Digest
{
    public static byte[] Of(HashAlgorithmName name, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(name);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
