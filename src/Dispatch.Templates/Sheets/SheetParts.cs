namespace Dispatch.Templates.Sheets;

/// <summary>How far a paper may be passed on, in a box in the top margin (cell 11).</summary>
public enum CirculationMark
{
    /// <summary>No box.</summary>
    None,

    /// <summary>XEM XONG TRẢ LẠI.</summary>
    ReturnAfterReading,

    /// <summary>LƯU HÀNH NỘI BỘ; no state secret.</summary>
    Internal,
}

/// <summary>Who signs and in what capacity, as printed (cells 7a and 7b).</summary>
/// <param name="CapacityLines">One to five lines in upper case, e.g. "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH".</param>
/// <param name="Name">The signer's name, without titles of learning; empty leaves the line to be written.</param>
public sealed record SigningBlock(IReadOnlyList<string> CapacityLines, string Name)
{
    /// <summary>Another office the signer holds, printed above the name (cell 7b): that of a minister who heads a council.</summary>
    public IReadOnlyList<string> OtherTitles { get; init; } = [];
}

/// <summary>What a paper copy adds under a full-width rule on the copied document's last page.</summary>
public sealed record CopyBlock
{
    /// <summary>"SAO Y", "SAO LỤC", "TRÍCH SAO", or the house's label "SAO Y BẢN CHÍNH".</summary>
    public required string Label { get; init; }

    /// <summary>The copying body's full name, printed in upper case.</summary>
    public required string BodyName { get; init; }

    /// <summary>The copy's number and symbol as printed after "Số: ", e.g. "267/SY"; null before numbering.</summary>
    public string? NumberAndSymbol { get; init; }

    /// <summary>The place name.</summary>
    public required string Place { get; init; }

    /// <summary>The date of the copy; null before numbering.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The year to print while the day is not yet known; null leaves room for it too.</summary>
    public int? Year { get; init; }

    /// <summary>"Nơi nhận" of the copy, as printed without dash and final mark.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Who certifies the copy.</summary>
    public required SigningBlock Signing { get; init; }

    /// <summary>The square that leads from the paper to its record; null prints none.</summary>
    public VerificationMark? Verification { get; init; }
}

/// <summary>What the QR of a printed copy says, beside the copy's own number and date.</summary>
/// <param name="Address">A short address of the office's server, http or https, at most 100 letters.</param>
/// <param name="Hash">The SHA-256 of the file the copy was made from, 64 hexadecimal digits.</param>
public sealed record VerificationMark(string Address, string Hash);

/// <summary>An annex (phụ lục), or a text that a decision issues (quy chế, quy định…).</summary>
public sealed record AnnexSheet
{
    /// <summary>The annex's title, printed in capitals; empty prints none.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>
    /// The kind of the text a decision issues ("Quy chế"): it then has the head of a paper and its kind for a title (Phụ lục III, after Mẫu 1.3) instead
    /// of the word "Phụ lục". Null for an annex.
    /// </summary>
    public string? KindName { get; init; }

    /// <summary>The text, in Markdown as the body of a dispatch.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>A4 across, for wide tables.</summary>
    public bool IsLandscape { get; init; }
}

/// <summary>The names of the fields on a sheet to be signed. Each stands on a page once.</summary>
public static class SheetFields
{
    /// <summary>Text: the number of cell 3 ("6983"), at the right of its room, so that the symbol follows without a gap.</summary>
    public const string Number = "SoVanBan";

    /// <summary>Text: the date of cell 4 ("ngày 17 tháng 12 năm 2024"), italic.</summary>
    public const string Date = "NgayBanHanh";

    /// <summary>Signature of the competent person, between capacity and name (cell 7c).</summary>
    public const string Signature = "ChuKyNguoiCoThamQuyen";

    /// <summary>Signature of the organisation, over the left third of the signer's (cell 8).</summary>
    public const string Seal = "ChuKySoCoQuan";

    /// <summary>Signature of a body that copies or receives, at the upper right corner of the first page (cell 14).</summary>
    public const string CopyMark = "ChuKySoBanSao";

    /// <summary>What goes into <see cref="Number"/>: at least two figures.</summary>
    public static string NumberInWords(int number) => FormattableString.Invariant($"{number:00}");

    /// <summary>What goes into <see cref="Date"/>: "ngày 05 tháng 01 năm 2025" (Phụ lục I mục II.4).</summary>
    public static string DateInWords(DateOnly date) => Wording.Date(date, string.Empty);
}
