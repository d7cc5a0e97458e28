using System.Security.Cryptography;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Makes a database a test, as a copy of one that was migrated and filled once a run.</summary>
internal abstract class TestDatabase(DatabaseProvider provider)
{
    private static readonly Dictionary<DatabaseKind, TestDatabase> Servers = [];

    private string? template;

    public DatabaseProvider Provider { get; } = provider;

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

    /// <summary>Drops the templates of this run.</summary>
    public static async Task DropTemplatesAsync()
    {
        foreach (var server in Servers.Values.Where(server => server.template is not null))
        {
            await server.DropAsync(server.template!);
        }
    }

    /// <summary>The connection string of a fresh copy of the template.</summary>
    public async Task<string> CopyAsync()
    {
        if (template is null)
        {
            template = await CreateAsync();
            await FillAsync(template);
            await ReleaseAsync(template);
        }

        return await CopyAsync(template);
    }

    public abstract Task DropAsync(string connectionString);

    protected static string NewName() => "dispatch_test_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>A new, empty database.</summary>
    protected abstract Task<string> CreateAsync();

    /// <summary>Lets go of a filled template, so that it can be copied.</summary>
    protected abstract Task ReleaseAsync(string connectionString);

    protected abstract Task<string> CopyAsync(string connectionString);

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
    public override Task DropAsync(string connectionString)
    {
        Release(connectionString);
        var file = FileOf(connectionString);
        foreach (var part in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(part);
        }

        return Task.CompletedTask;
    }

    protected override Task<string> CreateAsync() => Task.FromResult(NewFile());

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

internal sealed class PostgreSqlTestDatabase(string maintenance) : TestDatabase(DatabaseProvider.PostgreSql)
{
    public override async Task DropAsync(string connectionString)
    {
        await ReleaseAsync(connectionString);
        await RunAsync($"DROP DATABASE \"{NameOf(connectionString)}\" WITH (FORCE)");
    }

    protected override async Task<string> CreateAsync()
    {
        var name = NewName();
        await RunAsync($"CREATE DATABASE \"{name}\"");
        return StringOf(name);
    }

    protected override async Task ReleaseAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    protected override async Task<string> CopyAsync(string connectionString)
    {
        var name = NewName();
        await RunAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{NameOf(connectionString)}\"");
        return StringOf(name);
    }

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private string StringOf(string name) => new NpgsqlConnectionStringBuilder(maintenance) { Database = name, MaxPoolSize = 40 }.ConnectionString;

    private async Task RunAsync(string sentence)
    {
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sentence, connection);
        await command.ExecuteNonQueryAsync();
    }
}
