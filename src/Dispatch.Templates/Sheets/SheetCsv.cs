using System.Buffers;
using System.Text;

namespace Dispatch.Templates.Sheets;

/// <summary>
/// Books and slips as comma-separated values (RFC 4180) that Excel opens as they are: UTF-8 with its mark, lines ended by CR LF. A text that Excel would
/// run as a formula (it begins with =, +, -, @, full-width or not, a tab or a line end) gets an apostrophe in front, which Excel hides. Every file of this kind that
/// leaves the system is made of these fields, for others write what stands in them.
/// </summary>
public static class SheetCsv
{
    private const string BeginsFormula = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n;\t");

    /// <summary>A book: its column heads, then a line for each entry.</summary>
    /// <param name="book">The book.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Of(RegisterBookSheet book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return Of([[.. book.Columns.Select(column => column.Heading)], .. book.Rows]);
    }

    /// <summary>A slip: what each line is called, and what it says; a row of a table in as many fields as it has.</summary>
    /// <param name="slip">The slip.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Of(SlipSheet slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return Of(slip.Parts.SelectMany(Rows));

        static IEnumerable<string[]> Rows(SlipPart part) =>
            (part.Lines, part.Table) is ([], null) ? [[part.Heading, ""]] : [.. part.Lines.Select(line => new[] { part.Heading, line }), .. part.Table?.Rows.Select(row => new[] { part.Heading }.Concat(row).ToArray()) ?? []];
    }

    /// <summary>Any table: a line for each row, the heads first.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(field => Field(field.Normalize(NormalizationForm.FormC)))).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>One field as it stands in a file.</summary>
    public static string Field(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var safe = IsGuarded(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(NeedsQuotes) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>What a field says, once its quotes are read: without the apostrophe that <see cref="Field"/> puts in front.</summary>
    public static string TextOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.StartsWith('\'') && IsGuarded(field) ? field[1..] : field;
    }

    /// <summary>Whether a spreadsheet would run it, or would once an apostrophe is taken off.</summary>
    private static bool IsGuarded(string text) => text.AsSpan().TrimStart('\'') is [var first, ..] && BeginsFormula.Contains(first, StringComparison.Ordinal);
}
