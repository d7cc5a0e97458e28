using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Deadlines;

namespace Dispatch.Engine.Tests.Workflows.Deadlines;

/// <summary>Working time, day by day and as a law over all days.</summary>
public sealed class WorkingCalendarTests
{
    private const int Samples = 20_000;

    private static readonly Due[] InWorkingTime =
    [
        new(DueUnit.EndOfDay), new(DueUnit.NextWorkingDay), new(DueUnit.WorkingHours, 0), new(DueUnit.WorkingHours, 0.25m), new(DueUnit.WorkingHours, 8), new(DueUnit.WorkingHours, 37),
        new(DueUnit.WorkingDays, 0), new(DueUnit.WorkingDays, 1), new(DueUnit.WorkingDays, 2.5m), new(DueUnit.WorkingDays, 15),
    ];

    [TestCase("2024-02-08", false, Description = "29 tháng Chạp")]
    [TestCase("2024-02-14", false, Description = "mùng 5")]
    [TestCase("2024-02-15", true)]
    [TestCase("2024-04-18", false, Description = "Giỗ Tổ")]
    [TestCase("2024-04-29", false, Description = "đổi với 04/5")]
    [TestCase("2024-05-04", true, Description = "thứ Bảy làm bù")]
    [TestCase("2025-01-27", false)]
    [TestCase("2025-04-26", true, Description = "thứ Bảy làm bù")]
    [TestCase("2025-05-02", false)]
    [TestCase("2026-02-16", false)]
    [TestCase("2026-02-20", false)]
    [TestCase("2026-02-23", true)]
    [TestCase("2026-04-27", false, Description = "nghỉ bù Giỗ Tổ rơi vào Chủ nhật")]
    [TestCase("2026-08-22", true)]
    [TestCase("2025-11-24", true)]
    [TestCase("2026-11-24", false, Description = "Ngày Văn hóa Việt Nam, từ 2026")]
    [TestCase("2024-12-16", true)]
    [TestCase("2024-12-14", false, Description = "thứ Bảy")]
    public void A_day_is_worked_or_not_as_announced(string day, bool worked) =>
        Assert.That(WorkingCalendar.Usual.IsWorked(DateOnly.Parse(day)), Is.EqualTo(worked));

    [TestCase(2027, "2027-02-05", "2027-02-11", Description = "Tết 06/02/2027: mùng 1 và mùng 2 rơi vào cuối tuần, nghỉ bù")]
    [TestCase(2028, "2028-01-25", "2028-01-31", Description = "Tết 26/01/2028: mùng 4 rơi vào thứ Bảy, nghỉ bù thứ Hai")]
    public void Tet_of_a_year_nobody_announced_is_estimated_and_says_so(int year, string first, string last)
    {
        var tet = PublicHolidays.Of(year).Where(day => day.Name.Contains("Tết Nguyên đán")).ToList();

        Assert.That(tet.Select(day => day.Certainty), Is.All.EqualTo(DayCertainty.Estimated));
        Assert.That(tet[0].Day, Is.EqualTo(DateOnly.Parse(first)));
        Assert.That(tet[^1].Day, Is.EqualTo(DateOnly.Parse(last)));
    }

    [Test]
    public void Every_year_has_eleven_days_and_twelve_from_2026_where_tet_is_known([Range(2024, 2030)] int year)
    {
        var off = PublicHolidays.Of(year).Where(day => day.Rule is DayRule.Off && WorksOtherwise(day.Day)).ToList();
        var exchanged = PublicHolidays.Of(year).Count(day => day.Rule is DayRule.Worked);

        // Eleven paid days (Điều 112), and the day of culture; those an announcement put on a weekend are made up for on a weekday, so they count here; 2024 to 2026 have an exchange each.
        Assert.That(off.Count - exchanged, Is.EqualTo(year < 2026 ? 11 : 12), string.Join(", ", off));
    }

    [Test]
    public void A_year_outside_the_table_says_that_it_is_not_whole() =>
        Assert.That((PublicHolidays.Knows(2030), PublicHolidays.Knows(2031)), Is.EqualTo((true, false)));

    [TestCase("2024-12-16 09:00", "8 giờ làm việc", "2024-12-17 09:00")]
    [TestCase("2024-12-16 11:30", "1 giờ làm việc", "2024-12-16 13:30")]
    [TestCase("2024-12-13 16:00", "2 giờ làm việc", "2024-12-16 09:00", Description = "qua cuối tuần")]
    [TestCase("2024-12-16 09:00", "trong ngày", "2024-12-16 17:00")]
    [TestCase("2024-12-16 18:00", "trong ngày", "2024-12-17 17:00", Description = "đến ngoài giờ tính ngày sau")]
    [TestCase("2024-12-14 10:00", "trong ngày", "2024-12-16 17:00", Description = "đến ngày thứ Bảy")]
    [TestCase("2024-12-13 10:00", "ngày làm việc tiếp theo", "2024-12-16 17:00")]
    [TestCase("2025-01-24 10:00", "ngày làm việc tiếp theo", "2025-02-03 17:00", Description = "qua Tết")]
    [TestCase("2024-12-16 10:00", "5 ngày làm việc", "2024-12-23 17:00")]
    [TestCase("2025-04-25 10:00", "1 ngày làm việc", "2025-04-26 17:00", Description = "thứ Bảy làm bù")]
    [TestCase("2024-12-15 23:10", "ngay", "2024-12-15 23:40", Description = "ngay, cả ngày nghỉ")]
    public void A_term_comes_to_a_moment(string from, string term, string due) =>
        Assert.That(Due.Parse(term)!.MomentAfter(WorkingCalendar.Usual, At(from)), Is.EqualTo(At(due)));

    [TestCase(Urgency.Urgent)]
    [TestCase(Urgency.VeryUrgent)]
    [TestCase(Urgency.Express)]
    public void An_urgent_paper_is_due_at_once_whatever_the_route_says(Urgency urgency) =>
        Assert.That(new Due(DueUnit.WorkingDays, 5).MomentAfter(WorkingCalendar.Usual, At("2024-12-14 20:00"), urgency), Is.EqualTo(At("2024-12-14 20:30")));

    [TestCase("2024-12-17 09:00", "2 giờ làm việc", "2024-12-16 16:00")]
    [TestCase("2024-12-16 17:00", "1 ngày làm việc", "2024-12-13 08:00")]
    public void A_reminder_comes_before_the_deadline_in_working_time(string due, string before, string reminded) =>
        Assert.That(Due.Parse(before)!.MomentBefore(WorkingCalendar.Usual, At(due)), Is.EqualTo(At(reminded)));

    [Test]
    public void A_deadline_is_in_working_time_never_before_its_beginning_and_a_later_beginning_is_never_due_earlier()
    {
        var random = new Random(30_2020);
        for (var i = 0; i < Samples; i++)
        {
            var calendar = AnyCalendar(random);
            var term = InWorkingTime[random.Next(InWorkingTime.Length)];
            var from = AnyMoment(random);
            var later = from + TimeSpan.FromMinutes(random.Next(0, 60 * 24 * 20));
            var due = term.MomentAfter(calendar, from);
            if (!calendar.IsWorking(due) || due < from || term.MomentAfter(calendar, later) < due)
            {
                Assert.Fail($"{term} from {from:O} (later {later:O}): {due:O}, later {term.MomentAfter(calendar, later):O}");
            }
        }
    }

    [Test]
    public void Working_time_added_and_taken_away_comes_back_and_is_what_lies_between()
    {
        var random = new Random(4_2024);
        for (var i = 0; i < Samples; i++)
        {
            var calendar = AnyCalendar(random);
            var begins = calendar.Add(AnyMoment(random), TimeSpan.Zero);
            var amount = TimeSpan.FromMinutes(random.Next(1, 60 * 100));
            var due = calendar.Add(begins, amount);
            var back = calendar.Subtract(due, amount);
            if (calendar.Between(begins, due) != amount || calendar.Between(back, begins) != TimeSpan.Zero || !calendar.IsWorking(back))
            {
                Assert.Fail($"{amount} from {begins:O}: due {due:O}, between {calendar.Between(begins, due)}, back {back:O}");
            }
        }
    }

    [Test]
    public void The_working_time_of_years_is_that_of_their_days()
    {
        var random = new Random(5_2024);
        for (var i = 0; i < Samples / 50; i++)
        {
            var calendar = AnyCalendar(random);
            var (from, days) = (AnyMoment(random), random.Next(1, 1200));
            var dayByDay = Enumerable.Range(0, days).Aggregate(TimeSpan.Zero, (sum, day) => sum + calendar.Between(from.AddDays(day), from.AddDays(day + 1)));
            if (calendar.Between(from, from.AddDays(days)) != dayByDay)
            {
                Assert.Fail($"{days} days from {from:O}: {calendar.Between(from, from.AddDays(days))}, day by day {dayByDay}");
            }
        }
    }

    [Test]
    public void What_an_office_sets_wins_over_the_public_calendar()
    {
        var calendar = new WorkingCalendar(new WorkingHours(new(7, 30), new(11, 30), new(13, 30), new(17, 30)),
        [
            new(new(2024, 12, 17), DayRule.Off, "Lễ kỷ niệm của tỉnh", DayCertainty.House),
            new(new(2024, 12, 21), DayRule.Worked, "Làm bù", DayCertainty.House),
        ]);

        Assert.That(Due.Parse("ngày làm việc tiếp theo")!.MomentAfter(calendar, At("2024-12-16 10:00")), Is.EqualTo(At("2024-12-18 17:30")));
        Assert.That(calendar.IsWorked(new(2024, 12, 21)), Is.True);
        Assert.That(calendar.Days(2024).Count(day => day.Certainty is DayCertainty.House), Is.EqualTo(2));
    }

    [Test]
    public void An_office_that_is_closed_for_ever_is_a_mistake_that_is_said()
    {
        var closed = new WorkingCalendar(WorkingHours.Usual, Enumerable.Range(0, 800).Select(i => new CalendarDay(new DateOnly(2024, 12, 1).AddDays(i), DayRule.Off, "x", DayCertainty.House)));

        Assert.That(() => closed.Add(At("2024-12-16 10:00"), TimeSpan.FromHours(1)), Throws.InvalidOperationException);
    }

    [Test]
    public void Hours_that_are_not_in_order_make_no_calendar() =>
        Assert.That(() => new WorkingCalendar(new WorkingHours(new(8, 0), new(7, 0), new(13, 0), new(17, 0)), []), Throws.ArgumentException);

    private static bool WorksOtherwise(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateTimeOffset At(string local) => OfficeTime.At(DateOnly.Parse(local[..10]), TimeOnly.Parse(local[11..]));

    private static DateTimeOffset AnyMoment(Random random) => new DateTimeOffset(2023, 12, 20, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromMinutes(random.Next(0, 60 * 24 * 365 * 5));

    private static WorkingCalendar AnyCalendar(Random random)
    {
        var days = Enumerable.Range(0, random.Next(0, 40)).Select(_ => DateOnly.FromDateTime(AnyMoment(random).DateTime)).Distinct();
        var hours = random.Next(3) switch
        {
            0 => WorkingHours.Usual,
            1 => new WorkingHours(new(7, 0), new(11, 30), new(13, 30), new(17, 0)),
            _ => new WorkingHours(new(7, 0), new(12, 0), new(12, 0), new(15, 0)),
        };
        return new WorkingCalendar(hours, days.Select(day => new CalendarDay(day, random.Next(2) == 0 ? DayRule.Off : DayRule.Worked, "x", DayCertainty.House)));
    }
}
