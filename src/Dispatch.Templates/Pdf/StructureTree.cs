using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Pdf;

/// <summary>What the marks on the pages mean: paragraphs, tables and their cells, in reading order, each whole though it may lie on several pages.</summary>
/// <param name="role">What the whole is: a document, or a part put into one.</param>
/// <param name="firstMark">The number of the first mark on the first page, which has others before it.</param>
internal sealed class StructureTree(string role = "Document", int firstMark = 0)
{
    private const int None = -1;

    private readonly Node root = new(role, altText: null);
    private readonly Dictionary<Element, Node> nodes = [];
    private readonly Stack<Node?> open = new();
    private readonly List<List<Node>> marksOfPage = [];
    private readonly List<Node> places = [];

    // The parts of all elements in one list, each naming the next of its element: a book has a hundred thousand of them.
    private readonly List<Kid> kids = [];

    private Node Above => open.TryPeek(out var above) && above is not null ? above : root;

    public void Enter(Element element)
    {
        if (ReferenceEquals(element, Element.Artifact))
        {
            open.Push(null);
            return;
        }

        if (!nodes.TryGetValue(element, out var node))
        {
            node = new Node(element.Role, element.AltText) { ColumnSpan = element.ColumnSpan };
            Append(Above, new Kid(node, 0, 0, None));
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
        var number = marksOfPage[page].Count + (page == 0 ? firstMark : 0);
        marksOfPage[page].Add(node);
        Append(node, new Kid(null, page, number, None));
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
        Append(Above, new Kid(node, 0, 0, None));
        places.Add(node);
    }

    /// <summary>Writes the tree. Pages are named by their index, which is the key of their marks; the fields' keys follow in the order of their places.</summary>
    public int AddTo(IPdfObjects file, IReadOnlyList<int> pageObjects)
    {
        var top = file.Reserve();
        AddUnder(file, top, pageObjects);
        var body = new PdfBuffer();
        var parents = new PdfBuffer();
        for (var page = 0; page < pageObjects.Count; page++)
        {
            body.Clear();
            body.Add("["u8);
            foreach (var node in MarksOf(page))
            {
                body.AddReference(node).Add(" "u8);
            }

            var marks = file.Reserve();
            file.Set(marks, body.Add("]"u8).Written);
            parents.Add(page).Add(" "u8).AddReference(marks).Add(" "u8);
        }

        for (var i = 0; i < places.Count; i++)
        {
            parents.Add(pageObjects.Count + i).Add(" "u8).AddReference(places[i].Number).Add(" "u8);
        }

        body.Clear();
        body.Add("<< /Type /StructTreeRoot /K "u8).AddReference(root.Number).Add(" /ParentTree << /Nums ["u8).Add(parents.Written);
        file.Set(top, body.Add("] >> /ParentTreeNextKey "u8).Add(pageObjects.Count + places.Count).Add(" >>"u8).Written);
        return top;
    }

    /// <summary>Writes the elements below one that exists; gives the number of the uppermost.</summary>
    public int AddUnder(IPdfObjects file, int above, IReadOnlyList<int> pageObjects)
    {
        Number(root, file);
        Write(root, file, above, pageObjects, new PdfBuffer());
        return root.Number;
    }

    /// <summary>The elements of the marks of a page in the order of their numbers, once they are written.</summary>
    public IEnumerable<int> MarksOf(int page) => page < marksOfPage.Count ? marksOfPage[page].Select(node => node.Number) : [];

    private void Append(Node node, Kid kid)
    {
        kids.Add(kid);
        var index = kids.Count - 1;
        if (node.LastKid == None)
        {
            node.FirstKid = index;
        }
        else
        {
            kids[node.LastKid] = kids[node.LastKid] with { Next = index };
        }

        node.LastKid = index;
    }

    private void Number(Node node, IPdfObjects file)
    {
        node.Number = file.Reserve();
        if (OnlyParagraphOf(node) is { } paragraph)
        {
            paragraph.Number = node.Number;
            return;
        }

        for (var i = node.FirstKid; i != None; i = kids[i].Next)
        {
            if (kids[i].Node is { } inner)
            {
                Number(inner, file);
            }
        }
    }

    // A cell that holds one paragraph and nothing else is read the same without it, and a book of half a million words is half as large.
    private Node? OnlyParagraphOf(Node node) =>
        node.Role is "TD" or "TH" && node.FirstKid != None && node.FirstKid == node.LastKid && kids[node.FirstKid].Node is { Role: "P" } paragraph && HasOnlyMarks(paragraph)
            ? paragraph
            : null;

    private bool HasOnlyMarks(Node node)
    {
        for (var i = node.FirstKid; i != None; i = kids[i].Next)
        {
            if (kids[i].Node is not null)
            {
                return false;
            }
        }

        return true;
    }

    private void Write(Node node, IPdfObjects file, int parent, IReadOnlyList<int> pageObjects, PdfBuffer body)
    {
        body.Clear();
        body.Add("<< /S /"u8).Add(node.Role).Add(" /P "u8).AddReference(parent);
        AddAttributes(node, body);
        var holder = OnlyParagraphOf(node) ?? node;
        if (holder.Field is { } field)
        {
            // Named by itself and not in a list of one: a checker of signatures refuses later signatures over a list.
            body.Add(" /K << /Type /OBJR /Pg "u8).AddReference(pageObjects[field.Page]).Add(" /Obj "u8).AddReference(field.Number).Add(" >>"u8);
        }
        else
        {
            AddKids(holder, pageObjects, body);
        }

        file.Set(node.Number, body.Add(" >>"u8).Written);
        for (var i = holder.FirstKid; i != None; i = kids[i].Next)
        {
            if (kids[i].Node is { } inner)
            {
                Write(inner, file, node.Number, pageObjects, body);
            }
        }
    }

    private static void AddAttributes(Node node, PdfBuffer body)
    {
        if (node.Role == "TH" || node.ColumnSpan > 1)
        {
            body.Add(" /A << /O /Table"u8).Add(node.Role == "TH" ? " /Scope /Column"u8 : []);
            if (node.ColumnSpan > 1)
            {
                body.Add(" /ColSpan "u8).Add(node.ColumnSpan);
            }

            body.Add(" >>"u8);
        }

        if (node.Box is { } box)
        {
            body.Add(" /A << /O /Layout /BBox "u8).Add(box.ToString()).Add(" >>"u8);
        }

        if (node.AltText is not null)
        {
            body.Add(" /Alt "u8).Add(PdfFile.Text(node.AltText));
        }
    }

    // Marks on the page the element names are plain numbers; those on later pages name theirs.
    private void AddKids(Node node, IReadOnlyList<int> pageObjects, PdfBuffer body)
    {
        if (node.FirstKid == None)
        {
            return;
        }

        var page = None;
        for (var i = node.FirstKid; i != None && page == None; i = kids[i].Next)
        {
            page = kids[i].Node is null ? kids[i].Page : None;
        }

        if (page != None)
        {
            body.Add(" /Pg "u8).AddReference(pageObjects[page]);
        }

        var isOne = node.FirstKid == node.LastKid;
        body.Add(isOne ? " /K "u8 : " /K ["u8);
        for (var i = node.FirstKid; i != None; i = kids[i].Next)
        {
            AddKid(kids[i], page, pageObjects, body);
            body.Add(i == node.LastKid ? ""u8 : " "u8);
        }

        body.Add(isOne ? ""u8 : "]"u8);
    }

    private static void AddKid(Kid kid, int page, IReadOnlyList<int> pageObjects, PdfBuffer body)
    {
        if (kid.Node is { } inner)
        {
            body.AddReference(inner.Number);
        }
        else if (kid.Page == page)
        {
            body.Add(kid.Mark);
        }
        else
        {
            body.Add("<< /Type /MCR /Pg "u8).AddReference(pageObjects[kid.Page]).Add(" /MCID "u8).Add(kid.Mark).Add(" >>"u8);
        }
    }

    /// <summary>A part of an element: another element, or a mark on a page.</summary>
    private readonly record struct Kid(Node? Node, int Page, int Mark, int Next);

    private sealed class Node(string role, string? altText)
    {
        public string Role { get; } = role;

        public string? AltText { get; } = altText;

        public PdfField? Field { get; init; }

        public int ColumnSpan { get; init; } = 1;

        public PdfBox? Box { get; set; }

        public int BoxPage { get; set; }

        public int Number { get; set; }

        public int FirstKid { get; set; } = None;

        public int LastKid { get; set; } = None;
    }
}
