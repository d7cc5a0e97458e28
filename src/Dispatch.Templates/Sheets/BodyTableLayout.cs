using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>A table of the text: ruled, its heading bold and in the middle; columns without a told share take what their words need.</summary>
internal sealed class BodyTableLayout(BodyTable table, SheetSizes sizes)
{
    private const int FewColumns = 4;
    private const double CellPadding = 7;

    // A column of prose is not made so wide that the figures beside it are squeezed.
    private const double WidestByContent = 260;

    private readonly TextStyle text = table.Columns.Count <= FewColumns ? sizes.Text : sizes.Table;

    public void Compose(Container place) => place.Table(descriptor =>
    {
        foreach (var share in Shares())
        {
            descriptor.RelativeColumn(share);
        }

        foreach (var row in table.Heading)
        {
            Row(descriptor.Header(), row, isHeading: true);
        }

        foreach (var row in table.Rows)
        {
            Row(descriptor.Row(), row, isHeading: false);
        }
    });

    private void Row(CellsDescriptor cells, BodyRow row, bool isHeading)
    {
        var column = 0;
        foreach (var cell in row.Cells)
        {
            var alignment = table.Columns[column].Alignment;
            column += cell.Span;
            Cell(cells.Cell(cell.Span), cell, alignment, isHeading);
        }
    }

    private void Cell(Container place, BodyCell cell, BodyAlignment alignment, bool isHeading)
    {
        if (cell.Paragraphs.Count == 0)
        {
            place.Blank(text.Size * FontFamily.SingleLine);
            return;
        }

        place.Column(column =>
        {
            foreach (var paragraph in cell.Paragraphs)
            {
                var runs = isHeading ? [.. paragraph.Runs.Select(run => run with { IsBold = true })] : paragraph.Runs;
                column.Item(above: 2).Text(BodyLayout.Spans(runs, text)).Align(isHeading ? Alignment.Centre : Of(alignment));
            }
        });
    }

    private static Alignment Of(BodyAlignment alignment) => alignment switch
    {
        BodyAlignment.AsUsual or BodyAlignment.Left => Alignment.Left,
        BodyAlignment.Centre => Alignment.Centre,
        BodyAlignment.Right => Alignment.Right,
    };

    private IEnumerable<double> Shares()
    {
        if (table.Columns.Any(column => column.Share > 0))
        {
            var usual = table.Columns.Where(column => column.Share > 0).Average(column => column.Share);
            return table.Columns.Select(column => column.Share > 0 ? column.Share : usual);
        }

        var natural = new double[table.Columns.Count];
        Array.Fill(natural, CellPadding + text.Size);
        foreach (var row in table.Heading.Concat(table.Rows))
        {
            Widen(natural, row);
        }

        return natural;
    }

    private void Widen(double[] natural, BodyRow row)
    {
        var column = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.Span == 1)
            {
                foreach (var paragraph in cell.Paragraphs)
                {
                    var width = (text with { Style = FontStyle.Bold }).WidthOf(paragraph.Text);
                    natural[column] = Math.Max(natural[column], CellPadding + Math.Min(width, WidestByContent));
                }
            }

            column += cell.Span;
        }
    }
}
