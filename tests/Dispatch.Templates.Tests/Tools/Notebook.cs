using Dispatch.Templates.Fonts;
using Dispatch.Templates.Images;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>A canvas that writes down what was drawn.</summary>
internal sealed class Notebook : ICanvas
{
    public List<(double X, double Baseline, string Text, TextStyle Style, double Stretch)> Texts { get; } = [];

    public List<(double X1, double Y1, double X2, double Y2)> Rules { get; } = [];

    public List<(double X, double Y, double Width, double Height, Ink Ink)> Boxes { get; } = [];

    public List<Area> Fills { get; } = [];

    public List<(Area Area, Picture Picture)> Pictures { get; } = [];

    public List<(Area Area, FormField Field)> Fields { get; } = [];

    /// <summary>The lines in the order they were drawn, pieces of one line joined.</summary>
    public List<string> Lines =>
        [.. Texts.GroupBy(text => (text.Baseline, Column: Math.Floor(text.X / 1000))).Select(line => string.Concat(line.Select(text => text.Text)))];

    public static List<Notebook> PagesOf(IBlock block, double width, double height) =>
        PagesOf([new PageSection(new PageSetup(width, height, 0, 0, 0, 0), block, Blank.None, Blank.None, Blank.None)]);

    public static List<Notebook> PagesOf(IReadOnlyList<PageSection> sections)
    {
        var pages = new List<Notebook>();
        PageFlow.Draw(sections, _ => NewPage());
        return pages;

        Notebook NewPage()
        {
            pages.Add(new Notebook());
            return pages[^1];
        }
    }

    public void Text(double x, double baseline, ReadOnlySpan<char> text, TextStyle style, double stretch) => Texts.Add((x, baseline, text.ToString(), style, stretch));

    public void Line(double x1, double y1, double x2, double y2, double thickness) => Rules.Add((x1, y1, x2, y2));

    public void Box(double x, double y, double width, double height, double thickness, Ink ink) => Boxes.Add((x, y, width, height, ink));

    public void Fill(IReadOnlyList<Area> areas, Ink ink) => Fills.AddRange(areas);

    public void Draw(Area area, Picture picture) => Pictures.Add((area, picture));

    public void Place(Area area, FormField field) => Fields.Add((area, field));

    public void Enter(Element element)
    {
    }

    public void Leave()
    {
    }
}
