using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Receiving;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AcceptDeliveryTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_delivery_makes_one_incoming_dispatch_with_the_bytes_that_were_issued()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);

        Assert.That((incoming.ContentHash, incoming.Facts.NumberAndSymbol, incoming.Facts.Author, incoming.Facts.Form), Is.EqualTo((sent.ContentHash, "01/BNG-CNV", "Bộ Ngoại giao", PaperForm.Original)));
        Assert.That((await StateAsync(sent.Id.Value)).State, Is.EqualTo(DeliveryState.Arrived));
    }

    [Test]
    public async Task A_repeat_gets_the_first_receipt_and_changes_nothing()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        var delivery = await StateAsync(sent.Id.Value);
        var first = await Office.Look(db => db.Set<KeptReceipt>().AsNoTracking().SingleAsync(r => r.Code == ReceiptCode.Arrived && r.OwnerId == Office.Body("ubnd-dien-bien")));
        var before = await Office.ContentsAsync();
        Office.Clock.Advance(TimeSpan.FromDays(400));

        var again = await Office.AsSystem("ubnd-dien-bien").Do(new AcceptDelivery(delivery.Id, sent.ContentHash!));

        Assert.That(again, Is.EqualTo(new DeliveryReceipt(incoming.Id, sent.ContentHash!, incoming.ArrivedAt, first.Statement, first.KeyId, first.Signature)));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Many_repeats_at_once_make_one_incoming_dispatch()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = await StateAsync(sent.Id.Value);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Office.AsSystem("ubnd-dien-bien").Do(new AcceptDelivery(delivery.Id, sent.ContentHash!)))));

        Assert.That(receipts.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_same_key_with_other_bytes_is_refused(bool accepted)
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = await StateAsync(sent.Id.Value);
        var receiver = Office.AsSystem("ubnd-dien-bien");
        if (accepted)
        {
            await receiver.Do(new AcceptDelivery(delivery.Id, sent.ContentHash!));
        }

        var before = await Office.ContentsAsync();

        Assert.That(await receiver.RefusalOf(new AcceptDelivery(delivery.Id, new string('a', 64))), Is.EqualTo("receiving.same-key-other-content"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_body_accepts_only_what_is_meant_for_it()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = await StateAsync(sent.Id.Value);

        Assert.That(await Office.AsSystem("ubnd-lai-chau").RefusalOf(new AcceptDelivery(delivery.Id, sent.ContentHash!)), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task Each_step_at_the_receiver_is_told_to_the_sender_with_its_facts()
    {
        var (sent, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Arrived);
        var told = new List<(DeliveryState, int?)>();
        foreach (var state in new[] { IncomingState.Received, IncomingState.Registered, IncomingState.Submitted, IncomingState.Assigned, IncomingState.InProgress, IncomingState.Closed })
        {
            Office.Clock.Advance(TimeSpan.FromMinutes(1));
            incoming = await new AnIncoming(Office).WalkAsync(incoming, state);
            await Office.DeliverAsync();
            var seen = await StateAsync(sent.Id.Value);
            told.Add((seen.State, seen.ArrivalNumber));
        }

        Assert.That(told, Is.EqualTo(new (DeliveryState, int?)[]
        {
            (DeliveryState.Received, null), (DeliveryState.Registered, 1), (DeliveryState.Registered, 1), (DeliveryState.Assigned, 1), (DeliveryState.InProgress, 1), (DeliveryState.Done, 1),
        }));
        var end = await StateAsync(sent.Id.Value);
        Assert.That((end.ArrivedAt < end.AnsweredAt, end.AnsweredAt < end.DoneAt), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_refusal_is_seen_by_the_sender_with_its_reason()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Refused);
        await Office.DeliverAsync();

        var delivery = await StateAsync(sent.Id.Value);

        Assert.That((delivery.State, delivery.Reason), Is.EqualTo((DeliveryState.Refused, "Không đúng thẩm quyền")));
    }

    [Test]
    public async Task Late_receipts_never_move_the_senders_view_back()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Closed);
        await Office.DeliverAsync();
        var delivery = await StateAsync(sent.Id.Value);

        // The two answers to a recall are no late news: they come after everything.
        foreach (var code in Enum.GetValues<ReceiptCode>().Except([ReceiptCode.Recalled, ReceiptCode.RecallRefused]))
        {
            var late = new ReceiptNews(delivery.Id, sent.ContentHash!, code, Office.Clock.GetUtcNow().AddDays(1), code is ReceiptCode.Arrived or ReceiptCode.Received ? null : 1, null);
            var state = await Office.AsSystem("bng").Do(new RecordReceipt(await Office.ReceiptAsync("ubnd-dien-bien", late)));
            Assert.That(state, Is.EqualTo(DeliveryState.Done), $"after a late {code}");
        }

        Assert.That(await StateAsync(sent.Id.Value), Is.EqualTo(delivery));
    }

    [Test]
    public async Task A_receipt_about_other_bytes_is_refused()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = await StateAsync(sent.Id.Value);
        var receipt = new RecordReceipt(await Office.ReceiptAsync("ubnd-dien-bien", new ReceiptNews(delivery.Id, new string('b', 64), ReceiptCode.Done, Office.Clock.GetUtcNow(), 1, null)));

        Assert.That(await Office.AsSystem("bng").RefusalOf(receipt), Is.EqualTo("distributing.receipt-for-other-content"));
        Assert.That(await Office.AsSystem("ubnd-lai-chau").RefusalOf(receipt), Is.EqualTo("access.unknown"));
        Assert.That((await StateAsync(sent.Id.Value)).State, Is.EqualTo(DeliveryState.Queued));
    }

    [Test]
    public async Task A_file_that_is_gone_is_not_accepted_and_is_tried_again()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Lose(sent.ContentHash!);

        await Office.DeliverAsync();

        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(0));
        var message = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync());
        Assert.That((message.State, message.Attempts, message.LastError), Is.EqualTo((OutboxState.Pending, 1, "DamagedFileException")));
    }

    private async Task<DeliveryView> StateAsync(Guid paper) => (await Office.As("clerk.bng").Do(new ListDeliveries(paper))).Items.Single();
}
