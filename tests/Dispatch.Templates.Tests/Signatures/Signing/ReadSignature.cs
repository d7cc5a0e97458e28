using System.Formats.Asn1;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>A signature as it stands in a file, found by its bytes alone, so that it does not lean on what wrote it.</summary>
internal sealed partial record ReadSignature(byte[] Paper, SignatureHole Hole, long End, string SubFilter)
{
    public byte[] Message
    {
        get
        {
            var padded = Convert.FromHexString(Encoding.ASCII.GetString(Paper, (int)Hole.Start + 1, Hole.Length - 2));
            AsnDecoder.ReadEncodedValue(padded, AsnEncodingRules.BER, out _, out _, out var length);
            return padded[..length];
        }
    }

    public byte[] Covered => CoveredOf(Paper);

    public byte[] CoveredOf(byte[] paper) => [.. paper[..(int)Hole.Start], .. paper[(int)Hole.End..(int)End]];

    /// <summary>The signature value inside the message.</summary>
    public byte[] Value() => Signer(out _);

    /// <summary>The timestamp token among the unsigned attributes.</summary>
    public byte[] Timestamp()
    {
        Signer(out var rest);
        var attribute = rest.ReadSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)).ReadSequence();
        Assert.That(attribute.ReadObjectIdentifier(), Is.EqualTo("1.2.840.113549.1.9.16.2.14"));
        return attribute.ReadSetOf().ReadEncodedValue().ToArray();
    }

    public static IReadOnlyList<ReadSignature> AllOf(byte[] paper) =>
        [.. Range().Matches(Encoding.Latin1.GetString(paper)).Select(match => Of(paper, match))];

    private static ReadSignature Of(byte[] paper, Match match)
    {
        var (start, end, rest) = (Number(match, "start"), Number(match, "end"), Number(match, "rest"));
        return new(paper, new SignatureHole(start, (int)(end - start)), end + rest, match.Groups["filter"].Value);
    }

    private AsnReader SignedData()
    {
        var info = new AsnReader(Message, AsnEncodingRules.DER).ReadSequence();
        info.ReadObjectIdentifier();
        return info.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
    }

    private byte[] Signer(out AsnReader rest)
    {
        var data = SignedData();
        for (var i = 0; i < 4; i++)
        {
            data.ReadEncodedValue();
        }

        rest = data.ReadSetOf().ReadSequence();
        for (var i = 0; i < 5; i++)
        {
            rest.ReadEncodedValue();
        }

        return rest.ReadOctetString();
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value);

    [GeneratedRegex(@"/SubFilter /(?<filter>[\w.]+) /ByteRange \[0 (?<start>\d+) (?<end>\d+) (?<rest>\d+)\]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Range();
}

/// <summary>The evidence that a file carries.</summary>
internal sealed record ReadStore(IReadOnlyList<byte[]> Certificates, IReadOnlyList<byte[]> OcspAnswers, IReadOnlyList<byte[]> RevocationLists)
{
    public static ReadStore Of(byte[] paper)
    {
        var reader = PdfFileReader.Open(paper);
        var store = reader.DictionaryOf(reader.Catalog, "DSS");
        IReadOnlyList<byte[]> Streams(string name) => [.. reader.ItemsOf(store, name).Select(item => reader.Decode((PdfStream)reader.Resolve(item)))];
        return new(Streams("Certs"), Streams("OCSPs"), Streams("CRLs"));
    }
}
