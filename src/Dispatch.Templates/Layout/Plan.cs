namespace Dispatch.Templates.Layout;

/// <summary>The place a block is offered.</summary>
/// <param name="Width">Points across.</param>
/// <param name="Height">Points left on this page.</param>
/// <param name="PageHeight">Points on an empty page: what moving to the next page would gain.</param>
/// <param name="IsFresh">Nothing stands above on this page, so a block must take at least something or the work would never end.</param>
/// <param name="PageNumber">The number of the page in its section, from 1.</param>
internal readonly record struct Room(double Width, double Height, double PageHeight, bool IsFresh, int PageNumber = 1)
{
    // Sums of line heights are not exact; a hundredth of a point is not visible.
    private const double Tolerance = 0.01;

    private const double WithoutEnd = double.MaxValue / 4;

    public bool Holds(double height) => height <= Height + Tolerance;

    public bool HoldsAcross(double width) => width <= Width + Tolerance;

    public static Room Page(double width, double height, int number = 1) => new(width, height, height, IsFresh: true, number);

    /// <summary>Room without end, to learn how high a block would be.</summary>
    public static Room Endless(double width, int pageNumber = 1) => Page(width, WithoutEnd, pageNumber);
}

/// <summary>What a block will do in a room: nothing, a part of it, or the whole. It draws exactly what it said.</summary>
internal sealed class Plan
{
    private readonly Action<ICanvas, double, double>? draw;

    private Plan(double height, IBlock? rest, Action<ICanvas, double, double>? draw)
    {
        Height = height;
        Rest = rest;
        this.draw = draw;
    }

    /// <summary>The block would rather stand on the next page.</summary>
    public static Plan Nothing { get; } = new(0, rest: null, draw: null);

    public double Height { get; }

    /// <summary>What remains for the next page; null when the whole block is placed.</summary>
    public IBlock? Rest { get; }

    public bool IsNothing => draw is null;

    public bool IsWhole => draw is not null && Rest is null;

    /// <summary>The height of the highest of what stands side by side.</summary>
    public static double Highest(IReadOnlyList<Plan> plans)
    {
        var highest = 0.0;
        for (var i = 0; i < plans.Count; i++)
        {
            highest = Math.Max(highest, plans[i].Height);
        }

        return highest;
    }

    public static Plan Of(double height, IBlock? rest, Action<ICanvas, double, double> draw) => new(height, rest, draw);

    public void Draw(ICanvas canvas, double x, double y) => draw?.Invoke(canvas, x, y);
}

/// <summary>Anything that takes room on paper. Planning changes nothing: the same block can be tried in many rooms.</summary>
internal interface IBlock
{
    /// <exception cref="Sheets.UnprintableSheetException">No page can hold the block.</exception>
    Plan PlanFor(Room room);
}
