using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class DraftDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [TestCase("công văn", "drafter.bng", "BNG-CNV")]
    [TestCase("công văn", "drafter2.bng", "BNG-CSĐN")]
    [TestCase("Quyết định", "drafter.bng", "QĐ-BNG")]
    [TestCase("tờ trình", "drafter.bng", "TTr-BNG")]
    [TestCase("thư công", "drafter.bng", "BNG-CNV")]
    public async Task A_symbol_is_made_of_kind_body_and_unit(string dispatchKind, string drafter, string symbol)
    {
        var draft = await Office.As(drafter).Do(new DraftDispatch(ADispatch.Words() with { Kind = dispatchKind }, Office.Person("signer.bng")));

        Assert.That(draft.Symbol, Is.EqualTo(symbol));
        Assert.That(draft.Text.Kind, Is.EqualTo(dispatchKind.ToLowerInvariant()));
        Assert.That((draft.State, draft.Number, draft.NumberAndSymbol, draft.Version), Is.EqualTo((OutgoingState.Drafting, (int?)null, (string?)null, 0)));
    }

    [TestCase("công văn", "V/v báo cáo tháng", "báo cáo tháng")]
    [TestCase("công văn", " v/v:  báo cáo tháng ", "báo cáo tháng")]
    [TestCase("Công văn", "Về việc báo cáo tháng", "báo cáo tháng")]
    [TestCase("quyết định", "V/v ban hành quy chế", "Về việc ban hành quy chế")]
    [TestCase("quyết định", "Về việc ban hành quy chế", "Về việc ban hành quy chế")]
    [TestCase("công văn", "Vvv báo cáo", "Vvv báo cáo")]
    public async Task What_the_paper_and_the_books_print_before_a_subject_is_not_kept_with_it(string dispatchKind, string typed, string kept)
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(typed) with { Kind = dispatchKind }, Office.Person("signer.bng")));

        Assert.That(draft.Text.Subject, Is.EqualTo(kept));
    }

    [Test]
    public async Task A_kind_that_the_law_does_not_know_is_refused()
    {
        var before = await Office.ContentsAsync();

        var outcome = await Office.As("drafter.bng").Try(new DraftDispatch(ADispatch.Words() with { Kind = "công hàm" }, Office.Person("signer.bng")));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("registering.unknown-kind"));
        Assert.That(outcome.Refusal?.Message, Does.Contain("công hàm"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [TestCase(null, "Hà Nội", "registering.no-abbreviation")]
    [TestCase("BNG", null, "registering.no-place")]
    public async Task What_the_head_of_every_paper_needs_is_asked_for_before_anybody_writes_one(string? abbreviation, string? place, string code)
    {
        var house = Office.Body("bng");
        await Office.Look(db => db.Set<Body>().Where(b => b.Id == house).ExecuteUpdateAsync(set => set.SetProperty(b => b.Abbreviation, abbreviation).SetProperty(b => b.Place, place)));

        Assert.That(await Office.As("drafter.bng").RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng"))), Is.EqualTo(code));
    }

    [TestCase("signer.db", "registering.unknown-signer", TestName = "A signer of another body is refused")]
    [TestCase("clerk.bng", "registering.unknown-signer", TestName = "A person who may not sign is refused as signer")]
    public async Task A_signer_must_hold_the_office(string signer, string code) =>
        Assert.That(await Office.As("drafter.bng").RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person(signer))), Is.EqualTo(code));

    [Test]
    public async Task An_answer_is_to_a_paper_of_ones_own_that_waits_for_one()
    {
        var (sent, arrived) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var (own, foreign) = (Office.As("drafter.db"), Office.As("drafter.bng"));
        DraftDispatch Answer(Id<IncomingDispatch> to, string signer) => new(ADispatch.Words(), Office.Person(signer), to);

        Assert.That(await foreign.RefusalOf(Answer(arrived.Id, "signer.bng")), Is.EqualTo("registering.not-to-be-answered"), "another organisation's");
        Assert.That(await own.RefusalOf(Answer(new Id<IncomingDispatch>(sent.Id.Value), "signer.db")), Is.EqualTo("registering.not-to-be-answered"), "none at all");
        Assert.That(await own.RefusalOf(Answer(arrived.Id, "signer.db")), Is.EqualTo("registering.not-to-be-answered"), "nobody was given it yet");
        var assigned = await new AnIncoming(Office).WalkAsync(arrived, IncomingState.Assigned);
        Assert.That((await own.Try(Answer(assigned.Id, "signer.db"))).Refusal?.Code, Is.Null);
    }

    [TestCase(250_000, 0, "shape.body", "30.000", TestName = "A draft of a quarter of a million paragraphs is refused")]
    [TestCase(1, 501, "shape.addressees", "500 dòng", TestName = "A draft to five hundred and one lines of addressees is refused")]
    public async Task A_draft_that_nobody_could_print_is_not_begun(int paragraphs, int addressees, string code, string limit)
    {
        var words = ADispatch.Words() with { Body = [.. Enumerable.Repeat("a", paragraphs)], Addressees = [.. Enumerable.Range(1, addressees).Select(number => $"Nơi {number}")] };
        var before = await Office.ContentsAsync();

        var outcome = await Office.As("drafter.bng").Try(new DraftDispatch(words, Office.Person("signer.bng")));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));
        Assert.That(outcome.Refusal?.Message, Does.Contain(limit));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_drafter_cannot_name_themselves_as_signer()
    {
        var both = Office.As("signer.bng");
        var drafting = new TestActor(Office.Root, both.Actor with { Roles = both.Actor.Roles | Role.Drafter });

        Assert.That(await drafting.RefusalOf(new DraftDispatch(ADispatch.Words(), both.Actor.PersonId!.Value)), Is.EqualTo("signing.self-approval"));
    }

    [TestCase("quyết định", Urgency.Normal, new[] { "Đơn vị liên quan cho ý kiến", "Thẩm định pháp chế" })]
    [TestCase("công văn", Urgency.Normal, new[] { "Đơn vị liên quan cho ý kiến" })]
    [TestCase("quyết định", Urgency.Urgent, new string[0])]
    public async Task Whom_the_draft_names_is_asked_by_the_procedure_of_the_house(string dispatchKind, Urgency urgency, string[] asked)
    {
        var (colleague, reviewer) = (Office.As("drafter2.bng"), Office.As("signer2.bng"));
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(
            ADispatch.Words() with { Kind = dispatchKind, Urgency = urgency }, Office.Person("signer.bng"), OpinionFromIds: [Office.Person("drafter2.bng"), Office.Person("drafter2.bng")], LegalReviewerId: Office.Person("signer2.bng")));
        var told = new List<string>();

        await new ADispatch(Office).WalkAsync(draft, OutgoingState.FormCheck);
        while ((await TasksAsync()) is [var (actor, task), ..])
        {
            told.Add(task.Title);
            Assert.That(await Office.As("clerk.bng").RefusalOf(new PassForm(draft.Id)), Is.Not.Null, "the form is checked when all have answered");
            await actor.Do(new CompleteTask(task.Id, task.Title == "Thẩm định pháp chế" ? "Passed" : "Approved"));
        }

        Assert.That(told, Is.EqualTo(asked));
        Assert.That((await Office.As("clerk.bng").Do(new PassForm(draft.Id))).State, Is.EqualTo(OutgoingState.AwaitingSignature));

        async Task<List<(TestActor Actor, TaskView Task)>> TasksAsync() =>
            [.. (await colleague.Do(new ListTasks())).Items.Select(task => (colleague, task)), .. (await reviewer.Do(new ListTasks())).Items.Select(task => (reviewer, task))];
    }

    [TestCase("drafter.bng", TestName = "Nobody asks themselves for an opinion")]
    [TestCase("auditor.bng", TestName = "Who does no tasks is not asked for an opinion")]
    [TestCase("drafter.db", TestName = "Another organisation's people are not asked for an opinion")]
    public async Task Who_could_not_answer_is_not_asked(string who)
    {
        var drafter = Office.As("drafter.bng");

        Assert.That(await drafter.RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng"), OpinionFromIds: [Office.Person("drafter2.bng"), Office.Person(who)])), Is.EqualTo("registering.unknown-asked"));
        Assert.That(await drafter.RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng"), LegalReviewerId: Office.Person(who))), Is.EqualTo("registering.unknown-asked"));
    }

    [Test]
    public async Task Words_are_kept_composed_however_they_were_typed()
    {
        var words = ADispatch.Words() with
        {
            Subject = "  Tăng cường phối hợp  ".Normalize(NormalizationForm.FormD),
            Body = ["Đề nghị Ủy ban phối hợp./.".Normalize(NormalizationForm.FormD)],
            Recipients = ["- Như trên;".Normalize(NormalizationForm.FormD), "– Lưu: VT, CNV.".Normalize(NormalizationForm.FormD)],
        };

        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(words, Office.Person("signer.bng")));
        var found = await Office.As("clerk.bng").Do(new FindDispatch(draft.Id));

        Assert.That(found.Text.Subject, Is.EqualTo("Tăng cường phối hợp"));
        Assert.That(found.Text.Body, Is.EqualTo(new[] { "Đề nghị Ủy ban phối hợp./." }));
        Assert.That(found.Text.Recipients, Is.EqualTo(new[] { "Như trên", "Lưu: VT, CNV" }));
    }

    [TestCaseSource(nameof(Misshapen))]
    public async Task Words_of_the_wrong_shape_are_refused_and_nothing_is_kept(DispatchText words, string code)
    {
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("drafter.bng").RefusalOf(new DraftDispatch(words, Office.Person("signer.bng"))), Is.EqualTo(code));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    public static IEnumerable<TestCaseData> Misshapen()
    {
        var words = ADispatch.Words();
        yield return new TestCaseData(words with { Subject = "" }, "shape.subject").SetArgDisplayNames("no subject");
        yield return new TestCaseData(words with { Subject = new string('a', 501) }, "shape.subject").SetArgDisplayNames("a subject of 501 letters");
        yield return new TestCaseData(words with { Body = [] }, "shape.body").SetArgDisplayNames("no body");
        yield return new TestCaseData(words with { Recipients = [] }, "shape.recipients").SetArgDisplayNames("no recipients");
        yield return new TestCaseData(words with { Recipients = [.. Enumerable.Repeat("Như trên", 501)] }, "shape.recipients").SetArgDisplayNames("501 recipients");
        yield return new TestCaseData(words with { Capacity = [] }, "shape.capacity").SetArgDisplayNames("no capacity");
        yield return new TestCaseData(words with { Capacity = [.. Enumerable.Repeat("KT. BỘ TRƯỞNG", 5)] }, "shape.capacity").SetArgDisplayNames("five lines of capacity");
        yield return new TestCaseData(words with { Body = [new string('a', 20_001)] }, "shape.text").SetArgDisplayNames("a paragraph of 20,001 letters");
    }
}
