namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>An office and another installation that share nothing but two folders, new for every test.</summary>
public abstract class ExchangeFixture(DatabaseKind kind) : UseCaseFixture(kind)
{
    private TwoHouses? houses;

    private protected TwoHouses Houses => houses!;

    private protected TestOffice Other => Houses.Theirs;

    [SetUp]
    public async Task PairAsync() => houses = await TwoHouses.PairAsync(Office, Kind);

    [TearDown]
    public async Task PartAsync() => await Houses.DisposeAsync();
}
