using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Layout;

/// <summary>The width of a column: as told in points, or a share of what the told ones leave.</summary>
internal sealed record ColumnWidth(double Constant, double Share)
{
    public static ColumnWidth Points(double width) => new(width, 0);

    public static ColumnWidth Part(double share) => new(0, share);

    /// <summary>The widths of all columns in a room.</summary>
    /// <exception cref="UnprintableSheetException">The told ones need more than there is.</exception>
    public static double[] Of(IReadOnlyList<ColumnWidth> columns, double width, string what)
    {
        var told = 0.0;
        var shares = 0.0;
        foreach (var column in columns)
        {
            told += column.Constant;
            shares += column.Share;
        }

        if (told > width + 0.01)
        {
            throw UnprintableSheetException.DoesNotFit(what, told, width);
        }

        var widths = new double[columns.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = columns[i].Share > 0 ? (width - told) * columns[i].Share / shares : columns[i].Constant;
        }

        return widths;
    }
}

/// <summary>Blocks side by side, level at the top. Each goes on over the page on its own.</summary>
internal sealed class Row(IReadOnlyList<ColumnWidth> columns, IReadOnlyList<IBlock> cells) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var widths = ColumnWidth.Of(columns, room.Width, "các cột đặt cạnh nhau");
        var plans = cells.Select((cell, i) => cell.PlanFor(room with { Width = widths[i] })).ToList();
        if (plans.Exists(plan => plan.IsNothing))
        {
            return Plan.Nothing;
        }

        var rest = plans.TrueForAll(plan => plan.IsWhole) ? null : new Row(columns, [.. plans.Select(plan => plan.Rest ?? Blank.None)]);
        return Plan.Of(Plan.Highest(plans), rest, (canvas, x, y) =>
        {
            for (var i = 0; i < plans.Count; i++)
            {
                plans[i].Draw(canvas, x, y);
                x += widths[i];
            }
        });
    }
}

/// <summary>One block for each column, their tops level.</summary>
/// <param name="Cells">From left to right.</param>
/// <param name="Above">Points of room above the row.</param>
internal sealed record LevelRow(IReadOnlyList<IBlock> Cells, double Above = 0);

/// <summary>
/// Columns read one after the other whose rows are level: the head of a paper, where number and date share a line below names of different height.
/// </summary>
internal sealed class LevelColumns(IReadOnlyList<ColumnWidth> columns, IReadOnlyList<LevelRow> rows) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var widths = ColumnWidth.Of(columns, room.Width, "các cột đặt cạnh nhau");
        var placed = new List<Placed>();
        var bottom = 0.0;
        IBlock? rest = null;
        for (var i = 0; i < rows.Count && rest is null; i++)
        {
            var top = i == 0 ? 0 : bottom + rows[i].Above;
            var here = room with { Height = room.Height - top, IsFresh = room.IsFresh && i == 0 };
            var plans = rows[i].Cells.Select((cell, column) => cell.PlanFor(here with { Width = widths[column] })).ToList();
            if (plans.Exists(plan => plan.IsNothing))
            {
                rest = i == 0 ? this : new LevelColumns(columns, [.. rows.Skip(i)]);
                break;
            }

            placed.Add(new Placed(plans, top));
            bottom = top + Plan.Highest(plans);
            var isTorn = !plans.TrueForAll(plan => plan.IsWhole);
            rest = isTorn ? new LevelColumns(columns, [new LevelRow([.. plans.Select(plan => plan.Rest ?? Blank.None)]), .. rows.Skip(i + 1)]) : null;
        }

        return placed.Count == 0 ? Plan.Nothing : Plan.Of(bottom, rest, (canvas, x, y) => Draw(canvas, x, y, placed, widths));
    }

    private static void Draw(ICanvas canvas, double x, double y, List<Placed> placed, double[] widths)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            foreach (var (cells, top) in placed)
            {
                cells[column].Draw(canvas, x, y + top);
            }

            x += widths[column];
        }
    }

    private sealed record Placed(IReadOnlyList<Plan> Cells, double Top);
}
