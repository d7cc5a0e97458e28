using Dispatch.Templates.Bodies;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Layout;

public sealed class ParagraphTests
{
    private const string Sentence = "Bộ Ngoại giao xin thông báo và cảm ơn sự hợp tác của Quý Cơ quan trong thời gian qua, kính mong tiếp tục phối hợp.";

    private static readonly TextStyle Style = new(13);

    [Test]
    public void Justified_lines_end_at_the_right_edge_and_the_last_one_does_not()
    {
        var lines = Lines(new ParagraphStyle { Alignment = Alignment.Justified }, Sentence, 200);

        Assert.Multiple(() =>
        {
            Assert.That(lines.SkipLast(1).Select(End), Is.All.EqualTo(200).Within(0.01));
            Assert.That(lines[^1].Stretch, Is.Zero);
        });
    }

    [Test]
    public void Only_the_first_line_is_indented()
    {
        var lines = Lines(new ParagraphStyle { Alignment = Alignment.Justified, FirstLineIndent = 36 }, Sentence, 200);

        Assert.That(lines.Select(line => line.X), Is.EqualTo(new[] { 36.0 }.Concat(lines.Skip(1).Select(_ => 0.0))));
    }

    [Test]
    public void Every_line_but_the_first_hangs_under_the_words_after_the_dash()
    {
        var lines = Lines(new ParagraphStyle { HangingIndent = 8 }, "- " + Sentence, 200);

        Assert.That(lines.Select(line => line.X), Is.EqualTo(new[] { 0.0 }.Concat(lines.Skip(1).Select(_ => 8.0))));
    }

    [Test]
    public void Centred_lines_have_the_same_room_on_both_sides()
    {
        foreach (var line in Lines(new ParagraphStyle { Alignment = Alignment.Centre }, Sentence, 200))
        {
            Assert.That(line.X, Is.EqualTo(200 - End(line)).Within(0.001));
        }
    }

    [Test]
    public void Balanced_lines_are_as_few_as_full_ones_and_nearly_equal()
    {
        const string Name = "CỤC QUẢN LÝ CHẤT LƯỢNG, CHẾ BIẾN VÀ PHÁT TRIỂN THỊ TRƯỜNG";
        var full = Lines(new ParagraphStyle(), Name, 300);
        var balanced = Lines(new ParagraphStyle { IsBalanced = true }, Name, 300);

        Assert.Multiple(() =>
        {
            Assert.That(balanced, Has.Count.EqualTo(full.Count).And.Count.GreaterThan(1));
            Assert.That(balanced.Max(Width) - balanced.Min(Width), Is.LessThan(full.Max(Width) - full.Min(Width)));
        });
    }

    [Test]
    public void A_line_never_begins_with_a_dash([Range(60, 300, 7)] int width)
    {
        var lines = Lines(new ParagraphStyle { Alignment = Alignment.Justified }, "phát triển kinh tế - xã hội của các địa phương và kinh tế - xã hội - văn hóa", width);

        Assert.That(lines.Select(line => line.Text), Has.None.StartsWith("-"));
    }

    [Test]
    public void A_word_longer_than_the_line_is_cut_and_nothing_of_it_is_lost()
    {
        var word = string.Concat(Enumerable.Repeat("https://vanban.gov.vn/", 12));

        var lines = Lines(new ParagraphStyle { Alignment = Alignment.Justified, FirstLineIndent = 30 }, "xem " + word, 200);

        Assert.Multiple(() =>
        {
            Assert.That(string.Concat(lines.Select(line => line.Text)), Is.EqualTo("xem" + word).Or.EqualTo("xem " + word));
            Assert.That(lines.Select(End), Is.All.LessThanOrEqualTo(200.01));
        });
    }

    [Test]
    public void Words_of_several_looks_make_pieces_that_touch()
    {
        var spans = BodyLayout.Spans(MarkedText.Read("Thực hiện **Điều 5** và *khoản 2*/**a** ngay"), new TextStyle(13));
        var page = Notebook.PagesOf(new Paragraph(new ParagraphStyle(), spans), 500, 100)[0];

        Assert.Multiple(() =>
        {
            Assert.That(page.Texts.Select(text => (text.Text, text.Style.Style)), Is.EqualTo(new[]
            {
                ("Thực hiện ", FontStyle.Regular), ("Điều 5", FontStyle.Bold), (" và ", FontStyle.Regular), ("khoản 2", FontStyle.Italic),
                ("/", FontStyle.Regular), ("a", FontStyle.Bold), (" ngay", FontStyle.Regular),
            }));
            foreach (var (before, after) in page.Texts.Zip(page.Texts.Skip(1)))
            {
                Assert.That(after.X, Is.EqualTo(End(before)).Within(0.001));
            }
        });
    }

    [Test]
    public void A_character_the_font_lacks_is_named()
    {
        var refused = Assert.Throws<MissingGlyphException>(() => Lines(new ParagraphStyle(), "Kính gửi 漢", 200));

        Assert.Multiple(() =>
        {
            Assert.That(refused.Character, Is.EqualTo("漢"));
            Assert.That(refused.CodePoint, Is.EqualTo(0x6F22));
            Assert.That(refused.Message, Does.Contain("漢").And.Contain("U+6F22"));
        });
    }

    private static double Width((double X, double Baseline, string Text, TextStyle Style, double Stretch) line) =>
        line.Style.WidthOf(line.Text) + (line.Stretch * line.Text.Count(letter => letter == ' '));

    // A line that goes on ends with a space nobody sees.
    private static (double X, double Baseline, string Text, TextStyle Style, double Stretch) Seen((double X, double Baseline, string Text, TextStyle Style, double Stretch) line) =>
        line with { Text = line.Text.TrimEnd(' ') };

    private static double End((double X, double Baseline, string Text, TextStyle Style, double Stretch) line) => line.X + Width(line);

    private static List<(double X, double Baseline, string Text, TextStyle Style, double Stretch)> Lines(ParagraphStyle style, string text, double width) =>
        Notebook.PagesOf(new Paragraph(style, new Span(text, Style)), width, 10_000)[0].Texts.ConvertAll(Seen);
}
