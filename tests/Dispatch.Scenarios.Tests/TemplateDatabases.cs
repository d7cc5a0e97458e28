using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Scenarios.Tests;

/// <summary>Clears away what the run made once for all tests.</summary>
[SetUpFixture]
public sealed class TemplateDatabases
{
    [OneTimeTearDown]
    public Task DropAsync() => TestDatabase.DropAllAsync();
}
