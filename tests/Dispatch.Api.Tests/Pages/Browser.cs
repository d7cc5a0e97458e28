using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Fixtures;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>Chromium as Debian ships it, or as <c>DISPATCH_TEST_CHROMIUM</c> names it.</summary>
internal sealed class Browser(IPlaywright playwright, IBrowser chromium) : IAsyncDisposable
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Starts it. Where it is missing the test is skipped, but not in CI.</summary>
    public static async Task<Browser> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("DISPATCH_TEST_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Ignore($"No Chromium at {path}: install it, or name it in DISPATCH_TEST_CHROMIUM.");
        }

        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags }));
    }

    /// <summary>A window of the office's screen, or of a phone, whose owner has signed in.</summary>
    public async Task<Window> SignInAsync(PageHouse house, DemoPerson person, bool withScript = true, bool isPhone = false)
    {
        var size = isPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1366, Height = 768 };
        var context = await chromium.NewContextAsync(new() { ViewportSize = size, Locale = "vi-VN", JavaScriptEnabled = withScript, BaseURL = house.Address.ToString() });
        var window = new Window(await context.NewPageAsync(), house.Address);
        await window.Page.GotoAsync("/sign-in");
        await window.Page.FillAsync("#userName", person.UserName);
        await window.Page.FillAsync("#password", DemoPeople.Password);
        await window.Page.ClickAsync("main button[type=submit]");
        await window.Page.WaitForSelectorAsync("h1:has-text('Việc của tôi')");
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>One window, and what went wrong in it.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly List<string> faults = [];
    private readonly Uri home;

    public Window(IPage page, Uri home)
    {
        this.home = home;
        Page = page;
        page.SetDefaultTimeout(15_000);
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) => Note(message);
        page.Request += (_, request) => Note(request, home);
    }

    public IPage Page { get; }

    /// <summary>Errors of script, style or policy, and whatever was asked of another host.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>How far the page is wider than the screen.</summary>
    public Task<int> TooWideAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Chooses colours or a language, as the buttons of the frame do.</summary>
    public Task ChooseAsync(string cookie, string value) => Page.Context.AddCookiesAsync([new() { Name = cookie, Value = value, Url = home.ToString() }]);

    /// <summary>Keeps a picture of what is seen among the artefacts of the tests.</summary>
    public async Task PictureAsync(string name)
    {
        var file = Path.Combine(Repository.Root, "artifacts", "pages", string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')) + ".png");
        try
        {
            await Page.WaitForLoadStateAsync();
            await Page.ScreenshotAsync(new() { Path = file });
        }
        catch (PlaywrightException beingReplaced) when (beingReplaced.Message.Contains("Unable to capture", StringComparison.Ordinal))
        {
            // A page that is just being replaced gives no picture; the one that replaces it does.
            await Page.WaitForLoadStateAsync();
            await Page.ScreenshotAsync(new() { Path = file });
        }
    }

    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();

    // A refusal has its own status, which the browser notes as a failed load although the page is shown.
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal))
        {
            faults.Add(message.Text);
        }
    }

    // The viewer of PDF files is a part of the browser, with addresses of its own.
    private void Note(IRequest request, Uri home)
    {
        var asked = new Uri(request.Url);
        if (asked.Scheme is "http" or "https" && asked.Authority != home.Authority)
        {
            faults.Add("Another host was asked: " + request.Url);
        }
    }
}
