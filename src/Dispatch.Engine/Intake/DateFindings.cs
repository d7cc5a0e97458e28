using System.Globalization;

namespace Dispatch.Engine.Intake;

/// <summary>Dates that contradict each other, the calendar or the day of reading.</summary>
internal static class DateFindings
{
    public static IEnumerable<IntakeFinding> Of(FindingContext context)
    {
        var reading = context.Reading;
        return OfOne(context.Parts.Date, reading.Date, "date", "văn bản", context.Today)
            .Concat(reading.Copy is null ? [] : OfOne(context.Copy?.Date, reading.Copy.Date, "copy.date", "bản sao", context.Today))
            .Concat(Between(reading))
            .Concat(Cited(reading));
    }

    private static IEnumerable<IntakeFinding> OfOne(DateLine? line, DateOnly? date, string where, string what, DateOnly today)
    {
        if (line is { IsImpossible: true })
        {
            yield return new IntakeFinding("intake.impossible-date", FindingSeverity.Error, $"Ngày ghi trên {what} không có trong lịch. Hãy xem lại trên bản giấy và nhập ngày đúng.", where);
        }
        else if (line is not null && date is null)
        {
            yield return new IntakeFinding("intake.illegible-date", FindingSeverity.Warning, $"Không đọc được đủ ngày, tháng, năm của {what}. Hãy nhập theo bản giấy.", where);
        }

        if (date > today)
        {
            yield return new IntakeFinding("intake.future-date", FindingSeverity.Error, $"Ngày của {what} ({Show(date.Value)}) sau ngày hôm nay. Hãy kiểm tra lại ngày, tháng, năm.", where);
        }

        if (date is { DayOfWeek: DayOfWeek.Saturday or DayOfWeek.Sunday } weekend)
        {
            var day = weekend.DayOfWeek == DayOfWeek.Saturday ? "thứ Bảy" : "Chủ nhật";
            yield return new IntakeFinding("intake.weekend-date", FindingSeverity.Info, $"Ngày của {what} ({Show(weekend)}) là {day}. Nếu không phải văn bản ban hành ngoài ngày làm việc, hãy xem lại ngày.", where);
        }
    }

    private static IEnumerable<IntakeFinding> Between(IntakeReading reading)
    {
        if (reading.Copy?.Date is { } copied && reading.Date is { } issued && copied < issued)
        {
            yield return new IntakeFinding("intake.copy-before-original", FindingSeverity.Error, $"Ngày sao ({Show(copied)}) sớm hơn ngày ban hành văn bản gốc ({Show(issued)}). Hãy xem lại cả hai ngày trên bản giấy; hệ thống giữ nguyên như đã in.", "copy.date");
        }
    }

    private static IEnumerable<IntakeFinding> Cited(IntakeReading reading)
    {
        if (reading.Date is not { } issued)
        {
            yield break;
        }

        foreach (var cited in reading.References.Where(r => r.Date > issued || (int.TryParse(r.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > issued.Year)))
        {
            yield return new IntakeFinding("intake.cited-later", FindingSeverity.Warning, $"Văn bản được dẫn {cited.Raw} có ngày sau ngày của chính văn bản này ({Show(issued)}). Hãy kiểm tra ngày của cả hai.", "references");
        }
    }

    private static string Show(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
