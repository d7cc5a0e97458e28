using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Makes a database a test, as a copy of one that was migrated and filled once a run.</summary>
internal abstract class TestDatabase
{
    private static readonly Dictionary<DatabaseKind, TestDatabase> Servers = [];

    private readonly Lazy<Task<string>> template;

    protected TestDatabase(DatabaseProvider provider)
    {
        Provider = provider;
        template = new Lazy<Task<string>>(MakeTemplateAsync);
    }

    public DatabaseProvider Provider { get; }

    /// <summary>The database of a kind; a test that asks for one this machine has not is ignored, with the reason.</summary>
    public static TestDatabase Of(DatabaseKind kind)
    {
        lock (Servers)
        {
            if (!Servers.TryGetValue(kind, out var server))
            {
                Servers.Add(kind, server = Make(kind));
            }

            return server;
        }
    }

    /// <summary>Drops whatever this run made and still keeps.</summary>
    public static async Task DropAllAsync()
    {
        foreach (var server in Servers.Values)
        {
            await server.DropAsync();
        }
    }

    /// <summary>The connection string of a fresh copy of the template.</summary>
    public async Task<string> CopyAsync() => await CopyAsync(await template.Value);

    /// <summary>The test is done with it.</summary>
    public abstract Task GiveBackAsync(string connectionString);

    protected static string NewName() => "dispatch_test_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>A new, empty database.</summary>
    protected abstract Task<string> CreateAsync();

    /// <summary>Lets go of a filled template, so that it can be copied.</summary>
    protected abstract Task ReleaseAsync(string connectionString);

    protected abstract Task<string> CopyAsync(string connectionString);

    /// <summary>The run is over.</summary>
    protected abstract Task DropAsync();

    private static TestDatabase Make(DatabaseKind kind)
    {
        return kind switch
        {
            DatabaseKind.Sqlite => new SqliteTestDatabase(),
            DatabaseKind.PostgreSql => new PostgreSqlTestDatabase(Setting("DISPATCH_TEST_POSTGRES", "PostgreSQL")),
            DatabaseKind.SqlServer => new SqlServerTestDatabase(Setting("DISPATCH_TEST_SQLSERVER", "SQL Server")),
        };

        static string Setting(string name, string server)
        {
            var setting = Environment.GetEnvironmentVariable(name);
            if (string.IsNullOrEmpty(setting))
            {
                Assert.Ignore($"{server} is tested where {name} holds the connection string of a maintenance database.");
            }

            return setting;
        }
    }

    private async Task<string> MakeTemplateAsync()
    {
        var filled = await CreateAsync();
        await FillAsync(filled);
        await ReleaseAsync(filled);
        return filled;
    }

    /// <summary>Schema, directory and people, through the same acts an office uses.</summary>
    protected async Task FillAsync(string connectionString)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-template-").FullName;
        await using (var services = TestOffice.Services(Provider, connectionString, folder, new TestClock(), new TestCrash()))
        {
            await DatabaseStart.PrepareAsync(services, CancellationToken.None);
            await TestOffice.SettleAsync(services);
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }
}

internal sealed class SqliteTestDatabase() : TestDatabase(DatabaseProvider.Sqlite)
{
    private string? first;

    public override Task GiveBackAsync(string connectionString)
    {
        Release(connectionString);
        var file = FileOf(connectionString);
        foreach (var part in new[] { file, file + "-wal", file + "-shm", file + ".migrating" })
        {
            File.Delete(part);
        }

        return Task.CompletedTask;
    }

    protected override Task<string> CreateAsync() => Task.FromResult(first = NewFile());

    protected override Task DropAsync() => first is null ? Task.CompletedTask : GiveBackAsync(first);

    protected override Task ReleaseAsync(string connectionString)
    {
        // The last connection to close takes the write-ahead log into the file.
        Release(connectionString);
        return Task.CompletedTask;
    }

    protected override Task<string> CopyAsync(string connectionString)
    {
        var copy = NewFile();
        File.Copy(FileOf(connectionString), FileOf(copy));
        return Task.FromResult(copy);
    }

    private static void Release(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static string NewFile() => $"Data Source={Path.Combine(Path.GetTempPath(), NewName() + ".db")}";

    private static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;
}

/// <summary>
/// Databases made from a template. Making and dropping one takes a server that flushes to disk a second, so those that a test is done with are washed and used again:
/// every table is emptied and filled from the template's rows, which are kept beside them.
/// </summary>
internal sealed class PostgreSqlTestDatabase(string maintenance) : TestDatabase(DatabaseProvider.PostgreSql)
{
    private const string ParentsFirst =
        """
        WITH RECURSIVE depth(oid, level) AS (
            SELECT oid, 0 FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            UNION SELECT fk.conrelid, depth.level + 1 FROM pg_constraint AS fk JOIN depth ON fk.confrelid = depth.oid WHERE contype = 'f' AND conrelid <> confrelid)
        SELECT relname::text FROM pg_class JOIN depth USING (oid) GROUP BY relname ORDER BY max(level), relname
        """;

    private readonly Lazy<Task<string>> password = new(() => PlainRole.MakeAsync(maintenance));
    private readonly ConcurrentBag<string> free = [];
    private readonly ConcurrentBag<string> made = [];
    private string wash = string.Empty;

    public override Task GiveBackAsync(string connectionString)
    {
        free.Add(connectionString);
        return Task.CompletedTask;
    }

    protected override async Task<string> CreateAsync() => await CreateAsync("template0");

    protected override async Task ReleaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(Keeper(connectionString)))
        {
            await connection.OpenAsync();
            var tables = await NamesAsync(connection, ParentsFirst);
            await RunAsync(connection, "CREATE SCHEMA pristine;" + string.Concat(tables.Select(name => $"CREATE TABLE pristine.\"{name}\" AS SELECT * FROM public.\"{name}\";")));
            await RunAsync(connection, $"GRANT ALL ON SCHEMA pristine TO {PlainRole.Name}; GRANT ALL ON ALL TABLES IN SCHEMA pristine TO {PlainRole.Name}");
            wash = string.Concat(tables.Reverse().Select(name => $"DELETE FROM public.\"{name}\";"))
                + string.Concat(tables.Select(name => $"INSERT INTO public.\"{name}\" SELECT * FROM pristine.\"{name}\";"));
        }

        LetGo(connectionString);
        LetGo(Keeper(connectionString));
    }

    protected override async Task<string> CopyAsync(string connectionString)
    {
        if (!free.TryTake(out var used))
        {
            return await CreateAsync(NameOf(connectionString));
        }

        await using var connection = new NpgsqlConnection(Keeper(used));
        await connection.OpenAsync();
        await RunAsync(connection, wash);
        return used;
    }

    protected override async Task DropAsync()
    {
        foreach (var connectionString in made)
        {
            LetGo(connectionString);
            LetGo(Keeper(connectionString));
            await RunAsync($"DROP DATABASE \"{NameOf(connectionString)}\" WITH (FORCE)");
        }
    }

    private static void LetGo(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>The same database under the role of the maintenance, which no wall stops.</summary>
    private string Keeper(string connectionString) => new NpgsqlConnectionStringBuilder(maintenance) { Database = NameOf(connectionString), MaxPoolSize = 4 }.ConnectionString;

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sentence)
    {
        await using var command = new NpgsqlCommand(sentence, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> CreateAsync(string from)
    {
        var name = NewName();
        var secret = await password.Value;
        await RunAsync($"CREATE DATABASE \"{name}\" OWNER {PlainRole.Name} TEMPLATE \"{from}\"");
        var connectionString = new NpgsqlConnectionStringBuilder(maintenance) { Database = name, Username = PlainRole.Name, Password = secret, MaxPoolSize = 40, MaxAutoPrepare = 200 }.ConnectionString;
        made.Add(connectionString);
        return connectionString;
    }

    private async Task RunAsync(string sentence)
    {
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync();
        await RunAsync(connection, sentence);
    }
}
