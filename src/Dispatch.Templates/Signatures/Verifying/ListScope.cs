using System.Formats.Asn1;
using System.Text;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// Of which certificates a revocation list speaks (issuing distribution point, RFC 5280, 5.2.5): a list of authorities says nothing of people, and one of several
/// lists nothing of those whose certificates name another.
/// </summary>
internal sealed record ListScope(bool IsUsable, bool OnlyPeople, bool OnlyAuthorities, IReadOnlyList<byte[]> Points)
{
    /// <summary>Without the extension: every certificate of the issuer.</summary>
    public static ListScope All { get; } = new(IsUsable: true, OnlyPeople: false, OnlyAuthorities: false, []);

    /// <summary>One that cannot be read, or is limited to some reasons, other issuers or attributes.</summary>
    public static ListScope None { get; } = new(IsUsable: false, OnlyPeople: false, OnlyAuthorities: false, []);

    public static ListScope? TryRead(ReadOnlyMemory<byte> encoded) => Asn.Try(() => Read(new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence()));

    public bool Holds(Certificate certificate) =>
        IsUsable && !(OnlyPeople && certificate.IsAuthority) && !(OnlyAuthorities && !certificate.IsAuthority)
        && (Points.Count == 0 || Points.Any(point => certificate.Framework.Extensions["2.5.29.31"] is { } named && named.RawData.AsSpan().IndexOf(point) >= 0));

    private static ListScope Read(AsnReader members)
    {
        var scope = All;
        while (members.HasData)
        {
            var tag = members.PeekTag();
            scope = tag.TagValue switch
            {
                0 => scope with { Points = PointsOf(members.ReadSequence(Asn.Context(0))) },
                1 => scope with { OnlyPeople = members.ReadBoolean(new Asn1Tag(TagClass.ContextSpecific, 1)) },
                2 => scope with { OnlyAuthorities = members.ReadBoolean(new Asn1Tag(TagClass.ContextSpecific, 2)) },
                _ => None,
            };
            if (!scope.IsUsable)
            {
                return scope;
            }
        }

        return scope;
    }

    // The addresses of the list itself; a name relative to the issuer is kept as it is written.
    private static List<byte[]> PointsOf(AsnReader point)
    {
        var points = new List<byte[]>();
        var names = point.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, point.PeekTag().TagValue, isConstructed: true));
        while (names.HasData)
        {
            points.Add(names.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 6))
                ? Encoding.ASCII.GetBytes(names.ReadCharacterString(UniversalTagNumber.IA5String, new Asn1Tag(TagClass.ContextSpecific, 6)))
                : names.ReadEncodedValue().ToArray());
        }

        return points;
    }
}
