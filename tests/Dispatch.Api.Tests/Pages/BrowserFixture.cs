namespace Dispatch.Api.Tests.Pages;

/// <summary>A house with its demonstration and a browser to visit it with, once for a fixture.</summary>
public abstract class BrowserFixture
{
    private Browser? browser;
    private PageHouse? house;

    private protected Browser Browser => browser!;

    private protected PageHouse House => house!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        browser = await Browser.StartAsync();
        house = PageHouse.Open();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        if (house is not null)
        {
            await house.DisposeAsync();
        }
    }
}
