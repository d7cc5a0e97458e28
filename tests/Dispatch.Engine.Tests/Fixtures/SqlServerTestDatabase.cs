using Dispatch.Engine.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>SQL Server cannot copy a database in one sentence that needs no files: each test migrates and fills its own.</summary>
internal sealed class SqlServerTestDatabase(string maintenance) : TestDatabase(DatabaseProvider.SqlServer)
{
    public override async Task DropAsync(string connectionString)
    {
        await using var db = new SqlServerDispatchDbContext(new DbContextOptionsBuilder<SqlServerDispatchDbContext>().UseSqlServer(connectionString).Options);
        await db.Database.EnsureDeletedAsync();
    }

    protected override Task<string> CreateAsync() => Task.FromResult(new SqlConnectionStringBuilder(maintenance) { InitialCatalog = NewName() }.ConnectionString);

    protected override Task ReleaseAsync(string connectionString) => Task.CompletedTask;

    protected override async Task<string> CopyAsync(string connectionString)
    {
        var own = await CreateAsync();
        await FillAsync(own);
        return own;
    }
}
