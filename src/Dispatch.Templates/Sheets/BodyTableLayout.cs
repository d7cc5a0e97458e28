using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>A table of the text: ruled, its heading bold and in the middle; columns without a told share take what their words need.</summary>
internal sealed class BodyTableLayout(BodyTable table, SheetSizes sizes, double width)
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

        var needs = Needs();
        var (least, wished) = (needs.Sum(need => need.Least), needs.Sum(need => need.Wished));
        return wished <= width || least >= width || wished <= least
            ? needs.Select(need => wished <= width ? need.Wished : need.Least)
            : needs.Select(need => need.Least + ((width - least) * (need.Wished - need.Least) / (wished - least)));
    }

    /// <summary>What each column needs so that no word of it is torn, and what it would like so that no line of it is broken.</summary>
    private (double Least, double Wished)[] Needs()
    {
        var bold = text with { Style = FontStyle.Bold };
        var needs = new (double Least, double Wished)[table.Columns.Count];
        Array.Fill(needs, (CellPadding + text.Size, CellPadding + text.Size));
        foreach (var row in table.Heading.Concat(table.Rows))
        {
            var column = 0;
            foreach (var cell in row.Cells)
            {
                foreach (var line in cell.Span == 1 ? cell.Paragraphs.Select(paragraph => paragraph.Text) : [])
                {
                    var longest = line.Split(' ').Max(word => bold.WidthOf(word));
                    needs[column].Least = Math.Max(needs[column].Least, CellPadding + longest);
                    needs[column].Wished = Math.Max(needs[column].Wished, CellPadding + Math.Max(longest, Math.Min(bold.WidthOf(line), WidestByContent)));
                }

                column += cell.Span;
            }
        }

        return needs;
    }
}
