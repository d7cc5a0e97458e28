using System.Net;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Receiving;

/// <summary>ReceiveAndRegister over the API, on the paper's page, and where a paper is written down.</summary>
public sealed class ReceiveAndRegisterTests : PageFixture
{
    [Test]
    public async Task A_program_takes_in_and_enters_in_one_request_and_a_repeat_gets_the_same_answer()
    {
        await using var house = await ApiHouse.OpenAsync();
        var dispatch = await house.NumberedAsync();
        await (await house.SignInAsync("clerk.bo")).DoAsync($"/api/dispatches/{dispatch}/issue");
        var clerk = await house.SignInAsync("clerk.tinh");
        var path = $"/api/incoming/{(string)(await clerk.WaitForFirstAsync("/api/incoming?state=arrived"))["id"]!}/receive-and-register";

        var entered = await clerk.ActAsync(path, key: "monday");
        var again = await clerk.ActAsync(path, key: "monday");
        var second = await clerk.ActAsync(path, key: "tuesday");

        Assert.Multiple(() =>
        {
            Assert.That(((string)entered.Json["state"]!, (int)entered.Json["arrivalNumber"]!), Is.EqualTo(("Registered", 1)));
            Assert.That(again.Text, Is.EqualTo(entered.Text));
            Assert.That((second.Status, (string)second.Json["code"]!), Is.EqualTo((HttpStatusCode.Conflict, "lifecycle.not-now")));
        });
    }

    [Test]
    public async Task The_page_of_an_arrival_does_both_shows_the_number_and_leads_to_the_next()
    {
        using var clerk = await House.SignInAsync(DemoPeople.LaoCaiClerk);
        var first = await WrittenDownAsync(clerk, "1/BYT");
        var arrived = await clerk.ReadAsync(first);

        var done = await clerk.PostAsync(first, $"{first}/ReceiveAndRegister");
        var after = await clerk.ReadAsync(first);
        var later = await clerk.ReadAsync(first);

        Assert.Multiple(() =>
        {
            Assert.That(arrived, Does.Contain(">Tiếp nhận và vào sổ<").And.Contain(">Chỉ tiếp nhận<"));
            Assert.That((done.StatusCode, done.Headers.Location!.OriginalString), Is.EqualTo((HttpStatusCode.SeeOther, first)));
            Assert.That(after, Does.Contain("Đã tiếp nhận và vào sổ.").And.Match(@"Số đến <strong>\d+</strong>"));
            Assert.That(after, Does.Contain("Văn bản mới đến tiếp theo: ").And.Contain(">1349/BNG-CNV<"), "what has waited longest");
            Assert.That(later, Does.Not.Contain("Văn bản mới đến tiếp theo"), "it is for who has just entered one");
            Assert.That(after, Does.Not.Contain(">Tiếp nhận và vào sổ<"));
        });
    }

    [Test]
    public async Task Whoever_comes_second_is_told_on_the_page_where_the_paper_stands()
    {
        using var clerk = await House.SignInAsync(DemoPeople.LaoCaiClerk);
        var paper = await WrittenDownAsync(clerk, "3/BYT");
        var old = PageVisitor.HiddenOf(await clerk.ReadAsync(paper), $"{paper}/ReceiveAndRegister").Where(field => field.Name is not "key").ToList();
        await clerk.PostAsync(paper, $"{paper}/ReceiveAndRegister");

        var second = await clerk.SendAsync($"{paper}/ReceiveAndRegister", old, ("key", "another"));

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync()), Does.Contain("data-code=\"version.stale\"").And.Contain("state-Registered").And.Contain("Trang này đã là bản mới"));
    }

    [Test]
    public async Task A_paper_that_is_written_down_gets_its_number_at_once_when_the_form_says_so()
    {
        using var clerk = await House.SignInAsync(DemoPeople.LaoCaiClerk);

        var entered = await clerk.ReadAsync(await WrittenDownAsync(clerk, "4/BYT", ("enter", "yes")));

        Assert.That(await clerk.ReadAsync("/incoming/new"), Does.Match("name=\"enter\"[^>]*checked"));
        Assert.That(entered, Does.Contain("Đã tiếp nhận và vào sổ.").And.Match(@"Số đến <strong>\d+</strong>"));
    }

    private static async Task<string> WrittenDownAsync(PageVisitor clerk, string number, params (string Name, string Value)[] more)
    {
        var written = await clerk.PostAsync(
            "/incoming/new", "/incoming/new", [("author", "Bộ Y tế"), ("numberAndSymbol", number), ("date", "02/01/2024"), ("subject", "họp giao ban"), ("kind", "công văn"), .. more]);
        return written.Headers.Location!.OriginalString;
    }
}
