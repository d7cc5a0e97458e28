using System.Globalization;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>Writes values as ISO 32000-1, 7.3 spells them.</summary>
internal sealed class PdfValueWriter(PdfBuffer buffer, long baseOffset)
{
    /// <summary>A value; data of a stream are copied from <paramref name="source"/> when they are in a file.</summary>
    public void Write(PdfValue value, PdfSource source)
    {
        switch (value)
        {
            case PdfNull:
                buffer.Add("null"u8);
                break;
            case PdfBoolean boolean:
                buffer.Add(boolean.Value ? "true"u8 : "false"u8);
                break;
            case PdfInteger number:
                buffer.Add(number.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case PdfReal number:
                buffer.Add(number.Text);
                break;
            case PdfName name:
                WriteName(name.Value);
                break;
            case PdfString text:
                WriteString(text);
                break;
            case PdfArray array:
                WriteArray(array, source);
                break;
            case PdfDictionary dictionary:
                WriteDictionary(dictionary, source);
                break;
            case PdfStream stream:
                WriteStream(stream, source);
                break;
            case PdfReference reference:
                buffer.Add(reference.Number).Add(" "u8).Add(reference.Generation).Add(" R"u8);
                break;
            case PdfPlaceholder place:
                place.WrittenAt = baseOffset + buffer.Length;
                buffer.Add(place.Text);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} is no value of PDF.");
        }
    }

    private void WriteName(string name)
    {
        buffer.Add("/"u8);
        foreach (var letter in name)
        {
            if (letter is > ' ' and < (char)127 && letter != '#' && !PdfParser.IsDelimiter(letter))
            {
                buffer.Add([(byte)letter]);
            }
            else
            {
                buffer.Add("#"u8).Add(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }

    private void WriteString(PdfString text)
    {
        if (text.IsHex)
        {
            buffer.Add("<"u8).Add(Convert.ToHexString(text.Bytes)).Add(">"u8);
            return;
        }

        buffer.Add("("u8);
        foreach (var letter in text.Bytes)
        {
            if (letter is (byte)'(' or (byte)')' or (byte)'\\')
            {
                buffer.Add([(byte)'\\', letter]);
            }
            else if (letter is < 32 or > 126)
            {
                buffer.Add("\\"u8).Add(Convert.ToString(letter, 8).PadLeft(3, '0'));
            }
            else
            {
                buffer.Add([letter]);
            }
        }

        buffer.Add(")"u8);
    }

    private void WriteArray(PdfArray array, PdfSource source)
    {
        buffer.Add("["u8);
        for (var i = 0; i < array.Items.Count; i++)
        {
            buffer.Add(i == 0 ? ""u8 : " "u8);
            Write(array.Items[i], source);
        }

        buffer.Add("]"u8);
    }

    private void WriteDictionary(PdfDictionary dictionary, PdfSource source)
    {
        buffer.Add("<<"u8);
        foreach (var (name, value) in dictionary.Entries)
        {
            buffer.Add(" "u8);
            WriteName(name);
            buffer.Add(" "u8);
            Write(value, source);
        }

        buffer.Add(" >>"u8);
    }

    private void WriteStream(PdfStream stream, PdfSource source)
    {
        WriteDictionary(stream.Dictionary.With("Length", new PdfInteger(stream.Length)), source);
        buffer.Add("\nstream\n"u8).Add(stream.Data ?? source.Read(stream.Start, stream.Length)).Add("\nendstream"u8);
    }
}
