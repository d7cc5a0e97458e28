using Dispatch.Templates.Layout;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Layout.Bricks;

namespace Dispatch.Templates.Tests.Layout;

public sealed class ColumnTests
{
    private const double Narrow = 60;

    [Test]
    public void Blocks_stand_one_below_another_with_the_space_between_them()
    {
        var page = Notebook.PagesOf(new Column(Item("a", 1), Item("b", 1, spaceBefore: 6)), Narrow, 100)[0];

        Assert.That(page.Texts[1].Baseline - page.Texts[0].Baseline, Is.EqualTo(LineHeight + 6).Within(0.001));
    }

    [Test]
    public void The_space_before_a_block_falls_away_at_the_top_of_a_page()
    {
        var pages = Notebook.PagesOf(new Column(Item("a", 3), Item("b", 2, spaceBefore: 6)), Narrow, 40);

        Assert.That(pages[1].Texts[0].Baseline, Is.EqualTo(pages[0].Texts[0].Baseline).Within(0.001));
    }

    [Test]
    public void A_paragraph_goes_on_over_the_page_with_at_least_two_lines_on_either_side()
    {
        var pages = Notebook.PagesOf(new Column(Item("a", 6), Item("b", 4)), Narrow, 90);

        Assert.That(pages.Select(page => Names(page.Lines)), Is.EqualTo(new[]
        {
            new[] { "a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2" },
            ["b3", "b4"],
        }));
    }

    [Test]
    public void A_paragraph_of_three_lines_is_not_torn()
    {
        var pages = Notebook.PagesOf(new Column(Item("a", 6), Item("b", 3)), Narrow, 80);

        Assert.That(Names(pages[1].Lines), Is.EqualTo(new[] { "b1", "b2", "b3" }));
    }

    [Test]
    public void A_heading_moves_with_the_text_it_heads()
    {
        var pages = Notebook.PagesOf(new Column(Item("a", 7), Item("h", 1, keeps: true), Item("b", 4)), Narrow, 90);

        Assert.That(Names(pages[1].Lines), Is.EqualTo(new[] { "h1", "b1", "b2", "b3", "b4" }));
    }

    [Test]
    public void The_last_two_lines_of_a_kept_paragraph_go_along_with_what_follows()
    {
        var whole = new Item(new KeptTogether(Paragraph("s", 5)));
        var pages = Notebook.PagesOf(new Column(Item("a", 8, keeps: true), whole), Narrow, 100);

        Assert.That(pages.Select(page => Names(page.Lines)), Is.EqualTo(new[]
        {
            new[] { "a1", "a2", "a3", "a4", "a5", "a6" },
            ["a7", "a8", "s1", "s2", "s3", "s4", "s5"],
        }));
    }

    [Test]
    public void A_chain_longer_than_a_page_is_placed_rather_than_moved_for_ever()
    {
        var chain = Enumerable.Range(0, 9).Select(i => Item("h" + (char)('a' + i), 1, keeps: true)).ToArray();
        var pages = Notebook.PagesOf(new Column([.. chain, Item("b", 1)]), Narrow, 40);

        Assert.That(pages.SelectMany(page => Names(page.Lines)).Distinct(StringComparer.Ordinal).ToList(), Has.Count.EqualTo(10));
    }

    [Test]
    public void What_no_page_can_hold_begins_where_it_is()
    {
        var pages = Notebook.PagesOf(new Column(Item("a", 2), new Item(new KeptTogether(Paragraph("b", 9)))), Narrow, 60);

        Assert.That(Names(pages[0].Lines), Is.EqualTo(new[] { "a1", "a2", "b1", "b2", "b3", "b4" }));
    }

    [Test]
    public void A_page_lower_than_one_line_still_takes_a_line_so_that_the_work_ends()
    {
        var pages = Notebook.PagesOf(new Column(Item("a", 3)), Narrow, 4);

        Assert.That(pages.SelectMany(page => Names(page.Lines)), Is.EqualTo(new[] { "a1", "a2", "a3" }));
    }

    [Test]
    public void Planning_twice_gives_the_same_pages()
    {
        var column = new Column(Item("a", 7, keeps: true), Item("b", 8, spaceBefore: 3));

        var first = Notebook.PagesOf(column, Narrow, 70).SelectMany(page => page.Texts);
        var second = Notebook.PagesOf(column, Narrow, 70).SelectMany(page => page.Texts);

        Assert.That(first, Is.EqualTo(second));
    }

    [Test]
    public void Whatever_the_page_every_line_is_drawn_once_and_in_order([Range(15, 95, 8)] int height, [Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        var items = Enumerable.Range(0, 12).Select(i => (Name: "" + (char)('a' + i), Lines: random.Next(1, 8))).ToList();
        IBlock Block(int i) => i % 4 == 3 ? new KeptTogether(Paragraph(items[i].Name, items[i].Lines)) : Paragraph(items[i].Name, items[i].Lines);
        var column = new Column([.. items.Select((_, i) => new Item(Block(i), random.Next(0, 9), random.Next(3) == 0))]);

        var drawn = Notebook.PagesOf(column, Narrow, height).SelectMany(page => Names(page.Lines));

        Assert.That(drawn, Is.EqualTo(items.SelectMany(item => Enumerable.Range(1, item.Lines).Select(line => item.Name + line))));
    }
}
