using System.Formats.Asn1;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>An OCSP answer (RFC 6960).</summary>
internal sealed class OcspAnswer
{
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    private readonly SignedPart part;
    private readonly List<Certificate> certificates = [];
    private readonly List<(ReadOnlyMemory<byte> Id, RevocationAnswer? Answer)> answers = [];
    private readonly DateTimeOffset produced;

    private OcspAnswer(ReadOnlyMemory<byte> encoded, CertificatePool pool)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        // Either a whole answer with its status, or the basic one inside, as archives keep it.
        var basic = outer.PeekTag().HasSameClassAndValue(Asn1Tag.Enumerated) ? Unwrap(outer) : new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        part = SignedPart.Read(basic);
        if (basic.HasData)
        {
            for (var bag = basic.ReadSequence(Asn.Context(0)).ReadSequence(); bag.HasData;)
            {
                if (pool.Read(bag.ReadEncodedValue().Span) is { } certificate)
                {
                    certificates.Add(certificate);
                }
            }
        }

        var data = new AsnReader(part.Signed, AsnEncodingRules.BER).ReadSequence();
        if (data.PeekTag().HasSameClassAndValue(Asn.Context(0)))
        {
            data.ReadEncodedValue();
        }

        data.ReadEncodedValue();
        produced = data.ReadGeneralizedTime();
        for (var single = data.ReadSequence(); single.HasData;)
        {
            ReadSingle(single.ReadSequence());
        }
    }

    public IReadOnlyList<Certificate> Certificates => certificates;

    public static OcspAnswer? TryRead(ReadOnlyMemory<byte> encoded, CertificatePool? pool = null) => Asn.Try(() => new OcspAnswer(encoded, pool ?? new CertificatePool()));

    /// <summary>What it says of a certificate; null when it does not speak of it, cannot be read that far, or is signed neither by the issuer nor by a responder the issuer appointed.</summary>
    public RevocationAnswer? About(Certificate certificate, Certificate authority) =>
        Asn.Try(() => answers.Find(one => one.Answer is not null && Names(one.Id, certificate, authority) && IsAppointed(authority)).Answer);

    private static AsnReader Unwrap(AsnReader outer)
    {
        if (outer.ReadEnumeratedBytes().Span is not [0])
        {
            throw new AsnContentException("The responder gave no answer.");
        }

        var bytes = outer.ReadSequence(Asn.Context(0)).ReadSequence();
        bytes.ReadObjectIdentifier();
        return new AsnReader(bytes.ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
    }

    private static bool Names(ReadOnlyMemory<byte> id, Certificate certificate, Certificate authority)
    {
        var named = new AsnReader(id, AsnEncodingRules.BER).ReadSequence();
        return SignatureAlgorithm.DigestOf(AlgorithmName.Read(named).Oid) is { } digest
            && named.ReadOctetString().AsSpan().SequenceEqual(Digest.Of(digest, certificate.Issuer.Span))
            && named.ReadOctetString().AsSpan().SequenceEqual(Digest.Of(digest, authority.Key.EncodedKeyValue.RawData))
            && named.ReadInteger() == Asn.Serial(certificate);
    }

    private void ReadSingle(AsnReader single)
    {
        var id = single.ReadEncodedValue();
        var status = single.PeekTag().TagValue;
        var detail = single.ReadEncodedValue();
        var from = single.ReadGeneralizedTime();
        DateTimeOffset? until = single.HasData && single.PeekTag().HasSameClassAndValue(Asn.Context(0))
            ? single.ReadSequence(Asn.Context(0)).ReadGeneralizedTime()
            : null;
        DateTimeOffset? revoked = status == 1 ? new AsnReader(detail, AsnEncodingRules.BER).ReadSequence(Asn.Context(1)).ReadGeneralizedTime() : null;
        if (revoked is { } at && single.HasData && single.PeekTag().HasSameClassAndValue(Asn.Context(1)))
        {
            // What a revocation list may say of an entry, an answer may say too (RFC 6960, 4.4.5).
            revoked = RevocationList.SinceWhen(at, single.ReadSequence(Asn.Context(1)).ReadSequence());
        }

        answers.Add((id, status is 0 or 1 ? new RevocationAnswer(from, until, revoked) : null));
    }

    private bool IsAppointed(Certificate authority) =>
        part.IsSignedBy(authority.Verifier)
        || certificates.Any(responder => responder.Purposes.Contains(OcspSigning, StringComparer.Ordinal) && responder.Covers(produced)
            && responder.IsIssuedBy(authority) && part.IsSignedBy(responder.Verifier));
}
