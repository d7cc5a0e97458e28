using Dispatch.Api.Components;
using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>A paper's whole way by the keyboard alone: nothing is clicked, nothing is focused but by Tab or a shortcut, and whatever has the focus is seen to have it.</summary>
public sealed class KeyboardTests : BrowserFixture
{
    private const int FarthestTab = 90;

    // Light, dark and contrast draw the mark of focus in their own colours; a mark of the ground's colour would be none.
    private const string IsSeen = """
        () => {
          const at = document.activeElement, style = getComputedStyle(at);
          const around = at.closest('label, .form-control') || at;
          const marks = [style, getComputedStyle(around)].some(one => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== 'none');
          const box = at.getBoundingClientRect();
          return marks && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        }
        """;

    [Test]
    public async Task An_incoming_paper_is_registered_and_forwarded()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.LaoCaiClerk);
        await ListeningAsync(clerk);
        await PressAsync(clerk, "g", "n");
        await AtAsync(clerk, "Văn bản đến");
        await PressAsync(clerk, "m");
        await AtAsync(clerk, "Ghi nhận văn bản giấy mới đến");
        await TypeAsync(clerk, "#author", "Bộ Y tế");
        await TypeAsync(clerk, "#numberAndSymbol", "77/BYT-VP");
        await TypeAsync(clerk, "#date", "02/01/2024");
        await TypeAsync(clerk, "#subject", "bàn phím ghi nhận");
        await TabToAsync(clerk, "input[name=enter]");
        await PressAsync(clerk, "Space");
        await TabToAsync(clerk, "main button[type=submit]:not(.unseen)");
        await PressAsync(clerk, "Enter");
        await DoneAsync(clerk, "Đã ghi nhận");
        await PressAsync(clerk, "v");
        await DoneAsync(clerk, "Đã tiếp nhận và vào sổ.");
        await PressAsync(clerk, "t");
        await DoneAsync(clerk, "Đã trình lãnh đạo.");

        Assert.That(clerk.Faults, Is.Empty);
    }

    [Test]
    public async Task A_dispatch_is_drafted_checked_signed_numbered_sealed_and_issued()
    {
        const string Subject = "bàn phím đi hết đường";
        await using (var drafter = await Browser.SignInAsync(House, DemoPeople.Drafter))
        {
            await ListeningAsync(drafter);
            await PressAsync(drafter, "g", "d");
            await AtAsync(drafter, "Văn bản đi");
            await PressAsync(drafter, "m");
            await AtAsync(drafter, "Soạn văn bản mới");
            await TabToAsync(drafter, "#signer");
            while (!(await drafter.Page.EvaluateAsync<string>("document.activeElement.selectedOptions[0].text")).StartsWith("Nguyễn Minh Vũ", StringComparison.Ordinal))
            {
                await PressAsync(drafter, "ArrowDown");
            }

            await TypeAsync(drafter, "#subject", Subject);
            await TypeAsync(drafter, "#addressees", "Ủy ban nhân dân tỉnh Lào Cai");
            await TypeAsync(drafter, "#capacity", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG THƯỜNG TRỰC");
            await TypeAsync(drafter, "#body", "Bộ Ngoại giao đề nghị Quý cơ quan phối hợp.");
            await TabToAsync(drafter, "#act-Draft button.btn-primary");
            await PressAsync(drafter, "Enter");
            await DoneAsync(drafter, "Đã lưu dự thảo.");
            await PressAsync(drafter, "t");
            await DoneAsync(drafter, "Đã trình kiểm tra.");
            Assert.That(drafter.Faults, Is.Empty);
        }

        await TakeByKeysAsync(DemoPeople.UnitHead, Subject, "y", "Đã duyệt nội dung.");
        await TakeByKeysAsync(DemoPeople.Clerk, Subject, "y", "Đã duyệt thể thức.");
        await TakeByKeysAsync(DemoPeople.SignerVu, Subject, "k", "Đã ký.");
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await OpenTaskAsync(clerk, Subject);
        await PressAsync(clerk, "c");
        await DoneAsync(clerk, "Đã cấp số.");
        await PressAsync(clerk, "d");
        await DoneAsync(clerk, "Đã ký số của cơ quan.");
        await PressAsync(clerk, "p");
        await DoneAsync(clerk, "Đã phát hành.");
        await TabToAsync(clerk, "a[href^='/deliveries?paper=']");
        await PressAsync(clerk, "Enter");
        await AtAsync(clerk, "Theo dõi gửi");
        await TabToAsync(clerk, "main tbody tr a");

        Assert.That(await clerk.Page.InnerTextAsync("main tbody"), Does.Contain("Bàn phím đi hết đường"));
        Assert.That(clerk.Faults, Is.Empty);
    }

    [TestCase(nameof(Theme.Light))]
    [TestCase(nameof(Theme.Dark))]
    [TestCase(nameof(Theme.Contrast))]
    public async Task The_focus_is_seen_on_every_stop_of_a_page_and_the_first_leads_past_the_menu(string theme)
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await clerk.ChooseAsync(Appearance.ThemeCookie, theme);
        await clerk.Page.GotoAsync("/dispatches");
        await PressAsync(clerk, "Tab", "Enter", "Tab");
        Assert.That(await clerk.Page.EvaluateAsync<bool>("document.getElementById('content').contains(document.activeElement)"), "the first stop leads to the content");

        await clerk.Page.GotoAsync("/dispatches");
        var stops = 0;
        await PressAsync(clerk, "Tab");
        while (await clerk.Page.EvaluateAsync<bool>("document.activeElement !== document.body"))
        {
            await SeenAsync(clerk);
            Assert.That(stops++, Is.LessThan(FarthestTab));
            await PressAsync(clerk, "Tab");
        }

        Assert.That(stops, Is.GreaterThan(25), "the menu, the search, the list and its acts");
    }

    [Test]
    public async Task The_keys_of_a_page_are_listed_and_escape_leads_back()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await ListeningAsync(clerk);
        await PressAsync(clerk, "?");
        await clerk.Page.WaitForSelectorAsync("dialog[open]");
        Assert.That(await clerk.Page.InnerTextAsync("dialog .keys"), Does.Contain("Văn bản đến").And.Contain("Theo dõi gửi").And.Contain("Tìm"));
        await PressAsync(clerk, "Escape");
        await clerk.Page.WaitForSelectorAsync("dialog", new() { State = WaitForSelectorState.Detached });

        await TabToAsync(clerk, "details.menu > summary");
        await PressAsync(clerk, "Enter");
        await clerk.Page.WaitForSelectorAsync("details.menu[open]");
        await PressAsync(clerk, "Tab", "Escape");
        Assert.That(await clerk.Page.EvaluateAsync<bool>("document.activeElement.matches('details.menu:not([open]) > summary')"), "Escape closes the menu and stays at it");
    }

    [Test]
    public async Task A_page_that_replaced_another_begins_at_its_content_and_a_refused_form_at_its_first_field()
    {
        await using var clerk = await Browser.SignInAsync(House, DemoPeople.Clerk);
        await ListeningAsync(clerk);
        await PressAsync(clerk, "g", "n");
        await AtAsync(clerk, "Văn bản đến");
        await FocusIsAtAsync(clerk, "content");

        await clerk.Page.GotoAsync("/delegations");
        await ListeningAsync(clerk);
        await TabToAsync(clerk, "#person-Delegate");
        await PressAsync(clerk, "ArrowDown");
        await TypeAsync(clerk, "#from", "05/01/2031");
        await TypeAsync(clerk, "#until", "01/01/2031");
        await TypeAsync(clerk, "#reason-Delegate", "Nghỉ phép");
        await TabToAsync(clerk, "#act-Delegate button.btn-primary");
        await PressAsync(clerk, "Enter");
        await clerk.Page.WaitForSelectorAsync("#act-Delegate .refusal");

        await FocusIsAtAsync(clerk, "person-Delegate");
        Assert.That(await clerk.Page.InputValueAsync("#from"), Is.EqualTo("05/01/2031"));
    }

    /// <summary>Waits: the focus moves when the new content has settled, a moment after it is there.</summary>
    private static async Task FocusIsAtAsync(Window window, string id) => await window.Page.WaitForFunctionAsync("id => document.activeElement?.id === id", id);

    private async Task TakeByKeysAsync(DemoPerson person, string subject, string key, string done)
    {
        await using var window = await Browser.SignInAsync(House, person);
        await OpenTaskAsync(window, subject);
        await PressAsync(window, key);
        await DoneAsync(window, done);
        Assert.That(window.Faults, Is.Empty);
    }

    private static async Task OpenTaskAsync(Window window, string subject)
    {
        await ListeningAsync(window);
        await TabToAsync(window, $"tr:has-text('{subject}') a");
        await PressAsync(window, "Enter");
        await window.Page.WaitForSelectorAsync(".subject:has-text('" + PageWords.Begin(subject) + "')");
    }

    /// <summary>Goes on by Tab until the element has the focus, and looks whether one can see that it has.</summary>
    private static async Task TabToAsync(Window window, string selector)
    {
        var wanted = await window.Page.WaitForSelectorAsync(selector);
        for (var stop = 0; stop < FarthestTab; stop++)
        {
            if (await wanted!.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                await SeenAsync(window);
                return;
            }

            await PressAsync(window, "Tab");
        }

        Assert.Fail($"{selector} is not reached by Tab");
    }

    /// <summary>What has the focus shows it, as soon as the page has scrolled there.</summary>
    private static async Task SeenAsync(Window window)
    {
        var stop = await window.Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)");
        await Assert.ThatAsync(() => window.Page.EvaluateAsync<bool>(IsSeen), Is.True.After(2_000, 50), stop);
    }

    private static async Task TypeAsync(Window window, string selector, string words)
    {
        await TabToAsync(window, selector);
        await PressAsync(window, "Control+a");
        await window.Page.Keyboard.InsertTextAsync(words);
    }

    private static async Task AtAsync(Window window, string heading) => await window.Page.WaitForSelectorAsync($"h1:has-text('{heading}')");

    private static async Task DoneAsync(Window window, string words) => await window.Page.WaitForSelectorAsync($".done:has-text('{words}')");
}
