namespace Dispatch.Templates.Pdf;

/// <summary>Which of the archive's standards a file follows.</summary>
internal enum PdfStandard
{
    /// <summary>PDF/A-2a and PDF/UA-1: for archives and for screen readers. What we print.</summary>
    Accessible,

    /// <summary>PDF/A-1b of the same pages, for archives that take nothing newer: nothing see-through, nothing packed together.</summary>
    Oldest,

    /// <summary>PDF/A-2b: scanned pages, which have no text to tag.</summary>
    Scan,
}

/// <summary>What each standard asks.</summary>
internal static class PdfStandardExtensions
{
    public static string Version(this PdfStandard standard) => standard == PdfStandard.Oldest ? "1.4" : "1.7";

    /// <summary>What the parts of the text are is written into the file.</summary>
    public static bool IsTagged(this PdfStandard standard) => standard != PdfStandard.Scan;

    public static bool AllowsTransparency(this PdfStandard standard) => standard != PdfStandard.Oldest;

    public static bool AllowsPacks(this PdfStandard standard) => standard != PdfStandard.Oldest;
}
