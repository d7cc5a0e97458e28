using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>RemindLate, ChangeReminderRule, FindReminderRule. The test clock begins on Monday 16/12/2024 at eight in the morning.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReminderTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DateOnly Monday = new(2024, 12, 16);

    [Test]
    public async Task A_house_without_a_rule_reminds_nobody_by_itself()
    {
        await ArrivedAsync();
        Office.Clock.SetDay(Monday.AddDays(3));

        Assert.That(await RoundAsync(), Is.Zero);
        Assert.That(await Office.As("clerk.bng").Do(new FindReminderRule()), Is.EqualTo(new ReminderRule(null, 3, 0)));
    }

    [Test]
    public async Task Who_is_late_enough_is_reminded_once_a_working_day_and_not_oftener_than_the_rule_says()
    {
        var sent = await ArrivedAsync();
        await Office.As("admin.bng").Do(new ChangeReminderRule(4, 2));
        var reminded = new List<DateOnly>();
        for (var hour = 0; hour < 24 * 9; hour++)
        {
            Office.Clock.Advance(TimeSpan.FromHours(1));
            if (await RoundAsync() > 0)
            {
                reminded.Add(Office.Clock.Today);
                Assert.That(WorkingCalendar.Usual.IsWorking(Office.Clock.GetUtcNow()), Is.True, "never at night");
            }
        }

        // Due on Monday evening, four working hours late on Tuesday noon.
        Assert.That(reminded, Is.EqualTo(new[] { Monday.AddDays(1), Monday.AddDays(2) }));
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        Assert.That((delivery.Reminders, OfficeTime.DateAt(delivery.RemindedAt!.Value)), Is.EqualTo((2, Monday.AddDays(2))));
        await Office.DeliverAsync();
        Assert.That((await Office.As("clerk.db").Do(new ListTasks())).Items.Count(task => task.Title.StartsWith("Nơi gửi nhắc", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "distributing.reminded")), Is.EqualTo(2));
    }

    [Test]
    public async Task Nobody_is_reminded_on_a_weekend_or_on_a_day_the_receivers_office_is_closed()
    {
        await ArrivedAsync();
        await Office.As("admin.bng").Do(new ChangeReminderRule(0, 5));
        await Office.As("admin.db").Do(new ChangeCalendarDay(Monday.AddDays(2), DayRule.Off, "Kỷ niệm ngày thành lập tỉnh"));

        Assert.That(await OnAsync(Monday.AddDays(2)), Is.Zero, "the receivers have a day off of their own");
        Assert.That(await OnAsync(new DateOnly(2024, 12, 21)), Is.Zero, "Saturday");
        Assert.That(await OnAsync(new DateOnly(2025, 1, 1)), Is.Zero, "New Year");
        Assert.That(await OnAsync(new DateOnly(2025, 1, 2)), Is.EqualTo(1));
    }

    [Test]
    public async Task Who_has_done_its_duty_or_was_reminded_by_hand_today_is_left_alone()
    {
        var sent = await ArrivedAsync();
        await Office.As("admin.bng").Do(new ChangeReminderRule(0, 5));
        Office.Clock.SetDay(Monday.AddDays(1));
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        await Office.As("clerk.bng").Do(new RemindRecipients([delivery.Id]));

        Assert.That(await RoundAsync(), Is.Zero);
        await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
        await Office.DeliverAsync();
        Assert.That(await OnAsync(Monday.AddDays(3)), Is.Zero, "it is in their book; what they do with it has no clock here");
    }

    [Test]
    public async Task Two_nodes_remind_once()
    {
        var sent = await ArrivedAsync();
        await Office.As("admin.bng").Do(new ChangeReminderRule(0, 5));
        Office.Clock.SetDay(Monday.AddDays(1));
        await using var second = Office.SecondNode();

        var done = await Task.WhenAll(Task.Run(() => RoundAsync()), Task.Run(() => RoundAsync(second)));

        Assert.That(done.Sum(), Is.EqualTo(1));
        Assert.That((await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single().Reminders, Is.EqualTo(1));
    }

    [TestCase(-1, 1, "shape.afterHours")]
    [TestCase(81, 1, "shape.afterHours")]
    [TestCase(1, 0, "shape.atMost")]
    [TestCase(1, 21, "shape.atMost")]
    public async Task A_rule_that_makes_no_sense_is_refused(int hours, int most, string code) =>
        Assert.That(await Office.As("admin.bng").RefusalOf(new ChangeReminderRule(hours, most)), Is.EqualTo(code));

    [Test]
    public async Task A_rule_is_kept_by_administrators_and_leaves_the_other_settings_alone()
    {
        await Office.As("admin.bng").Do(new ChangeHouseSettings(false, "SAO Y BẢN CHÍNH"));

        Assert.That(await Office.As("clerk.bng").RefusalOf(new ChangeReminderRule(4, 2)), Is.EqualTo("access.forbidden"));
        var rule = await Office.As("admin.bng").Do(new ChangeReminderRule(4, 2));
        Assert.That(await Office.As("admin.bng").RefusalOf(new ChangeReminderRule(5, 2), version: rule.Version - 1), Is.EqualTo("version.stale"));
        Assert.That((await Office.Look(db => db.Set<HouseSettings>().SingleAsync())).SaoYLabel, Is.EqualTo("SAO Y BẢN CHÍNH"));
    }

    private async Task<DispatchView> ArrivedAsync()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        return sent;
    }

    private Task<int> OnAsync(DateOnly day)
    {
        Office.Clock.SetDay(day);
        return RoundAsync();
    }

    private Task<int> RoundAsync(IServiceProvider? node = null) => (node ?? Office.Root).GetRequiredService<ReminderRound>().RunAsync(CancellationToken.None);
}
