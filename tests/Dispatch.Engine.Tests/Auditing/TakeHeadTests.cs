using System.Text.Json;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>Two installations keep each other's heads: what one of them does to its log afterwards, the other knows.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class TakeHeadTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string TheirFolder = "ours/dien-bien";

    private TwoHouses? houses;
    private int grown;

    private TwoHouses Houses => houses!;

    private TestOffice Other => Houses.Theirs;

    [SetUp]
    public async Task PairAsync()
    {
        houses = await TwoHouses.PairAsync(Office, Kind);
        grown = 0;
        await GrowAsync(5);
        await GrowTheirsAsync(4);
        await TellAsync();
    }

    [TearDown]
    public async Task PartAsync() => await Houses.DisposeAsync();

    [Test]
    public async Task Each_keeps_the_newest_head_of_the_other_and_hears_how_much_of_its_own_is_kept()
    {
        Assert.That(await LogsAsync(), Is.EqualTo((await TheirSizeAsync(), await OurSizeAsync())));
        await GrowAsync(7);
        await GrowTheirsAsync(6);

        await TellAsync();

        var (ours, theirs) = (await OurSizeAsync(), await TheirSizeAsync());
        Assert.That(await LogsAsync(), Is.EqualTo((theirs, ours)));
        var there = (await Other.As("admin.db").Do(new ListRecipientChannels())).Items.Single(channel => channel.Channel is DeliveryChannel.Exchange).Logs!;
        Assert.That((there.Theirs, there.Ours), Is.EqualTo((ours, theirs)));
        Assert.That(await AlarmsAsync(), Is.Empty);
        await RoundAsync(Houses.OurNode);
        Assert.That(System.IO.Directory.GetFiles(Houses.At(TwoHouses.OurOut)), Is.Empty, "who has said all is silent");
    }

    [Test]
    public async Task A_letter_twice_or_one_that_comes_late_changes_nothing()
    {
        await GrowTheirsAsync(1);
        var early = await TheirLetterAsync();
        await GrowTheirsAsync(1);
        var late = await TheirLetterAsync();
        await TellAsync();
        var before = await Office.ContentsAsync();

        var again = await TakeAsync(late);
        var old = await TakeAsync(early);

        Assert.That((again.Value, old.Value), Is.EqualTo((new HeadTaken(false, null), new HeadTaken(false, null))));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_partner_whose_log_got_shorter_is_told_to_the_administrator_and_the_head_kept_stays()
    {
        var (kept, _) = await LogsAsync();
        await TamperedLog.CutAsync(Other, "ubnd-dien-bien", kept - 2);
        Other.Clock.Advance(TimeSpan.FromMinutes(10));

        await SendTheirsAsync();

        await AssertRefusedAsync("auditing.partner-log-shorter", kept, $"giữ đầu nhật ký {kept} mục, thư sau báo {kept - 2} mục");
    }

    [Test]
    public async Task A_partner_whose_log_was_written_anew_is_told_at_the_same_size()
    {
        var (kept, _) = await LogsAsync();
        await TamperedLog.RewriteAsync(Other, "ubnd-dien-bien");
        Other.Clock.Advance(TimeSpan.FromDays(2));

        await SendTheirsAsync();

        await AssertRefusedAsync("auditing.partner-log-changed", kept, $"đầu nhật ký {kept} mục không nối tiếp đầu {kept} mục");
    }

    [Test]
    public async Task A_partner_whose_log_was_written_anew_cannot_prove_that_it_grew_and_is_told_once()
    {
        var (kept, _) = await LogsAsync();
        await TamperedLog.RewriteAsync(Other, "ubnd-dien-bien");
        await GrowTheirsAsync(3);
        await SendTheirsAsync();
        await GrowTheirsAsync(3);

        await SendTheirsAsync();

        await AssertRefusedAsync("auditing.partner-log-changed", kept, $"đầu nhật ký {kept + 3} mục không nối tiếp đầu {kept} mục");
    }

    [Test]
    public async Task A_house_whose_database_was_put_back_hears_of_it_from_the_partner_and_the_check_says_so_for_good()
    {
        var (_, held) = await LogsAsync();
        await TamperedLog.CutAsync(Office, "bng", held - 3);
        // The witness beside the database is gone too: a new disk for everything.
        await using var restored = Office.Node(settings => settings with { ExchangeFolder = Houses.At("ours"), WitnessFolder = Houses.At("new-disk") });
        Assert.That((await CheckAsync(restored)).IsIntact, "it agrees with itself");
        await GrowTheirsAsync(1);
        await RoundAsync(Houses.TheirNode);
        Houses.Carry(TwoHouses.TheirOut, TwoHouses.OurIn);

        Assert.That(await TwoHouses.FetchAsync(restored), Is.EqualTo(1), "the letter itself is as it should be");

        var alarm = (await AlarmsAsync()).Single();
        Assert.That((alarm.Code, alarm.From), Is.EqualTo(("auditing.own-log-changed", "Ủy ban nhân dân tỉnh Điện Biên")));
        Assert.That(alarm.Message, Does.Contain($"đầu nhật ký {held} mục do cơ quan ký"));
        Assert.That((await LogsAsync()).Theirs, Is.EqualTo(await TheirSizeAsync()), "and the partner's head is kept");
        await GrowAsync(9);
        var verdict = await CheckAsync(restored);
        Assert.That((verdict.IsIntact, verdict.NotAsWitnessed), Is.EqualTo((false, (long?)held)));

        // The partner refuses what the restored log says from now on.
        await RoundAsync(restored);
        Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn);
        Assert.That(await TwoHouses.FetchAsync(Houses.TheirNode), Is.Zero);
        Assert.That((await Other.As("admin.db").Do(new ListAlarms())).Items.Single().Code, Is.EqualTo("auditing.partner-log-changed"));
    }

    [Test]
    public async Task A_letter_that_was_lost_is_replaced_by_the_next_or_goes_again_after_a_day()
    {
        var (kept, _) = await LogsAsync();
        await GrowTheirsAsync(3);
        await LoseTheirsAsync();
        await GrowTheirsAsync(3);
        await TellAsync();
        Assert.That((await LogsAsync()).Theirs, Is.EqualTo(kept + 6));

        await GrowTheirsAsync(1);
        await LoseTheirsAsync();
        await SendTheirsAsync();
        Assert.That((await LogsAsync()).Theirs, Is.EqualTo(kept + 6), "it was told, as far as they know");
        Other.Clock.Advance(TimeSpan.FromDays(1));
        await SendTheirsAsync();

        Assert.That((await LogsAsync()).Theirs, Is.EqualTo(kept + 7));
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_head_that_is_proven_from_elsewhere_waits_until_its_sender_has_heard_what_is_kept()
    {
        var (kept, own) = await LogsAsync();
        var was = await KeptAsync();
        await GrowTheirsAsync(4);
        await TellAsync();
        await Office.Look(db => db.Set<KeptHead>().ExecuteUpdateAsync(set => set
            .SetProperty(head => head.Size, was.Size).SetProperty(head => head.Root, was.Root).SetProperty(head => head.At, was.At).SetProperty(head => head.Signature, was.Signature)));
        await GrowTheirsAsync(4);

        await SendTheirsAsync();
        Assert.That(await LogsAsync(), Is.EqualTo((kept, own)));
        Assert.That(await AlarmsAsync(), Is.Empty);
        await TellAsync();

        Assert.That((await LogsAsync()).Theirs, Is.EqualTo(kept + 8));
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    [TestCase("a head signed by another")]
    [TestCase("another root")]
    [TestCase("another size")]
    [TestCase("another log")]
    [TestCase("another key beside the signature")]
    [TestCase("a size of none")]
    [TestCase("a root that is none")]
    [TestCase("a signature that is none")]
    [TestCase("our head, signed by another")]
    [TestCase("our head, of another house")]
    [TestCase("our head with another root")]
    [TestCase("a proof from less than nothing")]
    [TestCase("a proof too long")]
    [TestCase("a proof that is no hash")]
    public async Task A_letter_that_is_not_as_it_was_signed_is_refused_and_nothing_changes(string how)
    {
        await GrowTheirsAsync(2);
        var letter = Bend(await TheirLetterAsync(), await Office.As("clerk.bng").Do(new FindTreeHead()), how);
        var before = await Office.ContentsAsync();

        var outcome = await TakeAsync(letter);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("exchanging.bad-package"));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"head":null,"seen":null,"from":0,"path":[]}""")]
    [TestCase("torn")]
    [TestCase("longer than any")]
    public async Task A_file_that_is_no_letter_is_put_aside_with_the_reason_and_an_alarm(string text)
    {
        await GrowTheirsAsync(2);
        await RoundAsync(Houses.TheirNode);
        var path = Houses.Carry(TwoHouses.TheirOut, TwoHouses.OurIn).Single();
        var whole = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text switch { "torn" => whole[..(whole.Length / 2)], "longer than any" => whole + new string(' ', 100_000), _ => text });

        Assert.That(await TwoHouses.FetchAsync(Houses.OurNode), Is.Zero);

        Assert.That((await AlarmsAsync()).Single().Code, Is.EqualTo("exchanging.bad-package"));
        Assert.That(File.Exists(Path.Combine(Houses.At(TheirFolder), "refused", Path.GetFileName(path) + ".txt")));
    }

    [Test]
    public async Task A_partner_whose_folder_cannot_be_written_is_tried_again_and_holds_up_no_head()
    {
        await GrowAsync(1);
        System.IO.Directory.Delete(Houses.At(TwoHouses.OurOut));
        await File.WriteAllTextAsync(Houses.At(TwoHouses.OurOut), "a file where the folder should be");

        Assert.That(await RoundAsync(Houses.OurNode), Is.EqualTo(1));

        File.Delete(Houses.At(TwoHouses.OurOut));
        await TellAsync();
        Assert.That((await LogsAsync()).Ours, Is.EqualTo(await OurSizeAsync()));
    }

    private static HeadLetter Bend(HeadLetter letter, SignedHead stranger, string how)
    {
        var (head, seen) = (letter.Head, letter.Seen!);
        return how switch
        {
            "a head signed by another" => letter with { Head = stranger },
            "another root" => letter with { Head = head with { Root = stranger.Root } },
            "another size" => letter with { Head = head with { Size = head.Size + 1 } },
            "another log" => letter with { Head = head with { Organisation = Guid.Empty } },
            "another key beside the signature" => letter with { Head = head with { PublicKey = stranger.PublicKey } },
            "a size of none" => letter with { Head = head with { Size = 0 } },
            "a root that is none" => letter with { Head = head with { Root = head.Root.ToUpperInvariant() } },
            "a signature that is none" => letter with { Head = head with { Signature = new string('=', 10_000) } },
            "our head, signed by another" => letter with { Seen = seen with { KeyId = head.KeyId, PublicKey = head.PublicKey, Signature = head.Signature } },
            "our head, of another house" => letter with { Seen = head },
            "our head with another root" => letter with { Seen = seen with { Root = head.Root } },
            "a proof from less than nothing" => letter with { From = -1 },
            "a proof too long" => letter with { Path = [.. Enumerable.Repeat(head.Root, 129)] },
            _ => letter with { Path = ["không phải mã băm"] },
        };
    }

    private Task<Outcome<HeadTaken>> TakeAsync(HeadLetter letter) => Office.AsSystem("bng").Try(new TakeHead(Office.Body("ubnd-dien-bien"), letter));

    /// <summary>The letter their system would put out now; it never leaves.</summary>
    private async Task<HeadLetter> TheirLetterAsync()
    {
        await RoundAsync(Houses.TheirNode);
        var path = System.IO.Directory.GetFiles(Houses.At(TwoHouses.TheirOut)).Single();
        return JsonSerializer.Deserialize<HeadLetter>(await File.ReadAllBytesAsync(path), KernelJson.Options)!;
    }

    private async Task AssertRefusedAsync(string code, long kept, string says)
    {
        var alarm = (await AlarmsAsync()).Single();
        Assert.That((alarm.Code, alarm.From), Is.EqualTo((code, "Ủy ban nhân dân tỉnh Điện Biên")));
        Assert.That(alarm.Message, Does.Contain(says));
        Assert.That((await LogsAsync()).Theirs, Is.EqualTo(kept), "the head that was kept stays");
        Assert.That(System.IO.Directory.GetFiles(Path.Combine(Houses.At(TheirFolder), "refused"), "*.head"), Has.Length.EqualTo(1), "the letter is the proof of it");
    }

    /// <summary>Both sign and write until neither has anything to say.</summary>
    private async Task TellAsync()
    {
        for (var carried = 1; carried > 0;)
        {
            await RoundAsync(Houses.OurNode);
            await RoundAsync(Houses.TheirNode);
            carried = Houses.Carry(TwoHouses.OurOut, TwoHouses.TheirIn).Count + Houses.Carry(TwoHouses.TheirOut, TwoHouses.OurIn).Count;
            await TwoHouses.FetchAsync(Houses.TheirNode);
            await TwoHouses.FetchAsync(Houses.OurNode);
        }
    }

    private async Task SendTheirsAsync()
    {
        await RoundAsync(Houses.TheirNode);
        Houses.Carry(TwoHouses.TheirOut, TwoHouses.OurIn);
        await TwoHouses.FetchAsync(Houses.OurNode);
    }

    private async Task LoseTheirsAsync()
    {
        await RoundAsync(Houses.TheirNode);
        File.Delete(System.IO.Directory.GetFiles(Houses.At(TwoHouses.TheirOut)).Single());
    }

    private static Task<int> RoundAsync(ServiceProvider node) => node.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);

    private Task<AuditVerdict> CheckAsync(ServiceProvider node) => new TestActor(node, Office.As("auditor.bng").Actor).Do(new CheckAudit());

    private Task GrowAsync(int leaves) => GrowAsync(Office, "admin.bng", "so-noi-vu-dien-bien", leaves);

    private Task GrowTheirsAsync(int leaves) => GrowAsync(Other, "admin.db", "ubnd-lai-chau", leaves);

    private async Task GrowAsync(TestOffice office, string who, string body, int leaves)
    {
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            await office.As(who).Do(new SetRecipientChannel(office.Body(body), DeliveryChannel.Paper, $"Số {++grown} phố Hàng Bài"));
        }
    }

    private async Task<(long Theirs, long Ours)> LogsAsync() =>
        (await Office.As("admin.bng").Do(new ListRecipientChannels())).Items.Single(channel => channel.Channel is DeliveryChannel.Exchange).Logs is { } logs ? (logs.Theirs, logs.Ours) : (0, 0);

    private Task<KeptHead> KeptAsync() => Office.Look(db => db.Set<KeptHead>().AsNoTracking().SingleAsync());

    private Task<long> OurSizeAsync() => SizeAsync(Office, "bng");

    private Task<long> TheirSizeAsync() => SizeAsync(Other, "ubnd-dien-bien");

    private static Task<long> SizeAsync(TestOffice office, string body) => office.Look(db => db.Set<AuditLog>().Where(log => log.OrganisationId == office.Body(body)).Select(log => log.Size).SingleAsync());

    private async Task<IReadOnlyList<AlarmView>> AlarmsAsync() => (await Office.As("admin.bng").Do(new ListAlarms())).Items;
}
