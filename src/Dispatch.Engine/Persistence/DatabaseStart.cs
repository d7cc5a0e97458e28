using Dispatch.Engine.Auditing;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Persistence;

/// <summary>What must be true of the database before the first act.</summary>
public static class DatabaseStart
{
    /// <summary>Builds the model of the database, the longest piece of a start, beside whatever else a host puts together. Contexts of these settings find it built.</summary>
    public static IModel BuildModel(EngineSettings settings)
    {
        var services = new ServiceCollection().AddScoped<ActContext>();
        services.AddDatabase(settings);
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Model;
    }

    /// <inheritdoc cref="PrepareAsync(IServiceProvider, Task, CancellationToken)" />
    public static Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken) => PrepareAsync(services, Task.CompletedTask, cancellationToken);

    /// <summary>Brings the schema up to date, makes sure that commits are durable, and keeps the current procedures beside the matters that run them.</summary>
    /// <param name="services">The engine's.</param>
    /// <param name="model">What <see cref="BuildModel"/> began.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    /// <exception cref="InvalidOperationException">The database would acknowledge what it may lose.</exception>
    /// <exception cref="DamagedWitnessException">What is kept outside the database cannot be read.</exception>
    /// <exception cref="ForeignSecretException">The data folder is not this database's.</exception>
    /// <exception cref="DamagedKeyRingException">A file of the key ring cannot be read.</exception>
    /// <exception cref="DatabaseRoleException">The role this server connects as does not own the schema and cannot run on it.</exception>
    /// <exception cref="UnfitDatabaseException">A newer program changed its schema, another one is changing it, or its clock is not this machine's.</exception>
    public static async Task PrepareAsync(IServiceProvider services, Task model, CancellationToken cancellationToken)
    {
        // The procedures are read and proven on the other core while the model is built.
        var catalog = Task.Run(services.GetRequiredService<WorkflowCatalog>, cancellationToken);
        await model;
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        if (db.Database.IsNpgsql() && await RunningRole.IsInUseAsync(db, cancellationToken))
        {
            await RunningRole.AssertAsync(db, cancellationToken);
        }
        else
        {
            await BringUpAsync(db, cancellationToken);
        }

        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await ClockStart.CompareAsync(db, clock, cancellationToken);
        // Read before the first number is given: a line that cannot be read stops the start.
        services.GetRequiredService<Witness>();
        services.GetRequiredService<FileStore>();
        await SecretStart.CompareAsync(db, services.GetRequiredService<OpenedKeys>(), services.GetRequiredService<InstallationSecret>(), cancellationToken);
        // And before anybody signs in: a ring that cannot be read would be a fault on every page.
        services.GetRequiredService<KeyRingFolder>().GetAllElements();
        await (await catalog).KeepAsync(db, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Gives a role of PostgreSQL what the server needs and no more; the schema must have been prepared, under its owner.</summary>
    /// <returns>What was done, in Vietnamese; or why it cannot be.</returns>
    public static async Task<Outcome<string>> LetRunAsync(IServiceProvider services, string role, CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await RunningRole.GrantAsync(scope.ServiceProvider.GetRequiredService<DispatchDbContext>(), role, cancellationToken);
    }

    /// <summary>Whether the database itself keeps organisations apart for the role this server connects as; true where no database of this kind can.</summary>
    public static async Task<bool> HoldsApartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        return !db.Database.IsNpgsql() || await Wall.HoldsAsync(db, cancellationToken);
    }

    /// <summary>Asks what only a database that was prepared can answer.</summary>
    /// <returns>Whether it takes what is written, and how far its server's clock is ahead of this machine's; nothing where they are one, or the clock here is nobody's.</returns>
    public static async Task<(bool TakesActs, TimeSpan Ahead)> AskAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM number_series WHERE 1 = 0").SingleAsync(cancellationToken);
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        // A stand-by reads like the real one.
        var isReadOnly = db.Database.IsNpgsql() && await db.Database.SqlQueryRaw<bool>("SELECT current_setting('transaction_read_only')::bool AS \"Value\"").SingleAsync(cancellationToken);
        return (!isReadOnly, ClockStart.IsCompared(db, clock) ? await ClockStart.AheadAsync(db, clock, cancellationToken) : TimeSpan.Zero);
    }

    /// <summary>Whether clocks that far apart are one for the work of an office.</summary>
    public static bool IsOnTime(TimeSpan ahead) => ahead.Duration() <= ClockStart.Tolerance;

    /// <summary>What only the owner of the tables may do.</summary>
    private static async Task BringUpAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        await SchemaStart.BringUpAsync(db, cancellationToken);
        if (db.Database.IsSqlite())
        {
            await AssertDurableAsync(db, cancellationToken);
        }
        else if (db.Database.IsNpgsql())
        {
            await Wall.RaiseAsync(db, cancellationToken);
        }

        await PaperIndex.PrepareAsync(db, cancellationToken);
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
