using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ActRowsTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DateTimeOffset At = new(2024, 12, 17, 1, 2, 3, TimeSpan.Zero);

    [Test]
    public async Task What_an_act_adds_changes_and_takes_out_is_what_the_database_holds()
    {
        await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var (goes, changes) = (Message("goes"), Message("changes"));
            db.AddRange(goes, changes);
            await db.SaveChangesAsync();
            db.Remove(goes);
            (changes.State, changes.Lease, changes.LeaseUntil) = (OutboxState.Dead, Guid.Parse("0193d1a2-0000-7000-8000-000000000001"), At.AddHours(1));
            db.Add(Message("comes"));
            Assert.That(await db.SaveChangesAsync(), Is.EqualTo(3));
            Assert.That(await db.SaveChangesAsync(), Is.Zero, "what was saved is known to be saved");
            await transaction.CommitAsync();
            return 0;
        });

        var kept = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Kind == "row").OrderBy(m => m.Key).ToListAsync());

        Assert.That(kept.Select(message => (message.Key, message.State, message.LeaseUntil, message.LastError)), Is.EqualTo(new[]
        {
            ("changes", OutboxState.Dead, (DateTimeOffset?)At.AddHours(1), (string?)null), ("comes", OutboxState.Pending, null, null),
        }));
        Assert.That(kept.Select(message => (message.Payload, message.DueAt)), Is.All.EqualTo(("\"tin\"", At)), "text, numbers and times are kept as EF reads them");
    }

    [Test]
    public async Task A_row_that_moved_on_since_it_was_read_is_not_overwritten([Values] bool isTakenOut)
    {
        var draft = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")));
        var failure = await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var read = await db.Set<OfficialDispatch>().SingleAsync(d => d.Id == draft.Id);
            await db.Database.ExecuteSqlAsync($"""UPDATE dispatches SET "Version" = 7 WHERE "Id" = {draft.Id.Value}""");
            db.Entry(read).State = isTakenOut ? EntityState.Deleted : EntityState.Modified;
            db.Add(Message("beside"));
            return Assert.CatchAsync(() => db.SaveChangesAsync());
        });

        Assert.That(failure, Is.InstanceOf<DbUpdateConcurrencyException>());
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().AnyAsync(m => m.Key == "beside")), Is.False, "nothing of the act is kept");
    }

    [Test]
    public async Task A_row_that_is_there_already_is_a_lost_race_like_any_other()
    {
        var failure = await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(Message("twice"));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            db.Add(Message("twice"));
            return Assert.CatchAsync<DbUpdateException>(() => db.SaveChangesAsync());
        });

        Assert.That(Office.Root.GetRequiredService<Dialect>().IsDuplicate(failure!), Is.True);
    }

    [Test]
    public async Task What_is_unique_passes_from_one_row_to_another_in_one_act()
    {
        var places = await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var (gives, takes) = (Book(2001, place: 1001), Book(2002, place: 1002));
            db.AddRange(gives, takes);
            await db.SaveChangesAsync();
            db.Entry(gives).Property(book => book.Place).CurrentValue = 1003;
            db.Entry(takes).Property(book => book.Place).CurrentValue = 1001;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return await db.Set<IndexedBook>().AsNoTracking().Where(book => book.Place > 1000).OrderBy(book => book.Year).Select(book => book.Place).ToListAsync();
        });

        Assert.That(places, Is.EqualTo(new[] { 1003, 1001 }), "EF reckons the order of such rows");
    }

    [Test]
    public async Task Rows_of_many_tables_go_together_with_one_that_foreign_keys_order()
    {
        await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var group = await db.Set<RecipientGroup>().FirstAsync();
            db.Add(new GroupName { Id = Id<GroupName>.New(At), GroupId = group.Id, Text = "các nơi thử", Folded = "các nơi thử", Plain = "cac noi thu" });
            db.Add(Message("beside"));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return 0;
        });

        Assert.That(await Office.Look(db => db.Set<GroupName>().AnyAsync(name => name.Plain == "cac noi thu")), Is.True);
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().AnyAsync(m => m.Key == "beside")), Is.True);
    }

    private static IndexedBook Book(int year, int place) => new() { OrganisationId = Installation.Id, Book = RegisterBook.Outgoing, Year = year, Place = place };

    private static OutboxMessage Message(string key) => Outbox.Message("row", key, Installation.Id, Installation.Id, "tin", At);
}
