namespace Dispatch.Engine.Registering;

/// <summary>One of the 29 kinds of administrative document (Điều 7) with its abbreviation (Phụ lục III mục I).</summary>
/// <param name="Name">As the law names it, lower case.</param>
/// <param name="Abbreviation">As it stands in a symbol; null for công văn and thư công, which have none.</param>
public sealed record DispatchKind(string Name, string? Abbreviation)
{
    /// <summary>Công văn: the kind whose name is not printed.</summary>
    public static DispatchKind OfficialLetter { get; } = new("công văn", null);

    /// <summary>All kinds in the order of Điều 7.</summary>
    public static IReadOnlyList<DispatchKind> All { get; } =
    [
        new("nghị quyết", "NQ"), new("quyết định", "QĐ"), new("chỉ thị", "CT"), new("quy chế", "QC"), new("quy định", "QyĐ"), new("thông cáo", "TC"),
        new("thông báo", "TB"), new("hướng dẫn", "HD"), new("chương trình", "CTr"), new("kế hoạch", "KH"), new("phương án", "PA"), new("đề án", "ĐA"),
        new("dự án", "DA"), new("báo cáo", "BC"), new("biên bản", "BB"), new("tờ trình", "TTr"), new("hợp đồng", "HĐ"), OfficialLetter, new("công điện", "CĐ"),
        new("bản ghi nhớ", "BGN"), new("bản thỏa thuận", "BTT"), new("giấy ủy quyền", "GUQ"), new("giấy mời", "GM"), new("giấy giới thiệu", "GGT"),
        new("giấy nghỉ phép", "GNP"), new("phiếu gửi", "PG"), new("phiếu chuyển", "PC"), new("phiếu báo", "PB"), new("thư công", null),
    ];

    /// <summary>The kind of a name; null when the law knows none.</summary>
    public static DispatchKind? Named(string name) => All.FirstOrDefault(kind => string.Equals(kind.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The symbol after the slash: công văn names body and unit, every other kind names kind and body (Phụ lục I mục II.3).</summary>
    public string Symbol(string bodyAbbreviation, string? unitAbbreviation) => (Abbreviation, unitAbbreviation) switch
    {
        ({ } kind, _) => $"{kind}-{bodyAbbreviation}",
        (null, { } unit) => $"{bodyAbbreviation}-{unit}",
        (null, null) => bodyAbbreviation,
    };
}
