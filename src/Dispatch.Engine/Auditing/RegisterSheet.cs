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
/// Reads and writes registers of arrivals as CSV with one head line. Ours has these columns, with commas; another system's may have the headings of the register of Phụ lục IV ("Số đến", "Tác giả",
/// "Số, ký hiệu", "Ngày tháng" …) or those that offices' programs shorten them to, number and symbol in a column each, other separators, days as 17/12/2024, a title above the headings, a line that
/// numbers the columns and empty lines below, as Excel writes them.
/// </summary>
public static class RegisterSheet
{
    /// <summary>The columns, in the order in which ours are written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["author", "number_and_symbol", "date", "subject", "receiver", "arrival_number", "registered_on", "sha256", "delivery_id"];

    private const string Number = "number";
    private const string Symbol = "symbol";

    private static readonly string[] Needed = ["number_and_symbol", "date"];

    /// <summary>Headings as registers print and programs shorten them, and the column each is.</summary>
    private static readonly (string Column, string[] Headings)[] Printed =
    [
        ("author", ["Tác giả", "Tác giả văn bản", "Cơ quan ban hành", "Cơ quan ban hành văn bản", "CQ ban hành", "CQBH", "Nơi ban hành", "Đơn vị ban hành", "Cơ quan gửi", "Đơn vị gửi", "Nơi gửi"]),
        ("number_and_symbol", ["Số, ký hiệu", "Số ký hiệu", "Số và ký hiệu", "Số - ký hiệu", "Số, ký hiệu văn bản", "Số ký hiệu văn bản", "Số ký hiệu VB", "Số và ký hiệu văn bản", "Số KH", "Số/KH", "SKH", "Số hiệu", "Số hiệu văn bản", "Số văn bản", "Số VB"]),
        (Number, ["Số", "Số của văn bản"]),
        (Symbol, ["Ký hiệu", "Ký hiệu văn bản"]),
        ("date", ["Ngày tháng", "Ngày, tháng", "Ngày, tháng, năm", "Ngày tháng năm", "Ngày văn bản", "Ngày VB", "Ngày ban hành", "Ngày BH", "Ngày ký", "Ngày tháng văn bản", "Ngày tháng VB", "Ngày ban hành văn bản", "Ngày, tháng, năm văn bản"]),
        ("subject", ["Trích yếu", "Trích yếu nội dung", "Trích yếu văn bản", "Nội dung", "Nội dung trích yếu", "Tên loại và trích yếu nội dung", "Tên loại và trích yếu nội dung văn bản", "Tên loại, trích yếu nội dung"]),
        ("receiver", ["Cơ quan nhận", "Cơ quan nhận văn bản", "Cơ quan tiếp nhận"]),
        ("arrival_number", ["Số đến", "Số VB đến", "Số văn bản đến", "Số vào sổ"]),
        ("registered_on", ["Ngày đến", "Ngày vào sổ", "Ngày nhận", "Ngày tiếp nhận", "Ngày giờ đến", "Ngày VB đến", "Ngày văn bản đến"]),
        ("sha256", ["Mã băm", "SHA-256", "SHA256"]),
        ("delivery_id", ["Mã lượt gửi"]),
    ];

    private static readonly Dictionary<string, string> Headings =
        Printed.SelectMany(known => known.Headings, (known, heading) => (Folded: NameFolding.Fold(heading), known.Column)).DistinctBy(known => known.Folded, StringComparer.Ordinal).ToDictionary(known => known.Folded, known => known.Column, StringComparer.Ordinal);

    private const int MostTitleLines = 20;

    private static Refusal NotText() => new(
        "reconciling.bad-csv", RefusalKind.Invalid, "Tệp không phải CSV, hoặc chữ của tệp không đọc được. Trong Excel, chọn Lưu dưới dạng “CSV UTF-8 (phân cách bằng dấu phẩy)” rồi đối soát lại.");

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
            var separator = ForeignSheet.SeparatorOf(csv);
            var columns = ColumnsOf(csv, separator);
            using var reader = CsvReader.FromText(csv, ForeignSheet.Form(separator));
            if (Array.Find(Needed, column => !Has(columns, column)) is { } missing)
            {
                return Wrong(1, $"thiếu cột {missing} ({(missing == "date" ? "Ngày tháng" : "Số, ký hiệu")}); cần ít nhất Số, ký hiệu và Ngày tháng");
            }

            while (reader.Read())
            {
                var line = (int)reader.LineNumber + title;
                if (rows.Count + flaws.Count == Most)
                {
                    return Wrong(line, $"quá {Most} dòng; hãy chia theo tháng");
                }

                if (SaysNothing(reader))
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

    private static bool IsHead(string line)
    {
        try
        {
            var columns = ColumnsOf(line, ForeignSheet.SeparatorOf(line));
            return Array.TrueForAll(Needed, column => Has(columns, column));
        }
        catch (CsvFormatException)
        {
            // A title may hold a quotation mark that nothing closes: it is no head.
            return false;
        }
    }

    /// <summary>Empty lines, and the one under printed headings that numbers the columns: "(1)", "(2)" ….</summary>
    private static bool SaysNothing(CsvReader reader)
    {
        var cells = Enumerable.Range(0, reader.FieldCount).Select(at => reader.GetString(at).Trim()).ToList();
        return cells.TrueForAll(cell => cell.Length == 0) || (cells.Count > 1 && cells.Select((cell, at) => cell.Trim('(', ')') == (at + 1).ToString(CultureInfo.InvariantCulture)).All(isItsPlace => isItsPlace));
    }

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

    /// <summary>Which column a heading is, its folded words say.</summary>
    private static Dictionary<string, int> ColumnsOf(string csv, char separator)
    {
        var line = ForeignSheet.FirstLine(csv).TrimEnd('\r');
        using var head = CsvReader.FromText(line + "\n" + line, ForeignSheet.Form(separator));
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        if (head.Read())
        {
            for (var at = 0; at < head.FieldCount; at++)
            {
                var heading = NameFolding.Compose(head.GetString(at)).Trim();
                columns.TryAdd(Headings.GetValueOrDefault(NameFolding.Fold(heading), heading), at);
            }
        }

        return columns;
    }

    private static bool Has(Dictionary<string, int> columns, string column) => columns.ContainsKey(column) || (column == Needed[0] && columns.ContainsKey(Number) && columns.ContainsKey(Symbol));

    private static string Cell(CsvReader reader, IReadOnlyDictionary<string, int> columns, string column) =>
        columns.TryGetValue(column, out var at) ? NameFolding.Compose(SheetCsv.TextOf(reader.GetString(at))).Trim() : string.Empty;

    /// <summary>Số, ký hiệu in one column, or in a column each.</summary>
    private static string Face(CsvReader reader, IReadOnlyDictionary<string, int> columns) => columns.ContainsKey(Needed[0])
        ? Cell(reader, columns, Needed[0])
        : string.Join('/', new[] { Cell(reader, columns, Number), Cell(reader, columns, Symbol).TrimStart('/') }.Where(part => part.Length > 0));

    private static string Whose(CsvReader reader, IReadOnlyDictionary<string, int> columns, string? receiver) =>
        Cell(reader, columns, "receiver") is { Length: > 0 } said ? said : receiver?.Trim() ?? string.Empty;

    private static string? Flaw(CsvReader reader, IReadOnlyDictionary<string, int> columns, string? receiver)
    {
        string At(string column) => Cell(reader, columns, column);
        var (date, registered, number, key) = (At("date"), At("registered_on"), At("arrival_number"), At("delivery_id"));
        if (!ForeignSheet.TryDay(date, out _))
        {
            return $"ngày văn bản “{date}” phải viết dạng 2024-12-17 hoặc 17/12/2024";
        }

        if ((registered.Length > 0 && !ForeignSheet.TryDay(registered, out _)) || (number.Length > 0 && ArrivalOf(number) is null) || (key.Length > 0 && !Guid.TryParse(key, out _)))
        {
            return "ngày đến phải viết dạng 2024-12-17 hoặc 17/12/2024, số đến là số nguyên, delivery_id là mã lượt gửi";
        }

        return Face(reader, columns).Length == 0 || Whose(reader, columns, receiver).Length == 0
            ? "thiếu số, ký hiệu, hoặc không nói sổ của cơ quan nào: thêm cột receiver hay ghi tên cơ quan khi đối soát"
            : null;
    }

    private static RegisterRow Row(CsvReader reader, IReadOnlyDictionary<string, int> columns, string? receiver, int line)
    {
        string At(string column) => Cell(reader, columns, column);
        var key = At("delivery_id");
        _ = ForeignSheet.TryDay(At("date"), out var day);
        return new RegisterRow(
            line, At("author"), Face(reader, columns), day, At("subject"), Whose(reader, columns, receiver), ArrivalOf(At("arrival_number")),
            ForeignSheet.TryDay(At("registered_on"), out var on) ? on : null, At("sha256") is { Length: > 0 } hash ? hash.ToLowerInvariant() : null, key.Length == 0 ? null : Guid.Parse(key));
    }

    /// <summary>"12", "012", and with the year of the book "12/2024".</summary>
    private static int? ArrivalOf(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var digits = slash > 0 && text[(slash + 1)..].Trim() is { Length: 4 } year && year.All(char.IsAsciiDigit) ? text[..slash].Trim() : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    private static Refusal Wrong(int line, string why) => new("reconciling.bad-csv", RefusalKind.Invalid, $"Dòng {line}: {why}.");
}
