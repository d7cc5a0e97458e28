namespace Dispatch.Templates.Sheets;

/// <summary>The degree of urgency printed in cell 10b (Nghị định 30/2020, Phụ lục I).</summary>
public enum SheetUrgency
{
    /// <summary>No stamp.</summary>
    Normal,

    /// <summary>KHẨN, 20 × 8 mm.</summary>
    Urgent,

    /// <summary>THƯỢNG KHẨN, 40 × 8 mm.</summary>
    VeryUrgent,

    /// <summary>HỎA TỐC, 30 × 8 mm.</summary>
    Express,
}

/// <summary>The two consistent sets of sizes Phụ lục I allows; they move together.</summary>
public enum SheetSize
{
    /// <summary>Quốc hiệu 13, Tiêu ngữ 14, địa danh 14, body 14.</summary>
    Large,

    /// <summary>Quốc hiệu 12, Tiêu ngữ 13, địa danh 13, body 13.</summary>
    Small,
}

/// <summary>One dispatch on paper, exactly as it will be printed: words in, nothing looked up. Text is normalised to NFC before layout.</summary>
public sealed record DispatchSheet
{
    /// <summary>Cell 2, upper line: the directly superior body, upper case; null when there is none.</summary>
    public string? ParentName { get; init; }

    /// <summary>Cell 2: the issuing body's full name, printed in upper case.</summary>
    public required string IssuerName { get; init; }

    /// <summary>Cell 3: the number as printed ("6983", "05"); null before numbering, which leaves room to fill.</summary>
    public string? Number { get; init; }

    /// <summary>Cell 3: the symbol after the slash ("BNG-CNV").</summary>
    public required string Symbol { get; init; }

    /// <summary>Cell 4: the place name.</summary>
    public required string Place { get; init; }

    /// <summary>Cell 4: the date of issue; null before numbering.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Cell 4: the year to print while the day is not yet known; null leaves room for it too.</summary>
    public int? Year { get; init; }

    /// <summary>Cell 5a: the kind in words ("Quyết định"); null for a công văn, whose subject stands in cell 5b.</summary>
    public string? KindName { get; init; }

    /// <summary>The trích yếu, without "V/v".</summary>
    public required string Subject { get; init; }

    /// <summary>Cell 9a, "Kính gửi": each body or group as printed, without the final mark; empty when the kind has none.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>Cell 6: the paragraphs of the body, in order. Lines beginning "1.", "a)" or "-" are ordinary paragraphs here; **bold** and *italic* as in Markdown.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>Cell 9b, "Nơi nhận": each line as printed without the dash and final mark; the last is the "Lưu" line.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Cells 7a-7b.</summary>
    public required SigningBlock Signing { get; init; }

    /// <summary>Cell 10b.</summary>
    public SheetUrgency Urgency { get; init; }

    /// <summary>The preset of sizes.</summary>
    public SheetSize Size { get; init; } = SheetSize.Small;

    /// <summary>The block of a paper copy under the end of the text (Phụ lục I Phần II, Mẫu 3.1); null on the original.</summary>
    public CopyBlock? Copy { get; init; }
}

/// <summary>Who signs and in what capacity, as printed (cells 7a and 7b).</summary>
/// <param name="CapacityLines">One to three lines in upper case, e.g. "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG".</param>
/// <param name="Name">The signer's name, without titles of learning.</param>
public sealed record SigningBlock(IReadOnlyList<string> CapacityLines, string Name);

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
}
