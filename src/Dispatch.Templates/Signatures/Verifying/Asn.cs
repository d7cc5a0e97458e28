using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Dispatch.Templates.Signatures.Verifying;

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
