using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

/// <summary>What offices print and scans make of it, one habit at a time.</summary>
public sealed class IntakePracticeTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private static IntakeReading Read(ADispatchText text) => IntakeReader.Read(text.Text(), Today);

    [TestCase("Bà Rịa - Vũng Tàu, ngày 05 tháng 6 năm 2025", "Bà Rịa - Vũng Tàu")]
    [TestCase("Bà Rịa-Vũng Tàu, ngày 05 tháng 6 năm 2025", "Bà Rịa-Vũng Tàu")]
    [TestCase("Tp.Hồ Chí Minh, ngày 05 tháng 6 năm 2025", "Tp.Hồ Chí Minh")]
    [TestCase("TP. Hồ Chí Minh, ngày 05 tháng 6 năm 2025", "TP. Hồ Chí Minh")]
    [TestCase("Hà Nội,\nngày 05 tháng 6 năm 2025", "Hà Nội")]
    [TestCase("Thành phố Hồ Chí\nMinh, ngày 05 tháng 6 năm 2025", "Thành phố Hồ Chí Minh")]
    [TestCase("HÀ NỘI, ngày 05 tháng 6 năm 2025", "HÀ NỘI")]
    [TestCase("Hà Nội. ngày 05 tháng 6 năm 2025", "Hà Nội")]
    [TestCase("Hà Nội, ngày 05\ntháng 6 năm 2025", "Hà Nội")]
    [TestCase("Ha Noi, ngay05 thang6 nam 2025", "Ha Noi")]
    [TestCase("Hà Nội, ngày  05   tháng  6    năm 2025", "Hà Nội")]
    [TestCase("Hà Nội, nqày 05 tbáng 6 uăm 2025", "Hà Nội")]
    public void A_place_and_date_are_read(string line, string place)
    {
        var reading = Read(new ADispatchText { Date = line });

        Assert.That((reading.Place, reading.Date), Is.EqualTo((place, (DateOnly?)new DateOnly(2025, 6, 5))));
    }

    [TestCase(null, "BỘ NGOẠI GIAO", "BỘ NGOẠI GIAO", null)]
    [TestCase(null, "• BỘ NGOẠI GIAO", "BỘ NGOẠI GIAO", null)]
    [TestCase(null, "ỦY BAN NHÂN\nDÂN\nTỈNH LAM SƠN", "ỦY BAN NHÂN DÂN TỈNH LAM SƠN", null)]
    [TestCase("BAN CHẤP HÀNH\nTRUNG ƯƠNG", "BAN TỔ CHỨC", "BAN TỔ CHỨC", "BAN CHẤP HÀNH TRUNG ƯƠNG")]
    [TestCase("UBND TỈNH LAM SƠN", "BAN CHỈ HUY\nPHÒNG CHỐNG THIÊN TAI", "BAN CHỈ HUY PHÒNG CHỐNG THIÊN TAI", "UBND TỈNH LAM SƠN")]
    [TestCase("UBND TỈNH LAM SƠN", "SỞ NÔNG NGHIỆP VÀ\nMÔI TRƯỜNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "UBND TỈNH LAM SƠN")]
    [TestCase("BỘ TÀI CHÍNH", "TỔNG\nCỤC THUẾ", "TỔNG CỤC THUẾ", "BỘ TÀI CHÍNH")]
    [TestCase("UBND TỈNH LAM SƠN", "S0 NGOẠI VỤ", "S0 NGOẠI VỤ", "UBND TỈNH LAM SƠN")]
    [TestCase(null, "TỈNH ỦY LAM SƠN BAN TỔ CHỨC", "BAN TỔ CHỨC", "TỈNH ỦY LAM SƠN")]
    [TestCase(null, "UBND HUYỆN VŨ THƯ PHÒNG GIÁO DỤC & ĐÀO TẠO", "PHÒNG GIÁO DỤC & ĐÀO TẠO", "UBND HUYỆN VŨ THƯ")]
    [TestCase(null, "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", null)]
    [TestCase(null, "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", null)]
    [TestCase(null, "BỘ NỘI VỤ CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "BỘ NỘI VỤ")]
    public void An_issuer_and_the_body_above_it_are_told_apart(string? above, string issuer, string read, string? parent)
    {
        var reading = Read(new ADispatchText { Parent = above, Issuer = issuer });

        Assert.That((reading.Issuer, reading.Parent), Is.EqualTo((read, parent)));
    }

    [TestCase("Nơi nhận:\nNhư trên;\nBan Giám đốc;\nLưu: VT, LSNV.")]
    [TestCase("Noi nhận:\n~ Như trên;\n+ Ban Giám đốc;\n- Luu: VT, LSNV.")]
    [TestCase("Noi nhdn:\n- Như trên;\n- Ban Giám đốc;\n- Liru: VT, LSNV.")]
    [TestCase("NƠI NHẬN:\n• Như trên,\n• Ban Giám đốc,\n• Lưu VT, LSNV.")]
    [TestCase("Nơi nhận:\n- Lưu: VT, LSNV.\nBản điện tử:\n- Như trên;\n- Ban Giám đốc.")]
    [TestCase("Nơi nhận:\n- Như trên; - Ban Giám đốc; - Lưu: VT, LSNV.")]
    [TestCase("Nơi nhận:\n- Như trên;\n- Ban Giám đốc;\n- Lưu (VT ; LSNV).")]
    [TestCase("Nơi nhận:\n− Như trên;\n− Ban Giám\nđốc;\n− Lưu: VT, LSNV.")]
    public void A_list_of_recipients_is_read_whatever_its_marks(string list)
    {
        var reading = Read(new ADispatchText { Recipients = list });

        Assert.That(reading.Recipients, Is.EqualTo(["Như trên", "Ban Giám đốc"]));
        Assert.That(reading.Archive, Is.EqualTo(["VT", "LSNV"]));
        Assert.That(reading.SignerName, Is.EqualTo("Trần Thị Minh Hà"));
    }

    [TestCase("Lưu: VT, NN (2) Tuynh", "VT", "NN (2)")]
    [TestCase("Lưu: VT; TTr.", "VT", "TTr")]
    [TestCase("Lưu VT, LSNV", "VT", "LSNV")]
    [TestCase("Lưu: VT.KT9", "VT", "KT9")]
    [TestCase("Lưu: VT, VP (VTLT, KSTT).", "VT", "VP (VTLT, KSTT)")]
    [TestCase("Lưu: VT, CST. e-PAS: 2025/118", "VT", "CST")]
    [TestCase("Lưu: VT, CST (05b), 26", "VT", "CST (05b)")]
    [TestCase("Lưu: VT, CST (05b).\ne-PAS: 2025/118", "VT", "CST (05b)")]
    public void The_places_of_the_archive_are_told_apart(string line, string first, string second) =>
        Assert.That(Read(new ADispatchText { Recipients = "Nơi nhận:\n- Như trên;\n- " + line }).Archive, Is.EqualTo([first, second]));

    [TestCase("(Nguyễn Văn An)")]
    [TestCase("(Nguyễn Văn An 12b)")]
    [TestCase("(Nguyễn Văn An, 12 bản).")]
    public void Who_drafted_a_paper_has_not_signed_it(string drafter)
    {
        var reading = Read(new ADispatchText { Recipients = "Nơi nhận:\n- Như trên;\n- Ban Giám đốc;\n- Lưu: VT, LSNV.\n" + drafter });

        Assert.That((reading.SignerName, reading.SignerTitle), Is.EqualTo(("Trần Thị Minh Hà", "PHÓ GIÁM ĐỐC")));
        Assert.That(reading.Archive, Is.EqualTo(["VT", "LSNV"]));
    }

    [TestCase("GIÁM ĐỐC\n\nTrần Thị Minh Hà", null, null, "GIÁM ĐỐC")]
    [TestCase("KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(đã ký)\nTrần Thị Minh Hà", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")]
    [TestCase("Q. GIÁM ĐỐC\n\nTrần Thị Minh Hà", "Q.", "GIÁM ĐỐC", null)]
    [TestCase("TL. BỘ TRƯỞNG\nKT. VỤ TRƯỞNG\nPHÓ VỤ TRƯỞNG\n\nTrần Thị Minh Hà", "KT.", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG")]
    [TestCase("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NGOẠI VỤ\n\nTRẦN THỊ MINH HÀ", "TUQ.", "CHỦ TỊCH", "GIÁM ĐỐC SỞ NGOẠI VỤ")]
    [TestCase("KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\n\nTrần Thị Minh Hà", "KT.", "BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM")]
    [TestCase("KT. TƯ LỆNH\nPHÓ TƯ LỆNH\n\nĐại tá Trần Thị Minh Hà", "KT.", "TƯ LỆNH", "PHÓ TƯ LỆNH")]
    [TestCase("TM. HỘI ĐỒNG\nCHỦ TỊCH\nPGS.TS. Trần Thị Minh Hà", "TM.", "HỘI ĐỒNG", "CHỦ TỊCH")]
    [TestCase("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nSở Ngoại vụ\n2025.06.05 08:15:20 +07:00\nTrần Thị Minh Hà", "K/T", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")]
    public void A_signature_is_read_down_to_its_innermost_form(string block, string? authority, string? onBehalfOf, string? title)
    {
        foreach (var text in new[] { new ADispatchText { Signature = block }.Text(), new ADispatchText { Signature = block }.TwoColumns() })
        {
            var reading = IntakeReader.Read(text, Today);

            Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName?.ToUpperInvariant()), Is.EqualTo((authority, onBehalfOf, title, "TRẦN THỊ MINH HÀ")), text);
        }
    }

    [TestCase("V/v")]
    [TestCase("V/V")]
    [TestCase("V/v:")]
    [TestCase("V/y")]
    [TestCase("Vv")]
    [TestCase("v/v")]
    [TestCase("(V/v")]
    public void The_mark_of_the_subject_is_known_as_scans_read_it(string mark) =>
        Assert.That(Read(new ADispatchText { Subject = mark + " chuẩn bị hội nghị giao ban" }).Subject, Is.EqualTo("chuẩn bị hội nghị giao ban"));

    [Test]
    public void A_kind_and_its_subject_may_stand_on_one_line()
    {
        var reading = Read(new ADispatchText { Number = "Số: 40/BC-SNgV", Subject = "BÁO CÁO TÌNH HÌNH CÔNG TÁC ĐỐI NGOẠI QUÝ II", Addressee = "Thực hiện chương trình công tác năm 2025, Sở Ngoại vụ báo cáo như sau:" });

        Assert.That((reading.Kind, reading.Subject), Is.EqualTo(("báo cáo", "TÌNH HÌNH CÔNG TÁC ĐỐI NGOẠI QUÝ II")));
    }

    [Test]
    public void Of_two_who_sign_side_by_side_each_has_the_body_under_their_own_capacity()
    {
        var reading = Read(new ADispatchText
        {
            Parent = null,
            Issuer = "BỘ NỘI VỤ - BỘ TÀI CHÍNH",
            Recipients = "",
            Signature = "KT. BỘ TRƯỞNG          KT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH          BỘ NỘI VỤ\nTHỨ TRƯỞNG          THỨ TRƯỞNG\n\nTrần Văn Minh          Nguyễn Duy Hải\n\nNơi nhận:\n- Như trên;\n- Lưu: VT BTC, BNV.",
        });

        Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo(("KT.", "BỘ TRƯỞNG BỘ NỘI VỤ", "THỨ TRƯỞNG", "Nguyễn Duy Hải")));
        Assert.That(reading.Recipients, Is.EqualTo(new[] { "Như trên" }));
    }

    [Test]
    public void Several_who_sign_one_under_the_other_do_not_hide_the_list_below_them()
    {
        var reading = Read(new ADispatchText
        {
            Recipients = "",
            Signature = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nPhan Huy Thành\nNguyễn Thế Bình\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.",
        });

        Assert.That((reading.SignerTitle, reading.SignerName), Is.EqualTo(("PHÓ GIÁM ĐỐC", "Phan Huy Thành")));
        Assert.That(reading.Recipients, Is.EqualTo(new[] { "UBND tỉnh" }));
        Assert.That(reading.Findings.Select(finding => finding.Code), Has.Member("intake.joint-signers"));
    }

    [Test]
    public void Of_two_who_sign_side_by_side_the_one_at_the_right_is_read_whole_and_less_is_claimed()
    {
        var reading = Read(new ADispatchText
        {
            Parent = null,
            Issuer = "BỘ TÀI CHÍNH - BỘ NỘI VỤ",
            Recipients = "",
            Signature = "KT. BỘ TRƯỞNG BỘ NỘI VỤ          KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG          THỨ TRƯỞNG THƯỜNG TRỰC\n\nVũ Thị Minh          Võ Thành Long\n\nNơi nhận:\n- Như trên;\n- Lưu: VT BTC, BNV.",
        });

        Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo(("KT.", "BỘ TRƯỞNG BỘ TÀI CHÍNH", "THỨ TRƯỞNG THƯỜNG TRỰC", "Võ Thành Long")));
        Assert.That(reading.Confidence["signer_name"], Is.LessThan(0.9));
        Assert.That(reading.Findings.Select(finding => finding.Code), Has.Member("intake.joint-signers"));
    }

    [TestCase("TM. THƯỜNG TRỰC HĐND\nCHỦ TỊCH\n\nHồ Thị Cẩm Đào")]
    [TestCase("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Thái Học")]
    [TestCase("TM. ĐẢNG ỦY\nBÍ THƯ\n\nNguyễn Thái Học")]
    [TestCase("KT. TỔ TRƯỞNG\nTỔ PHÓ\n\nNguyễn Thái Học")]
    public void A_capacity_of_a_collective_or_a_deputy_is_right(string signature) =>
        Assert.That(Read(new ADispatchText { Signature = signature }).Findings.Select(finding => finding.Code), Has.No.Member("intake.capacity-mismatch"));

    [Test]
    public void What_the_subject_cites_was_not_issued_by_the_addressee()
    {
        var reading = Read(new ADispatchText { Subject = "V/v triển khai Kết luận số 127-KL/TW của Bộ Chính trị" });

        Assert.That(reading.References.Single(cited => cited.Number == "127").Issuer, Is.EqualTo("Bộ Chính trị"));
    }

    [Test]
    public void A_telegram_names_its_addressees_before_a_colon()
    {
        var reading = Read(new ADispatchText { Number = "Số: 3/CĐ-UBND", Subject = "CÔNG ĐIỆN\n\nVề ứng phó mưa lũ", Addressee = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Giám đốc các sở;\n- Chủ tịch Ủy ban nhân dân các xã,\nphường." });

        Assert.That(reading.Kind, Is.EqualTo("công điện"));
        Assert.That(reading.Addressees, Is.EqualTo(["Giám đốc các sở", "Chủ tịch Ủy ban nhân dân các xã, phường"]));
    }

    [Test]
    public void An_invitation_of_a_small_office_is_dated_in_figures_and_begins_with_whom_it_invites()
    {
        var reading = Read(new ADispatchText
        {
            Number = "Số: 12/GM-TH",
            Date = "Pả Vi, ngày 18/11/2022",
            Subject = "GIẤY MỜI\nDự lễ kỷ niệm 40 năm ngày Nhà giáo Việt Nam",
            Addressee = "Trường Tiểu học Pả Vi trân trọng kính mời: Ông Giàng Mí Pó\nThời gian: 8h00 ngày 20/11/2022",
            Body = "Rất mong sự có mặt của quý vị./.",
        });

        Assert.That((reading.Kind, reading.Place, reading.Date), Is.EqualTo(("giấy mời", "Pả Vi", (DateOnly?)new DateOnly(2022, 11, 18))));
        Assert.That(reading.Subject, Is.EqualTo("Dự lễ kỷ niệm 40 năm ngày Nhà giáo Việt Nam"));
    }

    [Test]
    public void The_letters_CT_stand_for_an_office_in_a_letter_and_for_a_kind_in_a_directive()
    {
        Assert.That(Read(new ADispatchText { Number = "Số: 56/CT-CS" }).Kind, Is.EqualTo("công văn"));
        Assert.That(Read(new ADispatchText { Number = "Số: 56/CT-UBND", Subject = "CHỈ THỊ\n\nVề phòng, chống lũ", Addressee = "Căn cứ tình hình mưa lũ, yêu cầu:" }).Kind, Is.EqualTo("chỉ thị"));
    }

    [TestCase("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư", "30/2020/NĐ-CP", "Nghị định", "2020-03-05", "Chính phủ")]
    [TestCase("Công văn số 6983/BNG-CNV ngày 17/12/2024 của Bộ Ngoại giao trước ngày 15/01", "6983/BNG-CNV", "Công văn", "2024-12-17", "Bộ Ngoại giao")]
    [TestCase("Công văn số 6983/BNG-CNV ngày 17/12/2024 của Bộ Ngoại giao và thực hiện kế hoạch năm", "6983/BNG-CNV", "Công văn", "2024-12-17", "Bộ Ngoại giao")]
    [TestCase("Thông báo số 88-TB/TU ngày 01-4-2025 của Tỉnh ủy Lam Sơn", "88-TB/TU", "Thông báo", "2025-04-01", "Tỉnh ủy Lam Sơn")]
    [TestCase("Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024 của Quốc hội khóa XV", "33/2024/QH15", "Luật", "2024-06-21", "Quốc hội")]
    [TestCase("Ngày 04/3/2025, Bộ Ngoại giao ban hành Công văn số 915/BNG-CNV", "915/BNG-CNV", "Công văn", "2025-03-04", "Bộ Ngoại giao")]
    [TestCase("Tờ trình số 45/TTr-SVHTTDL ngày 02/4/2025 của Sở Văn hóa, Thể thao và Du lịch về lễ hội", "45/TTr-SVHTTDL", "Tờ trình", "2025-04-02", "Sở Văn hóa, Thể thao và Du lịch")]
    [TestCase("Kế hoạch số 7/KH-\nUBND ngày 02/4/2025", "7/KH- UBND", "Kế hoạch", "2025-04-02", null)]
    [TestCase("công văn số 45/HQHP-GSQL ngày 20/7/2024 của Cục Hải quan TP. Hải Phòng về thủ tục", "45/HQHP-GSQL", "công văn", "2024-07-20", "Cục Hải quan TP. Hải Phòng")]
    [TestCase("Hướng dẫn số 12-HD/BTCTW, ngày 06/7/2021 của Ban Tổ chức Trung ương và Kết luận của Bộ Chính trị", "12-HD/BTCTW", "Hướng dẫn", "2021-07-06", "Ban Tổ chức Trung ương")]
    public void A_citation_is_read_with_kind_date_and_issuer(string words, string raw, string kind, string date, string? issuer)
    {
        var cited = Read(new ADispatchText { Body = words + ".\n\nTrân trọng./." }).References.Single();

        Assert.That((cited.Raw, cited.Kind, cited.Date?.ToString("yyyy-MM-dd"), cited.Issuer), Is.EqualTo((raw, kind, date, issuer)));
    }

    [Test]
    public void A_document_cited_twice_is_listed_once_and_never_itself()
    {
        var reading = Read(new ADispatchText { Body = "Theo Quyết định số 9/QĐ-UBND, tiếp theo Quyết định số 09/QĐ-UBND ngày 02/4/2025; Công văn số 215/SNgV-LSNV này thay thế Công văn số 3/SNgV-LSNV./." });

        Assert.That(reading.References.Select(r => (r.Raw, r.Date)), Is.EqualTo(new (string, DateOnly?)[] { ("9/QĐ-UBND", new DateOnly(2025, 4, 2)), ("3/SNgV-LSNV", null) }));
    }

    [TestCase("Từ 1/2025/QĐ trở đi, tỷ lệ 3/4 HS đạt, mẫu số 03/TNDN, điểm 12/BNG")]
    public void Fractions_and_forms_are_no_citations(string body) =>
        Assert.That(Read(new ADispatchText { Body = body + ".\n\nTrân trọng./." }).References.Select(r => r.Raw), Has.None.EqualTo("03/TNDN").And.None.EqualTo("12/BNG").And.None.EqualTo("3/4 HS"));

    [Test]
    public void A_copy_beside_its_head_is_read_in_columns()
    {
        const string Copy = "VĂN PHÒNG UBND TỈNH LAM SƠN          SAO LỤC\nSố: 17/SL-VP          Lam Sơn, ngày 10 tháng 6 năm 2025\n\nNơi nhận:          TL. CHÁNH VĂN PHÒNG\n- Các phòng;          TRƯỞNG PHÒNG HÀNH CHÍNH\n- Lưu: VT.          Lê Thanh Tùng";

        var copy = Read(new ADispatchText { After = Copy }).Copy!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((copy.Form, copy.Body, copy.Number, copy.Symbol), Is.EqualTo(("SAO LỤC", "VĂN PHÒNG UBND TỈNH LAM SƠN", "17", "SL-VP")));
            Assert.That((copy.Place, copy.Date), Is.EqualTo(("Lam Sơn", (DateOnly?)new DateOnly(2025, 6, 10))));
            Assert.That((copy.Authority, copy.OnBehalfOf, copy.SignerTitle, copy.SignerName), Is.EqualTo(("TL.", "CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG HÀNH CHÍNH", "Lê Thanh Tùng")));
            Assert.That(copy.Recipients, Is.EqualTo(["Các phòng"]));
        }
    }

    [Test]
    public void A_copying_bodys_name_may_take_two_lines_beside_the_mark()
    {
        const string Copy = "ỦY BAN NHÂN DÂN                    SAO Y\nTỈNH LAM SƠN\nSố: 61/SY-UBND          Lam Sơn, ngày 15 tháng 9 năm 2025\n\nNơi nhận:          CHÁNH VĂN PHÒNG\n- Lưu: VT.          Tẩn A Sèng";

        Assert.That(Read(new ADispatchText { After = Copy }).Copy!.Body, Is.EqualTo("ỦY BAN NHÂN DÂN TỈNH LAM SƠN"));
    }

    [Test]
    public void The_youth_union_has_its_own_name_where_others_have_the_nations()
    {
        var text = new ADispatchText { Parent = null, Issuer = "BCH ĐOÀN TỈNH LAM SƠN" }.TwoColumns()
            .Replace(ADispatchText.Header, "ĐOÀN TNCS HỒ CHÍ MINH", StringComparison.Ordinal).Replace(ADispatchText.Motto, "***", StringComparison.Ordinal);

        var reading = IntakeReader.Read(text, new DateOnly(2025, 12, 31));

        Assert.That((reading.Issuer, reading.Parent), Is.EqualTo(("BCH ĐOÀN TỈNH LAM SƠN", (string?)null)));
    }

    [Test]
    public void A_mark_of_urgency_under_the_subject_is_no_part_of_it()
    {
        var reading = Read(new ADispatchText { Subject = "V/v đề nghị phối hợp đón đoàn\nTHƯỢNG KHẨN" });

        Assert.That((reading.Subject, reading.Urgency), Is.EqualTo(("đề nghị phối hợp đón đoàn", "THƯỢNG KHẨN")));
    }

    [Test]
    public void An_electronic_copy_has_its_line_above_the_head()
    {
        var reading = Read(new ADispatchText { Stamp = "Sao y; Ủy ban nhân dân tỉnh Lam Sơn; 06/6/2025; 14:05:09 +07:00" });

        Assert.That((reading.Copy?.Form, reading.Copy?.Body, reading.Copy?.Date), Is.EqualTo(("Sao y", "Ủy ban nhân dân tỉnh Lam Sơn", (DateOnly?)new DateOnly(2025, 6, 6))));
        Assert.That((reading.Number, reading.Issuer), Is.EqualTo(("215", "SỞ NGOẠI VỤ")));
    }

    [Test]
    public void The_words_sao_y_in_the_text_make_no_copy() =>
        Assert.That(Read(new ADispatchText { Body = "Đề nghị gửi bản sao y, sao lục các văn bản kèm theo./." }).Copy, Is.Null);

    [Test]
    public void The_foot_of_another_letter_behind_is_not_taken()
    {
        var first = new ADispatchText { Recipients = "", Signature = "GIÁM ĐỐC\n\nTrần Văn An" }.Text();

        var reading = IntakeReader.Read(first + "\n\f\n" + new ADispatchText { Number = "Số: 999/SNgV-VP" }.Text(), Today);

        Assert.That((reading.SignerTitle, reading.SignerName, reading.Recipients.Count), Is.EqualTo(("GIÁM ĐỐC", "Trần Văn An", 0)));
    }

    [Test]
    public void Numbered_points_are_paragraphs_of_their_own() =>
        Assert.That(Read(new ADispatchText { Body = "I. MỤC ĐÍCH\n1. Yêu cầu chung\n- Bảo đảm tiết kiệm;\n- Bảo đảm an toàn./." }).Body, Has.Count.EqualTo(4));

    [Test]
    public void Double_spaced_lines_are_read_like_single_spaced_ones()
    {
        var lines = "Sở Ngoại vụ đề nghị Văn phòng Ủy ban nhân dân tỉnh bố trí phòng họp, máy chiếu và\nphiên dịch cho hội nghị giao ban công tác đối ngoại quý II năm 2025 theo kế hoạch đã\nđược phê duyệt của lãnh đạo tỉnh./.";
        var text = new ADispatchText { Subject = "V/v chuẩn bị hội nghị\ngiao ban công tác đối ngoại\nQuý II năm 2025", Body = lines }.Text().Replace("\n\n", "\n", StringComparison.Ordinal).Replace("\n", "\n\n", StringComparison.Ordinal);

        var reading = IntakeReader.Read(text, Today);

        Assert.That(reading.Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại Quý II năm 2025"));
        Assert.That(reading.Body, Has.Count.EqualTo(1));
    }

    [TestCase("GIÁM ĐỐC\n\nLưu Minh Hà", null, "GIÁM ĐỐC", "Lưu Minh Hà")]
    [TestCase("GIÁM ĐỐCTrần Thị Minh Hà", null, "GIÁM ĐỐC", "Trần Thị Minh Hà")]
    [TestCase("GIÁM ĐỐC Trần Thị Minh Hà", null, "GIÁM ĐỐC", "Trần Thị Minh Hà")]
    [TestCase("GIÁM ĐỐC\nĐã ký: Trần Thị Minh Hà", null, "GIÁM ĐỐC", "Trần Thị Minh Hà")]
    [TestCase("KT. GIÁM ĐỐC\nSỞ NGOẠI VỤ\nPHÓ GIÁM ĐỐC\n\nTrần Thị Minh Hà", "GIÁM ĐỐC SỞ NGOẠI VỤ", "PHÓ GIÁM ĐỐC", "Trần Thị Minh Hà")]
    public void Title_and_name_are_told_apart_however_they_stand(string signature, string? onBehalfOf, string title, string name)
    {
        var reading = Read(new ADispatchText { Signature = signature });

        Assert.That((reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo((onBehalfOf, title, name)));
    }

    [TestCase("V/v\n: Thực hiện chế độ báo cáo", "Thực hiện chế độ báo cáo")]
    [TestCase("Về: chế độ báo cáo năm 2025", "chế độ báo cáo năm 2025")]
    public void A_subject_is_read_behind_every_mark(string subject, string read) =>
        Assert.That(Read(new ADispatchText { Subject = subject }).Subject, Is.EqualTo(read));

    [TestCase("Kính gửi: Công an tỉnh\n\nĐồng kính gửi: Sở Nội vụ", "Công an tỉnh|Sở Nội vụ")]
    [TestCase("Kính gửi:\n- Công an tỉnh. - Sở Nội vụ; - Sở Tài chính.", "Công an tỉnh|Sở Nội vụ|Sở Tài chính")]
    [TestCase("Kính gửi:\n- Công an tỉnh;\n- Sở Nội vụ\nThực hiện Kế hoạch số 12/KH-UBND của tỉnh, Sở đề nghị các đơn vị cử người.", "Công an tỉnh|Sở Nội vụ")]
    public void Addressees_end_where_the_text_begins(string lines, string read) =>
        Assert.That(string.Join('|', Read(new ADispatchText { Addressee = lines }).Addressees), Is.EqualTo(read));

    [Test]
    public void The_first_heading_in_capitals_is_no_part_of_the_subject()
    {
        var text = new ADispatchText { Number = "Số: 7/CT-SNgV", Subject = "CHỈ THỊ\n\nVỀ VIỆC TĂNG CƯỜNG TIẾP CÔNG DÂN CỦA SỞ", Addressee = "I. TÌNH HÌNH VÀ YÊU CẦU" };

        Assert.That(Read(text).Subject, Is.EqualTo("VỀ VIỆC TĂNG CƯỜNG TIẾP CÔNG DÂN CỦA SỞ"));
    }

    [TestCase("Quyết định số 01/1999/QĐ.UB ngày 15/01/1999", "01/1999/QĐ.UB")]
    [TestCase("Chỉ thị số 19/2001/CT/UB ngày 01/7/2001", "19/2001/CT/UB")]
    [TestCase("Nghị quyết số 30c/NQ-CP ngày 08/11/2011", "30c/NQ-CP")]
    public void Numbers_of_older_forms_are_cited_whole(string citation, string raw) =>
        Assert.That(Read(new ADispatchText { Body = $"Căn cứ {citation}, Sở đề nghị các đơn vị thực hiện./." }).References.Select(r => r.Raw), Is.EqualTo([raw]));

    [Test]
    public void A_letter_in_one_line_is_read_without_the_national_header()
    {
        var text = "BAN CHẤP HÀNH TỈNH ĐOÀN LAM SƠN***Số: 36 - QĐ/TĐTN ĐOÀN TNCS HỒ CHÍ MINH Lam Sơn, ngày 05 tháng 6 năm 2025 QUYẾT ĐỊNHVề việc thành lập đội thanh niên xung kích "
            + "BAN THƯỜNG VỤ TỈNH ĐOÀN - Căn cứ Điều lệ Đoàn TNCS Hồ Chí Minh; - Xét đề nghị của Ban Phong trào, QUYẾT ĐỊNH Điều 1. Thành lập đội thanh niên xung kích gồm 40 đồng chí. "
            + "Điều 2. Quyết định có hiệu lực từ ngày ký. Nơi nhận: - Như Điều 1; - Lưu VP. TM. BAN THƯỜNG VỤ BÍ THƯ Trần Thị Minh Hà";

        var reading = IntakeReader.Read(text, Today);

        Assert.That((reading.IsDispatch, reading.Number, reading.Place, reading.Date), Is.EqualTo((true, "36", "Lam Sơn", (DateOnly?)new DateOnly(2025, 6, 5))));
    }

    [TestCase("CÔNG VĂN\nCỦA SỞ NGOẠI VỤ\nSỐ 215/SNgV-LSNV NGÀY 05 THÁNG 6 NĂM 2025\nVỀ VIỆC CHUẨN BỊ HỘI NGHỊ")]
    [TestCase("CÔNG VĂN CỦA SỞ NGOẠI VỤ SỐ 215/SNgV-LSNV NGÀY 05 THÁNG 6 NĂM 2025 VỀ VIỆC CHUẨN BỊ HỘI NGHỊ")]
    public void A_head_as_collections_of_laws_print_it_is_read(string head)
    {
        var reading = IntakeReader.Read(head + "\n\nKính gửi: Văn phòng Ủy ban nhân dân tỉnh Lam Sơn\n\nSở Ngoại vụ đề nghị Văn phòng bố trí phòng họp./.", Today);

        Assert.That((reading.Kind, reading.Number, reading.Issuer, reading.Date, reading.Subject), Is.EqualTo(("công văn", "215", "SỞ NGOẠI VỤ", (DateOnly?)new DateOnly(2025, 6, 5), "VỀ VIỆC CHUẨN BỊ HỘI NGHỊ")));
    }

    [Test]
    public void A_symbol_behind_the_national_header_goes_back_to_its_label()
    {
        var text = new ADispatchText().Text().Replace(ADispatchText.Header, "Số: 215\n\n" + ADispatchText.Header, StringComparison.Ordinal).Replace("Số: 215/SNgV-LSNV", "/SNgV-LSNV", StringComparison.Ordinal);

        var reading = IntakeReader.Read(text, Today);

        Assert.That((reading.Number, reading.Symbol), Is.EqualTo(("215", "SNgV-LSNV")));
    }

    [Test]
    public void A_date_whose_words_stand_in_three_lines_keeps_its_place() =>
        Assert.That(Read(new ADispatchText { Date = "Lam Sơn, ngày\n\ntháng\n\nnăm 2025" }).Place, Is.EqualTo("Lam Sơn"));

    [TestCase("TL.\nGIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nTrần Thị Minh Hà")]
    [TestCase("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nTrần Thị Minh Hà")]
    public void A_capacity_alone_on_its_line_belongs_to_the_title_under_it(string signature)
    {
        var reading = Read(new ADispatchText { Signature = signature });

        Assert.That((reading.Authority, reading.OnBehalfOf, reading.SignerTitle), Is.EqualTo(("TL.", "GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")));
    }

    [Test]
    public void A_subject_whose_box_came_behind_the_recipients_is_found_there()
    {
        var reading = Read(new ADispatchText { Subject = "", Recipients = "Nơi nhận:\n- Như trên;\n- Lưu: VT, LSNV.\nV/v chuẩn bị hội nghị\ngiao ban công tác đối ngoại" });

        Assert.That((reading.Subject, string.Join('|', reading.Archive), reading.SignerName), Is.EqualTo(("chuẩn bị hội nghị giao ban công tác đối ngoại", "VT|LSNV", "Trần Thị Minh Hà")));
    }

    [TestCase("Về chuẩn bị hội nghị giao ban công tác đối ngoại")]
    [TestCase("Về việc chuẩn bị hội nghị giao ban công tác đối ngoại")]
    public void About_under_the_number_of_a_letter_is_its_mark_and_no_part_of_the_subject(string subject) =>
        Assert.That(Read(new ADispatchText { Subject = subject }).Subject, Is.EqualTo("chuẩn bị hội nghị giao ban công tác đối ngoại"));

    [TestCase("Quy chế phối hợp giữa Sở Ngoại vụ và cơ quan đại diện\n\nViệt Nam ở nước ngoài về công tác lãnh sự", "Căn cứ Luật Cơ quan đại diện;", "Quy chế phối hợp giữa Sở Ngoại vụ và cơ quan đại diện Việt Nam ở nước ngoài về công tác lãnh sự")]
    [TestCase("Hướng dẫn thực hiện chế độ báo cáo đối ngoại của các\nđơn vị thuộc Sở.\nThi hành Chỉ thị số 5/CT-UBND của tỉnh, Sở hướng dẫn như sau: các đơn vị gửi báo cáo", "Căn cứ Luật Cơ quan đại diện;", "Hướng dẫn thực hiện chế độ báo cáo đối ngoại của các đơn vị thuộc Sở")]
    public void A_subject_under_the_name_of_its_kind_goes_on_until_the_text_begins(string subject, string body, string read) =>
        Assert.That(Read(new ADispatchText { Number = "Số: 7/QĐ-SNgV", Subject = "QUYẾT ĐỊNH\n\n" + subject, Addressee = body }).Subject, Is.EqualTo(read));

    [Test]
    public void Who_decides_over_a_damaged_first_basis_has_not_signed() =>
        Assert.That(Read(new ADispatchText { Number = "Số: 7/QĐ-SNgV", Subject = "QUYẾT ĐỊNH\n\nVỀ VIỆC CÔNG BỐ THỦ TỤC LÃNH SỰ", Addressee = "GIÁM ĐỐC SỞ NGOẠI VỤ", Body = "n cứ Luật Cơ quan đại diện năm 2009;", Recipients = "", Signature = "" }).SignerTitle, Is.Null);

    [Test]
    public void A_decision_without_its_number_is_taken_for_its_head()
    {
        var reading = Read(new ADispatchText { Number = "", Subject = "QUYẾT ĐỊNH\n\nBan hành Quy chế làm việc của Sở", Addressee = "GIÁM ĐỐC SỞ NGOẠI VỤ", Body = "Căn cứ Luật Tổ chức chính quyền địa phương;\n\nĐiều 1. Ban hành Quy chế.", Recipients = "", Signature = "" });

        Assert.That((reading.IsDispatch, reading.Kind, reading.Number), Is.EqualTo((true, "quyết định", (string?)null)));
    }
}
