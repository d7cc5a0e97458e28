using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Templates.Inspecting;

/// <summary>Everything that can be reached from the catalog of a file, looked at once each for what a signer must know.</summary>
internal sealed class FileContents
{
    private const int MostValues = 5_000_000;

    private static readonly string[] Outside = ["Launch", "SubmitForm", "ImportData", "GoToR", "GoToE"];
    private static readonly string[] MediaActions = ["Rendition", "Movie", "Sound", "GoTo3DView", "RichMediaExecute"];
    private static readonly string[] MediaNotes = ["RichMedia", "Movie", "Sound", "Screen", "3D"];
    private static readonly string[] Fillable = ["Tx", "Btn", "Ch"];

    private readonly PdfFileReader reader;
    private readonly HashSet<int> seen = [];
    private readonly Stack<PdfValue> waiting = new();

    private FileContents(PdfFileReader reader) => this.reader = reader;

    public HashSet<FontFound> Fonts { get; } = [];

    public HashSet<string> Attachments { get; } = new(StringComparer.Ordinal);

    public HashSet<string> OutsideActions { get; } = new(StringComparer.Ordinal);

    public bool HasScripts { get; private set; }

    public bool HasMedia { get; private set; }

    public bool HasLayers { get; private set; }

    public bool HasExternalStreams { get; private set; }

    public bool HasXfa { get; private set; }

    public int FillableFields { get; private set; }

    public int Signatures { get; private set; }

    /// <summary>The author's signature says that nothing more may come.</summary>
    public bool IsLocked { get; private set; }

    /// <exception cref="PdfFormatException">The file is not sound, or holds more than is looked at.</exception>
    public static FileContents Of(PdfFileReader reader, CancellationToken cancellationToken)
    {
        var contents = new FileContents(reader);
        contents.waiting.Push(reader.Trailer["Root"]!);
        for (var left = MostValues; contents.waiting.TryPop(out var next); left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (left == 0)
            {
                throw new PdfFormatException(PdfFormatCodes.Limit, "The file holds more values than are looked at");
            }

            contents.Look(next);
        }

        return contents;
    }

    private void Look(PdfValue value)
    {
        if (value is PdfReference reference)
        {
            value = seen.Add(reference.Number) ? reader.Get(reference) : PdfNull.Instance;
        }

        switch (value)
        {
            case PdfArray array:
                array.Items.ToList().ForEach(waiting.Push);
                break;
            case PdfStream stream:
                HasExternalStreams |= stream.Dictionary["F"] is not null && reader.NameOf(stream.Dictionary, "Type") != "EmbeddedFile";
                Look(stream.Dictionary);
                break;
            case PdfDictionary dictionary:
                See(dictionary);

                // The fonts that a form would write with are seen only when something is written.
                dictionary.Entries.Where(entry => entry.Key != "DR").ToList().ForEach(entry => waiting.Push(entry.Value));

                break;
        }
    }

    private void See(PdfDictionary dictionary)
    {
        var (type, subtype, action) = (reader.NameOf(dictionary, "Type"), reader.NameOf(dictionary, "Subtype"), reader.NameOf(dictionary, "S"));
        HasScripts |= action == "JavaScript" || (type is null or "Action" && dictionary["JS"] is not null);
        HasMedia |= (action is not null && MediaActions.Contains(action, StringComparer.Ordinal)) || (subtype is not null && MediaNotes.Contains(subtype, StringComparer.Ordinal));
        HasLayers |= type == "OCG";
        HasXfa |= dictionary["XFA"] is not null;
        if (action is not null && Outside.Contains(action, StringComparer.Ordinal))
        {
            OutsideActions.Add(action);
        }

        if (dictionary["EF"] is not null)
        {
            Attachments.Add(FormFields.TextOf(reader.Resolve(dictionary["UF"] ?? dictionary["F"])));
        }

        if (type == "Font")
        {
            SeeFont(dictionary, subtype);
        }

        SeeField(dictionary);
    }

    private void SeeFont(PdfDictionary font, string? subtype)
    {
        if (subtype is "Type0")
        {
            return;
        }

        var descriptor = reader.DictionaryOf(font, "FontDescriptor");
        var isEmbedded = subtype == "Type3" || descriptor?["FontFile"] is not null || descriptor?["FontFile2"] is not null || descriptor?["FontFile3"] is not null;
        Fonts.Add(new FontFound(reader.NameOf(font, "BaseFont") ?? reader.NameOf(font, "Name") ?? "?", isEmbedded));
    }

    private void SeeField(PdfDictionary dictionary)
    {
        var kind = reader.NameOf(dictionary, "FT");
        if (kind == "Sig" && reader.DictionaryOf(dictionary, "V") is { } signature)
        {
            Signatures++;
            IsLocked |= reader.ItemsOf(signature, "Reference").Select(reader.Resolve).OfType<PdfDictionary>()
                .Any(reference => reader.NameOf(reference, "TransformMethod") == "DocMDP" && reader.Entry(reader.DictionaryOf(reference, "TransformParams"), "P") is PdfInteger { Value: 1 });
        }
        else if (kind is not null && Fillable.Contains(kind, StringComparer.Ordinal) && FormFields.TextOf(reader.Resolve(dictionary["T"])) is not (SheetFields.Number or SheetFields.Date))
        {
            // Our own two are left for number and date, which the law puts after the first signature.
            FillableFields++;
        }
    }
}
