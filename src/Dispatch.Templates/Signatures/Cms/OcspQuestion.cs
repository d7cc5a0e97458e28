using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Cms;

/// <summary>The question whether a certificate was revoked (RFC 6960), and the name by which question and answer call it.</summary>
internal static class OcspQuestion
{
    private static readonly Asn1Tag Tag2 = new(TagClass.ContextSpecific, 2);

    /// <summary>A request about one certificate, with a nonce so that no old answer can be played back.</summary>
    public static byte[] About(X509Certificate2 certificate, X509Certificate2 issuer, ReadOnlySpan<byte> nonce)
    {
        var inner = new AsnWriter(AsnEncodingRules.DER);
        inner.WriteOctetString(nonce);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                WriteName(writer, certificate, issuer);
            }

            using (writer.PushSequence(Tag2))
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsIdentifiers.OcspNonce);
                writer.WriteOctetString(inner.Encode());
            }
        }

        return writer.Encode();
    }

    /// <summary>Whether a question is about a certificate of one of some issuers.</summary>
    public static bool IsAboutOneOf(ReadOnlyMemory<byte> name, IReadOnlyList<X509Certificate2> issuers, out ReadOnlyMemory<byte> serial)
    {
        var fields = new AsnReader(name, AsnEncodingRules.DER).ReadSequence();
        var digest = fields.ReadSequence().ReadObjectIdentifier() switch
        {
            CmsIdentifiers.Sha1 => HashAlgorithmName.SHA1,
            "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
            _ => default,
        };
        var (nameHash, keyHash) = (fields.ReadOctetString(), fields.ReadOctetString());
        serial = fields.ReadIntegerBytes();
        return digest.Name is not null && issuers.Any(issuer =>
            nameHash.AsSpan().SequenceEqual(CryptographicOperations.HashData(digest, issuer.SubjectName.RawData)) && keyHash.AsSpan().SequenceEqual(KeyHash(issuer, digest)));
    }

    /// <summary>The digest of a public key without its frame, by which responders call issuers and themselves.</summary>
    public static byte[] KeyHash(X509Certificate2 certificate, HashAlgorithmName digest) => CryptographicOperations.HashData(digest, certificate.PublicKey.EncodedKeyValue.RawData);

    // SHA-1 names the issuer here and secures nothing; every responder knows it.
    private static void WriteName(AsnWriter writer, X509Certificate2 certificate, X509Certificate2 issuer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsIdentifiers.Sha1);
                writer.WriteNull();
            }

            writer.WriteOctetString(CryptographicOperations.HashData(HashAlgorithmName.SHA1, issuer.SubjectName.RawData));
            writer.WriteOctetString(KeyHash(issuer, HashAlgorithmName.SHA1));
            writer.WriteInteger(certificate.SerialNumberBytes.Span);
        }
    }
}
