using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>A page with what it inherits.</summary>
internal sealed record PageNode(int Number, PdfDictionary Dictionary, PdfDictionary? Resources, string Path);

/// <summary>The pages of one revision in their order, and the nodes above them.</summary>
internal sealed class PageTree
{
    private const int Deepest = 64;
    private const int MostPages = 200_000;

    private readonly PdfFileReader reader;
    private readonly HashSet<int> seen = [];

    private PageTree(PdfFileReader reader)
    {
        this.reader = reader;
        if (reader.Catalog["Pages"] is { } root)
        {
            Read(root, null, "Root/Pages", 0);
        }
    }

    public List<PageNode> Pages { get; } = [];

    /// <summary>Every node that is not a page.</summary>
    public List<(int Number, PdfDictionary Dictionary, string Path)> Branches { get; } = [];

    /// <exception cref="PdfFormatException">The tree runs in a circle, has a direct node or is too large.</exception>
    public static PageTree Of(PdfFileReader reader) => new(reader);

    private void Read(PdfValue item, PdfDictionary? inherited, string path, int depth)
    {
        if (item is not PdfReference { Number: var number } || depth > Deepest || seen.Count > MostPages || !seen.Add(number))
        {
            throw new PdfFormatException(PdfFormatCodes.Structure, "The page tree runs in a circle, is too large, or has a node without a number");
        }

        if (reader.Resolve(item) is not PdfDictionary node)
        {
            return;
        }

        var resources = reader.DictionaryOf(node, "Resources") ?? inherited;
        if (reader.Entry(node, "Kids") is not PdfArray kids)
        {
            Pages.Add(new PageNode(number, node, resources, path));
            return;
        }

        Branches.Add((number, node, path));
        for (var i = 0; i < kids.Items.Count; i++)
        {
            Read(kids.Items[i], resources, FormattableString.Invariant($"{path}/Kids[{i}]"), depth + 1);
        }
    }
}
