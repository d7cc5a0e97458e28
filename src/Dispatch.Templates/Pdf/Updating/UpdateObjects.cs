using System.Globalization;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>Objects made by the writer (fonts, pictures) as values of an update, under the update's own numbers.</summary>
internal sealed class UpdateObjects(PdfUpdate update) : IPdfObjects
{
    public int Reserve() => update.Reserve().Number;

    public void Set(int number, ReadOnlySpan<byte> body) => update.Replace(number, ValueOf(body.ToArray()));

    public void SetStream(int number, string entries, ReadOnlySpan<byte> data)
    {
        var dictionary = PdfBuffer.Ascii.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {data.Length} >>"));
        update.Replace(number, new PdfStream((PdfDictionary)ValueOf(dictionary), data.ToArray()));
    }

    private static PdfValue ValueOf(byte[] body) => new PdfParser(new PdfSource(body), inFile: false).ReadValue();
}
