using System.Diagnostics;
using Dispatch.Engine.Directory;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Engine.Tests.Directory;

public sealed class DirectoryImporterTests
{
    private const string NoGroups = "key,name,owner,from,to,aliases\n";
    private const string NoMembers = "group,body,from,to\n";
    private const string Head = "key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases\n";

    private static readonly DateOnly SeedDay = new(2024, 12, 17);
    private static readonly DateOnly Merger = new(2025, 7, 1);

    [Test]
    public async Task The_demo_directory_is_imported_whole_in_little_time()
    {
        await using var directory = await DemoDirectory.EmptyAsync();
        await directory.ImportAsync(Head + "warm,Ministry,Khởi động,,,,,,,,,\n", NoGroups, NoMembers);
        var watch = Stopwatch.StartNew();

        var imported = await directory.ImportAsync(DemoDirectory.Bodies, DemoDirectory.Groups, DemoDirectory.Members);

        Assert.That(imported.IsRefused, Is.False, imported.Refusal?.Message);
        Assert.That(imported.Value, Has.Property("BodiesAdded").EqualTo(await directory.Db.Set<Body>().CountAsync() - 1).And.Property("Changes").Empty);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        TestContext.Out.WriteLine($"{imported.Value.BodiesAdded} bodies, {imported.Value.MembersAdded} members in {watch.ElapsedMilliseconds} ms");
    }

    [Test]
    public async Task There_were_63_provinces_at_the_seed_and_34_after_the_merger_of_which_11_had_not_changed()
    {
        await using var directory = await DemoDirectory.FilledAsync();

        var atSeed = await ProvincesAsync(directory, SeedDay);
        var eve = await ProvincesAsync(directory, Merger.AddDays(-1));
        var after = await ProvincesAsync(directory, Merger);

        Assert.That(atSeed, Has.Count.EqualTo(63));
        Assert.That(eve, Has.Count.EqualTo(63));
        Assert.That(after, Has.Count.EqualTo(34));
        Assert.That(eve.Select(body => body.Key).Intersect(after.Select(body => body.Key), StringComparer.Ordinal).Count(), Is.EqualTo(11));
        Assert.That(after.Count(body => body.Name.Contains("thành phố", StringComparison.OrdinalIgnoreCase)), Is.EqualTo(6));
    }

    [Test]
    public async Task Every_province_that_ended_names_a_successor_that_began_that_day()
    {
        await using var directory = await DemoDirectory.FilledAsync();
        var bodies = await directory.Db.Set<Body>().ToDictionaryAsync(body => body.Id);
        var ended = bodies.Values.Where(body => body.Kind is BodyKind.ProvincialCommittee && body.ValidTo is not null).ToList();

        Assert.That(ended.Count(body => body.ValidTo == Merger), Is.EqualTo(52));
        Assert.That(ended.Select(body => bodies[body.SuccessorId!.Value].ValidFrom), Is.EqualTo(ended.Select(body => body.ValidTo)));
    }

    [Test]
    public async Task The_groups_have_the_members_of_their_day()
    {
        await using var directory = await DemoDirectory.FilledAsync();

        Assert.That(await MembersAsync(directory, "ubnd-cac-tinh", SeedDay), Is.EqualTo(63));
        Assert.That(await MembersAsync(directory, "so-ngoai-vu-cac-tinh", SeedDay), Is.EqualTo(63));
        Assert.That(await MembersAsync(directory, "van-phong-tinh-uy", SeedDay), Is.EqualTo(63));
        Assert.That(await MembersAsync(directory, "ubnd-cac-tinh", Merger), Is.EqualTo(34));
        Assert.That(await MembersAsync(directory, "so-ngoai-vu-cac-tinh", Merger), Is.EqualTo(34));
        Assert.That(await MembersAsync(directory, "van-phong-tinh-uy", Merger), Is.EqualTo(34));
        Assert.That(await MembersAsync(directory, "dien-bien-huyen", SeedDay), Is.EqualTo(10));
        Assert.That(await MembersAsync(directory, "dien-bien-huyen", Merger), Is.Zero);
    }

    [Test]
    public async Task Importing_the_same_files_again_changes_nothing()
    {
        await using var directory = await DemoDirectory.FilledAsync();
        var names = await directory.Db.Set<BodyName>().CountAsync();

        var again = await directory.ImportAsync(DemoDirectory.Bodies, DemoDirectory.Groups, DemoDirectory.Members);

        Assert.That((again.Value.BodiesAdded, again.Value.GroupsAdded, again.Value.MembersAdded, again.Value.DetailsAdded, again.Value.Added.Count), Is.EqualTo((0, 0, 0, 0, 0)));
        Assert.That(again.Value.Changes, Is.Empty);
        Assert.That(await directory.Db.Set<BodyName>().CountAsync(), Is.EqualTo(names));
    }

    [Test]
    public async Task A_changed_line_changes_its_row_and_says_what_changed()
    {
        await using var directory = await DemoDirectory.FilledAsync();

        var changed = await directory.ImportAsync(Head + "bng-cm,Unit,Vụ châu Mỹ - Mỹ Latinh,CML,,bng,,,,,,\n", NoGroups, NoMembers, DemoDirectory.Now.AddYears(1));

        Assert.That(changed.Value.Changes.Select(change => (change.Key, change.Field, change.Before, change.After)), Is.EqualTo(new[]
        {
            ("bng-cm", "name", "Vụ Châu Mỹ", "Vụ châu Mỹ - Mỹ Latinh"),
            ("bng-cm", "abbreviation", "CM", "CML"),
            ("bng-cm", "found by", "CM", null),
            ("bng-cm", "found by", "Vụ Châu Mỹ", null),
            ("bng-cm", "found by", null, "Vụ châu Mỹ - Mỹ Latinh"),
            ("bng-cm", "found by", null, "CML"),
        }));
    }

    [Test]
    public async Task A_unit_is_found_by_its_old_abbreviation_in_papers_of_before_the_change()
    {
        await using var directory = await DemoDirectory.FilledAsync();
        await directory.ImportAsync(Head + "bng-cm,Unit,Vụ châu Mỹ,CML,,bng,,,,,,\n", NoGroups, NoMembers, DemoDirectory.Now.AddYears(1));

        var before = await directory.ReadAsync("bng", SeedDay, [], ["Các đơn vị: CM"]);
        var after = await directory.ReadAsync("bng", SeedDay.AddMonths(3), [], ["Các đơn vị: CM"]);

        Assert.That(before.Recipients.Single().BodyId, Is.EqualTo(await directory.IdOfAsync("bng-cm")));
        Assert.That(after.Unresolved, Has.Count.EqualTo(1));
    }

    [TestCase("a,Ministry,Bộ A,,,khong-co,,,,,,\n", "directory.unknown-key", "parent", TestName = "An unknown parent is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,,2025-01-01,khong-co,,\n", "directory.unknown-key", "successor", TestName = "An unknown successor is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,,,,,VP@khong-co\n", "directory.unknown-key", "local_aliases", TestName = "An unknown scope is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,,,,,\na,Ministry,Bộ B,,,,,,,,,\n", "directory.duplicate-key", "dòng 3", TestName = "A repeated key is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,07/13/2025,,,,\n", "directory.bad-date", "07/13/2025", TestName = "A date in another form is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,2025-02-29,,,,\n", "directory.bad-date", "2025-02-29", TestName = "A day that never was is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,2025-07-01,2025-07-01,,,\n", "directory.span-reversed", "dòng 2", TestName = "A span that ends before it began is refused")]
    [TestCase("a,Bộ,Bộ A,,,,,,,,,\n", "directory.bad-kind", "Ministry", TestName = "An unknown kind is refused")]
    [TestCase("a,Ministry,,,,,,,,,,\n", "directory.missing-value", "name", TestName = "A body without a name is refused")]
    [TestCase("a,Ministry,...,,,,,,,,,\n", "directory.missing-value", "name", TestName = "A name of stops only is refused")]
    [TestCase("Bộ A,Ministry,Bộ A,,,,,,,,,\n", "directory.bad-key", "Bộ A", TestName = "A key with diacritics is refused")]
    [TestCase("a,Ministry,Bộ A,,,b,,,,,,\nb,Ministry,Bộ B,,,a,,,,,,\n", "directory.parent-circle", "parent", TestName = "Two bodies that stand under each other are refused")]
    [TestCase("a,Ministry,Bộ A,,,,,,2025-01-01,b,,\nb,Ministry,Bộ B,,,,,,2026-01-01,a,,\n", "directory.successor-circle", "\"a\"", TestName = "Two bodies that succeed each other are refused by name")]
    [TestCase("a,Ministry,Bộ A,,,,,,2025-01-01,a,,\n", "directory.successor-circle", "\"a\"", TestName = "A body that succeeds itself is refused")]
    [TestCase("a,Ministry,Bộ A,,,,,,,b,,\nb,Ministry,Bộ B,,,,,,,,,\n", "directory.successor-without-end", "dòng 2", TestName = "A successor of what has not ended is refused")]
    [TestCase("a,Ministry,\"Bộ A,,,,,,,,,\n", "directory.not-csv", "bodies.csv", TestName = "An open quote is refused")]
    [TestCase("a,Ministry,Bộ A\n", "directory.not-csv", "dòng 2", TestName = "A line with too few columns is refused")]
    public async Task A_bad_line_is_refused_with_its_place(string lines, string code, string told)
    {
        await using var directory = await DemoDirectory.EmptyAsync();

        var outcome = await directory.ImportAsync(Head + lines, NoGroups, NoMembers);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code), outcome.Refusal?.Message);
        Assert.That(outcome.Refusal!.Message, Does.Contain("bodies.csv dòng").And.Contain(told));
        Assert.That(await directory.Db.Set<Body>().AnyAsync(), Is.False);
    }

    [Test]
    public async Task A_file_without_its_columns_is_refused()
    {
        await using var directory = await DemoDirectory.EmptyAsync();

        var outcome = await directory.ImportAsync("key,name\n", NoGroups, string.Empty);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("directory.missing-columns"));
        Assert.That(outcome.Refusal!.Message, Does.Contain("bodies.csv").And.Contain("members.csv"));
    }

    [Test]
    public async Task A_name_too_long_for_the_tables_is_refused_also_when_only_its_written_out_form_is()
    {
        await using var directory = await DemoDirectory.EmptyAsync();

        var printed = await directory.ImportAsync(Head + $"a,Ministry,{new string('x', 301)},,,,,,,,,\n", NoGroups, NoMembers);
        var writtenOut = await directory.ImportAsync(Head + $"a,Ministry,{string.Join(' ', Enumerable.Repeat("UBND", 60))},,,,,,,,,\n", NoGroups, NoMembers);

        Assert.That(new[] { printed.Refusal?.Code, writtenOut.Refusal?.Code }, Is.All.EqualTo("directory.too-long"));
    }

    [Test]
    public async Task A_member_of_nothing_is_refused()
    {
        await using var directory = await DemoDirectory.EmptyAsync();

        var outcome = await directory.ImportAsync(Head, NoGroups, NoMembers + "nhom,co-quan,,\n");

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("directory.unknown-key"));
        Assert.That(outcome.Refusal!.Message, Does.Contain("members.csv dòng 2").And.Contain("nhom").And.Contain("co-quan"));
    }

    [Test]
    public async Task A_body_cannot_become_another_kind()
    {
        await using var directory = await DemoDirectory.FilledAsync();

        var outcome = await directory.ImportAsync(Head + "bng,CentralOffice,Bộ Ngoại giao,BNG,G08,,Hà Nội,,,,,\n", NoGroups, NoMembers);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("directory.changed-kind"));
    }

    private static Task<List<Body>> ProvincesAsync(DemoDirectory directory, DateOnly asOf) => directory.Db.Set<Body>()
        .Where(body => body.Kind == BodyKind.ProvincialCommittee && (body.ValidFrom == null || body.ValidFrom <= asOf) && (body.ValidTo == null || body.ValidTo > asOf))
        .ToListAsync();

    private static async Task<int> MembersAsync(DemoDirectory directory, string key, DateOnly asOf)
    {
        var id = (await directory.Db.Set<RecipientGroup>().SingleAsync(group => group.Key == key)).Id;
        return (await new DirectoryLookup(directory.Db).GroupsAsync([id], asOf, CancellationToken.None)).Single().Members.Count;
    }
}
