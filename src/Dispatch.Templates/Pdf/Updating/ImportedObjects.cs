using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>Objects made by the writer (fonts, pictures) as values of an update, with numbers of their own there.</summary>
internal sealed class ImportedObjects
{
    private readonly Dictionary<int, PdfReference> numbers = [];

    private ImportedObjects(PdfFile file, PdfUpdate update)
    {
        var objects = file.Objects.ToList();
        for (var i = 0; i < objects.Count; i++)
        {
            numbers[i + 1] = update.Reserve();
        }

        for (var i = 0; i < objects.Count; i++)
        {
            update.Replace(numbers[i + 1].Number, ValueOf(objects[i]));
        }
    }

    /// <summary>Adds all objects of a file in the making to an update; gives their new names by their old numbers.</summary>
    public static IReadOnlyDictionary<int, PdfReference> Into(PdfUpdate update, PdfFile file) => new ImportedObjects(file, update).numbers;

    private PdfValue ValueOf(PdfObject written)
    {
        var parser = new PdfParser(new PdfSource(written.Body), inFile: false);
        var value = Renumbered(parser.ReadValue());
        if (!written.IsStream)
        {
            return value;
        }

        parser.Expect("stream");
        var dictionary = (PdfDictionary)value;
        var length = (int)((PdfInteger)dictionary["Length"]!).Value;
        return new PdfStream(dictionary, written.Body.AsSpan((int)parser.Position + 1, length).ToArray());
    }

    private PdfValue Renumbered(PdfValue value) => value switch
    {
        PdfReference reference => numbers[reference.Number],
        PdfArray array => new PdfArray([.. array.Items.Select(Renumbered)]),
        PdfDictionary dictionary => new PdfDictionary([.. dictionary.Entries.Select(entry => KeyValuePair.Create(entry.Key, Renumbered(entry.Value)))]),
        _ => value,
    };
}
