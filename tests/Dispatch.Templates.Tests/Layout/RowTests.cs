using Dispatch.Templates.Layout;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Layout.Bricks;

namespace Dispatch.Templates.Tests.Layout;

public sealed class RowTests
{
    [Test]
    public void Cells_share_what_the_constant_ones_leave()
    {
        var row = new Row(Cell.Wide(40, new Rule()), Cell.Sharing(1, new Rule()), Cell.Sharing(2, new Rule()));

        var page = Notebook.PagesOf(row, 100, 50)[0];

        Assert.That(page.Rules.Select(rule => (rule.X1, rule.X2)), Is.EqualTo(new[] { (0.0, 40.0), (40.0, 60.0), (60.0, 100.0) }));
    }

    [Test]
    public void Cells_are_level_at_the_top_and_the_highest_gives_the_height()
    {
        var row = new Row(Cell.Wide(60, Paragraph("a", 1)), Cell.Wide(60, Paragraph("b", 3)));

        var plan = row.PlanFor(Room.Page(120, 100));
        var page = Notebook.PagesOf(row, 120, 100)[0];

        Assert.Multiple(() =>
        {
            Assert.That(plan.Height, Is.EqualTo(3 * LineHeight).Within(0.001));
            Assert.That(page.Texts[0].Baseline, Is.EqualTo(page.Texts[1].Baseline).Within(0.001));
        });
    }

    [Test]
    public void Each_cell_goes_on_over_the_page_on_its_own()
    {
        var row = new Row(Cell.Wide(60, Paragraph("a", 6)), Cell.Wide(60, Paragraph("b", 2)));

        var pages = Notebook.PagesOf(row, 120, 40);

        Assert.That(pages.Select(page => page.Texts.Select(text => text.Text.TrimEnd('-', ' '))), Is.EqualTo(new[]
        {
            new[] { "a1", "a2", "a3", "a4", "b1", "b2" },
            ["a5", "a6"],
        }));
    }

    [Test]
    public void A_row_waits_for_the_next_page_when_one_of_its_cells_does()
    {
        var row = new Row(Cell.Wide(60, Paragraph("a", 6)), Cell.Wide(60, new KeptTogether(Paragraph("b", 4))));

        var pages = Notebook.PagesOf(new Column(Item("t", 3), new Item(row)), 120, 55);

        Assert.That(pages[0].Texts.Select(text => text.Text.TrimEnd('-', ' ')), Has.None.StartsWith("a"));
    }

    [Test]
    public void The_loosest_setting_that_fits_is_taken()
    {
        var block = new Tightening(new Blank(50), new Blank(30), new Blank(10));

        Assert.That(new[] { 60.0, 40.0, 20.0 }.Select(height => block.PlanFor(new Room(100, height, 100, IsFresh: false)).Height), Is.EqualTo(new[] { 50.0, 30.0, 10.0 }));
    }
}
