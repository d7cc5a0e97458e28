using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;

namespace Dispatch.Templates.Sheets;

/// <summary>Prints a dispatch as Phụ lục I of Nghị định 30/2020/NĐ-CP lays it out.</summary>
public static class DispatchSheetPrinter
{
    /// <summary>The most pages of a dispatch with its annexes. A longer one is not composed here: it is a book.</summary>
    public const int MostPages = 500;

    /// <summary>
    /// Makes the PDF of a dispatch. The same sheet gives the same bytes on every machine, in every culture, at every time; text may come in composed
    /// or decomposed letters.
    /// </summary>
    /// <param name="sheet">The dispatch, exactly as it is to be printed.</param>
    /// <returns>A complete PDF file.</returns>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    /// <exception cref="UnprintableSheetException">The sheet is none that the law knows, has more text than <see cref="Bodies.BodySize"/> or more pages than <see cref="MostPages"/> allow, or something on it fits no page.</exception>
    public static byte[] Print(DispatchSheet sheet) => Print(sheet, PdfStandard.Accessible);

    /// <summary>The same paper as PDF/A-1b, for archives that take nothing newer. What is see-through is laid on white.</summary>
    /// <inheritdoc cref="Print(DispatchSheet)"/>
    public static byte[] PrintForOldArchives(DispatchSheet sheet) => Print(sheet, PdfStandard.Oldest);

    private static byte[] Print(DispatchSheet sheet, PdfStandard standard)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var layout = new DispatchLayout(sheet);
        var document = new PdfDocument(Paper.Portrait.Width, Paper.Portrait.Height, layout.Title, sheet.IsToBeSigned ? null : sheet.Date, standard);
        PageFlow.Draw(layout.Sections, page => document.NewPage(page.Width, page.Height), MostPages);
        return document.ToBytes();
    }
}
