using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>The contents of every table, as a text two of which can be compared: name, number of rows, hash of the rows.</summary>
internal static class DatabaseContents
{
    public static async Task<string> ReadAsync(DispatchDbContext db)
    {
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        await db.Database.OpenConnectionAsync();
        // What is read below goes past EF: the wall of PostgreSQL is told once who looks.
        await db.Database.ExecuteSqlRawAsync("SELECT 1");
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            var rows = await RowsAsync(db.Database.GetDbConnection(), table);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
            text.AppendLine(CultureInfo.InvariantCulture, $"{table}: {rows.Count} rows, {hash[..12]}");
        }

        await db.Database.CloseConnectionAsync();
        return text.ToString();
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var cells = new object[reader.FieldCount];
            reader.GetValues(cells);
            rows.Add(string.Join('|', cells.Select(Cell)));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Cell(object value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
