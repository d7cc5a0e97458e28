using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// One sentence of SQLite that writes a row or asks for some, parsed once and carried out with one set of values after the other. They are bound by their places: the driver makes a parameter of each and looks
/// up where its name stands, every time, which for a row of thirty columns costs more than SQLite's own work.
/// </summary>
internal sealed class RowStatement : IDisposable
{
    private const string Day = "yyyy-MM-dd";

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private int place;

    /// <summary>Parses it.</summary>
    /// <exception cref="SqliteException">SQLite does not understand it.</exception>
    public RowStatement(sqlite3 database, string sentence)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sentence, out statement));
    }

    /// <summary>Binds the next value, as the driver would write it.</summary>
    /// <exception cref="NotSupportedException">No column of ours is kept as such a value.</exception>
    public void Bind(object value)
    {
        place++;
        if (value is DBNull)
        {
            // A place nothing is bound to holds nothing, and half the places of a new row do.
            return;
        }

        Check(value switch
        {
            string text => raw.sqlite3_bind_text(statement, place, text),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            bool isSo => raw.sqlite3_bind_int64(statement, place, isSo ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, place, number),
            DateOnly day => raw.sqlite3_bind_text(statement, place, day.ToString(Day, CultureInfo.InvariantCulture)),
            TimeOnly time => raw.sqlite3_bind_text(statement, place, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"A {value.GetType().Name} is bound to no place of a sentence."),
        });
    }

    /// <summary>Carries it out with the values bound, and is ready for the next.</summary>
    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Run()
    {
        if (Step())
        {
            throw new InvalidOperationException("A sentence that writes has no answer.");
        }

        var rows = raw.sqlite3_changes(database);
        Reset();
        return rows;
    }

    /// <summary>Goes to the next row of its answer with the values bound; false after the last.</summary>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public bool Step()
    {
        var answer = raw.sqlite3_step(statement);
        if (answer is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(answer);
        }

        return answer is raw.SQLITE_ROW;
    }

    /// <summary>Whether a column of the row holds nothing.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) is raw.SQLITE_NULL;

    /// <summary>What a column of the row holds, as <see cref="Bind"/> wrote it.</summary>
    /// <exception cref="NotSupportedException">No column of ours is kept as such a value.</exception>
    public T Read<T>(int column) => typeof(T) switch
    {
        var type when type == typeof(string) => (T)(object)raw.sqlite3_column_text(statement, column).utf8_to_string(),
        var type when type == typeof(byte[]) => (T)(object)raw.sqlite3_column_blob(statement, column).ToArray(),
        var type when type == typeof(long) => (T)(object)raw.sqlite3_column_int64(statement, column),
        var type when type == typeof(int) => (T)(object)raw.sqlite3_column_int(statement, column),
        var type when type == typeof(bool) => (T)(object)(raw.sqlite3_column_int(statement, column) != 0),
        var type when type == typeof(double) => (T)(object)raw.sqlite3_column_double(statement, column),
        var type when type == typeof(DateOnly) => (T)(object)DateOnly.ParseExact(raw.sqlite3_column_text(statement, column).utf8_to_string(), Day, CultureInfo.InvariantCulture),
        var type => throw new NotSupportedException($"No column is read as a {type.Name}."),
    };

    /// <summary>Is ready for the next values.</summary>
    public void Reset()
    {
        place = 0;
        Check(raw.sqlite3_reset(statement));
        Check(raw.sqlite3_clear_bindings(statement));
    }

    /// <inheritdoc />
    public void Dispose() => statement.Dispose();

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, database);
}
