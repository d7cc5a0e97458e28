using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// Writes what an act changed, inside its transaction, by sentences that <see cref="RowShape"/> drew from the model. EF composes and parses every sentence of every save anew, which was a third
/// of what an act cost. The promises are EF's: a row that moved on since it was read is a <see cref="DbUpdateConcurrencyException"/>, a row the database refuses a <see cref="DbUpdateException"/>.
/// </summary>
internal static class ActRows
{
    /// <summary>SQL Server takes 2,100 parameters a trip, the others more.</summary>
    private const int MostParameters = 2000;

    /// <summary>Writes every change the context tracks; null, and nothing is written, when one of them must be left to EF. The changes must have been detected.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A row is not as it was read.</exception>
    /// <exception cref="DbUpdateException">The database refused a row.</exception>
    public static async Task<int?> SaveAsync(DispatchDbContext db, CancellationToken cancellationToken)
    {
        List<Change> changes = [];
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            var shape = RowShape.Of(db, entry.Metadata);
            if (!shape.Takes(entry))
            {
                return null;
            }

            changes.Add(new Change(shape, entry));
        }

        changes.Sort(Change.InOrder);
        try
        {
            await WriteAsync(db, changes, cancellationToken);
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"The database refused changed rows of {Tables(changes)}.", failure);
        }

        return changes.Count;
    }

    private static async Task WriteAsync(DispatchDbContext db, List<Change> changes, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (!connection.CanCreateBatch)
        {
            foreach (var change in changes)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.Say(change.Sentence);
                change.Fill(command, command.Parameters);
                Expect(1, await command.ExecuteNonQueryAsync(cancellationToken), [change]);
            }

            return;
        }

        // Where each sentence would be a trip, they travel together.
        await using var maker = connection.CreateCommand();
        maker.Transaction = transaction;
        await ReachTeller.TellAsync(db, maker, cancellationToken);
        for (var from = 0; from < changes.Count;)
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            var first = from;
            for (var parameters = 0; from < changes.Count && (from == first || parameters + changes[from].MostParameters <= MostParameters); from++)
            {
                var command = batch.CreateBatchCommand();
                command.Say(changes[from].Sentence);
                changes[from].Fill(maker, command.Parameters);
                batch.BatchCommands.Add(command);
                parameters += command.Parameters.Count;
            }

            Expect(from - first, await batch.ExecuteNonQueryAsync(cancellationToken), changes[first..from]);
        }
    }

    private static void Expect(int rows, int written, List<Change> changes)
    {
        if (written != rows)
        {
            throw new DbUpdateConcurrencyException($"{written} of {rows} changed rows of {Tables(changes)} were as they had been read.");
        }
    }

    private static string Tables(List<Change> changes) => string.Join(", ", changes.Select(change => change.Shape.Table).Distinct(StringComparer.Ordinal));

    /// <summary>One row to write. Read before its state changes.</summary>
    private sealed class Change(RowShape shape, EntityEntry entry)
    {
        /// <summary>Table by table, so that acts take the locks of rows in one order; what goes, goes before what may take its place; rows of one table by their key.</summary>
        public static readonly IComparer<Change> InOrder = Comparer<Change>.Create((a, b) =>
            string.CompareOrdinal(a.Shape.Table, b.Shape.Table) is var table and not 0 ? table
            : a.Rank != b.Rank ? a.Rank - b.Rank
            : a.CompareKey(b));

        private readonly ulong columns = entry.State switch
        {
            EntityState.Added => shape.All,
            EntityState.Modified => shape.Changed(entry),
            _ => 0,
        };

        public RowShape Shape => shape;

        public string Sentence => entry.State switch
        {
            EntityState.Added => shape.Insert,
            EntityState.Modified => shape.Update(columns),
            _ => shape.Delete,
        };

        public int MostParameters => shape.Columns.Count * 2;

        private int Rank => entry.State switch
        {
            EntityState.Deleted => 0,
            EntityState.Modified => 1,
            _ => 2,
        };

        public void Fill(DbCommand maker, DbParameterCollection values) => shape.Fill(maker, values, entry, columns);

        private int CompareKey(Change other)
        {
            foreach (var column in shape.Key)
            {
                var order = Comparer<object>.Default.Compare(column.Stored(column.Value(entry.Entity)), column.Stored(column.Value(other.Entity)));
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private object Entity => entry.Entity;
    }
}
