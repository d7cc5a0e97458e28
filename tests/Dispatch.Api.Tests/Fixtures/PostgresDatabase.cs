using System.Security.Cryptography;
using Dispatch.Engine.Tests.Fixtures;
using Npgsql;

namespace Dispatch.Api.Tests.Fixtures;

/// <summary>A database of its own on the server of DISPATCH_TEST_POSTGRES, owned by the plain role the program has there.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string maintenance;
    private readonly string name;

    private PostgresDatabase(string maintenance, string name, string password)
    {
        (this.maintenance, this.name) = (maintenance, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(maintenance) { Database = name, Username = PlainRole.Name, Password = password, MaxPoolSize = 20, MaxAutoPrepare = 200 }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<PostgresDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable("DISPATCH_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Assert.Ignore("PostgreSQL is tested where DISPATCH_TEST_POSTGRES holds the connection string of a maintenance database.");
        }

        var database = new PostgresDatabase(server, "dispatch_test_" + RandomNumberGenerator.GetHexString(12, lowercase: true), await PlainRole.MakeAsync(server));
        await database.RunAsync($"CREATE DATABASE \"{database.name}\" OWNER {PlainRole.Name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await RunAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
    }

    private async Task RunAsync(string sentence)
    {
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sentence, connection);
        await command.ExecuteNonQueryAsync();
    }
}
