using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Workflows.Changing;

/// <summary>Matters that move while they stand in the middle of something: several at once, a loop, a pause, a step that became two.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class MigrationEdgeTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Issue = "issue-dispatch";
    private const int Many = 40;

    private TestActor Head => Office.As("head.bng");

    [TestCase(CrashPoints.BeforeCommit, 0)]
    [TestCase(CrashPoints.AfterCommit, Many)]
    public async Task A_node_that_dies_while_matters_move_has_moved_all_of_them_or_none(string point, int moved)
    {
        await new AProcedure { InBetween = [Person("legal", "Thẩm định")] }.PublishedAsync(Office);
        var dispatch = new ADispatch(Office);
        var last = await dispatch.AtAsync(OutgoingState.FormCheck);
        for (var i = 1; i < Many; i++)
        {
            last = await dispatch.AtAsync(OutgoingState.FormCheck);
        }

        await new AProcedure { Version = 2, InBetween = [Person("legal", "Thẩm định của Cục")] }.PublishedAsync(Office);
        var before = await Office.ContentsAsync();

        Office.Crash.At(point);
        Assert.That(() => Office.As("admin.bng").Try(new MigrateInstances(Issue, Own(2))), Throws.InstanceOf<CrashException>());
        Office.Crash.At(null);

        Assert.That(await Office.Look(db => db.Set<WorkflowInstance>().CountAsync(instance => instance.DefinitionVersion == 2)), Is.EqualTo(moved));
        Assert.That((await Office.ContentsAsync()) == before, Is.EqualTo(moved == 0));
        Assert.That(await Office.As("admin.bng").Do(new MigrateInstances(Issue, Own(2))), Is.EqualTo(new MigrationDone(Many - moved, 0)));
        Assert.That(await Office.Look(db => db.Set<WorkflowTask>().CountAsync(task => task.ClosedAt == null && task.Title == "Thẩm định của Cục")), Is.EqualTo(Many));
        var waits = (await Head.Do(new ListTasks())).Items.First(task => task.PaperId == last.Id.Value);
        await Head.Do(new CompleteTask(waits.Id, "Clear"));
        await dispatch.WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(last.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task Whoever_has_answered_for_a_role_does_not_answer_again_where_the_new_version_asks_one_more()
    {
        await AProcedure.AskingRoles(1, "UnitHead", "Clerk").PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Lấy ý kiến")).Id, "Approved"));
        await AProcedure.AskingRoles(2, "UnitHead", "Clerk", "UnitHead").PublishedAsync(Office);

        await MoveAsync(2);

        var second = await Office.Look(db => db.Set<WorkflowTask>().SingleAsync(task => task.ActivityId == "ask" && task.ClosedAt == null && task.Role == Role.UnitHead));
        Assert.That(await Head.RefusalOf(new CompleteTask(second.Id, "Approved")), Is.EqualTo("workflow.answered-already"));
    }

    [Test]
    public async Task Whoever_was_heard_once_is_heard_again_when_the_same_is_asked_anew()
    {
        await AProcedure.AskingRoles(1, "UnitHead", "Clerk").PublishedAsync(Office);
        var dispatch = new ADispatch(Office);
        var paper = await dispatch.AtAsync(OutgoingState.FormCheck);
        await Office.As("clerk.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Lấy ý kiến")).Id, "Approved"));
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Lấy ý kiến")).Id, "Refused", "Chưa đủ căn cứ"));
        await dispatch.WalkAsync(await Office.As("drafter.bng").Do(new FindDispatch(paper.Id)), OutgoingState.FormCheck);

        await Office.As("clerk.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Lấy ý kiến")).Id, "Approved"));
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Lấy ý kiến")).Id, "Approved"));

        Assert.That((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Kiểm tra thể thức")).Act, Is.EqualTo("PassForm"));
    }

    [Test]
    public async Task A_step_that_became_two_is_done_by_its_first_half_and_waits_for_the_second()
    {
        await new AProcedure { InBetween = [Person("legal", "Thẩm định")] }.PublishedAsync(Office);
        var dispatch = new ADispatch(Office);
        var done = await dispatch.AtAsync(OutgoingState.FormCheck);
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Thẩm định")).Id, "Clear"));
        var waits = await dispatch.AtAsync(OutgoingState.FormCheck);
        await new AProcedure { Version = 2, InBetween = [Person("law", "Thẩm định pháp lý"), Person("money", "Thẩm định kinh phí")] }.PublishedAsync(Office);

        Assert.That(await Office.As("admin.bng").Do(new MigrateInstances(Issue, Own(2), Map(("legal", "law")))), Is.EqualTo(new MigrationDone(2, 0)));

        var open = (await Head.Do(new ListTasks())).Items;
        Assert.That(open.Select(task => (task.PaperId, task.Title)), Is.EquivalentTo(new[] { (done.Id.Value, "Thẩm định kinh phí"), (waits.Id.Value, "Thẩm định pháp lý") }));
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Is.Empty, "the check of form waits for the second half");
        foreach (var task in open)
        {
            await Head.Do(new CompleteTask(task.Id, "Clear"));
        }

        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Thẩm định kinh phí")).Id, "Clear"));
        await dispatch.WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(waits.Id)), OutgoingState.Issued);
        await dispatch.WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(done.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task Two_steps_that_became_one_are_that_one_whichever_of_them_waits()
    {
        await new AProcedure { InBetween = [Person("law", "Thẩm định pháp lý"), Person("money", "Thẩm định kinh phí")] }.PublishedAsync(Office);
        var dispatch = new ADispatch(Office);
        var second = await dispatch.AtAsync(OutgoingState.FormCheck);
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Thẩm định pháp lý")).Id, "Clear"));
        await new AProcedure { Version = 2, InBetween = [Person("legal", "Thẩm định")] }.PublishedAsync(Office);

        await MoveAsync(2, Map(("law", null), ("money", "legal")));

        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Thẩm định")).Id, "Clear"));
        await dispatch.WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(second.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task Of_what_goes_on_side_by_side_the_half_that_is_done_stays_done_and_the_join_waits_for_the_other()
    {
        await new AProcedure { InBetween = [Side("both", "law", "money")] }.PublishedAsync(Office);
        var dispatch = new ADispatch(Office);
        var paper = await dispatch.AtAsync(OutgoingState.FormCheck);
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước money")).Id, "Clear"));
        await new AProcedure { Version = 2, InBetween = [Side("together", "tech", "money", "law")] }.PublishedAsync(Office);

        await MoveAsync(2);

        Assert.That((await Head.Do(new ListTasks())).Items.Select(task => task.Title), Is.EquivalentTo(new[] { "Bước law", "Bước tech" }));
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước law")).Id, "Clear"));
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Is.Empty);
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước tech")).Id, "Clear"));
        await dispatch.WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(paper.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task A_loop_in_the_middle_goes_on_with_the_pass_it_was_in()
    {
        await new AProcedure { InBetween = [Loop("a", "b", "c")] }.PublishedAsync(Office);
        var dispatch = new ADispatch(Office);
        var paper = await dispatch.AtAsync(OutgoingState.FormCheck);
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước each")).Id, "Clear"));
        await new AProcedure { Version = 2, InBetween = [Loop("a", "b"), Person("after", "Bước after")] }.PublishedAsync(Office);

        await MoveAsync(2);

        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước each")).Id, "Clear"));
        await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước after")).Id, "Clear"));
        await dispatch.WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(paper.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task More_passes_done_than_the_new_version_has_is_told()
    {
        await new AProcedure { InBetween = [Loop("a", "b", "c")] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        for (var pass = 0; pass < 2; pass++)
        {
            await Head.Do(new CompleteTask((await AProcedure.TaskAsync(Head, "Bước each")).Id, "Clear"));
        }

        await new AProcedure { Version = 2, InBetween = [Loop("a")] }.PublishedAsync(Office);

        Assert.That((await Office.As("admin.bng").Do(new PreviewMigration(Issue, Own(2)))).Items.Single().WhyNot?.Code, Is.EqualTo("workflow.step-not-reached"));
    }

    [TestCase("05:00:00", 5)]
    [TestCase("00:30:00", 1)]
    public async Task A_pause_that_runs_is_as_long_as_the_new_version_says_counted_from_when_it_began(string now, int hours)
    {
        await new AProcedure { AfterSigning = [Pause("02:00:00")] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Office.Clock.Advance(TimeSpan.FromHours(1));
        await new AProcedure { Version = 2, AfterSigning = [Pause(now)] }.PublishedAsync(Office);

        await MoveAsync(2);

        Office.Clock.Advance(TimeSpan.FromHours(hours - 1) - TimeSpan.FromMinutes(1));
        await RingAsync();
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Any(task => task.Act == "AssignNumber"), Is.EqualTo(hours == 1));
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        await RingAsync();
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Select(task => task.Act), Is.EqualTo(new[] { "AssignNumber" }));
    }

    [Test]
    public async Task A_pause_the_new_version_has_not_is_over_when_the_matter_moves()
    {
        await new AProcedure { AfterSigning = [Pause("02:00:00")] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        await new AProcedure { Version = 2 }.PublishedAsync(Office);

        await MoveAsync(2);
        Office.Clock.Advance(TimeSpan.FromHours(3));
        await RingAsync();

        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Select(task => task.Act), Is.EqualTo(new[] { "AssignNumber" }));
        Assert.That(await Office.Look(db => db.Set<WorkflowTask>().CountAsync(task => task.ActivityId == "pause" && task.ClosedAt == null)), Is.Zero);
    }

    private static ProcedureRef Own(int version) => new(ProcedureOwner.Own, version);

    private static Dictionary<string, string?> Map(params (string From, string? To)[] lines) => lines.ToDictionary(line => line.From, line => line.To, StringComparer.Ordinal);

    private static AStep Person(string id, string title) => new(id, "Dispatch.HumanTask", "Clear", $$$"""
        {{{AProcedure.Literal("title", title)}}}, {{{AProcedure.Literal("role", "UnitHead")}}},
        "outcomes": {"typeName":"Object","expression":{"type":"Object","value":"[\"Clear\"]"}}
        """);

    private static AStep Side(string id, params string[] steps) => new(id, "Elsa.Parallel", "Done", $"\"activities\":[{string.Join(',', steps.Select(step => Person(step, $"Bước {step}").Json))}]");

    private static AStep Loop(params string[] items) => new("loop", "Elsa.ForEach", "Done", $$$"""
        "items": {"typeName":"Object","expression":{"type":"Object","value":"[{{{string.Join(',', items.Select(item => $"\\\"{item}\\\""))}}}]"}}, "body": {{{Person("each", "Bước each").Json}}}
        """);

    private static AStep Pause(string span) => new("pause", "Elsa.Delay", "Done", $$$"""
        "timeSpan": {"typeName":"TimeSpan","expression":{"type":"Literal","value":"{{{span}}}"}}
        """);

    private async Task RingAsync() => await Office.Root.GetRequiredService<DueRound>().RunAsync(CancellationToken.None);

    private async Task MoveAsync(int version, IReadOnlyDictionary<string, string?>? map = null) =>
        Assert.That(await Office.As("admin.bng").Do(new MigrateInstances(Issue, Own(version), map)), Is.EqualTo(new MigrationDone(1, 0)));
}
