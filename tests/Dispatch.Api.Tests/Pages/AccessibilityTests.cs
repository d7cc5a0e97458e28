using Deque.AxeCore.Playwright;
using Dispatch.Api.Components;
using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>Every page, for everyone who works with it: in each theme without a serious fault of accessibility, on each screen without running off it, each with its picture.</summary>
public sealed class AccessibilityTests : BrowserFixture
{
    private static readonly string[] Serious = ["serious", "critical"];

    private static readonly (string User, string[] Pages)[] Days =
    [
        ("vanthu.bng", ["/", "/dispatches", "/dispatches?state=Issued", "first:/dispatches", "graph:/dispatches", "/registers/outgoing?year=2024", "/dispatches/new", "/intake", "/delegations", "/deliveries", "/search?q=6983", "/directory", "/account", "/channels", "/intake/corrections", "route:/dispatches", "task:/dispatches"]),
        ("vanthu.dienbien", ["/incoming", "first:/incoming", "first:/copies", "/copies", "/incoming/new", "/registers/incoming?year=2024", "/deliveries/late", "/reconciliation"]),
        ("cvp.dienbien", ["/", "/?scope=Unit", "/signing", "first:/incoming"]),
        ("kiemtra.bng", ["/", "/reports?year=2024", "/trace", "/audit", "/audit/check", "/log", "/alarms", "/incidents", "/help"]),
        ("quantri.bng", ["/", "/admin", "/procedures", "/calendar?year=2026", "/people", "first:/people", "/procedures/issue-dispatch/Shipped/4", "/seal-certificates", "/alarms", "/incidents", "/help"]),
    ];

    public static IEnumerable<TestCaseData> Looks() =>
        from day in Days
        from look in new[] { (Theme.Light, false), (Theme.Light, true), (Theme.Dark, false), (Theme.Contrast, false) }
        select new TestCaseData(day.User, look.Item1.ToString(), look.Item2).SetArgDisplayNames(day.User, look.Item1.ToString(), look.Item2 ? "phone" : "desk");

    [TestCaseSource(nameof(Looks))]
    public async Task No_page_shuts_anybody_out(string user, string theme, bool isPhone)
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.All.Single(person => person.UserName == user), isPhone: isPhone);
        await window.ChooseAsync(Appearance.ThemeCookie, theme);
        var faults = new List<string>();
        foreach (var page in Days.Single(day => day.User == user).Pages)
        {
            await OpenAsync(window.Page, page);
            faults.AddRange(await FaultsAsync(window.Page, page));
            if (await window.TooWideAsync() is > 0 and var wide)
            {
                faults.Add($"{page}: {wide} px wider than the screen");
            }

            await window.PictureAsync($"{user} {page} {theme} {(isPhone ? "phone" : "desk")}");
        }

        Assert.That(faults.Concat(window.Faults), Is.Empty);
    }

    [Test]
    public async Task The_page_before_the_door_shuts_nobody_out_either()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await window.Page.Context.ClearCookiesAsync();
        await window.Page.GotoAsync("/sign-in");

        Assert.That(await FaultsAsync(window.Page, "/sign-in"), Is.Empty);
    }

    [Test]
    public async Task This_test_would_notice_a_field_without_a_name()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await window.Page.EvaluateAsync("document.querySelector('main').append(document.createElement('input'))");

        Assert.That(await FaultsAsync(window.Page, "/"), Is.Not.Empty);
    }

    /// <summary>"first:" opens the first line of a list, "graph:" the paper's family, "route:" where it stands in its procedure, "task:" the first step of that.</summary>
    private static async Task OpenAsync(IPage page, string path)
    {
        var parts = path.Split(':', 2);
        await page.GotoAsync(parts[^1]);
        if (parts.Length == 1)
        {
            return;
        }

        var paper = await page.GetAttributeAsync("main table tbody a", "href");
        if (parts[0] == "first")
        {
            await page.GotoAsync(paper!);
            return;
        }

        if (parts[0] is "route" or "task")
        {
            await page.GotoAsync("/workflows/" + paper!.Split('/')[^1]);
            if (parts[0] == "task")
            {
                await page.GotoAsync((await page.GetAttributeAsync(".course a", "href"))!);
            }

            return;
        }

        await page.GotoAsync($"/papers/{paper!.Split('/')[^1]}/graph");
        await page.WaitForSelectorAsync(".graph-scroll svg");
    }

    // The browser's own viewer of PDF files is not a page of ours.
    private static async Task<IEnumerable<string>> FaultsAsync(IPage page, string path) =>
        from violation in (await page.RunAxe(new Deque.AxeCore.Commons.AxeRunContext { Exclude = [new("iframe")] })).Violations
        where Serious.Contains(violation.Impact, StringComparer.Ordinal)
        select $"{path}: {violation.Id} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
