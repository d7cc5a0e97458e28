using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Drawing;
using static Dispatch.Engine.Tests.Workflows.AProcedure;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>A procedure that goes on when enough receivers have answered.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AwaitReceiptsTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_matter_waits_for_the_share_it_asks_for_and_no_longer()
    {
        await new AProcedure { AtTheEnd = [Awaits("half", 50)] }.PublishedAsync(Office);
        var dispatch = await IssuedToTwoAsync();
        Assert.That(await OpenAsync(dispatch), Is.EqualTo(new[] { "half" }), "that a paper arrived is no answer");

        await AnswerAsync("db");

        Assert.That(await OpenAsync(dispatch), Is.Empty);
        Assert.That((await Office.As("clerk.bng").Do(new FindRoute(dispatch))).Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public async Task Branches_wait_side_by_side_each_for_its_own_share()
    {
        var both = new AStep("both", "Elsa.Parallel", "Done", Members: $$"""
            "activities": [{{Awaits("half", 50).Json}}, {{Awaits("all", 100).Json}}, {{Awaits("half-too", 50).Json}}]
            """);
        await new AProcedure { AtTheEnd = [both] }.PublishedAsync(Office);
        var dispatch = await IssuedToTwoAsync();
        Assert.That(await OpenAsync(dispatch), Is.EquivalentTo(new[] { "half", "all", "half-too" }));

        await AnswerAsync("db");
        Assert.That(await OpenAsync(dispatch), Is.EqualTo(new[] { "all" }));
        await AnswerAsync("lc");

        Assert.That(await OpenAsync(dispatch), Is.Empty);
        Assert.That((await Office.As("clerk.bng").Do(new FindRoute(dispatch))).Status, Is.EqualTo(RunStatus.Finished));
    }

    [Test]
    public async Task Who_gives_no_receipts_has_answered_when_the_paper_is_there()
    {
        await new AProcedure { AtTheEnd = [Awaits("all", 100)] }.PublishedAsync(Office);
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Paper, "Lai Châu"));
        var dispatch = await IssuedToTwoAsync();
        var (clerk, post) = (Office.As("clerk.bng"), (await Office.As("clerk.bng").Do(new ListDeliveries(dispatch))).Items.Single(delivery => delivery.Channel is DeliveryChannel.Paper));
        await clerk.Do(new TrackPost(post.Id, PostStep.Sent));
        await AnswerAsync("db");
        Assert.That(await OpenAsync(dispatch), Is.EqualTo(new[] { "all" }), "that it was posted is no answer");

        var there = await clerk.Do(new TrackPost(post.Id, PostStep.Arrived));

        Assert.That(await OpenAsync(dispatch), Is.Empty);
        Assert.That(there.Version, Is.EqualTo((await clerk.Do(new ListDeliveries(dispatch))).Items.Single(delivery => delivery.Id == post.Id).Version));
    }

    private static AStep Awaits(string id, int share) => new(id, "Dispatch.AwaitReceipts", "Received", Members: $$$"""
        "share": {"typeName":"Double","expression":{"type":"Literal","value":{{{share}}}}}
        """, OtherPort: "TimedOut", OtherTo: "end");

    private async Task<Guid> IssuedToTwoAsync()
    {
        var dispatch = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        return dispatch.Id.Value;
    }

    private async Task AnswerAsync(string house)
    {
        var clerk = Office.As("clerk." + house);
        await clerk.Do(new ReceiveAndRegister((await clerk.Do(new ListIncoming())).Items.Single().Id));
        await Office.DeliverAsync();
    }

    private async Task<string[]> OpenAsync(Guid dispatch) =>
        [.. (await Office.As("clerk.bng").Do(new FindRoute(dispatch))).Steps.Where(step => step.ClosedAt is null).Select(step => step.ActivityId)];
}
