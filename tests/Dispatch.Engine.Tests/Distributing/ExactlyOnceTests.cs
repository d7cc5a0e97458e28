using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>Whatever is sent again, late, twice or falsely: one row, one number, one receipt.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ExactlyOnceTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const int Storm = 1000;
    private const int Connections = 8;

    [Test]
    public async Task A_storm_of_one_delivery_across_a_restart_leaves_one_line_in_the_book_and_one_receipt()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        var accept = new AcceptDelivery(delivery.Id, sent.ContentHash!);

        var first = await StormAsync(Office.AsSystem("ubnd-dien-bien"), accept);
        await new AnIncoming(Office).WalkAsync(await new AnIncoming(Office).ArrivedAsync(), IncomingState.Registered);
        Office.Clock.Advance(TimeSpan.FromDays(30));
        await using var restarted = Office.SecondNode();
        var second = await StormAsync(new TestActor(restarted, Actor.SystemFor(Office.Body("ubnd-dien-bien"))), accept);
        await TestOffice.DeliverAsync(restarted);

        Assert.That(first.Concat(second).Distinct().Count(), Is.EqualTo(1), "every try got the first answer, signature and all");
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(1));
        Assert.That(await Office.Look(db => db.Set<RegisterLine>().CountAsync(l => l.Book == RegisterBook.Incoming)), Is.EqualTo(1));
        Assert.That(await Office.Look(db => db.Set<KeptReceipt>().Where(r => r.OwnerId == Office.Body("bng")).Select(r => r.Code).ToListAsync()), Is.EquivalentTo(new[] { ReceiptCode.Arrived, ReceiptCode.Received, ReceiptCode.Registered }));
        Assert.That(await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "receiving.arrived")), Is.EqualTo(1));
    }

    [Test]
    public async Task The_senders_evidence_verifies_with_the_public_key_alone()
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();

        var kept = await Office.Look(db => db.Set<KeptReceipt>().AsNoTracking().SingleAsync(r => r.OwnerId == Office.Body("bng") && r.Code == ReceiptCode.Registered));
        var key = await Office.Look(db => db.Set<ReceiptKey>().AsNoTracking().SingleAsync(k => k.OrganisationId == Office.Body("ubnd-dien-bien")));

        Assert.That(kept.Statement.Split('\n'), Does.Contain("arrival=1").And.Contain($"content={sent.ContentHash}").And.Contain($"key={key.KeyId}"));
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        Assert.That(ecdsa.VerifyData(Encoding.UTF8.GetBytes(kept.Statement), Convert.FromBase64String(kept.Signature), HashAlgorithmName.SHA256));
    }

    [TestCase("signed by another organisation", "distributing.receipt-not-proven")]
    [TestCase("signature cut off", "distributing.receipt-not-proven")]
    [TestCase("number changed after signing", "distributing.receipt-not-proven")]
    [TestCase("signature of another delivery", "distributing.receipt-not-proven")]
    [TestCase("about other content", "distributing.receipt-for-other-content")]
    [TestCase("a recall answered that nobody ordered", "distributing.recall-not-asked")]
    [TestCase("another arrival number than before", "distributing.receipt-contradicts")]
    public async Task A_receiver_that_lies_is_not_believed_and_an_administrator_is_told_once(string lie, string code)
    {
        var (sent, _) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await Office.DeliverAsync();
        var before = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        var honest = new ReceiptNews(before.Id, sent.ContentHash!, ReceiptCode.Done, Office.Clock.GetUtcNow(), 1, null);
        var proof = await Office.ReceiptAsync("ubnd-dien-bien", honest);
        var told = lie switch
        {
            "signed by another organisation" => await Office.ReceiptAsync("ubnd-lai-chau", honest),
            "signature cut off" => proof with { Signature = proof.Signature[..8] },
            "number changed after signing" => proof with { News = honest with { ArrivalNumber = 2 } },
            "signature of another delivery" => proof with { Signature = (await Office.ReceiptAsync("ubnd-dien-bien", honest with { DeliveryId = Id<Delivery>.New(Office.Clock.GetUtcNow()) })).Signature },
            "a recall answered that nobody ordered" => await Office.ReceiptAsync("ubnd-dien-bien", honest with { Code = ReceiptCode.Recalled }),
            "about other content" => await Office.ReceiptAsync("ubnd-dien-bien", honest with { ContentHash = new string('0', 64) }),
            _ => await Office.ReceiptAsync("ubnd-dien-bien", honest with { Code = ReceiptCode.Registered, ArrivalNumber = 7 }),
        };
        await WriteAsync(Outbox.Message(OutboxKinds.Receipt, "lie", Office.Body("ubnd-dien-bien"), Office.Body("bng"), told, Office.Clock.GetUtcNow()));

        await Office.DeliverAsync();
        Office.Clock.Advance(TimeSpan.FromDays(1));
        await Office.DeliverAsync();

        Assert.That((await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single(), Is.EqualTo(before), "the sender's view stands");
        var alarm = (await Office.As("admin.bng").Do(new ListAlarms())).Items.Single();
        Assert.That((alarm.Code, alarm.From, alarm.DeliveryId), Is.EqualTo((code, "Ủy ban nhân dân tỉnh Điện Biên", told.News.DeliveryId.Value)));
        Assert.That(await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "distributing.alarm")), Is.EqualTo(1));
        await Office.As("admin.bng").Do(new CloseAlarm(alarm.Id, "Đã báo cơ quan nhận."));
        Assert.That((await Office.As("admin.bng").Do(new ListAlarms())).Items, Is.Empty);
        Assert.That((await Office.As("auditor.bng").Do(new ListAlarms(IsClosed: true))).Items.Single().Finding, Is.EqualTo("Đã báo cơ quan nhận."));
    }

    [Test]
    public async Task The_same_key_with_other_bytes_raises_an_alarm_at_the_receiver()
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.Look(async db => await db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.Payload, m => m.Payload.Replace(sent.ContentHash!, new string('a', 64)))));

        await Office.DeliverAsync();

        Assert.That((await Office.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo("receiving.same-key-other-content"));
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task One_bad_arrival_among_many_holds_nobody_up()
    {
        var lost = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        for (var i = 0; i < 5; i++)
        {
            await new ADispatch(Office) { Text = ADispatch.Words(FormattableString.Invariant($"việc {i}")) }.AtAsync(OutgoingState.Issued);
        }

        var bringBack = Office.Lose(lost.ContentHash!);

        await Office.DeliverAsync();

        Assert.That((await Office.As("clerk.db").Do(new ListIncoming())).Items, Has.Count.EqualTo(5));
        bringBack();
        Office.Clock.Advance(TimeSpan.FromSeconds(2));
        await Office.DeliverAsync();
        Assert.That((await Office.As("clerk.db").Do(new ListIncoming())).Items, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Of_many_receipts_checked_side_by_side_the_forged_one_is_found()
    {
        var told = new List<SignedReceipt>();
        for (var i = 0; i < 9; i++)
        {
            var sent = await new ADispatch(Office) { Text = ADispatch.Words(FormattableString.Invariant($"việc {i}")) }.AtAsync(OutgoingState.Issued);
            var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
            told.Add(await Office.ReceiptAsync("ubnd-dien-bien", new ReceiptNews(delivery.Id, sent.ContentHash!, ReceiptCode.Arrived, Office.Clock.GetUtcNow(), null, null)));
        }

        var sender = Office.AsSystem("bng");
        var forged = new RecordReceipts([.. told[..5], told[5] with { Signature = told[6].Signature }, .. told[6..]]);
        Assert.That(await sender.RefusalOf(forged), Is.EqualTo("distributing.receipt-not-proven"));
        Assert.That(await Office.Look(db => db.Set<KeptReceipt>().CountAsync()), Is.Zero);
        await sender.Do(new RecordReceipts(told));

        Assert.That(await Office.Look(db => db.Set<KeptReceipt>().CountAsync(r => r.OwnerId == Office.Body("bng"))), Is.EqualTo(9));
        Assert.That(await Office.Look(db => db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Arrived)), Is.EqualTo(9));
    }

    [Test]
    public async Task A_key_sealed_under_another_secret_signs_nothing()
    {
        var secret = new InstallationSecret(Office.NewFolder("one"));
        var other = new InstallationSecret(Office.NewFolder("other"));
        var box = secret.Seal("khóa"u8, "receipt-key:1");

        Assert.That(Encoding.UTF8.GetString(secret.Open(box, "receipt-key:1")), Is.EqualTo("khóa"));
        Assert.That(() => secret.Open(box, "receipt-key:2"), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => other.Open(box, "receipt-key:1"), Throws.InstanceOf<CryptographicException>());
        var stored = await Office.Look(db => db.Set<ReceiptKey>().CountAsync());
        Assert.That(stored, Is.Zero, "no organisation has a key before it has given a receipt");
    }

    private static async Task<IReadOnlyList<DeliveryReceipt>> StormAsync(TestActor receiver, AcceptDelivery accept)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var got = new List<DeliveryReceipt>();
            for (var i = 0; i < Storm / Connections / 2; i++)
            {
                got.Add(await receiver.Do(accept));
            }

            return got;
        })));
        return [.. answers.SelectMany(got => got)];
    }

    private Task<int> WriteAsync(OutboxMessage message) => Office.Look(db =>
    {
        db.Add(message);
        return db.SaveChangesAsync();
    });
}
