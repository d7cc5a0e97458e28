using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Api.Http;
using Dispatch.Api.Tests.Fixtures;

namespace Dispatch.Api.Tests.Http;

/// <summary>Every bad input has its own code, and leaves nothing behind: neither a paper nor a leaf in the log.</summary>
public sealed class BadInputTests
{
    private ApiHouse house = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => house = await ApiHouse.OpenAsync(ApiHouse.WithoutOutbox);

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [Test]
    public async Task An_unknown_recipient_stops_the_issue_until_a_clerk_decides()
    {
        var id = await house.NumberedAsync("Trung tâm Không Ai Biết");
        var clerk = await house.SignInAsync("clerk.bo");

        var refused = await LeavesNothingAsync(() => clerk.ActAsync($"/api/dispatches/{id}/issue"));
        var unresolved = (await clerk.GetAsync($"/api/dispatches/{id}/recipients")).Json["unresolved"]![0]!;
        var decision = new JsonObject
        {
            ["lineText"] = (string)unresolved["lineText"]!,
            ["unknownText"] = (string)unresolved["unknown"]!["text"]!,
            ["kind"] = "NotDelivered",
            ["reason"] = "Gửi bản giấy.",
        };
        var decided = await clerk.ActAsync($"/api/dispatches/{id}/recipients", new JsonObject { ["decisions"] = new JsonArray(decision) }, method: HttpMethod.Put);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Conflict, "distributing.unresolved")));
        Assert.That((bool)decided.Json["isComplete"]!, Is.True, decided.Text);
        Assert.That((await clerk.ActAsync($"/api/dispatches/{id}/issue")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("MẬT")]
    [TestCase("TỐI MẬT")]
    [TestCase("TUYỆT MẬT")]
    public async Task A_marking_of_secrecy_is_refused_on_every_path(string marking)
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var clerk = await house.SignInAsync("clerk.tinh");
        var draft = await house.DraftAsync();
        draft["text"]!["body"]!.AsArray().Insert(0, marking);

        var drafted = await LeavesNothingAsync(() => drafter.ActAsync("/api/dispatches", draft));
        var registered = await LeavesNothingAsync(() => clerk.ActAsync("/api/incoming", new JsonObject { ["facts"] = Facts($"[{marking}] về việc gì đó") }));
        var read = await LeavesNothingAsync(() => clerk.ActAsync("/api/intake", new StringContent($"{marking}\nBỘ THỬ NGHIỆM\nSố: 1/BTN", Encoding.UTF8, "text/plain")));

        Assert.That(new[] { drafted, registered, read }.Select(answer => (answer.Status, answer.Code)), Is.All.EqualTo((HttpStatusCode.BadRequest, "secrecy.refused")));
    }

    [Test]
    public async Task A_number_that_exists_is_not_given_again()
    {
        var clerk = await house.SignInAsync("clerk.so");
        var opened = await clerk.ActAsync("/api/series", new { book = "Incoming", year = 2031, nextNumber = 10, reason = "Chuyển từ sổ giấy." });

        var again = await LeavesNothingAsync(() => clerk.ActAsync("/api/series", new { book = "Incoming", year = 2031, nextNumber = 10, reason = "Chuyển từ sổ giấy." }));

        Assert.That(opened.Status, Is.EqualTo(HttpStatusCode.OK), opened.Text);
        Assert.That((again.Status, again.Code), Is.EqualTo((HttpStatusCode.Conflict, "numbering.number-exists")));
    }

    [TestCase("SaoLuc", "SaoY", "copying.copy-of-copy")]
    [TestCase("SaoY", "SaoY", "copying.only-sao-luc-from-sao-y")]
    [TestCase("Original", "SaoLuc", "copying.sao-luc-needs-sao-y")]
    public async Task A_copy_that_the_law_forbids_is_not_begun(string source, string wanted, string code)
    {
        var clerk = await house.SignInAsync("clerk.tinh");
        var facts = Facts($"nguồn {source} cho {wanted}");
        facts["form"] = source;
        var incoming = (await clerk.DoAsync("/api/incoming", new JsonObject { ["facts"] = facts, ["allowDuplicate"] = true })).Id;
        await clerk.DoAsync($"/api/incoming/{incoming}/receive");
        await clerk.DoAsync($"/api/incoming/{incoming}/register");

        var refused = await LeavesNothingAsync(async () => await clerk.ActAsync("/api/copies", new
        {
            incomingId = incoming,
            form = wanted,
            medium = "Paper",
            recipients = new[] { "Lưu: VT" },
            signerId = await house.PersonAsync("tinh", "Signer"),
            capacity = new[] { "CHÁNH VĂN PHÒNG" },
        }));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Conflict, code)));
    }

    [Test]
    public async Task An_act_in_the_wrong_state_is_refused()
    {
        var id = await DraftedAsync();

        var refused = await LeavesNothingAsync(async () => await (await house.SignInAsync("clerk.bo")).ActAsync($"/api/dispatches/{id}/number"));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Conflict, "lifecycle.not-now")));
    }

    [Test]
    public async Task A_stale_version_is_refused()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var drafted = await drafter.DoAsync("/api/dispatches", await house.DraftAsync());
        var path = $"/api/dispatches/{drafted.Id}";
        var first = await drafter.ActAsync(path, Papers.Text("lần một"), ifMatch: drafted.ETag, method: HttpMethod.Put);

        var second = await LeavesNothingAsync(() => drafter.ActAsync(path, Papers.Text("lần hai"), ifMatch: drafted.ETag, method: HttpMethod.Put));
        var submitted = await LeavesNothingAsync(() => drafter.ActAsync(path + "/submit", (object?)null, ifMatch: drafted.ETag));

        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.OK), first.Text);
        Assert.That((second.Status, second.Code), Is.EqualTo((HttpStatusCode.PreconditionFailed, "version.stale")));
        Assert.That((submitted.Status, submitted.Code), Is.EqualTo((HttpStatusCode.PreconditionFailed, "version.stale")));
    }

    [TestCase("3")]
    [TestCase("\"x\"")]
    [TestCase("W/\"3\"")]
    [TestCase("\"1\", \"2\"")]
    [TestCase("\"-1\"")]
    public async Task A_version_that_is_none_is_refused(string ifMatch)
    {
        var id = await DraftedAsync();

        var refused = await LeavesNothingAsync(async () => await (await house.SignInAsync("drafter.bo")).ActAsync($"/api/dispatches/{id}/submit", (object?)null, ifMatch: ifMatch));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "version.malformed")));
    }

    [Test]
    public async Task A_repeat_with_the_same_key_gets_the_same_answer_and_does_nothing_twice()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = await house.DraftAsync();
        var first = await drafter.ActAsync("/api/dispatches", draft, key: "draft-once");

        var second = await LeavesNothingAsync(() => drafter.ActAsync("/api/dispatches", draft, key: "draft-once"));

        Assert.That((second.Status, second.Text, second.ETag), Is.EqualTo((first.Status, first.Text, first.ETag)));
    }

    [Test]
    public async Task A_key_with_another_body_is_refused()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        await drafter.ActAsync("/api/dispatches", await house.DraftAsync("một"), key: "used-key");
        var other = await house.DraftAsync("hai");

        var refused = await LeavesNothingAsync(() => drafter.ActAsync("/api/dispatches", other, key: "used-key"));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "idempotency.key-reused")));
    }

    [Test]
    public async Task An_act_without_a_key_is_refused()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = await house.DraftAsync();

        var refused = await LeavesNothingAsync(() => drafter.PostAsync("/api/dispatches", draft));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "idempotency.key-missing")));
    }

    [TestCase("có dấu")]
    [TestCase("a b")]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/dispatches/{Guid.CreateVersion7(DateTimeOffset.UnixEpoch)}/submit");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        var refused = await drafter.SendAsync(request);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "idempotency.key-malformed")));
    }

    [Test]
    public async Task A_body_over_its_limit_is_refused()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var large = new StringContent(new string(' ', BoundedBody.JsonLimit + 1), Encoding.UTF8, "application/json");
        var document = new ByteArrayContent(new byte[BoundedBody.DocumentLimit + 1]) { Headers = { { "Content-Type", "application/pdf" } } };

        var refused = await LeavesNothingAsync(() => drafter.ActAsync("/api/dispatches", large));
        var refusedDocument = await drafter.ActAsync("/api/intake", document);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "body.too-large")));
        Assert.That((refusedDocument.Status, refusedDocument.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "body.too-large")));
    }

    [TestCase("{\"text\":", "json.malformed")]
    [TestCase("", "json.malformed")]
    [TestCase("{\"text\":{\"subject\":\"\\ud800\"},\"signerId\":\"0193d1f0-0000-7000-8000-000000000001\"}", "json.wrong-value")]
    [TestCase("null", "json.wrong-value")]
    [TestCase("[]", "json.wrong-value")]
    [TestCase("{\"text\":{\"subject\":\"a\",\"colour\":\"red\"}}", "json.unknown-member")]
    [TestCase("{\"text\":{\"subject\":\"a\",\"subject\":\"b\"}}", "json.duplicate-member")]
    [TestCase("{\"text\":{\"body\":[]}}", "json.missing-member")]
    [TestCase("{\"text\":{\"subject\":\"a\"}}", "json.missing-member")]
    [TestCase("{\"text\":{\"subject\":7},\"signerId\":\"0193d1f0-0000-7000-8000-000000000001\"}", "json.wrong-value")]
    [TestCase("{\"text\":{\"subject\":\"a\",\"urgency\":1},\"signerId\":\"0193d1f0-0000-7000-8000-000000000001\"}", "json.wrong-value")]
    [TestCase("{\"text\":{\"subject\":\"a\",\"body\":[null]},\"signerId\":\"0193d1f0-0000-7000-8000-000000000001\"}", "json.wrong-value")]
    [TestCase("{\"text\":{\"subject\":\"a\"},\"signerId\":\"me\"}", "json.wrong-value")]
    public async Task Bad_json_is_refused(string body, string code)
    {
        var drafter = await house.SignInAsync("drafter.bo");

        var refused = await LeavesNothingAsync(() => drafter.ActAsync("/api/dispatches", new StringContent(body, Encoding.UTF8, "application/json")));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, code)), refused.Text);
    }

    [Test]
    public async Task Json_deeper_than_anybody_means_is_refused()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var deep = new string('[', StrictJson.MaxDepth + 1) + new string(']', StrictJson.MaxDepth + 1);

        var refused = await drafter.ActAsync("/api/dispatches", new StringContent(deep, Encoding.UTF8, "application/json"));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "json.malformed")));
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var bytes = new ByteArrayContent([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) { Headers = { { "Content-Type", "application/json" } } };

        var refused = await drafter.ActAsync("/api/dispatches", bytes);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "json.malformed")));
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    public async Task Another_kind_of_content_is_refused(string type)
    {
        var drafter = await house.SignInAsync("drafter.bo");

        var refused = await drafter.ActAsync("/api/dispatches", new StringContent("{}", Encoding.UTF8, type));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "body.content-type")));
    }

    [TestCase("/api/nowhere", "GET", 404, "route.unknown")]
    [TestCase("/api/dispatches/not-an-id", "GET", 404, "route.unknown")]
    [TestCase("/api/tasks", "DELETE", 405, "route.method")]
    [TestCase("/api/tasks?take=many", "GET", 400, "request.malformed")]
    [TestCase("/api/dispatches?state=99", "GET", 400, "request.malformed")]
    [TestCase("/api/registers/outgoing", "GET", 400, "request.malformed")]
    [TestCase("/api/registers/7?year=2026", "GET", 400, "request.malformed")]
    [TestCase("/api/registers/nothing?year=2026", "GET", 400, "request.malformed")]
    [TestCase("/api/registers/outgoing/file?year=2026&form=docx", "GET", 400, "request.malformed")]
    public async Task A_wrong_address_is_refused(string path, string method, int status, string code)
    {
        var clerk = await house.SignInAsync("clerk.bo");

        var refused = await clerk.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.That(((int)refused.Status, refused.Code, refused.Response.Content.Headers.ContentType!.MediaType), Is.EqualTo((status, code, "application/problem+json")));
    }

    [TestCase("Normal,Urgent")]
    [TestCase("Urgent, VeryUrgent")]
    [TestCase(" Urgent")]
    [TestCase("1")]
    public async Task Two_names_in_the_place_of_one_are_none(string urgency)
    {
        var draft = JsonSerializer.SerializeToNode(await house.DraftAsync(), JsonSerializerOptions.Web)!;
        draft["text"]!["urgency"] = urgency;

        var refused = await (await house.SignInAsync("drafter.bo")).ActAsync("/api/dispatches", draft);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "json.wrong-value")), refused.Text);
        Assert.That((string?)refused.Json["detail"], Does.Contain("“text.urgency”"));
    }

    [Test]
    public async Task Compressed_content_is_refused_as_that()
    {
        var content = new ByteArrayContent([0x1F, 0x8B]) { Headers = { { "Content-Type", "application/json" }, { "Content-Encoding", "gzip" } } };

        var refused = await (await house.SignInAsync("drafter.bo")).ActAsync("/api/dispatches", content);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "body.content-encoding")));
    }

    [TestCase("If-Match", "\"khac\"", 412, "file.changed")]
    [TestCase("Range", "bytes=99999999-", 416, "file.range")]
    public async Task What_is_asked_of_a_file_and_cannot_be_given_is_refused_in_words(string header, string value, int status, string code)
    {
        var drafter = await house.SignInAsync("drafter.bo");
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/dispatches/{await DraftedAsync()}/file");
        request.Headers.TryAddWithoutValidation(header, value);

        var refused = await drafter.SendAsync(request);

        Assert.That(((int)refused.Status, refused.Code), Is.EqualTo((status, code)), refused.Text);
        Assert.That((string?)refused.Json["detail"], Does.Contain("Hãy"));
    }

    [Test]
    public async Task An_address_that_no_page_has_is_refused_as_a_page()
    {
        var nobody = await house.Stranger().GetAsync("/nowhere");

        Assert.That((nobody.Status, nobody.Response.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Redirect, "http://localhost/sign-in?ReturnUrl=%2Fnowhere")));
    }

    private static JsonObject Facts(string subject) => new()
    {
        ["form"] = "Original",
        ["medium"] = "Paper",
        ["author"] = "Sở Ngoài Hệ thống",
        ["kind"] = "công văn",
        ["numberAndSymbol"] = "12/SNHT-VP",
        ["date"] = "2026-01-15",
        ["subject"] = subject,
        ["signer"] = "Nguyễn Văn Ngoài",
    };

    private async Task<string> DraftedAsync() => (await (await house.SignInAsync("drafter.bo")).DoAsync("/api/dispatches", await house.DraftAsync())).Id;

    /// <summary>Does something, and holds the logs and lists of both organisations against what they were before.</summary>
    private async Task<ApiAnswer> LeavesNothingAsync(Func<Task<ApiAnswer>> act)
    {
        var before = await EverythingAsync();
        var answer = await act();
        Assert.That(await EverythingAsync(), Is.EqualTo(before));
        return answer;
    }

    private async Task<string> EverythingAsync()
    {
        var seen = new StringBuilder();
        foreach (var organisation in new[] { "bo", "tinh", "so" })
        {
            var auditor = await house.SignInAsync($"auditor.{organisation}");
            foreach (var path in new[] { "/api/audit/log?take=1", "/api/dispatches?take=500", "/api/copies?take=500", "/api/registers/outgoing?year=2026&take=500" })
            {
                seen.AppendLine((await auditor.GetAsync(path)).Text);
            }
        }

        return seen.ToString();
    }
}
