namespace Dispatch.Templates.Pdf.Reading;

/// <summary>
/// The one way reading a PDF file fails: the bytes do not have exactly one meaning under ISO 32000, or they ask for more than the limits allow. Nothing is
/// ever repaired, because two readers repair differently, and a signature over a file that is read in two ways proves neither.
/// </summary>
public sealed class PdfFormatException : Exception
{
    /// <summary>A failure with a code that stays, a sentence for a log, and the place in the file where it was seen.</summary>
    public PdfFormatException(string code, string message, long offset = -1)
        : base(offset < 0 ? message : FormattableString.Invariant($"{message} (byte {offset})"))
    {
        Code = code;
        Offset = offset;
    }

    /// <summary>A failure inside other code that read the file.</summary>
    public PdfFormatException(string code, string message, Exception inner)
        : base(message, inner)
    {
        Code = code;
        Offset = -1;
    }

    /// <summary>One of the codes of <see cref="PdfFormatCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The first byte of what was wrong, counted from 0, or -1 when it has no place of its own.</summary>
    public long Offset { get; }
}

/// <summary>What can be wrong with a file; the codes are a contract, the sentences are not.</summary>
public static class PdfFormatCodes
{
    /// <summary>It does not begin with %PDF- at byte 0, or does not end with startxref and %%EOF.</summary>
    public const string NotPdf = "pdf.not-a-pdf";

    /// <summary>Something follows the last %%EOF, or stands between the last cross-reference section and startxref.</summary>
    public const string BytesAfterEnd = "pdf.bytes-after-end";

    /// <summary>A token or an object that ISO 32000 does not know.</summary>
    public const string Syntax = "pdf.syntax";

    /// <summary>A key that stands twice in one dictionary.</summary>
    public const string DuplicateKey = "pdf.duplicate-key";

    /// <summary>The cross-reference sections are damaged, run in a circle or contradict each other.</summary>
    public const string CrossReference = "pdf.cross-reference";

    /// <summary>At the place of an object stands another one.</summary>
    public const string ObjectMismatch = "pdf.object-mismatch";

    /// <summary>Compressed data that cannot be unpacked.</summary>
    public const string Filter = "pdf.filter";

    /// <summary>Depth, count or unpacked size beyond the limits.</summary>
    public const string Limit = "pdf.limit";

    /// <summary>An encrypted file that cannot be opened without a password.</summary>
    public const string Encrypted = "pdf.encrypted";

    /// <summary>Objects are sound, but the document they make is not (no catalog, a page tree that runs in a circle).</summary>
    public const string Structure = "pdf.structure";
}
