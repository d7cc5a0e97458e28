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
using Dispatch.Engine.Workflows.Drawing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Recalling;

/// <summary>RecordRecallAnswer, RecallCopy, ListCopyRecallAnswers: who does not answer through the system, and a copy taken back by its own office.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class OutsideAnswerTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_recipient_on_paper_answers_by_the_clerk_with_what_proves_it_and_the_matter_ends()
    {
        var (sent, delivery) = await SentAsync(DeliveryChannel.Paper, "Số 1, phường Tân Phong");
        await Office.As("clerk.bng").Do(new TrackPost(delivery.Id, PostStep.Sent, "EX1VN"));
        var recall = await new ARecall(Office, sent.Id).ToldAsync();
        var clerk = Office.As("clerk.bng");

        Assert.That(await clerk.RefusalOf(new RecordRecallAnswer(delivery.Id, RecallReply.Agreed, " ")), Is.EqualTo("recalling.evidence-needed"));
        Assert.That(await clerk.RefusalOf(new RecordRecallAnswer(delivery.Id, RecallReply.Refused, "15/UBND")), Is.EqualTo("recalling.reason-needed"));
        Assert.That(await Office.As("clerk.lc").RefusalOf(new RecordRecallAnswer(delivery.Id, RecallReply.Agreed, "15/UBND")), Is.EqualTo("access.unknown"));
        await clerk.Do(new RecordRecallAnswer(delivery.Id, RecallReply.Refused, "15/UBND-VP", "Đã thực hiện"));
        Assert.That((await AnswersAsync(sent)).Page.Items.Single(), Has.Property("Reason").EqualTo("Đã thực hiện").And.Property("Evidence").EqualTo("15/UBND-VP").And.Property("IsRecordedHere").True);
        var agreed = await clerk.Do(new RecordRecallAnswer(delivery.Id, RecallReply.Agreed, "EX2VN"));

        Assert.That((agreed.State, agreed.Reason), Is.EqualTo((DeliveryState.Recalled, (string?)null)));
        Assert.That(await clerk.RefusalOf(new RecordRecallAnswer(delivery.Id, RecallReply.Refused, "x", "y")), Is.EqualTo("recalling.no-answer-awaited"), "nobody takes a yes back");
        Assert.That((await Office.As("auditor.bng").Do(new FindRoute(recall.Id.Value))).EndedAt, Is.Not.Null);
        Assert.That(await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "recalling.answer-recorded")), Is.EqualTo(2));
    }

    [Test]
    public async Task Nobody_answers_for_who_answers_through_the_system_or_for_what_was_not_taken_back()
    {
        var (_, onPaper) = await SentAsync(DeliveryChannel.Paper, null);
        var inside = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(inside.Id.Value))).Items.Single();

        Assert.That(await Office.As("clerk.bng").RefusalOf(new RecordRecallAnswer(onPaper.Id, RecallReply.Agreed, "x")), Is.EqualTo("recalling.no-answer-awaited"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new RecordRecallAnswer(delivery.Id, RecallReply.Agreed, "x")), Is.EqualTo("recalling.answers-itself"));
    }

    [Test]
    public async Task What_the_post_brought_back_is_back_without_asking()
    {
        var (sent, delivery) = await SentAsync(DeliveryChannel.Paper, null);
        await Office.As("clerk.bng").Do(new TrackPost(delivery.Id, PostStep.Sent, "EX1VN"));
        await Office.As("clerk.bng").Do(new TrackPost(delivery.Id, PostStep.Returned, Reason: "Sai địa chỉ"));

        var recall = await new ARecall(Office, sent.Id).ToldAsync();

        Assert.That(recall.Asked, Is.Zero);
        Assert.That(await AnswersAsync(sent), Has.Property("Agreed").EqualTo(1).And.Property("Waiting").Zero);
    }

    [Test]
    public async Task A_recipient_by_mail_is_told_what_is_asked_of_it_and_nothing_of_the_paper()
    {
        var folder = Office.NewFolder("mail");
        await using var node = Office.Node(settings => settings with { PublicUrl = "https://congvan.example.vn", Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, false, null, null, folder) });
        var (sent, delivery) = await SentAsync(DeliveryChannel.Email, "vanthu@laichau.gov.vn");
        await TestOffice.DeliverAsync(node);
        await new ARecall(Office, sent.Id).OrderedAsync();
        await TestOffice.DeliverAsync(node);

        var letters = System.IO.Directory.EnumerateFiles(folder, "*.eml").Select(File.ReadAllText).ToList();
        var order = Decoded(letters.Single(letter => letter.Contains($"{delivery.Id}.", StringComparison.Ordinal)));

        Assert.That(letters, Has.Count.EqualTo(2));
        Assert.That(order, Does.Contain("thu hồi").And.Contain("Sai nội dung").And.Contain("https://congvan.example.vn/verify").And.Not.Contain(sent.Text.Subject));
        var agreed = await Office.As("clerk.bng").Do(new RecordRecallAnswer(delivery.Id, RecallReply.Agreed, "Thư ngày 17/12/2024"));
        Assert.That(agreed.State, Is.EqualTo(DeliveryState.Recalled));
    }

    [Test]
    public async Task An_order_that_cannot_be_told_is_put_before_an_administrator_and_told_again_by_one_click()
    {
        var (sent, _) = await SentAsync(DeliveryChannel.Email, "vanthu@laichau.gov.vn");
        var folder = Office.NewFolder("mail");
        await using var node = Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, false, null, null, folder) });
        await TestOffice.DeliverAsync(node);
        await new ARecall(Office, sent.Id).OrderedAsync();
        for (var day = 0; day < 10; day++)
        {
            // The mail is switched off.
            await Office.DeliverAsync();
            Office.Clock.Advance(TimeSpan.FromDays(1.3));
        }

        Assert.That((await Office.As("admin.bng").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo("distributing.mark-not-told"));
        Assert.That(await Office.As("clerk.bng").Do(new RetryDeliveries(PaperId: sent.Id.Value)), Is.EqualTo(new DeliveriesRetried(1, 0)));
        await TestOffice.DeliverAsync(node);
        Assert.That(System.IO.Directory.EnumerateFiles(folder, "*.eml").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_copying_office_takes_its_own_copy_back_and_the_original_stays()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        var copy = await new ACopy(Office, incoming) { Recipients = ["Sở Nội vụ tỉnh Điện Biên", "Lưu: VT"] }.AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var department = new AnIncoming(Office) { House = "snv" };
        var there = await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
        var below = await new ACopy(Office, there) { House = "snv", Form = CopyForm.SaoLuc, Recipients = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT"] }.AtAsync(CopyState.Issued);
        await Office.DeliverAsync();

        Assert.That(await Office.As("clerk.db").RefusalOf(new RecallCopy(copy.Id, "Sao nhầm")), Is.EqualTo("access.forbidden"));
        Assert.That(await Office.As("signer.lc").RefusalOf(new RecallCopy(copy.Id, "Sao nhầm")), Is.EqualTo("access.unknown"));
        var taken = await Office.As("signer.db").Do(new RecallCopy(copy.Id, "Sao nhầm trang"));
        await Office.DeliverAsync();

        Assert.That((taken.State, taken.Marks.Single().Words), Is.EqualTo((CopyState.Recalled, $"Ủy ban nhân dân tỉnh Điện Biên thu hồi bản sao {copy.NumberAndSymbol} ngày {Office.Clock.Today:dd/MM/yyyy}. Lý do: Sao nhầm trang")));
        Assert.That((await Office.As("clerk.snv").Do(new FindIncoming(there.Id))).IsSealed, Is.True);
        Assert.That((await Office.As("clerk.snv").Do(new FindCopy(below.Id))).State, Is.EqualTo(CopyState.Recalled));
        Assert.That(await Office.As("clerk.lc").RefusalOf(new ReadPaper((await Office.As("clerk.lc").Do(new ListIncoming())).Items.Single().Id.Value)), Is.EqualTo("recalling.sealed"));
        Assert.That((await Office.As("clerk.db").Do(new FindIncoming(incoming.Id))).State, Is.EqualTo(IncomingState.Assigned), "the original stays in force");
        Assert.That((await Office.As("clerk.bng").Do(new FindDispatch(sent.Id))).State, Is.EqualTo(OutgoingState.Issued));
        Assert.That((await Office.As("clerk.db").Do(new ListRegister(RegisterBook.Copies, 2024))).Items.Single().RecalledOn, Is.EqualTo(Office.Clock.Today));

        var open = await Office.As("auditor.db").Do(new ListCopyRecallAnswers(copy.Id, OnlyOpen: true));
        Assert.That(open.Page.Items.Select(row => (row.Recipient, row.Depth)), Is.EqualTo(new[] { ("Sở Nội vụ tỉnh Điện Biên", 1) }), "who had not registered gave it up without a word");
        await Office.As("clerk.snv").Do(new AgreeRecall(there.Id));
        await Office.DeliverAsync();
        Assert.That(await Office.As("auditor.db").Do(new ListCopyRecallAnswers(copy.Id)), Has.Property("Waiting").Zero.And.Property("Agreed").EqualTo(2));
        Assert.That(await Office.As("auditor.lc").RefusalOf(new ListCopyRecallAnswers(copy.Id)), Is.EqualTo("access.unknown"));
        Assert.That(await Office.As("signer.db").RefusalOf(new RecallCopy(copy.Id, "Lần nữa")), Is.EqualTo("recalling.copy-not-issued"));
    }

    [Test]
    public async Task Only_who_certified_a_copy_takes_it_back_and_only_once_it_is_issued()
    {
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        var copy = await new ACopy(Office, incoming).AtAsync(CopyState.Numbered);
        var colleague = new TestActor(Office.Root, Office.As("signer.db").Actor with { PersonId = Office.Person("head.db") });

        Assert.That(await colleague.RefusalOf(new RecallCopy(copy.Id, "Sao nhầm")), Is.EqualTo("recalling.not-the-certifier"));
        Assert.That(await Office.As("signer.db").RefusalOf(new RecallCopy(copy.Id, "Sao nhầm")), Is.EqualTo("recalling.copy-not-issued"));
        Assert.That(await Office.As("signer.db").RefusalOf(new RecallCopy(copy.Id, " ")), Is.EqualTo("recalling.reason-needed"));
    }

    private static string Decoded(string letter)
    {
        var body = letter[(letter.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", string.Empty, StringComparison.Ordinal)));
    }

    private async Task<(DispatchView Sent, DeliveryView Delivery)> SentAsync(DeliveryChannel channel, string? address)
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), channel, address));
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        return (sent, (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single());
    }

    private Task<RecallAnswers> AnswersAsync(DispatchView sent) => Office.As("auditor.bng").Do(new ListRecallAnswers(sent.Id));
}
