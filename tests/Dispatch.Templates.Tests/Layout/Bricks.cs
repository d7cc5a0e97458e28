using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Tests.Layout;

/// <summary>Blocks of known size for tests of the flow: a line of text is ten points high.</summary>
internal static class Bricks
{
    public const double LineHeight = 10;

    // Single spacing is 1.149 of the size.
    public static readonly TextStyle Style = new(LineHeight / 1.149);

    /// <summary>A paragraph of so many lines, each one word that fills the narrow column.</summary>
    public static Paragraph Paragraph(string name, int lines) =>
        new(new ParagraphStyle(), new Span(string.Join(' ', Enumerable.Range(1, lines).Select(line => $"{name}{line}-----------")), Style));

    public static Item Item(string name, int lines, double spaceBefore = 0, bool keeps = false) => new(Paragraph(name, lines), spaceBefore, keeps);

    public static string[] Names(IEnumerable<string> lines) => [.. lines.Select(line => line.TrimEnd('-', ' '))];
}
