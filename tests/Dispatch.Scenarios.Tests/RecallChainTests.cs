using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Scenarios.Tests;

/// <summary>A ministry takes back what it should not have sent. A province had copied it, a department had copied the copy.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
[TestFixture(DatabaseKind.SqlServer)]
public sealed class RecallChainTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Why = "Sai số liệu ở mục 2";

    private DispatchView original = null!;
    private IncomingView atTheProvince = null!;
    private CopyView saoY = null!;
    private CopyView saoLuc = null!;

    [Test]
    public async Task A_dispatch_is_taken_back_from_everybody_who_has_it_or_a_copy_of_it_or_a_copy_of_that()
    {
        await TheMinistryIssuesAndTheProvinceCopiesAndTheDepartmentCopiesTheCopy();
        var recall = await AClerkProposesAndTheViceMinisterOrdersTheRecall();

        await NobodyDownTheTreeReadsItAnyMore();
        await EveryBookKeepsItsNumberAndSaysWhy();
        await TheMinistrySeesWhoHasNotAnswered();
        await TheDepartmentObjectsAndTheProvinceAgrees();
        await TheMatterWaitsForTheLastAnswerNoLonger(recall);
        await TheTruthIsIssuedAnew();
        await EveryHistoryIsIntact();
    }

    private async Task TheMinistryIssuesAndTheProvinceCopiesAndTheDepartmentCopiesTheCopy()
    {
        original = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var province = new AnIncoming(Office);
        atTheProvince = await province.WalkAsync(await province.ArrivedAsync(), IncomingState.Assigned);
        saoY = await new ACopy(Office, atTheProvince).AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        var department = new AnIncoming(Office) { House = "snv" };
        var there = await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
        saoLuc = await new ACopy(Office, there) { House = "snv", Form = CopyForm.SaoLuc, Recipients = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT"] }.AtAsync(CopyState.Issued);
        await Office.DeliverAsync();
        Assert.That((saoY.Depth, saoLuc.Depth), Is.EqualTo((1, 2)));
    }

    private async Task<RecallView> AClerkProposesAndTheViceMinisterOrdersTheRecall()
    {
        var proposed = await Office.As("clerk.bng").Do(new ProposeRecall(original.Id, Why, Office.Person("signer.bng")));
        Assert.That((await Office.As("clerk.db").Do(new FindIncoming(atTheProvince.Id))).State, Is.EqualTo(IncomingState.Assigned), "a proposal asks nobody");
        var ordered = await Office.As("signer.bng").Do(new OrderRecall(proposed.Id));
        await Office.DeliverAsync();
        return ordered;
    }

    private async Task NobodyDownTheTreeReadsItAnyMore()
    {
        Assert.That(await Office.As("clerk.db").RefusalOf(new ReadPaper(atTheProvince.Id.Value)), Is.EqualTo("recalling.sealed"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new ReadPaper(saoY.Id.Value)), Is.EqualTo("recalling.sealed"));
        foreach (var clerk in new[] { "clerk.snv", "clerk.sngv", "clerk.mc", "clerk.tc", "clerk.lc" })
        {
            var held = (await Office.As(clerk).Do(new ListIncoming())).Items.Single();
            Assert.That((held.IsSealed, held.Facts.Subject), Is.EqualTo((true, "(đã thu hồi)")), clerk);
            Assert.That(held.Marks.Single().Words, Does.Contain("Bộ Ngoại giao thu hồi").And.Contain(Why));
            Assert.That(await Office.As(clerk).RefusalOf(new ReadPaper(held.Id.Value)), Is.EqualTo("recalling.sealed"), clerk);
        }

        Assert.That((await Office.As("clerk.bng").Do(new ReadPaper(original.Id.Value))).Hash, Is.EqualTo(original.ContentHash), "the ministry keeps its original, frozen");
    }

    private async Task EveryBookKeepsItsNumberAndSaysWhy()
    {
        foreach (var (clerk, book) in new[] { ("clerk.bng", RegisterBook.Outgoing), ("clerk.db", RegisterBook.Incoming), ("clerk.db", RegisterBook.Copies), ("clerk.snv", RegisterBook.Incoming), ("clerk.snv", RegisterBook.Copies) })
        {
            var line = (await Office.As(clerk).Do(new ListRegister(book, 2024))).Items.Single();
            Assert.That((line.Number, line.RecalledOn), Is.EqualTo((1, (DateOnly?)Office.Clock.Today)), $"{clerk} {book}");
            Assert.That(line.Note, Does.Contain(Why));
        }
    }

    private async Task TheMinistrySeesWhoHasNotAnswered() => Assert.That(await WaitingAsync(), Is.EquivalentTo(new[] { "Ủy ban nhân dân tỉnh Điện Biên: bản gốc", "Sở Nội vụ tỉnh Điện Biên: 01/SY-UBND" }), "who had not yet registered it gave it up without a word");

    private async Task TheDepartmentObjectsAndTheProvinceAgrees()
    {
        var there = (await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single();
        await Office.As("clerk.snv").Do(new RefuseRecall(there.Id, "Đã thực hiện xong"));
        await Office.As("clerk.db").Do(new AgreeRecall(atTheProvince.Id));
        await Office.DeliverAsync();
        Assert.That(await WaitingAsync(), Is.EqualTo(new[] { "Sở Nội vụ tỉnh Điện Biên: 01/SY-UBND" }), "an objection is not the paper back");
        var answers = await Office.As("auditor.bng").Do(new ListRecallAnswers(original.Id));
        Assert.That(answers.Page.Items.Single(row => row.State is DeliveryState.RecallRefused), Has.Property("Recipient").EqualTo("Sở Nội vụ tỉnh Điện Biên").And.Property("Reason").EqualTo("Đã thực hiện xong"));
    }

    private async Task TheMatterWaitsForTheLastAnswerNoLonger(RecallView recall)
    {
        var route = await Office.As("auditor.bng").Do(new Dispatch.Engine.Workflows.Drawing.FindRoute(recall.Id.Value));
        Assert.That((route.DefinitionId, route.EndedAt is not null), Is.EqualTo(("recall-dispatch", true)));
    }

    private async Task TheTruthIsIssuedAnew()
    {
        Assert.That(await Office.As("drafter.bng").RefusalOf(new DraftDispatch(ADispatch.Words("số liệu đúng"), Office.Person("signer.bng"), ReplacesId: original.Id)), Is.EqualTo("recalling.not-in-force"), "what is taken back is not replaced any more");
        var anew = await new ADispatch(Office) { Text = ADispatch.Words("số liệu đúng") }.AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        Assert.That((await Office.As("clerk.db").Do(new ListIncoming(IncomingState.Arrived))).Items.Single().Facts.NumberAndSymbol, Is.EqualTo(anew.NumberAndSymbol));
    }

    private async Task EveryHistoryIsIntact()
    {
        foreach (var house in new[] { "bng", "db", "lc", "snv" })
        {
            Assert.That((await Office.As("auditor." + house).Do(new CheckAudit())).IsIntact, house);
        }
    }

    private async Task<IEnumerable<string>> WaitingAsync() =>
        (await Office.As("auditor.bng").Do(new ListRecallAnswers(original.Id, OnlyOpen: true))).Page.Items.Select(row => $"{row.Recipient}: {row.Copy ?? "bản gốc"}");
}
