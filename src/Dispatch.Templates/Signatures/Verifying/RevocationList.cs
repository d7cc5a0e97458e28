using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>What an authority says about one certificate, and for which time it says so.</summary>
internal sealed record RevocationAnswer(DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? RevokedAt);

/// <summary>A revocation list (RFC 5280, 5) as far as one certificate is concerned.</summary>
internal sealed class RevocationList
{
    private readonly SignedPart part;
    private readonly ReadOnlyMemory<byte> issuer;
    private readonly Dictionary<BigInteger, DateTimeOffset?> revoked = [];
    private ListScope scope = ListScope.All;

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
        if (!IsComplete || !scope.Holds(certificate) || !issuer.Span.SequenceEqual(certificate.Issuer.Span) || !part.IsSignedBy(authority.Verifier)
            || authority.Usage is { } usage && !usage.HasFlag(X509KeyUsageFlags.CrlSign))
        {
            return null;
        }

        return new RevocationAnswer(From, Until, revoked.GetValueOrDefault(Asn.Serial(certificate)));
    }

    /// <summary>From when a certificate counts as revoked: the authority may say that the key was in other hands before the day it wrote the line (RFC 5280, 5.3.2).</summary>
    internal static DateTimeOffset SinceWhen(DateTimeOffset written, AsnReader extensions) =>
        Asn.Extensions(extensions).Where(extension => extension.Oid == "2.5.29.24").Select(extension => new AsnReader(extension.Value, AsnEncodingRules.BER).ReadGeneralizedTime()).Append(written).Min();

    private bool IsUnderstood((string Oid, bool Critical, ReadOnlyMemory<byte> Value) extension) => extension.Oid switch
    {
        "2.5.29.27" => false,
        "2.5.29.28" => (scope = ListScope.TryRead(extension.Value) ?? ListScope.None).IsUsable,
        "2.5.29.20" or "2.5.29.35" => true,
        _ => !extension.Critical,
    };

    private void ReadEntries(AsnReader entries)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = entry.ReadInteger();
            var time = Asn.Time(entry);
            revoked[serial] = entry.HasData ? SinceWhen(time, entry.ReadSequence()) : time;
        }
    }
}
