using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// The rows an act has in hand past EF: those it read by a <see cref="HeldQuestion{T}"/> and those it will add. One row is one entity here as it is there. What is held is written with the act's
/// save, by <see cref="ActRows"/>. As soon as anybody asks EF about a table in the same act, EF takes over what is held of it and keeps it to the end: there is never a row that both hold.
/// </summary>
internal sealed class HeldRows(DispatchDbContext db)
{
    private readonly List<HeldRow> rows = [];
    private readonly List<HeldAsking> answered = [];
    private readonly HashSet<Type> taken = [];

    /// <summary>What is held now, in the order in which it came.</summary>
    public IReadOnlyList<HeldRow> Rows => rows;

    /// <summary>Whether rows of a table are held here in this act; otherwise they are EF's. Outside a transaction there is nothing to hold them for.</summary>
    public bool Holds(RowShape shape) => shape.IsHeld && db.Database.CurrentTransaction is not null && !taken.Contains(shape.Entity.ClrType);

    /// <summary>A row that the act adds.</summary>
    public void Add(RowShape shape, object entity) => rows.Add(new HeldRow(shape, entity, before: null));

    /// <summary>Asks several questions, in one trip where a sentence is a trip. One that was answered in this act since its last save is not asked again.</summary>
    public async Task AskAsync(IReadOnlyList<HeldAsking> askings, CancellationToken cancellationToken)
    {
        var open = askings.Where(asking => !Recall(asking)).ToList();
        var connection = db.Database.GetDbConnection();
        if (connection is LentConnection lent)
        {
            cancellationToken.ThrowIfCancellationRequested();
            open.ForEach(asking => lent.Kept.Ask(asking, this));
        }
        else if (open.Count > 1 && connection.CanCreateBatch)
        {
            await AskTogetherAsync(connection, open, cancellationToken);
        }
        else
        {
            foreach (var asking in open)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
                command.Say((db.Database.IsNpgsql() ? db.Reach.Before(command.Transaction) : null) + asking.Sentence);
                asking.Fill(command, command.Parameters);
                await using var answer = await command.ExecuteReaderAsync(cancellationToken);
                await asking.ReadAsync(this, answer, cancellationToken);
            }
        }

        answered.AddRange(open);
    }

    /// <summary>Asks what the act will ask next, together; nothing where a question costs no trip, or where a table is EF's.</summary>
    public Task ForeseeAsync(IReadOnlyList<HeldAsking> askings, CancellationToken cancellationToken) =>
        db.Database.GetDbConnection().CanCreateBatch && askings.All(asking => Holds(asking.Shape)) ? AskAsync(askings, cancellationToken) : Task.CompletedTask;

    /// <summary>The entity of a row that was just read: the one in hand when it is held already, as it stands there.</summary>
    public object Take(RowShape shape, object read)
    {
        foreach (var held in rows)
        {
            if (held.Shape == shape && (shape.Reading.Differ(held.Entity, read) & shape.KeyBits) == 0)
            {
                return held.Entity;
            }
        }

        rows.Add(new HeldRow(shape, read, shape.Reading.Copy(read)));
        return read;
    }

    /// <summary>What was held is as it was saved now.</summary>
    public void Settle()
    {
        rows.ForEach(row => row.Settle());
        answered.Clear();
    }

    /// <summary>Holds the row of an entity through this act though nothing of it changes.</summary>
    public bool Touch(object entity)
    {
        if (rows.Find(row => ReferenceEquals(row.Entity, entity)) is not { } held)
        {
            return false;
        }

        held.IsTouched = true;
        return true;
    }

    /// <summary>From now on a table is EF's in this act: gives what was held of it.</summary>
    public IReadOnlyList<HeldRow> GiveUp(Type entity)
    {
        if (!taken.Add(entity) || rows.Count == 0)
        {
            return [];
        }

        var those = rows.FindAll(row => row.Shape.Entity.ClrType == entity);
        rows.RemoveAll(those.Contains);
        answered.RemoveAll(asking => asking.Entity == entity);
        return those;
    }

    /// <summary>Lets go of everything: the act is over, or failed and is tried again.</summary>
    public void Clear()
    {
        rows.Clear();
        answered.Clear();
        taken.Clear();
    }

    private bool Recall(HeldAsking asking)
    {
        if (answered.Find(asking.IsSameAs) is not { } known)
        {
            return false;
        }

        asking.AnswerAs(known);
        return true;
    }

    private async Task AskTogetherAsync(DbConnection connection, List<HeldAsking> askings, CancellationToken cancellationToken)
    {
        await using var maker = connection.CreateCommand();
        await using var batch = connection.CreateBatch();
        batch.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        if (db.Database.IsNpgsql() && db.Reach.Before(batch.Transaction) is { } telling)
        {
            // One command of a batch holds one sentence.
            foreach (var sentence in telling.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                Put(sentence);
            }
        }

        foreach (var asking in askings)
        {
            asking.Fill(maker, Put(asking.Sentence).Parameters);
        }

        await using var answers = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var asking in askings)
        {
            await asking.ReadAsync(this, answers, cancellationToken);
            await answers.NextResultAsync(cancellationToken);
        }

        DbBatchCommand Put(string sentence)
        {
            var command = batch.CreateBatchCommand();
            command.Say(sentence);
            batch.BatchCommands.Add(command);
            return command;
        }
    }
}

/// <summary>One row in the act's hand.</summary>
/// <param name="shape">Its table.</param>
/// <param name="entity">As the act has it.</param>
/// <param name="before">As it was read or saved last; null for one that is new.</param>
internal sealed class HeldRow(RowShape shape, object entity, object? before)
{
    public RowShape Shape => shape;

    public object Entity => entity;

    public object? Before { get; private set; } = before;

    /// <summary>Whether its version rises though nothing else of it changes.</summary>
    public bool IsTouched { get; set; }

    /// <summary>The columns to be written.</summary>
    public ulong Changed() => Before is null ? shape.All : shape.Reading.Differ(Before, entity);

    public void Settle() => (Before, IsTouched) = (shape.Reading.Copy(entity), false);
}
