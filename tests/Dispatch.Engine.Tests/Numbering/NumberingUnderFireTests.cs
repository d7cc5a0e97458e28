using Dispatch.Engine.Auditing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Numbering;

/// <summary>Many clerks number at once, over midnight, while the power keeps failing; each tries again with the same key until it has an answer.</summary>
[TestFixture(DatabaseKind.Sqlite, 8, 40)]
[TestFixture(DatabaseKind.PostgreSql, 16, 64)]
public sealed class NumberingUnderFireTests(DatabaseKind kind, int writers, int dispatches) : UseCaseFixture(kind)
{
    private const int Seed = 20241217;

    private readonly Lock gate = new();
    private int crashes;

    [Test]
    public async Task Whatever_breaks_off_every_number_is_given_once_and_none_is_lost()
    {
        var signed = await SignedAsync();
        Office.Clock.Set(new DateTimeOffset(2024, 12, 16, 16, 45, 0, TimeSpan.Zero));
        Arm();

        var numbered = await NumberAllAsync(signed);

        Office.Crash.At(null);
        var lines = await Office.Look(db => db.Set<RegisterLine>().AsNoTracking().Where(line => line.Book == RegisterBook.Outgoing).OrderBy(line => line.Number).ToListAsync());
        Assert.That(lines.Select(line => line.Number), Is.EqualTo(Enumerable.Range(1, dispatches)), "max = count, no number twice, no gap");
        Assert.That(lines.Select(line => line.EnteredOn), Is.Ordered, "a later number never has an earlier date");
        Assert.That(lines.Select(line => line.EnteredOn).Distinct().Count(), Is.EqualTo(2), "it did go over midnight");
        Assert.That(lines.Select(line => (line.PaperId, (int?)line.Number)), Is.EquivalentTo(numbered.Select(d => (d.Id.Value, d.Number))), "what was answered is what stands in the book");
        var stored = await Office.Look(db => db.Set<OfficialDispatch>().AsNoTracking().Select(d => new { d.Id, d.Number }).ToListAsync());
        Assert.That(stored.Select(d => (d.Id.Value, d.Number)), Is.EquivalentTo(numbered.Select(d => (d.Id.Value, d.Number))));
        var series = await Office.Look(db => db.Set<NumberSeries>().AsNoTracking().SingleAsync());
        Assert.That((series.Last, series.LastDate), Is.EqualTo((dispatches, (DateOnly?)lines[^1].EnteredOn)));
        var leaves = await Office.Look(db => db.Set<AuditLeaf>().CountAsync(leaf => leaf.Act == "numbering.numbered"));
        Assert.That(leaves, Is.EqualTo(dispatches));
        Assert.That((await Office.As("auditor.bng").Do(new CheckAudit())).IsIntact, Is.True);
        Assert.That(crashes, Is.GreaterThan(dispatches / 4), "the power did fail");
    }

    private async Task<IReadOnlyList<Id<OfficialDispatch>>> SignedAsync()
    {
        var made = new List<Id<OfficialDispatch>>();
        for (var i = 0; i < dispatches; i++)
        {
            made.Add((await new ADispatch(Office).AtAsync(OutgoingState.Signed)).Id);
        }

        return made;
    }

    /// <summary>A third of all acts break off before their commit, a tenth after it: the worse case, for the caller does not know that it was done.</summary>
    private void Arm()
    {
        var random = new Random(Seed);
        TestContext.Out.WriteLine($"seed {Seed}");
        Office.Crash.When(point =>
        {
            lock (gate)
            {
                Office.Clock.Advance(TimeSpan.FromSeconds(20));
                var fails = random.NextDouble() < (point == CrashPoints.BeforeCommit ? 0.33 : 0.1);
                crashes += fails ? 1 : 0;
                return fails;
            }
        });
    }

    private async Task<IReadOnlyList<DispatchView>> NumberAllAsync(IReadOnlyList<Id<OfficialDispatch>> signed)
    {
        var waiting = new System.Collections.Concurrent.ConcurrentQueue<Id<OfficialDispatch>>(signed);
        var answered = new System.Collections.Concurrent.ConcurrentBag<DispatchView>();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var id))
            {
                answered.Add(await NumberAsync(id));
            }
        })));
        return [.. answered];
    }

    private async Task<DispatchView> NumberAsync(Id<OfficialDispatch> id)
    {
        while (true)
        {
            try
            {
                var outcome = await Office.As("clerk.bng").Try(new AssignNumber(id), key: $"cấp số {id}");
                if (!outcome.IsRefused)
                {
                    return outcome.Value;
                }

                // Read the clock just before midnight, met a number given just after it: asked again, it has the new day.
                Assert.That(outcome.Refusal.Code, Is.EqualTo("numbering.earlier-date").Or.EqualTo("version.stale"));
            }
            catch (CrashException)
            {
                // The caller saw a broken line and knows nothing: it asks again with the same key.
            }
        }
    }
}
