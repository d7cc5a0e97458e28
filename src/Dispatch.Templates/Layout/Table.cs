using System.Collections;
using System.Globalization;
using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Layout;

/// <summary>One row of a table. A row begun on one page is the same row on the next.</summary>
internal sealed class TableRow
{
    private const double Padding = 3;

    private readonly IReadOnlyList<IBlock> cells;
    private readonly IReadOnlyList<int> spans;
    private readonly Element row;
    private readonly IReadOnlyList<Element> elements;

    /// <param name="cellRole">TH or TD.</param>
    /// <param name="cells">What stands in the cells, from left to right.</param>
    /// <param name="spans">How many columns each covers; all one when left out.</param>
    public TableRow(string cellRole, IReadOnlyList<IBlock> cells, IReadOnlyList<int>? spans = null)
        : this(cells, spans ?? [.. Enumerable.Repeat(1, cells.Count)], new Element("TR"), [.. cells.Select((_, i) => new Element(cellRole) { ColumnSpan = spans?[i] ?? 1 })])
    {
    }

    private TableRow(IReadOnlyList<IBlock> cells, IReadOnlyList<int> spans, Element row, IReadOnlyList<Element> elements)
    {
        this.cells = cells;
        this.spans = spans;
        this.row = row;
        this.elements = elements;
    }

    /// <summary>Whether a vertical line stands to the left of a column in this row.</summary>
    public bool HasEdge(int column)
    {
        var at = 0;
        for (var i = 0; i < spans.Count && at < column; i++)
        {
            at += spans[i];
        }

        return at == column;
    }

    /// <summary>What fits of the row, and the row that remains.</summary>
    public (Plan Plan, TableRow? Remaining) PlanFor(Room room, IReadOnlyList<double> columns)
    {
        var widths = Widths(columns);
        var plans = new Plan[cells.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = cells[i].PlanFor(room with { Width = widths[i] - (2 * Padding), Height = room.Height - (2 * Padding) });
            if (plans[i].IsNothing)
            {
                return (Plan.Nothing, null);
            }
        }

        var rest = Array.TrueForAll(plans, plan => plan.IsWhole) ? null : new TableRow([.. plans.Select(plan => plan.Rest ?? Blank.None)], spans, row, elements);
        var height = Plan.Highest(plans) + (2 * Padding);
        return (Plan.Of(height, rest: null, (canvas, x, y) => Draw(canvas, x, y, plans, widths)), rest);
    }

    private double[] Widths(IReadOnlyList<double> columns)
    {
        var widths = new double[cells.Count];
        var column = 0;
        for (var i = 0; i < widths.Length; i++)
        {
            for (var end = column + spans[i]; column < end; column++)
            {
                widths[i] += column < columns.Count ? columns[column] : throw new ArgumentException("A row of a table covers more columns than there are.", nameof(columns));
            }

            if (widths[i] <= 2 * Padding)
            {
                throw UnprintableSheetException.DoesNotFit(
                    string.Create(CultureInfo.InvariantCulture, $"bảng có {columns.Count} cột"), ((2 * Padding) + 1) * columns.Count, columns.Sum());
            }
        }

        return column == columns.Count ? widths : throw new ArgumentException("Every row of a table covers all its columns.", nameof(columns));
    }

    private void Draw(ICanvas canvas, double x, double y, Plan[] plans, double[] widths)
    {
        canvas.Enter(row);
        for (var i = 0; i < plans.Length; i++)
        {
            canvas.Enter(elements[i]);
            plans[i].Draw(canvas, x + Padding, y + Padding);
            canvas.Leave();
            x += widths[i];
        }

        canvas.Leave();
    }
}

/// <summary>A ruled table over as many pages as it needs, its heading on each. A row is torn only when no page can hold it.</summary>
internal sealed class Table : IBlock
{
    private const double Thickness = 0.5;
    private const int FewestBefore = 2;

    private readonly IReadOnlyList<ColumnWidth> columns;
    private readonly IReadOnlyList<TableRow> heading;
    private readonly IReadOnlyList<TableRow> rows;
    private readonly int first;
    private readonly TableRow? begun;
    private readonly Element element;

    /// <param name="columns">How wide the columns are.</param>
    /// <param name="heading">The rows repeated on each page.</param>
    /// <param name="rows">The rows themselves; each covers all columns.</param>
    public Table(IReadOnlyList<ColumnWidth> columns, IReadOnlyList<TableRow> heading, IReadOnlyList<TableRow> rows)
        : this(columns, heading, rows, 0, begun: null, new Element("Table"))
    {
    }

    private Table(
        IReadOnlyList<ColumnWidth> columns, IReadOnlyList<TableRow> heading, IReadOnlyList<TableRow> rows, int first, TableRow? begun, Element element)
    {
        this.columns = columns;
        this.heading = heading;
        this.rows = rows;
        this.first = first;
        this.begun = begun;
        this.element = element;
    }

    private bool IsContinued => first > 0 || begun is not null;

    public Plan PlanFor(Room room)
    {
        var widths = ColumnWidth.Of(columns, room.Width, "bảng");
        var headings = heading.Select(row => new PlacedRow(row, row.PlanFor(Room.Endless(room.Width), widths).Plan)).ToList();
        var top = headings.Sum(row => row.Height);
        if (top >= room.PageHeight)
        {
            throw UnprintableSheetException.DoesNotFit("phần đầu của bảng", top, room.PageHeight);
        }

        var (placed, next, rest) = Fill(room, top, widths);
        if (placed.Count == 0 && (first < rows.Count || !room.Holds(top)))
        {
            return Plan.Nothing;
        }

        var remaining = next < rows.Count ? new Table(columns, heading, rows, next, rest, element) : null;
        return Plan.Of(top + placed.Sum(row => row.Height), remaining, (canvas, x, y) => Draw(canvas, x, y, headings, placed, widths));
    }

    private (List<PlacedRow> Placed, int Next, TableRow? Begun) Fill(Room room, double top, double[] widths)
    {
        var placed = new List<PlacedRow>();
        var y = top;
        for (var i = first; i < rows.Count; i++)
        {
            var row = i == first && begun is not null ? begun : rows[i];
            var isFresh = room.IsFresh && placed.Count == 0;
            var (plan, rest) = row.PlanFor(room with { Height = room.Height - y, IsFresh = isFresh }, widths);
            if (plan.IsNothing || (rest is not null && !isFresh && FitsOnePage(row, room, top, widths)))
            {
                return LeavesOne(placed, i) ? (placed[..^1], i - 1, null) : (placed, i, row == begun ? begun : null);
            }

            placed.Add(new PlacedRow(row, plan));
            y += plan.Height;
            if (rest is not null)
            {
                return (placed, i, rest);
            }
        }

        return (placed, rows.Count, null);
    }

    // The last row does not stand alone on a page.
    private bool LeavesOne(List<PlacedRow> placed, int next) => next == rows.Count - 1 && placed.Count > FewestBefore;

    private static bool FitsOnePage(TableRow row, Room room, double top, double[] widths)
    {
        var (plan, rest) = row.PlanFor(Room.Page(room.Width, room.PageHeight - top), widths);
        return !plan.IsNothing && rest is null;
    }

    private void Draw(ICanvas canvas, double x, double y, List<PlacedRow> headings, List<PlacedRow> placed, double[] widths)
    {
        canvas.Enter(element);

        // The heading is read aloud once; on later pages it is decoration.
        if (IsContinued)
        {
            canvas.Enter(Element.Artifact);
            var below = DrawRows(canvas, x, y, headings, widths);
            canvas.Leave();
            DrawRows(canvas, x, below, placed, widths);
        }
        else
        {
            DrawRows(canvas, x, y, [.. headings, .. placed], widths);
        }

        canvas.Leave();
        DrawEdges(canvas, x, y, [.. headings, .. placed], widths);
    }

    private static double DrawRows(ICanvas canvas, double x, double y, List<PlacedRow> placed, double[] widths)
    {
        var right = x + widths.Sum();
        canvas.Line(x, y, right, y, Thickness);
        foreach (var row in placed)
        {
            row.Plan.Draw(canvas, x, y);
            y += row.Height;
            canvas.Line(x, y, right, y, Thickness);
        }

        return y;
    }

    /// <summary>The vertical lines, each as long as no cell covers it.</summary>
    private static void DrawEdges(ICanvas canvas, double x, double y, List<PlacedRow> placed, double[] widths)
    {
        for (var column = 0; column <= widths.Length; column++)
        {
            var (top, bottom) = (y, y);
            foreach (var row in placed)
            {
                if (!row.Row.HasEdge(column))
                {
                    DrawEdge(canvas, x, top, bottom);
                    top = bottom + row.Height;
                }

                bottom += row.Height;
            }

            DrawEdge(canvas, x, top, bottom);
            x += column < widths.Length ? widths[column] : 0;
        }
    }

    private static void DrawEdge(ICanvas canvas, double x, double top, double bottom)
    {
        if (bottom > top)
        {
            canvas.Line(x, top, x, bottom, Thickness);
        }
    }

    private readonly record struct PlacedRow(TableRow Row, Plan Plan)
    {
        public double Height => Plan.Height;
    }
}

/// <summary>Rows that are made when they are asked for, and again when they are asked for again.</summary>
internal sealed class MadeRows<T>(IReadOnlyList<T> entries, Func<T, TableRow> make) : IReadOnlyList<TableRow>
{
    public int Count => entries.Count;

    public TableRow this[int index] => make(entries[index]);

    public IEnumerator<TableRow> GetEnumerator() => entries.Select(make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
