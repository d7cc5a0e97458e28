using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>A backup is put back, or a history is written anew so that it agrees with itself: only what stands outside the database knows.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class WitnessTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    [Test]
    public async Task A_number_given_after_the_backup_is_not_given_again_until_it_is_declared()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        await using var later = await Office.PutBackAsync();
        var signed = await new ADispatch(later).AtAsync(OutgoingState.Signed);
        var before = await later.ContentsAsync();

        var refusal = await later.As("clerk.bng").RefusalOf(new AssignNumber(signed.Id));

        Assert.That(refusal, Is.EqualTo("numbering.given-before"));
        Assert.That(await later.ContentsAsync(), Is.EqualTo(before));
        await later.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 3, "Khôi phục từ bản sao lưu; số 1 và 2 đã đối chiếu với bản giấy"));
        Assert.That((await later.As("clerk.bng").Do(new AssignNumber(signed.Id))).Number, Is.EqualTo(3));
    }

    [Test]
    public async Task An_arrival_number_is_held_in_the_same_way()
    {
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);
        await using var later = await Office.PutBackAsync();
        await later.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 2, "Khôi phục từ bản sao lưu"));
        var (_, incoming) = await new AnIncoming(later).AtAsync(IncomingState.Received);

        Assert.That(await later.As("clerk.db").RefusalOf(new RegisterIncoming(incoming.Id)), Is.EqualTo("numbering.given-before"));
    }

    [Test]
    public async Task A_number_whose_act_came_to_nothing_is_given_to_the_next()
    {
        var signed = await new ADispatch(Office).AtAsync(OutgoingState.Signed);
        Office.Crash.At(CrashPoints.BeforeCommit);

        Assert.That(async () => await Office.As("clerk.bng").Do(new AssignNumber(signed.Id)), Throws.TypeOf<CrashException>());
        Office.Crash.At(null);

        Assert.That((await Office.As("clerk.bng").Do(new AssignNumber(signed.Id))).Number, Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_committed_and_not_told_before_a_crash_is_told_by_the_round()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        File.Delete(WitnessFile);
        await using var node = Office.SecondNode();

        await node.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);

        Assert.That(new Witness(Path.GetDirectoryName(WitnessFile)!).LastOf(Office.Body("bng"), RegisterBook.Outgoing, 2024), Is.EqualTo(1));
    }

    [Test]
    public async Task A_history_written_anew_from_end_to_end_is_found_by_the_head_that_lies_elsewhere()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await SignHeadsAsync();
        Assert.That((await CheckAsync(Office)).IsIntact);

        await TamperedLog.RewriteAsync(Office, "bng");

        var verdict = await CheckAsync(Office);
        Assert.That((verdict.IsIntact, verdict.FirstBadIndex, verdict.NotAsWitnessed), Is.EqualTo((false, (long?)null, (long?)verdict.Size)));
    }

    [Test]
    public async Task A_log_that_is_shorter_than_its_head_was_put_back_and_stays_so_when_it_grows()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await SignHeadsAsync();
        var size = (await CheckAsync(Office)).Size;
        await using var later = await Office.PutBackAsync();
        var shorter = await CheckAsync(later);
        await later.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 2, "Khôi phục từ bản sao lưu"));
        await new ADispatch(later).AtAsync(OutgoingState.Issued);
        await new ADispatch(later).AtAsync(OutgoingState.Issued);
        var grown = await CheckAsync(later);

        Assert.That((shorter.IsIntact, shorter.NotAsWitnessed), Is.EqualTo((false, (long?)size)));
        Assert.That((grown.IsIntact, grown.NotAsWitnessed), Is.EqualTo((false, (long?)size)));
        Assert.That(grown.Size, Is.GreaterThan(size));
    }

    [Test]
    public async Task Where_the_witness_cannot_be_written_the_number_is_given_and_everything_is_written_later()
    {
        System.IO.Directory.CreateDirectory(WitnessFile);
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        var witness = Office.Root.GetRequiredService<Witness>();
        Assert.That(witness.IsBehind);

        System.IO.Directory.Delete(WitnessFile);
        await new AnIncoming(Office).AtAsync(IncomingState.Registered);

        var read = new Witness(Path.GetDirectoryName(WitnessFile)!);
        Assert.That(witness.IsBehind, Is.False);
        Assert.That((read.LastOf(Office.Body("bng"), RegisterBook.Outgoing, 2024), read.LastOf(Office.Body("ubnd-dien-bien"), RegisterBook.Incoming, 2024)), Is.EqualTo((2, 1)));
    }

    private string WitnessFile => Path.Combine(Office.Folder, "witness", "witness.tsv");

    private Task<int> SignHeadsAsync() => Office.Root.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);

    private static Task<AuditVerdict> CheckAsync(TestOffice office) => office.As("auditor.bng").Do(new CheckAudit());
}

/// <summary>The file itself.</summary>
public sealed class WitnessFileTests
{
    private static readonly Id<Body> House = new(Guid.Parse("018df789-31a0-7a5a-a0ca-5e741aae41fd"));

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = System.IO.Directory.CreateTempSubdirectory("dispatch-witness-").FullName;

    [TearDown]
    public void DeleteFolder() => System.IO.Directory.Delete(folder, recursive: true);

    [Test]
    public void A_line_that_a_crash_cut_off_is_passed_over_and_the_next_is_whole()
    {
        new Witness(folder).Given(House, RegisterBook.Outgoing, 2024, 7);
        File.AppendAllText(Path.Combine(folder, "witness.tsv"), "number\t018df789-31a0");

        new Witness(folder).Given(House, RegisterBook.Incoming, 2024, 9);

        var read = new Witness(folder);
        Assert.That((read.LastOf(House, RegisterBook.Outgoing, 2024), read.LastOf(House, RegisterBook.Incoming, 2024)), Is.EqualTo((7, 9)));
    }

    [TestCase("number\t018df789-31a0-7a5a-a0ca-5e741aae41fd\tOutgoing\t2024\tsáu\n")]
    [TestCase("number\t018df789-31a0-7a5a-a0ca-5e741aae41fd\tOutgoing\t2024\n")]
    [TestCase("head\t018df789-31a0-7a5a-a0ca-5e741aae41fd\t12\tabc\n")]
    [TestCase("\u0000\u0000\u0000\n")]
    public void A_line_that_cannot_be_read_is_named_and_nothing_is_guessed(string line)
    {
        new Witness(folder).Given(House, RegisterBook.Outgoing, 2024, 7);
        File.AppendAllText(Path.Combine(folder, "witness.tsv"), line);

        Assert.That(() => new Witness(folder), Throws.TypeOf<DamagedWitnessException>().With.Message.Contains("Dòng 2"));
    }

    [Test]
    public void Of_many_heads_the_first_and_the_newest_stay()
    {
        var witness = new Witness(folder);
        for (var size = 1L; size <= 500; size++)
        {
            witness.Signed(new SignedHead(House.Value, size, new string('a', 64), DateTimeOffset.UnixEpoch, "", "", ""));
        }

        var kept = new Witness(folder).HeadsOf(House);

        Assert.That(kept, Is.EqualTo(witness.HeadsOf(House)));
        Assert.That((kept[0].Size, kept[^1].Size), Is.EqualTo((1L, 500L)));
        Assert.That(kept, Has.Count.LessThanOrEqualTo(64));
    }

    [Test]
    public void A_witness_does_not_change_its_mind()
    {
        var witness = new Witness(folder);
        witness.Signed(new SignedHead(House.Value, 5, new string('a', 64), DateTimeOffset.UnixEpoch, "", "", ""));
        witness.Signed(new SignedHead(House.Value, 5, new string('b', 64), DateTimeOffset.UnixEpoch, "", "", ""));
        witness.Given(House, RegisterBook.Outgoing, 2024, 7);
        witness.Given(House, RegisterBook.Outgoing, 2024, 3);

        Assert.That(witness.HeadsOf(House).Single().Root, Does.StartWith("a"));
        Assert.That(witness.LastOf(House, RegisterBook.Outgoing, 2024), Is.EqualTo(7));
    }

    [Test]
    public void A_file_of_many_lines_is_written_anew_and_says_the_same()
    {
        var witness = new Witness(folder);
        for (var number = 1; number <= 1_500; number++)
        {
            witness.Given(House, RegisterBook.Outgoing, 2024, number);
        }

        Assert.That(new Witness(folder).LastOf(House, RegisterBook.Outgoing, 2024), Is.EqualTo(1_500));
        Assert.That(File.ReadAllLines(Path.Combine(folder, "witness.tsv")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Nodes_that_write_at_the_same_moment_lose_no_line_of_each_other()
    {
        var organisations = Enumerable.Range(0, 4).Select(at => new Id<Body>(new Guid(at, 0, 0, new byte[8]))).ToList();

        await Task.WhenAll(organisations.Select(organisation => Task.Run(() =>
        {
            var node = new Witness(folder);
            for (var number = 1; number <= 300; number++)
            {
                node.Given(organisation, number % 2 == 0 ? RegisterBook.Outgoing : RegisterBook.Incoming, 2024, number);
            }
        })));

        var after = new Witness(folder);
        Assert.That(organisations.Select(organisation => (after.LastOf(organisation, RegisterBook.Incoming, 2024), after.LastOf(organisation, RegisterBook.Outgoing, 2024))), Is.All.EqualTo((299, 300)));
    }

    [Test]
    public void A_node_that_could_not_write_for_a_while_keeps_what_the_others_wrote_meanwhile()
    {
        var (mine, theirs) = (House, new Id<Body>(new Guid(1, 0, 0, new byte[8])));
        var (node, other) = (new Witness(folder), new Witness(folder));
        other.Given(theirs, RegisterBook.Incoming, 2024, 7);
        using (HeldFile.TryTake(Path.Combine(folder, "witness.tsv.lock")))
        {
            node.Given(mine, RegisterBook.Outgoing, 2024, 1);
            Assert.That(node.IsBehind);
        }

        node.Given(mine, RegisterBook.Outgoing, 2024, 2);

        var after = new Witness(folder);
        Assert.That((node.IsBehind, after.LastOf(mine, RegisterBook.Outgoing, 2024), after.LastOf(theirs, RegisterBook.Incoming, 2024)), Is.EqualTo((false, 2, 7)));
    }

    [Test]
    public void A_line_another_node_left_half_written_is_not_joined_to_the_next()
    {
        var node = new Witness(folder);
        node.Given(House, RegisterBook.Outgoing, 2024, 1);
        File.AppendAllText(Path.Combine(folder, "witness.tsv"), "number\t0193");

        node.Given(House, RegisterBook.Outgoing, 2024, 2);

        Assert.That(new Witness(folder).LastOf(House, RegisterBook.Outgoing, 2024), Is.EqualTo(2));
    }
}
