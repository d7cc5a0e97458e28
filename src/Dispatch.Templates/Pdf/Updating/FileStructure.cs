using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>The structure of a tagged file (ISO 32000-1, 14.7) while an update adds to it: which element each mark of a page belongs to.</summary>
internal sealed class FileStructure
{
    private const int DeepestTree = 32;
    private const int MostParents = 2_000_000;

    private readonly PdfFileReader reader;
    private readonly PdfUpdate update;
    private readonly FilePages pages;
    private readonly PdfReference root;
    private readonly SortedDictionary<int, PdfValue> parents = [];
    private readonly Dictionary<int, List<PdfValue>> marks = [];
    private int next;

    private FileStructure(PdfFileReader reader, PdfUpdate update, FilePages pages, PdfReference root, PdfDictionary tree)
    {
        (this.reader, this.update, this.pages, this.root) = (reader, update, pages, root);
        Read(reader.DictionaryOf(tree, "ParentTree"), 0);
        next = Math.Max(parents.Count == 0 ? 0 : parents.Keys.Max() + 1, (int)Math.Clamp((reader.Entry(tree, "ParentTreeNextKey") as PdfInteger)?.Value ?? 0, 0, int.MaxValue / 2));

        // The one element that holds all others, where there is one.
        Above = tree["K"] is PdfReference document && reader.Get(document) is PdfDictionary element && reader.NameOf(element, "S") == "Document" ? document : root;
    }

    /// <summary>The element that new parts of the document are put under.</summary>
    public PdfReference Above { get; }

    /// <summary>The structure of a file; null when it has none.</summary>
    /// <exception cref="PdfFormatException">It runs in a circle or is too large.</exception>
    public static FileStructure? Of(PdfFileReader reader, PdfUpdate update, FilePages pages) =>
        reader.Catalog["StructTreeRoot"] is PdfReference root && reader.Get(root) is PdfDictionary tree ? new FileStructure(reader, update, pages, root, tree) : null;

    /// <summary>The number of the next mark of a page.</summary>
    public int NextMark(int page) => MarksOf(page).Count;

    /// <summary>A mark on a page that belongs to an element; gives its number.</summary>
    public int Mark(int page, PdfReference element)
    {
        var own = MarksOf(page);
        own.Add(element);
        return own.Count - 1;
    }

    /// <summary>The element of an annotation that goes; null when it has none.</summary>
    public PdfReference? Take(PdfValue? key) =>
        reader.Resolve(key) is PdfInteger number && number.Value is >= 0 and <= int.MaxValue && parents.Remove((int)number.Value, out var element) ? element as PdfReference : null;

    /// <summary>Gives the structure with a new part at its end to the update.</summary>
    public void Save(PdfReference? part)
    {
        foreach (var (key, own) in marks)
        {
            parents[key] = update.Add(new PdfArray([.. own]));
        }

        var numbers = parents.SelectMany(entry => new[] { new PdfInteger(entry.Key), entry.Value });
        var tree = new PdfDictionary([new("Nums", new PdfArray([.. numbers]))]);
        update.Replace(root.Number, ((PdfDictionary)update.Get(root)).With("ParentTree", tree).With("ParentTreeNextKey", new PdfInteger(next)));
        if (part is not null)
        {
            var above = (PdfDictionary)update.Get(Above);
            update.Replace(Above.Number, above.With("K", new PdfArray([.. KidsOf(above), part])));
        }
    }

    /// <summary>An element that no longer stands for anything goes.</summary>
    public void Remove(PdfReference element)
    {
        if (update.Get(element) is PdfDictionary known && known["P"] is PdfReference parent && update.Get(parent) is PdfDictionary above)
        {
            update.Replace(parent.Number, above.With("K", new PdfArray([.. KidsOf(above).Where(kid => (kid as PdfReference)?.Number != element.Number)])));
            update.Replace(element.Number, PdfNull.Instance);
        }
    }

    private IEnumerable<PdfValue> KidsOf(PdfDictionary element) => element["K"] switch { null => [], var kids when reader.Resolve(kids) is PdfArray array => array.Items, var kid => [kid] };

    private List<PdfValue> MarksOf(int page)
    {
        if (reader.Resolve(pages[page]["StructParents"]) is not PdfInteger key)
        {
            key = new PdfInteger(next++);
            pages[page] = pages[page].With("StructParents", key);
        }

        if (!marks.TryGetValue((int)key.Value, out var own))
        {
            own = parents.TryGetValue((int)key.Value, out var known) && reader.Resolve(known) is PdfArray array ? [.. array.Items] : [];
            marks[(int)key.Value] = own;
        }

        return own;
    }

    private void Read(PdfDictionary? node, int depth)
    {
        if (node is null)
        {
            return;
        }

        if (depth > DeepestTree || parents.Count > MostParents)
        {
            throw new PdfFormatException(PdfFormatCodes.Limit, "The structure of the file is too deep or too large");
        }

        var numbers = reader.ItemsOf(node, "Nums");
        for (var i = 0; i + 1 < numbers.Count; i += 2)
        {
            if (reader.Resolve(numbers[i]) is PdfInteger key && key.Value is >= 0 and <= int.MaxValue / 2)
            {
                parents[(int)key.Value] = numbers[i + 1];
            }
        }

        foreach (var kid in reader.ItemsOf(node, "Kids"))
        {
            Read(reader.Resolve(kid) as PdfDictionary, depth + 1);
        }
    }
}
