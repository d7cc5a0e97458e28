namespace Dispatch.Templates.Sheets;

/// <summary>A register book on paper (Nghị định 30/2020, Phụ lục IV): A4 across, its column heads and their numbers on every page.</summary>
public sealed record RegisterBookSheet
{
    /// <summary>The directly superior body; null when there is none.</summary>
    public string? ParentName { get; init; }

    /// <summary>The body that keeps the book, printed in upper case.</summary>
    public required string BodyName { get; init; }

    /// <summary>The title of the book, e.g. "Sổ đăng ký văn bản đi"; printed in upper case.</summary>
    public required string Title { get; init; }

    /// <summary>What the book covers, e.g. "Năm 2024" or "Từ số 01 đến số 150"; null when nothing is to be said.</summary>
    public string? Period { get; init; }

    /// <summary>The cover; null prints none.</summary>
    public RegisterCover? Cover { get; init; }

    /// <summary>The day the book was printed, kept in the file's properties; null leaves it out.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The columns, from left to right; <see cref="RegisterColumns"/> has those of the decree.</summary>
    public required IReadOnlyList<RegisterColumn> Columns { get; init; }

    /// <summary>The lines of the book in order; each has one text per column, empty where nothing is written.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }
}

/// <summary>What the cover and first page of a book say (Phụ lục IV mục I.1 and VI.1). What is null is left to be written.</summary>
/// <param name="Year">The year of the book.</param>
/// <param name="FromDate">The day of its first line.</param>
/// <param name="ToDate">The day of its last line.</param>
/// <param name="FromNumber">Its first number as printed ("01").</param>
/// <param name="ToNumber">Its last number as printed.</param>
/// <param name="Volume">Which volume of the year.</param>
public sealed record RegisterCover(int Year, DateOnly? FromDate = null, DateOnly? ToDate = null, string? FromNumber = null, string? ToNumber = null, int? Volume = null);

/// <summary>A column of a register book.</summary>
/// <param name="Heading">The words at its head.</param>
/// <param name="Share">Its part of the width, measured against the other columns.</param>
/// <param name="IsCentred">Whether what is written in it is centred: numbers and dates.</param>
public sealed record RegisterColumn(string Heading, double Share, bool IsCentred = false);

/// <summary>The columns Phụ lục IV asks for.</summary>
public static class RegisterColumns
{
    /// <summary>Sổ đăng ký văn bản đi, mục I.2: ten columns.</summary>
    public static IReadOnlyList<RegisterColumn> Outgoing { get; } =
    [
        new("Số, ký hiệu văn bản", 14, IsCentred: true), new("Ngày tháng văn bản", 9, IsCentred: true), new("Tên loại và trích yếu nội dung văn bản", 22),
        new("Người ký", 10), new("Nơi nhận văn bản", 14), new("Đơn vị, người nhận bản lưu", 9), new("Số lượng bản", 6, IsCentred: true),
        new("Ngày chuyển", 9, IsCentred: true), new("Ký nhận", 7), new("Ghi chú", 8),
    ];

    /// <summary>Sổ đăng ký văn bản đến, mục VI.2: ten columns.</summary>
    public static IReadOnlyList<RegisterColumn> Incoming { get; } =
    [
        new("Ngày đến", 9, IsCentred: true), new("Số đến", 6, IsCentred: true), new("Tác giả", 12), new("Số, ký hiệu văn bản", 14, IsCentred: true),
        new("Ngày tháng văn bản", 9, IsCentred: true), new("Tên loại và trích yếu nội dung văn bản", 22), new("Đơn vị hoặc người nhận", 11),
        new("Ngày chuyển", 9, IsCentred: true), new("Ký nhận", 7), new("Ghi chú", 8),
    ];

    /// <summary>
    /// Sổ đăng ký bản sao: the decree has no form for it, and demands one series for SY, SL and TrS (Phụ lục I Phần II mục II.1.c), so the columns are
    /// those of outgoing papers and the paper that was copied.
    /// </summary>
    public static IReadOnlyList<RegisterColumn> Copies { get; } =
    [
        new("Số, ký hiệu bản sao", 12, IsCentred: true), new("Ngày sao", 9, IsCentred: true), new("Văn bản được sao (tên loại, trích yếu)", 24),
        new("Người ký", 10), new("Nơi nhận bản sao", 14), new("Đơn vị, người nhận bản lưu", 9), new("Số lượng bản", 6, IsCentred: true),
        new("Ngày chuyển", 9, IsCentred: true), new("Ký nhận", 7), new("Ghi chú", 8),
    ];

    /// <summary>The list of all who were sent one paper, and what became of it.</summary>
    public static IReadOnlyList<RegisterColumn> Deliveries { get; } =
    [
        new("STT", 5, IsCentred: true), new("Nơi nhận", 29), new("Hình thức gửi", 12), new("Thời gian gửi", 13, IsCentred: true),
        new("Tình trạng", 17), new("Số đến", 8, IsCentred: true), new("Thời gian nhận", 13, IsCentred: true), new("Ghi chú", 13),
    ];

    /// <summary>Sổ theo dõi giải quyết văn bản đến, mục VIII.2: seven columns.</summary>
    public static IReadOnlyList<RegisterColumn> Handling { get; } =
    [
        new("Số đến", 6, IsCentred: true), new("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", 32),
        new("Đơn vị hoặc người nhận", 16), new("Thời hạn giải quyết", 10, IsCentred: true), new("Tiến độ giải quyết", 14),
        new("Số, ký hiệu văn bản trả lời", 12, IsCentred: true), new("Ghi chú", 10),
    ];
}
