using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Persistence;

/// <summary>What must be true of the database before the first act.</summary>
public static class DatabaseStart
{
    /// <summary>Brings the schema up to date, makes sure that commits are durable, and keeps the current procedures beside the matters that run them.</summary>
    /// <exception cref="InvalidOperationException">The database would acknowledge what it may lose.</exception>
    /// <exception cref="DamagedWitnessException">What is kept outside the database cannot be read.</exception>
    /// <exception cref="UnfitDatabaseException">A newer program changed its schema, another one is changing it, or its clock is not this machine's.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // The procedures are read and proven on the other core while the model is built.
        var catalog = Task.Run(services.GetRequiredService<WorkflowCatalog>, cancellationToken);
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        await SchemaStart.BringUpAsync(db, cancellationToken);
        await ClockStart.CompareAsync(db, scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancellationToken);
        // Read before the first number is given: a line that cannot be read stops the start.
        services.GetRequiredService<Witness>();

        if (db.Database.IsSqlite())
        {
            await AssertDurableAsync(db, cancellationToken);
        }
        else if (db.Database.IsNpgsql())
        {
            await Wall.RaiseAsync(db, cancellationToken);
        }

        await PaperIndex.PrepareAsync(db, cancellationToken);
        await (await catalog).KeepAsync(db, scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
    }

    /// <summary>Whether the database itself keeps organisations apart for the role this server connects as; true where no database of this kind can.</summary>
    public static async Task<bool> HoldsApartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        return !db.Database.IsNpgsql() || await Wall.HoldsAsync(db, cancellationToken);
    }

    private static async Task AssertDurableAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        var mode = await ReadAsync("PRAGMA journal_mode;");
        var synchronous = await ReadAsync("PRAGMA synchronous;");
        if (mode != "wal" || synchronous != "2")
        {
            throw new InvalidOperationException($"SQLite runs with journal_mode={mode}, synchronous={synchronous}; commits are durable only with wal and 2 (FULL).");
        }

        async Task<string?> ReadAsync(string pragma)
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = pragma;
            var value = await command.ExecuteScalarAsync(cancellationToken);
            await db.Database.CloseConnectionAsync();
            return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
