using Dispatch.Engine.Auditing;
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
using Dispatch.Engine.Workflows.Drawing;

namespace Dispatch.Engine.Tests.Recalling;

/// <summary>ProposeRecall, OrderRecall, DeclineRecall, AcceptRecall, AgreeRecall, RefuseRecall, SettleRecall, FindRecall, ListRecalls, ListRecallAnswers.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RecallTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_proposal_moves_nothing_until_a_leader_orders_it()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();

        var proposed = await new ARecall(Office, sent.Id).ProposedAsync();

        Assert.That((proposed.State, proposed.Reason), Is.EqualTo((RecallState.Proposed, "Sai nội dung")));
        Assert.That((await Office.As("clerk.bng").Do(new FindDispatch(sent.Id))).State, Is.EqualTo(OutgoingState.Issued));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new ARecall(Office, sent.Id).Proposal), Is.EqualTo("recalling.already-proposed"));
        var waits = (await Office.As("drafter.bng").Do(new ListWaiting(sent.Id.Value))).Single();
        Assert.That((waits.Title, waits.Who), Is.EqualTo(("Quyết định thu hồi văn bản", Office.As("signer.bng").Actor.Name)), "the dispatch says who is to decide");
        Assert.That((await Office.As("signer.bng").Do(new ListTasks())).Items.Single(), Has.Property("PaperType").EqualTo(TaskPaper.Recall).And.Property("Paper").EqualTo("01/BNG-CNV"));
    }

    [Test]
    public async Task Who_proposed_does_not_decide_and_no_other_signer_does()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var both = new TestActor(Office.Root, Office.As("signer.bng").Actor with { Roles = Dispatch.Engine.Directory.Role.Signer | Dispatch.Engine.Directory.Role.Clerk });
        var own = await both.Do(new ARecall(Office, sent.Id).Proposal);

        Assert.That(await both.RefusalOf(new OrderRecall(own.Id)), Is.EqualTo("signing.self-approval"));
        Assert.That(await Office.As("signer2.bng").RefusalOf(new OrderRecall(own.Id)), Is.EqualTo("recalling.not-the-decider"));
        Assert.That(await Office.As("signer2.bng").RefusalOf(new DeclineRecall(own.Id, "Không")), Is.EqualTo("recalling.not-the-decider"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new OrderRecall(own.Id)), Is.EqualTo("access.forbidden"));
    }

    [Test]
    public async Task A_declined_recall_leaves_the_dispatch_in_force_and_may_be_proposed_again()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var proposed = await new ARecall(Office, sent.Id).ProposedAsync();

        var declined = await Office.As("signer.bng").Do(new DeclineRecall(proposed.Id, "Chỉ cần đính chính"));

        Assert.That((declined.State, declined.DeclineReason), Is.EqualTo((RecallState.Declined, "Chỉ cần đính chính")));
        Assert.That(await Office.As("signer.bng").RefusalOf(new OrderRecall(proposed.Id)), Is.EqualTo("lifecycle.not-now"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new ARecall(Office, sent.Id).Proposal), Is.Null);
        Assert.That((await Office.As("clerk.bng").Do(new ListRecalls(sent.Id))).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Only_what_is_issued_is_recalled_and_a_notice_is_an_issued_dispatch_of_the_house()
    {
        var draft = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var earlier = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var proposal = new ARecall(Office, sent.Id).Proposal;

        Assert.That(await Office.As("clerk.bng").RefusalOf(new ARecall(Office, draft.Id).Proposal), Is.EqualTo("lifecycle.not-now"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(proposal with { NoticeId = draft.Id }), Is.EqualTo("recalling.not-a-notice"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(proposal with { NoticeId = sent.Id }), Is.EqualTo("recalling.not-a-notice"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(proposal with { NoticeId = earlier.Id }), Is.EqualTo("recalling.not-a-notice"), "nothing gives notice of what came after it");
        Assert.That(await Office.As("clerk.bng").RefusalOf(proposal with { SignerId = Office.Person("clerk.bng") }), Is.EqualTo("registering.unknown-signer"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(proposal with { Reason = " " }), Is.EqualTo("recalling.reason-needed"));
        var notice = await new ADispatch(Office) { Text = ADispatch.Words("thu hồi văn bản") }.AtAsync(OutgoingState.Issued);
        var recall = await Office.As("clerk.bng").Do(proposal with { NoticeId = notice.Id });
        await Office.As("signer.bng").Do(new OrderRecall(recall.Id));
        Assert.That((await Office.As("clerk.bng").Do(new FindDispatch(sent.Id))).Marks.Single().Words, Does.Contain("theo văn bản 04/BNG-CNV").And.Contain("Sai nội dung"));
        Assert.That((await Office.As("clerk.bng").Do(new FindRecall(recall.Id))).NoticeId, Is.EqualTo(notice.Id));
    }

    [Test]
    public async Task A_recalled_dispatch_is_frozen_and_its_line_is_struck_and_stays()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await new ARecall(Office, sent.Id).OrderedAsync();
        var clerk = Office.As("clerk.bng");

        var frozen = await clerk.Do(new FindDispatch(sent.Id));
        Assert.That((frozen.State, frozen.Lawful, frozen.Marks.Single().Kind), Is.EqualTo((OutgoingState.Recalled, Array.Empty<OutgoingAct>(), MarkKind.Recalled)));
        Assert.That((await clerk.Do(new ReadPaper(sent.Id.Value))).Hash, Is.EqualTo(sent.ContentHash), "the issuer keeps its original");
        var line = (await clerk.Do(new ListRegister(RegisterBook.Outgoing, 2024))).Items.Single();
        Assert.That((line.Number, line.RecalledOn, line.IsVoided), Is.EqualTo((1, (DateOnly?)Office.Clock.Today, false)));
        Assert.That(line.Note, Does.Contain("Sai nội dung"));
        Assert.That(await clerk.RefusalOf(new ARecall(Office, sent.Id).Proposal), Is.EqualTo("lifecycle.not-now"));
        Assert.That(await Office.As("drafter.bng").RefusalOf(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng"), ReplacesId: sent.Id)), Is.EqualTo("recalling.not-in-force"));
    }

    [Test]
    public async Task What_a_receiver_registered_is_sealed_at_once_and_the_clerk_owes_an_answer()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        await new ARecall(Office, sent.Id).ToldAsync();
        var clerk = Office.As("clerk.db");

        var sealedHere = await clerk.Do(new FindIncoming(incoming.Id));

        Assert.That((sealedHere.State, sealedHere.IsSealed, sealedHere.Facts.Subject, sealedHere.Facts.NumberAndSymbol), Is.EqualTo((IncomingState.Recalled, true, "(đã thu hồi)", "01/BNG-CNV")));
        Assert.That(await clerk.RefusalOf(new ReadPaper(incoming.Id.Value)), Is.EqualTo("recalling.sealed"));
        Assert.That(await Office.As("head.db").RefusalOf(new CloseIncoming(incoming.Id)), Is.EqualTo("lifecycle.not-now"));
        var line = (await clerk.Do(new ListRegister(RegisterBook.Incoming, 2024))).Items.Single();
        Assert.That((line.Number, line.KindAndSubject, line.RecalledOn), Is.EqualTo((1, "(đã thu hồi)", (DateOnly?)Office.Clock.Today)));
        Assert.That((await clerk.Do(new ListRegister(RegisterBook.Incoming, 2024, Contains: "đối ngoại"))).Items, Is.Empty, "what is not shown is not found by its words");
        Assert.That((await clerk.Do(new ListTasks())).Items.Single(), Has.Property("Kind").EqualTo(TaskKind.Notice).And.Property("Words").Contains("Sai nội dung"));
        Assert.That((await Office.As("head.db").Do(new ListTasks())).Items.Single().Title, Does.StartWith("Ngừng xử lý"));
        Assert.That((await Office.As("auditor.db").Do(new FindRoute(incoming.Id.Value))).EndedAt, Is.Not.Null);
        Assert.That(await DeliveryAsync(sent), Is.EqualTo((DeliveryState.RecallSent, (string?)null)));
    }

    [Test]
    public async Task The_sender_hears_what_became_of_it_and_an_objection_may_give_way()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Closed);
        await new ARecall(Office, sent.Id).ToldAsync();
        var clerk = Office.As("clerk.db");

        Assert.That(await clerk.RefusalOf(new RefuseRecall(incoming.Id, " ")), Is.EqualTo("recalling.reason-needed"));
        var objected = await clerk.Do(new RefuseRecall(incoming.Id, "Đã thực hiện xong, đã lưu hồ sơ"));
        await Office.DeliverAsync();
        Assert.That(await DeliveryAsync(sent), Is.EqualTo((DeliveryState.RecallRefused, "Đã thực hiện xong, đã lưu hồ sơ")));
        Assert.That(await clerk.RefusalOf(new ReadPaper(incoming.Id.Value)), Is.EqualTo("recalling.sealed"), "an objection opens nothing");
        var told = (await Office.As("clerk.bng").Do(new ListTasks())).Items.Single(task => task.Kind is TaskKind.Notice);
        Assert.That((told.Title, told.Words), Is.EqualTo(("Nơi nhận không đồng ý thu hồi", "Ủy ban nhân dân tỉnh Điện Biên: Đã thực hiện xong, đã lưu hồ sơ")), "somebody at the issuer reads it");
        Assert.That((await clerk.Do(new ListTasks())).Items, Is.Empty, "who has answered is asked no more");
        await clerk.Do(new AgreeRecall(objected.Id));
        await Office.DeliverAsync();

        Assert.That((await DeliveryAsync(sent)).State, Is.EqualTo(DeliveryState.Recalled));
        Assert.That(await clerk.RefusalOf(new RefuseRecall(incoming.Id, "Khoan đã")), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task The_recall_runs_down_to_the_copies_of_copies_and_the_issuer_sees_who_has_not_answered()
    {
        var (sent, saoY, saoLuc) = await CopyOfACopyAsync();
        var recall = new ARecall(Office, sent.Id);
        var order = await recall.ToldAsync();

        foreach (var (clerk, copy) in new[] { ("clerk.db", saoY), ("clerk.snv", saoLuc) })
        {
            var recalled = await Office.As(clerk).Do(new FindCopy(copy.Id));
            Assert.That((recalled.State, recalled.IsSealed, recalled.Marks.Single().Kind), Is.EqualTo((CopyState.Recalled, true, MarkKind.Recalled)));
            Assert.That(await Office.As(clerk).RefusalOf(new ReadPaper(copy.Id.Value)), Is.EqualTo("recalling.sealed"));
            Assert.That((await Office.As(clerk).Do(new ListRegister(RegisterBook.Copies, 2024))).Items.Single(), Has.Property("RecalledOn").EqualTo(Office.Clock.Today).And.Property("KindAndSubject").EqualTo("(đã thu hồi)"));
        }

        var before = await Office.As("auditor.bng").Do(new ListRecallAnswers(sent.Id));
        Assert.That((before.Agreed, before.Refused, before.Waiting), Is.EqualTo((4, 0, 2)), "three who had not looked at their copy and Lai Châu gave it up without a word; the province and the department registered theirs");
        var waiting = (await Office.As("auditor.bng").Do(new ListRecallAnswers(sent.Id, OnlyOpen: true))).Page.Items;
        Assert.That(waiting.Select(row => (row.Recipient, row.Sender, row.Copy, row.Depth)), Is.EquivalentTo(new (string, string, string?, int)[]
        {
            ("Ủy ban nhân dân tỉnh Điện Biên", "Bộ Ngoại giao", null, 0), ("Sở Nội vụ tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Điện Biên", "01/SY-UBND", 1),
        }));
        Assert.That(before.Page.Items.Single(row => row.Depth == 2).Recipient, Is.EqualTo("Ủy ban nhân dân tỉnh Lai Châu"));

        await recall.SettledAsync("db", "snv");

        var after = await Office.As("auditor.bng").Do(new ListRecallAnswers(sent.Id));
        Assert.That((after.Agreed, after.Refused, after.Waiting), Is.EqualTo((6, 0, 0)));
        Assert.That((await Office.As("auditor.bng").Do(new FindRoute(order.Id.Value))).Status, Is.EqualTo(RunStatus.Finished), "the matter that waited for every answer is over");
        foreach (var house in new[] { "bng", "db", "snv" })
        {
            Assert.That((await Office.As("auditor." + house).Do(new CheckAudit())).IsIntact, house);
        }
    }

    [Test]
    public async Task Who_has_not_answered_in_time_is_urged()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await new ARecall(Office, sent.Id).ToldAsync();
        Office.Clock.Advance(TimeSpan.FromDays(7));

        await Office.RingAsync();

        var urge = (await Office.As("clerk.bng").Do(new ListTasks())).Items.Single();
        Assert.That(urge.Title, Is.EqualTo("Đôn đốc nơi chưa trả lời thu hồi"));
        await Office.As("clerk.bng").Do(new Dispatch.Engine.Workflows.People.CompleteTask(urge.Id, "Urged"));
        await new ARecall(Office, sent.Id).SettledAsync("db");
        Assert.That((await Office.As("clerk.bng").Do(new ListTasks())).Items, Is.Empty);
    }

    [Test]
    public async Task A_receiver_learns_nothing_of_a_recalled_subject_from_the_trace()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await new ARecall(Office, sent.Id).ToldAsync();

        Assert.That((await Office.As("auditor.db").Do(new TraceFamily(incoming.Id.Value))).Nodes.Select(node => node.Subject), Is.All.Null);
        Assert.That((await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value))).Nodes[0].Subject, Does.Contain("đối ngoại"));
    }

    private async Task<(DispatchView Sent, CopyView SaoY, CopyView SaoLuc)> CopyOfACopyAsync()
    {
        var (sent, atProvince) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var saoY = await new ACopy(Office, atProvince).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var department = new AnIncoming(Office) { House = "snv" };
        var atDepartment = await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
        var saoLuc = await (new ACopy(Office, atDepartment) { House = "snv", Form = CopyForm.SaoLuc, Recipients = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT"] }).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        return (sent, saoY, saoLuc);
    }

    private async Task<(DeliveryState State, string? Reason)> DeliveryAsync(DispatchView sent)
    {
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        return (delivery.State, delivery.Reason);
    }
}
