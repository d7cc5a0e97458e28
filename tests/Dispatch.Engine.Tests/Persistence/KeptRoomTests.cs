using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>One organisation cannot fill the disk for all; what others wait for is never held back.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class KeptRoomTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private Id<Body> House => Office.Body("bng");

    [Test]
    public async Task What_is_reckoned_is_the_bytes_of_its_own_files_each_once_and_the_letters_of_its_drafts()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.DeliverAsync();
        var room = Office.Root.GetRequiredService<KeptRoom>();

        var issuer = await room.ReckonAsync(House, CancellationToken.None);
        var receiver = await room.ReckonAsync(Office.Body("ubnd-dien-bien"), CancellationToken.None);

        var stored = System.IO.Directory.EnumerateFiles(Path.Combine(Office.Folder, "files"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Assert.That(issuer.Bytes, Is.GreaterThan(stored).And.LessThan(stored + 10_000));
        Assert.That((receiver.Bytes, receiver.Files), Is.EqualTo((0L, 0)));
    }

    [Test]
    public async Task Over_it_nothing_new_is_begun_and_what_was_begun_goes_to_its_end_and_papers_arrive()
    {
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        var (_, incoming) = await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await using var full = await FullAsync(1);
        var before = await Office.ContentsAsync();

        var drafting = await By(full, "drafter.bng").Try(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")));

        Assert.That((drafting.Refusal?.Code, drafting.Refusal?.Kind), Is.EqualTo(("storage.quota", (RefusalKind?)RefusalKind.Conflict)));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        await By(full, "clerk.bng").Do(new AssignNumber(numbered.Id));
        await By(full, "clerk.bng").Do(new IssueDispatch(numbered.Id));
        await TestOffice.DeliverAsync(full);
        Assert.That(incoming.State, Is.EqualTo(IncomingState.Registered));
        Assert.That((await Office.Look(db => db.Set<IncomingDispatch>().CountAsync())), Is.GreaterThan(1));
    }

    [Test]
    public async Task The_same_draft_again_by_its_key_is_answered_though_there_is_no_room_any_more()
    {
        var first = await Office.As("drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")), key: "một");
        await using var full = await FullAsync(1);

        var again = await By(full, "drafter.bng").Do(new DraftDispatch(ADispatch.Words(), Office.Person("signer.bng")), key: "một");

        Assert.That(again.Id, Is.EqualTo(first.Id));
    }

    [Test]
    public async Task Many_at_once_do_not_go_far_over_it()
    {
        const long Room = 200_000;
        await using var node = Office.Node(settings => settings with { Quota = Room });
        var words = ADispatch.Words() with { Body = [new string('a', 10_000)] };
        await node.GetRequiredService<KeptRoom>().ReckonAsync(House, CancellationToken.None);

        var done = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => By(node, "drafter.bng").Try(new DraftDispatch(words, Office.Person("signer.bng")))));

        var kept = await node.GetRequiredService<KeptRoom>().ReckonAsync(House, CancellationToken.None);
        Assert.That(done.Where(one => one.IsRefused).Select(one => one.Refusal!.Code).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "storage.quota" }));
        Assert.That(kept.Bytes, Is.InRange(Room, Room + 100_000));
    }

    [Test]
    public async Task An_administrator_is_warned_before_and_nobody_else()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var bytes = (await Office.Root.GetRequiredService<KeptRoom>().ReckonAsync(House, CancellationToken.None)).Bytes;
        await using var node = Office.Node(settings => settings with { Quota = bytes * 100 / 85 });
        await node.GetRequiredService<KeptRoom>().ReckonAsync(House, CancellationToken.None);

        Assert.That((await By(node, "admin.bng").Do(new SummariseDay())).RoomUsed, Is.InRange(84, 85));
        Assert.That((await By(node, "clerk.bng").Do(new SummariseDay())).RoomUsed, Is.Zero);
        Assert.That((await By(node, "admin.bng").Do(new SummariseHouse())).Room, Has.Property(nameof(RoomFigure.Percent)).InRange(84, 85));
        Assert.That((await node.GetRequiredService<KeptRoom>().ReckonAllAsync(CancellationToken.None))[0].Key, Is.EqualTo("bng"));
    }

    [Test]
    public async Task Without_a_quota_nobody_is_held_back_and_nothing_is_reckoned()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);

        Assert.That((await Office.As("admin.bng").Do(new SummariseDay())).RoomUsed, Is.Zero);
        Assert.That((await Office.As("admin.bng").Do(new SummariseHouse())).Room, Has.Property(nameof(RoomFigure.Quota)).Null.And.Property(nameof(RoomFigure.Percent)).Null);
    }

    [Test]
    public async Task An_administrator_sees_an_old_figure_with_its_time_at_once_and_the_new_one_later()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var admin = Office.As("admin.bng");
        var first = (await admin.Do(new SummariseHouse())).Room;
        var reckoned = Office.Clock.GetUtcNow();
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Clock.Advance(TimeSpan.FromMinutes(11));

        var old = (await admin.Do(new SummariseHouse())).Room;

        Assert.That((first.At, old.At), Is.EqualTo(((DateTimeOffset?)reckoned, (DateTimeOffset?)reckoned)));
        Assert.That(old.Files, Is.EqualTo(first.Files), "reckoned beside, not before the answer");
        Assert.That(async () => (await admin.Do(new SummariseHouse())).Room, Has.Property(nameof(RoomFigure.Files)).GreaterThan(first.Files).And.Property(nameof(RoomFigure.At)).GreaterThan(reckoned).After(10_000, 50));
    }

    [Test]
    public async Task Who_watches_the_server_sees_how_full_the_fullest_is_and_not_who_it_is()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var seen = new ConcurrentBag<(double Part, int Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, ears) =>
            {
                if (instrument.Name == "dispatch.storage.fullest")
                {
                    ears.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, part, tags, _) => seen.Add((part, tags.Length)));
        listener.Start();

        // A quota that no other test has: the meter is one for the whole process.
        const long Quota = 987_654_321;
        await using var node = await FullAsync(Quota);
        var room = node.GetRequiredService<KeptRoom>();
        var full = await room.ReckonAsync(House, CancellationToken.None);
        await room.ReckonAsync(Office.Body("ubnd-dien-bien"), CancellationToken.None);

        Assert.That(seen.Count(one => one == (full.Bytes / (double)Quota, 0)), Is.EqualTo(3), "of the emptier one, too, the fullest is told");
    }

    private async Task<ServiceProvider> FullAsync(long quota)
    {
        var node = Office.Node(settings => settings with { Quota = quota });
        await node.GetRequiredService<KeptRoom>().ReckonAsync(House, CancellationToken.None);
        return node;
    }

    private TestActor By(ServiceProvider node, string user) => new(node, Office.As(user).Actor);
}
