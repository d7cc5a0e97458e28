using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class BulkRowsTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly DateTimeOffset At = new(2024, 12, 17, 1, 2, 3, TimeSpan.Zero);

    [Test]
    public async Task What_is_added_in_numbers_is_saved_and_goes_on_being_known()
    {
        await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var messages = Messages("many", 30);
            db.AddRange(messages);
            await db.SaveChangesAsync();
            messages[3].State = OutboxState.Dead;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return 0;
        });

        var kept = await Office.Look(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Kind == "many").OrderBy(m => m.Key).ToListAsync());

        Assert.That(kept, Has.Count.EqualTo(30));
        Assert.That(kept.Count(message => message.State is OutboxState.Dead), Is.EqualTo(1), "a row saved among many is changed like any other");
        Assert.That(kept.Select(message => message.DueAt).Distinct(), Is.EqualTo(new[] { At }));
        Assert.That(kept[7].Payload, Is.EqualTo(Messages("many", 8)[7].Payload));
    }

    [Test]
    public async Task One_that_is_there_already_refuses_them_all_as_a_duplicate()
    {
        var refused = await Office.Look(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.AddRange(Messages("twice", 1));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            db.AddRange(Messages("twice", 10));
            try
            {
                await db.SaveChangesAsync();
                return null;
            }
            catch (DbUpdateException failure)
            {
                return failure;
            }
        });

        Assert.That(refused, Is.Not.Null);
        Assert.That(Office.Root.GetRequiredService<Dispatch.Engine.Persistence.Dialect>().IsDuplicate(refused!), Is.True, "a lost race is known as such and tried again");
        Assert.That(await Office.Look(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind == "twice")), Is.Zero);
    }

    private static List<OutboxMessage> Messages(string kind, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Outbox.Message(kind, FormattableString.Invariant($"{i:00}"), Installation.Id, Installation.Id, FormattableString.Invariant($"đợt {i:00}"), At))];
}
