using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Tools.PlacedWord;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>Where things stand, measured in millimetres on the finished page by another program.</summary>
public sealed class DispatchLayoutTests
{
    private const double LeftEdge = 30;
    private const double RightEdge = 195;
    private const double Middle = (LeftEdge + RightEdge) / 2;
    private const double MillimetresPerPoint = 25.4 / 72;

    private static readonly List<PlacedWord> Copied = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter));
    private static readonly List<PlacedWord> Long = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter));

    [Test]
    public void Nothing_stands_outside_the_margins_but_the_page_number()
    {
        foreach (var word in Copied.Concat(Long).Where(word => word is not { Text: "2", Top: < 20 }))
        {
            Assert.Multiple(() =>
            {
                Assert.That(word.Left, Is.GreaterThanOrEqualTo(LeftEdge - 0.05), word.Text);
                Assert.That(word.Right, Is.LessThanOrEqualTo(RightEdge + 0.05), word.Text);
                Assert.That(word.Top, Is.GreaterThanOrEqualTo(19.9), word.Text);
                Assert.That(word.Bottom, Is.LessThanOrEqualTo(277.1), word.Text);
            });
        }
    }

    [Test]
    public void The_page_number_is_centred_in_the_top_margin_from_the_second_page_on()
    {
        var numbers = Long.Where(word => word.Bottom < 20).ToList();

        Assert.That(numbers, Has.Count.EqualTo(1));
        Assert.Multiple(() =>
        {
            Assert.That((numbers[0].Page, numbers[0].Text), Is.EqualTo((2, "2")));
            Assert.That(numbers[0].Centre, Is.EqualTo(Middle).Within(0.2));
            Assert.That(numbers[0].Top, Is.GreaterThan(8));
        });
    }

    [Test]
    public void The_nation_stands_on_one_line_at_the_right_and_the_motto_centred_below()
    {
        var nation = Line(Long, "CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM");
        var motto = Line(Long, "Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc");

        Assert.Multiple(() =>
        {
            Assert.That(nation.Right, Is.EqualTo(RightEdge).Within(0.5));
            Assert.That(nation.Left, Is.GreaterThan(Middle - 10));
            Assert.That(motto.Centre, Is.EqualTo(nation.Centre).Within(0.2));
            Assert.That(motto.Top, Is.GreaterThan(nation.Top));
        });
    }

    [Test]
    public void Number_and_date_share_a_row_each_centred_under_its_name()
    {
        var issuer = Line(Long, "BỘ", "NGOẠI", "GIAO");
        var nation = Line(Long, "CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM");
        var number = Line(Long, "Số:", "1349/BNG-CNV");
        var date = Line(Long, "Hà", "Nội,", "ngày", "15", "tháng", "3", "năm", "2024");

        Assert.Multiple(() =>
        {
            Assert.That(number.Bottom, Is.EqualTo(date.Bottom).Within(0.2));
            Assert.That(number.Centre, Is.EqualTo(issuer.Centre).Within(0.2));
            Assert.That(date.Centre, Is.EqualTo(nation.Centre).Within(0.2));
        });
    }

    [Test]
    public void Number_and_date_share_a_row_in_the_larger_sizes_and_under_a_long_name_too()
    {
        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with
        {
            Size = SheetSize.Large,
            ParentName = "Bộ Nông nghiệp và Môi trường",
            IssuerName = "Cục Quản lý chất lượng, chế biến và phát triển thị trường nông, lâm sản và thủy sản",
        }));
        var number = Line(words, "Số:", "1349/BNG-CNV");
        var date = Line(words, "Hà", "Nội,", "ngày", "15", "tháng", "3", "năm", "2024");

        // Their sizes differ, their baselines may not: 0.216 of the size hangs below.
        Assert.That(number.Bottom - (13 * 0.216 * MillimetresPerPoint), Is.EqualTo(date.Bottom - (14 * 0.216 * MillimetresPerPoint)).Within(0.1));
    }

    [Test]
    public void The_subject_of_a_letter_stands_six_points_below_its_number()
    {
        var number = Line(Long, "Số:", "1349/BNG-CNV");
        var subject = Line(Long, "V/v", "Định", "hướng");
        var baselines = (subject.Bottom - number.Bottom) / MillimetresPerPoint - (0.216 * (12 - 13));

        Assert.That(baselines - (0.258 * 13) - (0.891 * 12), Is.EqualTo(6).Within(0.3));
    }

    [Test]
    public void One_addressee_stands_centred_on_the_line_of_Kinh_gui_without_a_full_stop()
    {
        var line = Line(Long, "Kính", "gửi:", "Ủy", "ban", "nhân", "dân", "các", "tỉnh,", "thành", "phố", "trực", "thuộc", "Trung", "ương");

        Assert.That(line.Centre, Is.EqualTo(Middle).Within(0.3));
    }

    [Test]
    public void Several_addressees_stand_in_lines_with_their_dashes_under_the_colon()
    {
        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Addressees = ["Bộ Nội vụ", "Bộ Tài chính", "Bộ Tư pháp"] }));
        var colon = words.First(word => word.Text == "gửi:");
        var dashes = words.Where(word => word.Text == "-" && word.Top > colon.Top).Take(3).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(dashes.Select(dash => dash.Left), Is.All.EqualTo(colon.Right - (13 * 0.278 * MillimetresPerPoint)).Within(0.2));
            Assert.That(Line(words, "-", "Bộ", "Nội", "vụ;").Top, Is.LessThan(Line(words, "-", "Bộ", "Tư", "pháp.").Top));
        });
    }

    [Test]
    public void The_text_is_justified_and_its_first_lines_stand_in_by_half_an_inch()
    {
        var first = Long.First(word => word.Text == "Thực");
        var lines = Long.Where(word => word.Page == 1 && word.Top > first.Top - 1).GroupBy(word => Math.Round(word.Top)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(first.Left, Is.EqualTo(LeftEdge + 12.7).Within(0.1));
            Assert.That(lines.Count(line => Math.Abs(line.Max(word => word.Right) - RightEdge) < 0.1), Is.GreaterThan(lines.Count * 3 / 4));
        });
    }

    [Test]
    public void Noi_nhan_begins_at_the_left_edge_level_with_the_signer()
    {
        var recipients = Line(Long, "Nơi", "nhận:");
        var capacity = Line(Long, "KT.", "BỘ", "TRƯỞNG");
        var name = Line(Long, "Nguyễn", "Minh", "Hằng");

        Assert.Multiple(() =>
        {
            Assert.That(recipients.Left, Is.EqualTo(LeftEdge).Within(0.1));
            Assert.That(recipients.Bottom + (0.216 * MillimetresPerPoint), Is.EqualTo(capacity.Bottom).Within(0.1));
            Assert.That(capacity.Left, Is.GreaterThan(Middle));
            Assert.That(name.Centre, Is.EqualTo(capacity.Centre).Within(0.2));
            Assert.That(name.Top - Line(Long, "THỨ", "TRƯỞNG").Bottom, Is.InRange(23, 32));
        });
    }

    [Test]
    public void A_copy_stands_below_the_end_of_the_text_with_its_own_number_date_and_signer()
    {
        var label = Line(Copied, "SAO", "Y", "BẢN", "CHÍNH");
        var number = Line(Copied, "Số:", "267", "/SY");
        var date = Line(Copied, "Điện", "Biên,", "ngày", "14", "tháng", "12", "năm", "2024");

        Assert.Multiple(() =>
        {
            Assert.That(label.Top, Is.EqualTo(Line(Copied, "UBND", "TỈNH", "ĐIỆN", "BIÊN").Top).Within(1));
            Assert.That(date.Centre, Is.EqualTo(label.Centre).Within(0.2));
            Assert.That(number.Bottom, Is.EqualTo(date.Bottom).Within(0.1));
            Assert.That(Line(Copied, "Lê", "Thanh", "Bình").Top, Is.GreaterThan(Line(Copied, "CHÁNH", "VĂN", "PHÒNG").Bottom + 20));
        });
    }

    [Test]
    public void A_copy_moves_nothing_of_what_it_copies([Range(1, 9)] int paragraphs)
    {
        var copied = SeedSheets.CopiedLetter with { Body = [.. SeedSheets.LongLetter.Body.Take(paragraphs)] };
        var original = PlacedWord.Of(DispatchSheetPrinter.Print(copied with { Copy = null }));

        var copy = PlacedWord.Of(DispatchSheetPrinter.Print(copied));

        Assert.That(copy.Take(original.Count), Is.EqualTo(original));
    }

    [Test]
    public void A_copy_stays_on_the_page_of_the_signature_when_there_is_room()
    {
        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { Body = ["Xin trân trọng cảm ơn./."] }));

        Assert.That(words.Select(word => word.Page).Distinct(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void A_signature_is_never_alone_on_its_page([Range(1, 60)] int lines)
    {
        var words = PlacedWord.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [.. Enumerable.Repeat("Một dòng của văn bản.", lines)] }));
        var signer = words.First(word => word.Text == "KT.");

        Assert.Multiple(() =>
        {
            Assert.That(words.Where(word => word.Page == signer.Page && word.Bottom < signer.Top), Has.Some.Matches<PlacedWord>(word => word.Text == "văn"));
            Assert.That(words.Last(word => word.Text == "Hằng").Page, Is.EqualTo(signer.Page));
        });
    }
}
