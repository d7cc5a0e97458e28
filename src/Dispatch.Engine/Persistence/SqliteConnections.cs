using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// The SQLite connections of this process, kept open with the statements parsed on them and lent to whoever asks the database. The driver's own pool parses every statement
/// anew, which was a fifth of what an act cost. Acts get one and the same connection, so that the pages they change are in its memory: a connection that missed another's
/// commit forgets all it has read.
/// </summary>
internal sealed class SqliteConnections(string connectionString) : DbConnectionInterceptor, IDisposable
{
    /// <summary>WAL with synchronous=NORMAL lost acknowledged commits in power-cut tests, FULL lost none. 16 MB of pages a connection; the log is taken into the file every 16 MB, not every 4.</summary>
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4096;";

    /// <summary>So many connections wait for the next reader; what a rush opened beyond them is closed again.</summary>
    private const int MostIdle = 16;

    private readonly ConcurrentStack<KeptConnection> writers = new();
    private readonly ConcurrentStack<KeptConnection> readers = new();
    private readonly string kept = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
    private volatile bool isClosed;

    /// <summary>As the office set it.</summary>
    public string ConnectionString => connectionString;

    /// <inheritdoc />
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        // Another string is EF's own question whether the file is there.
        eventData.ConnectionString == connectionString ? InterceptionResult<DbConnection>.SuppressWithResult(new LentConnection(this)) : result;

    /// <summary>A connection for one borrower, until it is given back.</summary>
    /// <param name="forAct">Whether a transaction begins on it.</param>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public KeptConnection Take(bool forAct) => (forAct ? writers : readers).TryPop(out var waiting) ? waiting : Open(forAct);

    /// <summary>The borrower is done.</summary>
    public void GiveBack(KeptConnection connection)
    {
        var waiting = connection.IsForActs ? writers : readers;
        if (isClosed || waiting.Count >= MostIdle || connection.IsInTransaction)
        {
            connection.Dispose();
            return;
        }

        waiting.Push(connection);
        if (isClosed)
        {
            CloseAll();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        isClosed = true;
        CloseAll();
    }

    private KeptConnection Open(bool forAct)
    {
        var connection = new SqliteConnection(kept);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            return new KeptConnection(connection, forAct);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CloseAll()
    {
        foreach (var waiting in new[] { writers, readers })
        {
            while (waiting.TryPop(out var connection))
            {
                connection.Dispose();
            }
        }
    }
}

/// <summary>One open connection and the statements parsed on it. It has one borrower at a time.</summary>
internal sealed class KeptConnection(SqliteConnection connection, bool isForActs) : IDisposable
{
    /// <summary>The engine has some 300 sentences; lists of values of many lengths make more.</summary>
    private const int MostStatements = 500;

    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);

    // A sentence over rows is one object of its table's shape: the object is looked for, not its text of a thousand letters.
    private readonly Dictionary<object, RowStatement> rowStatements = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether acts are done on it, or it only answers questions.</summary>
    public bool IsForActs => isForActs;

    /// <summary>Whether its borrower left a transaction open.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>The connection itself.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>A statement, parsed before if there is one that nobody holds now.</summary>
    public SqliteCommand Take(string sentence)
    {
        if (statements.Remove(sentence, out var parsed))
        {
            return parsed;
        }

        var fresh = connection.CreateCommand();
        fresh.Say(sentence);
        return fresh;
    }

    /// <summary>The statement was carried out and its rows were read.</summary>
    public void GiveBack(SqliteCommand statement)
    {
        statement.Parameters.Clear();
        statement.Transaction = null;
        if (statements.Count >= MostStatements)
        {
            Forget();
        }

        if (!statements.TryAdd(statement.CommandText, statement))
        {
            statement.Dispose();
        }
    }

    /// <summary>Carries out a sentence that writes one row.</summary>
    /// <param name="sentence">As <see cref="RowShape"/> keeps it.</param>
    /// <param name="bind">Binds its values, one after the other.</param>
    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Write(string sentence, Action<RowStatement> bind) => With(sentence, statement =>
    {
        bind(statement);
        return statement.Run();
    });

    /// <summary>Asks for rows in a sentence, inside the transaction that goes on.</summary>
    /// <param name="asking">The sentence, its values and who reads the rows.</param>
    /// <param name="hand">Where the rows go.</param>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public void Ask(HeldAsking asking, HeldRows hand) => With(asking.Sentence, statement =>
    {
        asking.Bind(statement);
        asking.Read(hand, statement);
        statement.Reset();
        return 0;
    });

    private int With(string sentence, Func<RowStatement, int> use)
    {
        if (!rowStatements.Remove(sentence, out var statement))
        {
            statement = new RowStatement(connection.Handle!, sentence);
        }

        try
        {
            var rows = use(statement);
            Keep(sentence, statement);
            return rows;
        }
        catch
        {
            // A statement that failed is not kept: nobody need know how far it came.
            statement.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Keep(string sentence, RowStatement statement)
    {
        if (rowStatements.Count >= MostStatements)
        {
            Forget();
        }

        rowStatements.Add(sentence, statement);
    }

    private void Forget()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        foreach (var statement in rowStatements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
        rowStatements.Clear();
    }
}
