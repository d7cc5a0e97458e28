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
        List<RowChange> changes = [];
        foreach (var entry in db.Tracked.Entries())
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

            changes.Add(RowChange.Of(shape, entry));
        }

        foreach (var row in db.Held.Rows)
        {
            var change = RowChange.Of(row);
            if (!row.Shape.Takes(change))
            {
                return null;
            }

            if (change.Columns != 0)
            {
                changes.Add(change);
            }
        }

        changes.Sort(RowChange.InOrder);
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

    private static async Task WriteAsync(DispatchDbContext db, List<RowChange> changes, CancellationToken cancellationToken)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (connection is LentConnection lent)
        {
            foreach (var change in changes)
            {
                Expect(1, lent.Kept.Write(change.Sentence, change.Bind), [change]);
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

    private static void Expect(int rows, int written, List<RowChange> changes)
    {
        if (written != rows)
        {
            throw new DbUpdateConcurrencyException($"{written} of {rows} changed rows of {Tables(changes)} were as they had been read.");
        }
    }

    private static string Tables(List<RowChange> changes) => string.Join(", ", changes.Select(change => change.Shape.Table).Distinct(StringComparer.Ordinal));
}

/// <summary>One row to write, read before its state changes: of EF's tracker, or in the act's own hand.</summary>
/// <param name="shape">Its table.</param>
/// <param name="entity">As it shall be.</param>
/// <param name="state">Whether it comes, changes or goes.</param>
/// <param name="columns">What of it is written.</param>
/// <param name="former">What a column held when the row was read.</param>
internal sealed class RowChange(RowShape shape, object entity, EntityState state, ulong columns, Func<RowColumn, object?> former)
{
    /// <summary>Table by table, so that acts take the locks of rows in one order; what goes, goes before what may take its place; rows of one table by their key.</summary>
    public static readonly IComparer<RowChange> InOrder = Comparer<RowChange>.Create((a, b) =>
        string.CompareOrdinal(a.Shape.Table, b.Shape.Table) is var table and not 0 ? table
        : a.Rank != b.Rank ? a.Rank - b.Rank
        : a.CompareKey(b));

    public RowShape Shape => shape;

    public object Entity => entity;

    public EntityState State => state;

    public ulong Columns => columns;

    public string Sentence => state switch
    {
        EntityState.Added => shape.Insert,
        EntityState.Modified => shape.Update(columns),
        _ => shape.Delete,
    };

    public int MostParameters => shape.Columns.Count * 2;

    public static RowChange Of(RowShape shape, EntityEntry entry) => new(
        shape, entry.Entity, entry.State, entry.State is EntityState.Added ? shape.All : entry.State is EntityState.Modified ? shape.Changed(entry) : 0, column => entry.Property(column.Property).OriginalValue);

    public static RowChange Of(HeldRow row) =>
        new(row.Shape, row.Entity, row.Before is null ? EntityState.Added : EntityState.Modified, row.Changed(), column => column.Value(row.Before!));

    public object? Former(RowColumn column) => former(column);

    /// <summary>Puts its values where its sentence wants them.</summary>
    public void Fill(DbCommand maker, DbParameterCollection places)
    {
        foreach (var (column, place, value) in shape.Values(this))
        {
            places.Add(column.Parameter(maker, place, value));
        }
    }

    /// <summary>The same, bound by their places.</summary>
    public void Bind(RowStatement statement)
    {
        foreach (var (column, _, value) in shape.Values(this))
        {
            statement.Bind(column.Stored(value));
        }
    }

    private int Rank => state switch
    {
        EntityState.Deleted => 0,
        EntityState.Modified => 1,
        _ => 2,
    };

    private int CompareKey(RowChange other)
    {
        foreach (var column in shape.Key)
        {
            var order = RowColumn.InOrder.Compare(column.Stored(column.Value(entity)), column.Stored(column.Value(other.Entity)));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
