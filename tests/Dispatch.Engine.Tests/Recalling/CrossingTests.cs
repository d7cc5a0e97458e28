using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Recalling;

/// <summary>A recall meets everything else that can happen to a paper at its receiver, before it, after it, and at the same moment: one of the two comes first, and both sides see the same.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class CrossingTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly string[] Acts = ["accept", "receive", "refuse", "register", "submit", "assign", "close", "request-copy", "approve-copy", "number-copy", "issue-copy", "reject-copy", "dead-letter", "late-receipt", "recall-again"];

    [Test]
    public async Task One_comes_first_and_both_sides_see_the_same([ValueSource(nameof(Acts))] string act, [Values("before", "after", "together")] string when)
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var delivery = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single();
        var other = await OtherAsync(act, sent, delivery);
        await new ARecall(Office, sent.Id).OrderedAsync();
        var mark = (await Office.As("clerk.bng").Do(new FindDispatch(sent.Id))).Marks.Single();
        Func<Task<string?>> recall = () => Office.AsSystem("ubnd-dien-bien").RefusalOf(new AcceptRecall(delivery.Id, sent.ContentHash!, mark));

        var refusals = when switch
        {
            "before" => [await other(), await recall()],
            "after" => new[] { await recall(), await other() },
            _ => await Task.WhenAll(Task.Run(other), Task.Run(recall)),
        };
        await Office.DeliverAsync();

        Assert.That(refusals, Is.All.AnyOf(null, "lifecycle.not-now", "workflow.not-this-step", "version.stale"), "what came second hears why");
        await EveryTraceOfItIsSealedAsync(delivery.Id);
        await TheSenderSeesTheSameAsync(sent, delivery.Id);
        await NoNumberIsLostAsync();
    }

    /// <summary>Brings the paper to where the other act is lawful, and gives the act.</summary>
    private async Task<Func<Task<string?>>> OtherAsync(string act, DispatchView sent, DeliveryView delivery)
    {
        if (act is "accept")
        {
            return Sent(Office.AsSystem("ubnd-dien-bien"), new AcceptDelivery(delivery.Id, sent.ContentHash!));
        }

        if (act is "dead-letter")
        {
            return Sent(Office.AsSystem("bng"), new GiveUpDelivery(delivery.Id, "Không kết nối được"));
        }

        await Office.DeliverAsync();
        var (clerk, at) = (Office.As("clerk.db"), new AnIncoming(Office));
        var arrived = await at.ArrivedAsync();
        switch (act)
        {
            case "receive":
                return Sent(clerk, new ReceiveIncoming(arrived.Id));
            case "refuse":
                return Sent(clerk, new RefuseIncoming(arrived.Id, "Gửi nhầm"));
            case "late-receipt":
                return Sent(Office.AsSystem("bng"), new RecordReceipt(await Office.ReceiptAsync("ubnd-dien-bien", new ReceiptNews(delivery.Id, sent.ContentHash!, ReceiptCode.Registered, Office.Clock.GetUtcNow(), 1, null))));
            case "recall-again":
                var mark = new PaperMark(MarkKind.Recalled, Office.Clock.Today, "Thu hồi lần nữa");
                return Sent(Office.AsSystem("ubnd-dien-bien"), new AcceptRecall(delivery.Id, sent.ContentHash!, mark));
            case "register":
                return Sent(clerk, new RegisterIncoming((await at.WalkAsync(arrived, IncomingState.Received)).Id));
            case "submit":
                return Sent(clerk, new SubmitIncoming((await at.WalkAsync(arrived, IncomingState.Registered)).Id));
            case "assign":
                return Sent(Office.As("signer.db"), new AssignIncoming((await at.WalkAsync(arrived, IncomingState.Submitted)).Id, Office.Body("ubnd-dien-bien-nc")));
            case "close":
                return Sent(Office.As("head.db"), new CloseIncoming((await at.WalkAsync(arrived, IncomingState.Assigned)).Id));
        }

        return await CopyActAsync(act, new ACopy(Office, await at.WalkAsync(arrived, IncomingState.Registered)));
    }

    private async Task<Func<Task<string?>>> CopyActAsync(string act, ACopy copy) => act switch
    {
        "request-copy" => Sent(Office.As("clerk.db"), copy.Request),
        "approve-copy" => Sent(Office.As("signer.db"), new ApproveCopy((await copy.AtAsync(CopyState.Requested)).Id)),
        "reject-copy" => Sent(Office.As("signer.db"), new RejectCopy((await copy.AtAsync(CopyState.Requested)).Id, "Không cần")),
        "number-copy" => Sent(Office.As("clerk.db"), new NumberCopy((await copy.AtAsync(CopyState.Approved)).Id)),
        _ => Sent(Office.As("clerk.db"), new IssueCopy((await copy.AtAsync(CopyState.Numbered)).Id)),
    };

    private async Task EveryTraceOfItIsSealedAsync(Id<Delivery> delivery)
    {
        var (incoming, copies, atCopies) = await Office.Look(async db => (
            await db.Set<IncomingDispatch>().AsNoTracking().SingleAsync(i => i.DeliveryId == delivery),
            await db.Set<CertifiedCopy>().AsNoTracking().ToListAsync(),
            await db.Set<IncomingDispatch>().AsNoTracking().Where(i => i.DeliveryId != delivery).ToListAsync()));
        Assert.That(IncomingLifecycle.IsSealed(incoming.State), incoming.State.ToString());
        Assert.That(copies.Select(copy => copy.State), Is.All.AnyOf(CopyState.Recalled, CopyState.Rejected));
        Assert.That(atCopies.Select(i => IncomingLifecycle.IsSealed(i.State)), Is.All.True, "nobody a copy went to reads it either");
        Assert.That(await Office.Look(db => db.Set<Delivery>().Where(d => d.Id != delivery).Select(d => d.State).ToListAsync()), Is.All.EqualTo(DeliveryState.Recalled));
    }

    private async Task TheSenderSeesTheSameAsync(DispatchView sent, Id<Delivery> delivery)
    {
        var there = (await Office.Look(db => db.Set<IncomingDispatch>().AsNoTracking().SingleAsync(i => i.DeliveryId == delivery))).State;
        var seen = (await Office.As("clerk.bng").Do(new ListDeliveries(sent.Id.Value))).Items.Single().State;
        Assert.That(seen, Is.EqualTo(there is IncomingState.Recalled ? DeliveryState.RecallSent : DeliveryState.Recalled), there.ToString());
        await new ARecall(Office, sent.Id).SettledAsync("db");
        var answers = await Office.As("auditor.bng").Do(new ListRecallAnswers(sent.Id));
        Assert.That((answers.Waiting, answers.Refused), Is.EqualTo((0, 0)));
    }

    private async Task NoNumberIsLostAsync()
    {
        foreach (var book in await Office.Look(db => db.Set<RegisterLine>().AsNoTracking().GroupBy(l => new { l.OrganisationId, l.Book, l.Year }).Select(g => new { g.Key, Most = g.Max(l => l.Number), Lines = g.Count() }).ToListAsync()))
        {
            Assert.That(book.Lines, Is.EqualTo(book.Most), $"{book.Key.Book} of {book.Key.OrganisationId}");
        }

        Assert.That(await Office.Look(db => db.Set<RegisterLine>().CountAsync(l => l.RecalledOn == null)), Is.Zero, "every line of it is struck");
        foreach (var house in new[] { "bng", "db" })
        {
            Assert.That((await Office.As("auditor." + house).Do(new CheckAudit())).IsIntact, house);
        }
    }

    private static Func<Task<string?>> Sent<T>(TestActor actor, IRequest<Outcome<T>> act) => () => actor.RefusalOf(act);
}
