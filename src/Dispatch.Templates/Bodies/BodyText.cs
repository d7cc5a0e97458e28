namespace Dispatch.Templates.Bodies;

/// <summary>
/// The text of a paper (cell 6) by what its parts are, not by how they look: phần, chương, mục, điều, khoản, điểm, plain paragraphs and tables. It is
/// kept as Markdown (<see cref="MarkdownBody"/>), one line a paragraph, and can be read from a Word file (<see cref="WordBody"/>).
/// </summary>
/// <param name="Blocks">The parts in order.</param>
public sealed record BodyText(IReadOnlyList<BodyBlock> Blocks)
{
    /// <summary>A text that says nothing.</summary>
    public static BodyText Empty { get; } = new([]);

    /// <inheritdoc />
    public bool Equals(BodyText? other) => other is not null && Blocks.SequenceEqual(other.Blocks);

    /// <inheritdoc />
    public override int GetHashCode() => Blocks.Count;
}

/// <summary>A paragraph or a table.</summary>
public abstract record BodyBlock;

/// <summary>What a paragraph is (Phụ lục I mục II.6.đ and mục V).</summary>
public enum BodyPart
{
    /// <summary>Running text.</summary>
    Plain,

    /// <summary>"Phần I", on a line of its own.</summary>
    Part,

    /// <summary>"Chương I", on a line of its own.</summary>
    Chapter,

    /// <summary>"Mục 1", on a line of its own.</summary>
    Section,

    /// <summary>"Tiểu mục 1", on a line of its own.</summary>
    Subsection,

    /// <summary>A title in the middle: of a phần, chương or mục, or "QUYẾT ĐỊNH:".</summary>
    Title,

    /// <summary>"I. NHỮNG KẾT QUẢ": a mục with number and title on one line, in capitals.</summary>
    NumberedTitle,

    /// <summary>"Điều 1. …".</summary>
    Article,

    /// <summary>Khoản: "1. …".</summary>
    Clause,

    /// <summary>Điểm: "a) …".</summary>
    Point,
}

/// <summary>Where the lines of a paragraph or cell stand.</summary>
public enum BodyAlignment
{
    /// <summary>As the decree has this part: justified text, centred titles, cells at the left.</summary>
    AsUsual,

    /// <summary>At the left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>At the right.</summary>
    Right,
}

/// <summary>Letters of one look.</summary>
/// <param name="Text">The letters.</param>
/// <param name="IsBold">Bold.</param>
/// <param name="IsItalic">Italic.</param>
public sealed record BodyRun(string Text, bool IsBold = false, bool IsItalic = false);

/// <summary>One paragraph, its number or letter part of its text.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Runs">Its letters.</param>
public sealed record BodyParagraph(BodyPart Part, IReadOnlyList<BodyRun> Runs) : BodyBlock
{
    /// <summary>The letters without their look.</summary>
    public string Text => Runs is [var only] ? only.Text : string.Concat(Runs.Select(run => run.Text));

    /// <inheritdoc />
    public bool Equals(BodyParagraph? other) => other is not null && Part == other.Part && Runs.SequenceEqual(other.Runs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Part, Text);
}

/// <summary>A column of a table.</summary>
/// <param name="Share">Its part of the width, measured against the other columns; 0 lets the contents decide.</param>
/// <param name="Alignment">Where what is written in it stands.</param>
public sealed record BodyColumn(double Share = 0, BodyAlignment Alignment = BodyAlignment.AsUsual);

/// <summary>A cell.</summary>
/// <param name="Paragraphs">What stands in it.</param>
/// <param name="Span">How many columns it covers, from 1.</param>
public sealed record BodyCell(IReadOnlyList<BodyParagraph> Paragraphs, int Span = 1)
{
    /// <inheritdoc />
    public bool Equals(BodyCell? other) => other is not null && Span == other.Span && Paragraphs.SequenceEqual(other.Paragraphs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Span, Paragraphs.Count);
}

/// <summary>A row; its cells cover all columns.</summary>
/// <param name="Cells">From left to right.</param>
public sealed record BodyRow(IReadOnlyList<BodyCell> Cells)
{
    /// <inheritdoc />
    public bool Equals(BodyRow? other) => other is not null && Cells.SequenceEqual(other.Cells);

    /// <inheritdoc />
    public override int GetHashCode() => Cells.Count;
}

/// <summary>A ruled table, its heading repeated on every page.</summary>
/// <param name="Columns">At least one.</param>
/// <param name="Heading">The rows at the head; may be none.</param>
/// <param name="Rows">The rows below.</param>
public sealed record BodyTable(IReadOnlyList<BodyColumn> Columns, IReadOnlyList<BodyRow> Heading, IReadOnlyList<BodyRow> Rows) : BodyBlock
{
    /// <inheritdoc />
    public bool Equals(BodyTable? other) =>
        other is not null && Columns.SequenceEqual(other.Columns) && Heading.SequenceEqual(other.Heading) && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Columns.Count, Heading.Count, Rows.Count);
}
