using System.Globalization;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>How rows lie in SQLite's file (ADR 0059).</summary>
public sealed class RowLayoutTests
{
    [Test]
    public async Task The_tables_that_say_so_and_no_others_keep_their_rows_in_the_order_of_their_key()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

        var (said, kept) = await office.Look(async db => (
            db.Model.GetEntityTypes().Where(RowsByKey.IsSaidOf).Select(entity => entity.GetTableName()!).Order(StringComparer.Ordinal).ToList(),
            await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_list WHERE wr = 1 AND type = 'table' ORDER BY name").ToListAsync()));

        Assert.That(said, Is.Not.Empty);
        Assert.That(kept.Where(table => !table.StartsWith("paper_words", StringComparison.Ordinal) && !table.StartsWith("register_words", StringComparison.Ordinal)), Is.EqualTo(said));
    }

    [TestCase(DatabaseKind.PostgreSql)]
    public async Task Other_databases_hear_nothing_of_it(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);

        Assert.That(await office.Look(db => Task.FromResult(db.Model.GetEntityTypes().Any(RowsByKey.IsSaidOf))), Is.False);
    }

    [Test]
    public async Task Every_id_is_kept_as_its_sixteen_bytes_and_none_as_text()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

        var columns = await office.Look(db => Task.FromResult(db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Where(IsId).Select(property => $"{entity.GetTableName()}.{property.Name} {property.GetColumnType()}")).ToList()));
        var lengths = await office.Look(db => db.Database.SqlQueryRaw<string>("SELECT DISTINCT typeof(\"Id\") || ' ' || length(\"Id\") AS Value FROM \"Bodies\"").ToListAsync());

        Assert.That(columns, Has.Count.GreaterThan(100).And.All.EndsWith(" BLOB"));
        Assert.That(lengths, Is.EqualTo(new[] { "blob 16" }));
    }

    [Test]
    public async Task Ids_sort_in_the_file_as_they_sort_in_text()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

        var ids = await office.Look(db => db.Set<Body>().OrderBy(body => body.Id).Select(body => body.Id).ToListAsync());

        Assert.That(ids.Select(id => id.ToString()), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(ids, Has.Count.GreaterThan(10));
    }

    [Test]
    public async Task Each_index_over_some_rows_only_is_found_by_the_question_it_was_made_for()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var now = new DateTimeOffset(2024, 12, 17, 1, 2, 3, TimeSpan.Zero);
        var (someone, paper, lease) = (Id<Body>.New(now), Guid.CreateVersion7(now), (Guid?)Guid.CreateVersion7(now));

        var found = await office.Look(async db => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["IX_outbox_DueAt"] = await PlanAsync(db, string.Format(CultureInfo.InvariantCulture, new SqliteDialect().ClaimOutbox(""), "x'00'", 1, 10, 1)),
            ["IX_outbox_Lease"] = await PlanAsync(db, db.Set<OutboxMessage>().Where(m => m.Lease == lease && m.State == OutboxState.Pending)),
            ["IX_outbox_FromId_DueAt"] = await PlanAsync(db, db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Dead && m.FromId == someone).OrderBy(m => m.DueAt)),
            ["IX_workflow_tasks_PaperId_ClosedAt"] = await PlanAsync(db, RouteDesk.OpenTasks.Of(db, paper).Sentence),
            ["IX_workflow_tasks_OrganisationId_Id"] = await PlanAsync(db, db.Set<WorkflowTask>().Where(t => t.OrganisationId == someone && t.ClosedAt == null).OrderBy(t => t.Id)),
            ["IX_workflow_tasks_OrganisationId_DueAt"] = await PlanAsync(db, db.Set<WorkflowTask>().Where(t => t.OrganisationId == someone && t.DueAt >= now && t.DueAt < now.AddYears(1) && t.ClosedAt > t.DueAt)),
            ["IX_workflow_tasks_RingsAt"] = await PlanAsync(db, db.Set<WorkflowTask>().Where(t => t.RingsAt <= now).OrderBy(t => t.RingsAt)),
            ["IX_workflow_instances_OrganisationId_DefinitionId"] = await PlanAsync(db, db.Set<WorkflowInstance>().Where(i => i.OrganisationId == someone && i.DefinitionId == "x" && i.EndedAt == null)),
            ["IX_deliveries_SenderId_DueAt"] = await PlanAsync(db, db.Set<Delivery>().Where(d => d.SenderId == someone && d.DueAt < now)),
            ["IX_incoming_OrganisationId_DueAt"] = await PlanAsync(db, db.Set<IncomingDispatch>().Where(i => i.OrganisationId == someone && i.DueAt < now)),
        });

        Assert.That(found.Where(one => !one.Value.Contains($" {one.Key} ", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool IsId(IProperty property) =>
        (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type && (type == typeof(Guid) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>)));

    private static Task<string> PlanAsync(DispatchDbContext db, IQueryable question) =>
        PlanAsync(db, string.Join('\n', question.ToQueryString().Split('\n').Where(line => !line.StartsWith(".param", StringComparison.Ordinal))));

    private static async Task<string> PlanAsync(DispatchDbContext db, string sentence)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Say("EXPLAIN QUERY PLAN " + sentence);
        await using var rows = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(3));
        }

        return string.Join('\n', plan) + " ";
    }
}
