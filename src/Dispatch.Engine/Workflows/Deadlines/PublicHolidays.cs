using System.Collections.Frozen;

namespace Dispatch.Engine.Workflows.Deadlines;

/// <summary>
/// The public holidays of Vietnam by year, with compensation days and exchanged working days: Bộ luật Lao động 2019, Điều 111.3 and 112, and for 2024 to 2026 what was announced
/// for state offices. From 2026 on 24/11 is among them as reckoned: Nghị quyết 80-NQ/TW (07/01/2026) chose it and Nghị quyết 30/NQ-CP orders Điều 112 to be amended for it.
/// Tết and Giỗ Tổ of 2027 to 2030 are reckoned from new moons at 7 hours east; years outside the table have their fixed dates only.
/// </summary>
public static class PublicHolidays
{
    private const string Tet = "Tết Nguyên đán";
    private const string Kings = "Giỗ Tổ Hùng Vương (10/3 âm lịch)";
    private const string National = "Quốc khánh";

    /// <summary>Mùng 1 tháng Giêng and mùng 10 tháng Ba of the years nobody has announced yet.</summary>
    private static readonly FrozenDictionary<int, (DateOnly NewYear, DateOnly Kings)> Reckoned = new Dictionary<int, (DateOnly, DateOnly)>
    {
        [2027] = (new(2027, 2, 6), new(2027, 4, 16)),
        [2028] = (new(2028, 1, 26), new(2028, 4, 4)),
        [2029] = (new(2029, 2, 13), new(2029, 4, 23)),
        [2030] = (new(2030, 2, 2), new(2030, 4, 12)),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, IReadOnlyList<CalendarDay>> Announced = new Dictionary<int, IReadOnlyList<CalendarDay>>
    {
        [2024] =
        [
            .. Span(new(2024, 2, 8), new(2024, 2, 14), Tet),
            Off(2024, 4, 18, Kings),
            Off(2024, 4, 29, "Nghỉ hoán đổi, làm bù 04/5"), Worked(2024, 5, 4, "Làm bù ngày 29/4"),
            Off(2024, 9, 3, National),
        ],
        [2025] =
        [
            .. Span(new(2025, 1, 27), new(2025, 1, 31), Tet),
            Off(2025, 4, 7, Kings),
            Worked(2025, 4, 26, "Làm bù ngày 02/5"), Off(2025, 5, 2, "Nghỉ hoán đổi, làm bù 26/4"),
            Off(2025, 9, 1, National),
        ],
        [2026] =
        [
            Off(2026, 1, 2, "Nghỉ hoán đổi, làm bù 10/01"), Worked(2026, 1, 10, "Làm bù ngày 02/01"),
            .. Span(new(2026, 2, 16), new(2026, 2, 20), Tet),
            Off(2026, 4, 26, Kings), Off(2026, 4, 27, "Nghỉ bù " + Kings),
            Worked(2026, 8, 22, "Làm bù ngày 31/8"), Off(2026, 8, 31, "Nghỉ hoán đổi, làm bù 22/8"), Off(2026, 9, 1, National),
        ],
    }.ToFrozenDictionary();

    /// <summary>The days of a year that are not what their weekday says, in order.</summary>
    /// <param name="year">1 to 9999.</param>
    public static IReadOnlyList<CalendarDay> Of(int year)
    {
        var known = Fixed(year).Concat(Announced.GetValueOrDefault(year) ?? Estimate(year)).DistinctBy(day => day.Day).ToList();
        // What falls on a weekend is made up for on the next working day (Điều 111.3); announcements of past years already say where.
        return [.. known.Concat(Announced.ContainsKey(year) ? [] : Compensation(known)).OrderBy(day => day.Day)];
    }

    /// <summary>Whether Tết and Giỗ Tổ of the year are in the table.</summary>
    public static bool Knows(int year) => Announced.ContainsKey(year) || Reckoned.ContainsKey(year);

    private static IEnumerable<CalendarDay> Fixed(int year) =>
    [
        new(new(year, 1, 1), DayRule.Off, "Tết Dương lịch", DayCertainty.ByLaw),
        new(new(year, 4, 30), DayRule.Off, "Ngày Chiến thắng", DayCertainty.ByLaw),
        new(new(year, 5, 1), DayRule.Off, "Ngày Quốc tế lao động", DayCertainty.ByLaw),
        new(new(year, 9, 2), DayRule.Off, National, DayCertainty.ByLaw),
        .. year >= 2026 ? [new CalendarDay(new(year, 11, 24), DayRule.Off, "Ngày Văn hóa Việt Nam", DayCertainty.Estimated)] : (CalendarDay[])[],
    ];

    private static IEnumerable<CalendarDay> Estimate(int year)
    {
        // Quốc khánh is two days: 02/9 and one beside it; the one that joins a weekend has been chosen so far.
        yield return new(new DateOnly(year, 9, 2).DayOfWeek is DayOfWeek.Sunday or DayOfWeek.Monday ? new(year, 9, 3) : new(year, 9, 1), DayRule.Off, National, DayCertainty.Estimated);
        if (!Reckoned.TryGetValue(year, out var moon))
        {
            yield break;
        }

        // Five days of Tết: the last of the old year and the first four of the new.
        for (var day = -1; day <= 3; day++)
        {
            yield return new(moon.NewYear.AddDays(day), DayRule.Off, Tet, DayCertainty.Estimated);
        }

        yield return new(moon.Kings, DayRule.Off, Kings, DayCertainty.Estimated);
    }

    private static IEnumerable<CalendarDay> Compensation(IReadOnlyList<CalendarDay> known)
    {
        var taken = known.Select(day => day.Day).ToHashSet();
        foreach (var day in known.Where(day => IsWeekend(day.Day)).OrderBy(day => day.Day))
        {
            var next = day.Day.AddDays(1);
            while (IsWeekend(next) || !taken.Add(next))
            {
                next = next.AddDays(1);
            }

            // The law gives the compensation; which day it is, is announced.
            yield return new(next, DayRule.Off, "Nghỉ bù " + day.Name, DayCertainty.Estimated);
        }
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<CalendarDay> Span(DateOnly first, DateOnly last, string name) =>
        Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(i => new CalendarDay(first.AddDays(i), DayRule.Off, name, DayCertainty.Announced));

    private static CalendarDay Off(int year, int month, int day, string name) => new(new(year, month, day), DayRule.Off, name, DayCertainty.Announced);

    private static CalendarDay Worked(int year, int month, int day, string name) => new(new(year, month, day), DayRule.Worked, name, DayCertainty.Announced);
}
