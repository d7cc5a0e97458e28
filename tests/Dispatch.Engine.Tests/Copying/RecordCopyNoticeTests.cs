using System.Text.Json;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Copying;

/// <summary>What a partner tells of the copies it makes of our papers.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RecordCopyNoticeTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private TwoHouses? houses;
    private DispatchView sent = null!;
    private CopyView copy = null!;

    private TwoHouses Houses => houses!;

    private TestOffice Other => Houses.Theirs;

    [SetUp]
    public async Task CopiedAsync()
    {
        houses = await TwoHouses.PairAsync(Office, Kind);
        sent = await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await Houses.ExchangeAsync();
        var clerk = new AnIncoming(Other);
        var there = await clerk.WalkAsync(await clerk.ArrivedAsync(), IncomingState.Assigned);
        copy = await new ACopy(Other, there) { Recipients = ["Các sở, ban, ngành, đoàn thể tỉnh;", "Lưu: VT"] }.AtAsync(CopyState.Issued);
    }

    [TearDown]
    public async Task PartAsync() => await Houses.DisposeAsync();

    [Test]
    public async Task A_copy_of_a_copy_below_the_partner_is_told_by_the_partner_and_hangs_where_it_was_made_from()
    {
        await TestOffice.DeliverAsync(Houses.TheirNode);
        var department = new AnIncoming(Other) { House = "snv" };
        var there = await department.WalkAsync(await department.ArrivedAsync(), IncomingState.Registered);
        var saoLuc = await new ACopy(Other, there) { House = "snv", Form = CopyForm.SaoLuc, Recipients = ["Ủy ban nhân dân tỉnh Lai Châu", "Lưu: VT"] }.AtAsync(CopyState.Issued);

        await Houses.ExchangeAsync();

        var copies = (await Office.As("auditor.bng").Do(new TraceFamily(sent.Id.Value))).Nodes.Where(node => node.Type is TraceNodeType.Copy).ToList();
        Assert.That(copies.Select(node => (node.Id, node.Organisation, node.ParentId == copy.Id.Value)), Is.EquivalentTo(new[]
        {
            (copy.Id.Value, "Ủy ban nhân dân tỉnh Điện Biên", false), (saoLuc.Id.Value, "Sở Nội vụ tỉnh Điện Biên", true),
        }));
    }

    [Test]
    public async Task The_same_notice_again_tells_nothing_and_an_older_one_takes_nothing_back()
    {
        var made = await NoticeAsync();
        var answered = await Signed(made, notice => notice with { Agreed = 1 });
        await Send(made);

        var first = await Send(answered);
        var leaves = await LeavesAsync();
        await Send(answered);
        await Send(made);

        Assert.That(first.IsRefused, Is.False);
        Assert.That(await LeavesAsync(), Is.EqualTo(leaves));
        Assert.That((await Office.Look(db => db.Set<PartnerCopy>().SingleAsync())).Notice.Agreed, Is.EqualTo(1));
    }

    [Test]
    public async Task What_the_partner_did_not_sign_or_tells_otherwise_than_before_is_refused()
    {
        var made = await NoticeAsync();
        await Send(made);

        var forged = await Send(made with { Notice = made.Notice.Replace("01/SY-UBND", "02/SY-UBND", StringComparison.Ordinal) });
        var other = await Send(await Signed(made, notice => notice with { ContentHash = new string('a', 64) }));
        var beyond = await Send(await Signed(made, notice => notice with { Agreed = 3 }));
        var ofAnother = await Send(await Signed(made, notice => notice with { ToldKey = "ubnd-lai-chau" }));
        var unknown = await Send(await Signed(made, notice => notice with { DeliveryId = Id<Delivery>.New(Office.Clock.GetUtcNow()) }));

        Assert.That(new[] { forged, other, beyond, ofAnother }.Select(outcome => outcome.Refusal?.Code), Is.All.EqualTo("exchanging.bad-package"));
        Assert.That(unknown.Refusal?.Code, Is.EqualTo("access.unknown"));
        Assert.That((await Office.Look(db => db.Set<PartnerCopy>().SingleAsync())).Notice.NumberAndSymbol, Is.EqualTo("01/SY-UBND"));
    }

    [Test]
    public async Task Nobody_else_reads_what_the_partner_told()
    {
        await Houses.ExchangeAsync();

        Assert.That(await Office.As("auditor.lc").RefusalOf(new TraceFamily(copy.Id.Value)), Is.EqualTo("access.unknown"));
        Assert.That(await Office.As("auditor.lc").RefusalOf(new TraceFamily(sent.Id.Value)), Is.EqualTo("access.unknown"));
    }

    /// <summary>The notice as it lies in the partner's folder.</summary>
    private async Task<SignedCopyNotice> NoticeAsync()
    {
        await TestOffice.DeliverAsync(Houses.TheirNode);
        var file = System.IO.Directory.GetFiles(Houses.At(TwoHouses.TheirOut), "*.copy").Single();
        return JsonSerializer.Deserialize<SignedCopyNotice>(await File.ReadAllBytesAsync(file), KernelJson.Options)!;
    }

    /// <summary>Another text under the partner's own key.</summary>
    private async Task<SignedCopyNotice> Signed(SignedCopyNotice made, Func<CopyNotice, CopyNotice> change)
    {
        var text = JsonSerializer.Serialize(change(JsonSerializer.Deserialize<CopyNotice>(made.Notice, KernelJson.Options)!), KernelJson.Options);
        var (keyId, signature) = await Other.SignAsync("ubnd-dien-bien", text);
        return new SignedCopyNotice(text, keyId, signature);
    }

    private Task<Outcome<Id<CertifiedCopy>>> Send(SignedCopyNotice notice) => Office.AsSystem("bng").Try(new RecordCopyNotice(notice));

    private Task<int> LeavesAsync() => Office.Look(db => db.Set<Dispatch.Engine.Auditing.AuditLeaf>().CountAsync(leaf => leaf.Act == "copying.partner-copy"));
}
