using System.Globalization;
using Dispatch.Api.Components;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tracing;
using Dispatch.Templates.Sheets;

namespace Dispatch.Api.Tracing;

/// <summary>The report of a year in words and lines: one text for the page's tables, the CSV and the paper.</summary>
internal static class ReportSheet
{
    private const string None = "Không có.";

    /// <summary>The report as a sheet.</summary>
    public static SlipSheet Of(YearReport report, DateOnly today) => new()
    {
        BodyName = report.Organisation,
        Place = "Việt Nam",
        Date = today,
        Title = "Báo cáo công tác văn thư",
        Paper = string.Create(CultureInfo.InvariantCulture, $"Năm {report.Year}"),
        Parts =
        [
            new("1. Văn bản theo tháng", Lines(Months(report))),
            new("2. Số trong sổ", Lines(report.Books.Select(Numbers))),
            new("3. Nơi nhận từ chối hoặc không gửi được", Lines(report.Refusals.Select(Line))),
            new("4. Việc quá hạn", Lines(report.Late.Select(Line))),
            new("5. Nơi sao nhiều nhất", Lines(report.Copiers.Select(Line))),
        ],
    };

    /// <summary>What a book's numbers say.</summary>
    public static string Numbers(BookNumbers book) =>
        $"{PageWords.Of(book.Book)}: số cuối {PageWords.Count(book.Last)}, {PageWords.Count(book.Lines)} dòng, {PageWords.Count(book.Voided)} số đã hủy, {PageWords.Count(book.Declared)} số khai ngoài hệ thống, "
        + (book.Missing == 0 ? "không thiếu số nào" : $"THIẾU {PageWords.Count(book.Missing)} số");

    private static IEnumerable<string> Months(YearReport report) => report.Months.GroupBy(month => month.Month).OrderBy(month => month.Key)
        .Select(month => $"Tháng {month.Key}: {string.Join(", ", Enum.GetValues<RegisterBook>().Select(book => $"{Of(book)} {PageWords.Count(month.Where(count => count.Book == book).Sum(count => count.Count))}"))}");

    private static string Of(RegisterBook book) => book switch
    {
        RegisterBook.Outgoing => "đi",
        RegisterBook.Incoming => "đến",
        RegisterBook.Copies => "sao",
    };

    private static string Line(NamedCount named) => $"{named.Name}: {PageWords.Count(named.Count)}";

    private static List<string> Lines(IEnumerable<string> lines) => lines.ToList() is { Count: > 0 } some ? some : [None];
}
