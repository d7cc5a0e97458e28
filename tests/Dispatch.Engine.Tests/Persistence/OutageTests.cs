using Dispatch.Engine.Directory;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>What is waited for, how long, and what is told when it does not come.</summary>
public sealed class OutageTests
{
    [Test]
    public async Task Who_waits_for_a_turn_that_does_not_come_is_told_and_the_line_goes_on()
    {
        using var line = new WriterQueue(oneAtATime: true, TimeSpan.FromMilliseconds(50));
        var first = await line.EnterAsync(CancellationToken.None);

        Assert.That(async () => await line.EnterAsync(CancellationToken.None), Throws.TypeOf<WritersBusyException>());

        first.Dispose();
        (await line.EnterAsync(CancellationToken.None)).Dispose();
    }

    [TestCase(5, 5, false)]
    [TestCase(5, 517, true)]
    [TestCase(5, 261, true)]
    [TestCase(6, 6, true)]
    [TestCase(13, 13, false)]
    public void A_file_that_was_held_for_all_of_the_patience_is_not_tried_again(int code, int extended, bool isTransient) =>
        Assert.That(new SqliteDialect().IsTransient(new DbUpdateException("wrapped", new SqliteException("busy", code, extended))), Is.EqualTo(isTransient));

    [Test]
    public async Task A_node_that_stands_still_in_an_act_is_let_go_of_before_those_who_wait_give_up()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.PostgreSql);

        var patience = await office.Look(async db =>
        {
            await using var act = await db.Database.BeginTransactionAsync();
            await db.Set<Body>().AnyAsync();
            return (await db.Database.SqlQueryRaw<int>("SELECT setting::int AS \"Value\" FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'").ToListAsync()).Single();
        });

        Assert.That(patience, Is.InRange(1, 29_999), "milliseconds; a command waits 30 s");
        Assert.That(Outages.Of(new PostgresException("terminating connection", "FATAL", "FATAL", "25P03"))?.Code, Is.EqualTo("storage.unreachable"));
    }

    [TestCase("Host=db", 40, 200)]
    [TestCase("Host=db;MaxPoolSize=7;MaxAutoPrepare=0", 7, 0)]
    [TestCase("Host=db;Maximum Pool Size=90", 90, 200)]
    public void Two_nodes_fit_into_what_a_server_takes_unless_the_office_says_how_many(string said, int connections, int prepared)
    {
        var read = new NpgsqlConnectionStringBuilder(EngineServices.Prepared(said));

        Assert.That((read.MaxPoolSize, read.MaxAutoPrepare), Is.EqualTo((connections, prepared)));
    }

    [Test]
    public void A_fault_of_the_program_is_no_outage()
    {
        Assert.That(Outages.Of(new InvalidOperationException("x", new SqliteException("constraint", 19))), Is.Null);
        Assert.That(Outages.Of(new PostgresException("syntax error", "ERROR", "ERROR", "42601")), Is.Null);
        Assert.That(Outages.Of(new IOException("gone", 2)), Is.Null);
    }
}
