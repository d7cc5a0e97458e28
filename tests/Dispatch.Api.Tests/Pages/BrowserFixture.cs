using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>A house with its demonstration and a browser to visit it with, once for a fixture.</summary>
public abstract class BrowserFixture : PageFixture
{
    private Browser? browser;

    private protected Browser Browser => browser!;

    [OneTimeSetUp]
    public async Task OpenBrowserAsync() => browser = await Browser.StartAsync();

    [OneTimeTearDown]
    public async Task CloseBrowserAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
    }

    /// <summary>Drafts a dispatch in a browser, as the form asks.</summary>
    private protected static async Task DraftAsync(IPage page, string subject, string recipients = "Như trên\nCục Hoa Phượng\nLưu: VT")
    {
        await page.GotoAsync("/dispatches/new");
        await page.SelectOptionAsync("#signer", new SelectOptionValue { Label = "Nguyễn Minh Vũ, Thứ trưởng Thường trực" });
        await page.FillAsync("#subject", subject);
        await page.FillAsync("#addressees", "Ủy ban nhân dân tỉnh Lào Cai");
        await page.FillAsync("#recipients", recipients);
        await page.FillAsync("#capacity", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG THƯỜNG TRỰC");
        await page.FillAsync("#body", "Bộ Ngoại giao đề nghị Quý cơ quan phối hợp.");
        await page.ClickAsync("#act-Draft button.btn-primary");
    }

    /// <summary>Presses keys, one after the other.</summary>
    private protected static async Task PressAsync(Window window, params string[] keys)
    {
        foreach (var key in keys)
        {
            await window.Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Waits until the scripts of a page have begun: from then on it answers to keys.</summary>
    private protected static Task ListeningAsync(Window window) => window.Page.WaitForSelectorAsync(".live[data-live=on]");

    /// <summary>Finds the paper among a person's tasks, opens it and does the act.</summary>
    private protected async Task<Window> TakeAsync(DemoPerson person, string subject, string act, string done, bool withScript)
    {
        var window = await Browser.SignInAsync(House, person, withScript);
        await window.Page.ClickAsync($"tr:has-text('{subject}') a");
        await DoAsync(window, act, done);
        return window;
    }

    /// <summary>Presses the button of an act.</summary>
    private protected static async Task DoAsync(Window window, string act, string done)
    {
        await window.Page.ClickAsync($"#act-{act} button");
        await window.Page.WaitForSelectorAsync($".alert-success:has-text('{done}')");
        Assert.That(window.Faults, Is.Empty);
    }
}
