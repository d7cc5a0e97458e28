using Dispatch.Templates.Fonts;
using Dispatch.Templates.Images;

namespace Dispatch.Templates.Layout;

internal enum Ink
{
    Black,
    Red,
}

/// <summary>How letters look.</summary>
internal readonly record struct TextStyle(double Size, FontStyle Style = FontStyle.Regular, Ink Ink = Ink.Black)
{
    public TrueTypeFont Face => FontFamily.Face(Style);

    public double WidthOf(ReadOnlySpan<char> text) => Face.WidthOf(text, Size);
}

/// <summary>A rectangle on a page, from its upper left corner.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height);

/// <summary>One page to draw on. Points, from the upper left corner, downwards.</summary>
internal interface ICanvas
{
    /// <summary>Draws text with its baseline at <paramref name="baseline"/>; each space is <paramref name="stretch"/> points wider than the font's.</summary>
    void Text(double x, double baseline, ReadOnlySpan<char> text, TextStyle style, double stretch);

    void Line(double x1, double y1, double x2, double y2, double thickness);

    void Box(double x, double y, double width, double height, double thickness, Ink ink);

    /// <summary>Fills rectangles as one shape, so that no seam shows between neighbours. Part of the element entered last.</summary>
    void Fill(IReadOnlyList<Area> areas, Ink ink);

    /// <summary>Draws a picture stretched over an area. Part of the element entered last, which is a Figure, or decoration.</summary>
    void Draw(Area area, Picture picture);

    /// <summary>A place to be filled after the paper is made. It is an element of its own, inside the one entered last.</summary>
    /// <exception cref="ArgumentException">The document has a field of this name.</exception>
    /// <exception cref="InvalidOperationException">The place is inside decoration, where no field can be reached.</exception>
    void Place(Area area, FormField field);

    /// <summary>What is drawn until <see cref="Leave"/> belongs to this element of the document.</summary>
    void Enter(Element element);

    void Leave();
}
