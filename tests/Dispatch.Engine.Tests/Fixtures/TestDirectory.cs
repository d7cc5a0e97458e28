using Dispatch.Engine.Directory;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A country small enough to read: a ministry, two provinces, and what stands under one of them.</summary>
internal static class TestDirectory
{
    public const string Bodies =
        """
        key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases
        bng,Ministry,Bộ Ngoại giao,BNG,G08,,Hà Nội,,,,,
        bng-cnv,Unit,Cục Ngoại vụ,CNV,,bng,,,,,,
        bng-csdn,Unit,Vụ Chính sách đối ngoại,CSĐN,,bng,,,,,,
        bng-vt,Unit,Phòng Văn thư,VT,,bng,,,,,,
        ubnd-dien-bien,ProvincialCommittee,Ủy ban nhân dân tỉnh Điện Biên,UBND,H18,,Điện Biên,,,,,UBND tỉnh
        ubnd-dien-bien-vp,Unit,Văn phòng Ủy ban nhân dân tỉnh,VP,,ubnd-dien-bien,,,,,,VT
        ubnd-dien-bien-nc,Unit,Phòng Nội chính - Ngoại vụ,NCNVB,,ubnd-dien-bien,,,,,,
        ubnd-dien-bien-cu,Unit,Phòng Lưu trữ,LTR,,ubnd-dien-bien,,,2024-01-01,,,
        ubnd-lai-chau,ProvincialCommittee,Ủy ban nhân dân tỉnh Lai Châu,UBND,,,Lai Châu,,,,,UBND tỉnh
        ubnd-lai-chau-vp,Unit,Văn phòng Ủy ban nhân dân tỉnh,VP,,ubnd-lai-chau,,,,,,
        ubnd-moi,ProvincialCommittee,Ủy ban nhân dân tỉnh Thành lập sau,UBND,,,Nơi mới,2025-07-01,,,,
        so-noi-vu-dien-bien,ProvincialDepartment,Sở Nội vụ tỉnh Điện Biên,SNV,,ubnd-dien-bien,Điện Biên,,,,,
        so-ngoai-vu-dien-bien,ProvincialDepartment,Sở Ngoại vụ tỉnh Điện Biên,SNgV,,ubnd-dien-bien,Điện Biên,,,,,
        ubnd-muong-cha,DistrictCommittee,Ủy ban nhân dân huyện Mường Chà,UBND,,ubnd-dien-bien,Mường Chà,,,,,
        ubnd-tua-chua,DistrictCommittee,Ủy ban nhân dân huyện Tủa Chùa,UBND,,ubnd-dien-bien,Tủa Chùa,,,,,
        """;

    public const string Groups =
        """
        key,name,owner,from,to,aliases
        ubnd-cac-tinh,"Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",,,,
        so-ngoai-vu,Sở Ngoại vụ các tỉnh/thành phố,,,,
        dien-bien-so,"Các sở, ban, ngành, đoàn thể tỉnh",ubnd-dien-bien,,,
        dien-bien-huyen,"UBND các huyện, thị xã, thành phố",ubnd-dien-bien,,,
        """;

    public const string Members =
        """
        group,body,from,to
        ubnd-cac-tinh,ubnd-dien-bien,,
        ubnd-cac-tinh,ubnd-lai-chau,,
        ubnd-cac-tinh,ubnd-moi,2025-07-01,
        so-ngoai-vu,so-ngoai-vu-dien-bien,,
        dien-bien-so,so-noi-vu-dien-bien,,
        dien-bien-so,so-ngoai-vu-dien-bien,,
        dien-bien-huyen,ubnd-muong-cha,,
        dien-bien-huyen,ubnd-tua-chua,,
        """;

    /// <summary>What every signer of the small country may sign as.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Capacities = [["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC"], ["TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"]];

    /// <summary>Everybody: user name, roles, body, unit, name and title.</summary>
    public static readonly IReadOnlyList<TestPerson> People =
    [
        new("drafter.bng", Role.Drafter, "bng", "bng-cnv", "Trần Văn Soạn", "Chuyên viên"),
        new("drafter2.bng", Role.Drafter, "bng", "bng-csdn", "Đỗ Thị Thảo", "Chuyên viên"),
        new("head.bng", Role.UnitHead, "bng", "bng-cnv", "Lê Thị Hạnh", "Cục trưởng"),
        new("clerk.bng", Role.Clerk, "bng", "bng-vt", "Phạm Thị Thư", "Văn thư"),
        new("signer.bng", Role.Signer, "bng", null, "Nguyễn Minh Vũ", "Thứ trưởng Thường trực"),
        new("signer2.bng", Role.Signer, "bng", null, "Nguyễn Thị Minh", "Thứ trưởng"),
        new("auditor.bng", Role.Auditor, "bng", null, "Vũ Văn Tra", "Thanh tra viên"),
        new("admin.bng", Role.Administrator, "bng", null, "Hoàng Quản", "Quản trị viên"),
        new("drafter.db", Role.Drafter, "ubnd-dien-bien", "ubnd-dien-bien-nc", "Lò Văn Soạn", "Chuyên viên"),
        new("head.db", Role.UnitHead, "ubnd-dien-bien", "ubnd-dien-bien-nc", "Quàng Thị Hạnh", "Trưởng phòng"),
        new("clerk.db", Role.Clerk, "ubnd-dien-bien", "ubnd-dien-bien-vp", "Lường Thị Thư", "Văn thư"),
        new("signer.db", Role.Signer, "ubnd-dien-bien", null, "Lê Thành Đô", "Chủ tịch"),
        new("auditor.db", Role.Auditor, "ubnd-dien-bien", null, "Cà Văn Tra", "Thanh tra viên"),
        new("admin.db", Role.Administrator, "ubnd-dien-bien", null, "Tòng Quản", "Quản trị viên"),
        new("drafter.lc", Role.Drafter, "ubnd-lai-chau", "ubnd-lai-chau-vp", "Tao Văn Soạn", "Chuyên viên"),
        new("head.lc", Role.UnitHead, "ubnd-lai-chau", "ubnd-lai-chau-vp", "Giàng Thị Hạnh", "Chánh Văn phòng"),
        new("clerk.lc", Role.Clerk, "ubnd-lai-chau", "ubnd-lai-chau-vp", "Vàng Thị Thư", "Văn thư"),
        new("signer.lc", Role.Signer, "ubnd-lai-chau", null, "Lê Văn Lương", "Chủ tịch"),
        new("auditor.lc", Role.Auditor, "ubnd-lai-chau", null, "Sùng Văn Tra", "Thanh tra viên"),
        new("admin.lc", Role.Administrator, "ubnd-lai-chau", null, "Mào Quản", "Quản trị viên"),
        new("clerk.snv", Role.Clerk, "so-noi-vu-dien-bien", null, "Bạc Thị Thư", "Văn thư"),
        new("signer.snv", Role.Signer, "so-noi-vu-dien-bien", null, "Bạc Cầm Giám", "Giám đốc"),
        new("auditor.snv", Role.Auditor, "so-noi-vu-dien-bien", null, "Điêu Văn Tra", "Thanh tra viên"),
        new("clerk.sngv", Role.Clerk, "so-ngoai-vu-dien-bien", null, "Lù Thị Thư", "Văn thư"),
        new("clerk.mc", Role.Clerk, "ubnd-muong-cha", null, "Mùa Thị Thư", "Văn thư"),
        new("clerk.tc", Role.Clerk, "ubnd-tua-chua", null, "Thào Thị Thư", "Văn thư"),
    ];
}

/// <summary>One person of the small country.</summary>
internal sealed record TestPerson(string UserName, Role Roles, string BodyKey, string? UnitKey, string Name, string Title);
