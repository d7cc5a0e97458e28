namespace Dispatch.Templates.Layout;

/// <summary>One row of a table. A row begun on one page is the same row on the next.</summary>
internal sealed class TableRow
{
    private const double Padding = 3;

    private readonly IReadOnlyList<IBlock> cells;
    private readonly Element row;
    private readonly IReadOnlyList<Element> elements;

    public TableRow(string cellRole, IReadOnlyList<IBlock> cells)
        : this(cells, new Element("TR"), [.. cells.Select(_ => new Element(cellRole))])
    {
    }

    private TableRow(IReadOnlyList<IBlock> cells, Element row, IReadOnlyList<Element> elements)
    {
        this.cells = cells;
        this.row = row;
        this.elements = elements;
    }

    /// <summary>What fits of the row, and the row that remains.</summary>
    public (Plan Plan, TableRow? Remaining) PlanFor(Room room, IReadOnlyList<double> widths)
    {
        var plans = cells.Select((cell, i) => cell.PlanFor(room with { Width = widths[i] - (2 * Padding), Height = room.Height - (2 * Padding) })).ToList();
        if (plans.Exists(plan => plan.IsNothing))
        {
            return (Plan.Nothing, null);
        }

        var rest = plans.TrueForAll(plan => plan.IsWhole) ? null : new TableRow([.. plans.Select(plan => plan.Rest ?? Blank.None)], row, elements);
        var height = plans.Max(plan => plan.Height) + (2 * Padding);
        return (Plan.Of(height, rest: null, (canvas, x, y) => Draw(canvas, x, y, plans, widths)), rest);
    }

    private void Draw(ICanvas canvas, double x, double y, List<Plan> plans, IReadOnlyList<double> widths)
    {
        canvas.Enter(row);
        for (var i = 0; i < plans.Count; i++)
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

    private readonly IReadOnlyList<double> shares;
    private readonly IReadOnlyList<TableRow> heading;
    private readonly IReadOnlyList<TableRow> rows;
    private readonly int first;
    private readonly TableRow? begun;
    private readonly Element element;

    /// <param name="shares">How the columns share the width.</param>
    /// <param name="heading">The rows repeated on each page.</param>
    /// <param name="rows">The rows themselves.</param>
    public Table(IReadOnlyList<double> shares, IReadOnlyList<TableRow> heading, IReadOnlyList<TableRow> rows)
        : this(shares, heading, rows, 0, begun: null, new Element("Table"))
    {
    }

    private Table(
        IReadOnlyList<double> shares, IReadOnlyList<TableRow> heading, IReadOnlyList<TableRow> rows, int first, TableRow? begun, Element element)
    {
        this.shares = shares;
        this.heading = heading;
        this.rows = rows;
        this.first = first;
        this.begun = begun;
        this.element = element;
    }

    private bool IsContinued => first > 0 || begun is not null;

    public Plan PlanFor(Room room)
    {
        var widths = shares.Select(share => room.Width * share / shares.Sum()).ToList();
        var headings = heading.Select(row => row.PlanFor(Room.Endless(room.Width), widths).Plan).ToList();
        var top = headings.Sum(plan => plan.Height);
        var (placed, next, rest) = Fill(room, top, widths);
        if (placed.Count == 0 && first < rows.Count)
        {
            return Plan.Nothing;
        }

        var remaining = next < rows.Count ? new Table(shares, heading, rows, next, rest, element) : null;
        return Plan.Of(top + placed.Sum(plan => plan.Height), remaining, (canvas, x, y) => Draw(canvas, x, y, headings, placed, widths));
    }

    private (List<Plan> Placed, int Next, TableRow? Begun) Fill(Room room, double top, List<double> widths)
    {
        var placed = new List<Plan>();
        var y = top;
        for (var i = first; i < rows.Count; i++)
        {
            var row = i == first && begun is not null ? begun : rows[i];
            var isFresh = room.IsFresh && placed.Count == 0;
            var (plan, rest) = row.PlanFor(room with { Height = room.Height - y, IsFresh = isFresh }, widths);
            if (plan.IsNothing || (rest is not null && !isFresh && FitsOnePage(row, room, top, widths)))
            {
                return (placed, i, row == begun ? begun : null);
            }

            placed.Add(plan);
            y += plan.Height;
            if (rest is not null)
            {
                return (placed, i, rest);
            }
        }

        return (placed, rows.Count, null);
    }

    private static bool FitsOnePage(TableRow row, Room room, double top, List<double> widths)
    {
        var (plan, rest) = row.PlanFor(Room.Page(room.Width, room.PageHeight - top), widths);
        return !plan.IsNothing && rest is null;
    }

    private void Draw(ICanvas canvas, double x, double y, List<Plan> headings, List<Plan> placed, List<double> widths)
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
        var bottom = y + headings.Concat(placed).Sum(plan => plan.Height);
        foreach (var width in widths.Prepend(0))
        {
            x += width;
            canvas.Line(x, y, x, bottom, Thickness);
        }
    }

    private static double DrawRows(ICanvas canvas, double x, double y, List<Plan> plans, List<double> widths)
    {
        var right = x + widths.Sum();
        canvas.Line(x, y, right, y, Thickness);
        foreach (var plan in plans)
        {
            plan.Draw(canvas, x, y);
            y += plan.Height;
            canvas.Line(x, y, right, y, Thickness);
        }

        return y;
    }
}
