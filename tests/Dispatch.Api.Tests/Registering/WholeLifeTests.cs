using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Registering;

/// <summary>A paper's whole life over HTTP, as the programs of an office would walk it.</summary>
public sealed class WholeLifeTests
{
    [Test]
    public async Task A_dispatch_goes_from_draft_to_the_last_holder_of_its_copy_and_an_auditor_sees_all()
    {
        await using var house = await ApiHouse.OpenAsync();
        var (dispatch, incoming) = await house.RegisteredAsync();
        var copy = await CopyAsync(house, incoming);
        var department = await house.SignInAsync("clerk.so");
        var received = (string)(await department.WaitForFirstAsync("/api/incoming?state=Arrived"))["id"]!;
        await department.DoAsync($"/api/incoming/{received}/receive");

        var auditor = await house.SignInAsync("auditor.bo");
        var trace = (await auditor.GetAsync($"/api/dispatches/{dispatch}/trace")).Json;
        var book = (await auditor.GetAsync($"/api/registers/outgoing?year={trace["nodes"]![0]!["date"]!.ToString()[..4]}")).Json;
        var audit = (await auditor.GetAsync("/api/audit")).Json;

        Assert.Multiple(() =>
        {
            Assert.That(trace["nodes"]!.AsArray().Select(node => (string)node!["type"]!), Is.EquivalentTo(new[] { "Dispatch", "Delivery", "Incoming", "Copy", "Delivery", "Incoming" }));
            Assert.That(trace["nodes"]!.AsArray().Select(node => (string)node!["id"]!), Does.Contain(copy).And.Contain(received));
            Assert.That((string)book["items"]![0]!["numberAndSymbol"]!, Is.EqualTo("01/BTN-VCS"));
            Assert.That((bool)audit["isIntact"]!, Is.True);
        });
    }

    [Test]
    public async Task The_file_is_shown_in_place_under_its_hash_and_may_run_nothing()
    {
        await using var house = await ApiHouse.OpenAsync();
        var (_, incoming) = await house.RegisteredAsync();
        var clerk = await house.SignInAsync("clerk.tinh");

        var hash = (string)(await clerk.GetAsync($"/api/incoming/{incoming}")).Json["contentHash"]!;
        var file = await clerk.GetAsync($"/api/incoming/{incoming}/file");
        var again = new HttpRequestMessage(HttpMethod.Get, $"/api/incoming/{incoming}/file") { Headers = { { "If-None-Match", $"\"{hash}\"" } } };

        Assert.Multiple(() =>
        {
            Assert.That(file.Text, Does.StartWith("%PDF-"));
            Assert.That(file.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/pdf"));
            Assert.That(file.Response.Content.Headers.ContentDisposition!.ToString(), Does.StartWith("inline").And.Contain("01-BTN-VCS.pdf"));
            Assert.That(file.Response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(file.Response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox"));
            Assert.That(file.ETag, Is.EqualTo($"\"{hash}\""));
        });
        Assert.That((await clerk.SendAsync(again)).Status, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task A_book_is_given_as_a_file_to_print_and_one_for_a_spreadsheet()
    {
        await using var house = await ApiHouse.OpenAsync();
        await house.RegisteredAsync();
        var clerk = await house.SignInAsync("clerk.tinh");
        var year = (await clerk.GetAsync("/api/incoming")).Json["items"]![0]!["arrivedAt"]?.ToString()[..4] ?? "2024";

        var pdf = await clerk.GetAsync($"/api/registers/incoming/file?year={year}");
        var csv = await clerk.GetAsync($"/api/registers/incoming/file?year={year}&form=csv");
        var wrong = await clerk.GetAsync($"/api/registers/incoming/file?year={year}&form=docx");

        Assert.Multiple(() =>
        {
            Assert.That(pdf.Text, Does.StartWith("%PDF-"));
            Assert.That(pdf.Response.Content.Headers.ContentDisposition!.ToString(), Does.StartWith("attachment").And.Contain($"so-van-ban-den-{year}.pdf"));
            Assert.That(csv.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
            Assert.That(csv.Text, Does.Contain("Ngày đến,Số đến,Tác giả"));
            Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        });
    }

    [Test]
    public async Task A_dispatch_can_be_returned_revised_and_its_number_voided()
    {
        await using var house = await ApiHouse.OpenAsync();
        var drafter = await house.SignInAsync("drafter.bo");
        var id = (await drafter.DoAsync("/api/dispatches", await house.DraftAsync())).Id;
        await drafter.DoAsync($"/api/dispatches/{id}/submit");
        var returned = await (await house.SignInAsync("head.bo")).DoAsync($"/api/dispatches/{id}/return", new { reason = "Sửa trích yếu." });
        var revised = await drafter.ActAsync($"/api/dispatches/{id}", Papers.Text("trích yếu đã sửa"), ifMatch: returned.ETag, method: HttpMethod.Put);
        var numbered = await house.NumberedAsync();
        var voided = await (await house.SignInAsync("clerk.bo")).DoAsync($"/api/dispatches/{numbered}/void-number", new { reason = "Cấp nhầm." });

        Assert.Multiple(() =>
        {
            Assert.That((string)returned.Json["reason"]!, Is.EqualTo("Sửa trích yếu."));
            Assert.That(revised.Status, Is.EqualTo(HttpStatusCode.OK), revised.Text);
            Assert.That((string)revised.Json["text"]!["subject"]!, Is.EqualTo("trích yếu đã sửa"));
            Assert.That(revised.ETag, Is.Not.EqualTo(returned.ETag));
            Assert.That((string)voided.Json["reason"]!, Is.EqualTo("Cấp nhầm."));
        });
    }

    [Test]
    public async Task Whom_a_draft_is_put_to_is_read_and_changed_with_the_version_that_was_read()
    {
        await using var house = await ApiHouse.OpenAsync();
        var drafter = await house.SignInAsync("drafter.bo");
        var drafted = await drafter.DoAsync("/api/dispatches", await house.DraftAsync());
        var (path, head) = ($"/api/dispatches/{drafted.Id}/people", (await house.PersonAsync("bo", "UnitHead")).ToString());
        var people = new { signerId = (string)drafted.Json["signerId"]!, opinionFromIds = new[] { head } };

        var unread = await drafter.ActAsync(path, people, method: HttpMethod.Put);
        var named = await drafter.ActAsync(path, people, ifMatch: drafted.ETag, method: HttpMethod.Put);
        var stale = await drafter.ActAsync(path, people, ifMatch: drafted.ETag, method: HttpMethod.Put);
        var read = await drafter.GetAsync($"/api/dispatches/{drafted.Id}");

        Assert.Multiple(() =>
        {
            Assert.That((named.Status, (string?)named.Json["text"]!["subject"]), Is.EqualTo((HttpStatusCode.OK, (string?)drafted.Json["text"]!["subject"])), named.Text);
            Assert.That(new[] { unread.Status, stale.Status }, Is.EqualTo(new[] { HttpStatusCode.BadRequest, HttpStatusCode.PreconditionFailed }));
            Assert.That(read.Json["asked"]!["opinionFromIds"]!.AsArray().Select(id => (string)id!), Is.EqualTo(new[] { head }));
            Assert.That(read.ETag, Is.EqualTo(named.ETag));
        });
    }

    [Test]
    public async Task An_office_asks_for_a_copy_of_what_it_issued_and_names_one_source()
    {
        await using var house = await ApiHouse.OpenAsync();
        var (dispatch, incoming) = await house.RegisteredAsync();
        var clerk = await house.SignInAsync("clerk.bo");
        var signer = await house.PersonAsync("bo", "Signer");

        var parts = await clerk.GetAsync($"/api/dispatches/{dispatch}/parts");
        var asked = await clerk.ActAsync("/api/copies", Asking(new { dispatchId = dispatch }));
        var both = await clerk.ActAsync("/api/copies", Asking(new { dispatchId = dispatch, incomingId = incoming }));
        var neither = await clerk.ActAsync("/api/copies", Asking(new { }));
        var others = await (await house.SignInAsync("clerk.tinh")).ActAsync("/api/copies", Asking(new { dispatchId = dispatch }));

        Assert.Multiple(() =>
        {
            Assert.That(parts.Json.AsArray(), Is.Not.Empty);
            Assert.That((asked.Status, (string?)asked.Json["sourceId"], (bool?)asked.Json["isOfOwn"]), Is.EqualTo((HttpStatusCode.Created, dispatch, true)), asked.Text);
            Assert.That(new[] { both, neither }.Select(answer => (answer.Status, (string?)answer.Json["code"])), Is.All.EqualTo((HttpStatusCode.BadRequest, "shape.incomingId")));
            Assert.That(others.Status, Is.EqualTo(HttpStatusCode.NotFound));
        });

        JsonObject Asking(object source)
        {
            var body = JsonSerializer.SerializeToNode(source)!.AsObject();
            var rest = new { form = "SaoY", medium = "Paper", recipients = new[] { "Ủy ban nhân dân tỉnh Mẫu", "Lưu: VT" }, signerId = signer, capacity = new[] { "BỘ TRƯỞNG" } };
            foreach (var (name, value) in JsonSerializer.SerializeToNode(rest)!.AsObject().ToList())
            {
                body[name] = value?.DeepClone();
            }

            return body;
        }
    }

    [Test]
    public async Task A_version_that_is_answered_is_the_version_that_is_read()
    {
        await using var house = await ApiHouse.OpenAsync();
        var drafter = await house.SignInAsync("drafter.bo");

        var drafted = await drafter.DoAsync("/api/dispatches", await house.DraftAsync());
        var read = await drafter.GetAsync($"/api/dispatches/{drafted.Id}");
        var submitted = await drafter.DoAsync($"/api/dispatches/{drafted.Id}/submit");
        var readAgain = await drafter.GetAsync($"/api/dispatches/{drafted.Id}");

        Assert.That((drafted.ETag, submitted.ETag), Is.EqualTo((read.ETag, readAgain.ETag)));
        Assert.That(drafted.Response.Headers.Location!.ToString(), Is.EqualTo($"/api/dispatches/{drafted.Id}"));
    }

    private static async Task<string> CopyAsync(ApiHouse house, string incoming)
    {
        var clerk = await house.SignInAsync("clerk.tinh");
        var leader = await house.SignInAsync("signer.tinh");
        await clerk.DoAsync($"/api/incoming/{incoming}/submit");
        await leader.DoAsync($"/api/incoming/{incoming}/assign", new { leadUnitId = (await house.BodyAsync("tinh-vp")).Value, opinion = "Sao gửi sở." });
        var copy = (await clerk.DoAsync("/api/copies", new
        {
            incomingId = incoming,
            form = "SaoY",
            medium = "Paper",
            recipients = new[] { "Sở Mẫu tỉnh Mẫu", "Lưu: VT" },
            signerId = await house.PersonAsync("tinh", "Signer"),
            capacity = new[] { "TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG" },
        })).Id;
        await leader.DoAsync($"/api/copies/{copy}/approve");
        await clerk.DoAsync($"/api/copies/{copy}/number");
        await clerk.DoAsync($"/api/copies/{copy}/issue");
        await (await house.SignInAsync("head.tinh")).DoAsync($"/api/incoming/{incoming}/close", new { opinion = "Đã sao gửi." });
        return copy;
    }
}
