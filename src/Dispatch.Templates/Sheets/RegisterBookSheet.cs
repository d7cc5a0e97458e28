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

    /// <summary>The day the book was printed, kept in the file's properties; null leaves it out.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The columns, from left to right; <see cref="RegisterColumns"/> has those of the decree.</summary>
    public required IReadOnlyList<RegisterColumn> Columns { get; init; }

    /// <summary>The lines of the book in order; each has one text per column, empty where nothing is written.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }
}

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
}
