using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>The second wall: what PostgreSQL shows of another organisation when the program forgets to ask for its own rows only.</summary>
[NonParallelizable]
public sealed class WallTests() : UseCaseFixture(DatabaseKind.PostgreSql)
{
    /// <summary>Everything that is not walled: the directory, which everybody reads.</summary>
    private static readonly string[] Open = ["Bodies", "BodyCodes", "BodyNames", "GroupMembers", "GroupNames", "OfficeHolders", "RecipientGroups"];

    /// <summary>Columns that say whose a row is.</summary>
    private static readonly HashSet<string> Owners = new(StringComparer.Ordinal) { "OrganisationId", "SenderId", "RecipientId", "FromId", "ToId", "OwnerId", "Scope" };

    private static readonly Guid Thread = new("11111111-2222-7333-8444-555555555555");

    private string Own => Office.Body("bng").ToString();

    private string Other => Office.Body("ubnd-dien-bien").ToString();

    [Test]
    public async Task Every_table_of_the_model_has_its_wall_but_the_directory()
    {
        await using var connection = await ConnectAsync();

        var walled = await ListAsync(connection, "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid WHERE relrowsecurity AND relforcerowsecurity ORDER BY 1");

        Assert.That(walled, Is.EquivalentTo(TablesOfTheModel().Except(Open, StringComparer.Ordinal)));
    }

    [Test]
    public async Task Under_one_organisation_no_table_shows_a_row_of_another_and_under_nobody_none_shows_any()
    {
        await using var connection = await ConnectAsync();
        var tables = TablesOfTheModel().Except(Open, StringComparer.Ordinal).ToList();
        await FillAsync(connection, tables, Other);

        Assert.Multiple(async () =>
        {
            foreach (var table in tables)
            {
                Assert.That(await CountAsync(connection, table, $"{Own}/"), Is.EqualTo(await CountAsync(connection, table, $"{Own}/", ours: true)), $"{table}, seen by another organisation");
                Assert.That(await CountAsync(connection, table, "/"), Is.EqualTo(await CountAsync(connection, table, "/", ours: true)), $"{table}, seen by nobody");
                Assert.That(await CountAsync(connection, table, $"{Other}/"), Is.GreaterThan(0), $"{table}, seen by whose it is");
            }
        });
    }

    [Test]
    public async Task Nobody_writes_a_row_for_another_organisation_or_changes_one()
    {
        await using var connection = await ConnectAsync();
        await FillAsync(connection, ["number_series"], Other);
        await RunAsync(connection, $"SET dispatch.reach = '{Own}/'");

        var written = Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, $"INSERT INTO number_series (\"OrganisationId\", \"Book\", \"Year\", \"Last\") VALUES ('{Other}', 'Incoming', 2024, 7)"));
        var changed = await RunAsync(connection, "UPDATE number_series SET \"Last\" = 7");
        var removed = await RunAsync(connection, "DELETE FROM number_series");

        Assert.That(written!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege));
        Assert.That((changed, removed), Is.EqualTo((0, 0)));
    }

    [TestCase("family", "audit_leaves", "copies", "deliveries", "dispatches", "incoming", "partner_copies")]
    [TestCase("door", "account_sessions", "people")]
    [TestCase("verification", "copies", "dispatches", "incoming", "paper_entries", "people", "receipt_keys", "seal_certificates", "signing_authorities", "signing_sessions")]
    public async Task Each_named_way_opens_its_tables_and_no_other(string way, params string[] opens)
    {
        await using var connection = await ConnectAsync();
        var tables = TablesOfTheModel().Except(Open, StringComparer.Ordinal).ToList();
        await FillAsync(connection, tables, Other);
        var opened = new List<string>();
        foreach (var table in tables)
        {
            if (await CountAsync(connection, table, $"{Own}/{way}") > await CountAsync(connection, table, $"{Own}/"))
            {
                opened.Add(table);
            }
        }

        // What hangs on rows of others is seen with them.
        Assert.That(opened.Except(["citations", "consignments", "idempotency_keys", "saved_filters"], StringComparer.Ordinal), Is.EquivalentTo(opens));
    }

    [Test]
    public async Task A_query_that_forgets_whose_rows_it_wants_sees_those_of_the_acting_organisation()
    {
        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await ForgetfulAsync(Office.As("clerk.bng").Actor), Is.EqualTo((1, 1)));
            Assert.That(await ForgetfulAsync(Office.As("clerk.db").Actor), Is.EqualTo((0, 1)));
            Assert.That(await ForgetfulAsync(Office.As("clerk.lc").Actor), Is.EqualTo((0, 0)));
            Assert.That(await ForgetfulAsync(null), Is.EqualTo((0, 0)));
            Assert.That(await ForgetfulAsync(Actor.SystemFor(Installation.Id)), Is.EqualTo((1, 1)));
        });
    }

    [Test]
    public async Task The_database_is_told_anew_when_the_actor_changes_and_when_a_transaction_was_undone()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Drafting);
        await using var scope = Office.Root.CreateAsyncScope();
        var (db, context) = (scope.ServiceProvider.GetRequiredService<DispatchDbContext>(), scope.ServiceProvider.GetRequiredService<ActContext>());
        await db.Database.OpenConnectionAsync();
        var seen = new List<int>();

        await using (await db.Database.BeginTransactionAsync())
        {
            context.Actor = Office.As("clerk.bng").Actor;
            seen.Add(await db.Set<OfficialDispatch>().CountAsync());
            context.Actor = Office.As("clerk.db").Actor;
            seen.Add(await db.Set<OfficialDispatch>().CountAsync());
        }

        // What was said inside went with the transaction.
        context.Actor = Office.As("clerk.bng").Actor;
        seen.Add(await db.Set<OfficialDispatch>().CountAsync());
        await db.Database.CloseConnectionAsync();
        seen.Add(await db.Set<OfficialDispatch>().CountAsync());
        using (db.Across(Crossing.Door))
        {
            seen.Add(await db.Set<AccountSession>().CountAsync());
        }

        Assert.That(seen, Is.EqualTo(new[] { 1, 0, 1, 1, 0 }));
    }

    [Test]
    public async Task A_connection_that_another_used_before_tells_nothing_of_it()
    {
        for (var again = 0; again < 20; again++)
        {
            Assert.That(await ForgetfulAsync(again % 2 == 0 ? Actor.SystemFor(Installation.Id) : null), Is.EqualTo((0, 0)));
        }

        await new ADispatch(Office).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        var seen = await Task.WhenAll(Enumerable.Range(0, 60).Select(at => ForgetfulAsync(Office.As(at % 2 == 0 ? "clerk.bng" : "clerk.db").Actor)));

        Assert.That(seen.Where((_, at) => at % 2 == 0), Is.All.EqualTo((1, 1)));
        Assert.That(seen.Where((_, at) => at % 2 == 1), Is.All.EqualTo((0, 1)));
    }

    [Test]
    public async Task The_wall_is_said_to_hold_for_a_plain_role_and_not_for_a_superuser()
    {
        var maintenance = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("DISPATCH_TEST_POSTGRES")) { Database = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()).Database, MaxAutoPrepare = 200 };
        await using var above = Office.Node(settings => settings with { ConnectionString = maintenance.ConnectionString });

        Assert.That(await DatabaseStart.HoldsApartAsync(Office.Root, CancellationToken.None), Is.True);
        Assert.That(await DatabaseStart.HoldsApartAsync(above, CancellationToken.None), Is.False);
        using var closing = new NpgsqlConnection(maintenance.ConnectionString);
        NpgsqlConnection.ClearPool(closing);
    }

    [Test]
    public async Task A_wall_somebody_took_down_stands_again_after_the_next_start()
    {
        await using var connection = await ConnectAsync();
        await RunAsync(connection, "DROP POLICY wall ON dispatches; ALTER TABLE incoming NO FORCE ROW LEVEL SECURITY");

        await DatabaseStart.PrepareAsync(Office.Root, CancellationToken.None);

        await Every_table_of_the_model_has_its_wall_but_the_directory();
    }

    [Test]
    public void The_wall_is_as_approved() =>
        Approved.Match("eng/approved/wall.sql", string.Concat(Wall.Tables(new PostgreSqlDesign().CreateDbContext([]).Model).Select(table => table.Sentences)));

    private static List<string> TablesOfTheModel() => [.. new PostgreSqlDesign().CreateDbContext([]).Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct(StringComparer.Ordinal)];

    /// <summary>What a handler would see that asks for all rows there are.</summary>
    private async Task<(int Dispatches, int Deliveries)> ForgetfulAsync(Actor? actor)
    {
        await using var scope = Office.Root.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = actor;
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        return (await db.Set<OfficialDispatch>().CountAsync(), await db.Set<Delivery>().CountAsync());
    }

    private Task<string> ConnectionStringAsync() => Office.Look(db => Task.FromResult(db.Database.GetConnectionString()!));

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(await ConnectionStringAsync());
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>One row of an organisation in each table, made from the columns there are; no key is looked up.</summary>
    private static async Task FillAsync(NpgsqlConnection connection, IReadOnlyList<string> tables, string owner)
    {
        await RunAsync(connection, "SET dispatch.reach = '/system'");
        foreach (var table in tables)
        {
            var columns = await ListAsync(connection, $"SELECT column_name || '|' || data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND is_identity = 'NO'");
            var cells = columns.Select(column => column.Split('|')).Select(column => (Name: $"\"{column[0]}\"", Value: Owners.Contains(column[0]) ? $"'{owner}'" : Value(column[1]))).ToList();
            await RunAsync(connection, $"INSERT INTO \"{table}\" ({string.Join(", ", cells.Select(cell => cell.Name))}) VALUES ({string.Join(", ", cells.Select(cell => cell.Value))}) ON CONFLICT DO NOTHING");
        }
    }

    private static string Value(string type) => type switch
    {
        "uuid" => $"'{Thread}'",
        "integer" or "bigint" or "double precision" => "0",
        "boolean" => "false",
        "date" => "'2024-01-01'",
        "timestamp with time zone" => "'2024-01-01T00:00:00Z'",
        "time without time zone" => "'08:00'",
        "bytea" => "'\\x00'",
        _ => "'x'",
    };

    /// <summary>Rows of a table under a reach; of those whose columns say so, what is the reach's own or the installation's.</summary>
    private async Task<long> CountAsync(NpgsqlConnection connection, string table, string reach, bool ours = false)
    {
        await RunAsync(connection, $"SET dispatch.reach = '{reach}'");
        var columns = ours ? await ListAsync(connection, $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND data_type = 'uuid'") : [];
        string[] allowed = [Own, Installation.Id.ToString()];
        var owners = columns.Where(Owners.Contains).ToList();
        var own = reach.StartsWith('/') ? allowed[1..] : allowed;
        var where = !ours ? "true" : owners.Count == 0 ? "false" : string.Join(" OR ", owners.Select(column => $"\"{column}\" IN ({string.Join(", ", own.Select(id => $"'{id}'"))})"));
        // A key of a person is its person's: none of these is anybody's here.
        return Convert.ToInt64((await ListAsync(connection, $"SELECT count(*)::text FROM \"{table}\" WHERE {where}"))[0], CultureInfo.InvariantCulture);
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
        {
            list.Add(reader.GetString(0));
        }

        return list;
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sentence)
    {
        await using var command = new NpgsqlCommand(sentence, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
