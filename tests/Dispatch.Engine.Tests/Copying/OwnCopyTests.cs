using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;

namespace Dispatch.Engine.Tests.Copying;

/// <summary>An office copies what it issued itself: the ministry makes copies of its own dispatch for Lai Châu. ListCopySources.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class OwnCopyTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly string[] ToLaiChau = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT"];

    [Test]
    public async Task An_issued_dispatch_is_copied_by_its_issuer_and_the_copy_arrives_as_one()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        var copy = await CopyOf(sent).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();

        Assert.That((copy.SourceId, copy.IsOfOwn, copy.SourceHash, copy.Depth, copy.CopiedOn), Is.EqualTo((sent.Id.Value, true, sent.ContentHash, 1, Office.Clock.Today)));
        var line = (await Office.As("clerk.bng").Do(new ListRegister(RegisterBook.Copies, 2024))).Items.Single();
        Assert.That((line.NumberAndSymbol, line.CopyCount, line.KindAndSubject), Is.EqualTo((copy.NumberAndSymbol, 1, "Sao y 01/BNG-CNV của Bộ Ngoại giao: phối hợp công tác đối ngoại địa phương")));
        var there = (await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single();
        Assert.That((there.Facts.Form, there.Facts.NumberAndSymbol, there.Facts.CopyNumberAndSymbol, there.Facts.CopiedBy), Is.EqualTo((PaperForm.SaoY, "01/BNG-CNV", copy.NumberAndSymbol, "Bộ Ngoại giao")));
        var text = PrintedText.Of((await Office.As("clerk.lc").Do(new ReadPaper(there.Id.Value))).Bytes);
        Assert.That(text, Does.Contain("SAO Y").And.Contain("Xin trân trọng cảm ơn").And.Contain(copy.NumberAndSymbol));
        var identity = await Office.As("auditor.lc").Do(new IdentifyCopy(copy.NumberAndSymbol!, copy.CopiedOn, copy.SourceHash));
        Assert.That((identity.SourceNumberAndSymbol, identity.SourceAuthor, identity.CopiedBy), Is.EqualTo(("01/BNG-CNV", "Bộ Ngoại giao", "Bộ Ngoại giao")));
    }

    [Test]
    public async Task What_was_signed_in_ink_is_paper_to_who_copies_it()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        Assert.That(
            CopyChoice.Of(sent).Where(choice => choice.Why is null).Select(choice => (choice.Form, choice.Medium)),
            Is.EqualTo(new[] { (CopyForm.SaoY, Medium.Paper), (CopyForm.SaoY, Medium.Electronic), (CopyForm.TrichSao, Medium.Paper), (CopyForm.TrichSao, Medium.Electronic) }));
        var scanned = await (CopyOf(sent) with { Medium = Medium.Electronic }).AtAsync(CopyState.Numbered);
        Assert.That(await Office.As("clerk.bng").RefusalOf(new IssueCopy(scanned.Id)), Is.EqualTo("copying.seal-first"), "from paper to file is what the organisation signs (Điều 25.1.c)");
        Assert.That(await Office.As("clerk.bng").RefusalOf((CopyOf(sent) with { Form = CopyForm.SaoLuc }).Request), Is.EqualTo("copying.sao-luc-needs-sao-y"));
    }

    [Test]
    public async Task Only_what_was_issued_and_is_the_offices_own_is_copied_so()
    {
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var sent = await new ADispatch(Office).WalkAsync(numbered, OutgoingState.Issued);
        await Office.DeliverAsync();
        var draft = CopyOf(sent).Request with { DispatchId = (await new ADispatch(Office).DraftAsync()).Id };

        Assert.That(await Office.As("clerk.bng").RefusalOf(draft), Is.EqualTo("lifecycle.not-now"));
        Assert.That(await Office.As("clerk.db").RefusalOf(CopyOf(sent).Request), Is.EqualTo("access.unknown"), "who received it copies what it received");
        Assert.That(await Office.As("clerk.bng").RefusalOf(CopyOf(sent).Request with { DispatchId = null }), Is.EqualTo("shape.incomingId"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(CopyOf(sent).Request with { IncomingId = new Id<IncomingDispatch>() }), Is.EqualTo("shape.incomingId"));
        Assert.That((await Office.As("clerk.bng").Do(new ListCopies())).Items, Is.Empty);
    }

    [Test]
    public async Task A_trich_sao_of_ones_own_takes_the_chosen_parts()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Assert.That((await Office.As("clerk.bng").Do(new ListCopyParts(sent.Id.Value))).Select(part => part.Text), Is.EqualTo(ADispatch.Words().Body));
        Assert.That(await Office.As("clerk.lc").RefusalOf(new ListCopyParts(sent.Id.Value)), Is.EqualTo("access.unknown"));

        var copy = await (CopyOf(sent) with { Form = CopyForm.TrichSao, Parts = [1] }).AtAsync(CopyState.Issued);

        var text = PrintedText.Of((await Office.As("clerk.bng").Do(new ReadPaper(copy.Id.Value))).Bytes);
        Assert.That(text, Does.Contain("TRÍCH SAO").And.Contain("01/BNG-CNV").And.Not.Contain("Xin trân trọng cảm ơn"));
    }

    [Test]
    public async Task The_recall_of_a_dispatch_takes_its_issuers_copies_with_it()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var issued = await CopyOf(sent).AtAsync(CopyState.Issued);
        var asked = await CopyOf(sent).AtAsync(CopyState.Requested);
        await Office.DeliverAsync();
        await RegisteredAsync("db", "lc");

        var recall = await new ARecall(Office, sent.Id).ToldAsync();

        Assert.That((await Office.As("clerk.bng").Do(new ListCopies())).Items.Select(copy => (copy.Id, copy.State)), Is.EquivalentTo(new[] { (issued.Id, CopyState.Recalled), (asked.Id, CopyState.Recalled) }));
        Assert.That((await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single().State, Is.EqualTo(IncomingState.Recalled));
        Assert.That((await Office.As("signer.bng").Do(new ListTasks())).Items, Is.Empty, "nobody is to certify what was taken back");
        Assert.That(await Office.As("clerk.bng").RefusalOf(CopyOf(sent).Request), Is.EqualTo("lifecycle.not-now"));
        await new ARecall(Office, sent.Id).SettledAsync("db");
        Assert.That((await Office.As("clerk.bng").Do(new FindRecall(recall.Id))).State, Is.EqualTo(RecallState.Ordered));
        var owed = await Office.As("clerk.bng").Do(new ListRecallAnswers(sent.Id, OnlyOpen: true));
        Assert.That((owed.Waiting, owed.Page.Items.Single().Copy), Is.EqualTo((1, issued.NumberAndSymbol)));
        await new ARecall(Office, sent.Id).SettledAsync("lc");
        Assert.That((await Office.As("clerk.bng").Do(new ListRecallAnswers(sent.Id, OnlyOpen: true))).Waiting, Is.Zero);
    }

    [Test]
    public async Task A_correction_marks_its_issuers_copies_and_tells_who_has_them()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var copy = await CopyOf(sent).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();

        await new ADispatch(Office).WalkAsync(await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words("đính chính"), Office.Person("signer.bng"), CorrectsId: sent.Id)), OutgoingState.Issued);
        await Office.DeliverAsync();

        var mark = (await Office.As("clerk.bng").Do(new FindDispatch(sent.Id))).Marks.Single();
        Assert.That((await Office.As("clerk.bng").Do(new FindCopy(copy.Id))).Marks, Is.EqualTo(new[] { mark }));
        Assert.That((await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single().Marks, Is.EqualTo(new[] { mark }));
        Assert.That((await CopyOf(sent).AtAsync(CopyState.Requested)).Marks, Is.EqualTo(new[] { mark }), "a copy asked for afterwards says so too");
    }

    [Test]
    public async Task The_trace_the_search_the_tasks_and_the_list_name_what_it_was_copied_from()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var asked = await CopyOf(sent).AtAsync(CopyState.Requested);
        Assert.That((await Office.As("signer.bng").Do(new ListTasks())).Items.Single(), Has.Property("PaperType").EqualTo(TaskPaper.Copy).And.Property("Paper").EqualTo("01/BNG-CNV"));

        var copy = await CopyOf(sent).WalkAsync(asked, CopyState.Issued);
        await Office.DeliverAsync();

        var family = await Office.As("auditor.lc").Do(new TraceFamily((await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single().Id.Value));
        var node = family.Nodes.Single(one => one.Type is TraceNodeType.Copy);
        Assert.That((node.Id, node.ParentId), Is.EqualTo((copy.Id.Value, sent.Id.Value)));
        Assert.That(family.Nodes.Where(one => one.ParentId == copy.Id.Value).Select(one => one.Organisation), Is.EqualTo(new[] { "Ủy ban nhân dân tỉnh Lai Châu" }));
        var facts = await Office.As("clerk.bng").Do(new ListCopySources([copy.Id]));
        Assert.That(facts[copy.Id].Subject, Is.EqualTo("phối hợp công tác đối ngoại địa phương"));
        Assert.That(await Office.As("clerk.lc").Do(new ListCopySources([copy.Id])), Is.Empty, "whose copy it is not is told nothing");
        var hits = (await Office.As("clerk.bng").Do(new SearchPapers($"{copy.NumberAndSymbol}"))).Items;
        Assert.That(hits.Select(hit => hit.PaperId), Does.Contain(copy.Id.Value));
    }

    private ACopy CopyOf(DispatchView sent) => new(Office, sent) { Recipients = ToLaiChau };

    private async Task RegisteredAsync(params string[] houses)
    {
        foreach (var house in houses)
        {
            var there = new AnIncoming(Office) { House = house };
            await there.WalkAsync(await there.ArrivedAsync(), IncomingState.Registered);
        }
    }
}
