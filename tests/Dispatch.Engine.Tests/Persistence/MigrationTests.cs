using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Dispatch.Engine.Tests.Persistence;

public sealed class MigrationTests
{
    [TestCase(DatabaseKind.Sqlite)]
    [TestCase(DatabaseKind.PostgreSql)]
    [TestCase(DatabaseKind.SqlServer)]
    public void No_change_of_the_model_waits_for_a_migration(DatabaseKind kind)
    {
        using var db = Design(kind);

        Assert.That(Waiting(db), Is.Empty);
        Assert.That(db.Database.HasPendingModelChanges(), Is.False);
    }

    [TestCase(DatabaseKind.Sqlite, "sqlite")]
    [TestCase(DatabaseKind.PostgreSql, "postgresql")]
    [TestCase(DatabaseKind.SqlServer, "sqlserver")]
    public void The_migrations_write_the_schema_that_was_approved(DatabaseKind kind, string name)
    {
        using var db = Design(kind);

        var script = db.GetService<IMigrator>().GenerateScript();

        Approved.Match($"eng/approved/schema-{name}.sql", script);
    }

    private static DispatchDbContext Design(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => new SqliteDesign().CreateDbContext([]),
        DatabaseKind.PostgreSql => new PostgreSqlDesign().CreateDbContext([]),
        DatabaseKind.SqlServer => new SqlServerDesign().CreateDbContext([]),
    };

    /// <summary>What a migration made now would do, one line an operation: the reason, when a change waits.</summary>
    private static IEnumerable<string> Waiting(DispatchDbContext db)
    {
        var snapshot = db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
        var written = db.GetService<IModelRuntimeInitializer>().Initialize(snapshot is IMutableModel mutable ? mutable.FinalizeModel() : snapshot);
        var now = db.GetService<IDesignTimeModel>().Model;
        return db.GetService<IMigrationsModelDiffer>().GetDifferences(written.GetRelationalModel(), now.GetRelationalModel())
            .Select(operation => operation switch
            {
                ColumnOperation column => $"{operation.GetType().Name} {column.Table}.{column.Name} {column.ColumnType} null:{column.IsNullable} {(operation as AlterColumnOperation)?.OldColumn.ColumnType}",
                _ => operation.GetType().Name,
            });
    }
}
