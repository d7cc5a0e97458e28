using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

public sealed class RegisterBookTests
{
    [Test]
    public void The_columns_are_those_of_the_decree_and_stand_numbered_on_every_page()
    {
        var words = PlacedWord.Of(RegisterBookPrinter.Print(Book(120)));
        var pages = words.Max(word => word.Page);

        Assert.Multiple(() =>
        {
            Assert.That(pages, Is.GreaterThan(3));
            foreach (var number in Enumerable.Range(1, 10).Select(column => $"({column})"))
            {
                Assert.That(words.Where(word => word.Text == number).Select(word => word.Page), Is.EqualTo(Enumerable.Range(1, pages)), number);
            }
        });
    }

    [Test]
    public void The_paper_lies_across()
    {
        Assert.That(PdfTool.Run("pdfinfo", RegisterBookPrinter.Print(Book(1)), "{pdf}"), Does.Match(@"Page size:\s+841\.89 x 595\.28 pts \(A4\)"));
    }

    [Test]
    public void Every_entry_is_printed_once_and_in_order()
    {
        var words = PdfTool.Text(RegisterBookPrinter.Print(Book(300))).Split((char[]?)null);

        Assert.That(words.Where(word => word.EndsWith("/BNG-CNV", StringComparison.Ordinal)), Is.EqualTo(Enumerable.Range(1, 300).Select(number => $"{number:00}/BNG-CNV")));
    }

    [Test]
    public void A_row_is_not_torn_and_stays_inside_the_margins()
    {
        foreach (var word in PlacedWord.Of(RegisterBookPrinter.Print(Book(120))).Where(word => word.Bottom > 20))
        {
            Assert.That(word.Bottom, Is.LessThanOrEqualTo(190.05), word.Text);
            Assert.That(word.Left, Is.GreaterThanOrEqualTo(30), word.Text);
            Assert.That(word.Right, Is.LessThanOrEqualTo(282), word.Text);
        }

        var words = PlacedWord.Of(RegisterBookPrinter.Print(Book(120)));
        foreach (var number in Enumerable.Range(1, 120))
        {
            var row = words.Where(word => word.Text == $"{number:00}/BNG-CNV" || word.Text == $"cuối-{number}").ToList();
            Assert.That(row.Select(word => word.Page).Distinct().Count(), Is.EqualTo(1), $"{number}");
        }
    }

    [Test]
    public void A_row_no_page_can_hold_goes_on_over_the_pages()
    {
        var book = Book(2);
        var words = Enumerable.Range(1, 900).Select(number => $"chữ{number}").ToList();
        var row = book.Rows[0].ToArray();
        row[2] = string.Join(' ', words);

        var text = PdfTool.Text(RegisterBookPrinter.Print(book with { Rows = [row, book.Rows[1]] })).Split((char[]?)null);

        Assert.That(text.Where(word => word.StartsWith("chữ", StringComparison.Ordinal)), Is.EqualTo(words));
    }

    [Test]
    public void An_empty_book_shows_its_columns()
    {
        Assert.That(PdfTool.Text(RegisterBookPrinter.Print(Book(0) with { Columns = RegisterColumns.Incoming })), Does.Contain("SỔ ĐĂNG KÝ VĂN BẢN ĐI").And.Contain("Tác giả").And.Contain("(10)"));
    }

    [Test]
    public void A_row_with_a_text_too_few_is_a_bug_of_the_caller() =>
        Assert.That(() => RegisterBookPrinter.Print(Book(1) with { Rows = [["một"]] }), Throws.ArgumentException);

    [Test]
    public void The_structure_of_the_file_is_clean() =>
        Assert.That(PdfTool.Run("qpdf", RegisterBookPrinter.Print(Book(300)), "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));

    [Test]
    public void A_screen_reader_finds_one_table_with_a_row_for_each_entry()
    {
        var structure = PdfTool.Run("pdfinfo", RegisterBookPrinter.Print(Book(60)), "-struct", "{pdf}").Split('\n').Select(line => line.Trim().Split(' ')[0].TrimEnd(':')).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(structure.Count(role => role == "Table"), Is.EqualTo(1));
            Assert.That(structure.Count(role => role == "TR"), Is.EqualTo(62));
            Assert.That(structure.Count(role => role == "TH"), Is.EqualTo(20));
            Assert.That(structure.Count(role => role == "TD"), Is.EqualTo(600));
        });
    }

    internal static RegisterBookSheet Book(int entries) => new()
    {
        BodyName = "Bộ Ngoại giao",
        Title = "Sổ đăng ký văn bản đi",
        Period = "Năm 2024",
        Columns = RegisterColumns.Outgoing,
        Rows = [.. Enumerable.Range(1, entries).Select(Entry)],
    };

    private static string[] Entry(int number) =>
    [
        $"{number:00}/BNG-CNV", "15/3/2024", $"Công văn về định hướng công tác đối ngoại và hội nhập quốc tế của địa phương, cuối-{number}", "Nguyễn Minh Hằng",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", "HC, CNV", "65", "16/3/2024", "", "",
    ];
}
