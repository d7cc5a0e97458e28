using System.Text;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Registering;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>Papers of every house and every accident that befalls them between the printer and the reader.</summary>
public sealed class IntakeAdversaryTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static IEnumerable<DispatchKind> NamedKinds() => DispatchKind.All.Where(k => k.Name is not ("công văn" or "thư công"));

    [TestCaseSource(nameof(NamedKinds))]
    public void Every_kind_of_the_decree_is_known_by_its_name_and_its_letters(DispatchKind kind)
    {
        var text = new ADispatchText
        {
            Number = $"Số: 18/{kind.Abbreviation}-SNgV",
            Subject = "",
            Addressee = kind.Name.ToUpperInvariant() + "\nVề công tác biên giới sáu tháng cuối năm 2025\n\nCăn cứ chức năng, nhiệm vụ được giao, Sở Ngoại vụ ban hành văn bản này.",
        };

        foreach (var layout in new[] { text.Text(), text.TwoColumns(), text.RunTogether() })
        {
            var reading = IntakeReader.Read(layout, Today);

            Assert.That((reading.Kind, reading.Number, reading.Symbol), Is.EqualTo((kind.Name, "18", kind.Abbreviation + "-SNgV")), layout);
            Assert.That(reading.Subject, Does.EndWith("biên giới sáu tháng cuối năm 2025"), layout);
        }
    }

    private static IEnumerable<TestCaseData> Houses()
    {
        yield return House("a ministry", null, "BỘ QUỐC PHÒNG", "2214/BQP-VP", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nThượng tướng Lê Văn Bình", "Lê Văn Bình");
        yield return House("a corps", "BỘ QUỐC PHÒNG", "BỘ TƯ LỆNH QUÂN KHU 2", "310/BTL-TM", "KT. TƯ LỆNH\nTHAM MƯU TRƯỞNG\n\nThiếu tướng Trần Văn Hùng", "Trần Văn Hùng");
        yield return House("the police", "BỘ CÔNG AN", "CÔNG AN TỈNH LAM SƠN", "1507/CAT-PV01", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nĐại tá Vũ Đức Long", "Vũ Đức Long");
        yield return House("a people's council", null, "HỘI ĐỒNG NHÂN DÂN\nTỈNH LAM SƠN", "95/HĐND-VP", "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nBùi Thị Hoa", "Bùi Thị Hoa");
        yield return House("a court", "TÒA ÁN NHÂN DÂN TỐI CAO", "TÒA ÁN NHÂN DÂN\nTỈNH LAM SƠN", "411/TAT-VP", "CHÁNH ÁN\n\nĐỗ Văn Thắng", "Đỗ Văn Thắng");
        yield return House("a procuracy", null, "VIỆN KIỂM SÁT NHÂN DÂN\nTỈNH LAM SƠN", "88/VKS-P1", "KT. VIỆN TRƯỞNG\nPHÓ VIỆN TRƯỞNG\n\nHồ Thị Thu", "Hồ Thị Thu");
        yield return House("an enterprise", "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM", "CÔNG TY ĐIỆN LỰC LAM SƠN", "5120/PCLS-KH", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nPhan Đình Khôi", "Phan Đình Khôi");
        yield return House("a bank", null, "NGÂN HÀNG NHÀ NƯỚC\nVIỆT NAM", "743/NHNN-TTGS", "TL. THỐNG ĐỐC\nCHÁNH VĂN PHÒNG\n\nNgô Minh Đức", "Ngô Minh Đức");
        yield return House("a school", "UBND PHƯỜNG LAM SƠN", "TRƯỜNG THCS LÊ LỢI", "12/THCS-VP", "HIỆU TRƯỞNG\n\nTạ Thị Ngọc", "Tạ Thị Ngọc");
        yield return House("a hospital", "SỞ Y TẾ TỈNH LAM SƠN", "BỆNH VIỆN ĐA KHOA TỈNH", "67/BVĐK-KHTH", "GIÁM ĐỐC\n\nBSCKII. Lương Văn Phúc", "Lương Văn Phúc");
        yield return House("a union", "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH LAM SƠN", "230/LĐLĐ-ToC", "TM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH\n\nMai Thị Hạnh", "Mai Thị Hạnh");
        yield return House("a front", null, "ỦY BAN MẶT TRẬN TỔ QUỐC\nVIỆT NAM TỈNH LAM SƠN", "15/MTTQ-BTT", "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH\n\nHà Văn Tiến", "Hà Văn Tiến");
        yield return House("an embassy", "BỘ NGOẠI GIAO", "ĐẠI SỨ QUÁN VIỆT NAM TẠI LÀO", "88/ĐSQ-CT", "ĐẠI SỨ\n\nTriệu Thị Thu An", "Triệu Thị Thu An");
        yield return House("a tax office", "CỤC THUẾ", "THUẾ TỈNH LAM SƠN", "915/LSO-NVDTPC", "Q. TRƯỞNG THUẾ TỈNH\n\nLương Văn Sáng", "Lương Văn Sáng");
        yield return House("a communal people's committee", null, "ỦY BAN NHÂN DÂN\nXÃ MƯỜNG NHÉ", "44/UBND-VP", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Văn Pản", "Lò Văn Pản");
    }

    private static TestCaseData House(string name, string? parent, string issuer, string number, string signature, string signer) =>
        new TestCaseData(new ADispatchText { Parent = parent, Issuer = issuer, Number = "Số: " + number, Signature = signature }, signer).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Houses))]
    public void The_letterhead_and_signature_of_every_house_are_read(ADispatchText text, string signer)
    {
        foreach (var layout in new[] { text.Text(), text.TwoColumns(), text.Tables() })
        {
            var reading = IntakeReader.Read(layout, Today);

            Assert.That(reading.Issuer, Is.EqualTo(text.Issuer.Replace('\n', ' ')), layout);
            Assert.That(reading.Parent, Is.EqualTo(text.Parent), layout);
            Assert.That(reading.SignerName, Is.EqualTo(signer), layout);
            Assert.That(reading.Place, Is.EqualTo("Lam Sơn"), layout);
        }
    }

    private static IEnumerable<TestCaseData> Accidents()
    {
        var text = new ADispatchText();
        yield return Case("the left column set down before the right one", text.Text().Replace($"{ADispatchText.Header}\n\n{ADispatchText.Motto}\n\n{text.Number}\n\n{text.Date}\n\n{text.Subject}", $"{text.Number}\n{text.Subject}\n\n{ADispatchText.Header}\n{ADispatchText.Motto}\n{text.Date}", StringComparison.Ordinal));
        yield return Case("a stamp between the rows of the head", text.Text().Replace(ADispatchText.Motto, ADispatchText.Motto + "\nCÔNG VĂN ĐẾN\nSố: ........\nNgày: 09/6/2025\nChuyển: ........", StringComparison.Ordinal));
        yield return Case("the letters of the header set apart", text.Text().Replace(ADispatchText.Header, "C Ộ N G   H Ò A   X Ã   H Ộ I   C H Ủ   N G H Ĩ A   V I Ệ T   N A M", StringComparison.Ordinal));
        yield return Case("the header broken at its end", text.Text().Replace(ADispatchText.Header, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM", StringComparison.Ordinal));
        yield return Case("no national header", text.Text().Replace(ADispatchText.Header, "", StringComparison.Ordinal).Replace(ADispatchText.Motto, "", StringComparison.Ordinal));
        yield return Case("number broken over two lines", text.Text().Replace("Số: 215/SNgV", "Số:\n215/SNgV", StringComparison.Ordinal));
        yield return Case("figures parted from the symbol", text.Text().Replace("Số: 215/SNgV", "Số: 215\n/SNgV", StringComparison.Ordinal));
        yield return Case("a date broken before the year", text.Text().Replace("tháng 6 năm 2025\n", "tháng 6 năm\n2025\n", StringComparison.Ordinal));
        yield return Case("elements of a web page", string.Join('\n', text.Text().Split('\n').Select(l => l.Length == 0 ? "" : $"<p class=\"MsoNormal\"><span style=\"font-size:13pt\">{l}&nbsp;</span></p>")));
        yield return Case("quoted in a mail", "From: vanthu@example.vn\nSubject: FW: giấy tờ\n\nKính gửi anh chị, em chuyển công văn dưới đây.\n\n" + string.Join('\n', text.Text().Split('\n').Select(l => "> " + l)));
        yield return Case("specks of the scanner", string.Join('\n', text.Text().Split('\n').SelectMany((l, i) => l.Length > 0 && i % 2 == 0 ? new[] { ". -", "' " + l } : [l])));
        yield return Case("no label over the recipients", text.Text().Replace("Nơi nhận:\n", "", StringComparison.Ordinal));
        yield return Case("the label of the recipients unreadable", text.TwoColumns().Replace("Nơi nhận:", "Nz1 nh#n", StringComparison.Ordinal));
        yield return Case("a page that praises its site below", text.Text() + "\n\nTải về\nBài viết liên quan\nBản quyền thuộc về trang tin");
        yield return Case("page numbers and running heads inside", text.Text().Replace("Sở Ngoại vụ đề nghị", "Sở Ngoại vụ\n\n- 2 -\n--- PAGE BREAK ---\n\nđề nghị", StringComparison.Ordinal));
        yield return Case("an annex with a head, number and list of its own", text.Text() + "\n\fPHỤ LỤC\n(Kèm theo Công văn số 215/SNgV-LSNV)\n\nUBND TỈNH KHÁC\n" + ADispatchText.Header + "\n" + ADispatchText.Motto + "\nSố: 77/PL-ABC\nNơi Khác, ngày 01 tháng 01 năm 2020\n\nNơi nhận:\n- Ai đó;\n- Lưu: XYZ.\n\nTRƯỞNG BAN\n\nLê Văn Khác");
        yield return Case("full-width and thin blanks", text.Text().Replace(" ", "\u00a0", StringComparison.Ordinal));
        yield return Case("letters taken apart from their marks", text.TwoColumns().Normalize(NormalizationForm.FormD));
        yield return Case("bars around every cell", "| " + text.TwoColumns("  |  ").Replace("\n", "\n| ", StringComparison.Ordinal));
        yield return Case("blank lines between all lines", text.Text().Replace("\n", "\n\n", StringComparison.Ordinal));
    }

    private static TestCaseData Case(string name, string text) => new TestCaseData(text).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Accidents))]
    public void What_the_way_did_to_a_paper_does_not_change_what_it_says(string text)
    {
        var reading = IntakeReader.Read(text, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.IsDispatch, Is.True, reading.Reason);
            Assert.That((reading.Kind, reading.Number, reading.Symbol), Is.EqualTo(("công văn", "215", "SNgV-LSNV")));
            Assert.That((reading.Issuer, reading.Parent), Is.EqualTo(("SỞ NGOẠI VỤ", "UBND TỈNH LAM SƠN")));
            Assert.That((reading.Place, reading.Date), Is.EqualTo(("Lam Sơn", (DateOnly?)new DateOnly(2025, 6, 5))));
            Assert.That(reading.Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại"));
            Assert.That(reading.Addressees, Is.EqualTo(["Văn phòng Ủy ban nhân dân tỉnh Lam Sơn"]));
            Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Ban Giám đốc"]));
            Assert.That(reading.Archive, Is.EqualTo(["VT", "LSNV"]));
            Assert.That((reading.Authority, reading.SignerTitle, reading.SignerName), Is.EqualTo(("KT.", "PHÓ GIÁM ĐỐC", "Trần Thị Minh Hà")));
            Assert.That(reading.References.Select(r => r.Raw), Is.EqualTo(["88/UBND-KGVX"]));
        }
    }

    [Test]
    public void A_paper_without_a_single_mark_is_read_bare()
    {
        var reading = IntakeReader.Read(Bare(new ADispatchText().TwoColumns()), Today);

        Assert.That((reading.Kind, reading.Number, reading.Place, reading.SignerName), Is.EqualTo(("công văn", "215", "Lam Son", "Tran Thi Minh Ha")));
        Assert.That(reading.Recipients, Is.EqualTo(["Nhu tren", "Ban Giam doc"]));
    }

    [Test]
    public void A_paper_all_in_capitals_is_read()
    {
        var reading = IntakeReader.Read(new ADispatchText().Text().ToUpperInvariant(), Today);

        Assert.That((reading.Number, reading.Date, reading.SignerName), Is.EqualTo(("215", (DateOnly?)new DateOnly(2025, 6, 5), "TRẦN THỊ MINH HÀ")));
        Assert.That(reading.Recipients, Is.EqualTo(["NHƯ TRÊN", "BAN GIÁM ĐỐC"]));
    }

    [Test]
    public void A_signers_name_set_into_the_list_is_given_back_to_the_signature()
    {
        var text = new ADispatchText { Recipients = "Nơi nhận:\n- Như trên;\n- Sở Ngoại vụ các tỉnh, thành phố trực Trần Thị Minh Hà\nthuộc Trung ương;\n- Lưu: VT, LSNV.", Signature = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC" };

        var reading = IntakeReader.Read(text.Text(), Today);

        Assert.That(reading.SignerName, Is.EqualTo("Trần Thị Minh Hà"));
        Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Sở Ngoại vụ các tỉnh, thành phố trực thuộc Trung ương"]));
    }

    [Test]
    public void A_recipients_own_name_stays_with_its_title()
    {
        var reading = IntakeReader.Read(new ADispatchText { Recipients = "Nơi nhận:\n- Như trên;\n- Phó Chủ tịch Nguyễn Văn Minh\n- Lưu: VT.", Signature = "GIÁM ĐỐC" }.Text(), Today);

        Assert.That((reading.Recipients[1], reading.SignerName), Is.EqualTo(("Phó Chủ tịch Nguyễn Văn Minh", (string?)null)));
    }

    [Test]
    public void The_hyphen_of_a_name_at_the_start_of_a_line_is_no_new_recipient()
    {
        var reading = IntakeReader.Read(new ADispatchText { Recipients = "Nơi nhận:\n- Như trên;\n- Các tổ chức chính trị\n- xã hội ở Trung ương;\n- Lưu: VT." }.Text(), Today);

        Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Các tổ chức chính trị - xã hội ở Trung ương"]));
    }

    [TestCase("<p>MẬT</p>")]
    [TestCase("<div align=\"center\"><b>TỐI MẬT</b></div>")]
    [TestCase("M Ậ T")]
    [TestCase("> TUYỆT MẬT")]
    public void No_wrapping_hides_the_marking_of_a_secret(string stamp) =>
        Assert.That(IntakeReader.Read(new ADispatchText { Stamp = stamp }.Text(), Today).Secrecy, Is.Not.Null);

    [TestCase("BÁO CÁO THỰC HÀNH\n\nHọ và tên: Nguyễn Văn A\nLớp: 12A\n\nEm đã làm được những việc sau đây trong tuần vừa qua.")]
    [TestCase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN XIN NGHỈ PHÉP\n\nKính gửi: Ban Giám đốc\n\nTôi tên là: ........................\nLý do: ........................\n\nNGƯỜI LÀM ĐƠN\n(Ký, ghi rõ họ tên)")]
    [TestCase("Chiều 05/6, Sở Ngoại vụ ban hành Công văn số 215/SNgV-LSNV về hội nghị giao ban.\n\nTheo đó, các đơn vị chuẩn bị nội dung.\n\nNguồn: Cổng thông tin")]
    [TestCase("public static void Main() { Console.WriteLine(\"Số: 12/QĐ-UBND\"); }")]
    [TestCase("1.\t2.\t3.\n4.\t5.\t6.")]
    public void What_is_no_dispatch_is_refused(string text)
    {
        var reading = IntakeReader.Read(text, Today);

        Assert.That((reading.IsDispatch, reading.Reason is null), Is.EqualTo((false, false)));
    }

    private static string Bare(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036f')).Replace('đ', 'd').Replace('Đ', 'D');
}
