using Dispatch.Templates.Layout;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Tools.PlacedWord;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>
/// The two papers the project began with, cell by cell of Phụ lục I mục IV: where each stands in millimetres, measured on the finished page by another
/// program. What moves a cell must be wanted, and is then written here.
/// </summary>
public sealed class CellTests
{
    private const double MillimetresPerPoint = 25.4 / 72;

    private static readonly List<PlacedWord> Long = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter));
    private static readonly List<PlacedWord> Copied = Of(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter));

    [TestCase("1: Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1, 106.4, 20.0, 194.8, 24.7)]
    [TestCase("1: Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", 1, 122.6, 24.9, 178.7, 29.9)]
    [TestCase("2: cơ quan ban hành", "BỘ NGOẠI GIAO", 1, 49.2, 20.0, 83.2, 24.7)]
    [TestCase("3: số, ký hiệu", "Số: 1349/BNG-CNV", 1, 46.9, 34.3, 85.4, 39.4)]
    [TestCase("4: địa danh, thời gian", "Hà Nội, ngày 15 tháng 3 năm 2024", 1, 118.3, 34.3, 183.0, 39.4)]
    [TestCase("5b: trích yếu", "V/v Định hướng công tác đối ngoại", 1, 36.2, 41.7, 96.2, 46.4)]
    [TestCase("9a: Kính gửi", "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", 1, 48.1, 62.3, 176.9, 67.3)]
    [TestCase("6: dòng đầu của nội dung", "Thực hiện chỉ đạo của Phó Thủ tướng Chính phủ Trần Lưu Quang tại công văn số", 1, 42.7, 71.5, 195.0, 76.6)]
    [TestCase("số trang", "2", 2, 111.4, 11.4, 113.6, 16.5)]
    [TestCase("9b: Nơi nhận", "Nơi nhận:", 2, 30.0, 202.4, 48.2, 207.1)]
    [TestCase("9b: dòng đầu", "- Như trên;", 2, 30.0, 207.4, 47.2, 211.7)]
    [TestCase("9b: Lưu", "- Lưu: HC, CNV.", 2, 30.0, 238.6, 57.2, 242.9)]
    [TestCase("7a: quyền hạn", "KT. BỘ TRƯỞNG", 2, 137.9, 202.1, 175.1, 207.2)]
    [TestCase("7a: chức vụ", "THỨ TRƯỞNG", 2, 140.6, 207.4, 172.5, 212.4)]
    [TestCase("7b: họ và tên", "Nguyễn Minh Hằng", 2, 137.2, 242.6, 175.9, 247.7)]
    public void The_cells_of_1349_BNG_CNV(string cell, string words, int page, double left, double top, double right, double bottom) =>
        Stands(Long, cell, words, page, left, top, right, bottom);

    [TestCase("3: số, ký hiệu", "Số: 6983/BNG-CNV", 1, 46.9, 34.3, 85.4, 39.4)]
    [TestCase("4: địa danh, thời gian", "Hà Nội, ngày 17 tháng 12 năm 2024", 1, 117.1, 34.3, 184.2, 39.4)]
    [TestCase("9b: Nơi nhận", "Nơi nhận:", 1, 30.0, 234.6, 48.2, 239.3)]
    [TestCase("7a: quyền hạn", "KT. BỘ TRƯỞNG", 1, 137.9, 234.3, 175.1, 239.3)]
    [TestCase("7b: họ và tên", "Nguyễn Minh Vũ", 1, 139.6, 268.8, 173.5, 273.9)]
    [TestCase("sao 2: cơ quan sao", "UBND TỈNH ĐIỆN BIÊN", 2, 43.7, 23.3, 90.6, 28.0)]
    [TestCase("sao 1: hình thức sao", "SAO Y BẢN CHÍNH", 2, 128.9, 23.3, 170.3, 28.3)]
    [TestCase("sao 3: số, ký hiệu", "Số: 267 /SY", 2, 55.9, 31.2, 78.4, 36.3)]
    [TestCase("sao 4: địa danh, thời gian", "Điện Biên, ngày 14 tháng 12 năm 2024", 2, 113.5, 31.2, 185.7, 36.3)]
    [TestCase("sao 5a: quyền hạn", "TL. ỦY BAN NHÂN DÂN", 2, 130.7, 39.5, 182.3, 44.6)]
    [TestCase("sao 5b: họ và tên", "Lê Thanh Bình", 2, 141.6, 76.0, 171.4, 81.1)]
    [TestCase("sao 7: nơi nhận", "- Lưu: VT, NCNVB.", 2, 30.0, 53.7, 62.4, 58.0)]
    public void The_cells_of_6983_BNG_CNV_and_its_copy(string cell, string words, int page, double left, double top, double right, double bottom) =>
        Stands(Copied, cell, words, page, left, top, right, bottom);

    [Test]
    public void The_rule_of_the_motto_is_as_long_as_its_words_and_the_issuers_a_third_to_half()
    {
        var rules = Drawn(SeedSheets.LongLetter)[0].Rules.Where(rule => rule.Y1.Equals(rule.Y2)).OrderBy(rule => rule.X1).ToList();
        var motto = Line(Long, "Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc");
        var issuer = Line(Long, "BỘ", "NGOẠI", "GIAO");

        Assert.That(rules, Has.Count.EqualTo(2));
        Assert.Multiple(() =>
        {
            Assert.That(LengthOf(rules[0]) / (issuer.Right - issuer.Left), Is.InRange(1.0 / 3, 0.5));
            Assert.That(CentreOf(rules[0]), Is.EqualTo(issuer.Centre).Within(0.2));
            Assert.That(LengthOf(rules[1]), Is.EqualTo(motto.Right - motto.Left).Within(0.2));
            Assert.That(CentreOf(rules[1]), Is.EqualTo(motto.Centre).Within(0.2));
        });
    }

    [Test]
    public void A_copy_stands_under_a_rule_from_margin_to_margin()
    {
        var rule = Drawn(SeedSheets.CopiedLetter)[1].Rules.MaxBy(LengthOf);

        Assert.That((rule.X1 * MillimetresPerPoint, rule.X2 * MillimetresPerPoint), Is.EqualTo((30.0, 195.0)).Within(0.01));
    }

    [TestCase(SheetUrgency.Urgent, "KHẨN", 20)]
    [TestCase(SheetUrgency.VeryUrgent, "THƯỢNG KHẨN", 40)]
    [TestCase(SheetUrgency.Express, "HỎA TỐC", 30)]
    public void The_stamps_of_urgency_have_the_sizes_of_the_decree_in_red_under_the_subject(SheetUrgency urgency, string word, double width)
    {
        var page = Drawn(SeedSheets.LongLetter with { Urgency = urgency })[0];
        var box = page.Boxes.Single();
        var text = page.Texts.Single(text => text.Text == word);

        Assert.Multiple(() =>
        {
            Assert.That((box.Width * MillimetresPerPoint, box.Height * MillimetresPerPoint), Is.EqualTo((width, 8.0)).Within(0.01));
            Assert.That((box.Ink, text.Style.Ink, text.Style.Size), Is.EqualTo((Ink.Red, Ink.Red, 13.0)));
            Assert.That(box.X + (box.Width / 2), Is.EqualTo(page.Texts.First(text => text.Text.StartsWith("Số:", StringComparison.Ordinal)).X + (38.5 / 2 / MillimetresPerPoint)).Within(3));
            Assert.That(text.Baseline, Is.InRange(box.Y + 8, box.Y + box.Height));
        });
    }

    [TestCase(CirculationMark.Internal, "LƯU HÀNH NỘI BỘ")]
    [TestCase(CirculationMark.ReturnAfterReading, "XEM XONG TRẢ LẠI")]
    public void How_far_a_paper_may_go_stands_boxed_in_the_top_margin_of_the_first_page(CirculationMark mark, string words)
    {
        var pages = Drawn(SeedSheets.LongLetter with { Circulation = mark });
        var box = pages[0].Boxes.Single();

        Assert.Multiple(() =>
        {
            Assert.That((box.Y + box.Height) * MillimetresPerPoint, Is.LessThan(20));
            Assert.That(pages[0].Texts.Select(text => text.Text), Has.Some.EqualTo(words));
            Assert.That(pages[1].Boxes, Is.Empty);
        });
    }

    [Test]
    public void The_drafters_mark_and_the_address_stand_below_the_list_and_at_the_foot_of_the_first_page()
    {
        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { DrafterMark = "pl", CopyCount = 300, Contact = ["Số 1 Tôn Thất Đàm, Hà Nội"] }));
        var address = Line(words, "Số", "1", "Tôn", "Thất", "Đàm,", "Hà", "Nội");

        Assert.Multiple(() =>
        {
            Assert.That(Line(words, "PL.(300)").Top, Is.GreaterThan(Line(words, "-", "Lưu:", "HC,", "CNV.").Bottom));
            Assert.That((address.Page, Math.Round(address.Bottom)), Is.EqualTo((1, 277.0)));
            Assert.That(words.Where(word => word.Page == 1 && word.Bottom > address.Top && word.Top < address.Top - 0.5), Is.Empty);
            Assert.That(words.Where(word => word.Page == 2), Has.None.Matches<PlacedWord>(word => word.Text == "Đàm,"));
        });
    }

    private static void Stands(List<PlacedWord> words, string cell, string text, int page, double left, double top, double right, double bottom)
    {
        var found = words.Where(word => word.Page == page).ToList();
        var box = Line(found, text.Split(' '));

        Assert.That((box.Left, box.Top, box.Right, box.Bottom), Is.EqualTo((left, top, right, bottom)).Within(0.15), cell);
    }

    private static List<Notebook> Drawn(DispatchSheet sheet) => Notebook.PagesOf(new DispatchLayout(sheet).Sections);

    private static double LengthOf((double X1, double Y1, double X2, double Y2) rule) => (rule.X2 - rule.X1) * MillimetresPerPoint;

    private static double CentreOf((double X1, double Y1, double X2, double Y2) rule) => (rule.X1 + rule.X2) / 2 * MillimetresPerPoint;
}
