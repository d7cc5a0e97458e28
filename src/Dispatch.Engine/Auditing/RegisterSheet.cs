using System.Globalization;
using System.Text;
using CsvHelper;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Auditing;

/// <summary>One line of a register of arrivals, as systems give it to each other to be compared (docs/reconciliation.md).</summary>
/// <param name="Line">The line in the file, from 1; 0 for one of ours.</param>
/// <param name="Author">Cơ quan ban hành.</param>
/// <param name="NumberAndSymbol">Số, ký hiệu.</param>
/// <param name="Date">Ngày văn bản.</param>
/// <param name="Subject">Trích yếu; empty when the other system gives none.</param>
/// <param name="Receiver">Whose register: the name or the identifier code of the receiving body.</param>
/// <param name="ArrivalNumber">Số đến; null when it was not registered.</param>
/// <param name="RegisteredOn">Ngày đến.</param>
/// <param name="ContentHash">SHA-256 of the file, hex; null when the other system knows none.</param>
/// <param name="DeliveryId">The consignment key; null when the other system knows none.</param>
public sealed record RegisterRow(
    int Line, string Author, string NumberAndSymbol, DateOnly Date, string Subject, string Receiver, int? ArrivalNumber, DateOnly? RegisteredOn, string? ContentHash, Guid? DeliveryId);

/// <summary>Reads and writes registers of arrivals as CSV: UTF-8, comma, one head line with these columns in any order.</summary>
public static class RegisterSheet
{
    /// <summary>The columns, in the order in which ours are written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["author", "number_and_symbol", "date", "subject", "receiver", "arrival_number", "registered_on", "sha256", "delivery_id"];

    /// <summary>More lines than this are compared in parts.</summary>
    public const int Most = 100_000;

    private static readonly CsvReaderOptions Form = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary>Reads a register; the refusal names the first line that is wrong and what should stand there.</summary>
    public static Outcome<IReadOnlyList<RegisterRow>> Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var rows = new List<RegisterRow>();
        try
        {
            using var reader = CsvReader.FromText(csv.TrimStart('\uFEFF'), Form);
            if (Columns.FirstOrDefault(column => !reader.TryGetFieldIndex(column, out _)) is { } missing)
            {
                return Wrong(1, $"thiếu cột {missing}; cần các cột {string.Join(", ", Columns)}");
            }

            while (reader.Read())
            {
                if (rows.Count == Most)
                {
                    return Wrong((int)reader.LineNumber, $"quá {Most} dòng; hãy chia theo tháng");
                }

                var row = Row(reader, (int)reader.LineNumber);
                if (row.IsRefused)
                {
                    return row.Refusal;
                }

                rows.Add(row.Value);
            }
        }
        catch (CsvFormatException bad)
        {
            return Wrong((int)bad.LineNumber, "không đọc được theo định dạng CSV; hãy kiểm tra dấu ngoặc kép và dấu phẩy");
        }

        return rows;
    }

    /// <summary>Writes a register.</summary>
    public static byte[] Write(IEnumerable<RegisterRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder().AppendJoin(',', Columns).Append("\r\n");
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Author, row.NumberAndSymbol, Day(row.Date), row.Subject, row.Receiver, row.ArrivalNumber?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, Day(row.RegisteredOn),
                row.ContentHash ?? string.Empty, row.DeliveryId?.ToString() ?? string.Empty,
            ];
            text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static Outcome<RegisterRow> Row(CsvReader reader, int line)
    {
        string Cell(string column) => NameFolding.Compose(reader.GetString(column)).Trim();
        var (date, registered, number, key) = (Cell("date"), Cell("registered_on"), Cell("arrival_number"), Cell("delivery_id"));
        if (!TryDay(date, out var day))
        {
            return Wrong(line, $"ngày văn bản “{date}” phải viết dạng 2024-12-17");
        }

        if ((registered.Length > 0 && !TryDay(registered, out _)) || (number.Length > 0 && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)) || (key.Length > 0 && !Guid.TryParse(key, out _)))
        {
            return Wrong(line, "ngày đến phải viết dạng 2024-12-17, số đến là số nguyên, delivery_id là mã lượt gửi");
        }

        if (Cell("number_and_symbol").Length == 0 || Cell("receiver").Length == 0)
        {
            return Wrong(line, "thiếu số, ký hiệu hoặc nơi nhận");
        }

        return new RegisterRow(
            line, Cell("author"), Cell("number_and_symbol"), day, Cell("subject"), Cell("receiver"), number.Length == 0 ? null : int.Parse(number, CultureInfo.InvariantCulture),
            TryDay(registered, out var on) ? on : null, Cell("sha256") is { Length: > 0 } hash ? hash.ToLowerInvariant() : null, key.Length == 0 ? null : Guid.Parse(key));
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Refusal Wrong(int line, string why) => new("reconciling.bad-csv", RefusalKind.Invalid, $"Dòng {line}: {why}.");
}
