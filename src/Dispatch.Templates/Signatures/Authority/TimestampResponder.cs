using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Authority;

/// <summary>Answers timestamp requests (RFC 3161).</summary>
internal static class TimestampResponder
{
    /// <summary>The policy of the demonstration: it promises nothing.</summary>
    public const string Policy = "2.25.61853480212876459910321775044891372281";

    private const int Granted = 0;
    private const int Rejection = 2;
    private const int BadAlgorithm = 0;
    private const int BadRequest = 2;
    private const int UnacceptedPolicy = 15;

    private static readonly Dictionary<string, int> DigestLengths = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.2.1"] = 32,
        ["2.16.840.1.101.3.4.2.2"] = 48,
        ["2.16.840.1.101.3.4.2.3"] = 64,
    };

    public static byte[] Answer(ReadOnlyMemory<byte> request, SoftwareKey key, DateTimeOffset now)
    {
        try
        {
            var fields = new AsnReader(request, AsnEncodingRules.DER).ReadSequence();
            fields.ReadInteger();
            var imprint = fields.ReadEncodedValue();
            var policy = Next(fields, UniversalTagNumber.ObjectIdentifier) ? fields.ReadObjectIdentifier() : null;
            BigInteger? nonce = Next(fields, UniversalTagNumber.Integer) ? fields.ReadInteger() : null;
            var wantsCertificate = Next(fields, UniversalTagNumber.Boolean) && fields.ReadBoolean();
            if (!IsKnown(imprint))
            {
                return Refuse(BadAlgorithm);
            }

            return policy is not null && policy != Policy ? Refuse(UnacceptedPolicy) : Grant(Information(imprint, nonce, now), key, wantsCertificate, now);
        }
        catch (AsnContentException)
        {
            return Refuse(BadRequest);
        }
    }

    private static bool Next(AsnReader fields, UniversalTagNumber type) => fields.HasData && fields.PeekTag().HasSameClassAndValue(new Asn1Tag(type));

    private static bool IsKnown(ReadOnlyMemory<byte> imprint)
    {
        var fields = new AsnReader(imprint, AsnEncodingRules.DER).ReadSequence();
        var algorithm = fields.ReadSequence().ReadObjectIdentifier();
        return DigestLengths.TryGetValue(algorithm, out var length) && fields.ReadOctetString().Length == length;
    }

    private static byte[] Information(ReadOnlyMemory<byte> imprint, BigInteger? nonce, DateTimeOffset now)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            writer.WriteEncodedValue(imprint.Span);
            writer.WriteIntegerUnsigned([1, .. RandomNumberGenerator.GetBytes(8)]);
            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
            }

            if (nonce is { } given)
            {
                writer.WriteInteger(given);
            }
        }

        return writer.Encode();
    }

    private static byte[] Grant(byte[] information, SoftwareKey key, bool wantsCertificate, DateTimeOffset now)
    {
        var digest = CryptographicOperations.HashData(key.Algorithm.Digest, information);
        var attributes = CmsEncoder.Attributes(CmsIdentifiers.TimestampInfo, digest, key.Certificate, key.Algorithm, now);
        var signature = key.Sign(CryptographicOperations.HashData(key.Algorithm.Digest, attributes));
        return Respond(Granted, null, CmsEncoder.SignedMessage(
            CmsIdentifiers.TimestampInfo, information, attributes, signature, key.Certificate,
            wantsCertificate ? key.Issuers.Where(issuer => !CertificatePath.IsRoot(issuer)).Prepend(key.Certificate) : [], key.Algorithm));
    }

    private static byte[] Refuse(int failure) => Respond(Rejection, failure, null);

    private static byte[] Respond(int status, int? failure, byte[]? token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(status);
                if (failure is { } bit)
                {
                    var bits = new byte[(bit / 8) + 1];
                    bits[^1] = (byte)(0x80 >> (bit % 8));
                    writer.WriteBitString(bits, 7 - (bit % 8));
                }
            }

            if (token is not null)
            {
                writer.WriteEncodedValue(token);
            }
        }

        return writer.Encode();
    }
}
