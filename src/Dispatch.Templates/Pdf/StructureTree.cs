using System.Text;
using Dispatch.Templates.Layout;
using static System.FormattableString;

namespace Dispatch.Templates.Pdf;

/// <summary>What the marks on the pages mean: paragraphs, tables and their cells, in reading order, each whole though it may lie on several pages.</summary>
internal sealed class StructureTree
{
    private readonly Node root = new("Document", parent: null);
    private readonly Dictionary<Element, Node> nodes = [];
    private readonly Stack<Node?> open = new();
    private readonly List<List<Node>> marksOfPage = [];

    public void Enter(Element element)
    {
        if (ReferenceEquals(element, Element.Artifact))
        {
            open.Push(null);
            return;
        }

        if (!nodes.TryGetValue(element, out var node))
        {
            var parent = open.TryPeek(out var above) && above is not null ? above : root;
            node = new Node(element.Role, parent);
            parent.Children.Add((node, 0, 0));
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
        node.Children.Add((null, page, number));
        return number;
    }

    /// <summary>Writes the tree; the pages name their marks by their index, which is the key used here.</summary>
    public int AddTo(PdfFile file, IReadOnlyList<int> pageObjects)
    {
        var top = file.Reserve();
        Number(root, file);
        Write(root, file, top, pageObjects);
        var parents = new StringBuilder();
        for (var page = 0; page < marksOfPage.Count; page++)
        {
            parents.Append(Invariant($"{page} [{string.Join(' ', marksOfPage[page].Select(node => Invariant($"{node.Number} 0 R")))}] "));
        }

        file.Set(top, Invariant(
            $"<< /Type /StructTreeRoot /K {root.Number} 0 R /ParentTree << /Nums [{parents}] >> /ParentTreeNextKey {pageObjects.Count} >>"));
        return top;
    }

    private static void Number(Node node, PdfFile file)
    {
        node.Number = file.Reserve();
        foreach (var (child, _, _) in node.Children)
        {
            if (child is not null)
            {
                Number(child, file);
            }
        }
    }

    private static void Write(Node node, PdfFile file, int parent, IReadOnlyList<int> pageObjects)
    {
        var kids = node.Children.Select(child => child.Node is { } inner
            ? Invariant($"{inner.Number} 0 R")
            : Invariant($"<< /Type /MCR /Pg {pageObjects[child.Page]} 0 R /MCID {child.Mark} >>"));
        var scope = node.Role == "TH" ? " /A << /O /Table /Scope /Column >>" : "";
        file.Set(node.Number, Invariant($"<< /Type /StructElem /S /{node.Role}{scope} /P {parent} 0 R /K [{string.Join(' ', kids)}] >>"));
        foreach (var (child, _, _) in node.Children)
        {
            if (child is not null)
            {
                Write(child, file, node.Number, pageObjects);
            }
        }
    }

    private sealed class Node(string role, Node? parent)
    {
        public string Role { get; } = role;

        public Node? Parent { get; } = parent;

        public int Number { get; set; }

        public List<(Node? Node, int Page, int Mark)> Children { get; } = [];
    }
}
