using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>What an authority says about one certificate, and for which time it says so.</summary>
internal sealed record RevocationAnswer(DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? RevokedAt);

/// <summary>A revocation list (RFC 5280, 5) as far as one certificate is concerned.</summary>
internal sealed class RevocationList
{
    private readonly SignedPart part;
    private readonly ReadOnlyMemory<byte> issuer;
    private readonly Dictionary<BigInteger, DateTimeOffset?> revoked = [];

    private RevocationList(ReadOnlyMemory<byte> encoded)
    {
        part = SignedPart.Read(new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence());
        var list = new AsnReader(part.Signed, AsnEncodingRules.BER).ReadSequence();
        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            list.ReadInteger();
        }

        AlgorithmName.Read(list);
        issuer = list.ReadEncodedValue();
        From = Asn.Time(list);
        Until = list.HasData && list.PeekTag().TagClass == TagClass.Universal && !list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? Asn.Time(list) : null;
        if (list.HasData && list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            ReadEntries(list.ReadSequence());
        }

        IsComplete = !list.HasData || Asn.Extensions(list.ReadSequence(Asn.Context(0)).ReadSequence()).All(IsUnderstood);
    }

    public DateTimeOffset From { get; }

    public DateTimeOffset? Until { get; }

    /// <summary>It speaks of all certificates of its issuer: no delta, no list of some reasons, no list for others.</summary>
    private bool IsComplete { get; }

    public static RevocationList? TryRead(ReadOnlyMemory<byte> encoded) => Asn.Try(() => new RevocationList(encoded));

    /// <summary>What it says of a certificate of this issuer; null when it does not speak of it, or is not signed by that issuer.</summary>
    public RevocationAnswer? About(Certificate certificate, Certificate authority)
    {
        if (!IsComplete || !issuer.Span.SequenceEqual(certificate.Issuer.Span) || !part.IsSignedBy(authority.Verifier)
            || authority.Usage is { } usage && !usage.HasFlag(X509KeyUsageFlags.CrlSign))
        {
            return null;
        }

        return new RevocationAnswer(From, Until, revoked.GetValueOrDefault(Asn.Serial(certificate)));
    }

    // Scope (issuing distribution point) is understood when it limits nothing but the kind of certificate, which the caller's list of lists covers.
    private static bool IsUnderstood((string Oid, bool Critical, ReadOnlyMemory<byte> Value) extension) => extension.Oid switch
    {
        "2.5.29.27" => false,
        "2.5.29.28" => Asn.Try(() => LimitsNothing(new AsnReader(extension.Value, AsnEncodingRules.BER).ReadSequence()) ? "" : null) is not null,
        "2.5.29.20" or "2.5.29.35" => true,
        _ => !extension.Critical,
    };

    private static bool LimitsNothing(AsnReader scope)
    {
        while (scope.HasData)
        {
            if (scope.PeekTag().TagValue is 3 or 4 or 5)
            {
                return false;
            }

            scope.ReadEncodedValue();
        }

        return true;
    }

    private void ReadEntries(AsnReader entries)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = entry.ReadInteger();
            var time = Asn.Time(entry);
            foreach (var (oid, _, value) in entry.HasData ? Asn.Extensions(entry.ReadSequence()) : [])
            {
                // The authority may say that the key was in other hands before the day it wrote the line (5.3.2).
                if (oid == "2.5.29.24" && new AsnReader(value, AsnEncodingRules.BER).ReadGeneralizedTime() is var invalid && invalid < time)
                {
                    time = invalid;
                }
            }

            revoked[serial] = time;
        }
    }
}

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

    /// <summary>What it says of a certificate; null when it does not speak of it, or is signed neither by the issuer nor by a responder the issuer appointed.</summary>
    public RevocationAnswer? About(Certificate certificate, Certificate authority)
    {
        foreach (var (id, answer) in answers)
        {
            if (answer is not null && Names(id, certificate, authority) && IsAppointed(authority))
            {
                return answer;
            }
        }

        return null;
    }

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
        answers.Add((id, status is 0 or 1 ? new RevocationAnswer(from, until, revoked) : null));
    }

    private bool IsAppointed(Certificate authority) =>
        part.IsSignedBy(authority.Verifier)
        || certificates.Any(responder => responder.Purposes.Contains(OcspSigning, StringComparer.Ordinal) && responder.Covers(produced)
            && responder.IsIssuedBy(authority) && part.IsSignedBy(responder.Verifier));
}

/// <summary>Small readings shared by the answers.</summary>
internal static class Asn
{
    public static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    public static DateTimeOffset Time(AsnReader reader) => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    public static BigInteger Serial(Certificate certificate) => new(certificate.Framework.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true);

    public static List<(string Oid, bool Critical, ReadOnlyMemory<byte> Value)> Extensions(AsnReader sequence)
    {
        var found = new List<(string, bool, ReadOnlyMemory<byte>)>();
        while (sequence.HasData)
        {
            var extension = sequence.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            found.Add((oid, critical, extension.ReadOctetString()));
        }

        return found;
    }

    /// <summary>What was read, or null when it is malformed: an answer that cannot be read is no answer.</summary>
    public static T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException or ArgumentException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }
}
