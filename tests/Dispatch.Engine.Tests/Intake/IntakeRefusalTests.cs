using Dispatch.Engine.Intake;

namespace Dispatch.Engine.Tests.Intake;

public sealed class IntakeRefusalTests
{
    private static readonly DateOnly Today = new(2025, 7, 1);

    private const string News =
        """
        Lam Sơn đẩy mạnh công tác đối ngoại địa phương

        05/06/2025 - 09:15

        Sáng 5/6, tại trung tâm hội nghị tỉnh, Sở Ngoại vụ Lam Sơn tổ chức hội nghị giao ban quý II. Hội nghị được tổ chức theo Công văn số 215/SNgV-LSNV ngày 05/6/2025.

        Phát biểu tại hội nghị, bà Trần Thị Minh Hà, Phó Giám đốc Sở, cho biết toàn tỉnh đã đón 40 đoàn khách nước ngoài.

        Nơi nhận được nhiều câu hỏi nhất là quầy thông tin của Sở.

        Tin, ảnh: Phương Linh
        """;

    private const string ListOfDocuments =
        """
        Trang chủ
        Giới thiệu
        Văn bản mới
        Số: 12/KH-SNgV
        Tên: (Kế hoạch công tác quý II)
        Ngày ban hành: (02/04/2025)
        Số: 14/TB-SNgV
        Tên: (Thông báo nghỉ lễ)
        Ngày ban hành: (20/04/2025)
        Đăng nhập
        Liên hệ
        """;

    private const string Template =
        """
        Mẫu công văn xin gia hạn

        TÊN CƠ QUAN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Số: …/…-…          Độc lập - Tự do - Hạnh phúc
        ………, ngày … tháng … năm …

        Kính gửi: ………………

        ………………………………
        ………………………………
        ………………………………

        Nơi nhận:
        - Như trên;
        - Lưu: VT.

        GIÁM ĐỐC
        (Ký, ghi rõ họ tên và đóng dấu)
        """;

    [TestCase(News)]
    [TestCase(ListOfDocuments)]
    [TestCase(Template)]
    [TestCase("")]
    [TestCase("Văn bản chỉ đạo\nSố/Ký hiệu: 215/SNgV-LSNV\nNgày ban hành: 05/06/2025\nNgười ký: Trần Thị Minh Hà\nTrích yếu: Về hội nghị giao ban\nCơ quan ban hành: Sở Ngoại vụ")]
    [TestCase("TÊN CƠ QUAN CHỦ QUẢN\nTÊN CƠ QUAN BAN HÀNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 01/QĐ-ABC\nHà Nội, ngày 01 tháng 6 năm 2025\nQUYẾT ĐỊNH\nVề việc bổ nhiệm\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nGIÁM ĐỐC\n(Ký, ghi rõ họ tên)")]
    [TestCase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN XIN NGHỈ PHÉP\n\nKính gửi: Ban Giám đốc\n\nTôi tên là Nguyễn Văn A.")]
    [TestCase("SỞ NGOẠI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLam Sơn, ngày    tháng    năm 20\n\nBÁO CÁO\nThành tích của tập thể\n\nPhần I. Đặc điểm, tình hình chung")]
    [TestCase("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHỢP ĐỒNG\nV/v mua bán hoa lan\nLam Sơn, ngày 05 tháng 6 năm 2025\nBÊN MUA: CÔNG TY TNHH LAM HOA\nBÊN BÁN: CÔNG TY TNHH SƠN MỘC")]
    [TestCase("Sở Ngoại vụ Lam Sơn vừa có Công văn số 215/SNgV-LSNV gửi các cơ quan, theo đó yêu cầu các đơn vị cử người dự hội nghị giao ban; trước đó, tại Lam Sơn, ngày 05 tháng 6 năm 2025, Sở đã họp với các huyện, thị xã và thành phố trong tỉnh để chuẩn bị nội dung, bố trí phòng họp, phiên dịch và xe đón đại biểu từ sân bay về trung tâm hội nghị của tỉnh.")]
    [TestCase("Dear all,\n\nPlease find attached the minutes of our meeting.\n\nBest regards")]
    public void A_text_that_is_no_dispatch_is_refused_with_a_reason(string text)
    {
        var reading = IntakeReader.Read(text, Today);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reading.IsDispatch, Is.False);
            Assert.That(reading.Reason, Is.Not.Null.And.EndsWith("."));
            Assert.That(reading.Number, Is.Null);
            Assert.That(reading.Recipients, Is.Empty);
        }
    }

    [Test]
    public void A_dispatch_gives_no_reason() => Assert.That(IntakeReader.Read(new ADispatchText().Text(), Today).Reason, Is.Null);

    [Test]
    public void An_unsigned_draft_with_blanks_for_number_and_day_is_still_a_dispatch() =>
        Assert.That(IntakeReader.Read(new ADispatchText { Number = "Số:      /SNgV-LSNV", Date = "Lam Sơn, ngày     tháng     năm 2025" }.Text(), Today).IsDispatch, Is.True);
}
