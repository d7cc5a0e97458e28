using System.Security.Cryptography;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// The source that a copy was made of and still lies whole at the beginning of its file: its signatures are not of this file, whose pages are the copier's, but of what was copied.
/// They are told beside the verdict and never change it.
/// </summary>
/// <param name="Length">The source is the first that many bytes of the file.</param>
/// <param name="Hash">Their SHA-256, lower-case hex.</param>
/// <param name="Finding">What is proven of the source alone.</param>
public sealed record CopiedSource(long Length, string Hash, FileFinding Finding)
{
    private const int MostRevisions = 16;
    private const int LongestEnding = 64;

    private static readonly byte[] Mark = "/ByteRange"u8.ToArray();

    /// <summary>The newest revision before all signatures of a file that had signatures which the file does not have any more; null where there is none.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="signatures">The signatures it has.</param>
    internal static PdfFileReader? In(PdfFileReader reader, IReadOnlyCollection<FoundSignature> signatures)
    {
        var before = signatures.Select(found => found.Value is PdfReference { Number: var number } ? reader.PlaceOf(number)?.Start ?? 0 : 0).Append(reader.Length).Min();
        return Mentions(reader, before)
            ? reader.Sections.Where(section => section.End <= before).Take(MostRevisions).Select(section => RevisionAt(reader, section)).FirstOrDefault(revision => revision is not null && FoundSignature.In(revision).Count > 0)
            : null;
    }

    internal static CopiedSource Of(PdfFileReader revision, FileFinding finding)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        revision.Source.Visit(0, revision.Length, hash.AppendData);
        return new(revision.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), finding);
    }

    // Cheap, so that files without a past are not read twice.
    private static bool Mentions(PdfFileReader reader, long before)
    {
        const int Step = 1 << 16;
        for (long at = 0; at < before; at += Step)
        {
            if (reader.Source.Read(at, Math.Min(Step + Mark.Length, before - at)).AsSpan().IndexOf(Mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static PdfFileReader? RevisionAt(PdfFileReader reader, XrefSection section)
    {
        var ending = reader.Source.Read(section.End, Math.Min(LongestEnding, reader.Length - section.End)).AsSpan();
        var end = ending.IndexOf("%%EOF"u8);
        if (end < 0)
        {
            return null;
        }

        end += "%%EOF".Length;
        end += ending[end..] switch { [(byte)'\r', (byte)'\n', ..] => 2, [(byte)'\r' or (byte)'\n', ..] => 1, _ => 0 };
        try
        {
            return reader.Revision(section.End + end);
        }
        catch (PdfFormatException)
        {
            // What is no sound file by itself was never a source.
            return null;
        }
    }
}
