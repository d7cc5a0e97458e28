namespace Dispatch.Api.Tests.Fixtures;

/// <summary>A house of its own, once for a fixture.</summary>
public abstract class ApiFixture
{
    private ApiHouse? house;

    private protected ApiHouse House => house!;

    [OneTimeSetUp]
    public async Task OpenAsync() => house = await ApiHouse.OpenAsync();

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (house is not null)
        {
            await house.DisposeAsync();
        }
    }
}
