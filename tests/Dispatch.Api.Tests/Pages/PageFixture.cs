namespace Dispatch.Api.Tests.Pages;

/// <summary>A house with its demonstration, once for a fixture.</summary>
public abstract class PageFixture
{
    private PageHouse? house;

    private protected PageHouse House => house!;

    [OneTimeSetUp]
    public void OpenHouse() => house = PageHouse.Open();

    [OneTimeTearDown]
    public async Task CloseHouseAsync()
    {
        if (house is not null)
        {
            await house.DisposeAsync();
        }
    }
}
