using System.Formats.Asn1;
using System.Security.Cryptography;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>A timestamp (RFC 3161): an authority's signature over a digest and a time.</summary>
internal sealed class TimestampToken
{
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const string TimestampingPurpose = "1.3.6.1.5.5.7.3.8";

    private readonly HashAlgorithmName? digest;
    private readonly byte[] imprint;
    private readonly byte[] content;

    private TimestampToken(SignedMessage message)
    {
        Message = message;
        content = message.ContentType == TstInfo && message.Content is { } inside ? inside : throw new AsnContentException("It is no timestamp.");
        var info = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        info.ReadObjectIdentifier();
        var stamped = info.ReadSequence();
        digest = SignatureAlgorithm.DigestOf(AlgorithmName.Read(stamped).Oid);
        imprint = stamped.ReadOctetString();
        info.ReadInteger();
        Time = info.ReadGeneralizedTime();
    }

    public SignedMessage Message { get; }

    public DateTimeOffset Time { get; }

    /// <summary>The digest to make of what was stamped; null when this platform lacks it.</summary>
    public HashAlgorithmName? ImprintDigest => digest;

    /// <summary>Its digests or its key no longer prove anything.</summary>
    public bool IsWeak => new[] { digest, SignatureAlgorithm.DigestOf(Message.DigestOid) }.Any(used => used is not { } name || SignatureAlgorithm.IsWeakDigest(name)) || Message.Signer is { HasWeakKey: true };

    /// <exception cref="AsnContentException">It is no timestamp.</exception>
    public static TimestampToken Read(ReadOnlyMemory<byte> encoded, CertificatePool? pool = null)
    {
        try
        {
            return new TimestampToken(SignedMessage.Read(encoded, pool));
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException or OverflowException or InvalidOperationException)
        {
            throw new AsnContentException("The timestamp is malformed.", malformed);
        }
    }

    /// <summary>The signer's certificate is for timestamps and nothing else, and says so critically (RFC 3161, 2.3).</summary>
    public bool IsByTimestampAuthority => Message.Signer is { Purposes: [TimestampingPurpose], PurposesAreCritical: true };

    /// <summary>Whether somebody signed this time for what has this digest, with the certificate that the signature names. Whether that is an authority for times is another question.</summary>
    public bool Holds(byte[] stampedDigest) =>
        imprint.AsSpan().SequenceEqual(stampedDigest)
        && Message is { HasSignedAttributes: true, ContentTypeAgrees: true, NamesSigner: true, MessageDigest: { } signed, Signer: not null }
        && SignatureAlgorithm.DigestOf(Message.DigestOid) is { } own
        && signed.AsSpan().SequenceEqual(Digest.Of(own, content))
        && Message.IsSignedOver([]) is true;
}
