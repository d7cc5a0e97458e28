using Dispatch.Templates.Layout;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Layout.Bricks;

namespace Dispatch.Templates.Tests.Layout;

public sealed class TableTests
{
    // Three points of padding above and below each row: a row of one line is sixteen high.
    private const double Row = LineHeight + 6;

    [Test]
    public void The_heading_stands_on_every_page()
    {
        var pages = Pages(Table(1, 1, 1, 1, 1), height: 3 * Row);

        Assert.That(pages, Is.EqualTo(new[] { new[] { "h1", "a1", "b1" }, ["h1", "c1", "d1"], ["h1", "e1"] }));
    }

    [Test]
    public void The_last_row_does_not_stand_alone_on_a_page()
    {
        var pages = Pages(Table(1, 1, 1, 1), height: 4 * Row);

        Assert.That(pages, Is.EqualTo(new[] { new[] { "h1", "a1", "b1" }, ["h1", "c1", "d1"] }));
    }

    [Test]
    public void A_row_that_does_not_fit_goes_whole_to_the_next_page()
    {
        var pages = Pages(Table(1, 4), height: 65);

        Assert.That(pages, Is.EqualTo(new[] { new[] { "h1", "a1" }, ["h1", "b1", "b2", "b3", "b4"] }));
    }

    [Test]
    public void A_row_no_page_can_hold_is_torn_and_the_next_row_follows_it()
    {
        var pages = Pages(Table(7, 1), height: 62);

        Assert.That(pages, Is.EqualTo(new[] { new[] { "h1", "a1", "a2", "a3", "a4" }, ["h1", "a5", "a6", "a7"], ["h1", "b1"] }));
    }

    [Test]
    public void Lines_frame_every_row_and_column()
    {
        var page = Notebook.PagesOf(Table(1, 1), 70, 200)[0];

        Assert.Multiple(() =>
        {
            Assert.That(page.Rules.Where(rule => rule.Y1.Equals(rule.Y2)).Select(rule => rule.Y1), Is.EqualTo(new[] { 0, Row, 2 * Row, 3 * Row }).Within(0.001));
            Assert.That(page.Rules.Where(rule => rule.X1.Equals(rule.X2)).Select(rule => (rule.X1, Math.Round(rule.Y2, 3))), Is.EqualTo(new[] { (0.0, 3 * Row), (70.0, 3 * Row) }));
        });
    }

    [Test]
    public void A_table_without_room_for_its_first_row_waits_for_the_next_page()
    {
        var pages = Notebook.PagesOf(new Column(Item("t", 3), new Item(Table(1))), 70, 60);

        Assert.That(pages.Select(page => Names(page.Lines)), Is.EqualTo(new[] { new[] { "t1", "t2", "t3" }, ["h1", "a1"] }));
    }

    private static Table Table(params int[] lines) => new(
        [ColumnWidth.Part(1)], [new TableRow("TH", [Paragraph("h", 1)])], [.. lines.Select((count, i) => new TableRow("TD", [Paragraph("" + (char)('a' + i), count)]))]);

    private static IEnumerable<string[]> Pages(Table table, double height) => Notebook.PagesOf(table, 70, height).Select(page => Names(page.Lines));
}
