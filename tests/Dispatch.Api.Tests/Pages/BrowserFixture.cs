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
}
