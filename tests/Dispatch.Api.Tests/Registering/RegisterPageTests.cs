using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Registering;

/// <summary>The pages of the books, where an office begins in the middle of a year.</summary>
public sealed class RegisterPageTests : PageFixture
{
    [Test]
    public async Task A_clerk_declares_the_numbers_given_elsewhere_once()
    {
        using var clerk = await House.SignInAsync(DemoPeople.HanoiClerk);

        var declared = await DeclareAsync(clerk, "346");
        var told = await clerk.ReadAsync("/registers/outgoing");
        var below = await DeclareAsync(clerk, "40");

        var refused = WebUtility.HtmlDecode(await below.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That(declared.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(told, Does.Contain("Đã khai; số tiếp theo của sổ đi tiếp các số đã khai."));
            Assert.That(below.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(refused, Does.Contain("số tiếp theo phải lớn hơn 345").And.Contain("Sổ giấy từ đầu năm"));
        });
    }

    [Test]
    public async Task Who_only_reads_the_book_is_not_asked_to_declare_numbers()
    {
        using var drafter = await House.SignInAsync(DemoPeople.Drafter);

        Assert.That(await drafter.ReadAsync("/registers/outgoing"), Does.Not.Contain("/registers/outgoing/open"));
        Assert.That((await drafter.GetAsync("/registers/outgoing")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Before_the_first_number_of_a_year_the_page_asks_about_numbers_given_elsewhere()
    {
        using var clerk = await House.SignInAsync(DemoPeople.LaoCaiClerk);
        var arrival = Regex.Match(await clerk.ReadAsync("/incoming?state=Arrived"), "/incoming/[0-9a-f-]{36}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var before = await clerk.ReadAsync(arrival);

        await clerk.PostAsync(arrival, $"{arrival}/Receive");
        var received = await clerk.ReadAsync(arrival);
        await clerk.PostAsync(arrival, $"{arrival}/Register");

        Assert.That(before, Does.Contain("/registers/incoming#act-OpenSeries"));
        Assert.That(received, Does.Contain("/registers/incoming#act-OpenSeries"));
        Assert.That(await clerk.ReadAsync(arrival), Does.Not.Contain("/registers/incoming#act-OpenSeries"));
    }

    private static Task<HttpResponseMessage> DeclareAsync(PageVisitor clerk, string next) =>
        clerk.PostAsync("/registers/outgoing", "/registers/outgoing/open", ("next", next), ("reason", "Sổ giấy từ đầu năm"));
}
