using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dispatch.Engine.Persistence;

/// <summary>How a row becomes an entity, and which columns set two entities of one table apart: compiled from the model once a process, with EF's own conversions and comparisons.</summary>
internal sealed class RowReading
{
    private readonly Lazy<Func<DbDataReader, object>> make;
    private readonly Lazy<Func<RowStatement, object>> makeKept;

    /// <summary>Compiles them for a table; of the two ways to read a row, that of the database at hand.</summary>
    public RowReading(Type entity, IReadOnlyList<RowColumn> columns)
    {
        make = new(() => Maker<DbDataReader>(entity, columns, nameof(DbDataReader.IsDBNull), Driven));
        makeKept = new(() => Maker<RowStatement>(entity, columns, nameof(RowStatement.IsNull), Kept));
        (Copy, Differ) = (Copier(entity, columns), Differer(entity, columns));
    }

    /// <summary>The entity of the row the reader stands at; the columns come in the order of the shape's.</summary>
    public Func<DbDataReader, object> Make => make.Value;

    /// <summary>The entity of the row a statement of SQLite stands at; the columns come in the same order.</summary>
    public Func<RowStatement, object> MakeKept => makeKept.Value;

    /// <summary>The same values in another entity. What is kept as JSON or bytes is shared: it is never changed in place.</summary>
    public Func<object, object> Copy { get; }

    /// <summary>The columns in which two entities are not the same, a bit each.</summary>
    public Func<object, object, ulong> Differ { get; }

    private static Func<TRow, object> Maker<TRow>(Type entity, IReadOnlyList<RowColumn> columns, string isNull, Func<ParameterExpression, RelationalTypeMapping, Expression, Expression> read)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, object>>(Filled(entity, columns, (column, at) => Value(row, column, at, isNull, read)), row).Compile();
    }

    private static Func<object, object> Copier(Type entity, IReadOnlyList<RowColumn> columns)
    {
        var given = Expression.Parameter(typeof(object), "given");
        var source = Expression.Variable(entity, "source");
        return Expression.Lambda<Func<object, object>>(
            Expression.Block([source], Expression.Assign(source, Expression.Convert(given, entity)), Filled(entity, columns, (column, _) => Expression.Property(source, column.Property.PropertyInfo!))),
            given).Compile();
    }

    private static Func<object, object, ulong> Differer(Type entity, IReadOnlyList<RowColumn> columns)
    {
        var (one, other) = (Expression.Parameter(typeof(object), "one"), Expression.Parameter(typeof(object), "other"));
        var (a, b) = (Expression.Variable(entity, "a"), Expression.Variable(entity, "b"));
        var bits = columns.Select((column, at) => (Expression)Expression.Condition(Same(column.Property, a, b), Expression.Constant(0UL), Expression.Constant(1UL << at))).Aggregate(Expression.Or);
        return Expression.Lambda<Func<object, object, ulong>>(
            Expression.Block([a, b], Expression.Assign(a, Expression.Convert(one, entity)), Expression.Assign(b, Expression.Convert(other, entity)), bits), one, other).Compile();
    }

    /// <summary>A new entity with every property set, init or private as its setter may be.</summary>
    private static BlockExpression Filled(Type entity, IReadOnlyList<RowColumn> columns, Func<RowColumn, int, Expression> value)
    {
        var made = Expression.Variable(entity, "made");
        return Expression.Block(
            typeof(object),
            [made],
            [
                Expression.Assign(made, Expression.New(entity)),
                .. columns.Select((column, at) => Expression.Assign(Expression.Property(made, column.Property.PropertyInfo!), value(column, at))),
                Expression.Convert(made, typeof(object)),
            ]);
    }

    /// <summary>A value as the driver reads it.</summary>
    private static Expression Driven(ParameterExpression row, RelationalTypeMapping mapping, Expression place)
    {
        var read = mapping.GetDataReaderMethod();
        var reader = read.DeclaringType == typeof(DbDataReader) ? row : (Expression)Expression.Convert(row, read.DeclaringType!);
        return mapping.CustomizeDataReaderExpression(Expression.Call(reader, read, place));
    }

    /// <summary>A value as SQLite holds it.</summary>
    private static MethodCallExpression Kept(ParameterExpression row, RelationalTypeMapping mapping, Expression place)
    {
        var held = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Expression.Call(row, nameof(RowStatement.Read), [Nullable.GetUnderlyingType(held) ?? held], place);
    }

    private static Expression Value(ParameterExpression row, RowColumn column, int at, string isNull, Func<ParameterExpression, RelationalTypeMapping, Expression, Expression> read)
    {
        var (mapping, place) = (column.Mapping, Expression.Constant(at));
        var value = read(row, mapping, place);
        if (mapping.Converter is { } converter)
        {
            value = Expression.Invoke(converter.ConvertFromProviderExpression, As(value, converter.ConvertFromProviderExpression.Parameters[0].Type));
        }

        value = As(value, column.Property.ClrType);
        return column.Property.IsNullable
            ? Expression.Condition(Expression.Call(row, isNull, null, place), Expression.Default(column.Property.ClrType), value)
            : value;
    }

    private static Expression Same(IProperty property, Expression a, Expression b)
    {
        var comparer = property.GetValueComparer();
        var (left, right) = (Expression.Property(a, property.PropertyInfo!), Expression.Property(b, property.PropertyInfo!));
        return comparer.Type == property.ClrType
            ? Expression.Invoke(comparer.EqualsExpression, left, right)
            : Expression.Call(Expression.Constant(comparer, typeof(ValueComparer)), nameof(ValueComparer.Equals), null, As(left, typeof(object)), As(right, typeof(object)));
    }

    private static Expression As(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
