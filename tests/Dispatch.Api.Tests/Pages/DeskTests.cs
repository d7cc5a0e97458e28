using Dispatch.Api.Components;
using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>What a person arranges for themselves and gets back: filters, the tour, the search box, days as they write them, the way back from an act, words a lost line did not take.</summary>
public sealed class DeskTests : BrowserFixture
{
    [Test]
    public async Task A_filter_is_there_in_another_browser_opens_its_list_and_comes_back_when_it_was_forgotten_by_mistake()
    {
        await using (var window = await Browser.SignInAsync(House, DemoPeople.Clerk, withScript: false))
        {
            await window.Page.GotoAsync("/dispatches?state=Issued");
            await window.Page.ClickAsync(".save-filter summary");
            await window.Page.FillAsync("#filter-name", "Đã đi hết rồi");
            await window.Page.CheckAsync(".save-filter input[name=default]");
            await window.Page.ClickAsync(".save-filter button");
            await window.Page.WaitForSelectorAsync(".alert-success:has-text('Đã lưu bộ lọc.')");
        }

        await using var other = await Browser.SignInAsync(House, DemoPeople.Clerk, withScript: false);
        await other.Page.GotoAsync("/dispatches");
        Assert.That(other.Page.Url, Does.EndWith("/dispatches?state=Issued"), "the list opens with it");
        await other.Page.ClickAsync(".chip a:has-text('Tất cả')");
        Assert.That(other.Page.Url, Does.EndWith("/dispatches?all=yes"));

        await other.Page.ClickAsync(".chip button");
        Assert.That(await other.Page.Locator(".chip").CountAsync(), Is.Zero);
        await other.Page.ClickAsync(".done button:has-text('Hoàn tác')");
        await other.Page.GotoAsync("/dispatches");
        Assert.That(other.Page.Url, Does.EndWith("/dispatches?state=Issued"));
        await other.Page.ClickAsync(".chip button");
        Assert.That(other.Faults, Is.Empty);
    }

    [TestCase("vanthu.dienbien", true)]
    [TestCase("chuyenvien.bng", false)]
    [TestCase("thutruong.hang", false)]
    [TestCase("kiemtra.bng", true)]
    [TestCase("quantri.bng", false)]
    public async Task The_first_day_leads_from_page_to_page_and_can_be_stopped_and_walked_again(string user, bool withScript)
    {
        await using var window = await Browser.SignInAsync(House, Person(user), withScript);
        await window.Page.ClickAsync(".tour-offer button:has-text('Bắt đầu')");
        await window.Page.WaitForSelectorAsync(".tour");
        var steps = int.Parse((await window.Page.InnerTextAsync(".tour-place")).Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
        for (var step = 2; step <= steps; step++)
        {
            await window.Page.ClickAsync(".tour button:has-text('Tiếp')");
            await window.Page.WaitForSelectorAsync($".tour-place:has-text('bước {step}/{steps}')");
            Assert.That(await window.Page.Locator("h1:has-text('Không thực hiện được')").CountAsync(), Is.Zero, window.Page.Url);
            Assert.That(await window.TooWideAsync(), Is.LessThanOrEqualTo(0));
            await window.PictureAsync($"tour {user} {step}");
        }

        await window.Page.ClickAsync(".tour button:has-text('Xong')");
        await window.Page.WaitForSelectorAsync(".tour", new() { State = WaitForSelectorState.Detached });
        await window.Page.GotoAsync("/help");
        await window.Page.ClickAsync(".tour-offer button:has-text('Đi lại từ đầu')");
        await window.Page.WaitForSelectorAsync($".tour-place:has-text('bước 1/{steps}')");
        await window.Page.ClickAsync(".tour button:has-text('Thôi')");
        await window.Page.WaitForSelectorAsync(".alert-success:has-text('Đã dừng vòng hướng dẫn')");
        Assert.That(steps, Is.GreaterThanOrEqualTo(2));
        Assert.That(window.Faults, Is.Empty);
    }

    [Test]
    public async Task The_first_day_speaks_english_too()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.HanoiClerk, withScript: false);
        await window.ChooseAsync(Appearance.LanguageCookie, nameof(PageLanguage.En));
        await window.Page.GotoAsync("/");
        await window.Page.ClickAsync(".tour-offer button.btn-primary");

        Assert.That(await window.Page.InnerTextAsync(".tour"), Does.StartWith("The first day: step 1 of 6").And.Contains("See what waits").And.Not.Contains("việc"));
        await window.Page.ClickAsync(".tour button:has-text('Stop')");
    }

    [Test]
    public async Task A_key_leads_to_the_search_box_of_every_page_and_a_number_to_its_paper()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await window.Page.GotoAsync("/calendar");
        await ListeningAsync(window);
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.WaitForSelectorAsync("#search-q:focus");
        await window.Page.Keyboard.TypeAsync("6983");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("h1:has-text('Tìm văn bản')");

        Assert.That(await window.Page.InnerTextAsync("main table"), Does.Contain("6983/BNG-CNV"));
    }

    [Test]
    public async Task Giving_ones_tasks_away_is_undone_by_one_button_from_any_page()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.ProvinceClerk, withScript: false);
        await window.Page.GotoAsync("/delegations");
        await window.Page.SelectOptionAsync("select[name=person]", new SelectOptionValue { Index = 1 });
        await window.Page.FillAsync("#from", "01/12/2030");
        await window.Page.FillAsync("#until", "5/12/2030");
        await window.Page.FillAsync("#reason-Delegate", "Nghỉ phép");
        await window.Page.ClickAsync("#act-Delegate button");
        await window.Page.WaitForSelectorAsync("table:has-text('05/12/2030')");
        await window.Page.GotoAsync("/incoming");
        await window.Page.ClickAsync(".done button:has-text('Hoàn tác')");

        await window.Page.WaitForSelectorAsync(".alert-success:has-text('Đã thôi giao việc.')");
        Assert.That(await window.Page.InnerTextAsync("table"), Does.Contain("Đã thôi"));
        Assert.That(await window.Page.Locator(".done button").CountAsync(), Is.Zero, "what undid is not undone in turn");
    }

    [Test]
    public async Task What_cannot_be_undone_says_why()
    {
        using var clerk = await House.SignInAsync(DemoPeople.LaoCaiClerk);
        var entered = await clerk.PostAsync(
            "/incoming/new", "/incoming/new", ("author", "Bộ Y tế"), ("numberAndSymbol", "9/BYT"), ("date", "02/01/2024"), ("subject", "họp"), ("kind", "công văn"));
        await using var window = await Browser.SignInAsync(House, DemoPeople.LaoCaiClerk);
        await window.Page.GotoAsync(entered.Headers.Location!.OriginalString);
        await window.Page.ClickAsync("#act-Receive button");
        await window.Page.WaitForSelectorAsync(".done:has-text('Đã tiếp nhận.')");
        await window.Page.ClickAsync("#act-Register button");

        await window.Page.WaitForSelectorAsync(".done:has-text('Số đến đã cấp nên không hoàn tác được')");
    }

    [TestCase("31/02/2024")]
    [TestCase("hôm qua")]
    public async Task A_day_that_is_none_is_refused_and_nothing_is_kept(string typed)
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var answer = await clerk.PostAsync("/incoming/new", "/incoming/new", ("author", "Bộ Y tế"), ("numberAndSymbol", "31/02"), ("date", typed), ("subject", "họp"), ("kind", "công văn"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("shape.day"));
        Assert.That(await clerk.ReadAsync("/incoming"), Does.Not.Contain("31/02"));
    }

    [Test]
    public async Task A_draft_outlives_a_line_that_was_lost_and_a_page_that_was_closed()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Drafter);
        await window.Page.GotoAsync("/dispatches/new");
        await ListeningAsync(window);
        await window.Page.Context.SetOfflineAsync(true);
        await window.Page.FillAsync("#subject", "chữ gõ lúc mất mạng");
        await window.Page.ClickAsync("#act-Draft button.btn-primary");
        await window.Page.WaitForSelectorAsync("#offline:not([hidden])");
        await Assert.ThatAsync(() => window.Page.EvaluateAsync<bool>("Object.entries(localStorage).some(([key, kept]) => key.startsWith('keep:') && kept.includes('chữ gõ lúc mất mạng'))"), Is.True.After(5_000, 100));
        await window.Page.Context.SetOfflineAsync(false);
        await window.Page.GotoAsync("/dispatches/new");
        await window.Page.ClickAsync("[data-act=restore]");

        Assert.That(await window.Page.InputValueAsync("#subject"), Is.EqualTo("chữ gõ lúc mất mạng"));
    }

    [Test]
    public async Task Words_that_came_back_with_a_refusal_are_not_offered_a_second_time()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.ProvinceClerk);
        for (var time = 0; time < 2; time++)
        {
            await window.Page.GotoAsync("/incoming/new");
            await ListeningAsync(window);
            await window.Page.FillAsync("[name=author]", "Sở Y tế tỉnh Lai Châu");
            await window.Page.FillAsync("[name=numberAndSymbol]", "10/SYT-NVY");
            await window.Page.FillAsync("[name=date]", "20/11/2024");
            await window.Page.FillAsync("[name=subject]", "Về việc phối hợp tiêm chủng");
            await window.Page.ClickAsync("main form button.btn-primary");
            await window.Page.WaitForSelectorAsync(time == 0 ? ".done" : "text=đã có trong hệ thống");
        }

        Assert.That(await window.Page.Locator("input[name=another]").CountAsync(), Is.EqualTo(1), "the page asks one question more than the last time");
        Assert.That(await window.Page.InputValueAsync("[name=numberAndSymbol]"), Is.EqualTo("10/SYT-NVY"));
        Assert.That(await window.Page.Locator("[data-act=restore]").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task What_one_did_oneself_is_no_news_and_what_a_colleague_did_is()
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Drafter);
        await DraftAsync(window.Page, "thử tin của mình", "Như trên\nLưu: VT");
        await window.Page.ClickAsync("#act-Submit button");
        await window.Page.WaitForSelectorAsync(".done:has-text('Đã trình thì không tự rút lại được')");
        await window.Page.WaitForTimeoutAsync(3_000);
        Assert.That(await window.Page.Locator("[data-note]").CountAsync(), Is.Zero);

        using var head = await House.SignInAsync(DemoPeople.UnitHead);
        var paper = new Uri(window.Page.Url).AbsolutePath;
        await head.PostAsync(paper, paper + "/PassContent");

        await window.Page.WaitForSelectorAsync("[data-note]");
    }

    [TestCase("/registers/outgoing?year=2024")]
    [TestCase("/dispatches?all=yes")]
    [TestCase("/deliveries")]
    public async Task On_paper_a_page_has_no_frame_and_nothing_is_cut(string path)
    {
        await using var window = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await window.Page.GotoAsync(path);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await window.Page.SetViewportSizeAsync(718, 1000);

        Assert.That(await window.Page.Locator(".side, .top, .filter, .tour").EvaluateAllAsync<bool>("parts => parts.some(part => part.checkVisibility())"), Is.False);
        Assert.That(await window.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('main thead')).display"), Is.EqualTo("table-header-group"), "a list is a table on paper, not the cards of a phone");
        Assert.That(await window.TooWideAsync(), Is.LessThanOrEqualTo(0));
        Assert.That(await window.Page.EvaluateAsync<int>("[...document.querySelectorAll('main td *')].filter(part => part.checkVisibility() && getComputedStyle(part).overflowY === 'hidden' && part.scrollHeight > part.clientHeight + 1).length"), Is.Zero, "what is folded to a few lines cannot be opened on paper");
    }

    private static DemoPerson Person(string user) => DemoPeople.All.Single(person => person.UserName == user);
}
