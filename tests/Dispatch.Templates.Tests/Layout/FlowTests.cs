using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Layout.Bricks;

namespace Dispatch.Templates.Tests.Layout;

/// <summary>Pages: what breaks them, what stands on each, and what is drawn over them.</summary>
public sealed class FlowTests
{
    private static readonly PageSetup Small = new(90, 100, 20, 10, 20, 10);

    [Test]
    public void A_page_break_ends_a_page_and_none_stays_empty()
    {
        var column = new Column(new Item(new PageBreak()), Item("a", 1), new Item(new PageBreak()), new Item(new PageBreak()), Item("b", 1, spaceBefore: 20), new Item(new PageBreak()));

        var pages = Notebook.PagesOf(column, 70, 60);

        Assert.That(pages.Select(page => Names(page.Lines)), Is.EqualTo(new[] { new[] { "a1" }, ["b1"] }));
        Assert.That(pages[1].Texts[0].Baseline, Is.EqualTo(pages[0].Texts[0].Baseline).Within(0.001));
    }

    [Test]
    public void Each_section_counts_its_pages_from_one_and_a_header_may_skip_the_first()
    {
        var pages = Drawn(document =>
        {
            for (var section = 0; section < 2; section++)
            {
                document.Page(page =>
                {
                    page.Setup(Small);
                    page.Header().SkipOnce().CurrentPageNumber(Style);
                    page.Content().Element(Paragraph("a", 8));
                });
            }
        });

        Assert.That(pages.Select(page => page.Lines.Count(line => line == "2")), Is.EqualTo(new[] { 0, 1, 0, 1 }));
        Assert.That(pages[1].Texts.Single(text => text.Text == "2").Baseline, Is.LessThan(20), "in the top margin");
    }

    [Test]
    public void A_footer_shown_once_takes_its_room_from_the_first_page_only()
    {
        var pages = Drawn(document => document.Page(page =>
        {
            page.Setup(Small);
            page.Footer().ShowOnce().Element(Paragraph("chân", 2));
            page.Content().Element(Paragraph("a", 9));
        }));

        Assert.That(pages.Select(page => page.Lines.Count), Is.EqualTo(new[] { 3 + 2, 6 }));
        Assert.That(pages[0].Texts[^1].Baseline, Is.InRange(70, 80));
    }

    [Test]
    public void Layers_are_drawn_under_and_over_the_one_that_takes_the_room()
    {
        var place = new Container();
        place.Column(column =>
        {
            column.Item().Layers(layers =>
            {
                layers.Layer().Text("dưới", Style);
                layers.PrimaryLayer().Blank(30);
                layers.Layer().At(2, 3, 20).Text("trên", Style);
            });
            column.Item().Text("sau", Style);
        });

        var texts = Notebook.PagesOf(place.Block, 100, 100)[0].Texts;

        Assert.Multiple(() =>
        {
            Assert.That(texts.Select(text => text.Text), Is.EqualTo(new[] { "dưới", "trên", "sau" }));
            Assert.That(texts[1].X, Is.EqualTo(Length.Mm(2)).Within(0.001));
            Assert.That(texts[1].Baseline - texts[0].Baseline, Is.EqualTo(Length.Mm(3)).Within(0.001));
            Assert.That(texts[2].Baseline - texts[0].Baseline, Is.EqualTo(30).Within(0.001));
        });
    }

    [Test]
    public void A_place_is_filled_once()
    {
        var place = new Container();
        place.Text("một", Style);

        Assert.That(() => place.Text("hai", Style), Throws.InvalidOperationException);
    }

    [Test]
    public void What_fits_no_page_says_what_it_is_what_it_needs_and_what_there_is()
    {
        var frame = new Frame(Length.Mm(40), Length.Mm(8), Ink.Red, Blank.None);
        var high = new Column(Item("a", 1), new Item(new Blank(Length.Mm(50))));

        Assert.Multiple(() =>
        {
            Refused(frame, 30, 100, "khung", "40 mm", "30 mm");
            Refused(high, 100, 30, "khoảng trống", "50 mm", "30 mm");
            Refused(new Paragraph(new ParagraphStyle { HangingIndent = Length.Mm(98) }, new Span(string.Concat(Enumerable.Repeat("Wông ", 20)), new TextStyle(13))), 100, 100, "chữ “W”", "4,3 mm", "2 mm");
        });
    }

    [Test]
    public void A_cell_over_two_columns_has_no_line_through_it()
    {
        var table = new Table(
            [ColumnWidth.Points(60), ColumnWidth.Points(60)], [],
            [new TableRow("TD", [Paragraph("a", 1), Paragraph("b", 1)]), new TableRow("TD", [Paragraph("c", 1)], [2]), new TableRow("TD", [Paragraph("d", 1), Paragraph("e", 1)])]);

        var edges = Notebook.PagesOf(table, 120, 200)[0].Rules.Where(rule => rule.X1.Equals(rule.X2) && rule.X1.Equals(60.0)).Select(rule => (Math.Round(rule.Y1), Math.Round(rule.Y2)));

        Assert.That(edges, Is.EqualTo(new[] { (0.0, 16.0), (32.0, 48.0) }));
    }

    [Test]
    public void A_row_that_does_not_cover_its_columns_is_a_bug_of_the_caller() =>
        Assert.That(
            () => new Table([ColumnWidth.Part(1), ColumnWidth.Part(1)], [], [new TableRow("TD", [Paragraph("a", 1)])]).PlanFor(Room.Page(200, 100)), Throws.ArgumentException);

    private static void Refused(IBlock block, double widthMm, double heightMm, string what, string needed, string room)
    {
        var refused = Assert.Throws<UnprintableSheetException>(() => Notebook.PagesOf(block, Length.Mm(widthMm), Length.Mm(heightMm)));

        Assert.That(refused.Code, Is.EqualTo("sheet.does-not-fit"));
        Assert.That(refused.Message, Does.Contain(what).And.Contain("cần " + needed).And.Contain("có " + room));
    }

    private static List<Notebook> Drawn(Action<DocumentDescriptor> compose) => Notebook.PagesOf(Document.Compose(compose));
}
