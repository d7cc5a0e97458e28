using System.Security.Cryptography;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// The bytes a signature covers: all of a revision but the token of its own contents (ISO 32000-1, 12.8.1). Anything else, however little, is a place to put
/// something that was never signed.
/// </summary>
internal sealed class CoveredBytes
{
    private readonly PdfFileReader reader;
    private readonly long gapStart;
    private readonly long gapEnd;

    private CoveredBytes(PdfFileReader reader, long gapStart, long gapEnd, long end, byte[] contents)
    {
        (this.reader, this.gapStart, this.gapEnd, End, Contents) = (reader, gapStart, gapEnd, end, contents);
    }

    /// <summary>The length of the revision.</summary>
    public long End { get; }

    /// <summary>The signature as written, padding included.</summary>
    public byte[] Contents { get; }

    /// <summary>The bytes of a signature, or null when its range is not what it must be.</summary>
    public static CoveredBytes? Of(PdfFileReader reader, FoundSignature signature)
    {
        if (signature.Value is not PdfReference { Number: var number } || reader.PlaceOf(number) is not var (start, end)
            || signature.Dictionary["ByteRange"] is not PdfArray { Items: [PdfInteger { Value: 0 }, PdfInteger first, PdfInteger second, PdfInteger last] }
            || signature.Dictionary["Contents"] is not PdfString { IsHex: true } contents)
        {
            return null;
        }

        var (gapStart, gapEnd) = (first.Value, second.Value);
        var isContents = contents.Start == gapStart && contents.End == gapEnd && start < gapStart && gapEnd < end;
        var isWithinFile = last.Value > 0 && last.Value <= reader.Length - gapEnd;
        return isContents && isWithinFile && IsPlainHex(reader, gapStart, gapEnd, contents.Bytes.Length)
            ? new CoveredBytes(reader, gapStart, gapEnd, gapEnd + last.Value, contents.Bytes)
            : null;
    }

    public byte[] Digest(HashAlgorithmName name)
    {
        using var hash = IncrementalHash.CreateHash(name);
        reader.Source.Visit(0, gapStart, hash.AppendData);
        reader.Source.Visit(gapEnd, End - gapEnd, hash.AppendData);
        return hash.GetHashAndReset();
    }

    // Pairs of digits in one case and nothing between them: the token has one spelling.
    private static bool IsPlainHex(PdfFileReader reader, long start, long end, int bytes)
    {
        var (hasLower, hasUpper) = (false, false);
        for (var at = start + 1; at < end - 1; at++)
        {
            var letter = reader.Source[at];
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return false;
            }

            hasLower |= letter is >= 'a' and <= 'f';
            hasUpper |= letter is >= 'A' and <= 'F';
        }

        return end - start - 2 == 2L * bytes && !(hasLower && hasUpper);
    }
}
