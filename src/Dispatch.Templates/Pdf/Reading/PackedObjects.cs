namespace Dispatch.Templates.Pdf.Reading;

/// <summary>An unpacked object stream (ISO 32000-1, 7.5.7): pairs of number and offset, then the objects.</summary>
internal sealed class PackedObjects
{
    private readonly PdfSource source;
    private readonly (int Number, long Offset)[] index;

    /// <exception cref="PdfFormatException">The index is damaged.</exception>
    public PackedObjects(byte[] data, long count, long first)
    {
        if (count < 0 || first < 0 || count > data.Length || first > data.Length)
        {
            throw new PdfFormatException(PdfFormatCodes.Syntax, "An object stream has no sound index");
        }

        source = new PdfSource(data);
        index = new (int, long)[count];
        var parser = new PdfParser(source, 0, inFile: false);
        for (var i = 0; i < index.Length; i++)
        {
            var (number, offset) = (parser.ReadCount(), parser.ReadCount());
            index[i] = number <= int.MaxValue ? ((int)number, first + offset) : throw parser.Wrong("An object stream has no sound index");
        }
    }

    /// <summary>The numbers of all objects in it.</summary>
    public IEnumerable<int> Numbers => index.Select(entry => entry.Number);

    /// <exception cref="PdfFormatException">There stands another object, or none.</exception>
    public PdfValue Read(int number, int place)
    {
        if (place >= index.Length || index[place].Number != number)
        {
            throw new PdfFormatException(PdfFormatCodes.ObjectMismatch, $"Object {number} is not in its object stream");
        }

        return new PdfParser(source, index[place].Offset, inFile: false).ReadValue();
    }
}
