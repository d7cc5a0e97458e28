using System.Globalization;
using System.Text;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Writes number and date into the fields the layout kept for them, after the first signature: nothing else of the file changes.</summary>
public static class FieldFilling
{
    private const double UsualSize = 13;

    /// <summary>Appends an update that fills text fields.</summary>
    /// <param name="file">The file; it can be read, written and positioned. On an exception it is as it was.</param>
    /// <param name="values">The words by the full names of the fields.</param>
    /// <exception cref="SigningException">No such field, one that is no text field, or one that is filled already.</exception>
    /// <exception cref="MissingGlyphException">A character cannot be printed.</exception>
    /// <exception cref="PdfFormatException">The file is no sound PDF.</exception>
    public static void Fill(Stream file, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(values);
        var reader = PdfFileReader.Open(file);
        var form = new FormFields(reader);
        var update = new PdfUpdate(reader);
        foreach (var (name, words) in values.OrderBy(value => value.Key, StringComparer.Ordinal))
        {
            Fill(reader, form, update, form.Named(name), words.Normalize());
        }

        FileUpdate.Append(file, update.Append());
    }

    private static void Fill(PdfFileReader reader, FormFields form, PdfUpdate update, FormFieldFound field, string words)
    {
        if (field.Kind != "Tx" || field.Dictionary["Rect"] is null)
        {
            throw new SigningException(SigningFault.NoSuchField, $"Trường “{field.Name}” của tệp PDF không phải ô chữ.");
        }

        if (field.Dictionary["V"] is not null)
        {
            throw new SigningException(SigningFault.FieldTaken, $"Ô “{field.Name}” đã được điền. Số và ngày đã điền thì không điền lại.");
        }

        var box = PageFinder.BoxOf(reader, field.Dictionary["Rect"]);
        var alignment = reader.Entry(field.Dictionary, "Q") is PdfInteger { Value: var q and >= 0 and <= 2 } ? (Alignment)q : Alignment.Left;
        var style = StyleOf(reader, form, field);
        if (style.WidthOf(words) > box[2] - box[0] + 0.01)
        {
            throw new SigningException(SigningFault.TooLarge, $"“{words}” dài hơn ô “{field.Name}” dành cho nó.");
        }

        var appearance = new AppearanceMaker(update, AppearanceMaker.StandardOf(reader), box[2] - box[0], box[3] - box[1]).Words(words, style, alignment);
        update.Replace(field.Reference.Number, field.Dictionary
            .With("V", new PdfString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(words)], isHex: true))
            .With("AP", PdfDictionary.Empty.With("N", appearance)));
    }

    /// <summary>Size and slant as the field's own words about its look say ("/F3 13 Tf 0 g").</summary>
    private static TextStyle StyleOf(PdfFileReader reader, FormFields form, FormFieldFound field)
    {
        var look = FormFields.TextOf(reader.Resolve(field.Dictionary["DA"] ?? form.Form?["DA"])).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var set = Array.IndexOf(look, "Tf");
        if (set < 2 || !double.TryParse(look[set - 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var size) || size is < 1 or > 72)
        {
            return new TextStyle(UsualSize);
        }

        var fonts = reader.DictionaryOf(reader.DictionaryOf(form.Form, "DR"), "Font");
        var face = reader.NameOf(reader.DictionaryOf(fonts, look[set - 2].TrimStart('/')), "BaseFont") ?? "";
        var style = (face.Contains("Bold", StringComparison.Ordinal) ? FontStyle.Bold : FontStyle.Regular)
            | (face.Contains("Italic", StringComparison.Ordinal) ? FontStyle.Italic : FontStyle.Regular);
        return new TextStyle(size, style);
    }
}
