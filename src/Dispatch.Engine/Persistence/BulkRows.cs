using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// Writes many new rows of one table inside the act's transaction, past the change tracker. EF sends SQLite one statement a row and parses it anew each time; here
/// one prepared statement takes row after row, and where each statement is a trip to a server many rows travel in one.
/// </summary>
internal static class BulkRows
{
    /// <summary>SQL Server takes 2,100 parameters a statement, the others more.</summary>
    private const int Parameters = 2000;

    /// <summary>Inserts rows that nobody reads or changes again in this act; none of their values may be made by the database.</summary>
    /// <exception cref="DbUpdateException">The database refused a row, as <c>SaveChanges</c> would tell it.</exception>
    public static async Task AddAllAsync<T>(this DispatchDbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var columns = Columns(db.Model.FindEntityType(typeof(T))!);
        var atOnce = db.Database.IsSqlite() ? 1 : Parameters / columns.Count;
        try
        {
            foreach (var some in rows.Chunk(atOnce).GroupBy(chunk => chunk.Length))
            {
                await using var statement = new Statement(db, typeof(T), columns, some.Key);
                foreach (var chunk in some)
                {
                    await statement.ExecuteAsync(chunk, cancellationToken);
                }
            }
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"The database refused rows of {typeof(T).Name}.", failure);
        }
    }

    private static List<Column> Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return [.. entity.GetProperties().Select(property => new Column(property, property.GetColumnName(table)!, (RelationalTypeMapping)property.GetTypeMapping()))];
    }

    private sealed record Column(IProperty Property, string Name, RelationalTypeMapping Mapping)
    {
        public object? Value(object row) => Property.PropertyInfo!.GetValue(row);
    }

    /// <summary>One prepared INSERT of so many rows.</summary>
    private sealed class Statement : IAsyncDisposable
    {
        private readonly DbCommand command;
        private readonly IReadOnlyList<Column> columns;

        public Statement(DispatchDbContext db, Type row, IReadOnlyList<Column> columns, int rows)
        {
            this.columns = columns;
            var sql = db.GetService<ISqlGenerationHelper>();
            var names = string.Join(", ", columns.Select(column => sql.DelimitIdentifier(column.Name)));
            var places = Enumerable.Range(0, rows).Select(r => "(" + string.Join(", ", columns.Select((_, c) => sql.GenerateParameterName(Name(r, c)))) + ")");
            command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // names of our own model's tables and columns; every value is a parameter
            command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(db.Model.FindEntityType(row)!.GetTableName()!)} ({names}) VALUES {string.Join(", ", places)}";
#pragma warning restore CA2100
        }

        public async Task ExecuteAsync<T>(T[] rows, CancellationToken cancellationToken)
            where T : class
        {
            var isFirst = command.Parameters.Count == 0;
            for (var r = 0; r < rows.Length; r++)
            {
                for (var c = 0; c < columns.Count; c++)
                {
                    var value = columns[c].Value(rows[r]);
                    if (isFirst)
                    {
                        command.Parameters.Add(columns[c].Mapping.CreateParameter(command, Name(r, c), value, columns[c].Property.IsNullable));
                    }
                    else
                    {
                        command.Parameters[(r * columns.Count) + c].Value = (columns[c].Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
                    }
                }
            }

            if (isFirst)
            {
                await command.PrepareAsync(cancellationToken);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();

        private static string Name(int row, int column) => FormattableString.Invariant($"r{row}c{column}");
    }
}
