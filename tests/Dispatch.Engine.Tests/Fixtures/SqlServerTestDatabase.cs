using System.Collections.Concurrent;
using Dispatch.Engine.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>SQL Server cannot copy a database in one sentence that needs no files: each test migrates and fills its own.</summary>
internal sealed class SqlServerTestDatabase(string maintenance) : TestDatabase(DatabaseProvider.SqlServer)
{
    private readonly ConcurrentBag<string> made = [];

    public override Task GiveBackAsync(string connectionString) => Task.CompletedTask;

    protected override Task<string> CreateAsync()
    {
        var own = new SqlConnectionStringBuilder(maintenance) { InitialCatalog = NewName() }.ConnectionString;
        made.Add(own);
        return Task.FromResult(own);
    }

    protected override Task ReleaseAsync(string connectionString) => Task.CompletedTask;

    protected override async Task<string> CopyAsync(string connectionString)
    {
        var own = await CreateAsync();
        await FillAsync(own);
        return own;
    }

    protected override async Task DropAsync()
    {
        foreach (var own in made)
        {
            await using var db = new SqlServerDispatchDbContext(new DbContextOptionsBuilder<SqlServerDispatchDbContext>().UseSqlServer(own).Options);
            await db.Database.EnsureDeletedAsync();
        }
    }
}
