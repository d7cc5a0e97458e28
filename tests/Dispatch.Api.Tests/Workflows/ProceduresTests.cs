using System.Net;
using System.Text;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Workflows;

/// <summary>Procedures, their pictures, incidents and the calendar, through the API and the pages of the demonstration.</summary>
public sealed class ProceduresTests : PageFixture
{
    [TestCase("/procedures", "Ban hành văn bản đi")]
    [TestCase("/procedures/issue-dispatch/Shipped/4", "<svg")]
    [TestCase("/calendar?year=2026", "Giỗ Tổ Hùng Vương")]
    [TestCase("/calendar?year=2040", "Chưa có ngày Tết Nguyên đán")]
    [TestCase("/incidents", "Không có sự cố nào")]
    public async Task An_administrator_reads(string page, string expected)
    {
        using var administrator = await House.SignInAsync(DemoPeople.ProvinceAdministrator);

        Assert.That(await administrator.ReadAsync(page), Does.Contain(expected));
    }

    [Test]
    public async Task A_day_off_is_entered_and_a_wrong_procedure_is_refused_beside_what_was_typed()
    {
        using var administrator = await House.SignInAsync(DemoPeople.ProvinceAdministrator);

        var saved = await administrator.PostAsync("/calendar?year=2026", "/calendar/days", ("day", "2026-11-24"), ("rule", "Off"), ("name", "Theo thông báo của tỉnh"));
        var refused = await administrator.PostAsync("/procedures", "/procedures", ("json", "{\"definitionId\":"));

        Assert.That(saved.Headers.Location?.OriginalString, Is.EqualTo("/calendar?year=2026"));
        Assert.That(await administrator.ReadAsync("/calendar?year=2026"), Does.Contain("Theo thông báo của tỉnh"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), Does.Contain("workflow.malformed").And.Contain("{\"definitionId\":"));
    }

    [Test]
    public async Task A_version_is_taken_along_as_the_file_it_was_read_from()
    {
        using var administrator = await House.SignInAsync(DemoPeople.ProvinceAdministrator);
        const string version = "/procedures/certify-copy/Shipped/1";

        var page = await administrator.ReadAsync(version);
        var file = await administrator.GetAsync(version + "/file");

        Assert.That(page, Does.Contain($"href=\"{version}/file\""));
        Assert.That(file.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("certify-copy-1.json"));
        Assert.That(await file.Content.ReadAsStringAsync(), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "certify-copy.json"))));
        Assert.That((await administrator.GetAsync("/procedures/certify-copy/Shipped/99/file")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_procedure_is_brought_in_as_a_file()
    {
        using var administrator = await House.SignInAsync(DemoPeople.ProvinceAdministrator);
        var own = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "certify-copy.json"))).Replace("\"version\": 1", "\"version\": 7", StringComparison.Ordinal);

        var saved = await UploadAsync(administrator, "sao-cua-tinh.json", Encoding.UTF8.GetBytes(own));

        Assert.That(saved.Headers.Location?.OriginalString, Is.EqualTo("/procedures/certify-copy/Own/7"), await saved.Content.ReadAsStringAsync());
        Assert.That(await administrator.ReadAsync("/procedures/certify-copy/Own/7"), Does.Contain("Phiên bản 7"));
        Assert.That(await administrator.ReadAsync("/procedures/certify-copy/Own/7?map=approve"), Does.Contain("Dòng “approve” của bảng chuyển phải viết").And.Contain(">approve</textarea>"));
        Assert.That(await administrator.ReadAsync("/procedures/certify-copy/Own/7?map=approve%3Dnowhere"), Does.Contain("Bảng chuyển bước nêu bước “nowhere”").And.Contain("Phiên bản 7"));
    }

    [TestCase("a.json", 0, "", "workflow.no-file")]
    [TestCase("a.json", 10, "{}", "workflow.file-and-text")]
    [TestCase("anh.png", 10, "", "workflow.not-text")]
    [TestCase("dai.json", 1_100_000, "", "shape.json")]
    public async Task A_file_that_is_no_procedure_is_refused_with_what_is_wrong_and_what_was_pasted_stays(string name, int length, string pasted, string code)
    {
        using var administrator = await House.SignInAsync(DemoPeople.ProvinceAdministrator);
        var bytes = Enumerable.Repeat(name.EndsWith("png", StringComparison.Ordinal) ? (byte)0xFF : (byte)' ', length).ToArray();

        var refused = await UploadAsync(administrator, name, bytes, pasted);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.That((int)refused.StatusCode, Is.InRange(400, 413));
        Assert.That(page, Does.Contain(code).And.Contain($"spellcheck=\"false\">{pasted}</textarea>"));
    }

    private static async Task<HttpResponseMessage> UploadAsync(PageVisitor administrator, string name, byte[] bytes, string pasted = "") =>
        await administrator.UploadAsync("/procedures", [.. PageVisitor.HiddenOf(await administrator.ReadAsync("/procedures"), "/procedures"), ("json", pasted)], (name, bytes));

    [Test]
    public async Task A_clerk_sees_where_a_paper_stands_and_plays_it_back()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var paper = (await clerk.ReadAsync("/incoming")).Split("href=\"/incoming/").Skip(1).Select(part => part[..36]).First(text => Guid.TryParse(text, out _));

        var route = await clerk.ReadAsync("/workflows/" + paper);

        Assert.That(route, Does.Contain("<svg").And.Contain("data-look=\"Done\"").And.Contain("type=\"range\""));
        Assert.That(await clerk.ReadAsync("/workflows/" + paper + "?frame=0"), Does.Contain("data-look=\"Waiting\""));
    }

    [Test]
    public async Task Absence_is_handed_on()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var colleague = (await clerk.ReadAsync("/delegations")).Split("<option value=\"")[2][..36];

        var saved = await clerk.PostAsync("/delegations", "/delegations", ("person", colleague), ("from", "2030-01-01"), ("until", "2030-01-05"), ("reason", "Nghỉ phép"));

        Assert.That(saved.Headers.Location?.OriginalString, Is.EqualTo("/delegations"));
        Assert.That(await clerk.ReadAsync("/delegations"), Does.Contain("Nghỉ phép").And.Contain("Thôi giao"));
    }

    [Test]
    public async Task The_only_head_of_a_unit_is_told_what_will_lie_while_they_are_away()
    {
        using var head = await House.SignInAsync(DemoPeople.UnitHead);
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);

        Assert.That(WebUtility.HtmlDecode(await head.ReadAsync("/delegations")), Does.Contain("không còn ai khác có vai trò lãnh đạo đơn vị"));
        Assert.That(WebUtility.HtmlDecode(await clerk.ReadAsync("/delegations")), Does.Not.Contain("không còn ai khác"));
    }
}

/// <summary>The same over HTTP for programs.</summary>
public sealed class ProceduresApiTests : ApiFixture
{
    [Test]
    public async Task A_picture_is_served_as_svg_that_may_load_nothing()
    {
        var answer = await (await House.SignInAsync("admin.bo")).GetAsync("/api/procedures/issue-dispatch/diagram.svg");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/svg+xml"));
        Assert.That(answer.Response.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(new[] { "default-src 'none'" }));
        Assert.That(answer.Text, Does.StartWith("<svg"));
    }

    [Test]
    public async Task Refusals_leave_with_their_codes()
    {
        var administrator = await House.SignInAsync("admin.bo");
        var clerk = await House.SignInAsync("clerk.bo");

        Assert.That((await administrator.ActAsync("/api/procedures", new { definitionId = "x" })).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await clerk.ActAsync("/api/procedures/issue-dispatch/publish", new { number = 1 })).Code, Is.EqualTo("access.forbidden"));
        Assert.That((await clerk.ActAsync($"/api/tasks/{Guid.Empty}/claim")).Code, Is.EqualTo("access.unknown"));
        Assert.That((await clerk.GetAsync($"/api/workflows/{Guid.Empty}/diagram.svg")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await clerk.PostAsync($"/api/tasks/{Guid.Empty}/claim", null)).Status, Is.EqualTo(HttpStatusCode.BadRequest), "an act needs a key");
        Assert.That((await administrator.GetAsync("/api/calendar?year=2026")).Json["isComplete"]!.GetValue<bool>(), Is.True);
    }
}
