using System.Text;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Tools.PlacedWord;

namespace Dispatch.Templates.Tests.Sheets;

public sealed class SlipAndCsvTests
{
    private static readonly SlipSheet Handling = SlipSheet.Handling(
        "Ủy ban nhân dân tỉnh Điện Biên", "Điện Biên", "Công văn số 6983/BNG-CNV ngày 17/12/2024 của Bộ Ngoại giao về việc tăng cường phối hợp",
        ["Giao Sở Ngoại vụ chủ trì.", "Thời hạn: 10/01/2025."], [], []);

    [Test]
    public void The_handling_slip_has_the_three_parts_of_Phu_luc_IV_and_lines_where_nothing_is_said_yet()
    {
        var pdf = SlipPrinter.Print(Handling);

        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.Text(pdf).ReplaceLineEndings(" "), Does.Match(
                "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN Công văn số 6983/BNG-CNV.* 1\\. Ý kiến của lãnh đạo cơ quan, tổ chức Giao Sở Ngoại vụ chủ trì\\. Thời hạn: 10/01/2025\\. 2\\. Ý kiến của lãnh đạo đơn vị 3\\. Ý kiến đề xuất của người giải quyết"));
            Assert.That(PdfTool.PageCount(pdf), Is.EqualTo(1));
            Assert.That(Line(Of(pdf), "PHIẾU", "GIẢI", "QUYẾT", "VĂN", "BẢN", "ĐẾN").Centre, Is.EqualTo(112.5).Within(0.2));
        });
    }

    [Test]
    public void A_receipt_says_its_facts_and_is_dated()
    {
        var receipt = SlipSheet.Receipt("Ủy ban nhân dân tỉnh Điện Biên", "Điện Biên", "Công văn số 6983/BNG-CNV", [new SlipPart("Số đến", ["1023"]), new SlipPart("Thời gian nhận", ["17/12/2024 14:05:09 +07:00"])]);

        Assert.That(PdfTool.Text(SlipPrinter.Print(receipt with { Date = new DateOnly(2024, 12, 17) })), Does.Contain("Số đến\n1023\nThời gian nhận\n17/12/2024 14:05:09 +07:00").And.Contain("ngày 17 tháng 12 năm 2024"));
    }

    [Test]
    public void What_a_slip_lists_is_a_table_whose_heads_stand_on_every_page()
    {
        var listed = Receipt(new SlipTable([new RegisterColumn("Nơi nhận", 60), new RegisterColumn("Trạng thái", 40)], [.. Enumerable.Range(1, 90).Select(i => new[] { $"Sở thứ {i}", "Đã vào sổ" })]));

        var pdf = SlipPrinter.Print(listed);

        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.Text(pdf).Split("Trạng thái"), Has.Length.EqualTo(PdfTool.PageCount(pdf) + 1));
            Assert.That(PdfTool.PageCount(pdf), Is.EqualTo(3));
            Assert.That(PdfTool.Text(pdf), Does.Contain("Sở thứ 90"));
            Assert.That(Encoding.UTF8.GetString(SheetCsv.Of(listed)), Does.EndWith("Danh sách,Sở thứ 90,Đã vào sổ\r\n"));
            Assert.That(() => SlipPrinter.Print(Receipt(new SlipTable([new RegisterColumn("Một", 1)], [["a", "b"]]))), Throws.ArgumentException);
        });

        static SlipSheet Receipt(SlipTable table) => SlipSheet.Receipt("Bộ Ngoại giao", "Hà Nội", "Công văn số 6983/BNG-CNV", [new SlipPart("Danh sách", []) { Table = table }]);
    }

    [Test]
    public void Spaces_before_a_word_as_long_as_its_line_are_not_torn_apart()
    {
        var hash = new string('a', 64);
        var pdf = SlipPrinter.Print(SlipSheet.Receipt("Bộ Ngoại giao", "Hà Nội", "Công văn số 6983/BNG-CNV", [new SlipPart("Mã băm", [$"Đối chiếu mã khóa {hash} với mã do cơ quan công bố."])]));

        var words = Of(pdf).SkipWhile(word => word.Text != "Đối").Take(4).ToList();

        Assert.That(words.Select(word => word.Text), Is.EqualTo(new[] { "Đối", "chiếu", "mã", "khóa" }));
        Assert.That(words.Zip(words.Skip(1), (one, next) => next.Left - one.Right), Is.All.LessThan(3), "millimetres");
    }

    [Test]
    public void A_book_as_CSV_opens_in_Excel_and_runs_nothing()
    {
        var book = new RegisterBookSheet
        {
            BodyName = "Bộ Ngoại giao",
            Title = "Sổ",
            Columns = [new RegisterColumn("Số", 1), new RegisterColumn("Trích yếu, ghi chú", 1)],
            Rows = [["=1+1", "nói \"không\""], ["-2", "dòng\nhai"], ["@a", "é".Normalize(NormalizationForm.FormD)], ["05/BNG", ""]],
        };

        var bytes = SheetCsv.Of(book);

        Assert.Multiple(() =>
        {
            Assert.That(bytes[..3], Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
            Assert.That(Encoding.UTF8.GetString(bytes[3..]), Is.EqualTo("Số,\"Trích yếu, ghi chú\"\r\n'=1+1,\"nói \"\"không\"\"\"\r\n'-2,\"dòng\nhai\"\r\n'@a,é\r\n05/BNG,\r\n"));
        });
    }

    [TestCase("=1+1")]
    [TestCase("+84 24 3799 2000")]
    [TestCase("-2")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1+1")]
    [TestCase("\r=1+1")]
    [TestCase("\n=1+1")]
    [TestCase("＝HYPERLINK(\"http://x\")")]
    [TestCase("＋1")]
    [TestCase("－1")]
    [TestCase("＠a")]
    [TestCase("'=1+1")]
    [TestCase("''-2")]
    public void What_a_spreadsheet_would_run_is_a_text_in_a_field_and_itself_when_it_is_read_again(string text)
    {
        var field = SheetCsv.Field(text);
        var read = field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;

        Assert.That((read[0], SheetCsv.TextOf(read)), Is.EqualTo(('\'', text)));
    }

    [TestCase("05/BNG")]
    [TestCase("'quy chế'")]
    [TestCase("''")]
    [TestCase("")]
    [TestCase("1 = 1")]
    public void What_a_spreadsheet_runs_nothing_of_is_left_alone(string text) => Assert.That((SheetCsv.Field(text), SheetCsv.TextOf(text)), Is.EqualTo((text, text)));

    [Test]
    public void A_slip_as_CSV_has_a_line_for_each_thing_said() =>
        Assert.That(Encoding.UTF8.GetString(SheetCsv.Of(Handling)[3..]).Split("\r\n"), Is.EqualTo(new[]
        {
            "\"1. Ý kiến của lãnh đạo cơ quan, tổ chức\",Giao Sở Ngoại vụ chủ trì.", "\"1. Ý kiến của lãnh đạo cơ quan, tổ chức\",Thời hạn: 10/01/2025.",
            "2. Ý kiến của lãnh đạo đơn vị,", "3. Ý kiến đề xuất của người giải quyết,", "",
        }));

    [Test]
    public void A_book_has_the_cover_of_Phu_luc_IV_before_its_lines()
    {
        var pdf = RegisterBookPrinter.Print(RegisterBookTests.Book(3) with { Cover = new RegisterCover(2024, new DateOnly(2024, 1, 2), null, "01", null, 1) });
        var cover = Of(pdf).Where(word => word.Page == 1).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.PageCount(pdf), Is.EqualTo(2));
            Assert.That(string.Join(' ', cover.Select(word => word.Text)), Does.Match("SỔ ĐĂNG KÝ VĂN BẢN ĐI Năm: 2024 Từ ngày 02/01/2024 đến ngày …+ Từ số 01 đến số …+ Quyển số: 1"));
            Assert.That(Line(cover, "SỔ", "ĐĂNG", "KÝ", "VĂN", "BẢN", "ĐI").Centre, Is.EqualTo((30 + 282) / 2.0).Within(0.2));
        });
    }

    [TestCase(7)]
    [TestCase(8)]
    [TestCase(10)]
    public void Every_list_of_columns_makes_a_book(int columns)
    {
        var known = new[] { RegisterColumns.Outgoing, RegisterColumns.Incoming, RegisterColumns.Copies, RegisterColumns.Deliveries, RegisterColumns.Handling }.Where(list => list.Count == columns);

        foreach (var list in known)
        {
            Assert.That(() => RegisterBookPrinter.Print(RegisterBookTests.Book(0) with { Columns = list, Rows = [[.. list.Select(column => column.Heading)]] }), Throws.Nothing);
        }
    }
}
