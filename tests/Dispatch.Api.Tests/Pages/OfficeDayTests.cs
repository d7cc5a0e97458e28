using Dispatch.Api.Components;
using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>What makes a day of many papers bearable: many at once, filters kept, news of colleagues, keys, words not lost, another language.</summary>
public sealed class OfficeDayTests : BrowserFixture
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Many_papers_are_received_and_registered_at_once_each_with_its_own_number(bool withScript)
    {
        var author = withScript ? "Bộ Nội vụ" : "Bộ Tư pháp";
        await EnterAsync(DemoPeople.LaoCaiClerk, author, 7);
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.LaoCaiClerk, withScript);
        await clerk.Page.GotoAsync("/incoming?state=Arrived");
        foreach (var box in await clerk.Page.Locator($"tr:has-text('{author}') input[name=paper]").AllAsync())
        {
            await box.CheckAsync();
        }

        await clerk.Page.ClickAsync("button[value=Take]");
        await clerk.PictureAsync($"bulk begun {withScript}");
        await clerk.Page.ClickAsync("#act-Bulk button");
        if (!withScript)
        {
            // Reloading is going on: the papers say what is left.
            await clerk.Page.GotoAsync(clerk.Page.Url);
            Assert.That(await clerk.Page.InnerTextAsync("#act-Bulk button"), Is.EqualTo("Làm tiếp 2 văn bản"));
            await clerk.Page.ClickAsync("#act-Bulk button");
        }

        await clerk.Page.WaitForSelectorAsync("#bulk:has-text('7/7 xong')");
        await clerk.PictureAsync($"bulk done {withScript}");

        Assert.That(await clerk.Page.Locator("#bulk tr:has-text('Đã vào sổ')").CountAsync(), Is.EqualTo(7));
        Assert.That(await clerk.Page.Locator("#bulk td:text-matches('^số đến [0-9]{2,}$')").CountAsync(), Is.EqualTo(7), "each says its number");
        Assert.That(clerk.Faults, Is.Empty);
    }

    [Test]
    public async Task A_run_tells_paper_by_paper_what_could_not_be_done_and_goes_on()
    {
        await EnterAsync(DemoPeople.MuongNheClerk, "Bộ Y tế", 2);
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.MuongNheClerk);
        await clerk.Page.GotoAsync("/incoming?state=Arrived");
        await clerk.Page.CheckAsync("[data-all]");
        await clerk.Page.ClickAsync("button[value=SubmitToLeader]");

        Assert.That(await clerk.Page.InnerTextAsync("#bulk [role=status]"), Does.Contain("xong"), "nothing of this plan is lawful yet, and nothing is done");
        Assert.That(await clerk.Page.Locator("#act-Bulk").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task What_a_colleague_does_appears_without_reloading()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.HanoiClerk);
        await clerk.Page.GotoAsync("/incoming");
        await ListeningAsync(clerk);

        await EnterAsync(DemoPeople.HanoiClerk, "Bộ Khoa học và Công nghệ", 1);

        await clerk.Page.WaitForSelectorAsync("#list tr:has-text('Bộ Khoa học và Công nghệ')");
    }

    [Test]
    public async Task Whoever_has_chosen_rows_is_told_and_not_disturbed()
    {
        await EnterAsync(DemoPeople.DienBienPhuClerk, "Bộ Xây dựng", 1);
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.DienBienPhuClerk);
        await clerk.Page.GotoAsync("/incoming");
        await ListeningAsync(clerk);
        await clerk.Page.Locator("input[name=paper]").First.CheckAsync();

        await EnterAsync(DemoPeople.DienBienPhuClerk, "Bộ Công an", 1);

        await clerk.Page.WaitForSelectorAsync("[data-note]");
        Assert.That(await clerk.Page.Locator("input[name=paper]:checked").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Keys_lead_everywhere_and_are_silent_while_somebody_types()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await ListeningAsync(clerk);
        await clerk.Page.Keyboard.PressAsync("g");
        await clerk.Page.Keyboard.PressAsync("d");
        await clerk.Page.WaitForSelectorAsync("h1:has-text('Văn bản đi')");
        await clerk.Page.Keyboard.PressAsync("?");
        Assert.That(await clerk.Page.InnerTextAsync("dialog"), Does.Contain("Soạn văn bản mới"));
        await clerk.Page.Keyboard.PressAsync("Escape");
        await clerk.Page.WaitForSelectorAsync("dialog", new() { State = WaitForSelectorState.Detached });
        await clerk.Page.Keyboard.PressAsync("m");
        await clerk.Page.WaitForSelectorAsync("#subject");
        await clerk.Page.FocusAsync("#subject");
        await clerk.Page.Keyboard.TypeAsync("gd?");

        Assert.That(await clerk.Page.InputValueAsync("#subject"), Is.EqualTo("gd?"));
        Assert.That(clerk.Page.Url, Does.EndWith("/dispatches/new"));
    }

    [Test]
    public async Task Words_that_were_not_sent_are_offered_again_and_signing_out_forgets_them()
    {
        await using var drafter = await Browser.SignInAsync(House, DemoPeople.Drafter);
        await drafter.Page.GotoAsync("/dispatches/new");
        await drafter.Page.FillAsync("#subject", "chữ không được mất");
        await Assert.ThatAsync(() => KeptAsync(drafter.Page), Is.EqualTo(1).After(5_000, 100));
        await drafter.Page.GotoAsync("/dispatches");
        await drafter.Page.GotoAsync("/dispatches/new");
        await drafter.Page.ClickAsync("[data-act=restore]");

        Assert.That(await drafter.Page.InputValueAsync("#subject"), Is.EqualTo("chữ không được mất"));
        await drafter.Page.ClickAsync("details.menu > summary");
        await drafter.Page.ClickAsync("form[action='/sign-out'] button");
        await drafter.Page.WaitForURLAsync("**/sign-in");
        Assert.That(await KeptAsync(drafter.Page), Is.Zero);
    }

    private static Task<int> KeptAsync(IPage page) => page.EvaluateAsync<int>("Object.keys(localStorage).filter(key => key.startsWith('keep:')).length");

    [Test]
    public async Task A_line_that_is_lost_is_said_and_the_page_stays()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await clerk.Page.Context.SetOfflineAsync(true);
        await clerk.Page.WaitForSelectorAsync("#offline:not([hidden])");
        await clerk.Page.Context.SetOfflineAsync(false);
        await clerk.Page.WaitForSelectorAsync("#offline[hidden]", new() { State = WaitForSelectorState.Attached });
    }

    [Test]
    public async Task The_family_opens_folds_and_leads_on_by_the_keyboard_alone()
    {
        await using var auditor = await Browser.SignInAsync(House, DemoPeople.All.Single(person => person.UserName == "kiemtra.bng"));
        await auditor.Page.GotoAsync("/registers/outgoing?year=2024");
        var paper = (await auditor.Page.GetAttributeAsync("a:has-text('6983/BNG-CNV')", "href"))!.Split('/')[^1];
        await auditor.Page.GotoAsync($"/papers/{paper}/graph");
        await auditor.Page.WaitForSelectorAsync("[role=treeitem]");
        var folded = await auditor.Page.Locator("[role=treeitem]").CountAsync();
        await auditor.Page.FocusAsync("[role=treeitem][tabindex='0']");
        await auditor.Page.Keyboard.PressAsync("ArrowRight");
        await auditor.Page.Keyboard.PressAsync("ArrowDown");
        await auditor.Page.Keyboard.PressAsync("ArrowRight");

        Assert.That(await auditor.Page.Locator("[role=treeitem]").CountAsync(), Is.EqualTo(folded + 63));
        await auditor.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.That(await auditor.Page.Locator("[role=treeitem]").CountAsync(), Is.EqualTo(folded));
        await auditor.Page.Keyboard.PressAsync("Home");
        await auditor.Page.Keyboard.PressAsync("Enter");
        await auditor.Page.WaitForURLAsync($"**/dispatches/{paper}");
    }

    [TestCase("en", "My tasks", "en")]
    [TestCase("vi", "Việc của tôi", "vi")]
    public async Task A_page_speaks_the_chosen_language(string language, string heading, string lang)
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await clerk.ChooseAsync(Appearance.LanguageCookie, language);
        await clerk.Page.GotoAsync("/");

        Assert.That(await clerk.Page.InnerTextAsync("h1"), Is.EqualTo(heading));
        Assert.That(await clerk.Page.GetAttributeAsync("html", "lang"), Is.EqualTo(lang));
        Assert.That(await clerk.Page.InnerTextAsync(".brand"), Is.EqualTo("Bộ Ngoại giao"), "names are not translated");
    }

    [Test]
    public async Task The_colours_are_chosen_without_script_and_are_there_before_the_first_byte()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk, withScript: false);
        await clerk.Page.ClickAsync("details.menu > summary");
        await clerk.Page.ClickAsync("button[value=Dark]");
        await clerk.Page.GotoAsync("/dispatches");

        Assert.That(await clerk.Page.GetAttributeAsync("html", "data-bs-theme"), Is.EqualTo("dark"));
    }

    // Letters that no keyboard of the office has, names of files among them: refused or shown as they are, never run.
    [TestCase("<script>document.title='x'</script>")]
    [TestCase("'; DROP TABLE dispatches; --")]
    [TestCase("{{7*7}} @(1+1) ${x} %00 \\u0000")]
    [TestCase("Công văn đi, mẹ ơi 🐘 ﷽ ẗ̸̢͎")]
    [TestCase("C:\\Windows\\..\\..\\etc\\passwd?<>|*")]
    public async Task Odd_words_are_shown_as_they_were_typed(string words)
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var answer = await clerk.PostAsync("/incoming/new", "/incoming/new", ("author", words), ("numberAndSymbol", "1/X"), ("date", "2024-01-02"), ("subject", words), ("kind", "công văn"), ("another", "yes"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(303), await answer.Content.ReadAsStringAsync());

        await using var window = await Browser.SignInAsync(House, DemoPeople.ProvinceClerk);
        await window.Page.GotoAsync(answer.Headers.Location!.OriginalString);

        Assert.That(await window.Page.InnerTextAsync(".facts"), Does.Contain(words.Normalize().Trim()));
        Assert.That(window.Faults, Is.Empty);
    }

    [TestCase("tên\u202Ecó chữ đảo")]
    [TestCase("\u2066ẩn")]
    public async Task Words_that_read_as_others_are_refused_beside_their_form(string words)
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var answer = await clerk.PostAsync("/incoming/new", "/incoming/new", ("author", words), ("numberAndSymbol", "2/X"), ("date", "2024-01-02"), ("subject", "x"), ("kind", "công văn"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("text.forbidden-character"));
    }

    /// <summary>Paper that came by post, typed in by a colleague.</summary>
    private async Task EnterAsync(DemoPerson person, string author, int papers)
    {
        using var colleague = await House.SignInAsync(person);
        for (var i = 1; i <= papers; i++)
        {
            var answer = await colleague.PostAsync(
                "/incoming/new", "/incoming/new", ("author", author), ("numberAndSymbol", $"{i}/{author.Length}-X"), ("date", "2024-01-02"), ("subject", "họp giao ban"), ("kind", "công văn"));
            Assert.That((int)answer.StatusCode, Is.EqualTo(303), await answer.Content.ReadAsStringAsync());
        }
    }
}
