using System.Text;
using Dispatch.Templates.Layout;

namespace Dispatch.Templates.Bodies;

/// <summary>
/// The text of a paper as Markdown, a documented part of it:
/// <list type="bullet">
/// <item>each line is a paragraph, as in a Word file; empty lines say nothing;</item>
/// <item>**bold**, *italic*, ***both***; a backslash before *, # or | makes it a letter;</item>
/// <item>one to six # and a space before a line make it a title in the middle;</item>
/// <item>a table as on GitHub: rows of cells between strokes, above the line of dashes the heading (one row or several), colons for alignment. Lines
/// of more than three dashes are the columns' shares of the width. "||" lets a cell cover two columns, "&lt;br&gt;" begins a paragraph in a cell. A table
/// ends at an empty line, at the end of a string of several lines, and where the row before a second line of dashes begins the next one.</item>
/// </list>
/// Everything else is text and is printed as it stands: nothing is dropped. Parts (điều, khoản, điểm…) are known by their words and keep their numbers.
/// </summary>
public static class MarkdownBody
{
    private const string CellBreak = "<br>";

    /// <summary>Reads a text.</summary>
    /// <param name="markdown">Lines, or several of them in one string.</param>
    /// <returns>The text by its parts, in NFC.</returns>
    /// <exception cref="Fonts.MissingGlyphException">There is half a surrogate pair in it.</exception>
    public static BodyText Read(params IReadOnlyList<string> markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var lines = Lines(markdown);
        var blocks = new List<BodyBlock>();
        for (var i = 0; i < lines.Count;)
        {
            var end = EndOfTable(lines, i);
            var table = end == i ? null : Table([.. lines[i..end].Select(line => line.Text)]);
            blocks.Add(table ?? (BodyBlock)Paragraph(lines[i].Text));
            i = table is null ? i + 1 : end;
        }

        return BodyOutline.Of(blocks);
    }

    /// <summary>Writes a text so that it reads back as the same: a string for each paragraph and each table.</summary>
    /// <param name="body">The text.</param>
    /// <returns>Markdown.</returns>
    public static IReadOnlyList<string> Write(BodyText body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return [.. body.Blocks.Select(block => block switch
        {
            BodyTable table => Written(table),
            BodyParagraph { Part: BodyPart.Title } title when !IsTitleBySight(title) => "# " + MarkedText.Write(title.Runs),
            BodyParagraph paragraph => MarkedText.Write(paragraph.Runs),
            _ => throw new ArgumentException("A text has paragraphs and tables only.", nameof(body)),
        })];
    }

    private static bool IsTitleBySight(BodyParagraph title) =>
        BodyOutline.Of([title with { Part = BodyPart.Plain }]).Blocks is [BodyParagraph { Part: BodyPart.Title }];

    /// <summary>The lines that say something, and of each whether it stands apart from the one before.</summary>
    private static List<(string Text, bool IsApart)> Lines(IReadOnlyList<string> markdown)
    {
        var lines = new List<(string, bool)>();
        var isApart = false;
        foreach (var part in markdown)
        {
            var isSeveral = Prose.HasLines(part);
            isApart |= isSeveral;
            foreach (var line in Prose.Lines(part))
            {
                if (line.Length > 0)
                {
                    lines.Add((line, isApart));
                }

                isApart = line.Length == 0;
            }

            isApart |= isSeveral;
        }

        return lines;
    }

    private static int EndOfTable(List<(string Text, bool IsApart)> lines, int start)
    {
        var rule = -1;
        var end = start;
        for (; end < lines.Count && lines[end].Text.StartsWith('|') && (end == start || !lines[end].IsApart); end++)
        {
            if (IsRule(lines[end].Text))
            {
                if (rule >= 0 && end - 1 > rule)
                {
                    return end - 1;
                }

                rule = rule < 0 ? end : rule;
            }
        }

        return end;
    }

    private static BodyParagraph Paragraph(string line)
    {
        var marks = line.AsSpan().IndexOfAnyExcept('#');
        var isTitle = marks is > 0 and <= 6 && marks + 1 < line.Length && line[marks] == ' ';
        var paragraph = new BodyParagraph(BodyPart.Plain, MarkedText.Read(isTitle ? line[(marks + 1)..] : line));
        return isTitle ? BodyOutline.AsTitle(paragraph) : paragraph;
    }

    private static BodyTable? Table(List<string> rows)
    {
        var ruled = rows.FindIndex(IsRule);
        if (ruled < 1)
        {
            return null;
        }

        var rule = Cells(rows[ruled]).Select(cell => cell.Text.Trim()).ToList();
        var hasShares = rule.Exists(dashes => dashes.Count(letter => letter == '-') > 3);
        var columns = rule.Select(dashes => new BodyColumn(hasShares ? dashes.Count(letter => letter == '-') : 0, AlignmentOf(dashes))).ToList();
        var heading = rows.Take(ruled).Select(Read).ToList();
        return new BodyTable(columns, heading is [var only] && IsEmpty(only) ? [] : heading, [.. rows.Skip(ruled + 1).Select(Read)]);

        BodyRow Read(string row) => RowOf(row, columns.Count);
    }

    private static bool IsRule(string row)
    {
        // Rows that say something are most, and need no taking apart to be told from a rule.
        if (!row.All(letter => letter is '|' or '-' or ':' || char.IsWhiteSpace(letter)))
        {
            return false;
        }

        var cells = Cells(row);
        return cells.TrueForAll(cell => cell.Span == 1 && cell.Text.Trim() is { Length: > 0 } dashes && dashes.Trim(':') is { Length: > 0 } inner && inner.All(letter => letter == '-'));
    }

    // Markdown has no table without a heading; an empty one says that there is none.
    private static bool IsEmpty(BodyRow row) => row.Cells.All(cell => cell.Paragraphs.Count == 0);

    private static BodyAlignment AlignmentOf(string dashes) => (dashes[0], dashes[^1]) switch
    {
        (':', ':') => BodyAlignment.Centre,
        (_, ':') => BodyAlignment.Right,
        (':', _) => BodyAlignment.Left,
        _ => BodyAlignment.AsUsual,
    };

    /// <summary>A row of so many columns: what is missing is empty; what is too much is joined to the last, for nothing may be lost.</summary>
    private static BodyRow RowOf(string row, int columns)
    {
        var cells = new List<(string Text, int Span)>();
        var used = 0;
        foreach (var (text, span) in Cells(row))
        {
            if (used >= columns)
            {
                cells[^1] = (cells[^1].Text + CellBreak + text, cells[^1].Span);
                continue;
            }

            var fitting = Math.Min(span, columns - used);
            cells.Add((text, fitting));
            used += fitting;
        }

        cells.AddRange(Enumerable.Repeat(("", 1), columns - used));
        return new BodyRow([.. cells.Select(cell => new BodyCell(Paragraphs(cell.Text), cell.Span))]);
    }

    private static List<BodyParagraph> Paragraphs(string cell) =>
        [.. cell.Split(CellBreak).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => new BodyParagraph(BodyPart.Plain, MarkedText.Read(part)))];

    // "| a || b |": a covers two columns, because nothing at all stands between the strokes behind it.
    private static List<(string Text, int Span)> Cells(string row)
    {
        var cells = new List<(string Text, int Span)>();
        var inner = row[1..].TrimEnd();
        var cell = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length)
            {
                cell.Append(inner[i]).Append(inner[++i]);
            }
            else if (inner[i] != '|')
            {
                cell.Append(inner[i]);
            }
            else if (cell.Length == 0 && cells.Count > 0)
            {
                cells[^1] = (cells[^1].Text, cells[^1].Span + 1);
            }
            else
            {
                cells.Add((cell.ToString(), 1));
                cell.Clear();
            }
        }

        if (cell.Length > 0)
        {
            cells.Add((cell.ToString(), 1));
        }

        return cells;
    }

    private static string Written(BodyTable table)
    {
        var lines = table.Heading.Select(Written).ToList();
        if (lines.Count == 0)
        {
            lines.Add("|" + string.Concat(Enumerable.Repeat(" |", table.Columns.Count)));
        }

        lines.Add("|" + string.Concat(table.Columns.Select(column => Dashes(column) + "|")));
        lines.AddRange(table.Rows.Select(Written));
        return string.Join('\n', lines);
    }

    private static string Written(BodyRow row) =>
        "|" + string.Concat(row.Cells.Select(cell => $" {string.Join(CellBreak, cell.Paragraphs.Select(paragraph => MarkedText.Write(paragraph.Runs)))} " + new string('|', cell.Span)));

    private static string Dashes(BodyColumn column)
    {
        var dashes = new string('-', column.Share > 0 ? Math.Max(4, (int)Math.Round(column.Share, MidpointRounding.AwayFromZero)) : 3);
        return column.Alignment switch
        {
            BodyAlignment.Left => ":" + dashes,
            BodyAlignment.Centre => ":" + dashes + ":",
            BodyAlignment.Right => dashes + ":",
            BodyAlignment.AsUsual => dashes,
        };
    }
}
