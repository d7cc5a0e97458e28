using System.Globalization;
using System.Text;
using Dispatch.Templates.Layout;
using static System.FormattableString;

namespace Dispatch.Templates.Pdf;

/// <summary>What the marks on the pages mean: paragraphs, tables and their cells, in reading order, each whole though it may lie on several pages.</summary>
internal sealed class StructureTree
{
    private readonly Node root = new("Document", altText: null);
    private readonly Dictionary<Element, Node> nodes = [];
    private readonly Stack<Node?> open = new();
    private readonly List<List<Node>> marksOfPage = [];
    private readonly List<Node> places = [];

    public void Enter(Element element)
    {
        if (ReferenceEquals(element, Element.Artifact))
        {
            open.Push(null);
            return;
        }

        if (!nodes.TryGetValue(element, out var node))
        {
            node = new Node(element.Role, element.AltText);
            Above.Children.Add(new Kid(node, 0, 0));
            nodes[element] = node;
        }

        open.Push(node);
    }

    public void Leave() => open.Pop();

    /// <summary>The number of the next piece of marked content on a page, which belongs to the element last entered.</summary>
    public int Mark(int page)
    {
        while (marksOfPage.Count <= page)
        {
            marksOfPage.Add([]);
        }

        var node = open.Peek() ?? throw new InvalidOperationException("An artifact has no place in the structure.");
        var number = marksOfPage[page].Count;
        marksOfPage[page].Add(node);
        node.Children.Add(new Kid(null, page, number));
        return number;
    }

    /// <summary>The element last entered, if it is a figure, reaches over this box of its page.</summary>
    public void Extend(int page, PdfBox box)
    {
        if (open.TryPeek(out var node) && node is { Role: "Figure" })
        {
            node.Box = node.Box is null || node.BoxPage != page ? box : node.Box.Value.And(box);
            node.BoxPage = page;
        }
    }

    /// <summary>A field is an element of its own, in the one last entered.</summary>
    public void Place(PdfField field)
    {
        if (open.TryPeek(out var above) && above is null)
        {
            throw new InvalidOperationException($"The field {field.Field.Name} is placed in decoration, where nobody can reach it.");
        }

        var node = new Node("Form", altText: null) { Field = field };
        Above.Children.Add(new Kid(node, 0, 0));
        places.Add(node);
    }

    private Node Above => open.TryPeek(out var above) && above is not null ? above : root;

    /// <summary>Writes the tree. Pages are named by their index, which is the key of their marks; the fields' keys follow in the order of their places.</summary>
    public int AddTo(PdfFile file, IReadOnlyList<int> pageObjects)
    {
        var top = file.Reserve();
        Number(root, file);
        Write(root, file, top, pageObjects);
        var parents = new StringBuilder();
        for (var page = 0; page < marksOfPage.Count; page++)
        {
            parents.Append(CultureInfo.InvariantCulture, $"{page} [{string.Join(' ', marksOfPage[page].Select(node => Invariant($"{node.Number} 0 R")))}] ");
        }

        for (var i = 0; i < places.Count; i++)
        {
            parents.Append(CultureInfo.InvariantCulture, $"{pageObjects.Count + i} {places[i].Number} 0 R ");
        }

        file.Set(top, Invariant(
            $"<< /Type /StructTreeRoot /K {root.Number} 0 R /ParentTree << /Nums [{parents}] >> /ParentTreeNextKey {pageObjects.Count + places.Count} >>"));
        return top;
    }

    private static void Number(Node node, PdfFile file)
    {
        node.Number = file.Reserve();
        foreach (var kid in node.Children)
        {
            if (kid.Node is not null)
            {
                Number(kid.Node, file);
            }
        }
    }

    private static void Write(Node node, PdfFile file, int parent, IReadOnlyList<int> pageObjects)
    {
        var altText = node.AltText is null ? "" : " /Alt " + PdfFile.Text(node.AltText);
        file.Set(node.Number, Invariant($"<< /Type /StructElem /S /{node.Role}{Attributes(node)}{altText} /P {parent} 0 R /K {Kids(node, pageObjects)} >>"));
        foreach (var kid in node.Children)
        {
            if (kid.Node is not null)
            {
                Write(kid.Node, file, node.Number, pageObjects);
            }
        }
    }

    private static string Attributes(Node node) => node.Role switch
    {
        "TH" => " /A << /O /Table /Scope /Column >>",
        "Figure" when node.Box is { } box => $" /A << /O /Layout /BBox {box} >>",
        _ => "",
    };

    // A field is named by itself and not in a list of one: a checker of signatures refuses later signatures over a list.
    private static string Kids(Node node, IReadOnlyList<int> pageObjects) => node.Field is { } field
        ? Invariant($"<< /Type /OBJR /Pg {pageObjects[field.Page]} 0 R /Obj {field.Number} 0 R >>")
        : "[" + string.Join(' ', node.Children.Select(kid => kid.Node is { } inner
            ? Invariant($"{inner.Number} 0 R")
            : Invariant($"<< /Type /MCR /Pg {pageObjects[kid.Page]} 0 R /MCID {kid.Mark} >>"))) + "]";

    /// <summary>A part of an element: another element, or a mark on a page.</summary>
    private readonly record struct Kid(Node? Node, int Page, int Mark);

    private sealed class Node(string role, string? altText)
    {
        public string Role { get; } = role;

        public string? AltText { get; } = altText;

        public PdfField? Field { get; init; }

        public PdfBox? Box { get; set; }

        public int BoxPage { get; set; }

        public int Number { get; set; }

        public List<Kid> Children { get; } = [];
    }
}
