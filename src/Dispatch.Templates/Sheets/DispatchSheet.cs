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

    /// <summary>Cell 3: the symbol after the slash ("BNG-CNV"); empty for a thư công, which has neither number nor symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Cell 4: the place name.</summary>
    public required string Place { get; init; }

    /// <summary>Cell 4: the date of issue; null before numbering.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Cell 4: the year to print while the day is not yet known; null leaves room for it too.</summary>
    public int? Year { get; init; }

    /// <summary>Cell 5a: one of the 29 kinds in words ("Quyết định"); null for a công văn, whose subject stands in cell 5b.</summary>
    public string? KindName { get; init; }

    /// <summary>The trích yếu, without "V/v".</summary>
    public required string Subject { get; init; }

    /// <summary>Cell 9a, "Kính gửi": each body or group as printed, without the final mark; empty when the kind has none.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>Who decides, above the grounds of a decision ("Bộ trưởng Bộ Ngoại giao"), or who sends a công điện; null prints the issuing body.</summary>
    public string? Authority { get; init; }

    /// <summary>"Căn cứ …", "Theo đề nghị của …": the grounds of a decision, each without its final mark. Empty takes them from the beginning of the body.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>
    /// Cell 6: the text in Markdown as <see cref="Bodies.MarkdownBody"/> documents it, one string or several. Numbers ("Điều 1.", "1.", "a)") are written out.
    /// </summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>Cell 9b, "Nơi nhận": each line as printed without the dash and final mark; the last is the "Lưu" line.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Cells 7a-7b.</summary>
    public required SigningBlock Signing { get; init; }

    /// <summary>Who else signs, at the left: the secretary of a biên bản, the other party of a hợp đồng; null when one signs alone.</summary>
    public SigningBlock? SecondSigning { get; init; }

    /// <summary>Cell 10b.</summary>
    public SheetUrgency Urgency { get; init; }

    /// <summary>Cell 11.</summary>
    public CirculationMark Circulation { get; init; }

    /// <summary>Cell 12: the drafter's mark in capitals ("PL"); null prints none.</summary>
    public string? DrafterMark { get; init; }

    /// <summary>Cell 12: how many copies are issued; null prints none.</summary>
    public int? CopyCount { get; init; }

    /// <summary>Cell 13: address, telephone, e-mail… as printed at the foot of the first page; empty prints none.</summary>
    public IReadOnlyList<string> Contact { get; init; } = [];

    /// <summary>The annexes in order; two or more are numbered I, II, … (mục III.1). Their pages are numbered from 1 each.</summary>
    public IReadOnlyList<AnnexSheet> Annexes { get; init; } = [];

    /// <summary>A4 across: allowed when tables stand in the text itself (mục I.2).</summary>
    public bool IsLandscape { get; init; }

    /// <summary>Margins and spacing, inside the legal ranges.</summary>
    public SheetStyle Style { get; init; } = SheetStyle.Usual;

    /// <summary>
    /// The sheet will be signed electronically: it bears the five empty fields of <see cref="SheetFields"/>. Number and date are left to their fields
    /// whatever is given, because they come after the leader's signature (Điều 13 and 15).
    /// </summary>
    public bool IsToBeSigned { get; init; }

    /// <summary>The sheet is an electronic copy: it bears the empty field <see cref="SheetFields.CopyMark"/> for the copying body's signature (cell 14). A sheet to be signed bears it always.</summary>
    public bool HasCopyMark { get; init; }

    /// <summary>For how many figures the field of the number has room on a sheet to be signed, 1 to 7; the nearer to the number, the smaller the gap before it.</summary>
    public int NumberFigures { get; init; } = 6;

    /// <summary>The preset of sizes.</summary>
    public SheetSize Size { get; init; } = SheetSize.Small;

    /// <summary>The block of a paper copy under the end of the text (Phụ lục I Phần II, Mẫu 3.1); null on the original.</summary>
    public CopyBlock? Copy { get; init; }
}
