using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Pdf.Updating;

/// <summary>The pages of a file while an update draws on them or adds others. What they showed stays below what is drawn.</summary>
internal sealed class FilePages
{
    private static readonly string[] ResourceKinds = ["Font", "XObject"];

    private readonly PdfFileReader reader;
    private readonly PdfUpdate update;
    private readonly List<Page> pages;
    private readonly int root;
    private int added;

    /// <exception cref="PdfFormatException">The tree of pages is none.</exception>
    public FilePages(PdfFileReader reader, PdfUpdate update)
    {
        (this.reader, this.update) = (reader, update);
        root = reader.Catalog["Pages"] is PdfReference tree ? tree.Number : throw new PdfFormatException(PdfFormatCodes.Structure, "The file has no tree of pages");
        pages = [.. PageTree.Of(reader).Pages.Select(node => new Page(node))];
    }

    public int Count => pages.Count;

    /// <summary>The number of the object of a page.</summary>
    public int NumberOf(int page) => pages[page].Node.Number;

    /// <summary>The page's own entries, as this update leaves them.</summary>
    public PdfDictionary this[int page]
    {
        get => pages[page].Dictionary;
        set => (pages[page].Dictionary, pages[page].IsChanged) = (value, true);
    }

    /// <summary>What the page shows, as far as it can be followed; null when it cannot.</summary>
    public ContentMarks? MarksOf(int page)
    {
        try
        {
            return ContentReader.Read(reader, pages[page].Node);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }

    /// <summary>An entry that a page may have from the nodes above it.</summary>
    public PdfValue Inherited(int page, string name)
    {
        var node = pages[page].Node.Dictionary;
        for (var left = 64; left > 0 && reader.Entry(node, name) is PdfNull; left--)
        {
            if (reader.DictionaryOf(node, "Parent") is not { } parent)
            {
                return PdfNull.Instance;
            }

            node = parent;
        }

        return reader.Entry(node, name);
    }

    /// <summary>A rectangle; null when the value is none.</summary>
    public Box? BoxOf(PdfValue value) => Box.Of(reader, value);

    /// <summary>Draws behind everything the page shows so far.</summary>
    /// <param name="page">Which page, from 0.</param>
    /// <param name="content">Drawing instructions that begin in the state of an empty page.</param>
    /// <param name="named">What they name: kind ("Font", "XObject"), name and object.</param>
    public void Draw(int page, ReadOnlySpan<byte> content, IEnumerable<(string Kind, string Name, PdfReference Object)> named)
    {
        var drawn = pages[page];
        drawn.Content.Add(content);
        drawn.Named.AddRange(named);
        drawn.IsChanged = true;
    }

    /// <summary>A name for resources that no page uses yet.</summary>
    public string FreshName()
    {
        var used = pages.SelectMany(page => ResourceKinds.SelectMany(kind => reader.DictionaryOf(page.Node.Resources, kind)?.Entries.Select(entry => entry.Key) ?? [])).ToHashSet(StringComparer.Ordinal);
        var name = "S";
        while (used.Any(known => known.StartsWith(name, StringComparison.Ordinal)))
        {
            name += "x";
        }

        return name;
    }

    /// <summary>An empty page behind the last.</summary>
    public void Append(double width, double height)
    {
        var box = new PdfArray([new PdfInteger(0), new PdfInteger(0), new PdfReal(width), new PdfReal(height)]);
        var dictionary = new PdfDictionary(
        [
            new("Type", new PdfName("Page")), new("Parent", new PdfReference(root)), new("MediaBox", box), new("CropBox", box), new("Rotate", new PdfInteger(0)),
            new("Tabs", new PdfName("S")), new("Resources", PdfDictionary.Empty),
        ]);
        pages.Add(new Page(new PageNode(update.Reserve().Number, dictionary, PdfDictionary.Empty, "")) { IsChanged = true, IsNew = true });
        added++;
    }

    /// <summary>Gives what was changed to the update.</summary>
    public void Save()
    {
        for (var i = 0; i < pages.Count; i++)
        {
            if (pages[i].IsChanged)
            {
                update.Replace(pages[i].Node.Number, Finished(i));
            }
        }

        if (added > 0 && reader.Get(root) is PdfDictionary tree)
        {
            var kids = reader.ItemsOf(tree, "Kids").Concat(pages.Where(page => page.IsNew).Select(page => new PdfReference(page.Node.Number)));
            update.Replace(root, tree.With("Kids", new PdfArray([.. kids])).With("Count", new PdfInteger(pages.Count)));
        }
    }

    private PdfDictionary Finished(int index)
    {
        var page = pages[index];
        if (page.Content.Length == 0)
        {
            return page.Dictionary;
        }

        // What the page shows is closed in, so that what comes behind it begins as on an empty page.
        var open = page.IsNew ? 0 : MarksOf(index)?.OpenStates ?? 0;
        var own = new PdfBuffer().Add(page.IsNew ? "" : string.Concat(Enumerable.Repeat("Q ", open + 1)) + "\n").Add(page.Content.Written);
        var behind = Packed(own);
        var contents = page.IsNew ? (PdfValue)behind : new PdfArray([Packed(new PdfBuffer().Add("q\n"u8)), .. Old(page.Dictionary), behind]);
        return page.Dictionary.With("Contents", contents).With("Resources", WithNamed(page));
    }

    private IEnumerable<PdfValue> Old(PdfDictionary page) => page["Contents"] switch
    {
        null => [],
        var value when reader.Resolve(value) is PdfArray array => array.Items,
        var value => [value],
    };

    private PdfDictionary WithNamed(Page page)
    {
        var resources = reader.DictionaryOf(page.Dictionary, "Resources") ?? page.Node.Resources ?? PdfDictionary.Empty;
        foreach (var kind in page.Named.GroupBy(named => named.Kind, StringComparer.Ordinal))
        {
            var known = kind.DistinctBy(named => named.Name, StringComparer.Ordinal)
                .Aggregate(reader.DictionaryOf(resources, kind.Key) ?? PdfDictionary.Empty, (dictionary, named) => dictionary.With(named.Name, named.Object));
            resources = resources.With(kind.Key, known);
        }

        return resources;
    }

    private PdfReference Packed(PdfBuffer content) => new(new UpdateObjects(update).AddStream("", content.Written));

    private sealed class Page(PageNode node)
    {
        public PageNode Node { get; } = node;

        public PdfDictionary Dictionary { get; set; } = node.Dictionary;

        public PdfBuffer Content { get; } = new();

        public List<(string Kind, string Name, PdfReference Object)> Named { get; } = [];

        public bool IsChanged { get; set; }

        public bool IsNew { get; init; }
    }
}
