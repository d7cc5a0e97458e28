using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>The role the program has in tests on PostgreSQL. It is no superuser, or the wall between organisations would not hold.</summary>
internal static class PlainRole
{
    public const string Name = "dispatch_test_office";

    /// <summary>The role the program runs as: it owns nothing.</summary>
    public const string Runner = "dispatch_test_runner";

    /// <summary>Makes the role where it is not there yet; gives its password, which follows from the server's own, so that runs side by side agree.</summary>
    public static async Task<string> MakeAsync(string maintenance, string name = Name)
    {
        var password = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new NpgsqlConnectionStringBuilder(maintenance).Password + name)));
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync();
        try
        {
            await using var command = new NpgsqlCommand($"CREATE ROLE {name} LOGIN PASSWORD '{password}'", connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException known) when (known.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
        {
            // Another run on this server made it.
        }

        return password;
    }
}
