using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Tools.PlacedWord;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>Phụ lục (mục III.1) and what a decision issues (after Mẫu 1.3).</summary>
public sealed class AnnexTests
{
    private static readonly AnnexSheet One = new() { Title = "Danh mục dự án", Body = ["Nội dung phụ lục./."] };

    private static readonly AnnexSheet Wide = new()
    {
        Title = "Biểu tổng hợp",
        IsLandscape = true,
        Body = ["| STT | Nội dung || Ghi chú |\n|:-:|---|---|---|\n" + string.Join('\n', Enumerable.Range(1, 60).Select(number => $"| {number} | việc-{number} | đơn vị | |"))],
    };

    [Test]
    public void One_annex_has_no_number_and_two_have_Roman_ones()
    {
        var one = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [One] }));
        var two = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [One, Wide] }));

        Assert.Multiple(() =>
        {
            Assert.That(Line(one, "Phụ", "lục").Centre, Is.EqualTo(112.5).Within(0.2));
            Assert.That(one.Select(word => word.Text), Has.None.EqualTo("I"));
            Assert.That(Line(two, "Phụ", "lục", "I").Page, Is.EqualTo(3));
            Assert.That(Line(two, "Phụ", "lục", "II").Page, Is.EqualTo(4));
            Assert.That(Line(two, "DANH", "MỤC", "DỰ", "ÁN").Top, Is.GreaterThan(Line(two, "Phụ", "lục", "I").Top));
        });
    }

    [Test]
    public void An_annex_says_to_what_it_belongs_and_leaves_blanks_before_the_number_is_known()
    {
        var issued = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [One] }));
        var toSign = PdfTool.Text(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [One], IsToBeSigned = true }));

        Assert.Multiple(() =>
        {
            Assert.That(issued.ReplaceLineEndings(" "), Does.Contain("(Kèm theo Công văn số 1349/BNG-CNV ngày 15 tháng 3 năm 2024 của Bộ Ngoại giao)"));
            Assert.That(toSign.ReplaceLineEndings(" "), Does.Contain("(Kèm theo Công văn số ……/BNG-CNV ngày …… tháng …… năm …… của Bộ Ngoại giao)"));
        });
    }

    [Test]
    public void Pages_of_each_annex_are_numbered_from_one_and_a_wide_one_lies_across()
    {
        var pdf = DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [One, Wide] });
        var numbers = Of(pdf).Where(word => word.Bottom < 20).Select(word => (word.Page, word.Text)).ToList();
        var sizes = PdfTool.Run("pdfinfo", pdf, "-f", "1", "-l", "9", "{pdf}");

        Assert.Multiple(() =>
        {
            Assert.That(numbers.Take(3), Is.EqualTo(new[] { (2, "2"), (5, "2"), (6, "3") }).Or.EqualTo(new[] { (2, "2"), (5, "2") }));
            Assert.That(sizes, Does.Match(@"Page\s+3 size:\s+595\.\d+ x 841\.\d+ pts \(A4\)").And.Match(@"Page\s+4 size:\s+841\.\d+ x 595\.\d+ pts"));
        });
    }

    [Test]
    public void The_heading_of_a_table_stands_on_every_page_and_no_row_is_lost()
    {
        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [Wide] }));
        var pages = words.Where(word => word.Text.StartsWith("việc-", StringComparison.Ordinal)).Select(word => word.Page).Distinct().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(words.Count(word => word.Text.StartsWith("việc-", StringComparison.Ordinal)), Is.EqualTo(60));
            Assert.That(words.Where(word => word.Text == "STT").Select(word => word.Page), Is.EqualTo(pages));
            Assert.That(pages, Has.Count.GreaterThan(1));
        });
    }

    [Test]
    public void Columns_are_so_wide_that_no_word_is_torn_while_there_is_room([Values] bool isLandscape)
    {
        const string Table = "| STT | Địa phương | Số đoàn | Thỏa thuận quốc tế | Kinh phí | Đánh giá chung về kết quả thực hiện |\n|:-:|---|:-:|:-:|--:|---|\n| 1 | Thành phố Hồ Chí Minh | 120 | 12 | 45.000.000 | Hoàn thành xuất sắc nhiệm vụ, nhiều hoạt động có tính chất tiên phong trong cả nước và khu vực |";

        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [Table], IsLandscape = isLandscape })).Select(word => word.Text).ToList();

        Assert.That(words, Has.Some.EqualTo("STT").And.Some.EqualTo("45.000.000").And.Some.EqualTo("120").And.Some.EqualTo("Thành"));
    }

    [TestCase("|---|---|---|")]
    [TestCase("|----|--------------------------------------------------|----|", TestName = "Shares narrower than their words")]
    public void An_address_is_broken_and_the_numbers_beside_it_are_not(string dashes)
    {
        var address = "https://vanban.example.vn/" + new string('a', 120);

        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [$"| STT | Địa chỉ | Số tiền |\n{dashes}\n| 1 | {address} | 1.234.567.890 |"] })).Select(word => word.Text).ToList();

        Assert.That(words, Has.Some.EqualTo("STT").And.Some.EqualTo("1.234.567.890").And.Some.EqualTo("tiền"));
        Assert.That(string.Concat(words), Does.Contain(new string('a', 120)));
    }

    [Test]
    public void Letters_of_a_full_table_become_smaller_before_a_number_is_torn()
    {
        var numbers = Enumerable.Range(1, 11).Select(number => $"{number * 123_456}").ToList();
        var table = $"|{string.Concat(numbers.Select(_ => " Tổng |"))}\n|{string.Concat(numbers.Select(_ => "---|"))}\n| {string.Join(" | ", numbers)} |";

        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [table] }));

        Assert.That(words.Select(word => word.Text), Is.SupersetOf(numbers));
        Assert.That(words.Max(word => word.Right), Is.LessThanOrEqualTo(195.1));
    }

    [Test]
    public void A_cell_over_two_columns_tells_a_screen_reader_so()
    {
        var spans = PdfObjects.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Annexes = [Wide] })).Values
            .Where(value => value.ValueKind == System.Text.Json.JsonValueKind.Object && value.TryGetProperty("/A", out var entry) && entry.TryGetProperty("/ColSpan", out _)).ToList();

        Assert.That(spans.Select(span => (span.GetProperty("/S").GetString(), span.GetProperty("/A").GetProperty("/ColSpan").GetInt32())), Is.EqualTo(new[] { ("/TH", 2) }));
    }

    [Test]
    public void A_text_that_a_decision_issues_has_a_head_and_is_not_counted_as_an_annex()
    {
        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with
        {
            KindName = "Quyết định",
            Annexes = [new AnnexSheet { KindName = "Quy chế", Title = "Làm việc của Cục Ngoại vụ", Body = ["Chương I", "Quy định chung", "Điều 1. Phạm vi"] }, One],
        }));
        var page = words.Where(word => word.Page == Line(words, "QUY", "CHẾ").Page).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(Line(page, "CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM").Right, Is.EqualTo(195).Within(0.5));
            Assert.That(page.Select(word => word.Text), Has.None.EqualTo("Số:"));
            Assert.That(Line(words, "Phụ", "lục").Page, Is.EqualTo(page[0].Page + 1));
        });
    }

    [Test]
    public void A_copy_of_a_paper_with_annexes_stands_after_the_last_of_them()
    {
        var words = Of(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { Annexes = [One] }));

        Assert.That(Line(words, "SAO", "Y", "BẢN", "CHÍNH").Page, Is.EqualTo(Line(words, "Phụ", "lục").Page));
    }
}
