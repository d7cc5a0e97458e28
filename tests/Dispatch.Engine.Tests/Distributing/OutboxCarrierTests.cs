using Dispatch.Engine.Auditing;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Distributing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class OutboxCarrierTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task Two_nodes_at_once_deliver_each_message_once()
    {
        const int Papers = 8;
        for (var i = 0; i < Papers; i++)
        {
            await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu", "Sở Nội vụ tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        }

        await using var second = Office.SecondNode();
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => i % 2 == 0 ? Office.DeliverAsync() : TestOffice.DeliverAsync(second))));

        // Three deliveries a paper, and a receipt of arrival for each.
        Assert.That(done.Sum(), Is.EqualTo(Papers * 3 * 2));
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(Papers * 3));
        Assert.That(await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "receiving.arrived")), Is.EqualTo(Papers * 3));
        Assert.That(await Office.Look(db => db.Set<Delivery>().Select(delivery => delivery.State).Distinct().ToListAsync()), Is.EqualTo(new[] { DeliveryState.Arrived }));
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().CountAsync(message => message.State != OutboxState.Done || message.Attempts != 1)), Is.Zero);
    }

    [Test]
    public async Task What_was_sent_while_the_clock_was_ahead_goes_when_it_is_put_back_and_once()
    {
        var right = Office.Clock.GetUtcNow();
        Office.Clock.Advance(TimeSpan.FromHours(5));
        await Office.DeliverAsync();
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        Office.Clock.Set(right);

        Assert.That(await Office.DeliverAsync(), Is.EqualTo(2), "the delivery and its receipt");
        Office.Clock.Advance(TimeSpan.FromHours(6));
        Assert.That(await Office.DeliverAsync(), Is.Zero);
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_slept_through_its_lease_undoes_what_it_did()
    {
        // Receipts for two senders travel apart: this node holds both, is done with the first load, and sleeps while another node takes the second one over.
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await new ADispatch(Office) { House = "db" }.To("Bộ Ngoại giao").AtAsync(OutgoingState.Issued);
        var other = new Guid("00000000-0000-7000-8000-00000000000b");
        var (commits, taken) = (0, 0);
        Office.Crash.When(point =>
        {
            if (point == CrashPoints.AfterCommit && ++commits == 2)
            {
                taken = TakeOver(other, OutboxKinds.Receipt);
            }

            return false;
        });

        var done = await Office.DeliverAsync();

        Assert.That((done, taken), Is.EqualTo((3, 1)), "two arrivals together, one receipt");
        Assert.That(await Office.Look(db => db.Set<Delivery>().Select(d => d.State).OrderBy(s => s).ToListAsync()), Is.EquivalentTo(new[] { DeliveryState.Arrived, DeliveryState.Queued }), "what was done under the lost lease is not there");
        var message = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.State == OutboxState.Pending));
        Assert.That((message.Lease, message.Attempts), Is.EqualTo(((Guid?)other, 0)), "the other node's claim stands");
        Office.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.That(await Office.DeliverAsync(), Is.EqualTo(1), "once that lease too has run out, it is recorded");
    }

    [Test]
    public async Task A_message_under_a_living_lease_is_left_alone()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        TakeOver(new Guid("00000000-0000-7000-8000-00000000000b"), OutboxKinds.Deliver);

        Assert.That(await Office.DeliverAsync(), Is.Zero);
        Office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await Office.DeliverAsync(), Is.EqualTo(2));
    }

    [TestCase(CrashPoints.BeforeCommit)]
    [TestCase(CrashPoints.AfterCommit)]
    public async Task A_delivery_that_broke_off_is_tried_again_and_arrives_once(string point)
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Crash.At(point);
        await Office.DeliverAsync();
        Office.Crash.At(null);
        Office.Clock.Advance(TimeSpan.FromSeconds(2));

        await Office.DeliverAsync();

        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(1));
        Assert.That(await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "receiving.arrived")), Is.EqualTo(1));
        Assert.That(await Office.Look(db => db.Set<Delivery>().Select(delivery => delivery.State).SingleAsync()), Is.EqualTo(DeliveryState.Arrived));
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().Select(message => message.State).Distinct().ToListAsync()), Is.EqualTo(new[] { OutboxState.Done }));
    }

    [Test]
    public async Task A_database_that_is_gone_costs_a_message_no_try()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Crash.When(point => point == CrashPoints.BeforeCommit ? throw new IOException("no space left", 28) : false);
        for (var round = 0; round < 10; round++)
        {
            Assert.That(Office.DeliverAsync, Throws.InstanceOf<IOException>(), "the round ends with what ended it");
            Office.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Office.Crash.At(null);

        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().Select(m => new { m.State, m.Attempts }).SingleAsync()), Is.EqualTo(new { State = OutboxState.Pending, Attempts = 0 }));
        Assert.That(await Office.DeliverAsync(), Is.EqualTo(2), "the arrival and its receipt");
    }

    [Test]
    public async Task The_schedule_ends_in_a_dead_letter_that_the_sender_sees_and_a_late_arrival_still_counts()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var bringBack = Office.Lose(sent.ContentHash!);
        TimeSpan[] schedule = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];
        foreach (var (wait, tries) in schedule.Select((wait, i) => (wait, i + 1)))
        {
            await Office.DeliverAsync();
            var message = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync());
            Assert.That((message.State, message.Attempts), Is.EqualTo((OutboxState.Pending, tries)));
            var pause = message.DueAt - Office.Clock.GetUtcNow();
            Assert.That(pause, Is.InRange(wait, wait * 1.2), "the schedule, and up to a fifth of spread");
            Office.Clock.Advance(pause - TimeSpan.FromMilliseconds(10));
            await Office.DeliverAsync();
            Assert.That(await Office.Look(db => db.Set<OutboxMessage>().Select(m => m.Attempts).SingleAsync()), Is.EqualTo(tries), "not before its time");
            Office.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        await Office.DeliverAsync();

        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().Select(m => m.State).SingleAsync()), Is.EqualTo(OutboxState.Dead));
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value, DeliveryState.DeadLetter))).Items.Single();
        Assert.That((delivery.StateName, delivery.Reason), Is.EqualTo(("Không gửi được", "DamagedFileException")));
        Office.Clock.Advance(TimeSpan.FromDays(30));
        Assert.That(await Office.DeliverAsync(), Is.Zero, "a dead letter waits for a person");
        bringBack();
        await Office.AsSystem("ubnd-dien-bien").Do(new AcceptDelivery(delivery.Id, sent.ContentHash!));
        await Office.DeliverAsync();
        Assert.That((await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single().State, Is.EqualTo(DeliveryState.Arrived));
    }

    private int TakeOver(Guid lease, string kind)
    {
        var until = Office.Clock.GetUtcNow().AddMinutes(2);
        return Office.Look(db => db.Set<OutboxMessage>().Where(message => message.State == OutboxState.Pending && message.Kind == kind)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Lease, lease).SetProperty(m => m.LeaseUntil, until))).GetAwaiter().GetResult();
    }
}
