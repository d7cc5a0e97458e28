using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// One signature as far as mathematics goes: what it covers, whether the digest and the value hold, what came after it. Whose certificate it is, and when it was
/// valid, is judged later.
/// </summary>
internal sealed class CheckedSignature
{
    private const string Detached = "adbe.pkcs7.detached";
    private const string DigestInside = "adbe.pkcs7.sha1";
    private const string Pades = "ETSI.CAdES.detached";
    private const string DocumentTimestamp = "ETSI.RFC3161";
    private const string BareRsa = "adbe.x509.rsa_sha1";

    private readonly PdfFileReader reader;
    private readonly FoundSignature signature;
    private readonly CertificatePool pool;
    private readonly string? subFilter;

    private CheckedSignature(PdfFileReader reader, FoundSignature signature, CertificatePool pool)
    {
        (this.reader, this.signature, this.pool) = (reader, signature, pool);
        subFilter = reader.NameOf(signature.Dictionary, "SubFilter");
        ClaimedTime = DateOf(reader.Entry(signature.Dictionary, "M"));
    }

    public string Field => signature.Field;

    public bool IsTimestamp => subFilter == DocumentTimestamp;

    public bool IsCertification { get; private set; }

    public CoveredBytes? Covered { get; private set; }

    public bool CoversWholeFile { get; private set; }

    /// <summary>Why it does not hold, as a code of <see cref="ReasonCodes"/> or <see cref="PdfFormatCodes"/>; null when it holds.</summary>
    public string? Fault { get; private set; }

    public bool IsWeak { get; private set; }

    public bool IsIrregular => Message?.IsIrregular is true;

    public Certificate? Signer { get; private set; }

    public SignedMessage? Message { get; private set; }

    /// <summary>The timestamp, when the signature is one.</summary>
    public TimestampToken? Token { get; private set; }

    /// <summary>The timestamps over the signature's value that hold.</summary>
    public List<TimestampToken> Timestamps { get; } = [];

    public IReadOnlyList<Certificate> Certificates { get; private set; } = [];

    public DateTimeOffset? ClaimedTime { get; private set; }

    public IReadOnlyList<FoundChange> Changes { get; private set; } = [];

    public static CheckedSignature Check(PdfFileReader reader, FoundSignature signature, CertificatePool pool)
    {
        var made = new CheckedSignature(reader, signature, pool);
        try
        {
            made.Fault = made.CheckBytes() ?? made.CheckRevision();
        }
        catch (AsnContentException)
        {
            made.Fault = ReasonCodes.Message;
        }
        catch (PdfFormatException unsound)
        {
            made.Fault = unsound.Code;
        }

        return made;
    }

    private static DateTimeOffset? DateOf(PdfValue value)
    {
        if (value is not PdfString text)
        {
            return null;
        }

        // D:YYYYMMDDHHmmSSOHH'mm' (7.9.4); what is left out is the least.
        var letters = FormTree.TextOf(text.Bytes).Replace("D:", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return DateTimeOffset.TryParseExact(letters.Replace("Z0000", "Z", StringComparison.Ordinal).Replace("Z", "+0000", StringComparison.Ordinal), ["yyyyMMddHHmmsszzz", "yyyyMMddHHmmss"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    private string? CheckBytes()
    {
        if (signature.Value is not PdfReference)
        {
            return ReasonCodes.Dictionary;
        }

        Covered = CoveredBytes.Of(reader, signature);
        if (Covered is null)
        {
            return ReasonCodes.ByteRange;
        }

        IsCertification = !IsTimestamp && reader.ItemsOf(signature.Dictionary, "Reference").Select(reader.Resolve).OfType<PdfDictionary>()
            .Any(reference => reader.NameOf(reference, "TransformMethod") == "DocMDP");
        return subFilter switch
        {
            Detached or Pades or DigestInside => CheckMessage(),
            DocumentTimestamp => CheckTimestamp(),
            BareRsa => CheckBareRsa(),
            _ => ReasonCodes.Dictionary,
        };
    }

    private string? CheckMessage()
    {
        Message = SignedMessage.Read(Covered!.Contents, pool);
        (Signer, Certificates, ClaimedTime) = (Message.Signer, Message.Certificates, Message.SigningTime ?? ClaimedTime);
        if (Signer is null || Message.NamesSigner is false || (subFilter == Pades && Message.NamesSigner is null))
        {
            return ReasonCodes.SignerCertificate;
        }

        if (SignatureAlgorithm.DigestOf(Message.DigestOid) is not { } digest || SignatureAlgorithm.Of(Message.Algorithm, digest) is null)
        {
            return ReasonCodes.UnknownAlgorithm;
        }

        var content = subFilter == DigestInside ? DigestOfInside(digest) : Message.Content is null ? Covered.Digest(digest) : null;
        if (content is null || !Message.ContentTypeAgrees)
        {
            return ReasonCodes.Message;
        }

        if (Message.MessageDigest is { } signed && !signed.AsSpan().SequenceEqual(content))
        {
            return ReasonCodes.DigestMismatch;
        }

        IsWeak = SignatureAlgorithm.IsWeakDigest(digest) || subFilter == DigestInside || Signer.HasWeakKey;
        return Message.IsSignedOver(content) is true ? CheckTimestamps() : ReasonCodes.WrongValue;
    }

    // The older way (12.8.3.3.1): what is signed is the SHA-1 digest of the bytes, carried inside the message.
    private byte[]? DigestOfInside(HashAlgorithmName digest) =>
        Message!.Content is { } inside && inside.AsSpan().SequenceEqual(Covered!.Digest(HashAlgorithmName.SHA1)) ? Digest.Of(digest, inside) : null;

    private string? CheckTimestamps()
    {
        foreach (var encoded in Message!.Timestamps)
        {
            if (Asn.Try(() => TimestampToken.Read(encoded, pool)) is not { ImprintDigest: { } digest } token || !token.Holds(Digest.Of(digest, Message.Signature)))
            {
                return ReasonCodes.BrokenTimestamp;
            }

            Timestamps.Add(token);
        }

        return null;
    }

    private string? CheckTimestamp()
    {
        Token = TimestampToken.Read(Covered!.Contents, pool);
        (Message, Signer, Certificates) = (Token.Message, Token.Message.Signer, Token.Message.Certificates);
        if (Token.ImprintDigest is not { } digest)
        {
            return ReasonCodes.UnknownAlgorithm;
        }

        IsWeak = Token.IsWeak;
        return Token.Holds(Covered.Digest(digest)) ? null : ReasonCodes.BrokenTimestamp;
    }

    // 12.8.3.2: a bare RSA signature, with the certificate in the dictionary.
    private string? CheckBareRsa()
    {
        var entry = reader.Entry(signature.Dictionary, "Cert");
        var encoded = entry is PdfArray array ? array.Items.Select(reader.Resolve).OfType<PdfString>() : new[] { entry }.OfType<PdfString>();
        Certificates = [.. encoded.Select(one => pool.Read(one.Bytes)).OfType<Certificate>()];
        Signer = Certificates.Count > 0 ? Certificates[0] : null;
        if (Signer is null)
        {
            return ReasonCodes.SignerCertificate;
        }

        IsWeak = true;
        AsnDecoder.ReadEncodedValue(Covered!.Contents, AsnEncodingRules.BER, out _, out _, out var length);
        var value = AsnDecoder.ReadOctetString(Covered.Contents.AsSpan(0, length), AsnEncodingRules.BER, out _);
        return Covered.Contents.AsSpan(length).ContainsAnyExcept((byte)0) ? ReasonCodes.Message
            : SignatureAlgorithm.Oldest.Verify(Signer.Verifier, Covered.Digest(HashAlgorithmName.SHA1), value) ? null
            : ReasonCodes.WrongValue;
    }

    private string? CheckRevision()
    {
        CoversWholeFile = IsOnlyWhite(Covered!.End);
        var revision = CoversWholeFile ? reader : reader.Revision(Covered.End);
        var number = ((PdfReference)signature.Value).Number;
        var form = FormTree.Of(revision);
        if (revision.EntryOf(number) != reader.EntryOf(number)
            || !FoundSignature.In(revision).Exists(found => found.Field == signature.Field && found.Value is PdfReference same && same.Number == number))
        {
            return ReasonCodes.Revision;
        }

        if (!CoversWholeFile)
        {
            Changes = RevisionComparison.Of(revision, reader, SignaturePermissions.Of(revision, form, signature.Field));
        }

        return null;
    }

    private bool IsOnlyWhite(long from)
    {
        for (var at = from; at < reader.Length; at++)
        {
            if (!PdfParser.IsWhite(reader.Source[at]))
            {
                return false;
            }
        }

        return true;
    }
}
