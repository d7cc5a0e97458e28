using System.Text;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Auditing;

/// <summary>A person with the database's password edits the history; the check names the place.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class CheckAuditTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private Id<Body> House => Office.Body("bng");

    [SetUp]
    public async Task ActAsync() => await new ADispatch(Office).AtAsync(OutgoingState.Issued);

    [Test]
    public async Task Each_act_is_one_leaf_and_the_history_is_as_it_was_written()
    {
        var acts = await Office.Look(db => Leaves(db).OrderBy(leaf => leaf.Index).Select(leaf => leaf.Act).ToListAsync());
        var verdict = await CheckAsync();

        Assert.That(acts.TakeLast(7), Is.EqualTo(new[] { "registering.drafted", "registering.submitted", "signing.content-passed", "signing.form-passed", "signing.signed", "numbering.numbered", "issuing.issued" }));
        Assert.That((verdict.IsIntact, verdict.Size, verdict.FirstBadIndex), Is.EqualTo((true, (long)acts.Count, (long?)null)));
    }

    [Test]
    public async Task A_house_whose_history_is_empty_is_intact() =>
        Assert.That(await Office.AsRole(Role.Auditor, "ubnd-tua-chua").Do(new CheckAudit()), Has.Property(nameof(AuditVerdict.IsIntact)).True);

    [Test]
    public async Task An_edited_entry_is_found_at_its_place()
    {
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Entry, leaf => leaf.Entry + " ")));

        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False.And.Property(nameof(AuditVerdict.FirstBadIndex)).EqualTo(4));
    }

    [Test]
    public async Task An_edited_entry_with_its_hash_made_again_is_found_by_the_head()
    {
        var entry = await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 4).Select(leaf => leaf.Entry).SingleAsync());
        var forged = entry.Replace("Phạm Thị Thư", "Phạm Thị Khác", StringComparison.Ordinal).Replace("Trần Văn Soạn", "Trần Văn Khác", StringComparison.Ordinal).Replace("Hệ thống", "Kẻ khác", StringComparison.Ordinal);
        var (hash, actor) = (MerkleLog.LeafHash(Encoding.UTF8.GetBytes(forged)), System.Text.Json.JsonDocument.Parse(forged).RootElement.GetProperty("actor").GetString()!);
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 4)
            .ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Entry, forged).SetProperty(leaf => leaf.LeafHash, hash).SetProperty(leaf => leaf.ActorName, actor)));

        Assert.That(forged, Is.Not.EqualTo(entry));
        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False.And.Property(nameof(AuditVerdict.FirstBadIndex)).Null);
    }

    [TestCase("actor")]
    [TestCase("act")]
    [TestCase("at")]
    [TestCase("subject")]
    public async Task An_edited_column_that_only_repeats_the_entry_is_found_too(string column)
    {
        var rows = await Office.Look(db => column switch
        {
            "actor" => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.ActorName, "Kẻ khác")),
            "act" => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Act, "khác.đi")),
            "at" => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.At, Office.Clock.GetUtcNow().AddSeconds(1))),
            _ => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.Subject, Guid.Empty)),
        });

        Assert.That(rows, Is.EqualTo(1));
        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False.And.Property(nameof(AuditVerdict.FirstBadIndex)).EqualTo(4));
    }

    [Test]
    public async Task A_deleted_leaf_is_found_at_its_place()
    {
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteDeleteAsync());

        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False.And.Property(nameof(AuditVerdict.FirstBadIndex)).EqualTo(4));
    }

    [Test]
    public async Task A_deleted_leaf_over_which_the_others_were_moved_up_is_found()
    {
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == 4).ExecuteDeleteAsync());
        await MoveAsync(from: 5, to: 4);

        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False);
    }

    [Test]
    public async Task Two_leaves_that_changed_places_are_found()
    {
        await MoveAsync(from: 4, to: 1_000);
        await MoveAsync(from: 5, to: 4);
        await MoveAsync(from: 1_000, to: 5);

        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False.And.Property(nameof(AuditVerdict.FirstBadIndex)).EqualTo(4));
    }

    [Test]
    public async Task A_leaf_put_in_at_the_end_is_found()
    {
        await MoveAsync(from: 4, to: 1_000);

        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False);
    }

    [Test]
    public async Task A_history_cut_off_at_the_end_is_found()
    {
        var size = (await CheckAsync()).Size;
        await Office.Look(db => Leaves(db).Where(leaf => leaf.Index == size - 1).ExecuteDeleteAsync());

        Assert.That(await CheckAsync(), Has.Property(nameof(AuditVerdict.IsIntact)).False);
    }

    /// <summary>A history that was cut off together with its head agrees with itself. Only a head kept elsewhere tells: the check gives it, so that somebody can.</summary>
    [Test]
    public async Task A_history_cut_off_together_with_its_head_is_NOT_found_but_its_head_is_another()
    {
        await new ADispatch(Office).DraftAsync();
        var before = await CheckAsync();

        await TamperedLog.CutAsync(Office, "bng", before.Size - 1);

        var after = await CheckAsync();
        Assert.That(after.IsIntact, Is.True);
        Assert.That((after.Size, after.Root), Is.Not.EqualTo((before.Size, before.Root)));
    }

    [Test]
    public async Task But_it_is_where_it_told_of_a_paper_that_has_its_file()
    {
        await TamperedLog.CutAsync(Office, "bng", (await CheckAsync()).Size - 1);

        Assert.That((await CheckAsync()).Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { AuditFaultKind.PaperFileNotLogged }));
    }

    private IQueryable<AuditLeaf> Leaves(DispatchDbContext db) => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == House);

    private Task<AuditVerdict> CheckAsync() => Office.As("auditor.bng").Do(new CheckAudit());

    private Task<int> MoveAsync(long from, long to) => Office.Look(async db =>
    {
        var rows = await db.Database.ExecuteSqlAsync($"""UPDATE audit_leaves SET "Index" = {to} WHERE "Index" = {from} AND "OrganisationId" = {House.Value}""");
        Assert.That(rows, Is.EqualTo(1));
        return rows;
    });
}
