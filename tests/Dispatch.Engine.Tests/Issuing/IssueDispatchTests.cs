using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Issuing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class IssueDispatchTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task An_issued_dispatch_has_a_delivery_for_every_recipient()
    {
        var dispatch = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        var deliveries = await Office.As("clerk.bng").Do(new ListDeliveries(dispatch.Id.Value));

        Assert.That(deliveries.Items.Select(d => d.RecipientName), Is.EqualTo(new[] { "Ủy ban nhân dân tỉnh Điện Biên" }));
    }
}
