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

    /// <summary>Below this many rows of one table EF's own save is as quick.</summary>
    private const int Few = 8;

    /// <summary>Saves what was added in numbers to tables that refer to no other; what is left, EF saves. The changes must have been detected.</summary>
    /// <param name="db">Where they were added, inside a transaction.</param>
    /// <param name="saved">What they are to the context afterwards: unchanged, or no longer its own.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>What was saved.</returns>
    /// <exception cref="DbUpdateException">The database refused a row.</exception>
    public static async Task<IReadOnlyList<object>> SaveManyAsync(DispatchDbContext db, EntityState saved, CancellationToken cancellationToken)
    {
        var rows = new List<object>();
        foreach (var many in db.Tracked.Entries().Where(entry => entry.State is EntityState.Added).GroupBy(entry => entry.Metadata).Where(group => group.Count() >= Few).ToList())
        {
            if (RowShape.Of(db, many.Key).IsFree)
            {
                await AddAllAsync(db, many.Key, [.. many.Select(entry => entry.Entity)], cancellationToken);
                foreach (var entry in many)
                {
                    rows.Add(entry.Entity);
                    entry.State = saved;
                }
            }
        }

        return rows;
    }

    /// <summary>Adds rows that nobody reads or changes again in this act: few with its save, many at once.</summary>
    /// <exception cref="DbUpdateException">The database refused a row.</exception>
    public static Task AddManyAsync<T>(this DispatchDbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count >= Few)
        {
            return AddAllAsync(db, rows, cancellationToken);
        }

        db.AddRows(rows);
        return Task.CompletedTask;
    }

    /// <summary>Inserts rows that nobody reads or changes again in this act. What the database makes of a row itself is left to it and not read back.</summary>
    /// <exception cref="DbUpdateException">The database refused a row, as <c>SaveChanges</c> would tell it.</exception>
    public static Task AddAllAsync<T>(this DispatchDbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => AddAllAsync(db, db.Model.FindEntityType(typeof(T))!, rows, cancellationToken);

    private static async Task AddAllAsync(DispatchDbContext db, IEntityType entity, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        var shape = RowShape.Of(db, entity);
        try
        {
            if (db.Database.GetDbConnection() is LentConnection lent)
            {
                AddAll(lent.Kept, shape, rows, cancellationToken);
                return;
            }

            foreach (var some in rows.Chunk(Parameters / shape.Columns.Count).GroupBy(chunk => chunk.Length))
            {
                await using var statement = new Statement(db, shape, some.Key);
                foreach (var chunk in some)
                {
                    await statement.ExecuteAsync(chunk, cancellationToken);
                }
            }
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"The database refused rows of {entity.ClrType.Name}.", failure);
        }
    }

    /// <summary>SQLite's way: one sentence a row, parsed once a connection.</summary>
    private static void AddAll(KeptConnection connection, RowShape shape, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        foreach (var row in shape.InOrder(rows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            connection.Write(shape.InsertGiven, statement =>
            {
                foreach (var column in shape.Given)
                {
                    statement.Bind(column.Stored(column.Value(row)));
                }
            });
        }
    }

    /// <summary>One prepared INSERT of so many rows.</summary>
    private sealed class Statement : IAsyncDisposable
    {
        private readonly DispatchDbContext db;
        private readonly DbCommand command;
        private readonly IReadOnlyList<RowColumn> columns;
        private readonly ISqlGenerationHelper sql;

        public Statement(DispatchDbContext db, RowShape shape, int rows)
        {
            this.db = db;
            columns = shape.Given;
            sql = db.GetService<ISqlGenerationHelper>();
            var names = string.Join(", ", columns.Select(column => column.Name));
            var places = Enumerable.Range(0, rows).Select(r => "(" + string.Join(", ", columns.Select((_, c) => Name(r, c))) + ")");
            command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.Say($"INSERT INTO {shape.Table} ({names}) VALUES {string.Join(", ", places)}");
        }

        public async Task ExecuteAsync(object[] rows, CancellationToken cancellationToken)
        {
            var isFirst = command.Parameters.Count == 0;
            for (var r = 0; r < rows.Length; r++)
            {
                for (var c = 0; c < columns.Count; c++)
                {
                    var value = columns[c].Value(rows[r]);
                    if (isFirst)
                    {
                        command.Parameters.Add(columns[c].Parameter(command, Name(r, c), value));
                    }
                    else
                    {
                        command.Parameters[(r * columns.Count) + c].Value = columns[c].Stored(value);
                    }
                }
            }

            if (isFirst)
            {
                await ReachTeller.TellAsync(db, command, cancellationToken);
                await command.PrepareAsync(cancellationToken);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => command.DisposeAsync();

        private string Name(int row, int column) => sql.GenerateParameterName(FormattableString.Invariant($"r{row}c{column}"));
    }
}
