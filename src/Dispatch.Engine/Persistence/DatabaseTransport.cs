using System.Net;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Dispatch.Engine.Persistence;

/// <summary>Whether what goes to the database and comes back can be read or changed on the way.</summary>
public static class DatabaseTransport
{
    /// <summary>Whether a connection stays on this machine, or is encrypted to a server whose certificate and name are checked. What cannot be read as a connection the driver refuses by itself.</summary>
    public static bool IsSafe(DatabaseProvider provider, string connectionString)
    {
        try
        {
            return provider switch
            {
                DatabaseProvider.Sqlite => true,
                DatabaseProvider.PostgreSql => IsSafe(new NpgsqlConnectionStringBuilder(connectionString)),
                DatabaseProvider.SqlServer => IsSafe(new SqlConnectionStringBuilder(connectionString)),
            };
        }
        catch (ArgumentException)
        {
            return true;
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
