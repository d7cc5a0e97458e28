using System.Text;
using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

public sealed class SecrecyMarkingTests
{
    [TestCase("MẬT", "MẬT")]
    [TestCase("TỐI MẬT", "TỐI MẬT")]
    [TestCase("TUYỆT MẬT", "TUYỆT MẬT")]
    [TestCase("M Ậ T", "MẬT")]
    [TestCase("T Ố I   M Ậ T", "TỐI MẬT")]
    [TestCase("T U Y Ệ T     M Ậ T", "TUYỆT MẬT")]
    [TestCase("  **TỐI MẬT**  ", "TỐI MẬT")]
    [TestCase("[MẬT]", "MẬT")]
    [TestCase("# TUYỆT MẬT", "TUYỆT MẬT")]
    [TestCase("Mật", "MẬT")]
    [TestCase("Tối mật", "TỐI MẬT")]
    [TestCase("tuyệt mật", "TUYỆT MẬT")]
    [TestCase("TỐI\u00a0MẬT", "TỐI MẬT")]
    [TestCase("TỐ\u200bI MẬT", "TỐI MẬT")]
    [TestCase("TOI MAT", "TỐI MẬT")]
    [TestCase("TUYET MAT", "TUYỆT MẬT")]
    [TestCase("Độ mật: Tối mật", "TỐI MẬT")]
    [TestCase("Dấu chỉ độ mật: MẬT", "MẬT")]
    [TestCase("Mức độ mật: tuyệt mật", "TUYỆT MẬT")]
    [TestCase("ＴỐＩ ＭẬＴ", "TỐI MẬT")]
    public void A_marking_that_stands_alone_is_found(string text, string marking)
    {
        Assert.That(SecrecyMarking.Find(text), Is.EqualTo(marking));
        Assert.That(SecrecyMarking.Find(text.Normalize(NormalizationForm.FormD)), Is.EqualTo(marking), "decomposed");
    }

    [TestCase("MẬT          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    [TestCase("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]
    [TestCase("M Ậ T   Độc lập - Tự do - Hạnh phúc")]
    [TestCase("| MẬT | Hà Nội, ngày 02 tháng 3 năm 2025 |")]
    [TestCase("MẬT Hà Nội, ngày 02 tháng 3 năm 2025")]
    [TestCase("Số: 12/BC-BCA   MẬT")]
    [TestCase("Số: 12/BC-BCA MẬT")]
    [TestCase("BỘ CÔNG AN\tMẬT")]
    public void A_marking_beside_a_part_of_the_head_is_found(string line) =>
        Assert.That(SecrecyMarking.Find("BỘ NÀO ĐÓ\n" + line + "\nKính gửi: Bộ Nội vụ"), Is.EqualTo("MẬT"));

    [TestCase("V/v phương án bảo vệ đại hội (TỐI MẬT)", "TỐI MẬT")]
    [TestCase("(MẬT) V/v phương án bảo vệ đại hội", "MẬT")]
    [TestCase("MẬT - V/v phương án bảo vệ đại hội", "MẬT")]
    [TestCase("TUYỆT MẬT: phương án bảo vệ đại hội", "TUYỆT MẬT")]
    [TestCase("[TUYỆT MẬT] phương án", "TUYỆT MẬT")]
    [TestCase("MẬT V/v phương án bảo vệ", "MẬT")]
    public void A_marking_in_a_subject_line_is_found(string subject, string marking) => Assert.That(SecrecyMarking.Find(subject), Is.EqualTo(marking));

    [TestCase("thực hiện Luật Bảo vệ bí mật nhà nước số 29/2018/QH14")]
    [TestCase("TĂNG CƯỜNG CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC")]
    [TestCase("Ban hành Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật, Mật")]
    [TestCase("BAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT")]
    [TestCase("bảo mật thông tin")]
    [TestCase("BẢO MẬT")]
    [TestCase("AN TOÀN, BẢO MẬT")]
    [TestCase("LƯU HÀNH NỘI BỘ")]
    [TestCase("Độ mật: Không")]
    [TestCase("Độ mật: Thường")]
    [TestCase("mật khẩu đăng nhập")]
    [TestCase("Mật độ dân số: 120 người/km2")]
    [TestCase("MẬT ĐỘ XÂY DỰNG")]
    [TestCase("nuôi ong lấy mật (mật hoa nhãn)")]
    [TestCase("Sản lượng: mật ong 20 tấn; MẬT ONG RỪNG")]
    [TestCase("Người giữ tài liệu mật, tối mật phải ký cam kết.")]
    [TestCase("MẶT TRẬN TỔ QUỐC VIỆT NAM")]
    [TestCase("HỎA TỐC")]
    [TestCase("")]
    [TestCase("   \n\n  ")]
    public void Words_that_are_no_marking_are_left_alone(string text)
    {
        Assert.That(SecrecyMarking.Find(text), Is.Null);
        Assert.That(SecrecyMarking.Find(text.Normalize(NormalizationForm.FormD)), Is.Null, "decomposed");
    }

    [Test]
    public void A_word_that_a_line_break_left_alone_is_no_stamp() =>
        Assert.That(SecrecyMarking.Find("công tác bảo vệ bí\nmật\nnhà nước trong tình hình mới"), Is.Null);

    [Test]
    public void A_stamp_on_the_last_page_is_found_too() =>
        Assert.That(SecrecyMarking.Find(new ADispatchText { After = "\f\nPHỤ LỤC\n\nTỐI MẬT\n\nDanh sách" }.Text()), Is.EqualTo("TỐI MẬT"));

    [Test]
    public void Half_a_surrogate_pair_does_not_hide_a_stamp() => Assert.That(SecrecyMarking.Find("\ud800\nMẬT\n\udc00"), Is.EqualTo("MẬT"));

    [Test]
    public void The_seed_dispatches_carry_no_marking() =>
        Assert.That(new[] { SeedDispatches.Original, SeedDispatches.CopiedByDienBien }.Select(SecrecyMarking.Find), Has.All.Null);

    [Test]
    public void Of_a_secret_document_nothing_but_the_marking_is_kept()
    {
        var reading = IntakeReader.Read(new ADispatchText { Stamp = "MẬT" }.Text(), new DateOnly(2025, 7, 1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.Secrecy, Is.EqualTo("MẬT"));
            Assert.That(new[] { reading.Number, reading.Symbol, reading.Issuer, reading.Subject, reading.SignerName, reading.Place, reading.Kind }, Has.All.Null);
            Assert.That(reading.Addressees.Concat(reading.Recipients).Concat(reading.Body).Concat(reading.SigningLines), Is.Empty);
            Assert.That(reading.References, Is.Empty);
            Assert.That(reading.Findings.Select(f => f.Code), Is.EqualTo(["intake.state-secret"]));
        }
    }

    [TestCase("{0} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT")]
    [TestCase("{0} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TUYỆT MẬT")]
    [TestCase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM {0}", "TỐI MẬT")]
    [TestCase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM {0}", "MẬT")]
    public void A_stamp_in_a_document_on_one_line_is_found(string header, string marking) =>
        Assert.That(SecrecyMarking.Find(OnOneLine(string.Format(System.Globalization.CultureInfo.InvariantCulture, header, marking), "V/v phương án bảo vệ đại hội")), Is.EqualTo(marking));

    [TestCase("V/v bảo vệ bí mật nhà nước")]
    [TestCase("V/v tuyên truyền LUẬT BẢO VỆ BÍ MẬT")]
    public void A_document_on_one_line_about_secrets_carries_no_stamp(string subject) =>
        Assert.That(SecrecyMarking.Find(OnOneLine("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", subject)), Is.Null);

    private static string OnOneLine(string header, string subject) =>
        $"BỘ CÔNG AN {header} Độc lập - Tự do - Hạnh phúc Số: 12/BCA-VP Hà Nội, ngày 02 tháng 3 năm 2025 {subject} Kính gửi: Công an các tỉnh. " + string.Join(' ', Enumerable.Repeat("Thực hiện kế hoạch công tác năm, các đơn vị báo cáo trước ngày 15.", 4));
}
