using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Layout.Bricks;

namespace Dispatch.Templates.Tests.Layout;

public sealed class RowTests
{
    [Test]
    public void Cells_share_what_the_constant_ones_leave()
    {
        var row = new Row([ColumnWidth.Points(40), ColumnWidth.Part(1), ColumnWidth.Part(2)], [new Rule(), new Rule(), new Rule()]);

        var page = Notebook.PagesOf(row, 100, 50)[0];

        Assert.That(page.Rules.Select(rule => (rule.X1, rule.X2)), Is.EqualTo(new[] { (0.0, 40.0), (40.0, 60.0), (60.0, 100.0) }));
    }

    [Test]
    public void Cells_are_level_at_the_top_and_the_highest_gives_the_height()
    {
        var row = new Row([ColumnWidth.Points(60), ColumnWidth.Points(60)], [Paragraph("a", 1), Paragraph("b", 3)]);

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
        var row = new Row([ColumnWidth.Points(60), ColumnWidth.Points(60)], [Paragraph("a", 6), Paragraph("b", 2)]);

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
        var row = new Row([ColumnWidth.Points(60), ColumnWidth.Points(60)], [Paragraph("a", 6), new KeptTogether(Paragraph("b", 4))]);

        var pages = Notebook.PagesOf(new Column(Item("t", 3), new Item(row)), 120, 55);

        Assert.That(pages[0].Texts.Select(text => text.Text.TrimEnd('-', ' ')), Has.None.StartsWith("a"));
    }

    [Test]
    public void The_loosest_setting_that_fits_is_taken()
    {
        var block = new Tightening(new Blank(50), new Blank(30), new Blank(10));

        Assert.That(new[] { 60.0, 40.0, 20.0 }.Select(height => block.PlanFor(new Room(100, height, 100, IsFresh: false)).Height), Is.EqualTo(new[] { 50.0, 30.0, 10.0 }));
    }

    [Test]
    public void Columns_wider_than_the_room_are_refused_with_both_widths()
    {
        var row = new Row([ColumnWidth.Points(60), ColumnWidth.Points(60)], [new Rule(), new Rule()]);

        Assert.That(() => row.PlanFor(Room.Page(100, 100)), Throws.InstanceOf<UnprintableSheetException>().With.Message.Contains("42,3 mm").And.Message.Contains("35,3 mm"));
    }

    [Test]
    public void Level_columns_share_their_rows_and_are_read_one_after_the_other()
    {
        var columns = new LevelColumns(
            [ColumnWidth.Points(60), ColumnWidth.Points(60)],
            [new LevelRow([Paragraph("a", 3), Paragraph("b", 1)]), new LevelRow([Paragraph("c", 1), Paragraph("d", 1)], Above: 5)]);

        var texts = Notebook.PagesOf(columns, 120, 100)[0].Texts;

        Assert.Multiple(() =>
        {
            Assert.That(texts.Select(text => text.Text.TrimEnd('-', ' ')), Is.EqualTo(new[] { "a1", "a2", "a3", "c1", "b1", "d1" }));
            Assert.That(texts[3].Baseline, Is.EqualTo(texts[5].Baseline).Within(0.001));
            Assert.That(texts[3].Baseline - texts[2].Baseline, Is.EqualTo(LineHeight + 5).Within(0.001));
        });
    }

    [Test]
    public void Level_columns_too_high_for_a_page_lose_nothing()
    {
        var columns = new LevelColumns(
            [ColumnWidth.Points(60), ColumnWidth.Points(60)],
            [new LevelRow([Paragraph("a", 7), Paragraph("b", 1)]), new LevelRow([Paragraph("c", 1), Paragraph("d", 1)])]);

        var pages = Notebook.PagesOf(columns, 120, 40);

        Assert.That(pages.SelectMany(page => page.Texts).Select(text => text.Text.TrimEnd('-', ' ')), Is.EquivalentTo(new[] { "a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1", "c1", "d1" }));
    }
}
