using System.Buffers;
using System.Text;

namespace Dispatch.Templates.Sheets;

/// <summary>
/// Books and slips as comma-separated values (RFC 4180) that Excel opens as they are: UTF-8 with its mark, lines ended by CR LF. A text that Excel would
/// run as a formula (it begins with =, +, -, @, a tab or a line end) gets an apostrophe in front, which Excel hides.
/// </summary>
public static class SheetCsv
{
    private const string BeginsFormula = "=+-@\t\r\n";

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n;\t");

    /// <summary>A book: its column heads, then a line for each entry.</summary>
    /// <param name="book">The book.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Of(RegisterBookSheet book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return Of([[.. book.Columns.Select(column => column.Heading)], .. book.Rows]);
    }

    /// <summary>A slip: what each line is called, and what it says.</summary>
    /// <param name="slip">The slip.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Of(SlipSheet slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return Of([.. slip.Parts.SelectMany(part => part.Lines.Count == 0 ? [[part.Heading, ""]] : part.Lines.Select(line => new[] { part.Heading, line }))]);
    }

    private static byte[] Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Field(string value)
    {
        var text = value.Normalize(NormalizationForm.FormC);
        if (text.Length > 0 && BeginsFormula.Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(NeedsQuotes) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
