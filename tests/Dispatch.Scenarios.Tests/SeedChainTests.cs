using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;

namespace Dispatch.Scenarios.Tests;

/// <summary>The life of the first seed, told from the first draft to the auditor's last look. Begin reading here.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
[TestFixture(DatabaseKind.SqlServer)]
public sealed class SeedChainTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Ministry = "Bộ Ngoại giao";
    private const string Province = "Ủy ban nhân dân tỉnh Điện Biên";
    private const string Neighbour = "Ủy ban nhân dân tỉnh Lai Châu";
    private const string HomeAffairs = "Sở Nội vụ tỉnh Điện Biên";
    private const string ForeignAffairs = "Sở Ngoại vụ tỉnh Điện Biên";
    private const string MuongCha = "Ủy ban nhân dân huyện Mường Chà";
    private const string TuaChua = "Ủy ban nhân dân huyện Tủa Chùa";

    private static readonly DispatchText Words = new()
    {
        Subject = "tăng cường phối hợp, đẩy mạnh công tác đối ngoại địa phương hướng tới kỷ niệm 80 năm ngày thành lập ngành ngoại giao",
        Addressees = ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
        Recipients = ["Như trên;", "Sở Ngoại vụ các tỉnh/thành phố;", "Các đơn vị: CSĐN, VT;", "Lưu: VT, CNV."],
        Body = ["Hướng tới kỷ niệm 80 năm ngày thành lập ngành ngoại giao, Bộ Ngoại giao rất mong Quý Cơ quan tiếp tục coi trọng công tác đối ngoại địa phương.", "Xin trân trọng cảm ơn./."],
        Capacity = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC"],
    };

    [Test]
    public async Task A_dispatch_travels_from_the_ministry_to_the_districts()
    {
        var original = await TheMinistryIssues6983();
        var registered = await TheProvinceRegistersIt();
        var copy = await TheProvinceSendsOnACertifiedCopy267(registered, original.ContentHash!);
        await SomeReceiveOneRefusesAndOneIsSilent();
        await TheMinistrySeesWhatBecameOfIt(original);

        await TheAuditorOfTheMinistrySeesEveryNode(original);
        await TheProvinceSeesItsPathAndWhatGrewFromIt(registered);
        await ADepartmentSeesOnlyItsOwnPath();
        await EveryHoldersFileIsWhatItsSenderIssued(original, copy);
        await EveryHistoryIsIntact();
    }

    private async Task<DispatchView> TheMinistryIssues6983()
    {
        Office.Clock.SetDay(new DateOnly(2024, 12, 16));
        await Office.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 6983, "Chuyển từ sổ giấy sang hệ thống giữa năm"));

        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(Words, Office.Person("signer.bng")));
        await Office.As("drafter.bng").Do(new SubmitDispatch(draft.Id));
        await Office.As("head.bng").Do(new ReturnDispatch(draft.Id, "Bổ sung lời cảm ơn ở cuối văn bản"));
        var returned = await Office.As("drafter.bng").Do(new FindDispatch(draft.Id));
        await Office.As("drafter.bng").Do(new ReviseDispatch(draft.Id, Words), version: returned.Version);
        await Office.As("drafter.bng").Do(new SubmitDispatch(draft.Id));
        await Office.As("head.bng").Do(new PassContent(draft.Id));
        await Office.As("clerk.bng").Do(new PassForm(draft.Id));

        Office.Clock.SetDay(new DateOnly(2024, 12, 17));
        var page = await Office.As("signer.bng").Do(new ReadPaper(draft.Id.Value));
        var signed = await Office.As("signer.bng").Do(new SignDispatch(draft.Id));
        Assert.That(signed.SignedHash, Is.EqualTo(page.Hash), "what was signed is what was read");
        var numbered = await Office.As("clerk.bng").Do(new AssignNumber(draft.Id));
        Assert.That((numbered.NumberAndSymbol, numbered.IssuedOn), Is.EqualTo(("6983/BNG-CNV", new DateOnly(2024, 12, 17))));
        var issued = await Office.As("clerk.bng").Do(new IssueDispatch(draft.Id));

        var deliveries = (await Office.As("clerk.bng").Do(new ListDeliveries(draft.Id.Value))).Items;
        Assert.That(deliveries.Select(d => d.RecipientName), Is.EqualTo(new[] { Province, Neighbour, ForeignAffairs, "Vụ Chính sách đối ngoại", "Phòng Văn thư" }));
        await Office.DeliverAsync();
        return issued;
    }

    private async Task<IncomingView> TheProvinceRegistersIt()
    {
        Office.Clock.SetDay(new DateOnly(2024, 12, 19));
        var arrived = (await Office.As("clerk.db").Do(new ListIncoming())).Items.Single();
        Assert.That((arrived.Facts.NumberAndSymbol, arrived.Facts.Author), Is.EqualTo(("6983/BNG-CNV", Ministry)));
        await Office.As("clerk.db").Do(new ReceiveIncoming(arrived.Id));
        var registered = await Office.As("clerk.db").Do(new RegisterIncoming(arrived.Id));
        await Office.As("clerk.db").Do(new SubmitIncoming(arrived.Id));
        await Office.As("signer.db").Do(new AssignIncoming(arrived.Id, Office.Body("ubnd-dien-bien-nc"), DueOn: new DateOnly(2024, 12, 31), Opinion: "Sao gửi các sở, ban, ngành và các huyện để thực hiện"));
        Assert.That((registered.ArrivalNumber, registered.RegisteredOn), Is.EqualTo((1, new DateOnly(2024, 12, 19))));
        return registered;
    }

    private async Task<CopyView> TheProvinceSendsOnACertifiedCopy267(IncomingView registered, string sourceHash)
    {
        await Office.As("admin.db").Do(new ChangeHouseSettings(CopySymbolNamesBody: false, "SAO Y BẢN CHÍNH"));
        await Office.As("clerk.db").Do(new OpenSeries(RegisterBook.Copies, 2024, 267, "Chuyển từ sổ giấy sang hệ thống giữa năm"));
        string[] recipients = ["Các sở, ban, ngành, đoàn thể tỉnh;", "UBND các huyện, thị xã, thành phố;", "Lưu: VT, NCNVB."];
        var request = new RequestCopy(CopyForm.SaoY, Medium.Paper, recipients, Office.Person("signer.db"), ["TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"]) { IncomingId = registered.Id };

        Assert.That(await Office.As("clerk.db").RefusalOf(request with { Form = CopyForm.SaoLuc }), Is.EqualTo("copying.sao-luc-needs-sao-y"));
        var asked = await Office.As("clerk.db").Do(request);
        await Office.As("signer.db").Do(new ApproveCopy(asked.Id));
        await Office.As("clerk.db").Do(new NumberCopy(asked.Id));
        var copy = await Office.As("clerk.db").Do(new IssueCopy(asked.Id));

        Assert.That((copy.NumberAndSymbol, copy.CopiedOn, copy.SourceHash), Is.EqualTo(("267/SY", new DateOnly(2024, 12, 19), sourceHash)));
        await Office.As("head.db").Do(new CloseIncoming(registered.Id, "Đã sao gửi các đơn vị"));
        await Office.DeliverAsync();
        return copy;
    }

    private async Task SomeReceiveOneRefusesAndOneIsSilent()
    {
        Office.Clock.SetDay(new DateOnly(2024, 12, 20));
        var atHomeAffairs = await CopyAt("clerk.snv");
        await Office.As("clerk.snv").Do(new ReceiveIncoming(atHomeAffairs.Id));
        await Office.As("clerk.snv").Do(new RegisterIncoming(atHomeAffairs.Id));
        Assert.That(
            await Office.As("clerk.snv").RefusalOf(new RequestCopy(CopyForm.SaoY, Medium.Paper, ["Lưu: VT"], Office.Person("signer.snv"), ["GIÁM ĐỐC"]) { IncomingId = atHomeAffairs.Id }),
            Is.EqualTo("copying.only-sao-luc-from-sao-y"));
        await Office.As("clerk.mc").Do(new ReceiveIncoming((await CopyAt("clerk.mc")).Id));
        await Office.As("clerk.tc").Do(new RefuseIncoming((await CopyAt("clerk.tc")).Id, "Bản sao thiếu trang 2"));
        await Office.DeliverAsync();

        async Task<IncomingView> CopyAt(string clerk)
        {
            var incoming = (await Office.As(clerk).Do(new ListIncoming(IncomingState.Arrived))).Items.Single();
            Assert.That((incoming.Facts.NumberAndSymbol, incoming.Facts.Form, incoming.Facts.CopyNumberAndSymbol), Is.EqualTo(("6983/BNG-CNV", PaperForm.SaoY, "267/SY")));
            return incoming;
        }
    }

    private async Task TheMinistrySeesWhatBecameOfIt(DispatchView original)
    {
        var deliveries = (await Office.As("clerk.bng").Do(new ListDeliveries(original.Id.Value))).Items;

        Assert.That(deliveries.Select(d => (d.RecipientName, d.State, d.ArrivalNumber)), Is.EqualTo(new (string, DeliveryState, int?)[]
        {
            (Province, DeliveryState.Done, 1), (Neighbour, DeliveryState.Arrived, null), (ForeignAffairs, DeliveryState.Arrived, null),
            ("Vụ Chính sách đối ngoại", DeliveryState.Arrived, null), ("Phòng Văn thư", DeliveryState.Arrived, null),
        }));
    }

    private async Task TheAuditorOfTheMinistrySeesEveryNode(DispatchView original)
    {
        var tree = await Office.As("auditor.bng").Do(new TraceFamily(original.Id.Value));

        Assert.That(Drawn(tree), Is.EqualTo(new[]
        {
            $"6983/BNG-CNV · {Ministry} · Đã phát hành",
            "  → Phòng Văn thư · Đã đến",
            $"  → {ForeignAffairs} · Đã đến, chưa tiếp nhận",
            $"    Chưa có số đến · {ForeignAffairs} · Mới đến",
            "  → Vụ Chính sách đối ngoại · Đã đến",
            $"  → {Neighbour} · Đã đến, chưa tiếp nhận",
            $"    Chưa có số đến · {Neighbour} · Mới đến",
            $"  → {Province} · Đã giải quyết xong",
            $"    Số đến 01 · {Province} · Đã giải quyết xong",
            $"      Sao y 267/SY · {Province} · Đã phát hành bản sao",
            $"        → {ForeignAffairs} · Đã đến, chưa tiếp nhận",
            $"          Chưa có số đến · {ForeignAffairs} · Mới đến",
            $"        → {HomeAffairs} · Đã vào sổ",
            $"          Số đến 01 · {HomeAffairs} · Đã vào sổ",
            $"        → {MuongCha} · Đã tiếp nhận",
            $"          Chưa có số đến · {MuongCha} · Đã tiếp nhận, chờ vào sổ",
            $"        → {TuaChua} · Bị từ chối: Bản sao thiếu trang 2",
            $"          Chưa có số đến · {TuaChua} · Từ chối tiếp nhận",
        }));
        Assert.That(tree.Edges, Has.Count.EqualTo(tree.Nodes.Count - 1), "one tree, no loose ends");
        var (source, copied) = (tree.Nodes[0], tree.Nodes.Single(node => node.Type is TraceNodeType.Copy));
        Assert.That(copied.SourceHash, Is.EqualTo(source.ContentHash));
    }

    private async Task TheProvinceSeesItsPathAndWhatGrewFromIt(IncomingView registered)
    {
        var drawn = Drawn(await Office.As("auditor.db").Do(new TraceFamily(registered.Id.Value)));

        Assert.That(drawn[0], Does.StartWith("6983/BNG-CNV"));
        Assert.That(drawn, Has.Count.EqualTo(12));
        Assert.That(drawn, Has.None.Contains(Neighbour), "who else the ministry wrote to is the ministry's business");
        Assert.That(drawn.Count(line => line.Contains(ForeignAffairs, StringComparison.Ordinal)), Is.EqualTo(2), "of the department only what the province itself sent");
    }

    private async Task ADepartmentSeesOnlyItsOwnPath()
    {
        var own = (await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single();

        Assert.That(Drawn(await Office.As("auditor.snv").Do(new TraceFamily(own.Id.Value))), Is.EqualTo(new[]
        {
            $"6983/BNG-CNV · {Ministry} · Đã phát hành",
            $"  → {Province} · Đã giải quyết xong",
            $"    Số đến 01 · {Province} · Đã giải quyết xong",
            $"      Sao y 267/SY · {Province} · Đã phát hành bản sao",
            $"        → {HomeAffairs} · Đã vào sổ",
            $"          Số đến 01 · {HomeAffairs} · Đã vào sổ",
        }));
    }

    private async Task EveryHoldersFileIsWhatItsSenderIssued(DispatchView original, CopyView copy)
    {
        var atTheProvince = (await Office.As("clerk.db").Do(new ListIncoming())).Items.Single();
        var atTheDepartment = (await Office.As("clerk.snv").Do(new ListIncoming())).Items.Single();

        Assert.That((await Office.As("clerk.db").Do(new ReadPaper(atTheProvince.Id.Value))).Hash, Is.EqualTo(original.ContentHash));
        Assert.That((await Office.As("clerk.snv").Do(new ReadPaper(atTheDepartment.Id.Value))).Hash, Is.EqualTo(copy.ContentHash));
    }

    private async Task EveryHistoryIsIntact()
    {
        foreach (var house in new[] { "bng", "db", "lc", "snv" })
        {
            var verdict = await Office.As("auditor." + house).Do(new CheckAudit());
            Assert.That((verdict.IsIntact, verdict.Size > 0), Is.EqualTo((true, true)), house);
        }
    }

    /// <summary>The tree as lines, children by name: those of one sender come in no other order that every database keeps.</summary>
    private static IReadOnlyList<string> Drawn(FamilyTree tree)
    {
        var children = tree.Edges.ToLookup(edge => edge.From, edge => tree.Nodes.Single(node => node.Id == edge.To));
        var root = tree.Nodes.Single(node => tree.Edges.All(edge => edge.To != node.Id));
        return [.. Lines(root, "")];

        IEnumerable<string> Lines(TraceNode node, string indent)
        {
            var line = node.Type is TraceNodeType.Delivery
                ? $"→ {node.Organisation} · {node.StateName}{(node.Reason is { } reason ? ": " + reason : "")}"
                : $"{node.Title} · {node.Organisation} · {node.StateName}";
            return children[node.Id].OrderBy(child => child.Organisation, StringComparer.Ordinal).SelectMany(child => Lines(child, indent + "  ")).Prepend(indent + line);
        }
    }
}
