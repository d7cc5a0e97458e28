namespace Dispatch.Templates.Layout;

/// <summary>The paper and its margins, in points.</summary>
internal sealed record PageSetup(double Width, double Height, double Top, double Right, double Bottom, double Left)
{
    public double TextWidth => Width - Left - Right;

    public double TextHeight => Height - Top - Bottom;
}

internal static class PageFlow
{
    /// <summary>Lays a block over pages and draws them; <paramref name="decorate"/> adds what each page bears outside the text.</summary>
    public static void Draw(IBlock block, PageSetup setup, Func<ICanvas> newPage, Action<ICanvas, int> decorate)
    {
        IBlock? rest = block;
        for (var number = 1; rest is not null; number++)
        {
            var plan = rest.PlanFor(Room.Page(setup.TextWidth, setup.TextHeight));
            var canvas = newPage();
            decorate(canvas, number);
            plan.Draw(canvas, setup.Left, setup.Top);
            rest = plan.Rest;
        }
    }
}
