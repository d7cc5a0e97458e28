using Dispatch.Templates.Bodies;

namespace Dispatch.Templates.Tests.Bodies;

public sealed class MarkdownBodyTests
{
    private static readonly BodyPart[] Everything = Enum.GetValues<BodyPart>();

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
        var body = Random(new Random(seed));

        Assert.That(MarkdownBody.Read(MarkdownBody.Write(body)), Is.EqualTo(body), () => string.Join('\n', MarkdownBody.Write(body)));
    }

    private static string Text(BodyCell cell) => string.Join('/', cell.Paragraphs.Select(paragraph => paragraph.Text));

    private static BodyText Random(Random random)
    {
        var blocks = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(5) == 0 ? (BodyBlock)Table(random) : Paragraph(random)).ToList();

        // A table after a table would be one table, and what stands after a chương may be its title.
        for (var i = blocks.Count - 1; i > 0; i--)
        {
            if (blocks[i] is BodyTable && blocks[i - 1] is BodyTable)
            {
                blocks.RemoveAt(i);
            }
        }

        return BodyOutline.Of(blocks);
    }

    private static BodyTable Table(Random random)
    {
        var columns = random.Next(1, 6);
        var hasShares = random.Next(2) == 0;
        return new BodyTable(
            [.. Enumerable.Range(0, columns).Select(_ => new BodyColumn(hasShares ? random.Next(4, 30) : 0, (BodyAlignment)random.Next(4)))],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Row(random, columns, isFilled: true))],
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => Row(random, columns, isFilled: false))]);
    }

    private static BodyRow Row(Random random, int columns, bool isFilled)
    {
        var cells = new List<BodyCell>();
        while (columns > 0)
        {
            var span = random.Next(1, columns + 1);
            columns -= span;
            var paragraphs = Enumerable.Range(0, random.Next(isFilled ? 1 : 0, 3)).Select(_ => new BodyParagraph(BodyPart.Plain, Runs(random))).ToList();
            cells.Add(new BodyCell(paragraphs, span));
        }

        return new BodyRow(cells);
    }

    private static BodyParagraph Paragraph(Random random)
    {
        var part = Everything[random.Next(Everything.Length)];
        var label = part switch
        {
            BodyPart.Part => "Phần II",
            BodyPart.Chapter => "Chương IX",
            BodyPart.Section => "Mục 2",
            BodyPart.Subsection => "Tiểu mục 3",
            _ => null,
        };
        return label is not null ? new BodyParagraph(BodyPart.Plain, [new BodyRun(label)])
            : part == BodyPart.Title ? new BodyParagraph(BodyPart.Title, [new BodyRun("Tiêu đề ở giữa")])
            : new BodyParagraph(BodyPart.Plain, Runs(random));
    }

    // Letters that mean something in Markdown among them; looks change at spaces.
    private static List<BodyRun> Runs(Random random)
    {
        string[] words = ["Căn", "cứ", "Điều", "5.", "1.", "a)", "2*3", "|", "*", "#", "x|y", "Nghị", "định", "(*)", "**", "ngày"];
        var runs = new List<BodyRun>();
        foreach (var i in Enumerable.Range(0, random.Next(1, 5)))
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)]));
            var run = new BodyRun(text, random.Next(3) == 0, random.Next(3) == 0);
            if (runs is [.., var last] && (last.IsBold, last.IsItalic) == (run.IsBold, run.IsItalic))
            {
                continue;
            }

            // The space between belongs to plain letters, if there are any.
            var isPlain = !run.IsBold && !run.IsItalic;
            if (i > 0 && runs.Count > 0)
            {
                if (isPlain)
                {
                    run = run with { Text = " " + run.Text };
                }
                else if (runs[^1] is { IsBold: false, IsItalic: false } before)
                {
                    runs[^1] = before with { Text = before.Text + " " };
                }
                else
                {
                    continue;
                }
            }

            runs.Add(run);
        }

        return runs;
    }
}
