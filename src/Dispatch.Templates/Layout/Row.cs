namespace Dispatch.Templates.Layout;

/// <summary>A cell of a row: as wide as told, or a share of what the told ones leave.</summary>
internal sealed record Cell(IBlock Block, double Constant = 0, double Share = 0)
{
    public static Cell Wide(double width, IBlock block) => new(block, Constant: width);

    public static Cell Sharing(double share, IBlock block) => new(block, Share: share);
}

/// <summary>Blocks side by side, level at the top. Each goes on over the page on its own.</summary>
internal sealed class Row(params IReadOnlyList<Cell> cells) : IBlock
{
    public Plan PlanFor(Room room)
    {
        var widths = Widths(room.Width);
        var plans = cells.Select((cell, i) => cell.Block.PlanFor(room with { Width = widths[i] })).ToList();
        if (plans.Exists(plan => plan.IsNothing))
        {
            return Plan.Nothing;
        }

        var rest = plans.TrueForAll(plan => plan.IsWhole)
            ? null
            : new Row([.. cells.Select((cell, i) => cell with { Block = plans[i].Rest ?? Blank.None })]);
        return Plan.Of(plans.Max(plan => plan.Height), rest, (canvas, x, y) =>
        {
            for (var i = 0; i < plans.Count; i++)
            {
                plans[i].Draw(canvas, x, y);
                x += widths[i];
            }
        });
    }

    private double[] Widths(double width)
    {
        var free = width - cells.Sum(cell => cell.Constant);
        var shares = cells.Sum(cell => cell.Share);
        return [.. cells.Select(cell => cell.Share > 0 ? free * cell.Share / shares : cell.Constant)];
    }
}
