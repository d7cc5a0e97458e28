using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Workflows.People;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class TaskTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Legal = "Thẩm định pháp lý";

    [Test]
    public async Task A_task_of_a_role_is_taken_by_one_and_put_back()
    {
        var task = await LegalTaskAsync();
        var head = Office.As("head.bng");

        await Office.As("drafter2.bng").Do(new ClaimTask(task.Id));

        Assert.That(await head.RefusalOf(new ClaimTask(task.Id)), Is.EqualTo("workflow.claimed"));
        Assert.That((await head.Try(new CompleteTask(task.Id, "Clear"))).Refusal!.Message, Does.Contain("Đỗ Thị Thảo"));
        Assert.That((await head.Do(new ListTasks())).Items.Select(t => t.Id), Has.None.EqualTo(task.Id));
        Assert.That(await Office.As("head.bng").RefusalOf(new ReleaseTask(task.Id)), Is.EqualTo("workflow.claimed"), "another unit's head");
        await Office.As("drafter2.bng").Do(new ReleaseTask(task.Id));
        Assert.That((await Office.As("auditor.bng").Do(new FindTask(task.Id))).History[^1].To, Is.Null, "nobody in particular has it now");
        Assert.That(await Office.As("drafter2.bng").RefusalOf(new ReleaseTask(task.Id)), Is.EqualTo("workflow.not-claimed"));
        await head.Do(new ClaimTask(task.Id));
    }

    [Test]
    public async Task Of_two_who_take_a_task_at_once_one_gets_it()
    {
        var task = await LegalTaskAsync();

        var outcomes = await Task.WhenAll(Office.As("drafter2.bng").Try(new ClaimTask(task.Id)), Office.As("head.bng").Try(new ClaimTask(task.Id)));

        Assert.That(outcomes.Select(outcome => outcome.Refusal?.Code).Order(StringComparer.Ordinal), Is.EqualTo(new[] { null, "workflow.claimed" }));
    }

    [Test]
    public async Task A_task_that_is_done_lets_the_matter_go_on_and_keeps_the_opinion()
    {
        var task = await LegalTaskAsync();

        await Office.As("head.bng").Do(new CompleteTask(task.Id, "Clear", "Không vướng mắc về thẩm quyền"));

        var done = await Office.As("auditor.bng").Do(new FindTask(task.Id));
        Assert.That((done.Outcome, done.Opinion), Is.EqualTo(("Clear", "Không vướng mắc về thẩm quyền")));
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Single().Act, Is.EqualTo("PassForm"));
        Assert.That(await Office.As("head.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.task-closed"));
    }

    [Test]
    public async Task An_answer_that_sends_the_matter_back_to_the_drafter_returns_the_draft_with_it()
    {
        var task = await LegalTaskAsync();
        var id = new Id<OfficialDispatch>(task.PaperId);

        await Office.As("head.bng").Do(new CompleteTask(task.Id, "Doubtful", "Thiếu căn cứ ban hành"));

        var back = await Office.As("drafter.bng").Do(new FindDispatch(id));
        Assert.That((back.State, back.Reason), Is.EqualTo((OutgoingState.Drafting, "Thiếu căn cứ ban hành")));
        await Office.As("drafter.bng").Do(new SubmitDispatch(id));
        Assert.That((await Office.As("drafter.bng").Do(new FindDispatch(id))).State, Is.EqualTo(OutgoingState.ContentCheck));
    }

    [Test]
    public async Task What_a_form_was_answered_stays_with_the_task()
    {
        var asks = AProcedure.LegalView with
        {
            Members = AProcedure.LegalView.Members + """
                , "fields": {"typeName":"Object","expression":{"type":"Object","value":"[{\"name\":\"lead\",\"label\":\"Đơn vị chủ trì\",\"required\":true},{\"name\":\"days\",\"type\":\"number\"}]"}}
                """,
        };
        var task = await LegalTaskAsync(asks);
        Assert.That(await Office.As("head.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.field-needed"));

        await Office.As("head.bng").Do(new CompleteTask(task.Id, "Clear", Fields: new Dictionary<string, string>(StringComparer.Ordinal) { ["lead"] = " Vụ Pháp luật ", ["days"] = "" }));

        Assert.That((await Office.As("auditor.bng").Do(new FindTask(task.Id))).Fields.Select(field => (field.Label, field.Value)), Is.EqualTo(new[] { ("Đơn vị chủ trì", "Vụ Pháp luật"), ("days", null) }));
    }

    [Test]
    public async Task What_is_asked_wrongly_is_refused_and_changes_nothing()
    {
        var task = await LegalTaskAsync();
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("head.bng").RefusalOf(new CompleteTask(task.Id, "Vague")), Is.EqualTo("workflow.unknown-outcome"));
        Assert.That(await Office.As("head.bng").RefusalOf(new CompleteTask(task.Id, "Clear", Fields: new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "y" })), Is.EqualTo("workflow.unknown-field"));
        Assert.That(await Office.As("head.bng").RefusalOf(new CompleteTask(task.Id, "Clear", "TỐI MẬT")), Is.EqualTo("secrecy.refused"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.someone-else"));
        Assert.That((await Office.As("clerk.bng").Try(new CompleteTask(task.Id, "Clear"))).Refusal!.Message, Does.Contain("người soạn thảo hoặc lãnh đạo đơn vị"));
        Assert.That(await Office.As("head.db").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("access.unknown"), "another organisation");
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        // Last: that somebody tried what their role may not do is itself written down.
        Assert.That(await Office.As("auditor.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("access.forbidden"));
    }

    [Test]
    public async Task A_legal_act_is_done_on_the_paper_and_not_by_ticking_its_task()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var task = (await Office.As("signer.bng").Do(new ListTasks())).Items.Single();

        Assert.That(task.IsPaperAct, Is.True);
        Assert.That(await Office.As("signer.bng").RefusalOf(new CompleteTask(task.Id, "Signed")), Is.EqualTo("workflow.by-the-act"));
        Assert.That((await Office.As("auditor.bng").Do(new FindDispatch(dispatch.Id))).State, Is.EqualTo(OutgoingState.AwaitingSignature));
    }

    [Test]
    public async Task A_task_is_given_to_a_colleague_who_may_do_it()
    {
        var task = await LegalTaskAsync();
        var head = Office.As("head.bng");

        Assert.That(await head.RefusalOf(new ForwardTask(task.Id, Office.Person("clerk.bng"), "Nhờ xem")), Is.EqualTo("workflow.lacks-role"));
        Assert.That(await head.RefusalOf(new ForwardTask(task.Id, Office.Person("head.db"), "Nhờ xem")), Is.EqualTo("workflow.no-such-person"));
        Assert.That(await head.RefusalOf(new ForwardTask(task.Id, Office.Person("head.bng"), "Nhờ xem")), Is.EqualTo("workflow.yourself"));
        Assert.That(await head.RefusalOf(new ForwardTask(task.Id, Office.Person("drafter2.bng"), " ")), Is.EqualTo("workflow.words-needed"));
        await head.Do(new ForwardTask(task.Id, Office.Person("drafter2.bng"), "Đúng lĩnh vực của Vụ"));

        Assert.That((await AProcedure.TaskAsync(Office.As("drafter2.bng"), Legal)).Id, Is.EqualTo(task.Id));
        Assert.That(await head.RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.someone-else"));
        var history = (await Office.As("auditor.bng").Do(new FindTask(task.Id))).History;
        Assert.That((history[^1].By, history[^1].To, history[^1].Words), Is.EqualTo(("Lê Thị Hạnh", "Đỗ Thị Thảo", "Đúng lĩnh vực của Vụ")));
    }

    [Test]
    public async Task A_signature_is_personal_and_is_not_given_on()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var task = (await Office.As("signer.bng").Do(new ListTasks())).Items.Single();

        Assert.That(await Office.As("signer.bng").RefusalOf(new ForwardTask(task.Id, Office.Person("signer2.bng"), "Đi công tác")), Is.EqualTo("workflow.personal"));
    }

    [Test]
    public async Task An_opinion_is_asked_and_given_while_custody_stays()
    {
        var task = await LegalTaskAsync();
        var head = Office.As("head.bng");

        await head.Do(new AskForHelp(task.Id, TaskKind.Opinion, Office.Person("clerk.bng"), null, "Đã có tiền lệ chưa?", 2));
        await head.Do(new AskForHelp(task.Id, TaskKind.Support, null, Office.Body("bng-csdn"), "Cùng rà soát"));

        var asked = await AProcedure.TaskAsync(Office.As("clerk.bng"), "Cho ý kiến: " + Legal);
        Assert.That((asked.Kind, asked.Words), Is.EqualTo((TaskKind.Opinion, "Đã có tiền lệ chưa?")));
        Assert.That(asked.DueAt, Is.Not.Null);
        await Office.As("clerk.bng").Do(new CompleteTask(asked.Id, "Answered", "Có, năm 2021"));
        Assert.That((await Office.As("drafter2.bng").Do(new ListTasks())).Items.Select(t => t.Kind), Does.Contain(TaskKind.Support));
        var detail = await head.Do(new FindTask(task.Id));
        Assert.That(detail.WhyNot, Is.Null, "whoever asked still holds it");
        Assert.That(detail.Help.Select(help => help.Answer), Is.EquivalentTo(new[] { "Có, năm 2021", null }));
        await head.Do(new CompleteTask(task.Id, "Clear"));
        Assert.That((await Office.As("drafter2.bng").Do(new ListTasks())).Items, Is.Empty, "nobody is asked about what is done");
    }

    [Test]
    public async Task What_lost_a_race_is_withdrawn_with_the_help_asked_for_it_and_what_goes_on_stays()
    {
        AStep Of(string id, string title, string role) => new(id, "Dispatch.HumanTask", "Done", $"{AProcedure.Literal("title", title)}, {AProcedure.Literal("role", role)}");
        var race = new AStep("race", "Elsa.Fork", "Done", $"\"joinMode\":\"WaitAny\",\"branches\":[{Of("clerks", "Văn thư xem", "Clerk").Json},{AProcedure.LegalView.Json}]");
        var both = new AStep("both", "Elsa.Parallel", "Done", $"\"activities\":[{race.Json},{Of("signers", "Lãnh đạo xem", "Signer").Json}]");
        await new AProcedure { InBetween = [both] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var legal = await AProcedure.TaskAsync(Office.As("head.bng"), Legal);
        await Office.As("head.bng").Do(new AskForHelp(legal.Id, TaskKind.Support, null, Office.Body("bng-csdn"), "Cùng rà soát"));

        await Office.As("clerk.bng").Do(new CompleteTask((await AProcedure.TaskAsync(Office.As("clerk.bng"), "Văn thư xem")).Id, "Done"));

        Assert.That(await Office.As("head.bng").RefusalOf(new CompleteTask(legal.Id, "Clear")), Is.EqualTo("workflow.task-closed"));
        Assert.That((await Office.As("drafter2.bng").Do(new ListTasks())).Items, Is.Empty, "nobody is asked about what is no longer wanted");
        Assert.That((await Office.As("signer.bng").Do(new ListTasks())).Items.Select(task => task.Title), Is.EqualTo(new[] { "Lãnh đạo xem" }));
    }

    [Test]
    public async Task What_lost_a_race_in_the_act_that_began_it_is_asked_of_nobody()
    {
        var notice = new AStep("notice", "Dispatch.Notify", "Notified", $"{AProcedure.Literal("title", "Đã duyệt nội dung")}, {AProcedure.Literal("role", "Signer")}");
        var race = new AStep("race", "Elsa.Fork", "Done", $"\"joinMode\":\"WaitAny\",\"branches\":[{AProcedure.LegalView.Json},{notice.Json}]");
        await new AProcedure { InBetween = [race] }.PublishedAsync(Office);

        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);

        Assert.That((await Office.As("head.bng").Do(new ListTasks())).Items, Is.Empty);
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items.Select(task => task.Act), Is.EqualTo(new[] { "PassForm" }));
    }

    [Test]
    public async Task Help_is_asked_of_one_who_is_there()
    {
        var task = await LegalTaskAsync();
        var head = Office.As("head.bng");

        Assert.That(await head.RefusalOf(new AskForHelp(task.Id, TaskKind.Opinion, null, null, "?")), Is.EqualTo("workflow.person-or-unit"));
        Assert.That(await head.RefusalOf(new AskForHelp(task.Id, TaskKind.Step, Office.Person("clerk.bng"), null, "?")), Is.EqualTo("shape.kind"));
        Assert.That(await head.RefusalOf(new AskForHelp(task.Id, TaskKind.Support, null, Office.Body("ubnd-dien-bien-vp"), "?")), Is.EqualTo("workflow.no-such-unit"));
        Assert.That(await head.RefusalOf(new AskForHelp(task.Id, TaskKind.Opinion, Office.Person("head.bng"), null, "?")), Is.EqualTo("workflow.yourself"));
        Assert.That(await head.RefusalOf(new AskForHelp(task.Id, TaskKind.Opinion, Office.Person("auditor.bng"), null, "?")), Is.EqualTo("workflow.lacks-role"), "who could never answer is not asked");
    }

    [Test]
    public async Task A_colleague_steps_in_for_an_absence_and_only_for_it()
    {
        var head = Office.As("head.bng");
        var task = await LegalTaskAsync();
        await head.Do(new ForwardTask(task.Id, Office.Person("drafter2.bng"), "Đúng lĩnh vực"));
        var today = Office.Clock.Today;
        var given = await Office.As("drafter2.bng").Do(new DelegateTasks(Office.Person("drafter.bng"), today.AddDays(1), today.AddDays(3), null, "Nghỉ phép"));

        Assert.That(await Office.As("drafter.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.someone-else"), "not yet");
        Office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await AProcedure.TaskAsync(Office.As("drafter.bng"), Legal)).Id, Is.EqualTo(task.Id));
        await Office.As("drafter.bng").Do(new CompleteTask(task.Id, "Clear"));

        var kept = await Office.Look(db => db.Set<WorkflowTask>().SingleAsync(t => t.Id == task.Id));
        Assert.That(kept.ClosedById, Is.EqualTo(Office.Person("drafter.bng")));
        Assert.That(kept.OnBehalfOfId, Is.EqualTo(Office.Person("drafter2.bng")));
        Assert.That((await Office.As("drafter.bng").Do(new ListDelegations())).Items.Single().FromName, Is.EqualTo("Đỗ Thị Thảo"));
        await Office.As("drafter2.bng").Do(new EndDelegation(given.Id));
        Assert.That(await Office.As("drafter.bng").RefusalOf(new EndDelegation(given.Id)), Is.EqualTo("access.unknown"), "only by the one who gave it");
    }

    [Test]
    public async Task For_whoever_has_left_the_administrator_names_who_steps_in()
    {
        var (admin, drafter, today) = (Office.As("admin.bng"), Office.As("drafter.bng"), Office.Clock.Today);
        var task = await LegalTaskAsync();
        await Office.As("head.bng").Do(new ForwardTask(task.Id, Office.Person("drafter2.bng"), "Đúng lĩnh vực"));
        await admin.Do(new ClosePerson(Office.Person("drafter2.bng")));
        DelegateTasks To(string who, string from = "drafter2.bng") => new(Office.Person(who), today, today.AddDays(30), null, "Đã chuyển công tác", Office.Person(from));

        Assert.That(await drafter.RefusalOf(To("drafter.bng")), Is.EqualTo("workflow.others-absence"), "it is not for colleagues to take");
        Assert.That(await admin.RefusalOf(To("drafter2.bng")), Is.EqualTo("workflow.same-as-absent"));
        Assert.That(await admin.RefusalOf(To("auditor.bng")), Is.EqualTo("workflow.lacks-role"));
        Assert.That(await admin.RefusalOf(To("drafter.bng", "drafter.db")), Is.EqualTo("access.unknown"), "another organisation's");
        var given = await admin.Do(To("drafter.bng"));

        Assert.That(((await admin.Do(new ListDelegations())).Items.Single().FromName, given.ToName), Is.EqualTo(("Đỗ Thị Thảo", "Trần Văn Soạn")));
        Assert.That((await AProcedure.TaskAsync(drafter, Legal)).Id, Is.EqualTo(task.Id));
        await admin.Do(new EndDelegation(given.Id));
        Assert.That(await drafter.RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.someone-else"));
        await admin.Do(To("drafter.bng"));
        await drafter.Do(new CompleteTask(task.Id, "Clear"));

        Assert.That((await Office.Look(db => db.Set<WorkflowTask>().SingleAsync(t => t.Id == task.Id))).OnBehalfOfId, Is.EqualTo(Office.Person("drafter2.bng")));
    }

    [Test]
    public async Task What_somebody_took_and_left_lying_goes_on_by_who_steps_in_or_back_to_the_group()
    {
        var (admin, today) = (Office.As("admin.bng"), Office.Clock.Today);
        var task = await LegalTaskAsync();
        await Office.As("drafter.bng").Do(new ClaimTask(task.Id));
        await admin.Do(new ClosePerson(Office.Person("drafter.bng")));
        DelegateTasks To(string who) => new(Office.Person(who), today, today, null, "Đã chuyển công tác", Office.Person("drafter.bng"));

        Assert.That(await Office.As("drafter2.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.claimed"));
        await admin.Do(To("clerk.bng"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new CompleteTask(task.Id, "Clear")), Is.EqualTo("workflow.someone-else"), "nobody gains a role");
        await admin.Do(To("drafter2.bng"));
        Assert.That((await AProcedure.TaskAsync(Office.As("drafter2.bng"), Legal)).Id, Is.EqualTo(task.Id));
        await Office.As("head.bng").Do(new ReleaseTask(task.Id));

        Assert.That((await AProcedure.TaskAsync(Office.As("head.bng"), Legal)).Id, Is.EqualTo(task.Id));
    }

    [Test]
    public async Task A_task_is_not_forwarded_to_who_could_never_do_it()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng"), OpinionFromIds: [Office.Person("drafter2.bng")]));
        await new ADispatch(Office).WalkAsync(draft, OutgoingState.FormCheck);
        var asked = (await Office.As("drafter2.bng").Do(new ListTasks())).Items.Single();

        Assert.That(await Office.As("drafter2.bng").RefusalOf(new ForwardTask(asked.Id, Office.Person("auditor.bng"), "Nghỉ phép")), Is.EqualTo("workflow.lacks-role"));
        await Office.As("drafter2.bng").Do(new ForwardTask(asked.Id, Office.Person("head.bng"), "Nghỉ phép"));
    }

    [Test]
    public async Task Of_those_a_role_asks_each_is_somebody_else_and_two_may_answer_at_one_moment()
    {
        await new AProcedure { InBetween = [Opinions("""[{\"role\":\"Signer\"},{\"role\":\"Signer\"}]""")] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var (first, second) = (Office.As("signer.bng"), Office.As("signer2.bng"));
        var asked = (await first.Do(new ListTasks())).Items;
        Assert.That(asked, Has.Count.EqualTo(2));

        var answers = await Task.WhenAll(first.Try(new CompleteTask(asked[0].Id, "Approved")), first.Try(new CompleteTask(asked[1].Id, "Approved")));

        Assert.That(answers.Select(answer => answer.Refusal?.Code).Order(StringComparer.Ordinal), Is.EqualTo(new[] { null, "workflow.answered-already" }));
        await second.Do(new CompleteTask((await second.Do(new ListTasks())).Items.Single().Id, "Approved"));
        Assert.That((await Office.As("clerk.bng").Do(new PassForm(dispatch.Id))).State, Is.EqualTo(OutgoingState.AwaitingSignature));
    }

    [Test]
    public async Task Two_who_answer_at_one_moment_are_both_heard_and_who_is_named_twice_is_asked_once()
    {
        await new AProcedure { InBetween = [Opinions("""[\"signer.bng\",\"signer2.bng\",{\"person\":\"signer.bng\"}]""")] }.PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var (first, second) = (Office.As("signer.bng"), Office.As("signer2.bng"));
        var tasks = ((await first.Do(new ListTasks())).Items.Single().Id, (await second.Do(new ListTasks())).Items.Single().Id);

        var answers = await Task.WhenAll(first.Try(new CompleteTask(tasks.Item1, "Approved")), second.Try(new CompleteTask(tasks.Item2, "Approved")));

        Assert.That(answers.Select(answer => answer.Refusal?.Code), Is.All.Null);
        Assert.That((await Office.As("clerk.bng").Do(new PassForm(dispatch.Id))).State, Is.EqualTo(OutgoingState.AwaitingSignature));
    }

    [Test]
    public async Task An_absent_signer_is_not_signed_for()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.AwaitingSignature);
        var today = Office.Clock.Today;
        await Office.As("signer.bng").Do(new DelegateTasks(Office.Person("signer2.bng"), today, today.AddDays(3), null, "Đi công tác"));

        Assert.That((await Office.As("signer2.bng").Do(new ListTasks())).Items, Is.Empty);
        Assert.That(await Office.As("signer2.bng").RefusalOf(new SignDispatch(dispatch.Id)), Is.EqualTo("signing.not-the-signer"));
    }

    [Test]
    public async Task A_delegation_has_a_colleague_days_and_a_reason()
    {
        var today = Office.Clock.Today;
        var head = Office.As("head.bng");

        Assert.That(await head.RefusalOf(new DelegateTasks(Office.Person("head.bng"), today, today, null, "x")), Is.EqualTo("workflow.yourself"));
        Assert.That(await head.RefusalOf(new DelegateTasks(Office.Person("head.db"), today, today, null, "x")), Is.EqualTo("workflow.no-such-person"));
        Assert.That(await head.RefusalOf(new DelegateTasks(Office.Person("admin.bng"), today, today, null, "x")), Is.EqualTo("workflow.lacks-role"), "who does no tasks steps in for nobody");
        Assert.That(await head.RefusalOf(new DelegateTasks(Office.Person("clerk.bng"), today, today.AddDays(-1), null, "x")), Is.EqualTo("shape.untilDay"));
        Assert.That(await head.RefusalOf(new DelegateTasks(Office.Person("clerk.bng"), today, today, "no-such", "x")), Is.EqualTo("access.unknown"));
        Assert.That(await head.RefusalOf(new DelegateTasks(Office.Person("clerk.bng"), today, today, null, " ")), Is.EqualTo("shape.reason"));
    }

    [Test]
    public async Task A_matter_is_given_back_to_an_earlier_step_and_what_was_done_since_no_longer_counts()
    {
        var second = AProcedure.LegalView with { Id = "second", Members = AProcedure.LegalView.Members.Replace("Thẩm định pháp lý", "Thẩm định lần hai") };
        await new AProcedure { InBetween = [AProcedure.LegalView, second] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var head = Office.As("head.bng");
        var first = await AProcedure.TaskAsync(head, Legal);
        await head.Do(new CompleteTask(first.Id, "Clear", "Được"));
        var at = await AProcedure.TaskAsync(head, "Thẩm định lần hai");

        await head.Do(new ReturnTask(at.Id, first.Id, "Thiếu căn cứ"));

        var tasks = (await head.Do(new ListTasks())).Items;
        Assert.That(tasks.Select(t => t.Title), Is.EqualTo(new[] { Legal }));
        await head.Do(new CompleteTask(tasks[0].Id, "Clear"));
        await head.Do(new CompleteTask((await AProcedure.TaskAsync(head, "Thẩm định lần hai")).Id, "Clear"));
        await new ADispatch(Office).WalkAsync((await Office.As("clerk.bng").Do(new ListDispatches())).Items.Single(), OutgoingState.Issued);
    }

    [Test]
    public async Task A_matter_is_not_given_back_over_a_legal_act()
    {
        var task = await LegalTaskAsync();
        var submitted = await Office.Look(db => db.Set<WorkflowTask>().SingleAsync(t => t.Act == nameof(OutgoingAct.Submit) && t.ClosedAt != null));
        Assert.That((await Office.As("head.bng").Do(new FindTask(task.Id))).Earlier, Is.Empty, "what is always refused is not offered");

        Assert.That(await Office.As("head.bng").RefusalOf(new ReturnTask(task.Id, submitted.Id, "Soạn lại")), Is.EqualTo("workflow.act-in-between"));
        Assert.That(await Office.As("head.bng").RefusalOf(new ReturnTask(task.Id, task.Id, "Soạn lại")), Is.EqualTo("workflow.nothing-to-return-to"));
    }

    [Test]
    public async Task The_unit_sees_what_its_people_hold()
    {
        var task = await LegalTaskAsync();
        await Office.As("drafter2.bng").Do(new ClaimTask(task.Id));

        var unit = (await Office.As("drafter2.bng").Do(new ListTasks(Scope: TaskScope.Unit))).Items.Single();

        Assert.That((unit.Id, unit.Holder), Is.EqualTo((task.Id, "Đỗ Thị Thảo")));
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks(Scope: TaskScope.Unit))).Items, Is.Empty);
    }

    [Test]
    public async Task The_leaf_of_a_signature_names_the_version_that_allowed_it()
    {
        var procedure = await new AProcedure().PublishedAsync(Office);
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Signed);

        var leaf = await Office.Look(db => db.Set<AuditLeaf>().SingleAsync(l => l.Subject == dispatch.Id.Value && l.Act == "signing.signed"));

        Assert.That(leaf.Entry, Does.Contain($"\"hash\":\"{procedure.Hash}\"").And.Contain("\"step\":\"sign\""));
    }

    private static AStep Opinions(string members) => new("ask", "Dispatch.ParallelApproval", "Approved", Members: $$$"""
        "title": {"typeName":"String","expression":{"type":"Literal","value":"Lấy ý kiến"}},
        "members": {"typeName":"Object","expression":{"type":"Object","value":"{{{members}}}"}}
        """, OtherPort: "Refused");

    private async Task<TaskView> LegalTaskAsync(AStep? asked = null)
    {
        await new AProcedure { InBetween = [asked ?? AProcedure.LegalView] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        return await AProcedure.TaskAsync(Office.As("head.bng"), Legal);
    }
}
