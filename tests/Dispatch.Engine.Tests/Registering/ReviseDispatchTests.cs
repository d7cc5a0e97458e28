using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Registering;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReviseDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DispatchText NewWords = ADispatch.Words("trích yếu đã sửa");

    [Test]
    public async Task A_revision_needs_the_version_that_was_read()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        Assert.That(await Office.As("drafter.bng").RefusalOf(new ReviseDispatch(draft.Id, NewWords)), Is.EqualTo("version.required"));
    }

    [Test]
    public async Task A_revision_raises_the_version_and_a_second_one_of_the_old_version_is_stale()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var revised = await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, NewWords), version: draft.Version);
        var late = await Office.As("drafter.bng").Try(new ReviseDispatch(draft.Id, ADispatch.Words("đến muộn")), version: draft.Version);

        Assert.That(late.Refusal?.Code, Is.EqualTo("version.stale"));
        var found = await Office.As("drafter.bng").Do(new FindDispatch(draft.Id));
        Assert.That((found.Version, found.Text.Subject), Is.EqualTo((revised.Version, "trích yếu đã sửa")));
        Assert.That(revised.Version, Is.EqualTo(draft.Version + 1));
    }

    [Test]
    public async Task Of_two_revisions_at_once_of_one_version_one_is_stale()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Task.Run(() => Office.As("drafter.bng").Try(new ReviseDispatch(draft.Id, ADispatch.Words($"sửa lần {i}")), version: draft.Version))));

        Assert.That(outcomes.Count(outcome => !outcome.IsRefused), Is.EqualTo(1));
        Assert.That(outcomes.Where(outcome => outcome.IsRefused).Select(outcome => outcome.Refusal!.Code), Is.All.EqualTo("version.stale"));
    }

    [Test]
    public async Task Only_the_drafter_revises()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        Assert.That(await Office.As("drafter2.bng").RefusalOf(new ReviseDispatch(draft.Id, NewWords), version: draft.Version), Is.EqualTo("registering.not-yours"));
    }

    [Test]
    public async Task The_kind_and_so_the_symbol_stays()
    {
        var draft = await new ADispatch(Office).DraftAsync();

        var revised = await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, NewWords with { Kind = "quyết định" }), version: draft.Version);

        Assert.That((revised.Text.Kind, revised.Symbol), Is.EqualTo((draft.Text.Kind, draft.Symbol)));
    }

    [TestCase(OutgoingState.ContentCheck)]
    [TestCase(OutgoingState.AwaitingSignature)]
    [TestCase(OutgoingState.Signed)]
    [TestCase(OutgoingState.Issued)]
    public async Task What_is_submitted_is_revised_no_more(OutgoingState state)
    {
        var dispatch = await new ADispatch(Office).AtAsync(state);

        Assert.That(await Office.As("drafter.bng").RefusalOf(new ReviseDispatch(dispatch.Id, NewWords), version: dispatch.Version), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task Who_is_asked_and_who_signs_is_changed_while_the_drafter_has_it()
    {
        var drafter = Office.As("drafter.bng");
        var draft = await drafter.Do(new DraftDispatch(NewWords with { Kind = "quyết định" }, Office.Person("signer.bng"), OpinionFromIds: [Office.Person("head.bng")]));

        var named = await drafter.Do(new ReviseDispatch(draft.Id, Text: null, new DraftPeople(Office.Person("signer2.bng"), [Office.Person("drafter2.bng")], Office.Person("signer.bng"))), version: draft.Version);

        Assert.That((named.SignerId, named.Text.Subject, named.Version), Is.EqualTo((Office.Person("signer2.bng"), draft.Text.Subject, draft.Version + 1)));
        var asked = (await drafter.Do(new FindDispatch(draft.Id))).Asked!;
        Assert.That((asked.OpinionFromIds.Single(), asked.LegalReviewerId), Is.EqualTo((Office.Person("drafter2.bng"), (Id<Person>?)Office.Person("signer.bng"))));
        Assert.That((await Office.Look(db => db.Set<AuditLeaf>().SingleAsync(leaf => leaf.Act == "registering.revised"))).Entry, Does.Contain(Office.Person("drafter2.bng").ToString()));
        await WalkAsync(draft.Id, OutgoingState.FormCheck);
        Assert.That((await drafter.Do(new FindDispatch(draft.Id))).Asked, Is.Null, "it is out of the drafter's hands");
        Assert.That(await TitlesAsync("head.bng"), Is.Empty);
        await AnswerAsync("drafter2.bng", "Approved");
        await AnswerAsync("signer.bng", "Passed");
        await Office.As("clerk.bng").Do(new PassForm(draft.Id));
        Assert.That(await Office.As("signer.bng").RefusalOf(new SignDispatch(draft.Id)), Is.Not.Null);
        Assert.That((await Office.As("signer2.bng").Do(new SignDispatch(draft.Id))).State, Is.EqualTo(OutgoingState.Signed));
    }

    [Test]
    public async Task After_it_was_returned_others_are_asked_and_what_was_answered_stays()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(NewWords, Office.Person("signer.bng"), OpinionFromIds: [Office.Person("drafter2.bng"), Office.Person("signer2.bng")]));
        await WalkAsync(draft.Id, OutgoingState.FormCheck);
        await AnswerAsync("drafter2.bng", "Approved");
        await AnswerAsync("signer2.bng", "Approved");
        var returned = await Office.As("clerk.bng").Do(new ReturnDispatch(draft.Id, "Đổi người cho ý kiến"));

        await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, Text: null, new DraftPeople(Office.Person("signer.bng"), [Office.Person("signer2.bng"), Office.Person("head.bng")])), version: returned.Version);
        await WalkAsync(draft.Id, OutgoingState.FormCheck);

        Assert.That(await TitlesAsync("drafter2.bng"), Is.Empty, "asked no more");
        await AnswerAsync("head.bng", "Approved");
        var opinions = await Office.Look(db => db.Set<WorkflowTask>().Where(t => t.ActivityId == "opinions").Select(t => new { t.PersonId, t.Outcome }).ToListAsync());
        Assert.That(opinions.Select(task => (task.PersonId, task.Outcome)), Is.EquivalentTo(new (Id<Person>?, string?)[]
        {
            (Office.Person("drafter2.bng"), "Approved"), (Office.Person("signer2.bng"), "Approved"), (Office.Person("signer2.bng"), null), (Office.Person("head.bng"), "Approved"),
        }));
        await MovesAsync(draft.Id);
        await AnswerAsync("signer2.bng", "Approved");
        Assert.That((await Office.As("clerk.bng").Do(new PassForm(draft.Id))).State, Is.EqualTo(OutgoingState.AwaitingSignature));
    }

    [Test]
    public async Task A_returned_draft_that_changed_hands_of_opinion_moves_to_another_version_as_it_stands()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(NewWords, Office.Person("signer.bng"), OpinionFromIds: [Office.Person("drafter2.bng")]));
        await WalkAsync(draft.Id, OutgoingState.FormCheck);
        await AnswerAsync("drafter2.bng", "Approved");
        var returned = await Office.As("clerk.bng").Do(new ReturnDispatch(draft.Id, "Đổi người cho ý kiến"));
        await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, Text: null, new DraftPeople(Office.Person("signer.bng"), [Office.Person("head.bng")])), version: returned.Version);

        await MovesAsync(draft.Id);
        await WalkAsync(draft.Id, OutgoingState.FormCheck);

        Assert.That(await TitlesAsync("head.bng"), Has.Count.EqualTo(1));
        Assert.That(await TitlesAsync("drafter2.bng"), Is.Empty);
    }

    [Test]
    public async Task A_draft_that_has_become_urgent_is_due_at_once_and_asks_nobody()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(NewWords, Office.Person("signer.bng"), OpinionFromIds: [Office.Person("drafter2.bng")]));

        await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, NewWords with { Urgency = Urgency.Express }), version: draft.Version);
        await WalkAsync(draft.Id, OutgoingState.FormCheck);

        Assert.That(await TitlesAsync("drafter2.bng"), Is.Empty);
        await WalkAsync(draft.Id, OutgoingState.Signed);
        var number = (await Office.As("clerk.bng").Do(new ListTasks())).Items.Single();
        Assert.That((number.Act, number.DueAt), Is.EqualTo(("AssignNumber", (DateTimeOffset?)(Office.Clock.GetUtcNow() + TimeSpan.FromMinutes(30)))));
    }

    [Test]
    public async Task Whom_a_draft_cannot_name_a_revision_cannot_either()
    {
        var drafter = Office.As("drafter.bng");
        var draft = await new ADispatch(Office).DraftAsync();

        async Task<string?> With(DraftPeople people) => await drafter.RefusalOf(new ReviseDispatch(draft.Id, Text: null, people), version: draft.Version);

        Assert.That(await With(new DraftPeople(Office.Person("head.bng"))), Is.EqualTo("registering.unknown-signer"));
        Assert.That(await With(new DraftPeople(Office.Person("signer.bng"), [Office.Person("drafter.bng")])), Is.EqualTo("registering.unknown-asked"));
        Assert.That(await With(new DraftPeople(Office.Person("signer.bng"), LegalReviewerId: Office.Person("auditor.bng"))), Is.EqualTo("registering.unknown-asked"));
        Assert.That(await With(new DraftPeople(Office.Person("signer.bng"), [.. Enumerable.Repeat(Office.Person("head.bng"), 21)])), Is.EqualTo("shape.opinionFromIds"));
        Assert.That((await drafter.Do(new FindDispatch(draft.Id))).Version, Is.EqualTo(draft.Version), "nothing is half written");
    }

    /// <summary>The same procedure under the next number: the matter is built again from its answers.</summary>
    private async Task MovesAsync(Id<OfficialDispatch> id)
    {
        var admin = Office.As("admin.bng");
        var shipped = await File.ReadAllTextAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "workflows", "issue-dispatch.json"));
        var next = await admin.Do(new UploadProcedure(shipped.Replace("\"version\": 4", "\"version\": 5")));
        var moved = await admin.Do(new MigrateInstances(next.DefinitionId, new ProcedureRef(ProcedureOwner.Own, next.Number)));
        Assert.That(moved.Moved, Is.EqualTo(1));
    }

    private async Task WalkAsync(Id<OfficialDispatch> id, OutgoingState state) =>
        await new ADispatch(Office).WalkAsync(await Office.As("drafter.bng").Do(new FindDispatch(id)), state);

    private async Task<IReadOnlyList<string>> TitlesAsync(string who) =>
        [.. (await Office.As(who).Do(new ListTasks())).Items.Where(task => task.Act is null).Select(task => task.Title)];

    private async Task AnswerAsync(string who, string outcome) =>
        await Office.As(who).Do(new CompleteTask((await Office.As(who).Do(new ListTasks())).Items.First(task => task.Act is null).Id, outcome));
}
