using Dispatch.Templates.Images;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Pdf;

/// <summary>One page of a PDF document, as drawing instructions.</summary>
internal sealed class PdfCanvas(double width, double height, PdfDocument document, int page) : ICanvas
{
    private readonly SortedSet<string> pictures = new(StringComparer.Ordinal);
    private readonly PdfBuffer content = new(16 * 1024);
    private readonly Stack<Element> open = new();
    private Element? marked;
    private bool isMarked;

    // What the page's state is already; a page begins in black, with a line of one point.
    private (UsedFont? Font, double Size) written;
    private Ink fill = Ink.Black;
    private Ink stroke = Ink.Black;
    private double thickness = 1;

    public ReadOnlySpan<byte> Content => content.Written;

    public PdfBox Edges { get; } = new(0, 0, width, height);

    /// <summary>The names of the pictures drawn here.</summary>
    public IReadOnlyCollection<string> Pictures => pictures;

    private Element Current => open.TryPeek(out var element) ? element : Element.Artifact;

    public void Text(double x, double baseline, ReadOnlySpan<char> text, TextStyle style, double stretch)
    {
        Mark(Current);
        Paint(style.Ink);
        var font = document.Font(style.Style);
        content.Add("BT "u8);
        if (written != (font, style.Size))
        {
            content.Add("/"u8).Add(font.ResourceName).Add(" "u8).Add(style.Size).Add(" Tf "u8);
            written = (font, style.Size);
        }

        content.Add(x).Add(" "u8).Add(height - baseline).Add(" Td "u8);
        if (stretch == 0)
        {
            content.Add("("u8);
            AddLetters(text, font);
            content.Add(") Tj ET\n"u8);
        }
        else
        {
            AddStretched(text, font, stretch * 1000 / style.Size);
        }
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness)
    {
        Mark(Element.Artifact);
        Draw(Ink.Black, thickness);
        content.Add(x1).Add(" "u8).Add(height - y1).Add(" m "u8).Add(x2).Add(" "u8).Add(height - y2).Add(" l S\n"u8);
    }

    public void Box(double x, double y, double width, double boxHeight, double thickness, Ink ink)
    {
        Mark(Element.Artifact);
        Draw(ink, thickness);
        content.Add(x).Add(" "u8).Add(height - y - boxHeight).Add(" "u8).Add(width).Add(" "u8).Add(boxHeight).Add(" re S\n"u8);
    }

    public void Fill(IReadOnlyList<Area> areas, Ink ink)
    {
        Mark(Current);
        Paint(ink);
        foreach (var area in areas)
        {
            var box = PdfBox.Of(area, height);
            document.Structure.Extend(page, box);
            content.Add(box.Left).Add(" "u8).Add(box.Bottom).Add(" "u8).Add(area.Width).Add(" "u8).Add(area.Height).Add(" re\n"u8);
        }

        content.Add("f\n"u8);
    }

    public void Draw(Area area, Picture picture)
    {
        Mark(Current);
        var box = PdfBox.Of(area, height);
        document.Structure.Extend(page, box);
        var name = document.Pictures.NameOf(picture);
        pictures.Add(name);
        content.Add("q "u8).Add(area.Width).Add(" 0 0 "u8).Add(area.Height).Add(" "u8).Add(box.Left).Add(" "u8).Add(box.Bottom).Add(" cm /"u8).Add(name).Add(" Do Q\n"u8);
    }

    public void Place(Area area, FormField field)
    {
        // A field is its own piece of the structure, so what was being marked ends here.
        Unmark();
        document.Place(new PdfField(field, PdfBox.Of(area, height), page));
    }

    public void Enter(Element element)
    {
        // Whatever stands inside decoration is decoration.
        var isDecoration = open.TryPeek(out var above) && ReferenceEquals(above, Element.Artifact);
        var entered = isDecoration ? Element.Artifact : element;
        open.Push(entered);
        document.Structure.Enter(entered);
    }

    public void Leave()
    {
        open.Pop();
        document.Structure.Leave();
    }

    public void Close() => Unmark();

    /// <summary>Gives back the room of what was drawn.</summary>
    public void Release() => content.Release();

    private void AddLetters(ReadOnlySpan<char> text, UsedFont font)
    {
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter))
            {
                // No font of ours goes beyond the basic plane; name the whole character that is missing.
                foreach (var rune in text.EnumerateRunes())
                {
                    font.NumberOf(rune.Value);
                }
            }

            content.AddInString(font.NumberOf(letter));
        }
    }

    // Adjustments are in thousandths of the size and pull to the left; a tenth of one is a thousandth of a point.
    private void AddStretched(ReadOnlySpan<char> text, UsedFont font, double thousandths)
    {
        content.Add("[("u8);
        var (gap, length) = (0, 0);
        while (text.IndexOf(' ') is >= 0 and var space)
        {
            AddLetters(text[..(space + 1)], font);
            if (length > 0)
            {
                content.Repeat(gap, length);
            }
            else
            {
                gap = content.Length;
                length = content.Add(")"u8).AddTenths(-thousandths).Add("("u8).Length - gap;
            }

            text = text[(space + 1)..];
        }

        AddLetters(text, font);
        content.Add(")] TJ ET\n"u8);
    }

    private void Mark(Element element)
    {
        if (!document.IsTagged || (isMarked && ReferenceEquals(marked, element)))
        {
            return;
        }

        Unmark();
        if (ReferenceEquals(element, Element.Artifact))
        {
            content.Add("/Artifact BMC\n"u8);
        }
        else
        {
            content.Add("/"u8).Add(element.Role).Add(" <</MCID "u8).Add(document.Structure.Mark(page)).Add(">> BDC\n"u8);
        }

        (marked, isMarked) = (element, true);
    }

    private void Unmark()
    {
        if (isMarked)
        {
            content.Add("EMC\n"u8);
        }

        isMarked = false;
    }

    private void Paint(Ink ink)
    {
        if (fill != ink)
        {
            content.Add(ink == Ink.Black ? "0 g\n"u8 : "0.86 0 0 rg\n"u8);
            fill = ink;
        }
    }

    private void Draw(Ink ink, double width)
    {
        if (stroke != ink)
        {
            content.Add(ink == Ink.Black ? "0 G\n"u8 : "0.86 0 0 RG\n"u8);
            stroke = ink;
        }

        if (thickness != width)
        {
            content.Add(width).Add(" w\n"u8);
            thickness = width;
        }
    }
}
