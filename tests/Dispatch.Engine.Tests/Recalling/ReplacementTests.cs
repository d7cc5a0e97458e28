using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Drawing;

namespace Dispatch.Engine.Tests.Recalling;

/// <summary>Điều 18.3: a wrong content is replaced by an equal document, a wrong form corrected by a công văn. AcceptCorrection.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ReplacementTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task To_issue_a_replacement_is_to_take_the_replaced_one_back()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var draft = await DraftAsync(new DraftDispatch(ADispatch.Words("nội dung đúng"), Office.Person("signer.bng"), ReplacesId: sent.Id));
        Assert.That((await FindAsync(sent)).State, Is.EqualTo(OutgoingState.Issued), "a draft takes nobody's place");

        var replacing = await new ADispatch(Office).WalkAsync(draft, OutgoingState.Issued);
        await Office.DeliverAsync();

        var replaced = await FindAsync(sent);
        Assert.That((replaced.State, replaced.Marks.Single().Kind, replaced.Marks.Single().Document), Is.EqualTo((OutgoingState.Recalled, MarkKind.Replaced, replacing.NumberAndSymbol)));
        var there = await Office.As("clerk.db").Do(new FindIncoming(incoming.Id));
        Assert.That((there.State, there.Marks.Single().Words), Is.EqualTo((IncomingState.Recalled, $"Được thay thế bởi công văn 02/BNG-CNV ngày {Office.Clock.Today:dd/MM/yyyy} của Bộ Ngoại giao.")));
        Assert.That((await Office.As("clerk.db").Do(new ListIncoming(IncomingState.Arrived))).Items.Single().Facts.NumberAndSymbol, Is.EqualTo("02/BNG-CNV"));
        Assert.That(await RouteAsync(replacing), Is.EqualTo(("replace-dispatch", RunStatus.Suspended)), "it waits for what it replaced to come back");
        await new ARecall(Office, sent.Id).SettledAsync("db");
        Assert.That(await RouteAsync(replacing), Is.EqualTo(("replace-dispatch", RunStatus.Finished)));
    }

    [Test]
    public async Task What_was_recalled_meanwhile_is_not_asked_for_twice_and_remembers_what_took_its_place()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var draft = await DraftAsync(new DraftDispatch(ADispatch.Words("nội dung đúng"), Office.Person("signer.bng"), ReplacesId: sent.Id));
        await new ARecall(Office, sent.Id).ToldAsync();

        await new ADispatch(Office).WalkAsync(draft, OutgoingState.Issued);

        Assert.That((await FindAsync(sent)).Marks.Select(mark => mark.Kind), Is.EqualTo(new[] { MarkKind.Recalled, MarkKind.Replaced }));
    }

    [Test]
    public async Task Of_two_that_were_to_replace_one_paper_the_first_that_is_issued_does_and_the_other_is_voided()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var replacing = new DraftDispatch(ADispatch.Words("nội dung đúng"), Office.Person("signer.bng"), ReplacesId: sent.Id);
        var (first, second) = (await DraftAsync(replacing), await DraftAsync(replacing));
        second = await new ADispatch(Office).WalkAsync(second, OutgoingState.Numbered);
        first = await new ADispatch(Office).WalkAsync(first, OutgoingState.Issued);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new IssueDispatch(second.Id)), Is.EqualTo("recalling.replaced-already"));

        Assert.That((await FindAsync(sent)).Marks.Single().Document, Is.EqualTo(first.NumberAndSymbol));
        Assert.That((await new ADispatch(Office).WalkAsync(second, OutgoingState.Voided)).State, Is.EqualTo(OutgoingState.Voided));
    }

    [Test]
    public async Task A_recall_that_nobody_has_decided_ends_when_the_paper_is_replaced()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var proposed = await new ARecall(Office, sent.Id).ProposedAsync();

        await ReplacedAsync(sent);

        var recall = await Office.As("clerk.bng").Do(new FindRecall(proposed.Id));
        Assert.That((recall.State, recall.DeclineReason), Is.EqualTo((RecallState.Declined, (await FindAsync(sent)).Marks.Single().Words)));
        Assert.That((await Office.As("signer.bng").Do(new ListTasks())).Items.Where(task => task.PaperId == proposed.Id.Value), Is.Empty);
    }

    [Test]
    public async Task A_replacement_is_replaced_in_its_turn_and_each_leads_to_the_next()
    {
        var (first, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var second = await ReplacedAsync(first);
        var third = await ReplacedAsync(second);
        var clerk = Office.As("clerk.db");

        Assert.That(((await FindAsync(first)).State, (await FindAsync(second)).State, (await FindAsync(third)).State), Is.EqualTo((OutgoingState.Recalled, OutgoingState.Recalled, OutgoingState.Issued)));
        Assert.That((await LinksAsync("auditor.bng", first.Id.Value)).ReplacedBy.Select(paper => paper.PaperId), Is.EqualTo(new[] { second.Id.Value }));
        var links = await LinksAsync("auditor.bng", second.Id.Value);
        Assert.That((links.Replaces.Single().PaperId, links.ReplacedBy.Single().PaperId), Is.EqualTo((first.Id.Value, third.Id.Value)));
        var there = (await clerk.Do(new ListIncoming())).Items.Single(i => i.Facts.NumberAndSymbol == second.NumberAndSymbol);
        Assert.That((await LinksAsync("clerk.db", incoming.Id.Value)).ReplacedBy.Single().PaperId, Is.EqualTo(there.Id.Value), "a receiver is led to its own");
        Assert.That(await Office.As("drafter.bng").RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng"), ReplacesId: first.Id)), Is.EqualTo("recalling.not-in-force"));
    }

    [Test]
    public async Task A_correction_is_marked_on_every_copy_and_everything_stays_in_force()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();

        await new ADispatch(Office).WalkAsync(await DraftAsync(new DraftDispatch(ADispatch.Words("đính chính"), Office.Person("signer.bng"), CorrectsId: sent.Id)), OutgoingState.Issued);
        await Office.DeliverAsync();

        var words = $"Được đính chính bởi công văn 02/BNG-CNV ngày {Office.Clock.Today:dd/MM/yyyy} của Bộ Ngoại giao.";
        var (here, there) = (await FindAsync(sent), await Office.As("clerk.db").Do(new FindIncoming(incoming.Id)));
        Assert.That((here.State, here.Marks.Single().Words), Is.EqualTo((OutgoingState.Issued, words)));
        Assert.That((there.State, there.Marks.Single().Words, there.Facts.Subject), Is.EqualTo((IncomingState.Registered, words, "phối hợp công tác đối ngoại địa phương")));
        Assert.That((await Office.As("clerk.db").Do(new FindCopy(copy.Id))).Marks.Single().Words, Is.EqualTo(words));
        Assert.That((await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single().Marks.Single().Words, Is.EqualTo(words));
        Assert.That((await Office.As("clerk.snv").Do(new ReadPaper((await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single().Id.Value))).Hash, Is.EqualTo(copy.ContentHash));
    }

    [Test]
    public async Task Who_gets_a_copy_that_was_made_after_the_correction_is_told_of_it_too()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var before = await new ACopy(Office, incoming).AtAsync(CopyState.Approved);
        await CorrectedAsync(sent);

        var after = await new ACopy(Office, incoming) { Recipients = ["Sở Ngoại vụ tỉnh Điện Biên", "Lưu: VT"] }.AtAsync(CopyState.Issued);
        await new ACopy(Office, incoming).WalkAsync(before, CopyState.Issued);
        await Office.DeliverAsync();

        var mark = (await FindAsync(sent)).Marks.Single();
        Assert.That(after.Marks, Is.EqualTo(new[] { mark }));
        foreach (var house in new[] { "snv", "sngv" })
        {
            var there = (await Office.As("clerk." + house).Do(new ListIncoming())).Items;
            Assert.That(there.Select(i => (i.State, i.Marks.Single())), Is.All.EqualTo((IncomingState.Arrived, mark)), house);
        }
    }

    [Test]
    public async Task Two_corrections_of_one_number_in_two_years_are_both_told()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await CorrectedAsync(sent);
        Office.Clock.Advance(TimeSpan.FromDays(366));
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);

        await CorrectedAsync(sent);

        Assert.That((await Office.As("clerk.db").Do(new FindIncoming(incoming.Id))).Marks.Select(mark => (mark.Document, mark.On.Year)), Is.EqualTo(new[] { ("02/BNG-CNV", 2024), ("02/BNG-CNV", 2025) }));
    }

    [Test]
    public async Task A_receiver_of_a_correction_is_led_to_what_it_corrects_and_finds_that_marked()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await new ADispatch(Office).WalkAsync(await DraftAsync(new DraftDispatch(ADispatch.Words("đính chính"), Office.Person("signer.bng"), CorrectsId: sent.Id)), OutgoingState.Issued);
        await Office.DeliverAsync();

        var clerk = Office.As("clerk.db");
        var correction = (await clerk.Do(new ListIncoming())).Items.Single(i => i.Facts.NumberAndSymbol == "02/BNG-CNV");
        var links = (await clerk.Do(new TraceFamily(correction.Id.Value))).References;
        var found = (await clerk.Do(new SearchPapers("01/BNG-CNV"))).Items;

        Assert.That(links.Corrects.Select(paper => (paper.PaperId, paper.Title)), Is.EqualTo(new[] { (incoming.Id.Value, "01/BNG-CNV") }));
        Assert.That(links.Replaces, Is.Empty);
        Assert.That((await LinksAsync("clerk.db", incoming.Id.Value)).CorrectedBy.Single().PaperId, Is.EqualTo(correction.Id.Value));
        Assert.That(found.Single(hit => hit.PaperId == incoming.Id.Value).Marks, Is.EqualTo(new[] { MarkKind.Corrected }));
    }

    [Test]
    public async Task A_correction_that_overtakes_its_dispatch_is_not_lost()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await new ADispatch(Office).To("Vụ Chính sách đối ngoại").WalkAsync(await DraftAsync(new DraftDispatch(ADispatch.Words("đính chính"), Office.Person("signer.bng"), CorrectsId: sent.Id)), OutgoingState.Issued);
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        var mark = (await FindAsync(sent)).Marks.Single();

        await Office.AsSystem("ubnd-dien-bien").Do(new AcceptCorrection(delivery.Id, sent.ContentHash!, mark));
        await Office.DeliverAsync();

        var arrived = (await Office.As("clerk.db").Do(new ListIncoming())).Items.Single(i => i.Facts.NumberAndSymbol == "01/BNG-CNV");
        Assert.That((arrived.State, arrived.Marks), Is.EqualTo((IncomingState.Arrived, new[] { mark })), "once, though it was told twice");
    }

    [Test]
    public async Task The_law_of_form_is_held_when_the_draft_is_begun()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var draft = new DraftDispatch(ADispatch.Words() with { Kind = "thông báo" }, Office.Person("signer.bng"));
        var drafter = Office.As("drafter.bng");

        Assert.That(await drafter.RefusalOf(draft with { ReplacesId = sent.Id }), Is.EqualTo("recalling.not-equivalent"));
        Assert.That(await drafter.RefusalOf(draft with { CorrectsId = sent.Id }), Is.EqualTo("recalling.correct-by-letter"));
        Assert.That(await drafter.RefusalOf(draft with { CorrectsId = sent.Id, ReplacesId = sent.Id }), Is.EqualTo("recalling.one-or-the-other"));
        Assert.That(await Office.As("drafter.db").RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person("signer.db"), ReplacesId: sent.Id)), Is.EqualTo("recalling.not-in-force"), "nobody replaces what another house issued");
    }

    private async Task<DispatchView> ReplacedAsync(DispatchView sent)
    {
        var replacing = await new ADispatch(Office).WalkAsync(await DraftAsync(new DraftDispatch(ADispatch.Words("nội dung đúng"), Office.Person("signer.bng"), ReplacesId: sent.Id)), OutgoingState.Issued);
        await Office.DeliverAsync();
        return replacing;
    }

    private async Task<FamilyReferences> LinksAsync(string person, Guid paper) => (await Office.As(person).Do(new TraceFamily(paper))).References;

    private async Task CorrectedAsync(DispatchView sent)
    {
        await new ADispatch(Office).WalkAsync(await DraftAsync(new DraftDispatch(ADispatch.Words("đính chính"), Office.Person("signer.bng"), CorrectsId: sent.Id)), OutgoingState.Issued);
        await Office.DeliverAsync();
    }

    private Task<DispatchView> DraftAsync(DraftDispatch draft) => Office.As("drafter.bng").Do(draft);

    private Task<DispatchView> FindAsync(DispatchView dispatch) => Office.As("clerk.bng").Do(new FindDispatch(dispatch.Id));

    private async Task<(string, RunStatus)> RouteAsync(DispatchView dispatch)
    {
        var route = await Office.As("auditor.bng").Do(new FindRoute(dispatch.Id.Value));
        return (route.DefinitionId, route.Status);
    }
}
