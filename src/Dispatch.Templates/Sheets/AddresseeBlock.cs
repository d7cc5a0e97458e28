using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>"Kính gửi": one body on the same line; several each on a line of its own, the dashes under the colon.</summary>
internal sealed class AddresseeBlock(IReadOnlyList<string> names, TextStyle style)
{
    public IBlock For(double width) => names.Count == 1 ? One(width) : Several(width);

    private IBlock One(double width)
    {
        var line = $"{Wording.AddressedTo} {names[0]}";
        if (style.WidthOf(line) <= width)
        {
            return new Paragraph(new ParagraphStyle { Alignment = Alignment.Centre }, new Span(line, style));
        }

        // Too long for a line: the name stays one block beside "Kính gửi:".
        var name = new ParagraphStyle { HangingIndent = style.WidthOf(Wording.AddressedTo + " "), IsBalanced = true };
        return new Inset(Mm(12.7), 0, new Paragraph(name, new Span(line, style)));
    }

    private Column Several(double width)
    {
        var lines = Wording.Listed(names).ToList();
        var underColon = style.WidthOf(Wording.AddressedTo.AsSpan(0, Wording.AddressedTo.Length - 1));
        var widest = underColon + lines.Max(line => style.WidthOf(line));
        var margin = Math.Max(Mm(12.7), (width - widest) / 2);
        var listed = new ParagraphStyle { HangingIndent = style.WidthOf("- ") };
        return new Column(
        [
            new(new Inset(margin, 0, new Paragraph(new ParagraphStyle(), new Span(Wording.AddressedTo, style))), 0, KeepsWithNext: true),
            .. lines.Select(line => new Item(new Inset(margin + underColon, 0, new Paragraph(listed, new Span(line, style))), 2)),
        ]);
    }
}
