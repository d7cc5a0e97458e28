namespace Dispatch.Templates.Sheets;

/// <summary>An electronic copy of a paper: its scanned pages, nothing added but the place of the copying body's signature (Phụ lục I Phần II mục I; Mẫu 3.2).</summary>
public sealed record ScanCopySheet
{
    /// <summary>The file's title: "Sao y 1349/BNG-CNV …".</summary>
    public required string Title { get; init; }

    /// <summary>The day of the copy, kept in the file's properties; null leaves it out.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The pages in order; at least one.</summary>
    public required IReadOnlyList<ScanPage> Pages { get; init; }
}

/// <summary>One scanned page.</summary>
/// <param name="Image">A PNG or JPEG file in colour that says its resolution, at least 200 dots per inch; it is printed at 100 %.</param>
/// <param name="Text">What stands on the page, for those who do not see it; null when nobody has read it.</param>
public sealed record ScanPage(byte[] Image, string? Text = null);
