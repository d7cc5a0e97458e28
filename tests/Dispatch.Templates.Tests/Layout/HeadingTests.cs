using Dispatch.Templates.Layout;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Layout;

/// <summary>How the few lines of a heading are broken: as a clerk would break them.</summary>
public sealed class HeadingTests
{
    [TestCase("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa,|Thể thao và Du lịch")]
    [TestCase("UBND tỉnh Bà Rịa - Vũng Tàu", "UBND tỉnh|Bà Rịa - Vũng Tàu")]
    [TestCase("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Nông nghiệp|và Phát triển nông thôn")]
    [TestCase("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SỞ VĂN HÓA,|THỂ THAO VÀ DU LỊCH")]
    [TestCase("Kết quả công tác của cả năm 2024 trong phạm vi", "Kết quả công tác|của cả năm 2024|trong phạm vi")]
    public void A_heading_breaks_where_its_sense_breaks(string text, string expected)
    {
        var width = new TextStyle(12).WidthOf(text) * (expected.Count(letter => letter == '|') == 2 ? 0.4 : 0.66);

        Assert.That(string.Join('|', Lines(text, width)), Is.EqualTo(expected));
    }

    [Test]
    public void Gluing_words_changes_none_of_them([Range(20, 400, 20)] int width)
    {
        const string Name = "Ủy ban nhân dân Thành phố Hồ Chí Minh, Sở Giao thông vận tải - Công chính, 2024 và các đơn vị";

        Assert.That(string.Concat(Lines(Name, width)).Replace(" ", ""), Is.EqualTo(Name.Replace(" ", "")));
    }

    [Test]
    public void One_word_does_not_stand_alone_on_the_last_line_of_a_list()
    {
        var style = new TextStyle(11);
        const string Text = "Sở Tài chính các tỉnh trực thuộc";

        var lines = Notebook.PagesOf(new Paragraph(new ParagraphStyle(), new Span(Text, style)), style.WidthOf(Text) - 5, 500)[0].Lines;

        Assert.That(lines.Select(line => line.TrimEnd()), Is.EqualTo(new[] { "Sở Tài chính các tỉnh", "trực thuộc" }));
    }

    private static IEnumerable<string> Lines(string text, double width)
    {
        var heading = new Paragraph(new ParagraphStyle { Alignment = Alignment.Centre, IsBalanced = true }, new Span(Prose.Glued(text), new TextStyle(12)));
        return Notebook.PagesOf(heading, width, 1000)[0].Lines.Select(line => line.TrimEnd());
    }
}
