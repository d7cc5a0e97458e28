using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Sheets;

/// <summary>How a kind is laid out (Phụ lục III mục II).</summary>
public enum SheetForm
{
    /// <summary>Mẫu 1.5: no name printed, the subject under the number.</summary>
    Letter,

    /// <summary>Mẫu 1.4, 1.7, 1.8, 1.10: name and subject in the middle.</summary>
    Named,

    /// <summary>Mẫu 1.1 to 1.3: name, subject, who decides, on what grounds, and the word of decision.</summary>
    Decision,

    /// <summary>Mẫu 1.6: "… điện:" and those it goes to.</summary>
    Telegram,

    /// <summary>Mẫu 1.7: "… trân trọng kính mời:".</summary>
    Invitation,

    /// <summary>Mẫu 1.9: no place and date in the head, and two who sign.</summary>
    Minutes,
}

/// <summary>One of the 29 kinds of Điều 7: its name, its abbreviation (Phụ lục III mục I), and how it is laid out.</summary>
/// <param name="Name">As the law names it, lower case.</param>
/// <param name="Abbreviation">As it stands in a symbol; null for công văn and thư công, which have none.</param>
/// <param name="Form">Its layout.</param>
public sealed record SheetKind(string Name, string? Abbreviation, SheetForm Form = SheetForm.Named)
{
    // Điều 7 names nghị quyết and quyết định with this word behind them; it is not printed.
    private const string Single = "(cá biệt)";

    private static readonly CultureInfo Office = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Công văn: the kind whose name is not printed.</summary>
    public static SheetKind Letter { get; } = new("công văn", null, SheetForm.Letter);

    /// <summary>All kinds in the order of Điều 7.</summary>
    public static IReadOnlyList<SheetKind> All { get; } =
    [
        new("nghị quyết", "NQ", SheetForm.Decision) { Formula = "QUYẾT NGHỊ:" }, new("quyết định", "QĐ", SheetForm.Decision) { Formula = "QUYẾT ĐỊNH:" },
        new("chỉ thị", "CT"), new("quy chế", "QC"), new("quy định", "QyĐ"), new("thông cáo", "TC"), new("thông báo", "TB"), new("hướng dẫn", "HD"),
        new("chương trình", "CTr"), new("kế hoạch", "KH"), new("phương án", "PA"), new("đề án", "ĐA"), new("dự án", "DA"), new("báo cáo", "BC"),
        new("biên bản", "BB", SheetForm.Minutes), new("tờ trình", "TTr"), new("hợp đồng", "HĐ"), Letter, new("công điện", "CĐ", SheetForm.Telegram),
        new("bản ghi nhớ", "BGN"), new("bản thỏa thuận", "BTT"), new("giấy ủy quyền", "GUQ"), new("giấy mời", "GM", SheetForm.Invitation),
        new("giấy giới thiệu", "GGT") { MayLackSubject = true }, new("giấy nghỉ phép", "GNP") { MayLackSubject = true }, new("phiếu gửi", "PG"),
        new("phiếu chuyển", "PC"), new("phiếu báo", "PB"), new("thư công", null) { MayLackSubject = true },
    ];

    /// <summary>The word of decision printed above the articles; null for kinds without one.</summary>
    public string? Formula { get; init; }

    /// <summary>Whether the model of the decree prints no subject.</summary>
    public bool MayLackSubject { get; init; }

    /// <summary>The kind of a name, however its tones are placed ("uỷ" or "ủy") and in any case; null when the law knows none.</summary>
    /// <param name="name">A name as somebody wrote it.</param>
    public static SheetKind? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var asked = Key(name);
        asked = asked.EndsWith(Single, StringComparison.Ordinal) ? asked[..^Single.Length].TrimEnd() : asked;
        return All.FirstOrDefault(kind => Key(kind.Name) == asked);
    }

    private static string Key(string name) => name.Trim().Normalize(NormalizationForm.FormC).ToLower(Office)
        .Replace("uỷ", "ủy", StringComparison.Ordinal).Replace("thoả", "thỏa", StringComparison.Ordinal);
}
