using System.Data.Common;
using System.Net;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Engine.Persistence;

/// <summary>Whether what goes to the database and comes back can be read or changed on the way.</summary>
public static class DatabaseTransport
{
    /// <summary>Whether a connection stays on this machine, or is encrypted to a server whose certificate and name are checked.</summary>
    /// <exception cref="ArgumentException">It has a strange part.</exception>
    public static bool IsSafe(DatabaseProvider provider, string connectionString) => provider switch
    {
        DatabaseProvider.Sqlite => true,
        DatabaseProvider.PostgreSql => IsSafe(new NpgsqlConnectionStringBuilder(connectionString)),
        DatabaseProvider.SqlServer => IsSafe(new SqlConnectionStringBuilder(connectionString)),
    };

    /// <summary>The name of the first part of a connection that the database's own driver does not know, or whose value it cannot read; null when it reads them all.</summary>
    /// <exception cref="ArgumentException">It has no parts.</exception>
    public static string? StrangePart(DatabaseProvider provider, string connectionString)
    {
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        DbConnectionStringBuilder driver = provider switch
        {
            DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(),
            DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(),
            DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(),
        };
        return said.Keys.Cast<string>().FirstOrDefault(part => !Takes(driver, part, said[part]));
    }

    private static bool Takes(DbConnectionStringBuilder driver, string part, object value)
    {
        try
        {
            driver[part] = value;
            return true;
        }
        catch (Exception strange) when (strange is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Whether a host is this machine: loopback, or a socket of the file system.</summary>
    public static bool IsHere(string host) =>
        host.StartsWith('/') || host.StartsWith('@') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsSafe(NpgsqlConnectionStringBuilder connection) =>
        connection.SslMode is SslMode.VerifyFull || Array.TrueForAll((connection.Host ?? "localhost").Split(','), host => IsHere(host.StartsWith('/') ? host : host.Split(':')[0]));

    private static bool IsSafe(SqlConnectionStringBuilder connection)
    {
        var server = connection.DataSource.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase) ? connection.DataSource[4..] : connection.DataSource;
        var host = server.Split(',', '\\')[0];
        return host is "." or "(local)" || IsHere(host) || (!connection.Encrypt.Equals(SqlConnectionEncryptOption.Optional) && !connection.TrustServerCertificate);
    }
}
