using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

public sealed class IntakeLayoutTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static IEnumerable<TestCaseData> Layouts()
    {
        var text = new ADispatchText();
        yield return new TestCaseData(text.Text()).SetArgDisplayNames("one column after the other");
        yield return new TestCaseData(text.TwoColumns()).SetArgDisplayNames("columns side by side");
        yield return new TestCaseData(text.TwoColumns("\t")).SetArgDisplayNames("columns parted by tabs");
        yield return new TestCaseData(text.RunTogether()).SetArgDisplayNames("columns run together");
        yield return new TestCaseData(text.Tables()).SetArgDisplayNames("tables of Markdown");
        yield return new TestCaseData(text.Text().Replace("\n\n", "\n", StringComparison.Ordinal)).SetArgDisplayNames("no blank lines");
        yield return new TestCaseData(text.Text().Replace("\n", "\r\n", StringComparison.Ordinal)).SetArgDisplayNames("Windows line ends");
        yield return new TestCaseData(text.Text().Replace(ADispatchText.Header, "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM", StringComparison.Ordinal)).SetArgDisplayNames("broken national header");
        yield return new TestCaseData(text.Text().Replace(ADispatchText.Header, "CONG HOA XA HOl CHU NGHlA VIET NAM", StringComparison.Ordinal)).SetArgDisplayNames("header without marks");
        yield return new TestCaseData(text.Text().Replace(ADispatchText.Header, "C Ộ N G  H Ò A  X Ã  H Ộ I  C H Ủ  N G H Ĩ A  V I Ệ T  N A M", StringComparison.Ordinal)).SetArgDisplayNames("header spaced out");
        yield return new TestCaseData(text.Text().Replace("Đ", "Ð", StringComparison.Ordinal).Replace("GIÁM ÐỐC", "GIÁM ĐỐC", StringComparison.Ordinal).Replace("Ban Giám đốc", "Ban Giám đốc", StringComparison.Ordinal)).SetArgDisplayNames("the Icelandic letter for Đ");
        yield return new TestCaseData("Tin nội bộ đăng lại văn bản 215/SNgV-LSNV ngày 05 tháng 6 năm 2025 cho cán bộ tiện theo dõi.\n\n" + text.Text()).SetArgDisplayNames("blog text in front");
        yield return new TestCaseData((text with { Stamp = "VĂN PHÒNG UBND TỈNH LAM SƠN\nĐẾN Số: 1234\nNgày: 06/6/2025\nChuyển: ......" }).RunTogether()).SetArgDisplayNames("incoming stamp above");
        yield return new TestCaseData((text with { Stamp = "Ký bởi: Sở Ngoại vụ\nThời gian ký: 06/06/2025 08:15:20 +07:00" }).TwoColumns()).SetArgDisplayNames("electronic signature above");
        yield return new TestCaseData((text with { After = "PHỤ LỤC\n\nCHƯƠNG TRÌNH HỘI NGHỊ\n\n(Kèm theo Công văn số 215/SNgV-LSNV ngày 05 tháng 6 năm 2025)\n\n1. Đón đại biểu\n\n- Lưu: VT, XYZ.\n\nNguyễn Văn Khác" }).Text()).SetArgDisplayNames("annex behind");
        yield return new TestCaseData(text.Text() + "\f" + (text with { Number = "Số: 999/SNgV-VP", Signature = "GIÁM ĐỐC\n\nLê Văn Khác", Date = "Lam Sơn, ngày 09 tháng 6 năm 2025" }).Text()).SetArgDisplayNames("another letter behind");
    }

    [TestCaseSource(nameof(Layouts))]
    public void A_letter_reads_the_same_however_its_columns_were_flattened(string text)
    {
        var reading = IntakeReader.Read(text, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.IsDispatch, Is.True, reading.Reason);
            Assert.That(reading.Kind, Is.EqualTo("công văn"));
            Assert.That(reading.Number, Is.EqualTo("215"));
            Assert.That(reading.Symbol, Is.EqualTo("SNgV-LSNV"));
            Assert.That(reading.Issuer, Is.EqualTo("SỞ NGOẠI VỤ"));
            Assert.That(reading.Parent, Is.EqualTo("UBND TỈNH LAM SƠN"));
            Assert.That(reading.Place, Is.EqualTo("Lam Sơn"));
            Assert.That(reading.Date, Is.EqualTo(new DateOnly(2025, 6, 5)));
            Assert.That(reading.Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại"));
            Assert.That(reading.Addressees, Is.EqualTo(["Văn phòng Ủy ban nhân dân tỉnh Lam Sơn"]));
            Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Ban Giám đốc"]));
            Assert.That(reading.Archive, Is.EqualTo(["VT", "LSNV"]));
            Assert.That(reading.Authority, Is.EqualTo("KT."));
            Assert.That(reading.OnBehalfOf, Is.EqualTo("GIÁM ĐỐC"));
            Assert.That(reading.SignerTitle, Is.EqualTo("PHÓ GIÁM ĐỐC"));
            Assert.That(reading.SignerName, Is.EqualTo("Trần Thị Minh Hà"));
            Assert.That(reading.References.Select(r => r.Raw), Has.Member("88/UBND-KGVX"));
            Assert.That(reading.Copy, Is.Null);
        }
    }

    [Test]
    public void The_body_is_kept_in_paragraphs_without_head_and_foot()
    {
        var reading = IntakeReader.Read(new ADispatchText().Text(), Today);

        Assert.That(reading.Body, Has.Count.EqualTo(2).And.Exactly(1).StartsWith("Thực hiện Công văn").And.Exactly(1).EqualTo("Trân trọng cảm ơn./."));
    }

    [Test]
    public void A_sentence_that_a_page_break_cut_is_one_paragraph()
    {
        var text = new ADispatchText { Body = "Sở Ngoại vụ đề nghị Văn phòng bố trí phòng họp và\n\n2\n\f\n\nchuẩn bị tài liệu cho đại biểu./." }.Text();

        Assert.That(IntakeReader.Read(text, Today).Body, Is.EqualTo(["Sở Ngoại vụ đề nghị Văn phòng bố trí phòng họp và chuẩn bị tài liệu cho đại biểu./."]));
    }

    [Test]
    public void Several_addressees_stand_each_with_its_dash()
    {
        var text = new ADispatchText { Addressee = "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các xã,\nphường trong tỉnh." }.Text();

        Assert.That(IntakeReader.Read(text, Today).Addressees, Is.EqualTo(["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã, phường trong tỉnh"]));
    }

    [Test]
    public void A_subject_goes_on_over_its_lines()
    {
        var text = new ADispatchText { Subject = "V/v chuẩn bị hội nghị\ngiao ban công tác đối ngoại\nquý II năm 2025" };

        Assert.That(IntakeReader.Read(text.TwoColumns(), Today).Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại quý II năm 2025"));
    }

    [Test]
    public void A_named_kind_has_its_subject_under_its_name()
    {
        var text = new ADispatchText
        {
            Parent = null,
            Issuer = "ỦY BAN NHÂN DÂN\nTỈNH LAM SƠN",
            Number = "Số: 07/2025/QĐ-UBND",
            Subject = "QUYẾT ĐỊNH\n\nBan hành Quy chế tiếp khách của tỉnh Lam Sơn\n\nỦY BAN NHÂN DÂN TỈNH LAM SƠN",
            Addressee = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
            Signature = "TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Nam",
        };

        var reading = IntakeReader.Read(text.Text(), Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Kind, Is.EqualTo("quyết định"));
            Assert.That(reading.Year, Is.EqualTo("2025"));
            Assert.That(reading.Symbol, Is.EqualTo("QĐ-UBND"));
            Assert.That(reading.Issuer, Is.EqualTo("ỦY BAN NHÂN DÂN TỈNH LAM SƠN"));
            Assert.That(reading.Parent, Is.Null);
            Assert.That(reading.Subject, Is.EqualTo("Ban hành Quy chế tiếp khách của tỉnh Lam Sơn"));
            Assert.That(reading.SigningLines, Is.EqualTo(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]));
            Assert.That(reading.Authority, Is.EqualTo("KT."));
            Assert.That(reading.SignerName, Is.EqualTo("Lê Văn Nam"));
        }
    }

    [Test]
    public void A_party_document_numbers_kind_before_issuer()
    {
        const string Text = "TỈNH ỦY LAM SƠN          ĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-CTr/TU          Lam Sơn, ngày 07 tháng 7 năm 2024\n\nCHƯƠNG TRÌNH\n\nvề phát triển du lịch biên giới\n\nThực hiện Nghị quyết số 08-NQ/TW, ngày 16-01-2017 của Bộ Chính trị, Tỉnh ủy ban hành Chương trình.\n\nNơi nhận:          T/M BAN THƯỜNG VỤ\n- Ban Bí thư Trung ương Đảng,          BÍ THƯ\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.          Hoàng Văn Sơn\n";

        var reading = IntakeReader.Read(Text, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Kind, Is.EqualTo("chương trình"));
            Assert.That(reading.Number, Is.EqualTo("12"));
            Assert.That(reading.Symbol, Is.EqualTo("CTr/TU"));
            Assert.That(reading.Issuer, Is.EqualTo("TỈNH ỦY LAM SƠN"));
            Assert.That(reading.Recipients, Is.EqualTo(["Ban Bí thư Trung ương Đảng", "Các huyện ủy"]));
            Assert.That(reading.Archive, Is.EqualTo(["Văn phòng Tỉnh ủy"]));
            Assert.That(reading.Authority, Is.EqualTo("T/M"));
            Assert.That(reading.OnBehalfOf, Is.EqualTo("BAN THƯỜNG VỤ"));
            Assert.That(reading.SignerTitle, Is.EqualTo("BÍ THƯ"));
            Assert.That(reading.SignerName, Is.EqualTo("Hoàng Văn Sơn"));
        }
    }

    [TestCase("HỎA TỐC")]
    [TestCase("HOẢ TỐC")]
    [TestCase("THƯỢNG KHẨN")]
    [TestCase("KHẨN")]
    public void A_mark_of_urgency_stands_alone(string mark) =>
        Assert.That(IntakeReader.Read(new ADispatchText { Stamp = mark }.Text(), Today).Urgency, Is.EqualTo(mark));

    [Test]
    public void A_mark_of_urgency_read_after_the_foot_still_counts() =>
        Assert.That(IntakeReader.Read(new ADispatchText { After = "HỎA TỐC" }.Text(), Today).Urgency, Is.EqualTo("HỎA TỐC"));

    [Test]
    public void Urgent_words_in_the_text_are_no_mark() =>
        Assert.That(IntakeReader.Read(new ADispatchText { Subject = "V/v xử lý khẩn cấp sạt lở" }.Text(), Today).Urgency, Is.Null);

    [TestCase("Số:      /SNgV-LSNV", null, "SNgV-LSNV")]
    [TestCase("Số: 31 - SNgV", null, null)]
    [TestCase("Số: 9/SNgV", "9", "SNgV")]
    [TestCase("Số 215 /SNgV-LSNV", "215", "SNgV-LSNV")]
    [TestCase("Số: 215/8NV - PC", "215", "8NV - PC")]
    [TestCase("Số: 215/SNgV - LSNV", "215", "SNgV - LSNV")]
    [TestCase("Số: 215 SNgV/LSNV", "215", "SNgV/LSNV")]
    [TestCase("Số: 215a/SNgV-LSNV", "215a", "SNgV-LSNV")]
    [TestCase("Số: 215/CV/SNgV", "215", "CV/SNgV")]
    [TestCase("Số: 01/QCPH/UBND-MTTQ", "01", "QCPH/UBND-MTTQ")]
    public void A_number_is_read_as_printed(string line, string? number, string? symbol)
    {
        var reading = IntakeReader.Read(new ADispatchText { Number = line }.Text(), Today);

        Assert.That((reading.Number, reading.Symbol), Is.EqualTo((number, symbol)));
    }

    [TestCase("Số: 215/CV/SNgV", "215/CV/SNgV")]
    [TestCase("Số: 12-CTr/TU", "12-CTr/TU")]
    public void A_hyphen_parts_number_and_symbol_only_where_one_is_printed(string line, string shown) =>
        Assert.That(IntakeReader.Read(new ADispatchText { Number = line }.Text(), Today).NumberAndSymbol, Is.EqualTo(shown));

    [Test]
    public void A_whole_document_on_one_line_is_read_by_its_components()
    {
        var text = new ADispatchText { Addressee = "Kính gửi: - Văn phòng Ủy ban nhân dân tỉnh Lam Sơn; - Công an tỉnh Lam Sơn." };
        var line = "Trang 1" + text.TwoColumns(" ").Replace('\n', ' ');

        var reading = IntakeReader.Read(line, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((reading.NumberAndSymbol, reading.Issuer, reading.Parent), Is.EqualTo(("215/SNgV-LSNV", "SỞ NGOẠI VỤ", "UBND TỈNH LAM SƠN")));
            Assert.That((reading.Place, reading.Date), Is.EqualTo(("Lam Sơn", (DateOnly?)new DateOnly(2025, 6, 5))));
            Assert.That(reading.Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại"));
            Assert.That(reading.Addressees, Is.EqualTo(["Văn phòng Ủy ban nhân dân tỉnh Lam Sơn", "Công an tỉnh Lam Sơn"]));
            Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Ban Giám đốc"]));
            Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo(("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Minh Hà")));
        }
    }

    [Test]
    public void A_teaser_above_a_document_is_no_head()
    {
        var text = "SỞ NGOẠI VỤ " + ADispatchText.Header + " " + ADispatchText.Motto + " Số: 999/KHAC-VP Nơi Khác, ngày 01 tháng 02 năm 2020 V/v việc khác " + new string('x', 200) + " …\n\n" + new ADispatchText().Text();

        Assert.That(IntakeReader.Read(text, Today).Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại"));
    }

    [Test]
    public void A_national_header_broken_after_its_first_word_adds_nothing_to_the_issuer()
    {
        var text = new ADispatchText { Parent = null }.Text().Replace(ADispatchText.Header, "CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", StringComparison.Ordinal);

        Assert.That(IntakeReader.Read(text, Today).Issuer, Is.EqualTo("SỞ NGOẠI VỤ"));
    }
}
