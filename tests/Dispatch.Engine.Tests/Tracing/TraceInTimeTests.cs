using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Tracing;

/// <summary>What an auditor asks of a paper: how it stood then, what happened since, what it cites and what answers it.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class TraceInTimeTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task At_every_past_moment_the_family_is_told_as_it_was_traced_then()
    {
        var told = new List<(DateTimeOffset At, string Tree)>();
        var draft = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").DraftAsync();
        await NoteAsync();
        await new ADispatch(Office).WalkAsync(draft, OutgoingState.Numbered);
        await NoteAsync();
        await Office.As("clerk.bng").Do(new Dispatch.Engine.Issuing.IssueDispatch(draft.Id));
        await NoteAsync();
        await Office.DeliverAsync();
        await NoteAsync();
        var incoming = await new AnIncoming(Office).ArrivedAsync();
        await Office.As("clerk.lc").Do(new RefuseIncoming((await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single().Id, "Thiếu trang 2"));
        foreach (var state in new[] { IncomingState.Received, IncomingState.Registered, IncomingState.Submitted, IncomingState.Assigned })
        {
            incoming = await new AnIncoming(Office).WalkAsync(incoming, state);
            await Office.DeliverAsync();
            await NoteAsync();
        }

        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        await NoteAsync();

        Assert.That(copy.State, Is.EqualTo(CopyState.Issued));
        await IsToldAsItWasAsync(draft, told);

        Task NoteAsync() => this.NoteAsync(draft, told);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_paper_that_was_taken_back_is_told_as_it_stood_before_between_and_after(bool isReplaced)
    {
        var told = new List<(DateTimeOffset At, string Tree)>();
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Paper, "Lai Châu"));
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu", "Vụ Chính sách đối ngoại").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var incoming = await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
        await new ACopy(Office, incoming).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var department = new AnIncoming(Office) { House = "snv" };
        var there = await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
        await Office.DeliverAsync();
        await NoteAsync(sent, told);

        if (isReplaced)
        {
            var replacing = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words("nội dung đúng"), Office.Person("signer.bng"), ReplacesId: sent.Id));
            await new ADispatch(Office).WalkAsync(replacing, OutgoingState.Issued);
            await Office.DeliverAsync();
        }
        else
        {
            await new ARecall(Office, sent.Id).ToldAsync();
        }

        await NoteAsync(sent, told);
        await Office.As("clerk.snv").Do(new RefuseRecall(there.Id, "Đang dùng"));
        await Office.DeliverAsync();
        await NoteAsync(sent, told);
        await Office.As("clerk.db").Do(new AgreeRecall(incoming.Id));
        await Office.As("clerk.snv").Do(new AgreeRecall(there.Id));
        await Office.DeliverAsync();
        await NoteAsync(sent, told);

        Assert.That(told[0].Tree, Is.Not.EqualTo(told[1].Tree));
        await IsToldAsItWasAsync(sent, told);
        Assert.That((await Office.As("auditor.bng").Do(new FindTrail(sent.Id.Value))).Items.Count(leaf => leaf.PaperId == sent.Id.Value && leaf.Said.Contains("thu hồi", StringComparison.Ordinal)), Is.EqualTo(1), "the paper's own log tells it");
    }

    [Test]
    public async Task Before_a_paper_was_there_nothing_is_told()
    {
        var before = Office.Clock.GetUtcNow();
        Office.Clock.Advance(TimeSpan.FromHours(1));
        var draft = await new ADispatch(Office).DraftAsync();

        Assert.That((await Office.As("auditor.bng").Do(new TraceFamily(draft.Id.Value, before))).Nodes, Is.Empty);
    }

    [Test]
    public async Task The_trail_names_who_acted_at_home_and_only_what_was_told_elsewhere()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        await new ACopy(Office, incoming).AtAsync(CopyState.Numbered);

        // The clock of the test stands still: what happened at one moment in two houses has no order.
        var sender = (await Office.As("auditor.bng").Do(new FindTrail(sent.Id.Value))).Items.OrderBy(told => told.Person is null);
        var receiver = (await Office.As("auditor.db").Do(new FindTrail(incoming.Id.Value))).Items.OrderBy(told => told.Person is not null);

        Assert.That(sender.Select(told => (told.Organisation, told.Person, told.Said)), Is.EqualTo(new (string, string?, string)[]
        {
            ("Bộ Ngoại giao", "Trần Văn Soạn", "soạn dự thảo"), ("Bộ Ngoại giao", "Trần Văn Soạn", "trình kiểm tra"), ("Bộ Ngoại giao", "Lê Thị Hạnh", "duyệt nội dung"),
            ("Bộ Ngoại giao", "Phạm Thị Thư", "duyệt thể thức, trình ký"), ("Bộ Ngoại giao", "Nguyễn Minh Vũ", "ký"), ("Bộ Ngoại giao", "Phạm Thị Thư", "cấp số"),
            ("Bộ Ngoại giao", "Phạm Thị Thư", "phát hành"), ("Ủy ban nhân dân tỉnh Điện Biên", null, "đến hệ thống"), ("Ủy ban nhân dân tỉnh Điện Biên", null, "tiếp nhận"),
            ("Ủy ban nhân dân tỉnh Điện Biên", null, "vào sổ văn bản đến"), ("Ủy ban nhân dân tỉnh Điện Biên", null, "trình lãnh đạo"), ("Ủy ban nhân dân tỉnh Điện Biên", null, "phân công xử lý"),
        }));
        Assert.That(receiver.Select(told => (told.Person, told.Said)), Is.EqualTo(new (string?, string)[]
        {
            (null, "phát hành"), ("Hệ thống", "đến hệ thống"), ("Lường Thị Thư", "tiếp nhận"), ("Lường Thị Thư", "vào sổ văn bản đến"), ("Lường Thị Thư", "trình lãnh đạo"),
            ("Lê Thành Đô", "phân công xử lý"), ("Lường Thị Thư", "đề nghị sao"), ("Lê Thành Đô", "đối chiếu và ký sao"), ("Lường Thị Thư", "cấp số bản sao"),
        }));
    }

    [Test]
    public async Task Pages_of_the_trail_follow_each_other_without_a_gap_or_a_repeat()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        var all = (await Office.As("auditor.bng").Do(new FindTrail(sent.Id.Value))).Items;
        var walked = new List<TrailEvent>();
        string? after = null;
        do
        {
            var page = await Office.As("auditor.bng").Do(new FindTrail(sent.Id.Value, After: after, Take: 5));
            walked.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.That(walked, Is.EqualTo(all));
        Assert.That(await Office.As("auditor.bng").RefusalOf(new FindTrail(sent.Id.Value, After: "x")), Is.EqualTo("shape.after"));
    }

    [Test]
    public async Task What_another_organisation_is_still_copying_is_its_own_affair()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Numbered);

        var before = await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value));
        await Office.As("clerk.db").Do(new Dispatch.Engine.Copying.IssueCopy(copy.Id));
        var after = await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value));

        Assert.That(before.Nodes.Where(node => node.Type is TraceNodeType.Copy), Is.Empty);
        Assert.That(after.Nodes.Count(node => node.Type is TraceNodeType.Copy), Is.EqualTo(1));
    }

    [Test]
    public async Task Each_delivery_says_how_long_its_receiver_took_or_is_taking()
    {
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        Office.Clock.Advance(TimeSpan.FromHours(5));
        await Office.As("clerk.db").Do(new ReceiveIncoming((await new AnIncoming(Office).ArrivedAsync()).Id));
        await Office.DeliverAsync();
        Office.Clock.Advance(TimeSpan.FromHours(20));

        var tree = await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value));

        Assert.That(tree.Nodes.Where(node => node.Type is TraceNodeType.Delivery).Select(node => (node.Organisation, node.WaitedHours)), Is.EqualTo(new (string, int?)[]
        {
            ("Ủy ban nhân dân tỉnh Điện Biên", 5), ("Ủy ban nhân dân tỉnh Lai Châu", 25),
        }));
    }

    [Test]
    public async Task What_the_text_cites_is_a_link_once_the_paper_is_here_and_words_until_then()
    {
        var first = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var text = ADispatch.Words("triển khai tiếp theo") with
        {
            Body = [$"Tiếp theo công văn số {first.NumberAndSymbol} ngày {first.IssuedOn:dd/MM/yyyy} của Bộ Ngoại giao và Nghị quyết số 34-NQ/TW ngày 09/01/2023 của Bộ Chính trị, đề nghị phối hợp./."],
        };
        var second = await new ADispatch(Office) { Text = text }.AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();

        var cites = (await Office.As("auditor.bng").Do(new TraceFamily(second.Id.Value))).References;
        var cited = (await Office.As("auditor.bng").Do(new TraceFamily(first.Id.Value))).References;
        var incoming = (await Office.As("clerk.db").Do(new ListIncoming())).Items.Single(row => row.Facts.NumberAndSymbol == second.NumberAndSymbol);
        var there = (await Office.As("auditor.db").Do(new TraceFamily(incoming.Id.Value))).References;

        Assert.That(cites.Cites.Select(paper => (paper.Text, paper.Date, paper.Paper?.PaperId)), Is.EqualTo(new (string, DateOnly?, Guid?)[]
        {
            (first.NumberAndSymbol!, first.IssuedOn, first.Id.Value), ("34-NQ/TW", new DateOnly(2023, 1, 9), null),
        }));
        Assert.That(cited.CitedBy.Select(paper => paper.PaperId), Is.EqualTo(new[] { second.Id.Value }));
        Assert.That(there.Cites[0].Paper?.Kind, Is.EqualTo(PaperKind.Incoming), "the receiver has its own");
    }

    [Test]
    public async Task A_number_that_two_offices_bear_is_linked_to_neither()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        foreach (var author in new[] { "Bộ Nội vụ", "Bộ Tài chính" })
        {
            await Office.As("clerk.db").Do(new RegisterPaper(incoming.Facts with { NumberAndSymbol = "77/UBND-VX", Author = author, SheetHash = null }));
        }

        var citing = await new ADispatch(Office) { House = "db", Text = ADispatch.Words() with { Body = ["Theo công văn số 77/UBND-VX, đề nghị xem xét."], Addressees = ["Bộ Ngoại giao"] } }.DraftAsync();

        var cited = (await Office.As("auditor.db").Do(new TraceFamily(citing.Id.Value))).References.Cites.Single();
        Assert.That((cited.Text, cited.Paper), Is.EqualTo(("77/UBND-VX", (LinkedPaper?)null)));
    }

    [Test]
    public async Task What_answers_a_paper_is_told_to_both_who_have_it_and_to_nobody_else()
    {
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var incoming = await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Assigned);
        var house = new ADispatch(Office) { House = "db" }.To("Bộ Ngoại giao");
        var draft = await Office.As("drafter.db").Do(new DraftDispatch(house.Text, Office.Person("signer.db"), incoming.Id));
        var answer = await house.WalkAsync(draft, OutgoingState.Issued);
        await Office.As("drafter.db").Do(new AnswerIncoming(incoming.Id, answer.Id));
        await Office.DeliverAsync();
        var received = (await Office.As("clerk.bng").Do(new ListIncoming())).Items.Single();
        var bystander = (await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single();

        var atHome = (await Office.As("auditor.db").Do(new TraceFamily(incoming.Id.Value))).References;
        var atSender = (await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value))).References;
        var other = (await Office.As("auditor.lc").Do(new TraceFamily(bystander.Id.Value))).References;
        var ofAnswer = (await Office.As("auditor.bng").Do(new TraceFamily(received.Id.Value))).References;

        Assert.That(atHome.AnsweredBy.Single().PaperId, Is.EqualTo(answer.Id.Value));
        Assert.That(atSender.AnsweredBy.Single().PaperId, Is.EqualTo(received.Id.Value));
        Assert.That(other.AnsweredBy, Is.Empty);
        Assert.That(ofAnswer.Answers.Single().PaperId, Is.EqualTo(sent.Id.Value));
    }

    private async Task NoteAsync(DispatchView origin, List<(DateTimeOffset At, string Tree)> told)
    {
        Office.Clock.Advance(TimeSpan.FromHours(1));
        told.Add((Office.Clock.GetUtcNow(), Words(await Office.As("auditor.bng").Do(new TraceFamily(origin.Id.Value)))));
        Office.Clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task IsToldAsItWasAsync(DispatchView origin, List<(DateTimeOffset At, string Tree)> told)
    {
        foreach (var (at, tree) in told)
        {
            Assert.That(Words(await Office.As("auditor.bng").Do(new TraceFamily(origin.Id.Value, at))), Is.EqualTo(tree), $"as at {at:O}");
        }
    }

    // Why a receiver objected is forgotten when they give in.
    private static string Words(FamilyTree tree) => string.Join('\n', tree.Nodes.Select(node => $"{node.Type} {node.Organisation} {node.Title} {node.State} {node.StateName} {(node.State == nameof(DeliveryState.RecallRefused) ? null : node.Reason)} {node.Date} {node.ArrivalNumber} {node.ContentHash} {node.AnsweredAt:O}"));
}
