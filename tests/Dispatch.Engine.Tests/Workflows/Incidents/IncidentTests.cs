using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Deadlines;
using Dispatch.Engine.Workflows.Incidents;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Workflows.Incidents;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class IncidentTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly AStep ForNobody = new("expert", "Dispatch.HumanTask", "Clear", $$$"""
        {{{AProcedure.Literal("title", "Chuyên gia cho ý kiến")}}}, {{{AProcedure.Literal("person", "chuyengia.bng")}}},
        "outcomes": {"typeName":"Object","expression":{"type":"Object","value":"[\"Clear\",\"Doubtful\"]"}}
        """, OtherPort: "Doubtful");

    [Test]
    public async Task A_step_for_somebody_who_is_not_there_stops_its_branch_and_says_why()
    {
        var incident = await IncidentAsync();

        Assert.That((incident.Step, incident.Message), Is.EqualTo(("Chuyên gia cho ý kiến", "Không có tài khoản “chuyengia.bng” trong cơ quan.")));
        Assert.That((await Office.As("admin.db").Do(new ListIncidents())).Items, Is.Empty, "another organisation");
        Assert.That(await Office.As("clerk.bng").RefusalOf(new ListIncidents()), Is.EqualTo("access.forbidden"));
    }

    [Test]
    public async Task An_incident_names_its_paper_to_whoever_may_read_it_and_to_nobody_else()
    {
        var incident = await IncidentAsync();
        var read = (await Office.As("auditor.bng").Do(new ListIncidents())).Items.Single();

        Assert.That(incident.Paper, Is.Null, "an administrator reads no papers");
        Assert.That((read.Paper?.Type, read.Paper?.Number), Is.EqualTo((TaskPaper.Dispatch, "…/BNG-CNV")));
        Assert.That((await Office.As("auditor.bng").Do(new FindDispatch(new Id<OfficialDispatch>(read.Paper!.Id)))).Text.Subject, Is.EqualTo(read.Paper.Subject));
    }

    [Test]
    public async Task Whoever_sees_the_paper_reads_that_it_stopped_and_the_administrator_is_told_of_it()
    {
        await IncidentAsync();
        var paper = (await Office.As("auditor.bng").Do(new ListIncidents())).Items.Single().Paper!.Id;

        var waiting = await Office.As("clerk.bng").Do(new ListWaiting(paper));

        Assert.That(waiting.Select(step => (step.TaskId, step.Title, step.Who)), Does.Contain(((Id<WorkflowTask>?)null, "Chuyên gia cho ý kiến", "quản trị viên")));
        Assert.That(await Office.As("clerk.db").Do(new ListWaiting(paper)), Is.Empty, "another organisation");
        Assert.That((await Office.As("admin.bng").Do(new SummariseDay())).Incidents, Is.EqualTo(1));
        Assert.That((await Office.As("clerk.bng").Do(new SummariseDay())).Incidents, Is.Zero, "it is not theirs to deal with");
    }

    [Test]
    public async Task A_step_is_tried_again_once_the_cause_is_gone()
    {
        var incident = await IncidentAsync();
        var admin = Office.As("admin.bng");

        Assert.That((await admin.Do(new RetryIncident(incident.Id))).FailedAgain, Is.True);
        var again = (await admin.Do(new ListIncidents())).Items.Single();
        Assert.That(again.Tries, Is.EqualTo(2));
        await admin.Do(new AddPerson(Office.Body("bng"), null, "Phan Chuyên Gia", "Chuyên gia", Role.Drafter, "chuyengia.bng", "mật khẩu của chuyên gia"));
        await admin.Do(new RetryIncident(again.Id));

        Assert.That((await admin.Do(new ListIncidents())).Items, Is.Empty);
        Assert.That((await admin.Do(new ListIncidents(IsClosed: true))).Items, Has.Count.EqualTo(2));
        Assert.That(await Office.Look(db => db.Set<WorkflowTask>().CountAsync(t => t.ActivityId == "expert" && t.ClosedAt == null)), Is.EqualTo(1));
        Assert.That(await admin.RefusalOf(new RetryIncident(again.Id)), Is.EqualTo("workflow.incident-closed"));
    }

    [Test]
    public async Task A_step_is_passed_over_with_a_reason_that_stays_in_the_log()
    {
        var incident = await IncidentAsync();
        var admin = Office.As("admin.bng");

        Assert.That(incident.IsLegalAct, Is.False);
        Assert.That(await admin.RefusalOf(new SkipIncident(incident.Id, " ", "Clear")), Is.EqualTo("workflow.words-needed"));
        Assert.That(await admin.RefusalOf(new SkipIncident(incident.Id, "Không cần", "Vague")), Is.EqualTo("workflow.unknown-outcome"));
        await admin.Do(new SkipIncident(incident.Id, "Chuyên gia đã nghỉ hưu", "Clear"));

        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Single().Act, Is.EqualTo("PassForm"));
        var leaf = await Office.Look(db => db.Set<AuditLeaf>().SingleAsync(l => l.Act == "workflow.skipped"));
        Assert.That(leaf.Entry, Does.Contain("Chuyên gia đã nghỉ hưu"));
    }

    [Test]
    public async Task A_step_that_is_passed_over_the_way_back_to_the_drafter_returns_the_draft()
    {
        var incident = await IncidentAsync();
        var id = new Id<OfficialDispatch>((await Office.As("auditor.bng").Do(new ListIncidents())).Items.Single().Paper!.Id);

        await Office.As("admin.bng").Do(new SkipIncident(incident.Id, "Chuyên gia đã nghỉ hưu, đề nghị soạn lại", "Doubtful"));

        var back = await Office.As("drafter.bng").Do(new FindDispatch(id));
        Assert.That((back.State, back.Reason), Is.EqualTo((OutgoingState.Drafting, "Chuyên gia đã nghỉ hưu, đề nghị soạn lại")));
        await Office.As("drafter.bng").Do(new SubmitDispatch(id));
        Assert.That((await Office.As("drafter.bng").Do(new FindDispatch(id))).State, Is.EqualTo(OutgoingState.ContentCheck));
    }

    [Test]
    public async Task A_term_that_leads_straight_back_to_the_drafter_is_refused_when_it_is_uploaded()
    {
        var check = new AStep("late", "Dispatch.CheckDeadline", "InTime", AProcedure.Literal("due", "ngay"), OtherPort: "Overdue");

        Assert.That(await Office.As("admin.bng").RefusalOf(new UploadProcedure(new AProcedure { InBetween = [AProcedure.LegalView, check] }.Json)), Is.EqualTo("workflow.act-impossible"));
    }

    [Test]
    public async Task A_step_that_is_an_act_on_the_paper_says_so_and_is_not_passed_over()
    {
        var admin = Office.As("admin.bng");
        var json = new AProcedure().Json.Replace(AProcedure.Literal("role", "Clerk"), AProcedure.Literal("person", "chuyengia.bng"), StringComparison.Ordinal);
        var uploaded = await admin.Do(new UploadProcedure(json));
        await admin.Do(new PublishProcedure(uploaded.DefinitionId, uploaded.Number));
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);

        var incident = (await admin.Do(new ListIncidents())).Items.Single();

        Assert.That((incident.ActivityId, incident.IsLegalAct), Is.EqualTo(("form", true)));
        Assert.That(await admin.RefusalOf(new SkipIncident(incident.Id, "Đã kiểm tra trên giấy", "Passed")), Is.EqualTo("workflow.skip-legal-act"));
    }

    [Test]
    public async Task Somebody_who_is_not_there_yet_is_looked_for_again_by_the_clock_ever_later()
    {
        var (admin, ring) = (Office.As("admin.bng"), Office.Root.GetRequiredService<DueRound>());
        var incident = await IncidentAsync();

        Assert.That(incident.RetryAt, Is.EqualTo(Office.Clock.GetUtcNow() + TimeSpan.FromMinutes(1)));
        Assert.That(await ring.RunAsync(CancellationToken.None), Is.Zero, "not yet");
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ring.RunAsync(CancellationToken.None), Is.EqualTo(1));
        var again = (await admin.Do(new ListIncidents())).Items.Single();
        Assert.That((again.Tries, again.RetryAt), Is.EqualTo((2, (DateTimeOffset?)(Office.Clock.GetUtcNow() + TimeSpan.FromMinutes(10)))));

        await admin.Do(new AddPerson(Office.Body("bng"), null, "Phan Chuyên Gia", "Chuyên gia", Role.Drafter, "chuyengia.bng", "mật khẩu của chuyên gia"));
        Office.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await ring.RunAsync(CancellationToken.None), Is.EqualTo(1));

        Assert.That((await admin.Do(new ListIncidents())).Items, Is.Empty);
        Assert.That(await Office.Look(db => db.Set<WorkflowTask>().CountAsync(t => t.ActivityId == "expert" && t.ClosedAt == null)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_failed_five_times_waits_for_an_administrator()
    {
        var ring = Office.Root.GetRequiredService<DueRound>();
        await IncidentAsync();

        foreach (var pause in new[] { TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6) })
        {
            Office.Clock.Advance(pause);
            await ring.RunAsync(CancellationToken.None);
        }

        var last = (await Office.As("admin.bng").Do(new ListIncidents())).Items.Single();
        Assert.That((last.Tries, last.RetryAt), Is.EqualTo((5, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task A_matter_that_ends_with_its_paper_leaves_nobody_an_incident()
    {
        await new AProcedure { AtTheEnd = [ForNobody with { OtherTo = "end" }] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var admin = Office.As("admin.bng");
        var incident = (await admin.Do(new ListIncidents())).Items.Single();

        await new ARecall(Office, dispatch.Id).OrderedAsync();

        Assert.That((await admin.Do(new ListIncidents())).Items, Is.Empty);
        Assert.That(await admin.RefusalOf(new RetryIncident(incident.Id)), Is.EqualTo("workflow.incident-closed"));
    }

    [Test]
    public async Task A_pause_that_was_over_while_the_matter_stood_still_ends_when_it_goes_on()
    {
        var pause = new AStep("pause", "Elsa.Delay", "Done", """
            "timeSpan": {"typeName":"TimeSpan","expression":{"type":"Literal","value":"02:00:00"}}
            """);
        var both = new AStep("both", "Elsa.Parallel", "Done", $"\"activities\":[{pause.Json},{ForNobody.Json}]");
        await new AProcedure { GoesOnBesideIncidents = false, AfterSigning = [both] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        var (admin, clerk, round) = (Office.As("admin.bng"), Office.As("clerk.bng"), Office.Root.GetRequiredService<DueRound>());
        Office.Clock.Advance(TimeSpan.FromHours(2));
        await round.RunAsync(CancellationToken.None);
        Assert.That((await clerk.Do(new ListTasks())).Items, Is.Empty, "it stands still");

        var incident = (await admin.Do(new ListIncidents())).Items.Single();
        await admin.Do(new SkipIncident(incident.Id, "Chuyên gia đã nghỉ hưu", "Clear"));
        await round.RunAsync(CancellationToken.None);

        Assert.That((await clerk.Do(new ListTasks())).Items.Select(task => task.Act), Is.EqualTo(new[] { "AssignNumber" }));
    }

    [Test]
    public async Task Receipts_whose_time_was_up_while_the_matter_stood_still_are_waited_for_no_longer_when_it_goes_on()
    {
        var receipts = new AStep("receipts", "Dispatch.AwaitReceipts", "Received", AProcedure.Literal("due", "2 giờ làm việc"));
        var both = new AStep("both", "Elsa.Parallel", "Done", $"\"activities\":[{receipts.Json},{ForNobody.Json}]");
        await new AProcedure { GoesOnBesideIncidents = false, AtTheEnd = [both] }.PublishedAsync(Office);
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        var (admin, round) = (Office.As("admin.bng"), Office.Root.GetRequiredService<DueRound>());
        Office.Clock.Advance(TimeSpan.FromHours(2));
        await round.RunAsync(CancellationToken.None);

        await admin.Do(new SkipIncident((await admin.Do(new ListIncidents())).Items.Single().Id, "Chuyên gia đã nghỉ hưu", "Clear"));
        await round.RunAsync(CancellationToken.None);

        Assert.That(await Office.Look(db => db.Set<WorkflowInstance>().Select(i => i.Status).FirstAsync()), Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public async Task A_unit_is_one_of_the_office_whatever_others_call_theirs()
    {
        AStep Of(string id, string unit) => new(id, "Dispatch.HumanTask", "Done", $"{AProcedure.Literal("title", unit)}, {AProcedure.Literal("role", "Drafter")}, {AProcedure.Literal("unit", unit)}");
        await new AProcedure { InBetween = [Of("own", "CSĐN"), Of("others", "VP")] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);

        Assert.That((await Office.As("drafter.bng").Do(new ListTasks())).Items, Is.Empty, "of another unit");
        await Office.As("drafter2.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("drafter2.bng"), "CSĐN")).Id, "Done"));

        Assert.That((await Office.As("admin.bng").Do(new ListIncidents())).Items.Single().Message, Is.EqualTo("Không có đơn vị “VP” trong cơ quan."));
    }

    private async Task<IncidentView> IncidentAsync()
    {
        await new AProcedure { InBetween = [ForNobody] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        return (await Office.As("admin.bng").Do(new ListIncidents())).Items.Single();
    }
}
