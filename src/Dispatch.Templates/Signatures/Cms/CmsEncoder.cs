using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Keys;
using static Dispatch.Templates.Signatures.Cms.CmsIdentifiers;

namespace Dispatch.Templates.Signatures.Cms;

/// <summary>Writes CMS SignedData (RFC 5652) with one signer, in DER.</summary>
internal static class CmsEncoder
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1);

    /// <summary>
    /// The signed attributes, as the SET that is hashed and signed: content type, digest of the content, and the certificate by its digest
    /// (signing-certificate-v2, RFC 5035), without which anybody's certificate could be put in the place of the signer's.
    /// </summary>
    /// <param name="contentType">What is signed.</param>
    /// <param name="contentDigest">Its digest.</param>
    /// <param name="certificate">Who signs.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="signingTime">For timestamps; a PAdES signature states its time in the PDF instead.</param>
    public static byte[] Attributes(
        string contentType, byte[] contentDigest, X509Certificate2 certificate, SignatureAlgorithm algorithm, DateTimeOffset? signingTime = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, ContentType, () => writer.WriteObjectIdentifier(contentType));
            WriteAttribute(writer, MessageDigest, () => writer.WriteOctetString(contentDigest));
            WriteAttribute(writer, SigningCertificateV2, () => WriteCertificateName(writer, certificate, algorithm));
            if (signingTime is { } time)
            {
                WriteAttribute(writer, SigningTime, () => writer.WriteUtcTime(time));
            }
        }

        return writer.Encode();
    }

    /// <summary>The finished message.</summary>
    /// <param name="contentType">What is signed.</param>
    /// <param name="content">The content itself; null when it stands elsewhere.</param>
    /// <param name="attributes">What <see cref="Attributes"/> gave.</param>
    /// <param name="signature">The signature over their digest.</param>
    /// <param name="certificate">Who signed.</param>
    /// <param name="carried">Certificates to carry along, the signer's among them unless the other side has it.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="timestamp">A timestamp token over the signature, as an unsigned attribute; null for none.</param>
    public static byte[] SignedMessage(
        string contentType, byte[]? content, ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> signature,
        X509Certificate2 certificate, IEnumerable<X509Certificate2> carried, SignatureAlgorithm algorithm, byte[]? timestamp = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(Tag0))
            using (writer.PushSequence())
            {
                // RFC 5652, 5.1: version 3 as soon as the content is anything but plain data.
                writer.WriteInteger(contentType == Data ? 1 : 3);
                using (writer.PushSetOf())
                {
                    algorithm.WriteDigest(writer);
                }

                WriteContent(writer, contentType, content);
                WriteCertificates(writer, [.. carried]);
                using (writer.PushSetOf())
                {
                    WriteSigner(writer, attributes, signature, certificate, algorithm, timestamp);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteCertificates(AsnWriter writer, IReadOnlyList<X509Certificate2> certificates)
    {
        if (certificates.Count == 0)
        {
            return;
        }

        using (writer.PushSetOf(Tag0))
        {
            foreach (var certificate in certificates)
            {
                writer.WriteEncodedValue(certificate.RawDataMemory.Span);
            }
        }
    }

    private static void WriteContent(AsnWriter writer, string contentType, byte[]? content)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(contentType);
            if (content is not null)
            {
                using (writer.PushSequence(Tag0))
                {
                    writer.WriteOctetString(content);
                }
            }
        }
    }

    private static void WriteSigner(
        AsnWriter writer, ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> signature, X509Certificate2 certificate, SignatureAlgorithm algorithm, byte[]? timestamp)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }

            algorithm.WriteDigest(writer);

            // What was signed is a SET; inside the message the same bytes carry the tag [0].
            byte[] tagged = [0xA0, .. attributes[1..]];
            writer.WriteEncodedValue(tagged);
            algorithm.WriteSignature(writer);
            writer.WriteOctetString(signature);
            if (timestamp is not null)
            {
                using (writer.PushSetOf(Tag1))
                {
                    WriteAttribute(writer, SignatureTimestamp, () => writer.WriteEncodedValue(timestamp));
                }
            }
        }
    }

    private static void WriteCertificateName(AsnWriter writer, X509Certificate2 certificate, SignatureAlgorithm algorithm)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            // SHA-256 is the default and must not be spelled in DER.
            if (algorithm.Digest != HashAlgorithmName.SHA256)
            {
                algorithm.WriteDigest(writer);
            }

            writer.WriteOctetString(certificate.GetCertHash(algorithm.Digest));
        }
    }

    private static void WriteAttribute(AsnWriter writer, string type, Action writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
            {
                writeValue();
            }
        }
    }
}
