using Dispatch.Templates.Bodies;

namespace Dispatch.Templates.Tests.Bodies;

public sealed class MarkdownBodyTests
{
    [TestCase("Phần I", BodyPart.Part)]
    [TestCase("CHƯƠNG II", BodyPart.Chapter)]
    [TestCase("Mục 3", BodyPart.Section)]
    [TestCase("Tiểu mục 1", BodyPart.Subsection)]
    [TestCase("# Chương IV", BodyPart.Chapter)]
    [TestCase("## Tình hình chung", BodyPart.Title)]
    [TestCase("QUYẾT ĐỊNH:", BodyPart.Title)]
    [TestCase("**KẾ HOẠCH TRIỂN KHAI**", BodyPart.Title)]
    [TestCase("I. NHỮNG KẾT QUẢ ĐẠT ĐƯỢC", BodyPart.NumberedTitle)]
    [TestCase("Điều 5. Phạm vi điều chỉnh", BodyPart.Article)]
    [TestCase("**Điều 5.** Quyết định này", BodyPart.Article)]
    [TestCase("1. Quyết định này", BodyPart.Clause)]
    [TestCase("2.1. Nội dung", BodyPart.Clause)]
    [TestCase("đ) Đối với", BodyPart.Point)]
    [TestCase("(iv) Hỗ trợ", BodyPart.Point)]
    [TestCase("Điều này cho thấy", BodyPart.Plain)]
    [TestCase("#KHÔNG PHẢI TIÊU ĐỀ", BodyPart.Plain)]
    [TestCase("Mục lục văn bản", BodyPart.Plain)]
    [TestCase("15/3/2024 là ngày ban hành", BodyPart.Plain)]
    public void Parts_are_known_by_their_words(string line, BodyPart expected) =>
        Assert.That(((BodyParagraph)MarkdownBody.Read(line).Blocks.Single()).Part, Is.EqualTo(expected));

    [Test]
    public void What_follows_a_chapter_in_capitals_or_bold_is_its_title()
    {
        var parts = MarkdownBody.Read("Chương I\nQUY ĐỊNH CHUNG\nMục 1\n**Trách nhiệm**\nMục 2\nĐây là lời văn.").Blocks.Cast<BodyParagraph>().Select(paragraph => paragraph.Part);

        Assert.That(parts, Is.EqualTo(new[] { BodyPart.Chapter, BodyPart.Title, BodyPart.Section, BodyPart.Title, BodyPart.Section, BodyPart.Plain }));
    }

    [Test]
    public void A_phrase_under_a_chapter_is_its_title_however_it_is_written()
    {
        var parts = MarkdownBody.Read("Chương I\nQuy định chung\nChương II\nĐiều 1. Phạm vi\nPhần II\na) Đối với").Blocks.Cast<BodyParagraph>().Select(paragraph => paragraph.Part);

        Assert.That(parts, Is.EqualTo(new[] { BodyPart.Chapter, BodyPart.Title, BodyPart.Chapter, BodyPart.Article, BodyPart.Part, BodyPart.Point }));
    }

    [Test]
    public void A_table_has_heading_alignments_shares_spans_and_paragraphs_in_cells()
    {
        var table = (BodyTable)MarkdownBody.Read("| STT | **Đơn vị** || Số |\n| STT | Tên | Mã | Số |\n|:-:|------------|----|-----:|\n| 1 | Sở Ngoại vụ<br>(cơ quan chủ trì) | a\\|b |\n| Cộng |||7|").Blocks.Single();

        Assert.Multiple(() =>
        {
            Assert.That(table.Columns, Is.EqualTo(new[] { new BodyColumn(1, BodyAlignment.Centre), new BodyColumn(12), new BodyColumn(4), new BodyColumn(5, BodyAlignment.Right) }));
            Assert.That(table.Heading.Select(row => row.Cells.Select(cell => cell.Span)), Is.EqualTo(new[] { new[] { 1, 2, 1 }, [1, 1, 1, 1] }));
            Assert.That(table.Rows[0].Cells.Select(Text), Is.EqualTo(new[] { "1", "Sở Ngoại vụ/(cơ quan chủ trì)", "a|b", "" }));
            Assert.That(table.Rows[1].Cells.Select(cell => (Text(cell), cell.Span)), Is.EqualTo(new[] { ("Cộng", 3), ("7", 1) }));
        });
    }

    [TestCase("| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |")]
    [TestCase("| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n\r\n| c |\r\n|---|\r\n| 3 |")]
    [TestCase("| a | b |", "|---|---|", "| 1 | 2 |", "| c |", "|---|", "| 3 |")]
    [TestCase("| a | b |\n|---|---|\n| 1 | 2 |", "| c |\n|---|\n| 3 |")]
    [TestCase("| a | b |", "|---|---|", "| 1 | 2 |", "", "| c |", "|---|", "| 3 |")]
    public void Two_tables_one_under_the_other_stay_two(params string[] lines)
    {
        var read = MarkdownBody.Read(lines);

        Assert.That(read.Blocks.Cast<BodyTable>().Select(table => (table.Columns.Count, Text(table.Heading[0].Cells[0]), Text(table.Rows.Single().Cells[0]))), Is.EqualTo(new[] { (2, "a", "1"), (1, "c", "3") }));
        Assert.That(MarkdownBody.Read(MarkdownBody.Write(read)).Blocks, Has.Count.EqualTo(2), "written and read again");
    }

    [TestCase("| chỉ một dòng có gạch đứng |")]
    [TestCase("|---|---|")]
    [TestCase("![hình](a.png) và [liên kết](b) và `mã` và <b>")]
    [TestCase("- gạch đầu dòng")]
    [TestCase("---")]
    public void What_is_no_table_and_no_mark_is_text(string line) =>
        Assert.That(((BodyParagraph)MarkdownBody.Read(line).Blocks.Single()).Text, Is.EqualTo(line));

    [Test]
    public void Cells_too_many_are_not_lost()
    {
        var table = (BodyTable)MarkdownBody.Read("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |").Blocks.Single();

        Assert.That(table.Rows[0].Cells.Select(Text), Is.EqualTo(new[] { "1", "2/3/4" }));
    }

    [Test]
    public void What_is_written_reads_back_as_the_same([Range(1, 300)] int seed)
    {
        var body = RandomBody.Of(seed);

        Assert.That(MarkdownBody.Read(MarkdownBody.Write(body)), Is.EqualTo(body), () => string.Join('\n', MarkdownBody.Write(body)));
    }

    private static string Text(BodyCell cell) => string.Join('/', cell.Paragraphs.Select(paragraph => paragraph.Text));
}
