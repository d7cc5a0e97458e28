using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Engine.Tests.Exchanging;

/// <summary>AcceptPackage with a mark: recalls and corrections over partners' folders.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ExchangeRecallTests(DatabaseKind kind) : ExchangeFixture(kind)
{
    [Test]
    public async Task The_order_travels_as_a_package_and_the_answer_comes_back()
    {
        var (sent, there) = await SentAsync(IncomingState.Registered);

        await new ARecall(Office, sent.Id).OrderedAsync();
        await Houses.ExchangeAsync();

        Assert.That(await Other.As("clerk.db").RefusalOf(new ReadPaper(there.Id.Value)), Is.EqualTo("recalling.sealed"));
        Assert.That((await AnswersAsync(sent)).Waiting, Is.EqualTo(1));
        await Other.As("clerk.db").Do(new RefuseRecall(there.Id, "Đã thực hiện xong"));
        await Houses.ExchangeAsync();
        var objection = (await AnswersAsync(sent)).Page.Items.Single();
        Assert.That((objection.State, objection.Reason, objection.Channel, objection.IsRecordedHere), Is.EqualTo((DeliveryState.RecallRefused, "Đã thực hiện xong", DeliveryChannel.Exchange, false)));
        await Other.As("clerk.db").Do(new AgreeRecall(there.Id));
        await Houses.ExchangeAsync();
        Assert.That(await AnswersAsync(sent), Has.Property("Agreed").EqualTo(1).And.Property("Waiting").Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_order_that_comes_with_or_before_its_paper_leaves_both_sides_with_the_same(bool packageIsLost)
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await TestOffice.DeliverAsync(Houses.OurNode);
        await new ARecall(Office, sent.Id).OrderedAsync();
        await TestOffice.DeliverAsync(Houses.OurNode);
        if (packageIsLost)
        {
            File.Delete(System.IO.Directory.GetFiles(Houses.At(TwoHouses.OurOut)).MinBy(name => name.Length)!);
        }

        await Houses.ExchangeAsync();

        var there = (await Other.As("clerk.db").Do(new ListIncoming())).Items.Single();
        Assert.That((there.State, there.IsSealed), Is.EqualTo((IncomingState.RecallAgreed, true)), "nobody had registered it: it is given up without a word");
        Assert.That((await AnswersAsync(sent)).Page.Items.Single().State, Is.EqualTo(DeliveryState.Recalled));
    }

    [Test]
    public async Task The_same_order_again_changes_nothing_and_its_answer_goes_out_again()
    {
        var (sent, there) = await SentAsync(IncomingState.Registered);
        await new ARecall(Office, sent.Id).OrderedAsync();
        await TestOffice.DeliverAsync(Houses.OurNode);
        Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn, keep: true);
        await TwoHouses.FetchAsync(Houses.TheirNode);
        await Other.As("clerk.db").Do(new AgreeRecall(there.Id));
        await TestOffice.DeliverAsync(Houses.TheirNode);
        foreach (var lost in System.IO.Directory.GetFiles(Houses.At(TwoHouses.TheirOut)))
        {
            File.Delete(lost);
        }

        await Houses.ExchangeAsync();

        Assert.That(await AnswersAsync(sent), Has.Property("Agreed").EqualTo(1).And.Property("Waiting").Zero);
        Assert.That((await Other.As("clerk.db").Do(new FindIncoming(there.Id))).Marks, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_partner_recalls_only_what_it_sent_and_nothing_a_third_one_writes()
    {
        var (sent, there) = await SentAsync(IncomingState.Registered);
        await new ARecall(Office, sent.Id).OrderedAsync();
        await TestOffice.DeliverAsync(Houses.OurNode);
        var path = Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn).Single();
        ExchangeTests.Rewrite(path, "manifest.json", text => text.Replace("Sai nội dung", "Sai số liệu", StringComparison.Ordinal));

        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);

        Assert.That((await Other.As("clerk.db").Do(new FindIncoming(there.Id))).State, Is.EqualTo(IncomingState.Registered));
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo("exchanging.bad-package"));
    }

    [Test]
    public async Task A_correction_is_written_beside_the_paper_over_there()
    {
        var (sent, there) = await SentAsync(IncomingState.Registered);
        var text = ADispatch.Words("đính chính công văn") with { Recipients = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT."], Addressees = [] };
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(text, Office.Person("signer.bng"), CorrectsId: sent.Id));
        await new ADispatch(Office).WalkAsync(draft, OutgoingState.Issued);

        await Houses.ExchangeAsync();

        var seen = await Other.As("clerk.db").Do(new FindIncoming(there.Id));
        Assert.That((seen.State, seen.IsSealed, seen.Marks.Single().Kind), Is.EqualTo((IncomingState.Registered, false, MarkKind.Corrected)));
    }

    private async Task<(DispatchView Sent, IncomingView There)> SentAsync(IncomingState state)
    {
        var sent = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Houses.ExchangeAsync();
        var there = await new AnIncoming(Other).WalkAsync(await new AnIncoming(Other).ArrivedAsync(), state);
        await Houses.ExchangeAsync();
        return (sent, there);
    }

    private Task<RecallAnswers> AnswersAsync(DispatchView sent) => Office.As("auditor.bng").Do(new ListRecallAnswers(sent.Id));
}
