namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>A test of use cases: an installation of its own for every test, on the database the fixture names.</summary>
public abstract class UseCaseFixture(DatabaseKind kind)
{
    private TestOffice? opened;

    private protected TestOffice Office => opened ?? throw new InvalidOperationException("The office is not open yet.");

    private protected DatabaseKind Kind => kind;

    [SetUp]
    public async Task OpenAsync() => opened = await TestOffice.OpenAsync(kind);

    [TearDown]
    public async Task CloseAsync()
    {
        if (opened is not null)
        {
            await opened.DisposeAsync();
            opened = null;
        }
    }
}
