using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// A question after whole rows of one table, by values of named properties, asked while an act goes on: its sentence is composed once a process, its rows are read by
/// <see cref="RowReading"/> and held by <see cref="HeldRows"/>. It names no person: what a person may see, <see cref="Directory.Visibility"/> has decided before and gives as a value.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
/// <param name="equal">The properties whose values are given, in the order in which they will be.</param>
internal sealed class HeldQuestion<T>(params string[] equal)
    where T : class
{
    private readonly ConcurrentDictionary<Type, HeldSentence> kept = new();

    /// <summary>A property that must hold nothing; null for no such condition.</summary>
    public string? AndNull { get; init; }

    /// <summary>Whether the rows are locked as they are read, where a database has more than one writer.</summary>
    public bool IsLocking { get; init; }

    /// <summary>The question with its values, not asked yet.</summary>
    public HeldAsking<T> Of(DispatchDbContext db, params object[] values) => new(kept.GetOrAdd(db.GetType(), (_, asked) => asked.Self.Compose(asked.db), (Self: this, db)), values);

    /// <summary>The rows.</summary>
    public async Task<IReadOnlyList<T>> AskAsync(DispatchDbContext db, CancellationToken cancellationToken, params object[] values)
    {
        var asking = Of(db, values);
        if (!db.Held.Holds(asking.Shape))
        {
            await using var maker = db.Database.GetDbConnection().CreateCommand();
            return await db.Set<T>().FromSqlRaw(asking.Sentence, [.. asking.Parameters(maker)]).ToListAsync(cancellationToken);
        }

        await db.Held.AskAsync([asking], cancellationToken);
        return asking.Rows;
    }

    private HeldSentence Compose(DispatchDbContext db)
    {
        var shape = RowShape.Of(db, db.Model.FindEntityType(typeof(T))!);
        var sql = db.GetService<ISqlGenerationHelper>();
        var asked = equal.Select((name, at) => (Column: shape.Column(name), Place: sql.GenerateParameterName(string.Create(CultureInfo.InvariantCulture, $"k{at}")))).ToList();
        var conditions = asked.ConvertAll(one => $"{one.Column.Name} = {one.Place}");
        if (AndNull is not null)
        {
            conditions.Add($"{shape.Column(AndNull).Name} IS NULL");
        }

        var (hint, tail) = (IsLocking && db.Database.IsSqlServer() ? " WITH (UPDLOCK, ROWLOCK)" : string.Empty, IsLocking && db.Database.IsNpgsql() ? " FOR UPDATE" : string.Empty);
        return new HeldSentence(shape, $"SELECT {string.Join(", ", shape.Columns.Select(column => column.Name))} FROM {shape.Table}{hint} WHERE {string.Join(" AND ", conditions)}{tail}", asked);
    }
}

/// <summary>A question as one database is asked it.</summary>
/// <param name="Shape">The table.</param>
/// <param name="Words">The sentence.</param>
/// <param name="Asked">What is given and where it goes.</param>
internal sealed record HeldSentence(RowShape Shape, string Words, IReadOnlyList<(RowColumn Column, string Place)> Asked);

/// <summary>A question on its way.</summary>
internal abstract class HeldAsking(HeldSentence sentence, object[] values)
{
    /// <summary>What it is asked in.</summary>
    public string Sentence => sentence.Words;

    /// <summary>The table it is about.</summary>
    public RowShape Shape => sentence.Shape;

    /// <summary>The entity it is about.</summary>
    public Type Entity => Shape.Entity.ClrType;

    /// <summary>Its values as parameters.</summary>
    public IEnumerable<DbParameter> Parameters(DbCommand maker) => sentence.Asked.Zip(values, (asked, value) => asked.Column.Parameter(maker, asked.Place, value));

    /// <summary>Puts its values where they go.</summary>
    public void Fill(DbCommand maker, DbParameterCollection places)
    {
        foreach (var parameter in Parameters(maker))
        {
            places.Add(parameter);
        }
    }

    /// <summary>The same, bound by their places.</summary>
    public void Bind(RowStatement statement)
    {
        foreach (var (asked, value) in sentence.Asked.Zip(values))
        {
            statement.Bind(asked.Column.Stored(value));
        }
    }

    /// <summary>Whether it asks what another one asked.</summary>
    public bool IsSameAs(HeldAsking other) => other.Sentence == Sentence && values.SequenceEqual(other.Values);

    /// <summary>Takes the answer of another that asked the same.</summary>
    public abstract void AnswerAs(HeldAsking other);

    /// <summary>Reads the rows of its answer into the hand of the act.</summary>
    public abstract Task ReadAsync(HeldRows hand, DbDataReader answer, CancellationToken cancellationToken);

    /// <summary>The same, from a statement of SQLite.</summary>
    public abstract void Read(HeldRows hand, RowStatement answer);

    private object[] Values => values;
}

/// <summary>The same, with its rows once it was asked.</summary>
internal sealed class HeldAsking<T>(HeldSentence sentence, object[] values) : HeldAsking(sentence, values)
    where T : class
{
    private List<T> rows = [];

    /// <summary>The answer; empty before.</summary>
    public IReadOnlyList<T> Rows => rows;

    /// <inheritdoc />
    public override void AnswerAs(HeldAsking other) => rows = ((HeldAsking<T>)other).rows;

    /// <inheritdoc />
    public override async Task ReadAsync(HeldRows hand, DbDataReader answer, CancellationToken cancellationToken)
    {
        while (await answer.ReadAsync(cancellationToken))
        {
            rows.Add((T)hand.Take(Shape, Shape.Reading.Make(answer)));
        }
    }

    /// <inheritdoc />
    public override void Read(HeldRows hand, RowStatement answer)
    {
        while (answer.Step())
        {
            rows.Add((T)hand.Take(Shape, Shape.Reading.MakeKept(answer)));
        }
    }
}
