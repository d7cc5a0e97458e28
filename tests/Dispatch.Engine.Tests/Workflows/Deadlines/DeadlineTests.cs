using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Workflows.Deadlines;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class DeadlineTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Legal = "Thẩm định pháp lý";

    private static readonly AStep Pause = new("pause", "Elsa.Delay", "Done", """
        "timeSpan": {"typeName":"TimeSpan","expression":{"type":"Literal","value":"02:00:00"}}
        """);

    [Test]
    public async Task A_term_in_working_time_is_reminded_of_and_told_above_when_it_has_passed()
    {
        var task = await LegalTaskAsync();
        Assert.That(task.DueAt, Is.EqualTo(Local(2024, 12, 16, 17, 0)), "eight working hours from Monday 8:00");

        Assert.That(await RingAsync(), Is.Zero);
        await AtAsync(Local(2024, 12, 16, 15, 1));
        Assert.That((await AProcedure.TaskAsync(Office.As("head.bng"), Legal)).RemindedAt, Is.EqualTo(Local(2024, 12, 16, 15, 1)), "two working hours before, and whoever must do it sees so");
        await AtAsync(Local(2024, 12, 16, 17, 1));

        Assert.That((await AProcedure.TaskAsync(Office.As("head.bng"), Legal)).IsOverdue, Is.True);
        var notice = await AProcedure.TaskAsync(Office.As("signer.bng"), "Quá hạn: " + Legal);
        Assert.That(notice.Kind, Is.EqualTo(TaskKind.Notice));
        await Office.As("signer.bng").Do(new CompleteTask(notice.Id, "Seen"));
        Assert.That((await Office.As("signer.bng").Do(new ListTasks())).Items, Is.Empty);
        Assert.That(await RingAsync(), Is.Zero, "it is told once");
    }

    [TestCase("Signer", "signer.bng", TestName = "A delay in a unit is told to leaders, who have no unit")]
    [TestCase("UnitHead", "head.bng", TestName = "A delay in a unit without a head is told to the heads there are")]
    public async Task A_delay_in_a_unit_is_told_to_whoever_can_read_it(string role, string who)
    {
        var ofUnit = AProcedure.LegalView with { Members = AProcedure.LegalView.Members.Replace("\"value\":\"Signer\"", $"\"value\":\"{role}\"", StringComparison.Ordinal) + ", " + AProcedure.Literal("unit", "CSĐN") };
        await new AProcedure { InBetween = [ofUnit] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);

        await AtAsync(Local(2024, 12, 16, 17, 1));

        Assert.That((await AProcedure.TaskAsync(Office.As(who), "Quá hạn: " + Legal)).Kind, Is.EqualTo(TaskKind.Notice));
    }

    [Test]
    public async Task A_delay_is_told_to_the_head_of_whose_task_it_is_and_to_no_other()
    {
        var toHeads = AProcedure.LegalView with { Members = AProcedure.LegalView.Members.Replace("\"value\":\"Signer\"", "\"value\":\"UnitHead\"", StringComparison.Ordinal) };
        var task = await LegalTaskAsync(toHeads);
        await Office.As("admin.bng").Do(new AddPerson(Office.Body("bng"), Office.Body("bng-csdn"), "Lò Văn Khác", "Vụ trưởng", Role.UnitHead, "head2.bng", "mật khẩu của vụ trưởng"));
        await Office.As("drafter.bng").Do(new ClaimTask(task.Id));

        await AtAsync(Local(2024, 12, 16, 17, 1));

        var told = await Office.Look(db => db.Set<WorkflowTask>().SingleAsync(t => t.Kind == TaskKind.Notice));
        Assert.That((told.Role, told.UnitId), Is.EqualTo((Role.UnitHead, (Id<Body>?)Office.Body("bng-cnv"))));
    }

    [Test]
    public async Task What_was_told_to_somebody_who_reads_no_papers_leaves_their_day_as_it_was()
    {
        await LegalTaskAsync();
        await AtAsync(Local(2024, 12, 16, 17, 1));
        await Office.Look(db => db.Set<WorkflowTask>().Where(t => t.Kind == TaskKind.Notice).ExecuteUpdateAsync(set => set.SetProperty(t => t.Role, Role.Administrator)));

        Assert.That((await Office.As("admin.bng").Do(new ListTasks())).Items, Is.Empty);
        Assert.That((await Office.As("admin.bng").Do(new SummariseDay())).Waiting, Is.Zero);
    }

    [Test]
    public async Task A_pause_lets_the_matter_go_on_when_it_is_over_whichever_node_rings_first()
    {
        await new AProcedure { AfterSigning = [Pause] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Is.Empty);

        Office.Clock.Advance(TimeSpan.FromHours(2));
        await using var other = Office.SecondNode();
        await Task.WhenAll(RingAsync(), other.GetRequiredService<DueRound>().RunAsync(CancellationToken.None));

        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Select(t => t.Act), Is.EqualTo(new[] { "AssignNumber" }));
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task A_node_that_dies_while_a_pause_ends_loses_nothing([Values(CrashPoints.BeforeCommit, CrashPoints.AfterCommit)] string point)
    {
        await new AProcedure { AfterSigning = [Pause] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Office.Clock.Advance(TimeSpan.FromHours(2));

        Office.Crash.At(point);
        await RingAsync();
        Office.Crash.At(null);
        Office.Clock.Advance(TimeSpan.FromMinutes(2));
        await RingAsync();

        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Select(t => t.Act), Is.EqualTo(new[] { "AssignNumber" }));
    }

    [Test]
    public async Task Ringing_what_is_not_due_or_done_does_nothing()
    {
        var task = await LegalTaskAsync();

        Assert.That(await Office.AsSystem("bng").Do(new RingTask(task.Id)), Is.EqualTo(RingResult.Nothing));
        Assert.That(await Office.AsSystem("ubnd-dien-bien").Do(new RingTask(task.Id)), Is.EqualTo(RingResult.Nothing), "another organisation's");
        Assert.That(await Office.As("admin.bng").RefusalOf(new RingTask(task.Id)), Is.EqualTo("access.forbidden"));
        await Office.As("head.bng").Do(new CompleteTask(task.Id, "Clear"));
        Office.Clock.Advance(TimeSpan.FromDays(30));
        Assert.That(await Office.AsSystem("bng").Do(new RingTask(task.Id)), Is.EqualTo(RingResult.Nothing), "it is done");
    }

    [Test]
    public async Task An_urgent_paper_is_due_at_once()
    {
        await new AProcedure { InBetween = [AProcedure.LegalView] }.PublishedAsync(Office);
        await new ADispatch(Office) { Text = ADispatch.Words() with { Urgency = Urgency.Express } }.AtAsync(OutgoingState.FormCheck);

        Assert.That((await AProcedure.TaskAsync(Office.As("head.bng"), Legal)).DueAt, Is.EqualTo(Office.Clock.GetUtcNow() + DueTerms.AtOnce));
    }

    [Test]
    public async Task A_day_off_that_is_announced_moves_what_is_due()
    {
        var task = await LegalTaskAsync();
        var admin = Office.As("admin.bng");

        await admin.Do(new ChangeCalendarDay(new DateOnly(2024, 12, 16), DayRule.Off, "Thông báo 12/TB-BNG"));

        Assert.That((await FindAsync(task)).DueAt, Is.EqualTo(Local(2024, 12, 17, 17, 0)));
        Assert.That((await admin.Do(new FindCalendar(2024))).Days, Has.Some.Matches<CalendarDay>(day => day is { Certainty: DayCertainty.House, Name: "Thông báo 12/TB-BNG" }));
        await admin.Do(new ChangeCalendarDay(new DateOnly(2024, 12, 16), null));
        Assert.That((await FindAsync(task)).DueAt, Is.EqualTo(Local(2024, 12, 16, 17, 0)));
    }

    [Test]
    public async Task Hours_are_the_offices_own()
    {
        var task = await LegalTaskAsync();
        var admin = Office.As("admin.bng");

        var changed = await admin.Do(new ChangeWorkingHours(new WorkingHours(new(7, 0), new(11, 0), new(13, 0), new(17, 0))), version: 0);

        Assert.That((await FindAsync(task)).DueAt, Is.EqualTo(Local(2024, 12, 17, 8, 0)), "begun at 8:00 by its own hours: 3 + 4 + 1");
        Assert.That(await admin.RefusalOf(new ChangeWorkingHours(WorkingHours.Usual), version: 0), Is.EqualTo("version.stale"));
        Assert.That(await admin.RefusalOf(new ChangeWorkingHours(WorkingHours.Usual), version: changed.Version), Is.Null);
        Assert.That(await admin.RefusalOf(new ChangeWorkingHours(new WorkingHours(new(9, 0), new(8, 0), new(13, 0), new(17, 0)))), Is.EqualTo("shape.hours"));
        Assert.That((await Office.As("admin.db").Do(new FindCalendar(2024))).Hours, Is.EqualTo(WorkingHours.Usual), "each organisation has its own");
        Assert.That(await Office.As("clerk.bng").RefusalOf(new ChangeWorkingHours(WorkingHours.Usual)), Is.EqualTo("access.forbidden"));
    }

    [Test]
    public async Task A_day_is_changed_with_a_reason()
    {
        var admin = Office.As("admin.bng");

        Assert.That(await admin.RefusalOf(new ChangeCalendarDay(new DateOnly(2024, 12, 16), DayRule.Off, " ")), Is.EqualTo("shape.name"));
        Assert.That(await admin.RefusalOf(new ChangeCalendarDay(new DateOnly(1999, 12, 16), DayRule.Off, "x")), Is.EqualTo("shape.day"));
        Assert.That(await admin.RefusalOf(new FindCalendar(1999)), Is.EqualTo("shape.year"));
    }

    private static DateTimeOffset Local(int year, int month, int day, int hour, int minute) => OfficeTime.At(new DateOnly(year, month, day), new TimeOnly(hour, minute));

    private async Task<TaskView> LegalTaskAsync(AStep? asked = null)
    {
        await new AProcedure { InBetween = [asked ?? AProcedure.LegalView] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        return await AProcedure.TaskAsync(Office.As("head.bng"), Legal);
    }

    private Task<int> RingAsync() => Office.Root.GetRequiredService<DueRound>().RunAsync(CancellationToken.None);

    private Task<int> AtAsync(DateTimeOffset moment)
    {
        Office.Clock.Set(moment.ToUniversalTime());
        return RingAsync();
    }

    private Task<WorkflowTask> FindAsync(TaskView task) => Office.Look(db => db.Set<WorkflowTask>().AsNoTracking().SingleAsync(t => t.Id == task.Id));
}
