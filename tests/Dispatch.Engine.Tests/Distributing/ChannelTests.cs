using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Distributing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ChannelTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_plan_shows_by_which_way_each_recipient_is_reached_and_issuing_keeps_it()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Paper, "Số 1, phường Tân Phong"));
        var draft = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu", "Vụ Chính sách đối ngoại").AtAsync(OutgoingState.Numbered);

        var plan = await Office.As("clerk.bng").Do(new PlanDistribution(draft.Id.Value));
        await Office.As("clerk.bng").Do(new IssueDispatch(draft.Id));

        DeliveryChannel[] ways = [DeliveryChannel.Installation, DeliveryChannel.Paper, DeliveryChannel.Internal];
        Assert.That(plan.Recipients.Select(recipient => recipient.Channel), Is.EqualTo(ways));
        var deliveries = (await Office.As("clerk.bng").Do(new ListDeliveries(draft.Id.Value))).Items;
        Assert.That(deliveries.Select(delivery => (delivery.Channel, delivery.State)), Is.EqualTo(new[]
        {
            (DeliveryChannel.Installation, DeliveryState.Queued), (DeliveryChannel.Paper, DeliveryState.Queued), (DeliveryChannel.Internal, DeliveryState.Arrived),
        }));
    }

    [Test]
    public async Task Paper_is_followed_by_the_clerk_with_the_number_of_the_post()
    {
        var delivery = await OnPaperAsync();
        var clerk = Office.As("clerk.bng");

        Assert.That(await clerk.RefusalOf(new TrackPost(delivery.Id, PostStep.Arrived)), Is.EqualTo("lifecycle.not-now"));
        var sent = await clerk.Do(new TrackPost(delivery.Id, PostStep.Sent, "EX123456789VN"));
        Assert.That((sent.State, sent.PostalNumber, sent.SentAt), Is.EqualTo((DeliveryState.Sent, "EX123456789VN", (DateTimeOffset?)Office.Clock.GetUtcNow())));
        Assert.That(await clerk.RefusalOf(new TrackPost(delivery.Id, PostStep.Returned)), Is.EqualTo("distributing.reason-needed"));
        var back = await clerk.Do(new TrackPost(delivery.Id, PostStep.Returned, Reason: "Sai địa chỉ"));
        Assert.That((back.State, back.Reason), Is.EqualTo((DeliveryState.Returned, "Sai địa chỉ")));
        Assert.That((await clerk.Do(new TrackPost(delivery.Id, PostStep.Sent))).PostalNumber, Is.Null, "sent again by hand, it does not bear the number that came back");
        await clerk.Do(new TrackPost(delivery.Id, PostStep.Returned, Reason: "Vắng"));
        await clerk.Do(new TrackPost(delivery.Id, PostStep.Sent, "EX999999999VN"));
        var there = await clerk.Do(new TrackPost(delivery.Id, PostStep.Arrived));
        Assert.That((there.State, there.StateName, there.PostalNumber, there.Reason), Is.EqualTo((DeliveryState.Arrived, "Đã đến", "EX999999999VN", (string?)null)), "nobody is waited for who could not answer");
    }

    [Test]
    public async Task A_notice_by_mail_ends_when_the_clerk_writes_down_that_its_recipient_has_the_paper()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Email, "vanthu@laichau.example"));
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        var clerk = Office.As("clerk.bng");
        var delivery = (await clerk.Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        await Office.AsSystem("bng").Do(new RecordSent(delivery.Id));

        Assert.That(await clerk.RefusalOf(new TrackPost(delivery.Id, PostStep.Sent)), Is.EqualTo("distributing.mail-goes-by-itself"));
        var there = await clerk.Do(new TrackPost(delivery.Id, PostStep.Arrived));
        Assert.That(there.State, Is.EqualTo(DeliveryState.Arrived));
        Assert.That((await clerk.Do(new ListOpenDeliveries())).Items, Is.Empty, "nobody waits for it any more");
        Assert.That((await clerk.Do(new FindTrail(sent.Id.Value))).Items.Select(told => (told.Said, told.Person)), Does.Contain(("ghi bưu gửi, việc nhận của một nơi nhận", "Phạm Thị Thư")));
    }

    [Test]
    public async Task Where_no_clerk_receives_the_plan_says_that_the_paper_would_lie_unseen()
    {
        var draft = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu", "Vụ Chính sách đối ngoại").AtAsync(OutgoingState.Numbered);
        Assert.That((await PlanAsync()).Findings, Has.None.Matches<RecipientFinding>(finding => finding.Code == "recipients.nobody-there"));

        var clerk = Office.Person("clerk.lc");
        await Office.As("admin.lc").Do(new ClosePerson(clerk));

        Assert.That((await PlanAsync()).Findings.Single(finding => finding.Code == "recipients.nobody-there").Message, Does.StartWith("1 nơi nhận").And.Contain("chờ: Ủy ban nhân dân tỉnh Lai Châu."));

        Task<RecipientPlan> PlanAsync() => Office.As("clerk.bng").Do(new PlanDistribution(draft.Id.Value));
    }

    [Test]
    public async Task Only_paper_is_followed_by_hand()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();

        Assert.That(await Office.As("clerk.bng").RefusalOf(new TrackPost(delivery.Id, PostStep.Sent)), Is.EqualTo("distributing.not-on-paper"));
    }

    [TestCase(DeliveryChannel.Exchange, "../x", "distributing.address-needed")]
    [TestCase(DeliveryChannel.Exchange, "doi-tac", "distributing.bad-public-key")]
    [TestCase(DeliveryChannel.Email, "không phải thư", "distributing.address-needed")]
    [TestCase(DeliveryChannel.Internal, null, "distributing.own-unit")]
    public async Task A_channel_that_leads_nowhere_is_refused(DeliveryChannel channel, string? address, string code) =>
        Assert.That(await Office.As("admin.bng").RefusalOf(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), channel, address)), Is.EqualTo(code));

    [Test]
    public async Task A_channel_is_one_organisations_own_and_the_default_forgets_it()
    {
        var admin = Office.As("admin.bng");
        await admin.Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Email, "vanthu@laichau.gov.vn"));

        Assert.That((await admin.Do(new ListRecipientChannels())).Items.Single().Address, Is.EqualTo("vanthu@laichau.gov.vn"));
        Assert.That((await Office.As("admin.db").Do(new ListRecipientChannels())).Items, Is.Empty);
        await admin.Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Installation));
        Assert.That((await admin.Do(new ListRecipientChannels())).Items, Is.Empty);
        Assert.That(await admin.RefusalOf(new SetRecipientChannel(Office.Body("bng-cnv"), DeliveryChannel.Paper)), Is.EqualTo("distributing.own-unit"));
    }

    [Test]
    public async Task A_notice_names_the_paper_and_carries_nothing_of_it()
    {
        var folder = Office.NewFolder("mail");
        await using var node = Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, false, null, null, folder) });
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Email, "vanthu@laichau.gov.vn"));
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);

        await TestOffice.DeliverAsync(node);

        var letter = await File.ReadAllTextAsync(System.IO.Directory.EnumerateFiles(folder, "*.eml").Single());
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        Assert.That(letter, Does.Contain("vanthu@laichau.gov.vn").And.Contain($"{delivery.Id}@dispatch"));
        Assert.That(letter, Does.Not.Contain(sent.Text.Subject).And.Not.Contain("application/pdf"));
        Assert.That((delivery.State, delivery.DueAt), Is.EqualTo((DeliveryState.Sent, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task A_recipient_that_cannot_be_reached_for_days_blocks_nobody_and_is_sent_again_by_one_click()
    {
        // The installation has no mail: the way is closed until an administrator opens it.
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Email, "vanthu@laichau.gov.vn"));
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu", "Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        for (var day = 0; day < 10; day++)
        {
            await Office.DeliverAsync();
            Office.Clock.Advance(TimeSpan.FromDays(1.3));
        }

        var clerk = Office.As("clerk.bng");
        var deliveries = (await clerk.Do(new ListDeliveries(sent.Id.Value))).Items;
        Assert.That(deliveries.Select(delivery => delivery.State), Is.EqualTo(new[] { DeliveryState.DeadLetter, DeliveryState.Arrived }));
        Assert.That(deliveries[0].Reason, Does.Contain("DISPATCH_Mail__From"));
        var folder = Office.NewFolder("mail");
        await using var node = Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, false, null, null, folder) });

        Assert.That(await clerk.Do(new RetryDeliveries()), Is.EqualTo(new DeliveriesRetried(1, 0)));
        await TestOffice.DeliverAsync(node);

        Assert.That((await clerk.Do(new ListDeliveries(sent.Id.Value))).Items[0].State, Is.EqualTo(DeliveryState.Sent));
        Assert.That(await clerk.RefusalOf(new RetryDeliveries()), Is.EqualTo("distributing.nothing-to-retry"));
    }

    [Test]
    public async Task A_closed_way_makes_its_own_messages_wait_together_and_no_others()
    {
        var blocked = Path.Combine(Office.NewFolder("mail"), "file");
        await File.WriteAllTextAsync(blocked, "no folder");
        await using var node = Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, false, null, null, blocked) });
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Email, "vanthu@laichau.gov.vn"));
        for (var i = 0; i < 3; i++)
        {
            await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu", "Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        }

        await TestOffice.DeliverAsync(node);

        var waiting = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.State == OutboxState.Pending).ToListAsync());
        Assert.That((waiting.Count, waiting.Count(message => message.Attempts > 0)), Is.EqualTo((3, 1)), "one found the way closed, the others did not have to");
        Assert.That(waiting.Select(message => message.DueAt).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(3));
    }

    [Test]
    public async Task Taking_the_task_tells_the_sender_that_it_has_begun_and_nobody_clicks_twice()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Assigned);
        var task = (await Office.As("head.db").Do(new ListTasks())).Items.Single(task => task.PaperId == incoming.Id.Value);

        await Office.As("head.db").Do(new ClaimTask(task.Id));
        await Office.DeliverAsync();

        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        Assert.That((delivery.State, delivery.BegunAt), Is.EqualTo((DeliveryState.InProgress, (DateTimeOffset?)Office.Clock.GetUtcNow())));
        Assert.That((await Office.As("clerk.db").Do(new FindIncoming(incoming.Id))).State, Is.EqualTo(IncomingState.InProgress));
        Assert.That(await Office.As("head.db").RefusalOf(new BeginIncoming(incoming.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task A_reminder_comes_before_whoever_has_the_matter_and_once_a_day()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);
        await Office.DeliverAsync();
        var clerk = Office.As("clerk.bng");
        var delivery = (await clerk.Do(new ListDeliveries(sent.Id.Value))).Items.Single();

        Assert.That(await clerk.Do(new RemindRecipients([delivery.Id])), Is.EqualTo(new RecipientsReminded(1, 0)));
        await Office.DeliverAsync();

        var notice = (await Office.As("clerk.db").Do(new ListTasks())).Items.Single(task => task.Title.StartsWith("Nơi gửi nhắc", StringComparison.Ordinal));
        Assert.That(notice.Title, Does.Contain("tiếp nhận"));
        Assert.That(await clerk.RefusalOf(new RemindRecipients([delivery.Id])), Is.EqualTo("distributing.nobody-to-remind"));
        Office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await clerk.Do(new RemindRecipients([delivery.Id]))).Reminded, Is.EqualTo(1));
    }

    private async Task<DeliveryView> OnPaperAsync()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Paper));
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        return (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
    }
}
