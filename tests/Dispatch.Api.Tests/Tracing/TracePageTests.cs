using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Tracing;

/// <summary>The page of a trace, as things stand and as they stood.</summary>
public sealed partial class TracePageTests : PageFixture
{
    [TestCase("22/12/2024 16:30", "22/12/2024 16:30", TestName = "A moment as Vietnamese write it")]
    [TestCase("22/12/2024", "22/12/2024 23:59", TestName = "A day alone is the whole of it")]
    [TestCase("2024-12-22T16:30", "22/12/2024 16:30", TestName = "A moment as links carry it")]
    public async Task A_past_moment_is_asked_for(string asked, string shown)
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var home = await TraceOfAsync(clerk);

        Assert.That(WebUtility.HtmlDecode(await clerk.ReadAsync(home)), Does.Contain("267/SY"));
        var then = WebUtility.HtmlDecode(await clerk.ReadAsync($"{home}?asAt={Uri.EscapeDataString(asked)}"));

        Assert.That(then, Does.Contain("6983/BNG-CNV").And.Contain($"value=\"{shown}\"").And.Contain($"<p class=\"print-only\">Như tại {shown}</p>").And.Not.Contain("267/SY"), "the copy is of 23/12/2024");
    }

    [Test]
    public async Task What_is_no_moment_is_not_answered_with_today()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);

        var answer = await clerk.GetAsync(await TraceOfAsync(clerk) + "?asAt=12%2F22%2F2024");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Không có thời điểm “12/22/2024”"));
    }

    private static async Task<string> TraceOfAsync(PageVisitor clerk)
    {
        var copy = Copied().Match(await clerk.ReadAsync("/copies")).Groups["id"].Value;
        return "/trace/" + Source().Match(await clerk.ReadAsync("/copies/" + copy)).Groups["id"].Value;
    }

    [GeneratedRegex("href=\"/copies/(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Copied();

    [GeneratedRegex("href=\"/incoming/(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();
}
