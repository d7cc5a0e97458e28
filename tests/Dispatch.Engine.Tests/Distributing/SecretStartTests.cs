using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>A database that was put back without the folder of keys, or the folder without its database.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class SecretStartTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private string Secret => Path.Combine(Office.Folder, "keys", "receipts.secret");

    [Test]
    public async Task A_secret_that_is_gone_or_anothers_stops_the_start_and_nothing_is_made_in_its_place()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var secret = await File.ReadAllBytesAsync(Secret);
        File.Delete(Secret);

        await using (var node = Office.SecondNode())
        {
            var stopped = Assert.ThrowsAsync<ForeignSecretException>(() => DatabaseStart.PrepareAsync(node, CancellationToken.None));
            Assert.That((stopped!.Message.Contains(Secret, StringComparison.Ordinal), File.Exists(Secret)), Is.EqualTo((true, false)));
        }

        await File.WriteAllBytesAsync(Secret, [.. secret.Reverse()]);
        await using (var node = Office.SecondNode())
        {
            Assert.That(() => DatabaseStart.PrepareAsync(node, CancellationToken.None), Throws.TypeOf<ForeignSecretException>());
        }

        await File.WriteAllBytesAsync(Secret, secret);
        await using (var node = Office.SecondNode())
        {
            Assert.That(() => DatabaseStart.PrepareAsync(node, CancellationToken.None), Throws.Nothing);
        }
    }

    [Test]
    public async Task A_secret_that_is_lost_for_good_is_left_behind_by_retiring_what_it_opened()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        File.Delete(Secret);
        var now = Office.Clock.GetUtcNow();
        await Office.Look(db => db.Set<ReceiptKey>().Where(key => key.Sealed != null).ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredAt, now)));
        await using var node = Office.SecondNode();

        await DatabaseStart.PrepareAsync(node, CancellationToken.None);
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(node);

        Assert.That(await Office.Look(db => db.Set<Delivery>().Select(delivery => delivery.State).Distinct().ToListAsync()), Is.EqualTo(new[] { DeliveryState.Arrived }));
        Assert.That(await Office.Look(db => db.Set<ReceiptKey>().Where(key => key.RetiredAt == null).Select(key => key.Number).ToListAsync()), Is.EqualTo(new[] { 2 }));
    }
}
