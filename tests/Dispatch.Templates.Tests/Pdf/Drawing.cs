using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>Small papers made of blocks, 200 × 200 points a page.</summary>
internal static class Drawing
{
    public const double Side = 200;

    public static byte[] Of(params IBlock[] blocks)
    {
        var document = new PdfDocument(Side, Side, "Thử", new DateOnly(2024, 12, 17));
        var content = new Column([.. blocks.Select(block => new Item(block))]);
        PageFlow.Draw([new PageSection(new PageSetup(Side, Side, 10, 10, 10, 10), content, Blank.None, Blank.None, Blank.None)], _ => document.NewPage());
        return document.ToBytes();
    }

    public static Paragraph Words(string text) => new(new ParagraphStyle(), new Span(text, new TextStyle(13)));
}
