using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>What could not be delivered or told: seen by its reason, and sent again in one act.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RetryTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private string Mail => Office.NewFolder("mail");

    [Test]
    public async Task The_board_is_narrowed_by_group_and_by_what_is_late()
    {
        await new ADispatch(Office).To("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", "Sở Nội vụ tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var clerk = Office.As("clerk.bng");

        var all = await clerk.Do(new ListOpenDeliveries());
        var group = await clerk.Do(new ListOpenDeliveries(Group: all.Groups.Single()));
        var late = await clerk.Do(new ListOpenDeliveries(OnlyLate: true));
        Office.Clock.Advance(TimeSpan.FromDays(5));
        var later = await clerk.Do(new ListOpenDeliveries(OnlyLate: true));

        Assert.That((all.Items.Count, all.Groups.Single()), Is.EqualTo((3, "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương")));
        Assert.That((group.Items.Select(row => row.Delivery.RecipientName), group.Counts.Single().Count), Is.EqualTo((new[] { "Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu" }, 2)));
        Assert.That((late.Items.Count, later.Items.Count, later.Items.All(row => row.IsLate)), Is.EqualTo((0, 3, true)));
    }

    [Test]
    public async Task All_that_one_way_could_not_deliver_is_told_by_its_reason_and_sent_again_in_one_act()
    {
        await MailToAsync("ubnd-lai-chau", "ubnd-dien-bien");
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu", "Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await GiveUpAsync();
        var clerk = Office.As("clerk.bng");

        var dead = await clerk.Do(new ListOpenDeliveries(DeliveryState.DeadLetter));
        Assert.That((dead.Reasons.Single().Count, dead.Reasons.Single().Reason), Is.EqualTo((2, dead.Items[0].Delivery.Reason)));
        Assert.That(await clerk.RefusalOf(new RetryDeliveries(Channel: DeliveryChannel.Exchange)), Is.EqualTo("distributing.nothing-to-retry"));
        Assert.That(await clerk.Do(new RetryDeliveries(Channel: DeliveryChannel.Email)), Is.EqualTo(new DeliveriesRetried(2, 0)));

        await using var node = Mailing();
        await TestOffice.DeliverAsync(node);
        var after = await clerk.Do(new ListOpenDeliveries(DeliveryState.DeadLetter));
        Assert.That((after.Items.Count, after.Reasons.Count, System.IO.Directory.GetFiles(Mail).Length), Is.EqualTo((0, 0, 2)));
    }

    [Test]
    public async Task A_correction_that_could_not_be_told_names_who_does_not_know_and_is_told_again_by_one_click()
    {
        await MailToAsync("ubnd-lai-chau");
        var sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Lai Châu", "Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await using var node = Mailing();
        await TestOffice.DeliverAsync(node);
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words("đính chính") with { Addressees = [], Recipients = ["Vụ Chính sách đối ngoại", "Lưu: VT."] }, Office.Person("signer.bng"), CorrectsId: sent.Id));
        await new ADispatch(Office).WalkAsync(draft, OutgoingState.Issued);
        await GiveUpAsync();

        var untold = (await Office.As("auditor.bng").Do(new ListUntold(sent.Id.Value))).Single();
        Assert.That((untold.Recipient, untold.ChannelName, untold.IsTakenBack), Is.EqualTo(("Ủy ban nhân dân tỉnh Lai Châu", Vietnamese.Of(DeliveryChannel.Email), false)));
        Assert.That(untold.Reason, Does.Contain("DISPATCH_Mail__From"));
        Assert.That(await Office.As("auditor.db").Do(new ListUntold(sent.Id.Value)), Is.Empty, "who sent it knows, and nobody else");

        Assert.That(await Office.As("clerk.bng").Do(new RetryDeliveries(PaperId: sent.Id.Value)), Is.EqualTo(new DeliveriesRetried(1, 0)));
        await TestOffice.DeliverAsync(node);

        Assert.That(await Office.As("auditor.bng").Do(new ListUntold(sent.Id.Value)), Is.Empty);
        Assert.That(System.IO.Directory.GetFiles(Mail), Has.Length.EqualTo(2), "the notice of the paper and that of its correction");
    }

    private async Task MailToAsync(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body(body), DeliveryChannel.Email, $"{body}@example.vn"));
        }
    }

    private ServiceProvider Mailing() => Office.Node(settings => settings with { Mail = new MailSettings("dispatch@bng.gov.vn", null, 25, false, null, null, Mail) });

    /// <summary>The mail is switched off until every try is used up.</summary>
    private async Task GiveUpAsync()
    {
        for (var day = 0; day < 10; day++)
        {
            await Office.DeliverAsync();
            Office.Clock.Advance(TimeSpan.FromDays(1.3));
        }
    }
}
