using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Issuing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class IssueDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Provinces = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương";

    [Test]
    public async Task Every_recipient_gets_one_delivery_and_a_group_is_taken_as_it_is_on_the_day()
    {
        var words = ADispatch.Words() with { Addressees = [Provinces], Recipients = ["Như trên", "Ủy ban nhân dân tỉnh Điện Biên", "Các đơn vị: CSĐN, VT", "Lưu: VT, CNV"] };
        var dispatch = await new ADispatch(Office) { Text = words }.AtAsync(OutgoingState.Issued);

        var deliveries = (await Office.As("clerk.bng").Do(new ListDeliveries(dispatch.Id.Value))).Items;

        Assert.That(deliveries.Select(d => (d.RecipientName, d.GroupName, d.Channel)), Is.EquivalentTo(new[]
        {
            ("Ủy ban nhân dân tỉnh Điện Biên", Provinces, DeliveryChannel.Installation),
            ("Ủy ban nhân dân tỉnh Lai Châu", Provinces, DeliveryChannel.Installation),
            ("Vụ Chính sách đối ngoại", (string?)null, DeliveryChannel.Internal),
            ("Phòng Văn thư", (string?)null, DeliveryChannel.Internal),
        }));
        Assert.That(await MessagesAsync(), Is.EqualTo(2), "only what leaves the house is carried");
    }

    [Test]
    public async Task A_group_that_changes_later_does_not_change_who_got_the_paper()
    {
        var words = ADispatch.Words() with { Addressees = [Provinces] };
        var dispatch = await new ADispatch(Office) { Text = words }.AtAsync(OutgoingState.Issued);

        await Office.AsSystem("bng").Do(new ImportDirectory(TestDirectory.Bodies, TestDirectory.Groups, TestDirectory.Members.Replace("ubnd-cac-tinh,ubnd-lai-chau,,", "ubnd-cac-tinh,ubnd-lai-chau,,2024-01-01", StringComparison.Ordinal)));

        var names = (await Office.As("clerk.bng").Do(new ListDeliveries(dispatch.Id.Value))).Items.Select(d => d.RecipientName);
        Assert.That(names, Is.EquivalentTo(new[] { "Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu" }));
    }

    [Test]
    public async Task A_plan_follows_the_directory_at_once_though_answers_are_remembered()
    {
        var words = ADispatch.Words() with { Addressees = [Provinces] };
        var dispatch = await new ADispatch(Office) { Text = words }.AtAsync(OutgoingState.Numbered);
        var before = await Office.As("clerk.bng").Do(new PlanDistribution(dispatch.Id.Value));

        await Office.AsSystem("bng").Do(new ImportDirectory(TestDirectory.Bodies, TestDirectory.Groups, TestDirectory.Members.Replace("ubnd-cac-tinh,ubnd-lai-chau,,", "ubnd-cac-tinh,ubnd-lai-chau,,2024-01-01", StringComparison.Ordinal)));

        var after = await Office.As("clerk.bng").Do(new PlanDistribution(dispatch.Id.Value));
        Assert.That((before.Recipients.Count, after.Recipients.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_unit_of_the_house_has_it_at_once()
    {
        var dispatch = await new ADispatch(Office).To("Vụ Chính sách đối ngoại").AtAsync(OutgoingState.Issued);

        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(dispatch.Id.Value))).Items.Single();

        Assert.That((delivery.State, delivery.ArrivedAt), Is.EqualTo((DeliveryState.Arrived, Office.Clock.GetUtcNow())));
    }

    [Test]
    public async Task Nothing_is_issued_while_a_recipient_is_not_known_and_a_clerks_decision_lets_it_go()
    {
        var dispatch = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Hội những người bạn").AtAsync(OutgoingState.Numbered);
        var clerk = Office.As("clerk.bng");
        var before = await Office.ContentsAsync();

        var refused = await clerk.Try(new IssueDispatch(dispatch.Id));

        Assert.That(refused.Refusal?.Code, Is.EqualTo("distributing.unresolved"));
        Assert.That(refused.Refusal?.Message, Does.Contain("Hội những người bạn"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        var open = (await clerk.Do(new PlanDistribution(dispatch.Id.Value))).Unresolved.Single();
        var plan = await clerk.Do(new DecideRecipients(dispatch.Id.Value, [new RecipientDecision(open.LineText, open.Unknown.Text, RecipientDecisionKind.DeliverTo, Office.Body("ubnd-lai-chau"))]));
        Assert.That(plan.Unresolved, Is.Empty);
        var issued = await clerk.Do(new IssueDispatch(dispatch.Id));
        Assert.That((await clerk.Do(new ListDeliveries(issued.Id.Value))).Items.Select(d => d.RecipientName), Is.EqualTo(new[] { "Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu" }));
    }

    [Test]
    public async Task A_recipient_that_is_not_delivered_to_needs_a_reason()
    {
        var dispatch = await new ADispatch(Office).To("Hội những người bạn").AtAsync(OutgoingState.Numbered);
        var clerk = Office.As("clerk.bng");
        var open = (await clerk.Do(new PlanDistribution(dispatch.Id.Value))).Unresolved.Single();
        RecipientDecision Decision(string? reason) => new(open.LineText, open.Unknown.Text, RecipientDecisionKind.NotDelivered, Reason: reason);

        Assert.That((await clerk.Do(new DecideRecipients(dispatch.Id.Value, [Decision(null)]))).Unresolved, Has.Count.EqualTo(1));
        Assert.That((await clerk.Do(new DecideRecipients(dispatch.Id.Value, [Decision("Hội đã giải thể")]))).Unresolved, Is.Empty);
        await clerk.Do(new IssueDispatch(dispatch.Id));

        Assert.That((await clerk.Do(new ListDeliveries(dispatch.Id.Value))).Items, Is.Empty);
    }

    [Test]
    public async Task Who_read_an_older_version_decides_nothing()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new DecideRecipients(dispatch.Id.Value, []), version: dispatch.Version - 1), Is.EqualTo("version.stale"));
    }

    [Test]
    public async Task What_is_issued_is_decided_on_no_more()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new DecideRecipients(dispatch.Id.Value, [])), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task The_final_file_is_kept_under_its_hash_and_holds_the_number()
    {
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var page = await Office.As("clerk.bng").Do(new ReadPaper(numbered.Id.Value));

        var issued = await Office.As("clerk.bng").Do(new IssueDispatch(numbered.Id));

        var file = await Office.As("clerk.bng").Do(new ReadPaper(numbered.Id.Value));
        Assert.That((issued.State, issued.ContentHash, issued.IssuedAt), Is.EqualTo((OutgoingState.Issued, file.Hash, Office.Clock.GetUtcNow())));
        Assert.That((file.IsFinal, file.Name), Is.EqualTo((true, "01-BNG-CNV.pdf")));
        Assert.That(file.Bytes, Is.EqualTo(page.Bytes), "the same paper is the same bytes");
        Assert.That(file.Hash, Is.Not.EqualTo(issued.SignedHash), "what was signed had no number yet");
    }

    [TestCase(OutgoingState.Signed)]
    [TestCase(OutgoingState.Issued)]
    public async Task Only_a_numbered_dispatch_is_issued(OutgoingState state)
    {
        var dispatch = await new ADispatch(Office).AtAsync(state);

        Assert.That(await Office.As("clerk.bng").RefusalOf(new IssueDispatch(dispatch.Id)), Is.EqualTo("lifecycle.not-now"));
    }

    [Test]
    public async Task Of_many_who_issue_at_once_one_does()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Office.As("clerk.bng").Try(new IssueDispatch(dispatch.Id)))));

        Assert.That(outcomes.Count(outcome => !outcome.IsRefused), Is.EqualTo(1));
        // Who read the paper before the winner's commit and its steps after it meets the route's "no", or the matter's, which was read last; who read all after, the law's.
        Assert.That(outcomes.Where(outcome => outcome.IsRefused).Select(outcome => outcome.Refusal!.Code), Is.All.AnyOf("lifecycle.not-now", "workflow.not-this-step", "workflow.not-suspended"));
        Assert.That(await MessagesAsync(), Is.EqualTo(1));
    }

    private Task<int> MessagesAsync() => Office.Look(db => db.Set<OutboxMessage>().CountAsync());
}
