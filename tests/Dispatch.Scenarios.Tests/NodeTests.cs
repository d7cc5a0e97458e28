using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dispatch.Scenarios.Tests;

/// <summary>Two servers of one office as processes of their own: what an operator does to them, and what machines do. No number is lost or given twice, and nothing is told twice.</summary>
public sealed class NodeTests() : UseCaseFixture(DatabaseKind.PostgreSql)
{
    private const string Sessions = "SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'holder' AND pid <> pg_backend_pid() AND ";
    private const string Waiting = Sessions + "wait_event_type = 'Lock'";
    private const string InTheMiddle = Sessions + "state = 'idle in transaction'";

    private readonly List<ServerNode> nodes = [];

    [SetUp]
    public async Task StartAsync() => nodes.AddRange(await Task.WhenAll(ServerNode.StartAsync(Office), ServerNode.StartAsync(Office)));

    [TearDown]
    public async Task EndAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        nodes.Clear();
    }

    [Test]
    public async Task Servers_that_are_restarted_and_killed_under_load_fail_no_act_and_do_none_twice()
    {
        using var stop = new CancellationTokenSource();
        var callers = await Task.WhenAll(Enumerable.Range(0, 3).Select(at => NodeCaller.SignInAsync(tries => nodes[(at + tries) % nodes.Count].Address, Office, "clerk.db")));
        var clerks = callers.Select(caller => Task.Run(() => WorkAsync(caller, stop.Token))).ToList();

        var ends = new List<int> { await RestartAsync(0), await RestartAsync(1) };
        await nodes[0].KillAsync();
        await StartAgainAsync(0);
        await stop.CancelAsync();
        var given = (await Task.WhenAll(clerks)).SelectMany(numbers => numbers).Order().ToList();

        Assert.That(ends, Is.All.Zero, "told to stop, a server ends well");
        Assert.That(given, Has.Count.GreaterThan(10).And.EqualTo(Enumerable.Range(1, given.Count)), "each act that was answered has a number of its own and there is no gap");
        Assert.That(await RegisteredAsync(), Is.EqualTo(given), "and no act was done that nobody was told of");
        Assert.That(await WitnessedAsync(), Is.EqualTo(given.Count), "the witness they share can be read and knows the last");
        Assert.That((await Office.As("auditor.db").Do(new CheckAudit())).IsIntact);
    }

    [Test]
    public async Task A_server_that_stands_still_holds_nobody_up_and_what_it_says_when_it_is_back_is_refused()
    {
        using var clerk = await NodeCaller.SignInAsync(_ => nodes[0].Address, Office, "clerk.db");
        using var colleague = await NodeCaller.SignInAsync(_ => nodes[1].Address, Office, "clerk.db");
        var (hers, his) = (await clerk.TakeInAsync(), await colleague.TakeInAsync());
        nodes[1].Freeze();
        Task<int> held;
        await using (await HoldIncomingAsync())
        {
            await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên", "Ủy ban nhân dân tỉnh Lai Châu").AtAsync(OutgoingState.Issued);
            held = clerk.NumberAsync(hers);
            await UntilAsync("two transactions of the first server wait", async () => await CountAsync(Waiting) == 2);
            nodes[0].Freeze();
        }

        // It stands in the middle of an act and of a delivery: their rows are written and locked, and never committed. Its claim on the message runs out meanwhile.
        await UntilAsync("it stands in the middle of both", async () => await CountAsync(InTheMiddle) == 2);
        await Office.Look(db => db.Set<OutboxMessage>().Where(message => message.LeaseUntil != null).ExecuteUpdateAsync(set => set.SetProperty(message => message.LeaseUntil, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        nodes[1].Thaw();

        var first = await colleague.NumberAsync(his);
        await UntilAsync("the other server has carried everything", () => Office.Look(db => db.Set<OutboxMessage>().AllAsync(message => message.State == OutboxState.Done)));
        nodes[0].Thaw();
        var second = await held;
        await UntilAsync("the first has given its load up and carries again", () => Task.FromResult(nodes[0].Said.Contains("Rounds of Carrying go well again", StringComparison.Ordinal)));

        Assert.That((first, second, colleague.Repeats), Is.EqualTo((1, 2, 0)));
        Assert.That(await RegisteredAsync(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(await Office.Look(db => db.Set<IncomingDispatch>().CountAsync(incoming => incoming.State == IncomingState.Arrived)), Is.EqualTo(2), "it arrived once at each");
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().Select(message => message.Attempts).Distinct().ToListAsync()), Is.EqualTo(new[] { 1 }), "and nothing was closed twice");
        Assert.That((await Office.As("auditor.db").Do(new CheckAudit())).IsIntact);
    }

    /// <summary>A clerk's program: takes papers in and numbers them, at whichever server answers, until it is told to stop.</summary>
    private static async Task<List<int>> WorkAsync(NodeCaller clerk, CancellationToken stop)
    {
        using var leaves = clerk;
        var given = new List<int>();
        while (!stop.IsCancellationRequested)
        {
            given.Add(await clerk.NumberAsync(await clerk.TakeInAsync()));
            await Task.Delay(50, CancellationToken.None);
        }

        return given;
    }

    private async Task<int> RestartAsync(int at)
    {
        var end = await nodes[at].StopAsync();
        await StartAgainAsync(at);
        return end;
    }

    private async Task StartAgainAsync(int at)
    {
        var before = nodes[at];
        nodes[at] = await ServerNode.StartAsync(Office);
        await before.DisposeAsync();
    }

    /// <summary>Whoever writes what has come waits until this is given back.</summary>
    private async Task<IAsyncDisposable> HoldIncomingAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Office.ConnectionString) { Pooling = false, ApplicationName = "holder" }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE incoming IN EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private Task<int> CountAsync(string question) => Office.Look(async db => (await db.Database.SqlQueryRaw<int>(question).ToListAsync()).Single());

    /// <summary>The numbers that stand in the province's rows, in order.</summary>
    private Task<List<int>> RegisteredAsync() => Office.Look(db =>
        db.Set<IncomingDispatch>().Where(incoming => incoming.ArrivalNumber != null).Select(incoming => incoming.ArrivalNumber!.Value).OrderBy(number => number).ToListAsync());

    /// <summary>The last number of the province's book that stands outside the database.</summary>
    private async Task<int> WitnessedAsync()
    {
        var day = await Office.Look(db => db.Set<IncomingDispatch>().MaxAsync(incoming => incoming.RegisteredOn));
        return new Witness(Path.Combine(Office.Folder, "witness")).LastOf(Office.Body("ubnd-dien-bien"), RegisterBook.Incoming, day!.Value.Year);
    }

    /// <summary>Asks until it is so. The bound is no measure of anything: what has not happened by then never does.</summary>
    private static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        for (var until = Environment.TickCount64 + 120_000; !await isSo();)
        {
            Assert.That(Environment.TickCount64, Is.LessThan(until), what);
            await Task.Delay(100);
        }
    }
}
