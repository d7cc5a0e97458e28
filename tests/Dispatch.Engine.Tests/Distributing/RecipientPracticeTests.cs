using Dispatch.Engine.Distributing;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>Lines as offices print them, each with what its words say before anything is looked up: how many are read right is measured here, and which are not is said.</summary>
public sealed class RecipientPracticeTests
{
    /// <summary>"keep" is a Lưu line, "@" the place an organ shares with the next, "+" what goes on with the item before, "~" an item whose head puts a noun before it, ">" follows a body in the head.</summary>
    private const string Practice =
        """
        - Như Điều 3; => as article
        - Như Điều 3 (để thực hiện); => as article
        - Như trên (để thực hiện); => as addressed
        - Như các Điều 2, 3; => as article
        - Ban Bí thư Trung ương Đảng; => Ban Bí thư Trung ương Đảng
        - Thủ tướng, các Phó Thủ tướng Chính phủ; => [Thủ tướng, các Phó Thủ tướng] Chính phủ
        - Thủ tướng, các PTTg (để b/c); => ForReport: [Thủ tướng, các PTTg]
        - Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ; => Các bộ | +cơ quan ngang bộ | +cơ quan thuộc Chính phủ
        - HĐND, UBND các tỉnh, thành phố trực thuộc TW; => HĐND @ các tỉnh, thành phố trực thuộc TW | UBND các tỉnh | +thành phố trực thuộc TW
        - HĐND và UBND các tỉnh, TP trực thuộc Trung ương; => HĐND @ các tỉnh, TP trực thuộc Trung ương | UBND các tỉnh | +TP trực thuộc Trung ương
        - Văn phòng Trung ương và các Ban của Đảng; => Văn phòng Trung ương | các Ban của Đảng
        - Văn phòng Chủ tịch nước; => Văn phòng Chủ tịch nước
        - Hội đồng Dân tộc và các Ủy ban của Quốc hội; => Hội đồng Dân tộc | các Ủy ban của Quốc hội
        - Tòa án nhân dân tối cao; Viện Kiểm sát nhân dân tối cao; => Tòa án nhân dân tối cao | Viện Kiểm sát nhân dân tối cao
        - Cục Kiểm tra VBQPPL (Bộ Tư pháp); => Bộ Tư pháp > Cục Kiểm tra VBQPPL or Cục Kiểm tra VBQPPL > Bộ Tư pháp
        - Công báo; Cổng TTĐT Chính phủ; => Công báo | Cổng TTĐT Chính phủ
        - Website Bộ; => Website Bộ
        - Cổng Thông tin điện tử Bộ Ngoại giao (để đăng tải); => ForPublication: Cổng Thông tin điện tử Bộ Ngoại giao
        - VPCP: BTCN, các PCN, Trợ lý TTg, TGĐ Cổng TTĐT, các Vụ, Cục, đơn vị trực thuộc, Công báo; => VPCP > [BTCN] | [các PCN] | [Trợ lý TTg] | TGĐ Cổng TTĐT | các Vụ | +Cục | +đơn vị trực thuộc | Công báo
        - Bộ trưởng, các Thứ trưởng (để b/c); => ForReport: [Bộ trưởng, các Thứ trưởng]
        - Các PTT; => [Các PTT]
        - Các đ/c Thứ trưởng (để p/h chỉ đạo); => ForCoordination: [Các đ/c Thứ trưởng]
        - TT. Nguyễn Minh Hằng (để b/c); => ForReport: [TT.]  (Nguyễn Minh Hằng)
        - Thứ trưởng Nguyễn Minh Vũ; => [Thứ trưởng]  (Nguyễn Minh Vũ)
        - PCT Nguyễn Văn A (để báo cáo); => ForReport: [PCT]  (Nguyễn Văn A)
        - Chủ tịch, các PCT UBND tỉnh; => [Chủ tịch, các PCT] UBND tỉnh
        - Thường trực Tỉnh ủy (để báo cáo); => ForReport: [Thường trực] Tỉnh ủy
        - TTTU, TTHĐND tỉnh; => [TT] TU | TTHĐND tỉnh
        - TT. Tỉnh uỷ, TT. HĐND tỉnh (b/c); => ForReport: [TT.] Tỉnh uỷ @ tỉnh | TT. HĐND tỉnh
        - Ủy ban MTTQVN tỉnh và các đoàn thể chính trị - xã hội tỉnh; => Ủy ban MTTQVN tỉnh | các đoàn thể chính trị - xã hội tỉnh
        - Lãnh đạo UBND tỉnh; => [Lãnh đạo] UBND tỉnh
        - LĐVP, các phòng, ban, đơn vị; => [LĐVP] | các phòng | +ban | +đơn vị
        - LĐ VP UBND tỉnh; => [LĐ] VP UBND tỉnh
        - Các phòng: KTTH, NC, TH; => ~KTTH | ~NC | ~TH
        - Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy; => Các huyện ủy | +thị ủy | +thành ủy | +đảng ủy trực thuộc Tỉnh ủy
        - Huyện ủy, HĐND, UBND các huyện, thị xã, thành phố; => Huyện ủy @ các huyện, thị xã, thành phố | HĐND @ các huyện, thị xã, thành phố | UBND các huyện | +thị xã | +thành phố
        - UBND các xã, phường; => UBND các xã | +phường
        - Sở Y tế; Sở Tài chính; Công an tỉnh (để phối hợp); => ForCoordination: Sở Y tế | Sở Tài chính | Công an tỉnh
        - Các Sở: Nội vụ, Tài chính, Kế hoạch và Đầu tư; => ~Nội vụ | ~Tài chính | ~Kế hoạch và Đầu tư
        - Sở Nông nghiệp và Phát triển nông thôn các tỉnh, thành phố trực thuộc Trung ương; => Sở Nông nghiệp và Phát triển nông thôn các tỉnh | +thành phố trực thuộc Trung ương
        - Các đơn vị thuộc, trực thuộc Bộ; => Các đơn vị thuộc | +trực thuộc Bộ
        - Các Cục, Vụ, Thanh tra, Văn phòng thuộc Bộ; => Các Cục | +Vụ | Thanh tra | Văn phòng thuộc Bộ
        - Báo Điện Biên Phủ, Đài PTTH tỉnh (đưa tin); => ForPublication: Báo Điện Biên Phủ | Đài PTTH tỉnh
        - Lưu: VT, TH (3b). => keep VT|TH copies 3
        - Lưu: VT, PC, NVA (05). => keep VT|PC|NVA copies 5
        - Lưu: VT, KTTH.NVA.15 => keep VT|KTTH by NVA copies 15
        - Lưu: VT, KSTT (2b).NVH => keep VT|KSTT by NVH copies 2
        - Lưu VT, TCCB. => keep VT|TCCB
        - Lưu: Văn thư, Vụ PC. => keep Văn thư|Vụ PC
        Lưu: VP, P.TH, Hg.30b => keep VP|P.TH by Hg copies 30
        - Lưu: VT, CVP, V1, V3 (02). => keep VT|CVP|V1|V3 copies 2
        - Lưu VPTU. => keep VPTU
        - Lưu: VT, CN(H). => keep VT|CN by H
        Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ; => Các Bộ | +cơ quan ngang Bộ | +cơ quan thuộc Chính phủ
        Ông Nguyễn Văn A, Giám đốc Sở Nội vụ => [Giám đốc] Sở Nội vụ (Nguyễn Văn A)
        Ông (Bà): Nguyễn Văn A - Phó Giám đốc Sở Nội vụ; => [Phó Giám đốc] Sở Nội vụ (Nguyễn Văn A)
        Bí thư các huyện ủy, thành ủy => [Bí thư] các huyện ủy | +thành ủy
        Đồng chí Phó Thủ tướng Chính phủ Trần Hồng Hà => [Đồng chí Phó Thủ tướng] Chính phủ (Trần Hồng Hà)
        - Phó Thủ tướng Trần Hồng Hà (để b/c); => ForReport: [Phó Thủ tướng]  (Trần Hồng Hà)
        - Như kính gửi; => as addressed
        - Như Kính gửi (để t/h); => as addressed
        - Bộ Tư pháp (để kiểm tra); => ForInspection: Bộ Tư pháp
        - Bộ Công an (A03); => A03 > Bộ Công an or Bộ Công an > A03
        - Các tập đoàn, tổng công ty nhà nước; => Các tập đoàn | +tổng công ty nhà nước
        - Ngân hàng Chính sách xã hội; => Ngân hàng Chính sách xã hội
        - Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam; => Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam
        - Cơ quan Trung ương của các đoàn thể; => Cơ quan Trung ương của các đoàn thể
        - Lưu: VT, KGVX (3). Tr.A => keep VT|KGVX by Tr.A copies 3
        - TT.TU, TT.HĐND, UBND tỉnh (b/c); => ForReport: [TT] TU | TT.HĐND | UBND tỉnh
        - Q. Bộ trưởng (để b/c); => ForReport: [Q. Bộ trưởng]
        - Phó Trưởng ban Thường trực (để b/c); => ForReport: [Phó Trưởng] ban Thường trực
        - Giám đốc Sở (b/c); => ForReport: [Giám đốc] Sở
        - BGĐ Sở; => BGĐ Sở
        - CVP, PCVP (TH); => [CVP, PCVP]
        - Trưởng, Phó các phòng; => [Trưởng, Phó] các phòng
        - Bộ CHQS tỉnh, Công an tỉnh, BCH BĐBP tỉnh; => Bộ CHQS tỉnh | Công an tỉnh | BCH BĐBP tỉnh
        - UBND tỉnh (để b/c); Sở Nội vụ (để p/h); => ForCoordination: UBND tỉnh ForReport | Sở Nội vụ
        - Vụ Pháp chế (để p/h), Thanh tra Bộ (để biết); => ForInformation: Vụ Pháp chế ForCoordination | Thanh tra Bộ
        """;

    /// <summary>What is still read otherwise than it is meant; the clerk is asked, nobody is sent a paper by it.</summary>
    private static readonly string[] Misread = ["Lưu: VP, P.TH, Hg.30b", "- Trưởng, Phó các phòng;"];

    [Test]
    public void Lines_as_offices_print_them_say_what_they_mean()
    {
        var lines = Practice.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(" => ")).ToList();

        var wrong = lines.Where(line => Reading(line[0]) != line[1]).Select(line => line[0]);

        Assert.That(lines, Has.Count.GreaterThan(70));
        Assert.That(wrong, Is.EquivalentTo(Misread));
    }

    private static string Reading(string printed)
    {
        var line = RecipientLines.Parse(new PrintedRecipients(default, new DateOnly(2025, 1, 1), [], [printed])).Single();
        if (line.Archive is { } kept)
        {
            var (units, drafter, copies) = ArchiveText.Read(kept);
            return string.Join(' ', new[] { "keep", string.Join('|', units), drafter is null ? null : $"by {drafter}", copies is null ? null : $"copies {copies}" }.OfType<string>());
        }

        var purpose = line.Purpose is { } said ? $"{said}: " : string.Empty;
        var role = line.Role is { } office ? $"[{office}] " : string.Empty;
        var bodies = line.Lists.Count > 0 ? string.Join(" or ", line.Lists.Select(Items)) : line.Office.Body;
        return line.IsSameAsArticle ? "as article" : line.IsSameAsAddressees ? "as addressed" : (purpose + role + bodies + (line.Office.Person is { } person ? $" ({person})" : string.Empty)).Trim();
    }

    private static string Items(RecipientList list) =>
        (list.BodyHead is { } head ? $"{head} > " : string.Empty) + string.Join(" | ", list.Items.Select((item, at) => Item(item, at > 0)));

    private static string Item(RecipientItem item, bool mayGoOn) =>
        (mayGoOn && item.GoesOn ? "+" : string.Empty) + (item.Prefixes.Count > 0 ? "~" : string.Empty) + (OfficeText.IsOfficeAlone(item.Text) ? $"[{item.Text}]" : item.Text)
        + (item.Place is { } place ? $" @ {place}" : string.Empty) + (item.Purpose is { } purpose ? $" {purpose}" : string.Empty);
}
