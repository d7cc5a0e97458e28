using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Workflows.Changing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ProcedureTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Issue = "issue-dispatch";

    private static readonly AProcedure Plain = new();
    private static readonly AProcedure WithLegalView = new() { Version = 2, InBetween = [AProcedure.LegalView] };
    private static readonly AProcedure LegalViewLast = new() { Version = 3, AfterSigning = [AProcedure.LegalView with { OtherTo = "number" }] };

    [Test]
    public async Task A_version_is_uploaded_once_checked_published_and_given_up_again()
    {
        var admin = Office.As("admin.bng");

        var uploaded = await admin.Do(new UploadProcedure(Plain.Json));
        Assert.That((uploaded.Stage, uploaded.IsInForce), Is.EqualTo((ProcedureStage.Checked, false)));
        Assert.That((await admin.Do(new UploadProcedure(Plain.Json))).Number, Is.EqualTo(uploaded.Number), "the same text twice is one version");
        await admin.Do(new PublishProcedure(Issue, uploaded.Number));
        Assert.That(await admin.RefusalOf(new PublishProcedure(Issue, uploaded.Number)), Is.EqualTo("workflow.already-published"));
        Assert.That(InForce(await admin.Do(new ListProcedures())).Owner, Is.EqualTo(ProcedureOwner.Own));
        Assert.That(InForce(await Office.As("admin.db").Do(new ListProcedures())).Owner, Is.EqualTo(ProcedureOwner.Shipped), "each office has its own");
        await admin.Do(new PublishProcedure(Issue, null));

        Assert.That(InForce(await admin.Do(new ListProcedures())).Owner, Is.EqualTo(ProcedureOwner.Shipped));
    }

    [Test]
    public async Task What_must_not_run_is_not_taken_in()
    {
        var admin = Office.As("admin.bng");
        await admin.Do(new UploadProcedure(Plain.Json));

        Assert.That(await admin.RefusalOf(new UploadProcedure("{")), Is.EqualTo("workflow.malformed"));
        Assert.That(await admin.RefusalOf(new UploadProcedure(Plain.Json.Replace("issue-dispatch", "our-own"))), Is.EqualTo("workflow.unknown-procedure"));
        Assert.That(await admin.RefusalOf(new UploadProcedure(Plain.Json.Replace("UnitHead", "Janitor"))), Is.EqualTo("workflow.unknown-role"));
        Assert.That(await admin.RefusalOf(new UploadProcedure(WithLegalView.Json.Replace("\"value\":\"Signer\"", "\"value\":\"Administrator\""))), Is.EqualTo("workflow.unknown-role"), "told to those who may not read it");
        Assert.That(await admin.RefusalOf(new UploadProcedure(WithLegalView.Json.Replace("\"value\":\"Signer\"", "\"value\":\"Wizard\""))), Is.EqualTo("workflow.unknown-role"));
        Assert.That(await admin.RefusalOf(new UploadProcedure(WithLegalView.Json.Replace("\"version\":2", "\"version\":1"))), Is.EqualTo("workflow.version-taken"));
        const string Demonstration = """{"definitionId":"issue-dispatch","version":9,"root":{"id":"w","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"Hello"}}}}""";
        Assert.That(await admin.RefusalOf(new UploadProcedure(Demonstration)), Is.EqualTo("workflow.misses-act"), "somebody else's file under our name");
        var unsigned = Plain.Json.Replace("Dispatch.Sign", "Dispatch.CheckForm").Replace("\"Signed\"", "\"Passed\"");
        Assert.That((await admin.Try(new UploadProcedure(unsigned))).Refusal!.Message, Does.Contain("→"), "the path is shown");
        Assert.That(await admin.RefusalOf(new PublishProcedure(Issue, 77)), Is.EqualTo("access.unknown"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new UploadProcedure(Plain.Json)), Is.EqualTo("access.forbidden"));
    }

    [Test]
    public async Task Two_versions_are_held_side_by_side()
    {
        var admin = Office.As("admin.bng");
        await admin.Do(new UploadProcedure(Plain.Json));
        await admin.Do(new UploadProcedure(WithLegalView.Json));

        var difference = await admin.Do(new CompareProcedures(Issue, new ProcedureRef(ProcedureOwner.Own, 1), new ProcedureRef(ProcedureOwner.Own, 2)));

        Assert.That(difference.Added, Has.Count.EqualTo(1));
        Assert.That((difference.Removed.Count, difference.Changed.Count), Is.EqualTo((0, 0)));
        Assert.That(difference.Ways, Has.Count.EqualTo(4), string.Join('\n', difference.Ways));
        Assert.That(await admin.RefusalOf(new CompareProcedures(Issue, new ProcedureRef(ProcedureOwner.Own, 1), new ProcedureRef(ProcedureOwner.Own, 9))), Is.EqualTo("access.unknown"));
    }

    [TestCase("getKind() == 'a'", "getKind() == 'b'", "which: trường hợp “A”: getKind() == 'a' → getKind() == 'b'", TestName = "A case of a choice that differs is told as it is written")]
    [TestCase("\"name\":\"Round\"", "\"name\":\"Turn\"", "Quy trình: biến “Round”: ShortWhole = 0 → không đặt; biến “Turn”: không đặt → ShortWhole = 0", TestName = "A variable of the procedure that differs is told")]
    [TestCase("ContinueWithIncidentsStrategy", "FaultStrategy", "Quy trình: khi có sự cố: các nhánh khác đi tiếp → cả hồ sơ dừng", TestName = "What an incident stops is told where it differs")]
    [TestCase("\"id\":\"o1\"", "\"id\":\"o2\"", null, TestName = "The same under another id is a step added and one removed")]
    public void What_differs_is_told_whatever_it_is(string was, string now, string? told)
    {
        const string Text = """
            {"definitionId":"d","name":"d","version":1,"inputs":[{"type":"String","name":"kind"}],"variables":[{"id":"v","name":"Round","typeName":"Int32","value":"0"}],
             "options":{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"},
             "root":{"id":"flow","type":"Elsa.Flowchart","activities":[
              {"id":"which","type":"Elsa.FlowSwitch","cases":[{"label":"A","condition":{"type":"JavaScript","value":"getKind() == 'a'"}}]},{"id":"o1","type":"Elsa.WriteLine"}],"connections":[]}}
            """;
        WorkflowDefinition Read(string text) => WorkflowDefinition.Read(text, "thu.json").Value;

        var difference = ProcedureDifference.Between(Read(Text), Read(Text.Replace(was, now, StringComparison.Ordinal)));

        Assert.That(difference.Changed, Is.EqualTo(told is null ? Array.Empty<string>() : [told]));
        Assert.That((difference.Added.Count, difference.Removed.Count), Is.EqualTo(told is null ? (1, 1) : (0, 0)));
    }

    [Test]
    public async Task A_running_matter_keeps_its_version_until_it_is_moved()
    {
        await Plain.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        var admin = Office.As("admin.bng");
        await WithLegalView.PublishedAsync(Office);
        var to = new ProcedureRef(ProcedureOwner.Own, 2);

        var preview = (await admin.Do(new PreviewMigration(Issue, to))).Items.Single();
        Assert.That(preview.FromVersion, Is.EqualTo(1));
        Assert.That(preview.WhyNot, Is.Null);
        Assert.That(preview.WouldWait, Is.EqualTo(preview.Waiting));
        Assert.That((await admin.Do(new MigrateInstances(Issue, to))), Is.EqualTo(new MigrationDone(1, 0)));
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.FormCheck);

        var legal = await AProcedure.TaskAsync(Office.As("head.bng"), "Thẩm định pháp lý");
        await Office.As("head.bng").Do(new CompleteTask(legal.Id, "Clear"));
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task A_matter_for_which_there_is_no_way_stays_and_so_do_all_others()
    {
        await WithLegalView.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var legal = await AProcedure.TaskAsync(Office.As("head.bng"), "Thẩm định pháp lý");
        await Office.As("head.bng").Do(new CompleteTask(legal.Id, "Clear"));
        await new ADispatch(Office).DraftAsync();
        await LegalViewLast.PublishedAsync(Office);
        var admin = Office.As("admin.bng");
        var to = new ProcedureRef(ProcedureOwner.Own, 3);
        var before = await Office.ContentsAsync();

        var cases = (await admin.Do(new PreviewMigration(Issue, to))).Items;
        Assert.That(cases.Select(one => one.WhyNot?.Code), Is.EquivalentTo(new[] { "workflow.step-not-reached", null }));
        Assert.That(await admin.RefusalOf(new MigrateInstances(Issue, to)), Is.EqualTo("workflow.cannot-migrate"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        // What was done under the old version is left out of the history by the map, and asked again where the new version has it.
        var map = new Dictionary<string, string?>(StringComparer.Ordinal) { ["legal"] = null };
        Assert.That((await admin.Do(new MigrateInstances(Issue, to, map))).Moved, Is.EqualTo(2));
        Assert.That(await Office.Look(db => db.Set<WorkflowInstance>().CountAsync(i => i.DefinitionVersion == 3)), Is.EqualTo(2));
    }

    [TestCase(null)]
    [TestCase("form")]
    public async Task A_matter_moves_past_a_step_that_is_gone_when_the_law_allows_what_comes_next(string? to)
    {
        await Plain.PublishedAsync(Office);
        await WithLegalView.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var (admin, plain) = (Office.As("admin.bng"), new ProcedureRef(ProcedureOwner.Own, 1));
        var map = new Dictionary<string, string?>(StringComparer.Ordinal) { ["legal"] = to };

        var preview = (await admin.Do(new PreviewMigration(Issue, plain, map))).Items.Single();
        Assert.That(preview.WhyNot, Is.Null);
        Assert.That(preview.WouldWait, Is.EqualTo(new[] { "Kiểm tra thể thức" }));
        await admin.Do(new MigrateInstances(Issue, plain, map));

        var waits = await Office.Look(db => db.Set<WorkflowTask>().SingleAsync(task => task.ClosedAt == null));
        Assert.That((waits.ActivityId, waits.Act, waits.Title), Is.EqualTo(("form", "PassForm", "Kiểm tra thể thức")), "the step is asked anew, under its own name");
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task A_matter_that_would_wait_for_what_the_law_does_not_allow_now_is_told_why()
    {
        await Plain.PublishedAsync(Office);
        await WithLegalView.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var map = new Dictionary<string, string?>(StringComparer.Ordinal) { ["content"] = null };

        var why = (await Office.As("admin.bng").Do(new PreviewMigration(Issue, new ProcedureRef(ProcedureOwner.Own, 1), map))).Items.Single().WhyNot!;

        Assert.That(why.Code, Is.EqualTo("workflow.act-not-due"));
        Assert.That(why.Message, Does.StartWith("Theo phiên bản mới hồ sơ sẽ chờ “Kiểm tra nội dung”. Chưa thể "));
    }

    [Test]
    public async Task A_matter_that_stopped_leaves_its_incident_behind_when_it_moves()
    {
        await Plain.PublishedAsync(Office);
        await new AProcedure { Version = 2, InBetween = [new AStep("legal", "Dispatch.HumanTask", "Done", AProcedure.Literal("person", "khong-co-ai"))] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var admin = Office.As("admin.bng");
        Assert.That((await admin.Do(new ListIncidents(false))).Items, Has.Count.EqualTo(1), "the witness: it stopped");

        await admin.Do(new MigrateInstances(Issue, new ProcedureRef(ProcedureOwner.Own, 1)));

        Assert.That((await admin.Do(new ListIncidents(false))).Items, Is.Empty);
        Assert.That((await admin.Do(new ListIncidents(true))).Items.Single().SkipReason, Does.Contain("đã chuyển phiên bản"));
        await new ADispatch(Office).WalkAsync(await Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id)), OutgoingState.Issued);
    }

    [Test]
    public async Task What_the_office_does_itself_is_done_where_a_matter_comes_to_stand()
    {
        await Plain.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await new AProcedure { Version = 2, InBetween = [new AStep("tell", "Dispatch.Notify", "Notified", AProcedure.Literal("role", "Clerk")), new AStep("nobody", "Dispatch.HumanTask", "Done", AProcedure.Literal("person", "khong-co-ai"))] }.PublishedAsync(Office);
        var admin = Office.As("admin.bng");

        await admin.Do(new MigrateInstances(Issue, new ProcedureRef(ProcedureOwner.Own, 2)));

        Assert.That(await Office.Look(db => db.Set<WorkflowTask>().Where(task => task.ActivityId == "tell" && task.Kind == TaskKind.Step).Select(task => task.Outcome).SingleAsync()), Is.EqualTo("Notified"));
        Assert.That((await admin.Do(new ListIncidents(false))).Items.Single().Message, Does.Contain("khong-co-ai"), "a step for nobody stops, it does not wait unseen");
    }

    [Test]
    public async Task What_was_done_and_is_gone_is_told_with_the_line_of_the_map_that_helps()
    {
        await Plain.PublishedAsync(Office);
        await WithLegalView.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var legal = await AProcedure.TaskAsync(Office.As("head.bng"), "Thẩm định pháp lý");
        await Office.As("head.bng").Do(new CompleteTask(legal.Id, "Clear"));

        var why = (await Office.As("admin.bng").Do(new PreviewMigration(Issue, new ProcedureRef(ProcedureOwner.Own, 1)))).Items.Single().WhyNot!;

        Assert.That(why.Message, Does.Contain("“Thẩm định pháp lý” đã làm").And.Contain("dòng “legal =”"));
    }

    [Test]
    public async Task A_map_takes_no_waiting_matter_to_another_step()
    {
        await Plain.PublishedAsync(Office);
        await new ADispatch(Office).DraftAsync();
        await WithLegalView.PublishedAsync(Office);
        var (admin, to) = (Office.As("admin.bng"), new ProcedureRef(ProcedureOwner.Own, 2));
        var map = new Dictionary<string, string?>(StringComparer.Ordinal) { ["submit"] = "sign" };

        var why = (await admin.Do(new PreviewMigration(Issue, to, map))).Items.Single().WhyNot!;

        Assert.That(why.Code, Is.EqualTo("workflow.no-leap"));
        Assert.That(why.Message, Does.Contain("đang chờ “Trình dự thảo”").And.Contain("sẽ chờ “Trình dự thảo”, không phải bước “sign”"));
        Assert.That(await admin.RefusalOf(new MigrateInstances(Issue, to, map)), Is.EqualTo("workflow.cannot-migrate"));
    }

    [Test]
    public async Task A_migration_that_is_asked_wrongly_is_refused()
    {
        await Plain.PublishedAsync(Office);
        var admin = Office.As("admin.bng");
        var to = new ProcedureRef(ProcedureOwner.Own, 1);

        Assert.That(await admin.RefusalOf(new MigrateInstances(Issue, new ProcedureRef(ProcedureOwner.Own, 9))), Is.EqualTo("access.unknown"));
        Assert.That(await admin.RefusalOf(new MigrateInstances(Issue, to, new Dictionary<string, string?>(StringComparer.Ordinal) { ["sign"] = "nowhere" })), Is.EqualTo("workflow.unknown-step-in-map"));
        Assert.That(await admin.RefusalOf(new MigrateInstances(Issue, to, InstanceIds: [])), Is.EqualTo("shape.instanceIds"));
        Assert.That(await admin.RefusalOf(new MigrateInstances(Issue, to, InstanceIds: [new(Guid.CreateVersion7(Office.Clock.GetUtcNow()))])), Is.EqualTo("access.unknown"));
        Assert.That(await Office.As("head.bng").RefusalOf(new PreviewMigration(Issue, to)), Is.EqualTo("access.forbidden"));
    }

    private static ProcedureView InForce(IReadOnlyList<ProcedureView> versions) => versions.Single(version => version.DefinitionId == Issue && version.IsInForce);
}
