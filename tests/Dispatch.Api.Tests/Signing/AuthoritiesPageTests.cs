using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Signing;

/// <summary>The page of signing authority, without script: grant, pass on, take back, and why not.</summary>
public sealed partial class AuthoritiesPageTests
{
    private const string Page = "/signing-authorities";

    private PageHouse house = null!;

    [OneTimeSetUp]
    public void Open() => house = PageHouse.Open();

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [Test]
    public async Task An_authority_is_granted_passed_on_and_taken_back_with_a_reason()
    {
        using var admin = await house.SignInAsync(DemoPeople.Administrator);
        var before = WebUtility.HtmlDecode(await admin.ReadAsync(Page));
        var granted = await admin.SendAsync(
            Page + "/grant", PageVisitor.HiddenOf(before, Page + "/grant"), ("person", OptionOf(before, "Nguyễn Minh Vũ")), ("capacity", "Q. BỘ TRƯỞNG"), ("kinds", "công văn, tờ trình"), ("from", "01/12/2024"), ("basis", "Quyết định 10/QĐ-BNG"));
        Assert.That(granted.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await granted.Content.ReadAsStringAsync());

        using var signer = await house.SignInAsync(DemoPeople.SignerVu);
        var mine = WebUtility.HtmlDecode(await signer.ReadAsync(Page));
        Assert.That(mine, Does.Contain("Q. BỘ TRƯỞNG").And.Contain("công văn, tờ trình").And.Not.Contain(Page + "/grant"));
        var form = mine[mine.IndexOf("Từ thẩm quyền", StringComparison.Ordinal)..];
        var own = Own().Match(form).Groups["id"].Value;
        var passed = await signer.SendAsync(
            Page + "/delegate", PageVisitor.HiddenOf(mine, Page + "/delegate"), ("id", own), ("person", OptionOf(form, "Nguyễn Minh Hằng")), ("capacity", "TUQ. BỘ TRƯỞNG"), ("from", "01/12/2024"), ("to", "31/12/2099"), ("basis", "Giấy ủy quyền 1/GUQ"));
        Assert.That(passed.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await passed.Content.ReadAsStringAsync());

        var after = WebUtility.HtmlDecode(await admin.ReadAsync(Page));
        var taken = await admin.SendAsync(
            Page + "/revoke", PageVisitor.HiddenOf(after[after.IndexOf("TUQ. BỘ TRƯỞNG", StringComparison.Ordinal)..], Page + "/revoke"), ("reason", "Hết việc"));
        Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await taken.Content.ReadAsStringAsync());
        Assert.That(WebUtility.HtmlDecode(await admin.ReadAsync(Page)), Does.Contain("Hết việc").And.Contain("Đã thu hồi"));
    }

    [Test]
    public async Task What_cannot_be_granted_is_told_beside_the_form_with_what_was_typed()
    {
        using var admin = await house.SignInAsync(DemoPeople.Administrator);
        var page = WebUtility.HtmlDecode(await admin.ReadAsync(Page));

        var refused = await admin.SendAsync(
            Page + "/grant", PageVisitor.HiddenOf(page, Page + "/grant"), ("person", OptionOf(page, "Nguyễn Minh Vũ")), ("capacity", "TUQ. BỘ TRƯỞNG"), ("from", "01/12/2024"), ("basis", "Giấy ủy quyền số 7"));

        var told = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.That(told, Does.Contain("phải có ngày hết hạn").And.Contain("Giấy ủy quyền số 7"));
    }

    [Test]
    public async Task A_clerk_looks_and_changes_nothing()
    {
        using var clerk = await house.SignInAsync(DemoPeople.Clerk);

        Assert.That(WebUtility.HtmlDecode(await clerk.ReadAsync(Page)), Does.Contain("Nguyễn Minh Vũ").And.Not.Contain(Page + "/grant").And.Not.Contain(Page + "/delegate").And.Not.Contain(Page + "/revoke"));
    }

    [GeneratedRegex("<option value=\"(?<id>[0-9a-f-]{36})\"[^>]*>(?<name>[^,<]+),", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();

    [GeneratedRegex("<option value=\"(?<id>[0-9a-f-]{36})\"[^>]*>Q\\. BỘ TRƯỞNG", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Own();

    private static string OptionOf(string page, string name) => Option().Matches(page).First(option => option.Groups["name"].Value == name).Groups["id"].Value;
}
