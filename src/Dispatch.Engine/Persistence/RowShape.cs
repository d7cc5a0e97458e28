using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// How the rows of one table are written: its columns and the sentences over them, drawn from the model once a process. Which columns a sentence changes is a set of bits, so that the same
/// change of another row is the same sentence, word for word, and finds its statement parsed.
/// </summary>
internal sealed class RowShape
{
    private const string Annotation = "Dispatch:RowShape";

    /// <summary>As many columns as a set of bits holds.</summary>
    private const int MostColumns = 64;

    private readonly ConcurrentDictionary<ulong, string> updates = new();
    private readonly int[] guards;
    private readonly string[] values;
    private readonly string[] former;
    private readonly bool isOurs;
    private readonly bool isMadeHere;
    private readonly ulong unique;
    private readonly Lazy<RowReading> reading;

    private RowShape(DispatchDbContext db, IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        Entity = entity;
        Table = sql.DelimitIdentifier(entity.GetTableName()!);
        Columns = [.. entity.GetProperties().Select(property => new RowColumn(property, sql.DelimitIdentifier(property.GetColumnName(table)!)))];
        // Named as the sentence names them, sign and all: SQLite's driver tries every sign for a name that has none.
        values = [.. Columns.Select((_, at) => sql.GenerateParameterName(FormattableString.Invariant($"c{at}")))];
        former = [.. Columns.Select((_, at) => sql.GenerateParameterName(FormattableString.Invariant($"was{at}")))];
        Given = [.. Columns.Where(column => column.IsGiven)];
        Key = [.. Columns.Where(column => column.Property.IsPrimaryKey())];
        // The key says which row, the version that it is still the row that was read.
        guards = [.. Columns.Index().Where(column => column.Item.Property.IsPrimaryKey() || column.Item.Property.IsConcurrencyToken).Select(column => column.Index)];
        isOurs = Columns.Count <= MostColumns && entity.BaseType is null && !entity.GetDirectlyDerivedTypes().Any() && !entity.GetForeignKeys().Any() && !entity.GetReferencingForeignKeys().Any()
            && !entity.GetComplexProperties().Any() && entity.GetProperties().All(property => property.PropertyInfo is not null);
        isMadeHere = Given.Count == Columns.Count;
        IsHeld = isOurs && isMadeHere && entity.ClrType.GetConstructor(Type.EmptyTypes) is not null && entity.GetProperties().All(property => property.PropertyInfo?.SetMethod is not null);
        KeyBits = BitsOf([.. Key.Select(column => column.Property)]);
        unique = entity.GetIndexes().Where(index => index.IsUnique).Aggregate(0UL, (bits, index) => bits | BitsOf(index.Properties));
        reading = new Lazy<RowReading>(() => new RowReading(entity.ClrType, Columns));
        Insert = Inserting(Columns);
        InsertGiven = isMadeHere ? Insert : Inserting(Given);
        Delete = $"DELETE FROM {Table}{Where()}";
    }

    /// <summary>The table's entity.</summary>
    public IEntityType Entity { get; }

    /// <summary>The table as sentences name it.</summary>
    public string Table { get; }

    /// <summary>Its columns, in the order of the values of <see cref="Insert"/>.</summary>
    public IReadOnlyList<RowColumn> Columns { get; }

    /// <summary>Those whose values are given, and not made by the database.</summary>
    public IReadOnlyList<RowColumn> Given { get; }

    /// <summary>The columns that say which row.</summary>
    public IReadOnlyList<RowColumn> Key { get; }

    /// <summary>The bits of the columns that say which row.</summary>
    public ulong KeyBits { get; }

    /// <summary>Whether an act may read and add rows of it past EF.</summary>
    public bool IsHeld { get; }

    /// <summary>How its rows become entities.</summary>
    public RowReading Reading => reading.Value;

    /// <summary>Adds one row.</summary>
    public string Insert { get; }

    /// <summary>Adds one row of which the database makes the rest.</summary>
    public string InsertGiven { get; }

    /// <summary>Takes out one row that is still as it was read.</summary>
    public string Delete { get; }

    /// <summary>Whether many rows of it can be added past the change tracker, in any order.</summary>
    public bool IsFree => isOurs && isMadeHere;

    /// <summary>The shape of an entity's table.</summary>
    public static RowShape Of(DispatchDbContext db, IEntityType entity) =>
        entity.GetOrAddRuntimeAnnotationValue(Annotation, static asked => new RowShape(asked.db, asked.entity), (db, entity));

    /// <summary>Whether the change can be written here: of a table that no foreign key orders, without a value that the database makes.</summary>
    public bool Takes(EntityEntry entry) => isOurs && (entry.State is not EntityState.Added || isMadeHere) && !MovesUnique(entry);

    /// <summary>Whether the change of a row in hand can be written here; one that moves what is unique cannot.</summary>
    public bool Takes(RowChange change) => change.State is EntityState.Added || (change.Columns & unique) == 0;

    /// <summary>The column of a property.</summary>
    public RowColumn Column(string property) => Columns.First(column => column.Property.Name == property);

    /// <summary>The columns of a changed row that were changed.</summary>
    public ulong Changed(EntityEntry entry)
    {
        var changed = 0UL;
        for (var at = 0; at < Columns.Count; at++)
        {
            changed |= entry.Property(Columns[at].Property).IsModified ? 1UL << at : 0;
        }

        return changed;
    }

    /// <summary>Changes those columns of one row that is still as it was read.</summary>
    public string Update(ulong changed) => updates.GetOrAdd(
        changed, (bits, shape) => $"UPDATE {shape.Table} SET {string.Join(", ", shape.Columns.Index().Where(column => Has(bits, column.Index)).Select(column => $"{column.Item.Name} = {shape.values[column.Index]}"))}{shape.Where()}", this);

    /// <summary>The values of a sentence over one row, in the order of its places, and what it calls each place.</summary>
    public IEnumerable<(RowColumn Column, string Place, object? Value)> Values(RowChange change)
    {
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Has(change.Columns, at))
            {
                yield return (Columns[at], values[at], Columns[at].Value(change.Entity));
            }
        }

        if (change.State is EntityState.Added)
        {
            yield break;
        }

        foreach (var at in guards)
        {
            yield return (Columns[at], former[at], change.Former(Columns[at]));
        }
    }

    /// <summary>Rows in the order of their key: SQLite then fills page after page instead of opening each again.</summary>
    public IEnumerable<object> InOrder(IEnumerable<object> rows) => Key.Aggregate(rows.OrderBy(_ => 0), (ordered, column) => ordered.ThenBy(row => column.Stored(column.Value(row)), RowColumn.InOrder));

    /// <summary>Every column.</summary>
    public ulong All => Columns.Count == MostColumns ? ulong.MaxValue : (1UL << Columns.Count) - 1;

    /// <summary>The names of the properties whose bits are set.</summary>
    public IEnumerable<string> Names(ulong bits) => Columns.Index().Where(column => Has(bits, column.Index)).Select(column => column.Item.Property.Name);

    private ulong BitsOf(IReadOnlyList<IProperty> properties) => Columns.Index().Where(column => properties.Contains(column.Item.Property)).Aggregate(0UL, (bits, column) => bits | (1UL << column.Index));

    private static bool Has(ulong bits, int at) => (bits >> at & 1) == 1;

    /// <summary>A row that takes over what is unique from another must wait until that one has let go; in which order, EF reckons.</summary>
    private bool MovesUnique(EntityEntry entry) => entry.State is EntityState.Modified
        && Entity.GetIndexes().Any(index => index.IsUnique && index.Properties.Any(property => entry.Property(property).IsModified));

    private string Inserting(IReadOnlyList<RowColumn> columns) =>
        $"INSERT INTO {Table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", values[..columns.Count])})";

    private string Where() => " WHERE " + string.Join(" AND ", guards.Select(at => $"{Columns[at].Name} = {former[at]}"));
}

/// <summary>A column and how its values go into a sentence.</summary>
/// <param name="Property">The property of the model.</param>
/// <param name="Name">The column as sentences name it.</param>
internal sealed record RowColumn(IProperty Property, string Name)
{
    /// <summary>Values as the database keeps them, in an order that is the same in every process.</summary>
    public static readonly IComparer<object> InOrder = Comparer<object>.Create((a, b) =>
        a is byte[] bytes ? bytes.AsSpan().SequenceCompareTo((byte[])b) : a is string text ? string.CompareOrdinal(text, (string)b) : Comparer<object>.Default.Compare(a, b));

    private readonly IClrPropertyGetter getter = Property.GetGetter();

    /// <summary>Whether its values are given, and not made by the database.</summary>
    public bool IsGiven => Property.ValueGenerated is ValueGenerated.Never || Property.ClrType == typeof(Guid);

    /// <summary>How the database keeps its values.</summary>
    public RelationalTypeMapping Mapping { get; } = (RelationalTypeMapping)Property.GetTypeMapping();

    /// <summary>What an entity holds for it.</summary>
    public object? Value(object entity) => getter.GetClrValue(entity);

    /// <summary>A value as the database keeps it.</summary>
    public object Stored(object? value) => (Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;

    /// <summary>A parameter with a value.</summary>
    public DbParameter Parameter(DbCommand maker, string name, object? value) => Mapping.CreateParameter(maker, name, value, Property.IsNullable);
}
