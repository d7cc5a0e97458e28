namespace Dispatch.Templates.Sheets;

/// <summary>A slip that goes with a paper: what is known is printed, what is not has lines to write on.</summary>
public sealed record SlipSheet
{
    /// <summary>The directly superior body; null when there is none.</summary>
    public string? ParentName { get; init; }

    /// <summary>The body whose slip it is, printed in upper case.</summary>
    public required string BodyName { get; init; }

    /// <summary>The place name.</summary>
    public required string Place { get; init; }

    /// <summary>The day of the slip; null leaves room to write it.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The title, printed in upper case.</summary>
    public required string Title { get; init; }

    /// <summary>The paper it goes with: tên loại; số và ký hiệu; ngày, tháng, năm; cơ quan ban hành; trích yếu.</summary>
    public required string Paper { get; init; }

    /// <summary>Its parts in order.</summary>
    public required IReadOnlyList<SlipPart> Parts { get; init; }

    /// <summary>Who signs it; null leaves it unsigned, as a receipt a machine gives.</summary>
    public SigningBlock? Signing { get; init; }

    /// <summary>Phiếu giải quyết văn bản đến (Phụ lục IV mục VII): opinions of the body's leader and of the unit's, and what its officer proposes.</summary>
    /// <param name="bodyName">The body that handles it.</param>
    /// <param name="place">Its place name.</param>
    /// <param name="paper">The incoming paper.</param>
    /// <param name="leader">What the body's leader says: who is in charge, who joins, by when, on which day; empty leaves lines to write on.</param>
    /// <param name="unit">What the unit's leader says.</param>
    /// <param name="officer">What the officer proposes.</param>
    public static SlipSheet Handling(string bodyName, string place, string paper, IReadOnlyList<string> leader, IReadOnlyList<string> unit, IReadOnlyList<string> officer) => new()
    {
        BodyName = bodyName,
        Place = place,
        Title = "Phiếu giải quyết văn bản đến",
        Paper = paper,
        Parts =
        [
            new("1. Ý kiến của lãnh đạo cơ quan, tổ chức", leader), new("2. Ý kiến của lãnh đạo đơn vị", unit), new("3. Ý kiến đề xuất của người giải quyết", officer),
        ],
    };

    /// <summary>Giấy xác nhận đã nhận văn bản: what a receiver gives the sender.</summary>
    /// <param name="bodyName">The body that received it.</param>
    /// <param name="place">Its place name.</param>
    /// <param name="paper">The paper.</param>
    /// <param name="facts">Sender, time of receipt, number of arrival, hash of the file…, each with its name.</param>
    public static SlipSheet Receipt(string bodyName, string place, string paper, IReadOnlyList<SlipPart> facts) => new()
    {
        BodyName = bodyName,
        Place = place,
        Title = "Giấy xác nhận đã nhận văn bản",
        Paper = paper,
        Parts = facts,
    };
}

/// <summary>A part of a slip.</summary>
/// <param name="Heading">What it is called.</param>
/// <param name="Lines">What it says; empty, and without a table, leaves lines to write on.</param>
public sealed record SlipPart(string Heading, IReadOnlyList<string> Lines)
{
    /// <summary>What it lists, under the lines; null when it lists nothing.</summary>
    public SlipTable? Table { get; init; }
}

/// <summary>A table of a slip.</summary>
/// <param name="Columns">Its columns, from left to right.</param>
/// <param name="Rows">Its rows, each with one text per column.</param>
public sealed record SlipTable(IReadOnlyList<RegisterColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    internal bool IsEven => Columns.Count > 0 && Rows.All(row => row.Count == Columns.Count);
}
