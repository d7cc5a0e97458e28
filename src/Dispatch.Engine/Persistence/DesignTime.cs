using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Dispatch.Engine.Persistence;

/// <summary>Lets the migration tool build each context without a database; the connection strings are never opened.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDispatchDbContext>
{
    public SqliteDispatchDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDispatchDbContext>().UseSqlite("Data Source=design.db").ReplaceService<IMigrationsSqlGenerator, SqliteSchema>().Options);
}

internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlDispatchDbContext>
{
    public PostgreSqlDispatchDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlDispatchDbContext>().UseNpgsql("Host=design").Options);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerDispatchDbContext>
{
    public SqlServerDispatchDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerDispatchDbContext>().UseSqlServer("Server=design").Options);
}
