namespace Dispatch.Templates.Pdf.Reading;

/// <summary>Where an object is: nowhere (free), at an offset of the file, or the nth in an object stream.</summary>
internal readonly record struct XrefEntry(XrefEntryKind Kind, long Place, int Second)
{
    public static XrefEntry Free { get; } = new(XrefEntryKind.Free, 0, 0);

    /// <summary>The generation of an object in the file; objects in object streams have generation 0.</summary>
    public int Generation => Kind == XrefEntryKind.Packed ? 0 : Second;
}

/// <summary>The three types of entries of a cross-reference stream (7.5.8.3); a table knows the first two.</summary>
internal enum XrefEntryKind
{
    Free,
    InFile,
    Packed,
}

/// <summary>One cross-reference section with its trailer; a table with its XRefStm is one section.</summary>
internal sealed record XrefSection(long Start, long End, bool IsStream, PdfDictionary Trailer, IReadOnlyDictionary<int, XrefEntry> Entries)
{
    /// <summary>Every reader counts its lines alike: twenty bytes each (7.5.4), and none that some take for the line of object 0.</summary>
    public bool IsRegular { get; init; } = true;

    /// <summary>Where the stream beside a table stands, when there is one.</summary>
    public (long Start, long End)? Beside { get; init; }
}
