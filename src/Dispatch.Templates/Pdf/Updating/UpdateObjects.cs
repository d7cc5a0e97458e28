using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>Objects made by the writer (fonts, pictures) on their way into an update.</summary>
internal sealed class UpdateObjects(PdfUpdate update) : IPdfObjects
{
    public int Reserve() => update.Reserve().Number;

    public void Set(int number, ReadOnlySpan<byte> body) => update.Replace(number, new PdfParser(new PdfSource(body.ToArray()), inFile: false).ReadValue());

    public void SetStream(int number, string entries, ReadOnlySpan<byte> data)
    {
        var written = PdfBuffer.Ascii.GetBytes("<< " + entries + " >>");
        update.Replace(number, new PdfStream((PdfDictionary)new PdfParser(new PdfSource(written), inFile: false).ReadValue(), data.ToArray()));
    }
}
