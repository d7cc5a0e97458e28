using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// One sentence of SQLite that writes a row, parsed once and carried out with row after row. Its values are bound by their places: the driver makes a parameter of each and looks up where its name stands,
/// every time, which for a row of thirty columns costs more than SQLite's own work.
/// </summary>
internal sealed class RowStatement : IDisposable
{
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
            DateOnly day => raw.sqlite3_bind_text(statement, place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            TimeOnly time => raw.sqlite3_bind_text(statement, place, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"A {value.GetType().Name} is bound to no place of a sentence."),
        });
    }

    /// <summary>Carries it out with the values bound, and is ready for the next.</summary>
    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Run()
    {
        place = 0;
        var answer = raw.sqlite3_step(statement);
        if (answer is not raw.SQLITE_DONE)
        {
            Check(answer);
        }

        var rows = raw.sqlite3_changes(database);
        Check(raw.sqlite3_reset(statement));
        Check(raw.sqlite3_clear_bindings(statement));
        return rows;
    }

    /// <inheritdoc />
    public void Dispose() => statement.Dispose();

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, database);
}
