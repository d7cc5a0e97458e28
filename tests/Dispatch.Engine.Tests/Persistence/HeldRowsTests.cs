using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class HeldRowsTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DateTimeOffset At = new(2024, 12, 17, 1, 2, 3, TimeSpan.Zero);
    private static readonly HeldQuestion<OutboxMessage> ByKey = new(nameof(OutboxMessage.Kind), nameof(OutboxMessage.Key));
    private static readonly HeldQuestion<OutboxMessage> Free = new(nameof(OutboxMessage.Kind)) { AndNull = nameof(OutboxMessage.Lease) };
    private static readonly HeldQuestion<OfficialDispatch> Dispatches = new(nameof(OfficialDispatch.Id));

    [Test]
    public async Task A_row_read_past_EF_holds_what_EF_reads_of_it()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")));
        await InActAsync(async db =>
        {
            var held = (await Dispatches.AskAsync(db, CancellationToken.None, draft.Id)).Single();
            var read = await db.Set<OfficialDispatch>().AsNoTracking().SingleAsync(d => d.Id == draft.Id);
            foreach (var property in db.Model.FindEntityType(typeof(OfficialDispatch))!.GetProperties())
            {
                var (mine, theirs) = (property.PropertyInfo!.GetValue(held), property.PropertyInfo.GetValue(read));
                Assert.That(System.Text.Json.JsonSerializer.Serialize(mine), Is.EqualTo(System.Text.Json.JsonSerializer.Serialize(theirs)), property.Name);
            }
        });
    }

    [Test]
    public async Task What_changes_in_hand_and_what_is_added_is_written_with_the_save_and_the_version_rises()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")));
        await InActAsync(async db =>
        {
            db.AddRow(Message("comes"));
            var held = (await Dispatches.AskAsync(db, CancellationToken.None, draft.Id)).Single();
            Assert.That((await Dispatches.AskAsync(db, CancellationToken.None, draft.Id)).Single(), Is.SameAs(held), "one row is one entity");
            Assert.That(await db.SaveChangesAsync(), Is.EqualTo(1), "what did not change is not written");
            db.Held.Touch(held);
            Assert.That(await db.SaveChangesAsync(), Is.EqualTo(1));
            Assert.That(await db.SaveChangesAsync(), Is.Zero, "what was saved is known to be saved");
            var message = (await ByKey.AskAsync(db, CancellationToken.None, "row", "comes")).Single();
            message.LastError = "lỗi";
            await db.SaveChangesAsync();
        });

        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().Where(m => m.Kind == "row").Select(m => m.LastError).SingleAsync()), Is.EqualTo("lỗi"));
        Assert.That(await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == draft.Id).Select(d => d.Version).SingleAsync()), Is.EqualTo(draft.Version + 1));
    }

    [Test]
    public async Task Whoever_asks_EF_about_a_table_meets_what_the_act_has_in_hand_of_it()
    {
        await InActAsync(async db =>
        {
            db.AddRow(Message("first"));
            await db.SaveChangesAsync();
            var held = (await ByKey.AskAsync(db, CancellationToken.None, "row", "first")).Single();
            held.LastError = "đổi trước khi hỏi EF";
            db.AddRow(Message("second"));
            var read = await db.Set<OutboxMessage>().SingleAsync(m => m.Key == "first");
            Assert.That(read, Is.SameAs(held));
            Assert.That((await ByKey.AskAsync(db, CancellationToken.None, "row", "first")).Single(), Is.SameAs(held), "and from then on it is EF's");
            Assert.That(db.ChangeTracker.Entries<OutboxMessage>().Select(entry => entry.State), Is.EquivalentTo(new[] { EntityState.Modified, EntityState.Added }));
            held.Attempts = 3;
            await db.SaveChangesAsync();
        });

        var kept = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Kind == "row").OrderBy(m => m.Key).ToListAsync());
        Assert.That(kept.Select(m => (m.Key, m.Attempts, m.LastError)), Is.EqualTo(new[] { ("first", 3, (string?)"đổi trước khi hỏi EF"), ("second", 0, null) }));
    }

    [Test]
    public async Task A_row_in_hand_that_moved_on_since_it_was_read_is_not_overwritten()
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")));
        var failure = await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var held = (await Dispatches.AskAsync(db, CancellationToken.None, draft.Id)).Single();
            await db.Database.ExecuteSqlAsync($"""UPDATE dispatches SET "Version" = 7 WHERE "Id" = {draft.Id.Value}""");
            db.Held.Touch(held);
            db.AddRow(Message("beside"));
            return Assert.CatchAsync(() => db.SaveChangesAsync());
        });

        Assert.That(failure, Is.InstanceOf<DbUpdateConcurrencyException>());
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().AnyAsync(m => m.Key == "beside")), Is.False, "nothing of the act is kept");
    }

    [Test]
    public async Task Rows_in_hand_go_with_a_change_that_only_EF_can_order()
    {
        await InActAsync(async db =>
        {
            var group = await db.Set<RecipientGroup>().FirstAsync();
            db.Add(new GroupName { Id = Id<GroupName>.New(At), GroupId = group.Id, Text = "các nơi thử", Folded = "các nơi thử", Plain = "cac noi thu" });
            db.AddRow(Message("beside"));
            await db.SaveChangesAsync();
        });

        Assert.That(await Office.Look(db => db.Set<GroupName>().AnyAsync(name => name.Plain == "cac noi thu")), Is.True);
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().AnyAsync(m => m.Key == "beside")), Is.True);
    }

    [Test]
    public async Task What_is_asked_together_is_answered_once_until_the_act_saves()
    {
        await InActAsync(async db =>
        {
            db.AddRows([Message("first"), Message("second")]);
            await db.SaveChangesAsync();
            var (one, all) = (ByKey.Of(db, "row", "first"), Free.Of(db, "row"));
            await db.Held.AskAsync([one, all], CancellationToken.None);
            Assert.That(one.Rows.Select(m => m.Key), Is.EqualTo(new[] { "first" }));
            Assert.That(all.Rows.Select(m => m.Key), Is.EquivalentTo(new[] { "first", "second" }));
            Assert.That(all.Rows, Has.Member(one.Rows[0]));
            db.AddRow(Message("third"));
            Assert.That(await Free.AskAsync(db, CancellationToken.None, "row"), Has.Count.EqualTo(2));
            await db.SaveChangesAsync();
            Assert.That(await Free.AskAsync(db, CancellationToken.None, "row"), Has.Count.EqualTo(3));
        });
    }

    [Test]
    public async Task A_scope_begins_with_nothing_in_hand_whatever_the_one_before_left()
    {
        await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.AddRow(Message("left behind"));
            return 0;
        });

        for (var i = 0; i < 3; i++)
        {
            await InActAsync(db => db.SaveChangesAsync());
        }

        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().AnyAsync(m => m.Key == "left behind")), Is.False);
        Assert.That(await Office.Look(db => db.Set<AuditLog>().AnyAsync()), Is.True);
    }

    private Task<int> InActAsync(Func<DispatchDbContext, Task> act) => Office.Look(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await act(db);
        await transaction.CommitAsync();
        return 0;
    });

    private static OutboxMessage Message(string key) => Outbox.Message("row", key, Installation.Id, Installation.Id, "tin", At);
}
