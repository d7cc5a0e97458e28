using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Receiving;

/// <summary>ListWaiting: for whom a paper waits, said on its page; and help that is asked for, answered in its own words.</summary>
public sealed partial class WaitingTests : PageFixture
{
    [Test]
    public async Task A_paper_says_for_whom_it_waits_since_when_and_by_when()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var paper = await EnteredAsync(clerk, "11/BYT");

        var lines = Waiting().Matches(await clerk.ReadAsync(paper)).Select(line => Plain().Replace(line.Value, string.Empty)).ToList();

        Assert.That(lines, Has.Count.EqualTo(1));
        Assert.That(lines[0], Does.Match(@"^Đang chờ: Văn thư trình lãnh đạo · Văn thư · từ \d\d/\d\d/\d{4} \d\d:\d\d\s+· hạn \d\d/\d\d/\d{4} 17:00"));
    }

    [Test]
    public async Task An_opinion_is_asked_for_and_sent_with_words_and_the_step_stays_where_it_was()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        using var leader = await House.SignInAsync(DemoPeople.ProvinceOffice);
        using var drafter = await House.SignInAsync(DemoPeople.ProvinceDrafter);
        var paper = await EnteredAsync(clerk, "12/BYT");
        await clerk.PostAsync(paper, $"{paper}/SubmitToLeader");
        var units = await leader.ReadAsync(paper);
        await leader.PostAsync(paper, $"{paper}/Assign", ("lead", Unit().Match(units).Groups["id"].Value), ("due", "31/12/2030"));

        var task = Waiting().Match(await drafter.ReadAsync(paper)).Groups["task"].Value;
        var page = await drafter.ReadAsync(task);
        Assert.That(page, Does.Contain("Văn phòng Ủy ban nhân dân tỉnh").And.Contain("31/12/2030 23:59"));
        await drafter.PostAsync(task, $"{task}/Ask", ("kind", "Opinion"), ("person", Person("Lò Thị Dung").Match(page).Groups["id"].Value), ("words", "Có văn bản trước không?"));
        var asked = Waiting().Matches(await clerk.ReadAsync(paper)).Select(line => line.Groups["task"].Value).Last();
        var opinion = await clerk.ReadAsync(asked);
        var sent = await clerk.PostAsync(asked, $"{asked}/Reply", ("opinion", "Không có."));
        var told = await clerk.ReadAsync("/");

        Assert.Multiple(() =>
        {
            Assert.That(opinion, Does.Contain(">Gửi ý kiến<").And.Not.Contain("type=\"radio\""));
            Assert.That(opinion, Does.Match("name=\"opinion\"[^>]*required"));
            Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(told, Does.Contain("Đã xong. Bước của quy trình vẫn do người đang giữ.").And.Not.Contain("Quy trình đã đi tiếp"));
        });
        Assert.That(await drafter.ReadAsync(task), Does.Contain("Không có."));
    }

    private static async Task<string> EnteredAsync(PageVisitor clerk, string number)
    {
        var written = await clerk.PostAsync(
            "/incoming/new", "/incoming/new", ("author", "Bộ Y tế"), ("numberAndSymbol", number), ("date", "02/01/2024"), ("subject", "họp giao ban"), ("kind", "công văn"), ("enter", "yes"));
        return written.Headers.Location!.OriginalString;
    }

    private static Regex Person(string name) => new($"<option value=\"(?<id>[^\"]+)\"[^>]*>{name}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex("<li>Đang chờ: <a href=\"(?<task>[^\"]+)\">.*?</li>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Waiting();

    [GeneratedRegex("<select[^>]*id=\"lead\".*?<option value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unit();

    [GeneratedRegex("<[^>]+>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}
