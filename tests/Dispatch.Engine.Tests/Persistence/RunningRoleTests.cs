using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>A server whose role owns nothing: it does its work, and cannot undo what is written.</summary>
[NonParallelizable]
public sealed class RunningRoleTests() : UseCaseFixture(DatabaseKind.PostgreSql)
{
    private TestOffice running = null!;

    [SetUp]
    public async Task LetRunAsync()
    {
        await PlainRole.MakeAsync(Environment.GetEnvironmentVariable("DISPATCH_TEST_POSTGRES")!, PlainRole.Runner);
        Assert.That((await GrantAsync(PlainRole.Runner)).Refusal, Is.Null);
        running = await Office.RunByAsync(PlainRole.Runner);
    }

    [TearDown]
    public async Task StopAsync() => await running.DisposeAsync();

    [Test]
    public async Task It_starts_and_a_paper_goes_its_whole_way()
    {
        await DatabaseStart.PrepareAsync(running.Root, CancellationToken.None);

        await new ADispatch(running).To("Ủy ban nhân dân tỉnh Điện Biên").AtAsync(OutgoingState.Issued);
        await running.DeliverAsync();
        await running.RingAsync();

        Assert.That(await running.Look(db => db.Set<OfficialDispatch>().CountAsync(paper => paper.State == OutgoingState.Issued)), Is.EqualTo(1));
        Assert.That(await running.Look(db => db.Set<IncomingDispatch>().CountAsync()), Is.EqualTo(1));
        Assert.That(await running.Look(db => db.Set<AuditLeaf>().CountAsync()), Is.GreaterThan(5));
    }

    [TestCase("UPDATE audit_leaves SET \"Index\" = 0")]
    [TestCase("DELETE FROM audit_leaves")]
    [TestCase("TRUNCATE audit_leaves")]
    [TestCase("UPDATE tree_heads SET \"Size\" = 0")]
    [TestCase("DELETE FROM tree_heads")]
    [TestCase("DROP TABLE dispatches CASCADE")]
    [TestCase("ALTER TABLE dispatches ADD COLUMN more text")]
    [TestCase("ALTER TABLE dispatches DISABLE ROW LEVEL SECURITY")]
    [TestCase("DROP POLICY wall ON dispatches")]
    [TestCase("CREATE TRIGGER t BEFORE INSERT ON audit_leaves FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()")]
    [TestCase("DELETE FROM \"__EFMigrationsHistory\"")]
    [TestCase("TRUNCATE dispatches CASCADE")]
    public void It_cannot(string harm)
    {
        var refused = Assert.ThrowsAsync<PostgresException>(() => running.Look(db => RunAsync(db, harm)));

        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }

    [Test]
    public async Task The_owner_can_still_do_what_it_cannot()
    {
        Assert.That(await Office.Look(db => RunAsync(db, "ALTER TABLE dispatches ADD COLUMN more text; ALTER TABLE dispatches DROP COLUMN more")), Is.Not.Zero);
    }

    [TestCase("REVOKE INSERT ON outbox FROM dispatch_test_runner", "chưa có quyền cần thiết: outbox (INSERT)")]
    [TestCase("GRANT UPDATE ON audit_leaves TO dispatch_test_runner", "có quyền sửa, xóa dữ liệu chỉ được ghi thêm: audit_leaves (UPDATE)")]
    [TestCase("DELETE FROM \"__EFMigrationsHistory\"", "lược đồ cơ sở dữ liệu chưa phải của phiên bản")]
    [TestCase("DROP POLICY wall ON incoming", "lược đồ cơ sở dữ liệu chưa phải của phiên bản")]
    public async Task A_start_that_could_not_work_is_refused_and_the_owner_puts_it_right(string harm, string why)
    {
        await Office.Look(db => RunAsync(db, harm));

        var refused = Assert.ThrowsAsync<DatabaseRoleException>(() => DatabaseStart.PrepareAsync(running.Root, CancellationToken.None));
        Assert.That(refused!.Message, Does.Contain(why).And.Contain("dispatch admin prepare-database --role"));

        if (!harm.Contains("History", StringComparison.Ordinal))
        {
            await DatabaseStart.PrepareAsync(Office.Root, CancellationToken.None);
            await GrantAsync(PlainRole.Runner);
            Assert.DoesNotThrowAsync(() => DatabaseStart.PrepareAsync(running.Root, CancellationToken.None));
        }
    }

    [TestCase("không-có-ai", "không có tài khoản")]
    [TestCase(PlainRole.Name, "là chủ sở hữu")]
    [TestCase(null, "superuser")]
    public async Task Nobody_is_let_run_who_could_do_more(string? role, string why)
    {
        var refused = await GrantAsync(role ?? new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("DISPATCH_TEST_POSTGRES")).Username!);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("admin.database-role"));
        Assert.That(refused.Refusal!.Message, Does.Contain(why));
    }

    [Test]
    public async Task Who_does_not_own_the_tables_lets_nobody_run_and_SQLite_has_no_roles()
    {
        await using var embedded = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

        var byRunner = await DatabaseStart.LetRunAsync(running.Root, PlainRole.Runner, CancellationToken.None);
        var onSqlite = await DatabaseStart.LetRunAsync(embedded.Root, PlainRole.Runner, CancellationToken.None);

        Assert.That(byRunner.Refusal?.Message, Does.Contain("tài khoản chủ sở hữu"));
        Assert.That(onSqlite.Refusal?.Message, Does.Contain("SQLite"));
    }

    private Task<Outcome<string>> GrantAsync(string role) => DatabaseStart.LetRunAsync(Office.Root, role, CancellationToken.None);

    private static Task<int> RunAsync(DispatchDbContext db, string sentence) => db.Database.ExecuteSqlRawAsync(sentence);
}
