using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Tests.Fixtures;
using Dispatch.Engine.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>Whatever is edited by hand is not only noticed: the auditor is told what, where, and of which paper.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class AuditFaultTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private DispatchView issued = null!;

    private Id<Body> House => Office.Body("bng");

    [SetUp]
    public async Task ActAsync()
    {
        issued = await new ADispatch(Office).AtAsync(OutgoingState.Issued);
        await Office.Root.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);
    }

    [Test]
    public async Task What_was_looked_at_is_told()
    {
        var verdict = await CheckAsync();

        Assert.That((verdict.IsIntact, verdict.FaultCount, verdict.Faults.Count), Is.EqualTo((true, 0, 0)));
        Assert.That(verdict.Scope, Has.Property(nameof(AuditScope.Leaves)).EqualTo(verdict.Size).And.Property(nameof(AuditScope.SignedHeads)).EqualTo(1).And.Property(nameof(AuditScope.Papers)).EqualTo(1)
            .And.Property(nameof(AuditScope.WitnessLines)).EqualTo(2));
        Assert.That((verdict.Scope.Files, verdict.Scope.FilesRead), Is.EqualTo((verdict.Scope.FilesRead, verdict.Scope.Files)).And.Not.EqualTo((0, 0)));
        Assert.That(verdict.Scope.Keys, Is.EqualTo(await Office.Look(db => db.Set<ReceiptKey>().Where(key => key.OrganisationId == House).Select(key => key.KeyId).ToListAsync())));
    }

    [Test]
    public async Task Every_bad_leaf_is_named_with_its_act_and_paper_and_not_only_the_first()
    {
        var signed = await LeafOfAsync("signing.signed");
        var passed = await LeafOfAsync("signing.content-passed");
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == signed).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.ActorName, "Kẻ khác")));
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == passed).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Entry, leaf => leaf.Entry + " ")));

        var verdict = await CheckAsync();

        Assert.That(verdict.Faults.Select(fault => (fault.Kind, fault.Leaf, fault.Act, fault.PaperId, fault.Paper)), Is.EqualTo(new[]
        {
            (AuditFaultKind.LeafChanged, (long?)passed, "signing.content-passed", (Guid?)issued.Id.Value, issued.NumberAndSymbol),
            (AuditFaultKind.ColumnChanged, signed, "signing.signed", issued.Id.Value, issued.NumberAndSymbol),
        }));
        Assert.That(verdict.Faults, Has.All.Matches<AuditFault>(fault => fault.Said.Length > 0 && fault.ToDo.Length > 0));
    }

    [Test]
    public async Task Leaves_that_are_gone_are_named_from_the_first_to_the_last()
    {
        var last = (await CheckAsync()).Size - 1;
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 2 || leaf.Index == 3 || leaf.Index == last).ExecuteDeleteAsync());

        var faults = (await CheckAsync()).Faults;

        Assert.That(faults.Where(fault => fault.Kind is AuditFaultKind.LeafMissing).Select(fault => fault.Said), Is.EqualTo(new[] { "Thiếu các dòng từ 2 đến 3.", $"Thiếu dòng {last}." }));
    }

    [Test]
    public async Task Two_that_changed_places_are_both_named()
    {
        await MoveAsync(4, 1_000);
        await MoveAsync(5, 4);
        await MoveAsync(1_000, 5);

        Assert.That((await CheckAsync()).Faults.Select(fault => (fault.Kind, fault.Leaf)), Is.EqualTo(new[] { (AuditFaultKind.LeafMoved, (long?)4), (AuditFaultKind.LeafMoved, 5) }));
    }

    [Test]
    public async Task A_text_that_no_act_wrote_is_told_and_stops_nothing_though_its_hash_was_made_for_it([Values("không phải JSON", "{}", "[1]", "{\"index\":\"x\"}")] string entry)
    {
        var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(entry));
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 3).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Entry, entry).SetProperty(leaf => leaf.LeafHash, hash)));

        var verdict = await CheckAsync();

        Assert.That((verdict.FirstBadIndex, verdict.Faults[0].Kind), Is.EqualTo(((long?)3, AuditFaultKind.LeafUnreadable)));
    }

    [Test]
    public async Task A_leaf_before_the_first_is_told()
    {
        await MoveAsync(4, -7);

        Assert.That((await CheckAsync()).Faults.Select(fault => (fault.Kind, fault.Leaf)), Is.SupersetOf(new[] { (AuditFaultKind.LeafMoved, (long?)-7), (AuditFaultKind.LeafMissing, 4) }));
    }

    [Test]
    public async Task A_leaf_written_anew_with_its_hash_is_found_by_the_signed_head_and_between_which_leaves_it_stands()
    {
        var before = (await CheckAsync()).Size;
        await new ADispatch(Office).DraftAsync();
        await RewriteAsync(before);

        var faults = (await CheckAsync()).Faults;

        Assert.That(faults.Select(fault => fault.Said), Is.EqualTo(new[] { $"Đầu nhật ký không phải đầu của các dòng: trong các dòng từ {before} đến {before} có dòng bị viết lại cùng mã băm của nó." }));
    }

    [Test]
    public async Task An_edited_edge_of_the_tree_is_told_before_the_next_act_builds_on_it()
    {
        await Office.Look(db => db.Set<AuditLog>().Where(log => log.OrganisationId == House).ExecuteUpdateAsync(set => set.SetProperty(log => log.Frontier, new byte[MerkleLog.HashSize])));

        Assert.That((await CheckAsync()).Faults.Select(fault => fault.Said), Is.EqualTo(new[] { "Các dòng còn nguyên, nhưng đầu nhật ký lưu trong cơ sở dữ liệu đã bị sửa." }));
    }

    [Test]
    public async Task A_signed_head_that_was_edited_is_told()
    {
        await Office.Look(db => db.Set<TreeHead>().Where(head => head.OrganisationId == House).ExecuteUpdateAsync(set => set.SetProperty(head => head.Root, new byte[MerkleLog.HashSize])));

        Assert.That((await CheckAsync()).Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { AuditFaultKind.SignedHeadFalse }));
    }

    [Test]
    public async Task A_head_signed_by_a_key_nobody_knows_is_told()
    {
        await Office.Look(db => db.Set<TreeHead>().Where(head => head.OrganisationId == House).ExecuteUpdateAsync(set => set.SetProperty(head => head.KeyId, new string('a', 64))));

        Assert.That((await CheckAsync()).Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { AuditFaultKind.SignedHeadUnknownKey }));
    }

    [Test]
    public async Task What_stands_for_a_key_and_is_none_is_told_and_stops_nothing()
    {
        byte[] none = [1, 2, 3];
        var name = ReceiptKey.IdOf(none);
        await Office.Look(db => db.Set<ReceiptKey>().Where(key => key.OrganisationId == House).ExecuteUpdateAsync(set => set.SetProperty(key => key.KeyId, name).SetProperty(key => key.PublicKey, none)));
        await Office.Look(db => db.Set<TreeHead>().Where(head => head.OrganisationId == House).ExecuteUpdateAsync(set => set.SetProperty(head => head.KeyId, name)));

        Assert.That((await CheckAsync()).Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { AuditFaultKind.SignedHeadFalse }));
    }

    [Test]
    public async Task A_signed_head_of_a_longer_log_is_told()
    {
        var size = (await CheckAsync()).Size;
        await TamperedLog.CutAsync(Office, "bng", size - 1);
        await Office.Look(db => db.Set<TreeHead>().Where(head => head.OrganisationId == House).ExecuteDeleteAsync());

        Assert.That((await CheckAsync()).Faults.Select(fault => fault.Kind), Is.EquivalentTo(new[] { AuditFaultKind.NotAsWitnessed, AuditFaultKind.PaperFileNotLogged }));
    }

    [Test]
    public async Task A_changed_file_and_one_that_is_gone_are_named_with_a_paper_of_theirs()
    {
        var hashes = await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == issued.Id).Select(d => d.ContentHash!).ToListAsync());
        Office.Damage(hashes[0]);
        var damaged = (await CheckAsync()).Faults;
        Office.Lose(hashes[0]);
        var gone = (await CheckAsync()).Faults;

        Assert.That(damaged.Select(fault => (fault.Kind, fault.Paper)), Is.EqualTo(new[] { (AuditFaultKind.FileDamaged, issued.NumberAndSymbol) }));
        Assert.That(gone.Select(fault => (fault.Kind, fault.Paper)), Is.EqualTo(new[] { (AuditFaultKind.FileMissing, issued.NumberAndSymbol) }));
    }

    [Test]
    public async Task A_row_that_was_given_another_file_is_told_for_no_leaf_bears_it_out()
    {
        var other = await new ADispatch(Office) { Text = ADispatch.Words("việc khác") }.AtAsync(OutgoingState.Issued);
        var hash = await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == other.Id).Select(d => d.ContentHash).SingleAsync());
        await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == issued.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.ContentHash, hash)));

        Assert.That((await CheckAsync()).Faults.Select(fault => (fault.Kind, fault.PaperId)), Is.EqualTo(new[] { (AuditFaultKind.PaperFileNotLogged, (Guid?)issued.Id.Value) }));
    }

    [Test]
    public async Task A_row_that_was_given_another_number_or_date_is_told()
    {
        await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == issued.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Number, 77)));
        var number = (await CheckAsync()).Faults;
        await Office.Look(db => db.Set<OfficialDispatch>().Where(d => d.Id == issued.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Number, 1).SetProperty(d => d.IssuedOn, new DateOnly(2024, 1, 2))));
        var date = (await CheckAsync()).Faults;

        Assert.That(number.Concat(date).Select(fault => (fault.Kind, fault.PaperId)), Is.EqualTo(Enumerable.Repeat((AuditFaultKind.PaperNumberNotLogged, (Guid?)issued.Id.Value), 2)));
    }

    [Test]
    public async Task Of_many_faults_the_first_are_told_and_all_are_counted()
    {
        var drafts = 0;
        while ((await CheckAsync()).Size <= AuditFaults.Most + 5)
        {
            await new ADispatch(Office) { Text = ADispatch.Words($"việc {drafts++}") }.AtAsync(OutgoingState.Signed);
        }

        await Office.Look(db => Leaves(db).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.ActorName, "Kẻ khác")));
        var verdict = await CheckAsync();

        Assert.That((verdict.Faults.Count, verdict.FaultCount), Is.EqualTo((AuditFaults.Most, (int)verdict.Size)));
    }

    /// <summary>The check asks several times while others act: what they commit in between is no fault.</summary>
    [Test]
    public async Task A_log_that_grows_while_it_is_checked_is_intact()
    {
        using var done = new CancellationTokenSource();
        var acting = Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await new ADispatch(Office) { Text = ADispatch.Words($"việc {i}") }.AtAsync(OutgoingState.Issued);
                await Office.Root.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);
            }

            await done.CancelAsync();
        });
        var found = new List<AuditFault>();
        while (!done.IsCancellationRequested && !acting.IsCompleted)
        {
            found.AddRange((await CheckAsync()).Faults);
        }

        await acting;
        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task The_log_is_read_by_person_by_paper_by_day_and_taken_away()
    {
        var auditor = Office.As("auditor.bng");
        await auditor.Do(new ReadPaper(issued.Id.Value));
        var day = OfficeTime.DateAt(Office.Clock.GetUtcNow());

        var about = await auditor.Do(new ListLog(Subject: issued.Id.Value));
        var signer = await auditor.Do(new ListLog(From: day, To: day, Actor: Office.As("signer.bng").Actor.Name, Act: "signing"));
        var tomorrow = await auditor.Do(new ListLog(From: day.AddDays(1)));
        var first = await auditor.Do(new ListLog(Take: 2));
        var second = await auditor.Do(new ListLog(Before: long.Parse(first.Next!, System.Globalization.CultureInfo.InvariantCulture), Take: 2));
        var csv = Encoding.UTF8.GetString(await auditor.Do(new ExportLog(new ListLog(Subject: issued.Id.Value), LogForm.Csv)));
        var json = System.Text.Json.JsonSerializer.Deserialize<List<LogLine>>(await auditor.Do(new ExportLog(new ListLog(), LogForm.Json)), KernelJson.Options)!;

        Assert.That(about.Items.Select(line => line.Act), Has.Member("issuing.issued").And.Member("access.read").And.Member("registering.drafted"));
        Assert.That(about.Items, Has.All.Property(nameof(LogLine.Paper)).EqualTo(issued.NumberAndSymbol).And.All.Property(nameof(LogLine.PaperId)).EqualTo(issued.Id.Value), "who read it, too");
        Assert.That(signer.Items.Select(line => line.Act), Is.Not.Empty.And.All.StartsWith("signing."));
        Assert.That(tomorrow.Items, Is.Empty);
        Assert.That(first.Items.Concat(second.Items).Select(line => line.Index), Is.EqualTo(Enumerable.Range(0, 4).Select(i => first.Items[0].Index - i)));
        Assert.That(csv, Does.StartWith("\uFEFFDòng,Lúc,Việc,").And.Contain(issued.NumberAndSymbol));
        Assert.That(json.Select(line => Convert.ToHexStringLower(MerkleLog.LeafHash(Encoding.UTF8.GetBytes(line.Entry)))), Is.EqualTo(json.Select(line => line.LeafHash)).And.Not.Empty);
        Assert.That(await Office.As("clerk.bng").RefusalOf(new ListLog()), Is.EqualTo("access.forbidden"));
    }

    private IQueryable<AuditLeaf> Leaves(DispatchDbContext db) => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == House);

    private Task<AuditVerdict> CheckAsync() => Office.As("auditor.bng").Do(new CheckAudit());

    private Task<long> LeafOfAsync(string act) => Office.Look(db => Leaves(db).Where(leaf => leaf.Act == act).Select(leaf => leaf.Index).SingleAsync());

    private Task<int> RewriteAsync(long index) => Office.Look(async db =>
    {
        var entry = (await Leaves(db).Where(leaf => leaf.Index == index).Select(leaf => leaf.Entry).SingleAsync()).Replace("facts\":{", "facts\":{\"thêm\":1,", StringComparison.Ordinal);
        var hash = MerkleLog.LeafHash(Encoding.UTF8.GetBytes(entry));
        return await Leaves(db).Where(leaf => leaf.Index == index).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Entry, entry).SetProperty(leaf => leaf.LeafHash, hash));
    });

    private Task<int> MoveAsync(long from, long to) => Office.Look(db => db.Database.ExecuteSqlAsync($"""UPDATE audit_leaves SET "Index" = {to} WHERE "Index" = {from} AND "OrganisationId" = {House.Value}"""));
}
