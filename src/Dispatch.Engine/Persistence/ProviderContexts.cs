using Dispatch.Engine.Kernel;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dispatch.Engine.Persistence;

/// <summary>The model on SQLite, with migrations under <c>Migrations/Sqlite</c>.</summary>
public sealed class SqliteDispatchDbContext(DbContextOptions<SqliteDispatchDbContext> options) : DispatchDbContext(options)
{
    /// <inheritdoc />
    internal override WordIndex Words { get; } = new SqliteWordIndex();

    /// <inheritdoc />
    protected override Type IdConversion => typeof(IdBytes<>);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // SQLite has no time type and EF cannot order its text form of DateTimeOffset: UTC ticks sort and compare.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();
        configurationBuilder.DefaultTypeMapping<Guid>().HasConversion<GuidBytes>();
    }

    /// <summary>The sixteen bytes of a UUID in the order in which it is written, which sorts as the text does: ids go by time of creation. The text is 36 bytes, and every key stands in each index again.</summary>
    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid Read(byte[] bytes) => new(bytes, bigEndian: true);

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(id => Bytes(id), bytes => Read(bytes));

    private sealed class IdBytes<T>() : ValueConverter<Id<T>, byte[]>(id => Bytes(id.Value), bytes => new Id<T>(Read(bytes)));
}

/// <summary>The model on PostgreSQL, with migrations under <c>Migrations/PostgreSql</c>.</summary>
public sealed class PostgreSqlDispatchDbContext(DbContextOptions<PostgreSqlDispatchDbContext> options) : DispatchDbContext(options)
{
    /// <inheritdoc />
    internal override WordIndex Words { get; } = new PostgreSqlWordIndex();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // timestamptz takes UTC only.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // While it knows little of a young table it takes what is open of a whole organisation for less than what is open of one paper, and reads all of it at every step.
        modelBuilder.Entity<WorkflowTask>().HasIndex(task => task.PaperId).HasFilter("\"ClosedAt\" IS NULL");
    }

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
}

/// <summary>The model on SQL Server, with migrations under <c>Migrations/SqlServer</c>.</summary>
public sealed class SqlServerDispatchDbContext(DbContextOptions<SqlServerDispatchDbContext> options) : DispatchDbContext(options)
{
    /// <inheritdoc />
    internal override WordIndex Words { get; } = new SqlServerWordIndex();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // It holds no column against another in an index's filter.
        var tasks = modelBuilder.Entity<WorkflowTask>();
        tasks.HasIndex(task => new { task.OrganisationId, task.DueAt }).HasFilter("\"DueAt\" IS NOT NULL");
    }
}
