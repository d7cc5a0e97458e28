using System.Text.Json.Nodes;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Dispatch.Engine.Workflows.Changing;
using Dispatch.Engine.Workflows.Incidents;
using static Dispatch.Engine.Tests.Workflows.AProcedure;

namespace Dispatch.Engine.Tests.Workflows;

/// <summary>WakeMatters: what one matter tells wakes others of its office, once. And what a procedure asks for in the office's name.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class EventTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly AStep Waits = new("wait", "Elsa.Event", "Done", Literal("eventName", "Hội nghị đã xong"));

    private static readonly AStep Tells = new("tell", "Elsa.PublishEvent", "Done", Literal("eventName", "Hội nghị đã xong"));

    [Test]
    public async Task An_event_wakes_the_other_matters_of_the_office_and_of_no_other_office()
    {
        await new AProcedure { InBetween = [Waits] }.PublishedAsync(Office);
        await new AProcedure { InBetween = [Waits] }.PublishedAsync(Office, "db");
        var first = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var second = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        var elsewhere = await new ADispatch(Office) { House = "db" }.AtAsync(OutgoingState.FormCheck);
        await new AProcedure { Version = 2, InBetween = [Tells] }.PublishedAsync(Office);
        await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        Assert.That(await WaitingAsync("clerk.bng"), Has.Length.EqualTo(1), "the news is on its way");

        await Office.DeliverAsync();
        await Office.DeliverAsync();

        Assert.That(await WaitingAsync("clerk.bng"), Is.SupersetOf(new[] { first.Id.Value, second.Id.Value }));
        Assert.That(await WaitingAsync("clerk.db"), Does.Not.Contain(elsewhere.Id.Value));
        Assert.That(await Office.AsSystem("bng").Do(new WakeMatters("Hội nghị đã xong", null, "null", default)), Is.Zero, "nobody waits any more");
    }

    [Test]
    public async Task An_act_that_breaks_off_tells_nobody()
    {
        await new AProcedure { InBetween = [Waits] }.PublishedAsync(Office);
        var waiting = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);
        await new AProcedure { Version = 2, InBetween = [Tells] }.PublishedAsync(Office);
        var telling = await new ADispatch(Office).AtAsync(OutgoingState.ContentCheck);
        Office.Crash.At(CrashPoints.BeforeCommit);

        Assert.That(() => Office.As("head.bng").Try(new PassContent(telling.Id)), Throws.InstanceOf<CrashException>());
        Office.Crash.At(null);
        await Office.DeliverAsync();

        Assert.That(await WaitingAsync("clerk.bng"), Does.Not.Contain(waiting.Id.Value));
    }

    [Test]
    public async Task A_matter_of_another_correlation_id_sleeps_on()
    {
        var correlated = new AStep("mine", "Elsa.Correlate", "Done", Literal("correlationId", "hội nghị 2025"));
        await new AProcedure { InBetween = [correlated, Waits] }.PublishedAsync(Office);
        var matter = await new ADispatch(Office).AtAsync(OutgoingState.FormCheck);

        Assert.That(await Office.AsSystem("bng").Do(new WakeMatters("Hội nghị đã xong", "hội nghị 2024", "null", default)), Is.Zero);
        Assert.That(await Office.AsSystem("bng").Do(new WakeMatters("Hội nghị đã xong", "hội nghị 2025", "null", default)), Is.EqualTo(1));
        Assert.That(await WaitingAsync("clerk.bng"), Does.Contain(matter.Id.Value));
    }

    [Test]
    public async Task A_step_that_asks_for_a_copy_asks_for_it_in_the_name_of_who_brought_the_matter_there()
    {
        var copied = await CopyStepAsync("SaoY");

        var copy = (await Office.As("clerk.db").Do(new ListCopies())).Items.Single();
        Assert.That((copy.SourceId, copy.State, copy.Form), Is.EqualTo((copied.Value, CopyState.Requested, CopyForm.SaoY)));
        Assert.That((await new ACopy(Office, (await Office.As("clerk.db").Do(new FindIncoming(copied)))).WalkAsync(copy, CopyState.Issued)).NumberAndSymbol, Is.EqualTo("01/SY-UBND"));
        Assert.That((await Office.As("admin.db").Do(new ListIncidents())).Items, Is.Empty);
    }

    [Test]
    public async Task A_step_behind_the_issue_asks_for_a_copy_of_the_offices_own_paper_with_the_block_on_record()
    {
        var office = Office.As("admin.bng");
        var authorities = await office.Do(new ListAuthorities(Office.Person("signer.bng")));
        await office.Do(new RevokeAuthority(authorities.Items.Single(one => one.Capacity[0] == "TL. ỦY BAN NHÂN DÂN").Id, "Thôi giao"));
        await new AProcedure { AtTheEnd = [new AStep("copy", "Dispatch.RequestCopy", "Requested", CopyWanted("SaoY", "signer.bng", "UBND tỉnh Điện Biên"))] }.PublishedAsync(Office);

        var paper = await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        var copy = (await Office.As("clerk.bng").Do(new ListCopies())).Items.Single();
        Assert.That((await office.Do(new ListIncidents())).Items, Is.Empty);
        Assert.That((copy.SourceId, copy.State, copy.Capacity), Is.EqualTo((paper.Id.Value, CopyState.Requested, new[] { "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC" })));
        Assert.That((await new ACopy(Office, paper).WalkAsync(copy, CopyState.Issued)).NumberAndSymbol, Is.EqualTo("01/SY-BNG"));
    }

    [Test]
    public async Task A_copy_of_the_offices_own_paper_before_its_issue_is_not_taken_in() =>
        Assert.That(
            (await Office.As("admin.bng").Try(new UploadProcedure(new AProcedure { AfterSigning = [new AStep("copy", "Dispatch.RequestCopy", "Requested", CopyWanted("SaoY", "signer.bng", "UBND tỉnh Điện Biên"))] }.Json))).Refusal!.Message,
            Does.Contain("khi chưa có Issue (Ký số của cơ quan và phát hành) hoặc Register (Đăng ký văn bản đến)"));

    [Test]
    public async Task What_the_law_refuses_stops_the_step_with_the_laws_own_words()
    {
        await CopyStepAsync("SaoLuc");

        Assert.That((await Office.As("admin.db").Do(new ListIncidents())).Items.Single().Message, Does.Contain("Bản sao lục chỉ được làm từ bản sao y"));
        Assert.That((await Office.As("clerk.db").Do(new ListCopies())).Items, Is.Empty);
    }

    /// <summary>An office draws: once registered, a copy is asked for by itself.</summary>
    private async Task<Id<IncomingDispatch>> CopyStepAsync(string form)
    {
        var shipped = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ShippedDefinitionsTests.Folder, "receive-dispatch.json")))!;
        shipped["version"] = 7;
        var flow = shipped["root"]!;
        flow["activities"]!.AsArray().Add(JsonNode.Parse($$$"""
            {"id":"copy","type":"Dispatch.RequestCopy",{{{CopyWanted(form, "signer.db", "Các sở, ban, ngành, đoàn thể tỉnh")}}},
             "capacity":{"typeName":"Object","expression":{"type":"Object","value":"[\"TL. ỦY BAN NHÂN DÂN\",\"CHÁNH VĂN PHÒNG\"]"} } }
            """));
        var ways = flow["connections"]!.AsArray();
        var registered = ways.Single(way => (string?)way!["source"]!["activity"] == "register")!;
        ways.Add(JsonNode.Parse("""{"source":{"activity":"copy","port":"Requested"},"target":{"activity":"submit-to-leader","port":"In"}}"""));
        registered["target"]!["activity"] = "copy";
        await Office.As("admin.db").Do(new UploadProcedure(shipped.ToJsonString()));
        await Office.As("admin.db").Do(new PublishProcedure("receive-dispatch", 7));
        return (await new AnIncoming(Office).AtAsync(IncomingState.Registered)).Incoming.Id;
    }

    private static string CopyWanted(string form, string signer, string recipient) => $$$"""
        {{{Literal("form", form)}}},{{{Literal("signer", signer)}}},
        "recipients":{"typeName":"Object","expression":{"type":"Object","value":"[\"{{{recipient}}}\",\"Lưu: VT\"]"}}
        """;

    private async Task<Guid[]> WaitingAsync(string clerk) => [.. (await Office.As(clerk).Do(new ListTasks())).Items.Select(task => task.PaperId)];
}
