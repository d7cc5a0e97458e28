using Dispatch.Engine.Directory;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Workflows.Changing;

/// <summary>What waits in a matter while its procedure changes under it.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class MigrationTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Issue = "issue-dispatch";

    private static readonly AProcedure Plain = new();

    [Test]
    public async Task A_step_that_waits_takes_on_what_the_new_version_says_of_it_and_stays_with_whoever_took_it()
    {
        await new AProcedure { InBetween = [AProcedure.LegalView] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var head = Office.As("head.bng");
        var before = await AProcedure.TaskAsync(head, "Thẩm định pháp lý");
        await head.Do(new ClaimTask(before.Id));
        await head.Do(new AskForHelp(before.Id, TaskKind.Opinion, Office.Person("drafter2.bng"), null, "Có vướng gì không?"));
        var changed = AProcedure.LegalView.Members.Replace("Thẩm định pháp lý", "Thẩm định của Cục").Replace("8 giờ làm việc", "16 giờ làm việc") + """
            ,"fields": {"typeName":"Object","expression":{"type":"Object","value":"[{\"name\":\"basis\",\"label\":\"Căn cứ\",\"type\":\"String\",\"required\":true}]"}}
            """;
        await new AProcedure { Version = 2, InBetween = [AProcedure.LegalView with { Members = changed }] }.PublishedAsync(Office);

        await MoveAsync(2);

        var after = await AProcedure.TaskAsync(head, "Thẩm định của Cục");
        Assert.That((after.Id, after.Holder), Is.EqualTo((before.Id, before.Holder ?? "Lê Thị Hạnh")));
        Assert.That(after.DueAt, Is.GreaterThan(before.DueAt!.Value));
        Assert.That((await Office.As("drafter2.bng").Do(new ListTasks())).Items.Where(task => task.Kind is TaskKind.Opinion).ToList(), Has.Count.EqualTo(1), "who was asked is still asked");
        Assert.That(await head.RefusalOf(new CompleteTask(after.Id, "Clear")), Is.EqualTo("workflow.field-needed"));
        await head.Do(new CompleteTask(after.Id, "Clear", Fields: new Dictionary<string, string>(StringComparer.Ordinal) { ["basis"] = "Nghị định 30" }));
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task A_step_that_others_do_now_is_asked_of_them()
    {
        await new AProcedure { InBetween = [AProcedure.LegalView] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await Office.As("head.bng").Do(new ClaimTask((await AProcedure.TaskAsync(Office.As("head.bng"), "Thẩm định pháp lý")).Id));
        await new AProcedure { Version = 2, InBetween = [AProcedure.LegalView with { Members = AProcedure.LegalView.Members.Replace("Drafter, UnitHead", "Clerk") }] }.PublishedAsync(Office);

        await MoveAsync(2);

        Assert.That((await Office.As("head.bng").Do(new ListTasks())).Items, Is.Empty);
        await Office.As("clerk.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Thẩm định pháp lý")).Id, "Clear"));
        Assert.That((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Kiểm tra thể thức")).Act, Is.EqualTo("PassForm"));
    }

    [Test]
    public async Task The_same_roles_in_another_order_are_the_same_people_and_the_step_stays_with_whoever_took_it()
    {
        await new AProcedure { InBetween = [AProcedure.LegalView] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var before = await AProcedure.TaskAsync(Office.As("head.bng"), "Thẩm định pháp lý");
        await Office.As("head.bng").Do(new ClaimTask(before.Id));
        await new AProcedure { Version = 2, InBetween = [AProcedure.LegalView with { Members = AProcedure.LegalView.Members.Replace("Drafter, UnitHead", "UnitHead,Drafter") }] }.PublishedAsync(Office);

        await MoveAsync(2);

        var after = await AProcedure.TaskAsync(Office.As("head.bng"), "Thẩm định pháp lý");
        Assert.That((after.Id, after.Holder), Is.EqualTo((before.Id, "Lê Thị Hạnh")));
    }

    [Test]
    public async Task Of_several_who_are_asked_the_one_who_is_asked_no_more_makes_room_for_the_one_who_is()
    {
        await AProcedure.Asking(1, "head.bng", "clerk.bng").PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await Office.As("head.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("head.bng"), "Lấy ý kiến")).Id, "Approved"));
        await AProcedure.Asking(2, "signer2.bng", "head.bng").PublishedAsync(Office);

        await MoveAsync(2);

        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Is.Empty);
        await Office.As("signer2.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("signer2.bng"), "Lấy ý kiến")).Id, "Approved"));
        Assert.That((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Kiểm tra thể thức")).Act, Is.EqualTo("PassForm"));
    }

    [Test]
    public async Task What_one_has_answered_does_not_count_as_the_answer_of_another()
    {
        await AProcedure.Asking(1, "head.bng", "clerk.bng").PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await Office.As("head.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("head.bng"), "Lấy ý kiến")).Id, "Approved"));
        await AProcedure.Asking(2, "signer2.bng", "clerk.bng").PublishedAsync(Office);

        var why = (await Office.As("admin.bng").Do(new PreviewMigration(Issue, new ProcedureRef(ProcedureOwner.Own, 2)))).Items.Single().WhyNot;

        Assert.That(why?.Code, Is.EqualTo("workflow.not-asked"));
        Assert.That(why!.Message, Does.Contain("“ask =”"));
        // Left out of the history, everybody the new version names is asked.
        await MoveAsync(2, new Dictionary<string, string?>(StringComparer.Ordinal) { ["ask"] = null });
        Assert.That((await Office.As("signer2.bng").Do(new ListTasks())).Items, Has.Count.EqualTo(1));
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_several_roles_each_answer_stays_with_the_role_that_gave_it()
    {
        await AProcedure.AskingRoles(1, "UnitHead", "Clerk").PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await Office.As("clerk.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Lấy ý kiến")).Id, "Approved"));
        await AProcedure.AskingRoles(2, "Clerk", "UnitHead").PublishedAsync(Office);

        await MoveAsync(2);

        var (asked, of) = await Office.Look(async db => (await db.Set<WorkflowTask>().SingleAsync(t => t.ActivityId == "ask" && t.ClosedAt == null), await db.Set<WorkflowInstance>().SingleAsync()));
        Assert.That(asked.Role, Is.EqualTo(Role.UnitHead));
        Assert.That(WorkflowRun.Waits(of.Position).Value.Single(), Has.Property("Role").EqualTo("UnitHead").And.Property("Id").EqualTo(asked.WaitId));
    }

    [Test]
    public async Task A_matter_that_an_incident_stopped_moves_to_the_version_that_mends_it()
    {
        await new AProcedure { GoesOnBesideIncidents = false, InBetween = [new AStep("legal", "Dispatch.HumanTask", "Done", AProcedure.Literal("person", "khong-co-ai"))] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        Assert.That(await Office.Look(db => db.Set<WorkflowInstance>().Select(i => i.Status).SingleAsync()), Is.EqualTo(RunStatus.Faulted), "the witness: all of it stands still");
        await (Plain with { Version = 2 }).PublishedAsync(Office);

        await MoveAsync(2);

        Assert.That((await Office.As("admin.bng").Do(new ListIncidents(false))).Items, Is.Empty);
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.Issued);
    }

    private async Task MoveAsync(int version, IReadOnlyDictionary<string, string?>? map = null) =>
        Assert.That(await Office.As("admin.bng").Do(new MigrateInstances(Issue, new ProcedureRef(ProcedureOwner.Own, version), map)), Is.EqualTo(new MigrationDone(1, 0)));
}
