namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>The databases a use case is tested on.</summary>
public enum DatabaseKind
{
    /// <summary>A file of its own a test.</summary>
    Sqlite,

    /// <summary>The server of DISPATCH_TEST_POSTGRES.</summary>
    PostgreSql,

    /// <summary>The server of DISPATCH_TEST_SQLSERVER.</summary>
    SqlServer,
}
