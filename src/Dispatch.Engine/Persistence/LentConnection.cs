using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Dispatch.Engine.Persistence;

/// <summary>What a context holds as its connection: borrowed when the first statement or transaction needs it, given back when the context closes it.</summary>
internal sealed class LentConnection(SqliteConnections house) : DbConnection
{
    private KeptConnection? kept;
    private LentTransaction? begun;
    private ConnectionState state = ConnectionState.Closed;

    /// <inheritdoc />
    [AllowNull]
    public override string ConnectionString
    {
        get => house.ConnectionString;
        set => throw new NotSupportedException("A kept connection stays with its file.");
    }

    /// <inheritdoc />
    public override string Database => "main";

    /// <inheritdoc />
    public override string DataSource => new SqliteConnectionStringBuilder(house.ConnectionString).DataSource;

    /// <inheritdoc />
    public override string ServerVersion => SQLitePCL.raw.sqlite3_libversion().utf8_to_string();

    /// <inheritdoc />
    public override ConnectionState State => state;

    /// <summary>The connection borrowed.</summary>
    /// <exception cref="InvalidOperationException">It is closed.</exception>
    public KeptConnection Kept => state is ConnectionState.Open ? kept ??= house.Take(forAct: false) : throw new InvalidOperationException("The connection is closed.");

    /// <summary>The transaction that goes on, which a sentence belongs to whether it says so or not; null when none does.</summary>
    public LentTransaction? Current => begun is { Inner.Connection: not null } ? begun : null;

    /// <inheritdoc />
    public override void Open() => state = ConnectionState.Open;

    /// <inheritdoc />
    public override void Close()
    {
        (state, begun) = (ConnectionState.Closed, null);
        if (kept is { } borrowed)
        {
            kept = null;
            house.GiveBack(borrowed);
        }
    }

    /// <inheritdoc />
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("SQLite has one database a file.");

    /// <inheritdoc />
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        kept ??= house.Take(forAct: true);
        return begun = new LentTransaction(this, Kept.Connection.BeginTransaction(isolationLevel));
    }

    /// <inheritdoc />
    protected override DbCommand CreateDbCommand() => new LentCommand(this);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A transaction on a borrowed connection.</summary>
internal sealed class LentTransaction(LentConnection connection, SqliteTransaction inner) : DbTransaction
{
    /// <summary>The transaction itself.</summary>
    public SqliteTransaction Inner => inner;

    /// <inheritdoc />
    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    /// <inheritdoc />
    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    /// <inheritdoc />
    protected override DbConnection DbConnection => connection;

    /// <inheritdoc />
    public override void Commit() => inner.Commit();

    /// <inheritdoc />
    public override void Rollback() => inner.Rollback();

    /// <inheritdoc />
    public override void Save(string savepointName) => inner.Save(savepointName);

    /// <inheritdoc />
    public override void Rollback(string savepointName) => inner.Rollback(savepointName);

    /// <inheritdoc />
    public override void Release(string savepointName) => inner.Release(savepointName);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A sentence with its values; what carries it out is a statement that was parsed before, if there is one.</summary>
internal sealed class LentCommand(LentConnection connection) : DbCommand
{
    private readonly SqliteCommand values = new();
    private SqliteCommand? statement;
    private KeptConnection? from;
    private DbDataReader? rows;
    private string sentence = string.Empty;

    /// <inheritdoc />
    [AllowNull]
    public override string CommandText
    {
        get => sentence;
        set
        {
            LetGo();
            sentence = value ?? string.Empty;
        }
    }

    /// <inheritdoc />
    public override int CommandTimeout
    {
        get => values.CommandTimeout;
        set => values.CommandTimeout = value;
    }

    /// <inheritdoc />
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value is not CommandType.Text)
            {
                throw new NotSupportedException("SQLite knows sentences only.");
            }
        }
    }

    /// <inheritdoc />
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc />
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc />
    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            if (!ReferenceEquals(value, connection))
            {
                throw new NotSupportedException("A command stays with its connection.");
            }
        }
    }

    /// <inheritdoc />
    protected override DbTransaction? DbTransaction { get; set; }

    /// <inheritdoc />
    protected override DbParameterCollection DbParameterCollection => values.Parameters;

    /// <inheritdoc />
    public override void Cancel()
    {
        // A statement of SQLite runs to its end; who waits for it is told by the token.
    }

    /// <inheritdoc />
    public override void Prepare()
    {
        // Every statement is kept parsed.
    }

    /// <inheritdoc />
    public override int ExecuteNonQuery() => Do(command => command.ExecuteNonQuery());

    /// <inheritdoc />
    public override object? ExecuteScalar() => Do(command => command.ExecuteScalar());

    /// <inheritdoc />
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => rows = Do(command => command.ExecuteReader(behavior));

    /// <inheritdoc />
    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            LetGo();
            values.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Do<T>(Func<SqliteCommand, T> execute)
    {
        var command = Statement();
        command.Parameters.Clear();
        foreach (SqliteParameter value in values.Parameters)
        {
            command.Parameters.Add(value);
        }

        command.Transaction = (DbTransaction as LentTransaction ?? connection.Current)?.Inner;
        command.CommandTimeout = CommandTimeout;
        try
        {
            return execute(command);
        }
        catch
        {
            // A statement that failed is not kept: nobody need know how far it came.
            (statement, from) = (null, null);
            command.Dispose();
            throw;
        }
    }

    private SqliteCommand Statement()
    {
        var now = connection.Kept;
        if (statement is null || from != now)
        {
            LetGo();
            (statement, from) = (now.Take(sentence), now);
        }

        return statement;
    }

    /// <summary>Gives the statement back; one whose rows were not read to the end, or whose connection was given back before it, is closed.</summary>
    private void LetGo()
    {
        if (statement is not { } held)
        {
            return;
        }

        var isClean = rows is null or { IsClosed: true };
        statement = null;
        if (isClean && connection.State is ConnectionState.Open && from == connection.Kept)
        {
            from!.GiveBack(held);
        }
        else
        {
            held.Dispose();
        }
    }
}
