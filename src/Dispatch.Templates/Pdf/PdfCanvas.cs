using Dispatch.Templates.Images;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Pdf;

/// <summary>One page of a PDF document, as drawing instructions.</summary>
internal sealed class PdfCanvas(double width, double height, PdfDocument document, int page) : ICanvas
{
    private readonly SortedSet<string> pictures = new(StringComparer.Ordinal);
    private readonly PdfBuffer content = new();
    private readonly Stack<Element> open = new();
    private Element? marked;
    private bool isMarked;

    public ReadOnlySpan<byte> Content => content.Written;

    public PdfBox Edges { get; } = new(0, 0, width, height);

    /// <summary>The names of the pictures drawn here.</summary>
    public IReadOnlyCollection<string> Pictures => pictures;

    private Element Current => open.TryPeek(out var element) ? element : Element.Artifact;

    public void Text(double x, double baseline, string text, TextStyle style, double stretch)
    {
        Mark(Current);
        Paint(style.Ink, "g", "rg");
        var font = document.Font(style.Style);
        content.Add("BT /").Add(font.ResourceName).Add(" "u8).Add(style.Size).Add(" Tf "u8).Add(x).Add(" "u8).Add(height - baseline).Add(" Td [<"u8);

        // Adjustments are in thousandths of the size and pull to the left.
        var adjustment = -stretch * 1000 / style.Size;
        foreach (var rune in text.EnumerateRunes())
        {
            content.AddHex(font.NumberOf(rune.Value));
            if (stretch != 0 && rune.Value == ' ')
            {
                content.Add(">"u8).Add(adjustment).Add("<"u8);
            }
        }

        content.Add(">] TJ ET\n"u8);
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness)
    {
        Mark(Element.Artifact);
        Paint(Ink.Black, "G", "RG");
        content.Add(thickness).Add(" w "u8).Add(x1).Add(" "u8).Add(height - y1).Add(" m "u8).Add(x2).Add(" "u8).Add(height - y2).Add(" l S\n"u8);
    }

    public void Box(double x, double y, double width, double boxHeight, double thickness, Ink ink)
    {
        Mark(Element.Artifact);
        Paint(ink, "G", "RG");
        content.Add(thickness).Add(" w "u8).Add(x).Add(" "u8).Add(height - y - boxHeight).Add(" "u8).Add(width).Add(" "u8).Add(boxHeight).Add(" re S\n"u8);
    }

    public void Fill(IReadOnlyList<Area> areas, Ink ink)
    {
        Mark(Current);
        Paint(ink, "g", "rg");
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

    private void Mark(Element element)
    {
        if (isMarked && ReferenceEquals(marked, element))
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
            content.Add("/").Add(element.Role).Add(" << /MCID ").Add(document.Structure.Mark(page)).Add(" >> BDC\n"u8);
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

    private void Paint(Ink ink, string grey, string colour)
    {
        if (ink == Ink.Black)
        {
            content.Add("0 "u8).Add(grey).Add("\n"u8);
        }
        else
        {
            content.Add("0.86 0 0 "u8).Add(colour).Add("\n"u8);
        }
    }
}
