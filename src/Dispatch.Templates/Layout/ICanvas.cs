using Dispatch.Templates.Fonts;

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

/// <summary>One page to draw on. Points, from the upper left corner, downwards.</summary>
internal interface ICanvas
{
    /// <summary>Draws text with its baseline at <paramref name="baseline"/>; each space is <paramref name="stretch"/> points wider than the font's.</summary>
    void Text(double x, double baseline, string text, TextStyle style, double stretch);

    void Line(double x1, double y1, double x2, double y2, double thickness);

    void Box(double x, double y, double width, double height, double thickness, Ink ink);

    /// <summary>What is drawn until <see cref="Leave"/> belongs to this element of the document.</summary>
    void Enter(Element element);

    void Leave();
}
