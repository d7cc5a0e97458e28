using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Issuing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Numbering;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>Stored files and the rows that name them: neither may lose the other, and what nobody names goes.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class FileRoundTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1);

    private FileStore Store => Office.Root.GetRequiredService<FileStore>();

    private FileRound Round => Office.Root.GetRequiredService<FileRound>();

    [Test]
    public async Task One_bit_that_turned_is_found_and_a_file_put_back_is_well_again()
    {
        await PutAsync("một");
        var path = PathOf(await PutAsync("hai"));
        var right = await File.ReadAllBytesAsync(path);
        await RunAsync();
        Assert.That(Round.Found.Damaged, Is.Zero);

        await File.WriteAllBytesAsync(path, [(byte)(right[0] ^ 1), .. right[1..]]);
        Assert.That(RunAsync, Throws.InstanceOf<DamagedFilesException>());
        Assert.That((Round.Found.Damaged, File.Exists(path)), Is.EqualTo((1, true)));

        await File.WriteAllBytesAsync(path, right);
        await RunAsync();
        Assert.That(Round.Found.IsWhole);
    }

    [Test]
    public async Task What_a_dead_writer_left_aside_goes_and_what_one_is_writing_stays()
    {
        var hash = await PutAsync("một");
        var shelf = Path.GetDirectoryName(PathOf(hash))!;
        var (dead, living) = (Path.Combine(shelf, hash + ".aa.tmp"), Path.Combine(shelf, hash + ".bb.tmp"));
        await File.WriteAllTextAsync(dead, "nửa");
        await File.WriteAllTextAsync(living, "nửa");
        File.SetLastWriteTimeUtc(dead, Office.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(living, Office.Clock.GetUtcNow().UtcDateTime);

        await RunAsync();

        Assert.That((File.Exists(dead), File.Exists(living), Store.Hashes()), Is.EqualTo((false, true, (string[])[hash])));
    }

    [Test]
    public async Task The_file_of_an_act_that_was_broken_off_is_put_by_after_a_day_and_gone_after_another()
    {
        await BreakOffAnIssueAsync();
        var named = await NamedAsync();
        Assert.That(Stored(), Is.SupersetOf(named).And.Not.EquivalentTo(named));

        await RunAsync();
        Assert.That(Store.Hashes(), Is.Not.EquivalentTo(named), "it is young");
        Office.Clock.Advance(Day);
        await RunAsync();
        Assert.That(Store.Hashes(), Is.EquivalentTo(named), "put by");
        Assert.That(Stored(), Is.Not.EquivalentTo(named), "not gone yet");
        Office.Clock.Advance(Day);
        await RunAsync();

        Assert.That(Stored(), Is.EquivalentTo(named));
        Assert.That(Round.Found, Is.EqualTo(new FileFigures(Damaged: 0, Missing: 0, Removed: 2)));
    }

    [Test]
    public async Task What_was_put_by_is_there_for_whoever_asks_and_for_the_act_that_names_it_after_all()
    {
        var numbered = await BreakOffAnIssueAsync();
        Office.Clock.Advance(Day);
        await RunAsync();
        var orphan = Stored().Except(Store.Hashes(), StringComparer.Ordinal).First();

        await using (var node = Office.SecondNode())
        {
            Assert.That(node.GetRequiredService<FileStore>().Holds(orphan));
        }

        Assert.That(Store.Hashes(), Does.Contain(orphan));
        await Office.As("clerk.bng").Do(new IssueDispatch(numbered.Id));
        Stamp();
        for (var round = 0; round < 3; round++)
        {
            Office.Clock.Advance(Day);
            await RunAsync();
        }

        Assert.That(Stored(), Is.EquivalentTo(await NamedAsync()));
    }

    [Test]
    public async Task Rounds_in_the_middle_of_an_act_take_nothing_from_it_though_its_bytes_lay_there_for_days()
    {
        var numbered = await BreakOffAnIssueAsync();
        Office.Clock.Advance(Day);
        await using var node = Office.SecondNode();
        var elsewhere = node.GetRequiredService<FileRound>();
        var rounds = 0;
        Office.Crash.When(point =>
        {
            if (point == CrashPoints.BeforeCommit)
            {
                rounds++;
                Task.Run(() => elsewhere.RunAsync(CancellationToken.None)).Wait();
            }

            return false;
        });

        await Office.As("clerk.bng").Do(new IssueDispatch(numbered.Id));

        var named = await NamedAsync();
        Assert.That((rounds, Store.Hashes().Intersect(named, StringComparer.Ordinal).Count()), Is.EqualTo((1, named.Count - 2)), "the round did put both files by");
        await RunAsync();
        Assert.That((Round.Found.IsWhole, Store.Hashes().Intersect(named, StringComparer.Ordinal).Count()), Is.EqualTo((true, named.Count)));
    }

    [Test]
    public async Task A_file_that_is_gone_though_a_row_names_it_is_found_by_the_round()
    {
        var issued = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        var bringBack = Office.Lose(issued.ContentHash!);

        Assert.That(RunAsync, Throws.InstanceOf<DamagedFilesException>());
        Assert.That(Round.Found, Is.EqualTo(new FileFigures(Damaged: 0, Missing: 1, Removed: 0)));

        bringBack();
        await RunAsync();
        Assert.That(Round.Found.IsWhole);
    }

    [Test]
    public async Task A_row_that_names_no_hash_is_a_fault_and_the_others_are_looked_at_all_the_same()
    {
        var issued = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        Office.Lose(issued.SignedHash!);
        await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == issued.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.ContentHash, "không phải mã băm")));

        Assert.That(RunAsync, Throws.InstanceOf<DamagedFilesException>());
        Assert.That(Round.Found, Has.Property(nameof(FileFigures.Missing)).EqualTo(2));
    }

    [Test]
    public async Task Nothing_goes_while_the_database_is_not_the_one_the_witness_knows()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.Root.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);
        Stamp();
        var before = Stored();
        await using var later = await Office.PutBackAsync();

        for (var round = 0; round < 3; round++)
        {
            later.Clock.Advance(Day);
            await later.Root.GetRequiredService<FileRound>().RunAsync(CancellationToken.None);
        }

        Assert.That(before, Is.Not.Empty);
        Assert.That(later.Root.GetRequiredService<FileStore>().Hashes(), Is.EquivalentTo(before));
    }

    [Test]
    public async Task After_a_backup_was_put_back_a_person_takes_out_what_no_row_names_and_nothing_is_lost()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.Root.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);
        Stamp();
        await using var later = await Office.PutBackAsync();
        await later.As("clerk.bng").Do(new OpenSeries(RegisterBook.Outgoing, 2024, 2, "Khôi phục từ bản sao lưu; số 1 đã đối chiếu với bản giấy"));
        var (round, outside) = (later.Root.GetRequiredService<FileRound>(), Office.NewFolder("ngoài"));
        await new ADispatch(later).AtAsync(OutgoingState.Issued);
        Stamp();
        var (named, all) = (await NamedAsync(later), Stored());
        var lost = all.Except(named, StringComparer.Ordinal).ToList();
        later.Clock.Advance(Day);

        var first = await round.TakeOutAsync(outside, CancellationToken.None);
        var between = await round.TakeOutAsync(outside, CancellationToken.None);
        later.Clock.Advance(Day);
        var second = await round.TakeOutAsync(outside, CancellationToken.None);

        Assert.That(lost, Is.Not.Empty);
        Assert.That((first, between, second), Is.EqualTo((new FilesTakenOut(0, lost.Count, 0), new FilesTakenOut(0, 0, 0), new FilesTakenOut(lost.Count, 0, 0))));
        Assert.That(Stored(), Is.EquivalentTo(named));
        var kept = System.IO.Directory.GetFiles(outside).ToDictionary(path => Path.GetFileName(path), path => FileStore.HashOf(File.ReadAllBytes(path)), StringComparer.Ordinal);
        Assert.That(kept.Keys, Is.EquivalentTo(lost));
        Assert.That(kept, Is.All.Matches<KeyValuePair<string, string>>(file => file.Key == file.Value));
    }

    [Test]
    public async Task What_an_act_names_between_the_two_steps_is_not_taken_out()
    {
        var numbered = await BreakOffAnIssueAsync();
        Office.Clock.Advance(Day);
        await Round.TakeOutAsync(Office.NewFolder("ngoài"), CancellationToken.None);
        await Office.As("clerk.bng").Do(new IssueDispatch(numbered.Id));
        Stamp();
        Office.Clock.Advance(Day);

        await Round.TakeOutAsync(Office.NewFolder("ngoài"), CancellationToken.None);

        Assert.That(Store.Hashes(), Is.SupersetOf(await NamedAsync()));
    }

    [Test]
    public async Task Every_column_that_may_name_a_file_is_known_to_the_round()
    {
        var mayName = await Office.Look(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(IsHash).Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}").ToList()));

        // The verdict on an arrival is about the file that the arrival names.
        string[] noFiles = ["IncomingVerification.ContentHash", "Person.PasswordHash", "PersonalCertificate.CertificateHash", "SealCertificate.CertificateHash", "SigningAuthority.CertificateHash", "WorkflowVersion.Hash"];
        Assert.That(mayName, Is.EquivalentTo(NamedFiles.Columns.Select(column => $"{column.Entity.Name}.{column.Name}").Concat(noFiles)));

        static bool IsHash(IProperty property) => property.ClrType == typeof(string) && property.Name.EndsWith("Hash", StringComparison.Ordinal);
    }

    /// <summary>Acts, crashes and rounds of two nodes in any order over many days: nothing that is named is ever lost, and in the end nothing else is left.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Whatever_happens_in_whichever_order_no_named_file_is_lost_and_no_other_stays(int seed)
    {
        var chance = new Random(seed);
        await using var node = Office.SecondNode();
        var rounds = new[] { Round, node.GetRequiredService<FileRound>() };
        var numbered = new List<Id<OfficialDispatch>>();
        for (var step = 0; step < 40; step++)
        {
            switch (chance.Next(5))
            {
                case 0:
                    numbered.Add((await new ADispatch(Office) { Text = ADispatch.Words($"việc {step}") }.AtAsync(OutgoingState.Numbered)).Id);
                    break;
                case 1 or 2 when numbered.Count > 0:
                    Office.Crash.At(chance.Next(3) switch { 0 => CrashPoints.FileStored, 1 => CrashPoints.BeforeCommit, _ => null });
                    await IssueOrBreakOffAsync(numbered, chance.Next(numbered.Count));
                    Office.Crash.At(null);
                    break;
                case 3:
                    await rounds[chance.Next(2)].RunAsync(CancellationToken.None);
                    break;
                default:
                    Office.Clock.Advance(TimeSpan.FromHours(chance.Next(1, 30)));
                    break;
            }

            Stamp();
            Assert.That(Stored(), Is.SupersetOf(await NamedAsync()), $"step {step}");
        }

        for (var round = 0; round < 3; round++)
        {
            Office.Clock.Advance(Day);
            await RunAsync();
        }

        Assert.That(Stored(), Is.EquivalentTo(await NamedAsync()));
    }

    /// <summary>A numbered dispatch whose issue was broken off when its two files were stored.</summary>
    private async Task<DispatchView> BreakOffAnIssueAsync()
    {
        var numbered = await new ADispatch(Office).AtAsync(OutgoingState.Numbered);
        Office.Crash.At(CrashPoints.BeforeCommit);
        Assert.That(() => Office.As("clerk.bng").Do(new IssueDispatch(numbered.Id)), Throws.TypeOf<CrashException>());
        Office.Crash.At(null);
        Stamp();
        return numbered;
    }

    private async Task IssueOrBreakOffAsync(List<Id<OfficialDispatch>> numbered, int which)
    {
        try
        {
            await Office.As("clerk.bng").Do(new IssueDispatch(numbered[which]));
            numbered.RemoveAt(which);
        }
        catch (CrashException)
        {
            // It stays where it was and is issued another time, or never.
        }
    }

    private Task RunAsync() => Round.RunAsync(CancellationToken.None);

    private Task<string> PutAsync(string text) => Store.PutAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);

    private string PathOf(string hash) => System.IO.Directory.EnumerateFiles(Office.Folder, hash, SearchOption.AllDirectories).Single();

    /// <summary>What lies in the store, in its place or put by.</summary>
    private List<string> Stored() => [.. Files().Select(path => Path.GetFileName(path)).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Files() => System.IO.Directory.EnumerateFiles(Path.Combine(Office.Folder, "files"), "*", SearchOption.AllDirectories);

    /// <summary>What was just stored was stored by the office's clock, not the machine's.</summary>
    private void Stamp()
    {
        var now = Office.Clock.GetUtcNow().UtcDateTime;
        foreach (var path in Files().Where(path => File.GetLastWriteTimeUtc(path) > now))
        {
            File.SetLastWriteTimeUtc(path, now);
        }
    }

    private Task<List<string>> NamedAsync(TestOffice? office = null) => (office ?? Office).Look(async db => (await NamedFiles.ReadAsync(db, (office ?? Office).Clock.GetUtcNow(), CancellationToken.None).ToListAsync()).Distinct(StringComparer.Ordinal).ToList());
}
