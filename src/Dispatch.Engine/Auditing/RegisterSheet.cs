using System.Globalization;
using System.Text;
using CsvHelper;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Sheets;

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

/// <summary>A line of a register that could not be read; the others are compared all the same.</summary>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Why">Vietnamese: what should stand there.</param>
public sealed record RegisterFlaw(int Line, string Why);

/// <summary>What a register says.</summary>
/// <param name="Rows">The lines that could be read, at least one.</param>
/// <param name="Flaws">Those that could not.</param>
public sealed record RegisterReading(IReadOnlyList<RegisterRow> Rows, IReadOnlyList<RegisterFlaw> Flaws);

/// <summary>
/// Reads and writes registers of arrivals as CSV: UTF-8, one head line. Ours has these columns, with commas; another system's may have the headings of the register of Phụ lục IV ("Số đến", "Tác giả",
/// "Số, ký hiệu", "Ngày tháng" …), semicolons or tabs, days as 17/12/2024, a title above the headings and empty lines below, as Excel writes them.
/// </summary>
public static class RegisterSheet
{
    /// <summary>The columns, in the order in which ours are written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["author", "number_and_symbol", "date", "subject", "receiver", "arrival_number", "registered_on", "sha256", "delivery_id"];

    private static readonly string[] Needed = ["number_and_symbol", "date"];

    /// <summary>Headings as registers print them, folded, and the column each is.</summary>
    private static readonly Dictionary<string, string> Headings = new[]
    {
        ("Tác giả", "author"), ("Tác giả văn bản", "author"), ("Cơ quan ban hành", "author"), ("Nơi ban hành", "author"), ("Cơ quan gửi", "author"), ("Số, ký hiệu", "number_and_symbol"), ("Số ký hiệu", "number_and_symbol"),
        ("Số và ký hiệu", "number_and_symbol"), ("Số, ký hiệu văn bản", "number_and_symbol"), ("Ngày tháng", "date"), ("Ngày, tháng", "date"), ("Ngày văn bản", "date"), ("Ngày ban hành", "date"), ("Ngày tháng văn bản", "date"),
        ("Ngày, tháng, năm", "date"), ("Trích yếu", "subject"), ("Tên loại và trích yếu nội dung", "subject"), ("Tên loại và trích yếu nội dung văn bản", "subject"), ("Trích yếu nội dung", "subject"), ("Cơ quan nhận", "receiver"),
        ("Số đến", "arrival_number"), ("Ngày đến", "registered_on"), ("Ngày vào sổ", "registered_on"), ("Mã băm", "sha256"), ("Mã lượt gửi", "delivery_id"),
    }.ToDictionary(known => NameFolding.Fold(known.Item1), known => known.Item2, StringComparer.Ordinal);

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    private const int MostTitleLines = 20;

    private static Refusal NotText() => new(
        "reconciling.bad-csv", RefusalKind.Invalid, "Tệp không phải CSV mã UTF-8. Trong Excel, chọn Lưu dưới dạng “CSV UTF-8 (phân cách bằng dấu phẩy)” rồi đối soát lại.");

    /// <summary>More lines than this are compared in parts.</summary>
    public const int Most = 100_000;

    /// <summary>Reads a register; refused when it is none, or when not one of its lines can be read, with the first that is wrong and what should stand there.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="receiver">Whose register it is, for lines that do not say; null when they all must.</param>
    public static Outcome<RegisterReading> Read(string csv, string? receiver = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        csv = csv.TrimStart('\uFEFF');
        if (csv.StartsWith("PK", StringComparison.Ordinal) || csv.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return NotText();
        }

        var (rows, flaws) = (new List<RegisterRow>(), new List<RegisterFlaw>());
        var title = TitleLines(csv, out var start);
        csv = csv[start..];
        try
        {
            var (separator, columns) = Head(csv);
            using var reader = CsvReader.FromText(csv, Form(separator));
            if (Needed.FirstOrDefault(column => !columns.ContainsKey(column)) is { } missing)
            {
                return Wrong(1, $"thiếu cột {missing} ({Printed(missing)}); cần ít nhất Số, ký hiệu và Ngày tháng");
            }

            while (reader.Read())
            {
                var line = (int)reader.LineNumber + title;
                if (rows.Count + flaws.Count == Most)
                {
                    return Wrong(line, $"quá {Most} dòng; hãy chia theo tháng");
                }

                if (Enumerable.Range(0, reader.FieldCount).All(at => string.IsNullOrWhiteSpace(reader.GetString(at))))
                {
                    continue;
                }

                if (Flaw(reader, columns, receiver) is { } why)
                {
                    flaws.Add(new RegisterFlaw(line, why));
                }
                else
                {
                    rows.Add(Row(reader, columns, receiver, line));
                }
            }
        }
        catch (CsvFormatException bad)
        {
            return Wrong((int)bad.LineNumber + title, "không đọc được theo định dạng CSV; hãy kiểm tra dấu ngoặc kép và dấu phẩy");
        }

        return rows.Count == 0 && flaws is [var first, ..] ? Wrong(first.Line, first.Why) : new RegisterReading(rows, flaws);
    }

    /// <summary>How many lines stand above the headings, such as the title of a printed book, and where the headings begin; none where no headings are found.</summary>
    private static int TitleLines(string csv, out int start)
    {
        var at = 0;
        for (var line = 0; line < MostTitleLines && at < csv.Length; line++)
        {
            var end = csv.IndexOf('\n', at) is var found and >= 0 ? found + 1 : csv.Length;
            if (IsHead(csv[at..end]))
            {
                start = at;
                return line;
            }

            at = end;
        }

        start = 0;
        return 0;
    }

    private static bool IsHead(string line) => NameFolding.Fold(line) is var folded
        && Needed.All(column => line.Contains(column, StringComparison.Ordinal) || Headings.Any(known => known.Value == column && folded.Contains(known.Key, StringComparison.Ordinal)));

    /// <summary>Writes what differs, for whoever has to put it right.</summary>
    public static byte[] Write(IEnumerable<ReconciliationItem> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var text = new StringBuilder("kind,number_and_symbol,receiver,message,lines,delivery_id\r\n");
        foreach (var item in differences)
        {
            string[] cells = [item.Kind.ToString(), item.NumberAndSymbol, item.Receiver, item.Message, string.Join(' ', item.LinesThere), item.DeliveryId?.ToString() ?? string.Empty];
            text.AppendJoin(',', cells.Select(SheetCsv.Field)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
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
            text.AppendJoin(',', cells.Select(SheetCsv.Field)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>The separator is what parts most headings; which column a heading is, its folded words say.</summary>
    private static (char Separator, IReadOnlyDictionary<string, int> Columns) Head(string csv)
    {
        var line = csv.AsSpan(0, csv.IndexOf('\n') is var end and >= 0 ? end : csv.Length).ToString();
        var separator = Separators.MaxBy(mark => line.Count(letter => letter == mark));
        using var head = CsvReader.FromText(line + "\n" + line, Form(separator));
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        if (head.Read())
        {
            for (var at = 0; at < head.FieldCount; at++)
            {
                var heading = NameFolding.Compose(head.GetString(at)).Trim();
                columns.TryAdd(Headings.GetValueOrDefault(NameFolding.Fold(heading), heading), at);
            }
        }

        return (separator, columns);
    }

    private static string Printed(string column) => column == "date" ? "Ngày tháng" : "Số, ký hiệu";

    private static string Cell(CsvReader reader, IReadOnlyDictionary<string, int> columns, string column) =>
        columns.TryGetValue(column, out var at) ? NameFolding.Compose(SheetCsv.TextOf(reader.GetString(at))).Trim() : string.Empty;

    private static string Whose(CsvReader reader, IReadOnlyDictionary<string, int> columns, string? receiver) =>
        Cell(reader, columns, "receiver") is { Length: > 0 } said ? said : receiver?.Trim() ?? string.Empty;

    private static string? Flaw(CsvReader reader, IReadOnlyDictionary<string, int> columns, string? receiver)
    {
        string At(string column) => Cell(reader, columns, column);
        var (date, registered, number, key) = (At("date"), At("registered_on"), At("arrival_number"), At("delivery_id"));
        if (!TryDay(date, out _))
        {
            return $"ngày văn bản “{date}” phải viết dạng 2024-12-17 hoặc 17/12/2024";
        }

        if ((registered.Length > 0 && !TryDay(registered, out _)) || (number.Length > 0 && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)) || (key.Length > 0 && !Guid.TryParse(key, out _)))
        {
            return "ngày đến phải viết dạng 2024-12-17 hoặc 17/12/2024, số đến là số nguyên, delivery_id là mã lượt gửi";
        }

        return At("number_and_symbol").Length == 0 || Whose(reader, columns, receiver).Length == 0
            ? "thiếu số, ký hiệu, hoặc không nói sổ của cơ quan nào: thêm cột receiver hay ghi tên cơ quan khi đối soát"
            : null;
    }

    private static RegisterRow Row(CsvReader reader, IReadOnlyDictionary<string, int> columns, string? receiver, int line)
    {
        string At(string column) => Cell(reader, columns, column);
        var (number, key) = (At("arrival_number"), At("delivery_id"));
        _ = TryDay(At("date"), out var day);
        return new RegisterRow(
            line, At("author"), At("number_and_symbol"), day, At("subject"), Whose(reader, columns, receiver), number.Length == 0 ? null : int.Parse(number, CultureInfo.InvariantCulture),
            TryDay(At("registered_on"), out var on) ? on : null, At("sha256") is { Length: > 0 } hash ? hash.ToLowerInvariant() : null, key.Length == 0 ? null : Guid.Parse(key));
    }

    private static CsvReaderOptions Form(char separator) => new()
    {
        Separator = separator,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    // A spreadsheet adds the hour to a day.
    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text.EndsWith(":00", StringComparison.Ordinal) ? text.Split(' ')[0] : text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    private static Refusal Wrong(int line, string why) => new("reconciling.bad-csv", RefusalKind.Invalid, $"Dòng {line}: {why}.");
}
