using Dispatch.Templates.Layout;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>"Kính gửi:" (or "… điện:"): one body on the same line; several each on a line of its own, the dashes under the colon.</summary>
internal sealed class AddresseeBlock(string lead, IReadOnlyList<string> names, TextStyle style)
{
    private const double IndentMm = 12.7;

    public void Compose(Container place, double width)
    {
        if (names.Count == 1)
        {
            One(place, width);
        }
        else
        {
            place.Column(column => Several(column, width));
        }
    }

    private void One(Container place, double width)
    {
        var line = $"{lead} {names[0]}";
        if (style.WidthOf(line) <= width)
        {
            place.Text(line, style).AlignCenter();
            return;
        }

        // Too long for a line: the name stays one block beside the word.
        place.Inset(IndentMm, 0).Text(line, style).HangingIndent(style.WidthOf(lead + " ")).Balanced();
    }

    private void Several(ColumnDescriptor column, double width)
    {
        var lines = Wording.Listed(names).ToList();

        // Behind a long word (the sender of a công điện) the names would be squeezed: they begin further left.
        var underColon = Math.Min(style.WidthOf(lead.AsSpan(0, lead.Length - 1)), width / 3);
        var margin = Math.Max(IndentMm, ToMm((width - underColon - lines.Max(line => style.WidthOf(line))) / 2));
        column.Item(keepWithNext: true).Inset(margin, 0).Text(lead, style);
        foreach (var line in lines)
        {
            column.Item(above: 2).Inset(margin + ToMm(underColon), 0).Text(line, style).HangingIndent(style.WidthOf("- "));
        }
    }
}
