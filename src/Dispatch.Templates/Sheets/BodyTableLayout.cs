using System.Globalization;
using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Sheets;

/// <summary>
/// A table of the text: ruled, its heading bold and in the middle; columns without a told share take what their words need. No word and no number of it is torn:
/// letters become smaller as far as a reader bears it, and what is too wide even then is refused.
/// </summary>
internal sealed class BodyTableLayout
{
    private const int FewColumns = 4;
    private const double CellPadding = 7;
    private const double SmallestSize = 10;
    private const double ShareOfWords = 0.8;

    // A column of prose is not made so wide that the figures beside it are squeezed.
    private const double WidestByContent = 260;

    // What is longer is an address or a chain of letters, which no line need hold whole.
    private const int LongestWhole = 24;
    private const int FewestOfTorn = 12;

    private readonly BodyTable table;
    private readonly double width;
    private readonly TextStyle text;
    private readonly double[] widths;

    /// <exception cref="UnprintableSheetException">Its words need more than there is.</exception>
    public BodyTableLayout(BodyTable table, SheetSizes sizes, double width)
    {
        (this.table, this.width) = (table, width);
        text = table.Columns.Count <= FewColumns ? sizes.Text : sizes.Table;
        var needs = Needs();
        while (needs.Sum(need => need.Least) > width && text.Size > SmallestSize)
        {
            text = text with { Size = text.Size - 1 };
            needs = Needs();
        }

        var least = needs.Sum(need => need.Least);
        widths = least <= width
            ? Widths(needs)
            : throw UnprintableSheetException.DoesNotFit(string.Create(CultureInfo.InvariantCulture, $"bảng có {table.Columns.Count} cột"), least, width);
    }

    public void Compose(Container place) => place.Table(descriptor =>
    {
        foreach (var column in widths)
        {
            descriptor.RelativeColumn(column);
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

    private double[] Widths((double Least, double Wished)[] needs)
    {
        if (table.Columns.Any(column => column.Share > 0))
        {
            var usual = table.Columns.Where(column => column.Share > 0).Average(column => column.Share);
            return AtLeast([.. needs.Select(need => need.Least)], [.. table.Columns.Select(column => column.Share > 0 ? column.Share : usual)]);
        }

        var (least, wished) = (needs.Sum(need => need.Least), needs.Sum(need => need.Wished));
        if (wished > width)
        {
            return [.. needs.Select(need => need.Least + ((width - least) * (need.Wished - need.Least) / (wished - least)))];
        }

        // What is left goes to the columns of words: figures and "STT" stay narrow.
        return [.. needs.Select(need => need.Wished + ((width - wished) * (wished > least
            ? (ShareOfWords * (need.Wished - need.Least) / (wished - least)) + ((1 - ShareOfWords) * need.Wished / wished)
            : need.Wished / wished)))];
    }

    /// <summary>The width by told shares, a column that would be narrower than its words taking what these need from the others.</summary>
    private double[] AtLeast(double[] least, double[] shares)
    {
        var isHeld = new bool[least.Length];
        while (true)
        {
            var left = width - least.Where((_, i) => isHeld[i]).Sum();
            var told = shares.Where((_, i) => !isHeld[i]).Sum();
            var tight = Enumerable.Range(0, least.Length).FirstOrDefault(i => !isHeld[i] && left * shares[i] / told < least[i], -1);

            if (tight < 0)
            {
                return [.. least.Select((need, i) => isHeld[i] ? need : left * shares[i] / told)];
            }

            isHeld[tight] = true;
        }
    }

    /// <summary>What each column needs so that no word of it is torn, and what it would like so that no line of it is broken.</summary>
    private (double Least, double Wished)[] Needs()
    {
        var bold = text with { Style = FontStyle.Bold };
        var needs = new (double Least, double Wished)[table.Columns.Count];
        Array.Fill(needs, (CellPadding + text.Size, CellPadding + text.Size));
        // What stands over several columns asks for what they do not need themselves: the narrow ones first.
        foreach (var (column, cell) in Placed().OrderBy(placed => placed.Cell.Span))
        {
            foreach (var line in cell.Paragraphs.Select(paragraph => paragraph.Text))
            {
                var longest = CellPadding + line.Split(' ').Max(word => bold.WidthOf(word.Length > LongestWhole ? word[..FewestOfTorn] : word));
                var under = needs.AsSpan(column, cell.Span);
                var (least, wished) = (0.0, 0.0);
                foreach (var need in under)
                {
                    (least, wished) = (least + need.Least, wished + need.Wished);
                }

                var (lackingLeast, lackingWished) = (Math.Max(0, longest - least), Math.Max(0, Math.Max(longest, CellPadding + Math.Min(bold.WidthOf(line), WidestByContent)) - wished));
                foreach (ref var need in under)
                {
                    var atLeast = need.Least + (lackingLeast / cell.Span);
                    need = (atLeast, Math.Max(atLeast, need.Wished + (lackingWished / cell.Span)));
                }
            }
        }

        return needs;
    }

    private IEnumerable<(int Column, BodyCell Cell)> Placed()
    {
        foreach (var row in table.Heading.Concat(table.Rows))
        {
            var column = 0;
            foreach (var cell in row.Cells)
            {
                yield return (column, cell);
                column += cell.Span;
            }
        }
    }
}
