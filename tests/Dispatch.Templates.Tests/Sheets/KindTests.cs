using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;
using static Dispatch.Templates.Tests.Tools.PlacedWord;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>The 29 kinds of Điều 7, each as its model in Phụ lục III has it.</summary>
public sealed class KindTests
{
    private static IEnumerable<SheetKind> Named => SheetKind.All.Where(kind => kind != SheetKind.Letter);

    [Test]
    public void There_are_29_and_only_letters_lack_an_abbreviation()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SheetKind.All, Has.Count.EqualTo(29));
            Assert.That(SheetKind.All.Select(kind => kind.Name), Is.Unique);
            Assert.That(SheetKind.All.Where(kind => kind.Abbreviation is null).Select(kind => kind.Name), Is.EqualTo(new[] { "công văn", "thư công" }));
            Assert.That(SheetKind.All.Select(kind => kind.Abbreviation).OfType<string>(), Is.Unique);
        });
    }

    [TestCase("GIẤY UỶ QUYỀN", "GUQ")]
    [TestCase("bản thoả thuận", "BTT")]
    [TestCase(" Quyết định ", "QĐ")]
    [TestCase("Quyết định", "QĐ")]
    [TestCase("Nghị quyết (cá biệt)", "NQ")]
    [TestCase("Quyết định (cá biệt)", "QĐ")]
    [TestCase("thông tư", null)]
    public void A_kind_is_known_however_its_tones_are_placed(string name, string? abbreviation) =>
        Assert.That(SheetKind.Named(name)?.Abbreviation, Is.EqualTo(abbreviation));

    [TestCaseSource(nameof(Named))]
    public void Every_kind_prints_its_name_in_the_middle_its_number_and_all_its_words(SheetKind kind)
    {
        var words = Of(DispatchSheetPrinter.Print(Sheet(kind)));
        var title = Line(words, kind.Name.ToUpperInvariant().Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(title.Centre, Is.EqualTo(112.5).Within(0.3));
            Assert.That(words.Select(word => word.Text), Has.Some.EqualTo($"12/{kind.Abbreviation ?? "NG"}-BNG").And.Some.EqualTo("Lạng").And.Some.EqualTo("cuối./."));
            Assert.That(words.Select(word => word.Text), Has.None.EqualTo("V/v"));
        });
    }

    [Test]
    public void Most_kinds_have_their_subject_bold_under_the_name_with_a_rule_of_a_third_to_half()
    {
        var page = Notebook.PagesOf(new DispatchLayout(Sheet(SheetKind.Named("thông báo")!)).Sections)[0];
        var subject = page.Texts.Single(text => text.Text.StartsWith("Về việc", StringComparison.Ordinal));
        var rule = page.Rules.Where(rule => rule.Y1 > subject.Baseline).MinBy(rule => rule.Y1);

        Assert.Multiple(() =>
        {
            Assert.That(subject.Style.Style, Is.EqualTo(Dispatch.Templates.Fonts.FontStyle.Bold));
            Assert.That((rule.X2 - rule.X1) / subject.Style.WidthOf(subject.Text), Is.InRange(1.0 / 3, 0.5));
            Assert.That(rule.Y1 - subject.Baseline, Is.InRange(3, 12));
        });
    }

    [TestCase("quyết định", "QUYẾT ĐỊNH:")]
    [TestCase("nghị quyết", "QUYẾT NGHỊ:")]
    public void A_decision_says_who_decides_on_what_grounds_and_the_word_of_decision_once(string kind, string formula)
    {
        var sheet = Sheet(SheetKind.Named(kind)!) with
        {
            Authority = "Bộ trưởng Bộ Ngoại giao",
            Body = ["Căn cứ Luật Cơ quan đại diện", "Căn cứ Nghị định số 26/2017/NĐ-CP;", "Theo đề nghị của Vụ trưởng Vụ Tổ chức cán bộ.", formula, "Điều 1. Phạm vi của quyết định cuối./."],
        };

        var text = PdfTool.Text(DispatchSheetPrinter.Print(sheet));

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Match("(?s)BỘ TRƯỞNG BỘ NGOẠI GIAO.*Căn cứ Luật Cơ quan đại diện;.*26/2017/NĐ-CP;.*Theo đề nghị của Vụ trưởng Vụ Tổ chức cán bộ\\.\n" + formula + "\nĐiều 1"));
            Assert.That(text.Split(formula), Has.Length.EqualTo(2));
            Assert.That(PdfTool.Text(DispatchSheetPrinter.Print(sheet with { Body = [.. sheet.Body.Where(line => line != formula)] })), Is.EqualTo(text));
            Assert.That(PdfTool.Text(DispatchSheetPrinter.Print(sheet with { Grounds = [.. sheet.Body.Take(3)], Body = [sheet.Body[^1]] })), Is.EqualTo(text));
        });
    }

    [TestCase("QUYẾT ĐỊNH:")]
    [TestCase("QUYẾT ĐỊNH")]
    public void What_a_drafter_types_above_the_word_of_decision_stands_where_the_decree_has_it(string formula)
    {
        var body = (string[])["CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH", "Căn cứ Luật Lưu trữ;", "Trên cơ sở kết luận của Ban Thường vụ;", "Theo đề nghị của Chánh Văn phòng,", formula, "Điều 1. Phạm vi của quyết định cuối./."];
        var sheet = Sheet(SheetKind.Named("quyết định")!) with { Body = body };

        var text = PdfTool.Text(DispatchSheetPrinter.Print(sheet));

        Assert.That(text, Does.Match("(?s)hội nghị\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Lưu trữ;\nTrên cơ sở kết luận của Ban Thường vụ;\nTheo đề nghị của Chánh Văn phòng\\.\nQUYẾT ĐỊNH:\nĐiều 1"));
        Assert.That(PdfTool.Text(DispatchSheetPrinter.Print(sheet with { Authority = "Chủ tịch", Body = [body[0], .. body[2..]] })), Is.EqualTo(text.Replace(" ỦY BAN NHÂN DÂN TỈNH", "", StringComparison.Ordinal)));
    }

    [Test]
    public void Words_above_the_decision_that_name_nobody_are_not_lost()
    {
        var sheet = Sheet(SheetKind.Named("quyết định")!) with { Authority = "Bộ trưởng", Body = ["HỘI ĐỒNG XÉT DUYỆT", "Điều 1. Cuối./."] };

        Assert.That(PdfTool.Text(DispatchSheetPrinter.Print(sheet)), Does.Match("(?s)BỘ TRƯỞNG\nQUYẾT ĐỊNH:\nHỘI ĐỒNG XÉT DUYỆT\nĐiều 1"));
    }

    [Test]
    public void A_telegram_names_its_sender_and_an_invitation_its_guest()
    {
        var telegram = PdfTool.Text(DispatchSheetPrinter.Print(Sheet(SheetKind.Named("công điện")!) with { Authority = "Bộ trưởng Bộ Ngoại giao", Addressees = ["Sở Ngoại vụ A", "Sở Ngoại vụ B"] }));
        var invitation = PdfTool.Text(DispatchSheetPrinter.Print(Sheet(SheetKind.Named("giấy mời")!) with { Addressees = ["Ông Nguyễn Văn A"] }));

        Assert.Multiple(() =>
        {
            Assert.That(telegram, Does.Contain("BỘ TRƯỞNG BỘ NGOẠI GIAO điện:\n- Sở Ngoại vụ A;\n- Sở Ngoại vụ B.\n"));
            Assert.That(invitation, Does.Contain("Bộ Ngoại giao trân trọng kính mời: Ông Nguyễn Văn A\n"));
        });
    }

    [Test]
    public void Minutes_have_no_date_in_the_head_and_two_signers_side_by_side_above_the_list()
    {
        var words = Of(DispatchSheetPrinter.Print(Sheet(SheetKind.Named("biên bản")!) with { SecondSigning = new SigningBlock(["THƯ KÝ"], "Lê Văn Cường") }));
        var secretary = Line(words, "THƯ", "KÝ");

        Assert.Multiple(() =>
        {
            Assert.That(words.Count(word => word.Text == "Lạng"), Is.EqualTo(1), "in the text only");
            Assert.That(secretary.Bottom, Is.EqualTo(Line(words, "CỤC", "TRƯỞNG").Bottom).Within(0.1));
            Assert.That(secretary.Right, Is.LessThan(112));
            Assert.That(Line(words, "Nơi", "nhận:").Top, Is.GreaterThan(Line(words, "Lê", "Văn", "Cường").Bottom));
        });
    }

    [Test]
    public void Another_office_of_the_signer_stands_above_the_name()
    {
        var words = Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Signing = new SigningBlock(["TRƯỞNG BAN"], "Trần Văn B") { OtherTitles = ["Bộ trưởng Bộ Ngoại giao"] } }));
        var other = Line(words, "BỘ", "TRƯỞNG", "BỘ", "NGOẠI", "GIAO");

        Assert.That(other.Top, Is.InRange(Line(words, "TRƯỞNG", "BAN").Bottom + 20, Line(words, "Trần", "Văn", "B").Top));
    }

    internal static DispatchSheet Sheet(SheetKind kind) => new()
    {
        IssuerName = "Bộ Ngoại giao",
        Number = "12",
        Symbol = (kind.Abbreviation ?? "NG") + "-BNG",
        Place = kind.Form == SheetForm.Minutes ? "Hà Nội" : "Lạng Sơn",
        Date = new DateOnly(2025, 1, 5),
        KindName = kind.Name,
        Subject = kind.MayLackSubject ? "" : "Về việc tổ chức hội nghị",
        Body = [kind.Form == SheetForm.Minutes ? "Cuộc họp tại thành phố Lạng Sơn cuối./." : "Nội dung của văn bản đến dòng cuối./."],
        Recipients = ["Như trên", "Lưu: VT"],
        Signing = new SigningBlock(["CỤC TRƯỞNG"], "Trần Thị Bình"),
    };
}
