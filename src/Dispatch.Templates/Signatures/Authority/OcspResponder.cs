using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Authority;

/// <summary>Since when a certificate is revoked.</summary>
/// <param name="serial">Its number.</param>
/// <returns>The time; null when it is not.</returns>
internal delegate DateTimeOffset? RevokedSince(ReadOnlySpan<byte> serial);

/// <summary>Answers questions on revocation (RFC 6960).</summary>
internal static class OcspResponder
{
    private const int MalformedRequest = 1;
    private const int MostQuestions = 50;

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Tag2 = new(TagClass.ContextSpecific, 2);

    public static byte[] Answer(ReadOnlyMemory<byte> request, SoftwareKey key, IReadOnlyList<X509Certificate2> issuers, RevokedSince revokedSince, DateTimeOffset now)
    {
        try
        {
            var fields = new AsnReader(request, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            var questions = new List<ReadOnlyMemory<byte>>();
            while (fields.HasData && fields.PeekTag() != new Asn1Tag(UniversalTagNumber.Sequence, isConstructed: true))
            {
                fields.ReadEncodedValue();
            }

            var list = fields.ReadSequence();
            while (list.HasData && questions.Count < MostQuestions)
            {
                questions.Add(list.ReadSequence().ReadEncodedValue());
            }

            ReadOnlyMemory<byte>? extensions = fields.HasData ? fields.ReadSequence(Tag2).ReadEncodedValue() : null;
            return Sign(ResponseData(questions, Nonce(extensions), key, issuers, revokedSince, now), key);
        }
        catch (AsnContentException)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                WriteStatus(writer, MalformedRequest);
            }

            return writer.Encode();
        }
    }

    private static ReadOnlyMemory<byte>? Nonce(ReadOnlyMemory<byte>? extensions)
    {
        if (extensions is not { } encoded)
        {
            return null;
        }

        var list = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        while (list.HasData)
        {
            var extension = list.ReadEncodedValue();
            if (new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier() == CmsIdentifiers.OcspNonce)
            {
                return extension;
            }
        }

        return null;
    }

    private static byte[] ResponseData(
        List<ReadOnlyMemory<byte>> questions, ReadOnlyMemory<byte>? nonce, SoftwareKey key, IReadOnlyList<X509Certificate2> issuers, RevokedSince revokedSince, DateTimeOffset now)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Tag2))
            {
                writer.WriteOctetString(OcspQuestion.KeyHash(key.Certificate, HashAlgorithmName.SHA1));
            }

            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                foreach (var question in questions)
                {
                    WriteAnswer(writer, question, issuers, revokedSince, now);
                }
            }

            if (nonce is { } extension)
            {
                using (writer.PushSequence(Tag1))
                using (writer.PushSequence())
                {
                    writer.WriteEncodedValue(extension.Span);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteAnswer(AsnWriter writer, ReadOnlyMemory<byte> question, IReadOnlyList<X509Certificate2> issuers, RevokedSince revokedSince, DateTimeOffset now)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(question.Span);
            if (!OcspQuestion.IsAboutOneOf(question, issuers, out var serial))
            {
                writer.WriteNull(Tag2);
            }
            else if (revokedSince(serial.Span) is { } at && at <= now)
            {
                using (writer.PushSequence(Tag1))
                {
                    writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
                }
            }
            else
            {
                writer.WriteNull(Tag0);
            }

            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence(Tag0))
            {
                writer.WriteGeneralizedTime(now.AddDays(1), omitFractionalSeconds: true);
            }
        }
    }

    private static byte[] Sign(byte[] data, SoftwareKey key)
    {
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            key.Algorithm.WriteSignature(basic, namesDigest: true);
            basic.WriteBitString(key.Sign(CryptographicOperations.HashData(key.Algorithm.Digest, data)));
            using (basic.PushSequence(Tag0))
            using (basic.PushSequence())
            {
                basic.WriteEncodedValue(key.Certificate.RawDataMemory.Span);
            }
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteStatus(writer, 0);
            using (writer.PushSequence(Tag0))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CmsIdentifiers.OcspBasic);
                writer.WriteOctetString(basic.Encode());
            }
        }

        return writer.Encode();
    }

    private static void WriteStatus(AsnWriter writer, int status) => writer.WriteEncodedValue([0x0A, 1, (byte)status]);
}
