using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>The pages as people use them, on the screen of an office: 1366×768.</summary>
public sealed class BrowserTests : BrowserFixture
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_dispatch_goes_from_draft_to_recipient(bool withScript)
    {
        var subject = withScript ? "thử đường đi có kịch bản" : "thử đường đi không kịch bản";
        await using (var drafter = await Browser.SignInAsync(House, DemoPeople.Drafter, withScript))
        {
            await DraftAsync(drafter.Page, subject);
            await DoAsync(drafter, "Submit", "Đã trình kiểm tra.");
        }

        await (await TakeAsync(DemoPeople.UnitHead, subject, "PassContent", "Đã duyệt nội dung.", withScript)).DisposeAsync();
        await (await TakeAsync(DemoPeople.Clerk, subject, "PassForm", "Đã duyệt thể thức.", withScript)).DisposeAsync();
        await (await TakeAsync(DemoPeople.SignerVu, subject, "Sign", "Đã ký.", withScript)).DisposeAsync();
        await using var clerk = await TakeAsync(DemoPeople.Clerk, subject, "AssignNumber", "Đã cấp số.", withScript);

        await DoAsync(clerk, "ApplySeal", "Đã ký số của cơ quan.");
        await clerk.Page.ClickAsync("#act-Issue button");
        await clerk.Page.WaitForSelectorAsync("#act-Issue .refusal:has-text('“Cục Hoa Phượng”')");
        await clerk.Page.CheckAsync("#act-decide-0 input[value=none]");
        await clerk.Page.FillAsync("#act-decide-0 input[name=reason]", "Không có đơn vị này.");
        await clerk.Page.ClickAsync("#act-decide-0 button");
        await clerk.Page.WaitForSelectorAsync(".alert-success:has-text('Đã quyết định nơi nhận.')");
        await DoAsync(clerk, "Issue", "Đã phát hành.");

        Assert.That(await clerk.Page.InnerTextAsync("#family"), Does.Contain("Ủy ban nhân dân tỉnh Lào Cai"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Enter_in_a_line_of_a_draft_saves_the_draft(bool withScript)
    {
        var subject = withScript ? "thử phím Enter có kịch bản" : "thử phím Enter không kịch bản";
        await using var drafter = await Browser.SignInAsync(House, DemoPeople.Drafter, withScript);
        await DraftAsync(drafter.Page, subject);
        await drafter.Page.ClickAsync("a[href$='/edit']");
        await drafter.Page.FillAsync("#subject", subject + ", đã sửa");

        await drafter.Page.PressAsync("#kind", "Enter");

        await drafter.Page.WaitForSelectorAsync($"h1:has-text('{subject}, đã sửa'), main:has-text('{subject}, đã sửa') #act-Submit");
        Assert.That(drafter.Page.Url, Does.Match(@"/dispatches/[0-9a-f-]{36}(\?|$)"));
    }

    [Test]
    public async Task The_tree_shows_at_once_who_refused_and_what_was_copied()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await window.Page.GotoAsync("/registers/outgoing?year=2024");
        await window.Page.ClickAsync("a:has-text('6983/BNG-CNV')");
        await window.Page.WaitForSelectorAsync("#family");

        var tree = await window.Page.InnerTextAsync("#family");

        Assert.That(tree, Does.Contain("63: 1 đã phân công, 1 đã vào sổ, 1 từ chối, 60 chưa tiếp nhận"));
        Assert.That(tree, Does.Contain("Lý do: Bản đến thiếu trang 2"));
        Assert.That(await window.Page.Locator("#family li:has(> .node-Incoming) .node-Copy").InnerTextAsync(), Does.Contain("Sao y 267/SY"));
        Assert.That(await window.Page.Locator("#family .node:has-text('Ủy ban nhân dân tỉnh Cà Mau')").IsVisibleAsync(), Is.False);
        await window.Page.ClickAsync("summary:has-text('61 nơi nhận còn lại')");
        Assert.That(await window.Page.Locator("#family .node:has-text('Ủy ban nhân dân tỉnh Cà Mau')").First.IsVisibleAsync(), Is.True);
    }

    [Test]
    public async Task Nothing_runs_off_a_small_screen_and_nothing_fails()
    {
        await using var bng = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await using var province = await Browser.SignInAsync(House, DemoPeople.ProvinceClerk);
        await using var drafter = await Browser.SignInAsync(House, DemoPeople.ProvinceDrafter);

        Assert.That(await bng.Page.EvaluateAsync<string>("typeof htmx + ' ' + getComputedStyle(document.body).display"), Is.EqualTo("object grid"), "script and style are loaded");
        await VisitAsync(bng, "/", "/dispatches", "/incoming", "/copies", "/dispatches/new", "/registers/outgoing?year=2024", "/registers/outgoing", "/nothing-here");
        await VisitAsync(province, "/", "/incoming/new", "/registers/incoming?year=2024", "/registers/copies?year=2024");
        await VisitPapersAsync(bng, "/dispatches");
        await VisitPapersAsync(province, "/incoming");
        await VisitPapersAsync(province, "/copies");
        await VisitPapersAsync(drafter, "/incoming");

        Assert.That(new[] { bng, province, drafter }.SelectMany(window => window.Faults), Is.Empty);
    }

    [Test]
    public async Task Whoever_types_can_reach_everything_and_see_where_they_are()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await window.Page.GotoAsync("/dispatches");
        await window.Page.Keyboard.PressAsync("Tab");

        Assert.That(await window.Page.EvaluateAsync<string>("document.activeElement.textContent"), Is.EqualTo("Đến nội dung"));
        Assert.That(await window.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid"));
        Assert.That(
            await window.Page.EvaluateAsync<int>("[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(field => !field.labels?.length && !field.ariaLabel).length"),
            Is.Zero);
    }

    private static async Task VisitPapersAsync(Window window, string list)
    {
        await window.Page.GotoAsync(list);
        var papers = await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('table a')].map(link => link.pathname)");
        Assert.That(papers, Is.Not.Empty, list);
        await VisitAsync(window, papers);
        await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        Assert.That(await window.TooWideAsync(), Is.LessThanOrEqualTo(0), $"{list}, everything unfolded");
    }

    private static async Task VisitAsync(Window window, params string[] paths)
    {
        foreach (var path in paths)
        {
            await window.Page.GotoAsync(path);
            Assert.That(await window.TooWideAsync(), Is.LessThanOrEqualTo(0), path);
        }
    }
}
