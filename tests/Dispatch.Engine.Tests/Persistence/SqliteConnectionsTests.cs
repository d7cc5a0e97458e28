using System.Data.Common;
using Dispatch.Engine.Persistence;
using Microsoft.Data.Sqlite;

namespace Dispatch.Engine.Tests.Persistence;

public sealed class SqliteConnectionsTests
{
    private string folder = string.Empty;
    private SqliteConnections house = null!;

    [SetUp]
    public async Task Open()
    {
        folder = System.IO.Directory.CreateTempSubdirectory("dispatch-lent-").FullName;
        house = new SqliteConnections($"Data Source={Path.Combine(folder, "lent.db")}");
        await using var connection = Lent();
        await DoAsync(connection, "CREATE TABLE numbers (n integer PRIMARY KEY)");
    }

    [TearDown]
    public void Close()
    {
        house.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_statement_is_parsed_once_and_answers_with_the_values_of_each_asking()
    {
        await using var connection = Lent();
        for (var i = 0; i < 3; i++)
        {
            await DoAsync(connection, "INSERT INTO numbers VALUES (@n)", ("@n", i));
        }

        var before = connection.Kept.Take("INSERT INTO numbers VALUES (@n)");
        connection.Kept.GiveBack(before);

        Assert.That(await AskAsync(connection, "SELECT sum(n) FROM numbers"), Is.EqualTo(3));
        Assert.That(connection.Kept.Take("INSERT INTO numbers VALUES (@n)"), Is.SameAs(before));
    }

    [Test]
    public async Task Two_readings_of_one_sentence_at_once_do_not_meet()
    {
        await using var connection = Lent();
        await DoAsync(connection, "INSERT INTO numbers VALUES (1), (2), (3)");

        await using var outer = Command(connection, "SELECT n FROM numbers ORDER BY n");
        await using var rows = await outer.ExecuteReaderAsync();
        Assert.That(await rows.ReadAsync(), Is.True);
        var inner = await AskAsync(connection, "SELECT n FROM numbers ORDER BY n");
        Assert.That(await rows.ReadAsync(), Is.True);

        Assert.That((inner, rows.GetInt64(0)), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Acts_get_the_connection_the_last_act_had_and_questions_another()
    {
        KeptConnection first;
        await using (var act = Lent())
        {
            await using var transaction = await act.BeginTransactionAsync();
            first = act.Kept;
            await transaction.CommitAsync();
        }

        await using var question = Lent();
        var reader = question.Kept;
        await using var next = Lent();
        await using var again = await next.BeginTransactionAsync();

        Assert.That(next.Kept, Is.SameAs(first));
        Assert.That(reader, Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_connection_given_back_in_the_middle_of_a_transaction_is_closed_and_its_work_undone()
    {
        KeptConnection left;
        await using (var act = Lent())
        {
            var transaction = await act.BeginTransactionAsync();
            left = act.Kept;
            await using var command = Command(act, "INSERT INTO numbers VALUES (7)", transaction);
            await command.ExecuteNonQueryAsync();
        }

        await using var next = Lent();
        await using var again = await next.BeginTransactionAsync();

        Assert.That(next.Kept, Is.Not.SameAs(left));
        Assert.That(await AskAsync(next, "SELECT count(*) FROM numbers", again), Is.Zero);
    }

    [Test]
    public async Task A_statement_the_database_refused_can_be_asked_again()
    {
        await using var connection = Lent();
        await DoAsync(connection, "INSERT INTO numbers VALUES (@n)", ("@n", 1));

        Assert.That(async () => await DoAsync(connection, "INSERT INTO numbers VALUES (@n)", ("@n", 1)), Throws.TypeOf<SqliteException>());
        await DoAsync(connection, "INSERT INTO numbers VALUES (@n)", ("@n", 2));

        Assert.That(await AskAsync(connection, "SELECT count(*) FROM numbers"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_statement_parsed_before_a_table_changed_is_right_after_it()
    {
        await using var connection = Lent();
        await DoAsync(connection, "INSERT INTO numbers VALUES (1)");
        Assert.That(await AskAsync(connection, "SELECT count(*) FROM numbers"), Is.EqualTo(1));

        await using (var other = Lent())
        {
            await DoAsync(other, "ALTER TABLE numbers ADD COLUMN word text");
            await DoAsync(other, "INSERT INTO numbers VALUES (2, 'hai')");
        }

        Assert.That(await AskAsync(connection, "SELECT count(*) FROM numbers"), Is.EqualTo(2));
    }

    private LentConnection Lent()
    {
        var connection = new LentConnection(house);
        connection.Open();
        return connection;
    }

    private static DbCommand Command(LentConnection connection, string sentence, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        command.Say(sentence);
        command.Transaction = transaction;
        return command;
    }

    private static async Task DoAsync(LentConnection connection, string sentence, params (string Name, object Value)[] values)
    {
        await using var command = Command(connection, sentence);
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> AskAsync(LentConnection connection, string sentence, DbTransaction? transaction = null)
    {
        await using var command = Command(connection, sentence, transaction);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
