using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// A CMS SignedData with exactly one signer (RFC 5652), in DER or BER. What a PDF signature must not have is refused when it is read: a second signer, an attribute
/// that stands twice or has two values, bytes behind the end that are not zero.
/// </summary>
internal sealed class SignedMessage
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string ContentTypeAttribute = "1.2.840.113549.1.9.3";
    private const string MessageDigestAttribute = "1.2.840.113549.1.9.4";
    private const string SigningTimeAttribute = "1.2.840.113549.1.9.5";
    private const string SigningCertificateAttribute = "1.2.840.113549.1.9.16.2.12";
    private const string SigningCertificateV2Attribute = "1.2.840.113549.1.9.16.2.47";
    private const string TimestampAttribute = "1.2.840.113549.1.9.16.2.14";
    private const string AdobeRevocationAttribute = "1.2.840.113583.1.1.8";

    private readonly Dictionary<string, ReadOnlyMemory<byte>> signedAttributes = new(StringComparer.Ordinal);
    private readonly CertificatePool pool;
    private ReadOnlyMemory<byte> attributesAsSigned;
    private ReadOnlyMemory<byte> issuerAndSerial;
    private byte[]? keyIdentifier;

    private SignedMessage(CertificatePool pool) => this.pool = pool;

    /// <summary>The object identifier of what is signed: data, or TSTInfo in a timestamp.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>What is signed, when it is inside.</summary>
    public byte[]? Content { get; private set; }

    public List<Certificate> Certificates { get; } = [];

    /// <summary>Revocation lists and OCSP answers that travel with the signature, as encoded.</summary>
    public List<ReadOnlyMemory<byte>> RevocationLists { get; } = [];

    public List<ReadOnlyMemory<byte>> OcspAnswers { get; } = [];

    /// <summary>Timestamps over the signature value, as encoded.</summary>
    public List<ReadOnlyMemory<byte>> Timestamps { get; } = [];

    public string DigestOid { get; private set; } = "";

    public AlgorithmName Algorithm { get; private set; } = new("", default);

    public byte[] Signature { get; private set; } = [];

    /// <summary>Something that no signature covers is not as the standard writes it: a version, or a list of digests without the one used.</summary>
    public bool IsIrregular { get; private set; }

    public bool HasSignedAttributes => attributesAsSigned.Length > 0;

    /// <summary>The signer's claim, which nothing proves.</summary>
    public DateTimeOffset? SigningTime { get; private set; }

    public Certificate? Signer { get; private set; }

    /// <summary>The signed content type and the one outside agree; true without signed attributes.</summary>
    public bool ContentTypeAgrees { get; private set; } = true;

    /// <summary>The digest that was signed, or null without signed attributes.</summary>
    public byte[]? MessageDigest { get; private set; }

    /// <summary>Whether a signed attribute names the certificate (RFC 5035), and whether that is the signer's; null when there is none.</summary>
    public bool? NamesSigner { get; private set; }

    /// <exception cref="AsnContentException">It is no such message.</exception>
    public static SignedMessage Read(ReadOnlyMemory<byte> encoded, CertificatePool? pool = null)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(encoded.Span, AsnEncodingRules.BER, out _, out _, out var length);
            if (encoded.Span[length..].ContainsAnyExcept((byte)0))
            {
                throw new AsnContentException("Something follows the message.");
            }

            var message = new SignedMessage(pool ?? new CertificatePool());
            message.ReadContentInfo(new AsnReader(encoded[..length], AsnEncodingRules.BER));
            return message;
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException or OverflowException or InvalidOperationException)
        {
            throw new AsnContentException("The message is malformed.", malformed);
        }
    }

    /// <summary>Whether the signature value is right under the signer's key, over the attributes or, without them, over the content's digest.</summary>
    public bool? IsSignedOver(byte[] contentDigest)
    {
        if (Signer is null || SignatureAlgorithm.DigestOf(DigestOid) is not { } digest || SignatureAlgorithm.Of(Algorithm, digest) is not { } algorithm)
        {
            return null;
        }

        if (algorithm.Digest != digest)
        {
            return false;
        }

        var signed = HasSignedAttributes ? Digest.Of(digest, attributesAsSigned.Span) : contentDigest;
        return algorithm.Verify(Signer.Verifier, signed, Signature);
    }

    private static Asn1Tag Context(int number, bool constructed = true) => new(TagClass.ContextSpecific, number, constructed);

    private static bool Next(AsnReader reader, int number) => reader.HasData && reader.PeekTag().HasSameClassAndValue(Context(number));

    private void ReadContentInfo(AsnReader reader)
    {
        var info = reader.ReadSequence();
        if (info.ReadObjectIdentifier() != SignedData)
        {
            throw new AsnContentException("It is no SignedData.");
        }

        var inside = info.ReadSequence(Context(0));
        var data = inside.ReadSequence();
        // A length that is too long swallows padding: every level must end where its last member does.
        info.ThrowIfNotEmpty();
        inside.ThrowIfNotEmpty();
        var version = data.ReadInteger();
        var digests = new List<AlgorithmName>();
        for (var set = data.ReadSetOf(skipSortOrderValidation: true); set.HasData;)
        {
            digests.Add(AlgorithmName.Read(set));
        }

        var content = data.ReadSequence();
        ContentType = content.ReadObjectIdentifier();
        if (content.HasData)
        {
            var octets = content.ReadSequence(Context(0));
            Content = octets.ReadOctetString();
            octets.ThrowIfNotEmpty();
            content.ThrowIfNotEmpty();
        }

        if (Next(data, 0))
        {
            ReadCertificates(data.ReadSetOf(skipSortOrderValidation: true, Context(0)));
        }

        if (Next(data, 1))
        {
            ReadRevocations(data.ReadSetOf(skipSortOrderValidation: true, Context(1)));
        }

        var signers = data.ReadSetOf(skipSortOrderValidation: true);
        ReadSigner(signers.ReadSequence());
        if (signers.HasData || data.HasData)
        {
            throw new AsnContentException("There is more than one signer.");
        }

        // Without signed attributes the certificate and the digest are bound by nothing (ETSI EN 319 122-1, 5.1).
        IsIrregular |= !HasSignedAttributes || version != (ContentType == Data && keyIdentifier is null ? 1 : 3) || !digests.Exists(digest => digest.Oid == DigestOid) || digests.Exists(digest => !digest.HasUsualParameters);
    }

    private void ReadCertificates(AsnReader set)
    {
        while (set.HasData)
        {
            var encoded = set.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? set.ReadEncodedValue() : throw new AsnContentException("A certificate is of a kind that is not used.");
            Certificates.Add(pool.Read(encoded.Span) ?? throw new AsnContentException("A certificate is damaged."));
        }
    }

    private void ReadRevocations(AsnReader set)
    {
        while (set.HasData)
        {
            if (set.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            {
                RevocationLists.Add(set.ReadEncodedValue());
                continue;
            }

            // RFC 5940: another kind, an OCSP answer.
            var other = set.ReadSequence(Context(1));
            if (other.ReadObjectIdentifier() == "1.3.6.1.5.5.7.16.2")
            {
                OcspAnswers.Add(other.ReadEncodedValue());
            }
        }
    }

    private void ReadSigner(AsnReader signer)
    {
        var version = signer.ReadInteger();
        if (signer.PeekTag().HasSameClassAndValue(Context(0)))
        {
            keyIdentifier = signer.ReadOctetString(Context(0, constructed: false));
        }
        else
        {
            issuerAndSerial = signer.ReadEncodedValue();
        }

        var digest = AlgorithmName.Read(signer);
        DigestOid = digest.Oid;
        if (Next(signer, 0))
        {
            ReadSignedAttributes(signer.ReadEncodedValue());
        }

        Algorithm = AlgorithmName.Read(signer);
        Signature = signer.ReadOctetString();
        if (Next(signer, 1))
        {
            ReadUnsignedAttributes(signer.ReadSetOf(skipSortOrderValidation: true, Context(1)));
        }

        signer.ThrowIfNotEmpty();

        IsIrregular = version != (keyIdentifier is null ? 1 : 3) || !digest.HasUsualParameters || !(Algorithm.HasUsualParameters || Algorithm.Oid == CmsIdentifiers.RsaPss);
        Signer = Certificates.Find(IsSigner);
        UseSignedAttributes();
    }

    private bool IsSigner(Certificate certificate)
    {
        if (keyIdentifier is not null)
        {
            return certificate.Framework.Extensions["2.5.29.14"] is X509SubjectKeyIdentifierExtension { SubjectKeyIdentifierBytes: var own } && own.Span.SequenceEqual(keyIdentifier);
        }

        var named = new AsnReader(issuerAndSerial, AsnEncodingRules.BER).ReadSequence();
        return named.ReadEncodedValue().Span.SequenceEqual(certificate.Issuer.Span)
            && named.ReadIntegerBytes().Span.SequenceEqual(certificate.Framework.SerialNumberBytes.Span);
    }

    private void ReadSignedAttributes(ReadOnlyMemory<byte> encoded)
    {
        // The signature is over the attributes as a SET, not under the tag they have in the message (RFC 5652, 5.4).
        var asSet = encoded.ToArray();
        asSet[0] = 0x31;
        attributesAsSigned = asSet;
        var set = new AsnReader(asSet, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var name = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            attribute.ThrowIfNotEmpty();
            if (!signedAttributes.TryAdd(name, values.ReadEncodedValue()) || values.HasData)
            {
                throw new AsnContentException("A signed attribute stands twice.");
            }
        }
    }

    private void UseSignedAttributes()
    {
        if (!HasSignedAttributes)
        {
            return;
        }

        ContentTypeAgrees = Attribute(ContentTypeAttribute)?.ReadObjectIdentifier() == ContentType;
        MessageDigest = Attribute(MessageDigestAttribute)?.ReadOctetString() ?? throw new AsnContentException("The digest is not signed.");
        SigningTime = Attribute(SigningTimeAttribute) is { } time
            ? time.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? time.ReadUtcTime() : time.ReadGeneralizedTime()
            : null;
        if (Attribute(SigningCertificateV2Attribute) is { } second)
        {
            NamesSigner = Names(second, isSecondVersion: true);
        }

        if (Attribute(SigningCertificateAttribute) is { } first)
        {
            NamesSigner = NamesSigner is not false && Names(first, isSecondVersion: false);
        }

        if (Attribute(AdobeRevocationAttribute) is { } archive)
        {
            ReadAdobeArchive(archive.ReadSequence());
        }
    }

    private AsnReader? Attribute(string oid) => signedAttributes.TryGetValue(oid, out var value) ? new AsnReader(value, AsnEncodingRules.BER) : null;

    // The first certificate named is the signer's (RFC 5035, 3).
    private bool Names(AsnReader attribute, bool isSecondVersion)
    {
        var named = attribute.ReadSequence().ReadSequence().ReadSequence();
        var hash = HashAlgorithmName.SHA256;
        if (!isSecondVersion)
        {
            hash = HashAlgorithmName.SHA1;
        }
        else if (named.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            hash = SignatureAlgorithm.DigestOf(AlgorithmName.Read(named).Oid) ?? throw new AsnContentException("The certificate is named by an unknown digest.");
        }

        return Signer is not null && named.ReadOctetString().AsSpan().SequenceEqual(Digest.Of(hash, Signer.Raw));
    }

    private void ReadAdobeArchive(AsnReader archive)
    {
        foreach (var (number, list) in new[] { (0, RevocationLists), (1, OcspAnswers) })
        {
            if (Next(archive, number))
            {
                for (var items = archive.ReadSequence(Context(number)).ReadSequence(); items.HasData;)
                {
                    list.Add(items.ReadEncodedValue());
                }
            }
        }
    }

    private void ReadUnsignedAttributes(AsnReader set)
    {
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var name = attribute.ReadObjectIdentifier();
            for (var values = attribute.ReadSetOf(skipSortOrderValidation: true); values.HasData;)
            {
                var value = values.ReadEncodedValue();
                if (name == TimestampAttribute)
                {
                    Timestamps.Add(value);
                }
            }

            attribute.ThrowIfNotEmpty();
        }
    }
}
