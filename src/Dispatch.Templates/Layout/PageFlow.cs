using Dispatch.Templates.Sheets;

namespace Dispatch.Templates.Layout;

/// <summary>The paper and its margins, in points.</summary>
internal sealed record PageSetup(double Width, double Height, double Top, double Right, double Bottom, double Left)
{
    public double TextWidth => Width - Left - Right;

    public double TextHeight => Height - Top - Bottom;
}

/// <summary>Pages of one size whose numbers begin at 1: a paper, or one of its annexes.</summary>
/// <param name="Setup">The paper.</param>
/// <param name="Content">The text, over as many pages as it needs.</param>
/// <param name="Header">Stands in the top margin of each page, just above the text; takes no room from it.</param>
/// <param name="Footer">Stands at the foot of the text's room and takes it from the text.</param>
/// <param name="Foreground">Drawn over the whole sheet of paper, from its upper left corner.</param>
internal sealed record PageSection(PageSetup Setup, IBlock Content, IBlock Header, IBlock Footer, IBlock Foreground);

internal static class PageFlow
{
    private const double AboveFooter = 6;

    // The figures of a page number of 13 points stand 4.5 mm above the text.
    private const double BelowHeader = 9.4;

    /// <summary>Lays sections over pages and draws them, each page as soon as it is full.</summary>
    /// <param name="sections">What is laid out.</param>
    /// <param name="newPage">Begins a page.</param>
    /// <param name="mostPages">How many pages there may be, all sections together.</param>
    /// <exception cref="UnprintableSheetException">There are more.</exception>
    public static void Draw(IReadOnlyList<PageSection> sections, Func<PageSetup, ICanvas> newPage, int mostPages = int.MaxValue)
    {
        var pages = 0;
        foreach (var section in sections)
        {
            IBlock? rest = section.Content;
            for (var number = 1; rest is not null; number++)
            {
                pages = pages < mostPages ? pages + 1 : throw UnprintableSheetException.TooManyPages(mostPages);
                rest = DrawPage(section, rest, number, newPage(section.Setup));
            }
        }
    }

    private static IBlock? DrawPage(PageSection section, IBlock content, int number, ICanvas canvas)
    {
        var setup = section.Setup;
        var footer = section.Footer.PlanFor(Room.Endless(setup.TextWidth, number));
        var height = setup.TextHeight - (footer.Height > 0 ? footer.Height + AboveFooter : 0);
        if (height <= 0)
        {
            throw UnprintableSheetException.DoesNotFit("chân trang", footer.Height, setup.TextHeight);
        }

        var plan = content.PlanFor(new Room(setup.TextWidth, height, setup.TextHeight, IsFresh: true, number));
        if (plan.IsNothing)
        {
            throw new InvalidOperationException("A block took nothing of an empty page: what remains would be lost.");
        }

        var header = section.Header.PlanFor(Room.Endless(setup.TextWidth, number));
        header.Draw(canvas, setup.Left, setup.Top - BelowHeader - header.Height);
        section.Foreground.PlanFor(Room.Page(setup.Width, setup.Height, number)).Draw(canvas, 0, 0);
        plan.Draw(canvas, setup.Left, setup.Top);
        footer.Draw(canvas, setup.Left, setup.Height - setup.Bottom - footer.Height);
        return plan.Rest;
    }
}
