using Dispatch.Engine.Directory;

namespace Dispatch.Api.Demo;

/// <summary>An account of the demonstration.</summary>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Body">Key of the organisation in the directory.</param>
/// <param name="Unit">Key of the unit; null when none.</param>
/// <param name="FullName">Name. Signers bear the names printed on the seeds; everyone else is invented.</param>
/// <param name="Title">Chức vụ.</param>
/// <param name="Roles">What they may be.</param>
/// <param name="Capacities">What a signer may sign as: each the lines of a signing block.</param>
internal sealed record DemoPerson(string UserName, string Body, string? Unit, string FullName, string Title, Role Roles, params IReadOnlyList<string[]> Capacities);

/// <summary>Who plays the demonstration. Everybody has the same password, which is printed at start: a demonstration keeps no secrets.</summary>
internal static class DemoPeople
{
    public const string Password = "cong-van-demo-2024";

    public static readonly DemoPerson Drafter = new("chuyenvien.bng", "bng", "bng-cnv", "Trần Minh An", "Chuyên viên Cục Ngoại vụ", Role.Drafter);
    public static readonly DemoPerson UnitHead = new("cuctruong.bng", "bng", "bng-cnv", "Phạm Quốc Bảo", "Cục trưởng Cục Ngoại vụ", Role.UnitHead);
    public static readonly DemoPerson Clerk = new("vanthu.bng", "bng", "bng-vp", "Lê Thu Cúc", "Văn thư Bộ Ngoại giao", Role.Clerk);
    public static readonly DemoPerson SignerVu = new("thutruong.vu", "bng", null, "Nguyễn Minh Vũ", "Thứ trưởng Thường trực", Role.Signer, ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC"]);
    public static readonly DemoPerson SignerHang = new("thutruong.hang", "bng", null, "Nguyễn Minh Hằng", "Thứ trưởng", Role.Signer, ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]);
    public static readonly DemoPerson Administrator = new("quantri.bng", "bng", null, "Hoàng Văn Nam", "Quản trị hệ thống", Role.Administrator);
    public static readonly DemoPerson ProvinceClerk = new("vanthu.dienbien", "ubnd-dien-bien", "vpubnd-dien-bien", "Lò Thị Dung", "Văn thư UBND tỉnh", Role.Clerk);
    public static readonly DemoPerson ProvinceDrafter = new("chuyenvien.dienbien", "ubnd-dien-bien", "vpubnd-dien-bien", "Quàng Văn Đức", "Chuyên viên Văn phòng UBND tỉnh", Role.Drafter);
    public static readonly DemoPerson ProvinceOffice = new("cvp.dienbien", "ubnd-dien-bien", "vpubnd-dien-bien", "Lê Thanh Bình", "Chánh Văn phòng", Role.Signer, ["TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"]);
    public static readonly DemoPerson ProvinceAdministrator = new("quantri.dienbien", "ubnd-dien-bien", null, "Cà Thị Giang", "Quản trị hệ thống", Role.Administrator);
    public static readonly DemoPerson HanoiClerk = new("vanthu.hanoi", "ubnd-ha-noi", null, "Nguyễn Thị Hoa", "Văn thư UBND thành phố", Role.Clerk);
    public static readonly DemoPerson LaoCaiClerk = new("vanthu.laocai", "ubnd-lao-cai", null, "Giàng Thị Inh", "Văn thư UBND tỉnh", Role.Clerk);
    public static readonly DemoPerson MuongNheClerk = new("vanthu.muongnhe", "ubnd-huyen-muong-nhe", null, "Pờ Thị Khim", "Văn thư UBND huyện", Role.Clerk);
    public static readonly DemoPerson MuongNheOffice = new("cvp.muongnhe", "ubnd-huyen-muong-nhe", null, "Mùa A Ninh", "Chánh Văn phòng HĐND và UBND huyện", Role.Signer, ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]);
    public static readonly DemoPerson DienBienPhuClerk = new("vanthu.dienbienphu", "ubnd-thanh-pho-dien-bien-phu", null, "Vũ Thị Lan", "Văn thư UBND thành phố", Role.Clerk);

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        Drafter, UnitHead, Clerk, SignerVu, SignerHang,
        new("kiemtra.bng", "bng", null, "Đỗ Văn Minh", "Thanh tra Bộ", Role.Auditor),
        Administrator,
        ProvinceClerk, ProvinceDrafter, ProvinceOffice, ProvinceAdministrator,
        new("kiemtra.dienbien", "ubnd-dien-bien", null, "Tòng Thị Oanh", "Thanh tra tỉnh", Role.Auditor),
        HanoiClerk, LaoCaiClerk, MuongNheClerk, MuongNheOffice, DienBienPhuClerk,
    ];
}
