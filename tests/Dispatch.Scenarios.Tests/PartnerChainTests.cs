using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Recalling;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Scenarios.Tests;

/// <summary>A ministry and a province that run an installation each and exchange files; a second province that still lives on paper. One dispatch, its copies, and its recall.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
[TestFixture(DatabaseKind.SqlServer)]
public sealed class PartnerChainTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Why = "Nhầm phụ lục";

    private TwoHouses? houses;
    private DispatchView original = null!;
    private IncomingView atTheProvince = null!;
    private CopyView saoY = null!;

    private TwoHouses Houses => houses!;

    private TestOffice Province => Houses.Theirs;

    [SetUp]
    public async Task PairAsync() => houses = await TwoHouses.PairAsync(Office, Kind);

    [TearDown]
    public async Task PartAsync()
    {
        if (houses is not null)
        {
            await houses.DisposeAsync();
        }
    }

    [Test]
    public async Task A_dispatch_and_its_recall_go_from_one_installation_through_another_down_to_the_copies()
    {
        await TheMinistryIssuesToAPartnerAndToOneOnPaper();
        await TheProvinceRegistersItAndCopiesItForItsDepartments();
        await TheMinistrySeesEveryStepOfTheProvince();
        await TheMinistryTakesItBack();
        await NobodyInTheOtherInstallationReadsItAnyMore();
        await TheClerkWritesDownWhatTheOneOnPaperAnswered();
        await TheProvinceAnswersWhenItsOwnPeopleHave();
        await BothHistoriesAreIntact();
    }

    private async Task TheMinistryIssuesToAPartnerAndToOneOnPaper()
    {
        await Office.As("admin.bng").Do(new SetRecipientChannel(Office.Body("ubnd-lai-chau"), DeliveryChannel.Paper, "Phường Tân Phong, Lai Châu"));
        original = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
        await Office.As("clerk.bng").Do(new TrackPost((await DeliveryToAsync("Lai Châu")).Id, PostStep.Sent, "EX123456789VN"));
        await Houses.ExchangeAsync();
    }

    private async Task TheProvinceRegistersItAndCopiesItForItsDepartments()
    {
        var clerk = new AnIncoming(Province);
        atTheProvince = await clerk.WalkAsync(await clerk.ArrivedAsync(), IncomingState.Assigned);
        saoY = await new ACopy(Province, atTheProvince) { Recipients = ["Các sở, ban, ngành, đoàn thể tỉnh;", "Lưu: VT"] }.AtAsync(CopyState.Issued);
        await Houses.ExchangeAsync();
        var department = new AnIncoming(Province) { House = "snv" };
        await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
        await Houses.ExchangeAsync();
    }

    private async Task TheMinistrySeesEveryStepOfTheProvince()
    {
        var delivery = await DeliveryToAsync("Điện Biên");
        Assert.That((delivery.State, delivery.ArrivalNumber), Is.EqualTo((DeliveryState.Assigned, (int?)1)));
        var tree = await Office.As("auditor.bng").Do(new TraceFamily(original.Id.Value));
        var copy = tree.Nodes.Single(node => node.Type is TraceNodeType.Copy);
        Assert.That((copy.Title, copy.ParentId, copy.IsAtPartner, copy.ContentHash), Is.EqualTo(("Sao y 01/SY-UBND", (Guid?)delivery.Id.Value, true, saoY.ContentHash)), "the province tells what it makes of it; to whom it goes is its own matter");
        Assert.That(copy.StateName, Is.EqualTo("Đã gửi 2 nơi"));
    }

    private async Task TheMinistryTakesItBack()
    {
        var recall = await new ARecall(Office, original.Id) { Reason = Why }.OrderedAsync();
        await Houses.ExchangeAsync();
        Assert.That(recall.Asked, Is.EqualTo(2));
        Assert.That(await WaitingAsync(), Is.EqualTo(new[] { "Ủy ban nhân dân tỉnh Điện Biên (Liên thông)", "Ủy ban nhân dân tỉnh Lai Châu (Bản giấy)" }));
    }

    private async Task NobodyInTheOtherInstallationReadsItAnyMore()
    {
        Assert.That(await Province.As("clerk.db").RefusalOf(new ReadPaper(atTheProvince.Id.Value)), Is.EqualTo("recalling.sealed"));
        Assert.That(await Province.As("clerk.db").RefusalOf(new ReadPaper(saoY.Id.Value)), Is.EqualTo("recalling.sealed"));
        foreach (var clerk in new[] { "clerk.snv", "clerk.sngv" })
        {
            var held = (await Province.As(clerk).Do(new ListIncoming())).Items.Single();
            Assert.That(held.Marks.Single().Words, Does.Contain("Bộ Ngoại giao thu hồi").And.Contain(Why), clerk);
            Assert.That(await Province.As(clerk).RefusalOf(new ReadPaper(held.Id.Value)), Is.EqualTo("recalling.sealed"), clerk);
        }
    }

    private async Task TheClerkWritesDownWhatTheOneOnPaperAnswered()
    {
        var onPaper = await DeliveryToAsync("Lai Châu");
        await Office.As("clerk.bng").Do(new RecordRecallAnswer(onPaper.Id, RecallReply.Agreed, "Phiếu gửi trả 12/PG-UBND"));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new RecordRecallAnswer((await DeliveryToAsync("Điện Biên")).Id, RecallReply.Agreed, "x")), Is.EqualTo("recalling.answers-itself"));
    }

    private async Task TheProvinceAnswersWhenItsOwnPeopleHave()
    {
        var department = (await Province.As("clerk.snv").Do(new ListIncoming())).Items.Single();
        await Province.As("clerk.snv").Do(new AgreeRecall(department.Id));
        await Houses.ExchangeAsync();
        var below = await Province.As("auditor.db").Do(new ListCopyRecallAnswers(saoY.Id));
        Assert.That((below.Agreed, below.Waiting), Is.EqualTo((2, 0)));
        await Province.As("clerk.db").Do(new AgreeRecall(atTheProvince.Id));
        await Houses.ExchangeAsync();
        var answers = await Office.As("auditor.bng").Do(new ListRecallAnswers(original.Id));
        Assert.That((answers.Agreed, answers.Waiting), Is.EqualTo((2, 0)));
        Assert.That(answers.PartnerCopies.Single(), Is.EqualTo(new PartnerCopyAnswers("01/SY-UBND", "Ủy ban nhân dân tỉnh Điện Biên", SentTo: 2, Agreed: 2, Refused: 0, Waiting: 0)), "and of its copies it tells who gave them back");
        Assert.That(answers.Page.Items.Single(row => row.Channel is DeliveryChannel.Paper).Evidence, Is.EqualTo("Phiếu gửi trả 12/PG-UBND"));
    }

    private async Task BothHistoriesAreIntact()
    {
        Assert.That((await Office.As("auditor.bng").Do(new CheckAudit())).IsIntact);
        foreach (var house in new[] { "db", "snv" })
        {
            Assert.That((await Province.As("auditor." + house).Do(new CheckAudit())).IsIntact, house);
        }
    }

    private async Task<DeliveryView> DeliveryToAsync(string province) =>
        (await Office.As("clerk.bng").Do(new ListDeliveries(original.Id.Value))).Items.Single(delivery => delivery.RecipientName.EndsWith(province, StringComparison.Ordinal));

    private async Task<IEnumerable<string>> WaitingAsync() =>
        (await Office.As("auditor.bng").Do(new ListRecallAnswers(original.Id, OnlyOpen: true))).Page.Items.Select(row => $"{row.Recipient} ({Vietnamese.Of(row.Channel)})");
}
