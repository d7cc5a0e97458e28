using Dispatch.Engine.Directory;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Directory;

/// <summary>The directory goes out and comes in as files, is looked at before it is changed, and is read as at any day.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class DirectoryFilesTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string NoBodies = "key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases\n";
    private const string NoGroups = "key,name,owner,from,to,aliases\n";
    private const string NoMembers = "group,body,from,to\n";

    private static ImportDirectory Whole => new(
        DemoDirectory.Bodies,
        DemoDirectory.Groups,
        DemoDirectory.Members,
        "body,name,scope,from,to\nbng,Bộ Ngoại vụ,,,1945-09-02\nubnd-dien-bien,Ủy ban hành chính tỉnh,bng,1955-05-07,1976-01-01\n",
        "body,code,from,to\nubnd-dien-bien,000.00.00.H18,,2020-09-15\nbng,000.00.00.G08,,\n",
        "body,title,name,from,to\nubnd-dien-bien,Chủ tịch,\"Lê \"\"Đô\"\", Thành\",2021-01-01,2025-07-01\n");

    [Test]
    public async Task What_goes_out_changes_nothing_when_it_comes_in_again()
    {
        await Machine.Do(Whole);

        var files = await Machine.Do(new ExportDirectory());
        var again = await Machine.Do(new PreviewDirectory(files));

        Assert.That((again.BodiesAdded, again.GroupsAdded, again.MembersAdded, again.DetailsAdded), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(again.Changes, Is.Empty);
        Assert.That(files.CodesCsv, Does.Contain("ubnd-dien-bien,000.00.00.H18,,2020-09-15"));
        Assert.That(files.HoldersCsv, Does.Contain("\"Lê \"\"Đô\"\", Thành\""));
    }

    [TestCase(';')]
    [TestCase('\t')]
    public async Task What_a_spreadsheet_of_here_saved_again_comes_in_with_its_separator_and_its_days(char separator)
    {
        await Machine.Do(Whole);
        var import = new ImportDirectory(
            (NoBodies + "bng-cnv,Unit,Cục Ngoại vụ,CNV,,bng,,,01/03/2025,bng-moi,,\nbng-moi,Unit,Cục Ngoại vụ và Ngoại giao văn hóa,,,bng,,1/3/2025,,,,\n").Replace(',', separator),
            NoGroups.Replace(',', separator), NoMembers.Replace(',', separator));

        var told = await Machine.Do(new PreviewDirectory(import));

        Assert.That(told.Added, Is.EqualTo(new[] { "bng-moi: Cục Ngoại vụ và Ngoại giao văn hóa" }));
        Assert.That(told.Changes, Is.EqualTo(new[] { new DirectoryChange("bng-cnv", "successor", "bng-nvvh", "bng-moi") }), "the day is the one that stood there");
    }

    [Test]
    public async Task What_an_office_entered_for_a_spreadsheet_to_run_goes_out_as_text_and_comes_in_as_it_was()
    {
        await Machine.Do(Whole with { HoldersCsv = "body,title,name,from,to\nubnd-dien-bien,Chủ tịch,\"=HYPERLINK(\"\"http://ke-xau.vn\"\")\",2021-01-01,2025-07-01\n" });

        var files = await Machine.Do(new ExportDirectory());

        Assert.That(files.HoldersCsv, Does.Contain(",\"'=HYPERLINK("));
        Assert.That((await Machine.Do(new PreviewDirectory(files))).DetailsAdded, Is.Zero);
    }

    [Test]
    public async Task What_goes_out_makes_the_same_directory_elsewhere()
    {
        await using var elsewhere = await DemoDirectory.EmptyAsync();
        await Machine.Do(Whole);
        var files = await Machine.Do(new ExportDirectory());

        var imported = await new DirectoryImporter(elsewhere.Db).ImportAsync(files, within: null, DemoDirectory.Now, CancellationToken.None);
        await elsewhere.Db.SaveChangesAsync();
        var there = await new ExportDirectoryHandler(elsewhere.Db).Handle(new ExportDirectory(), CancellationToken.None);

        Assert.That(imported.Refusal?.Message, Is.Null);
        Assert.That(there.Value, Is.EqualTo(files));
    }

    [Test]
    public async Task A_preview_tells_the_differences_and_leaves_everything_as_it_is()
    {
        var before = await Office.ContentsAsync();
        var import = new ImportDirectory(
            NoBodies + "bng-cnv,Unit,Cục Ngoại vụ,CNV,,bng,,,2025-03-01,bng-moi,,\nbng-moi,Unit,Cục Ngoại vụ và Ngoại giao văn hóa,,,bng,,2025-03-01,,,,\n", NoGroups, NoMembers);

        var told = await Machine.Do(new PreviewDirectory(import));

        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
        Assert.That(told.Added, Is.EqualTo(new[] { "bng-moi: Cục Ngoại vụ và Ngoại giao văn hóa" }));
        Assert.That(told.Changes, Is.EqualTo(new[] { new DirectoryChange("bng-cnv", "to", null, "2025-03-01"), new DirectoryChange("bng-cnv", "successor", null, "bng-moi") }));
        Assert.That(await Machine.Do(import), Is.EqualTo(told).Using<DirectoryImported>((one, other) => one.Changes.SequenceEqual(other.Changes) && one.Added.SequenceEqual(other.Added, StringComparer.Ordinal)));
    }

    [Test]
    public async Task A_body_is_listed_on_the_days_of_its_life_and_found_by_any_code_or_name_it_ever_had()
    {
        await Machine.Do(Whole);

        Assert.That(await KeysAsync(new ListDirectory("huyện Mường Nhé", new DateOnly(2024, 12, 17))), Does.Contain("ubnd-huyen-muong-nhe"));
        Assert.That(await KeysAsync(new ListDirectory("huyện Mường Nhé", new DateOnly(2025, 7, 1))), Is.Empty);
        Assert.That(await KeysAsync(new ListDirectory("000.00.00.h18")), Is.EqualTo(new[] { "ubnd-dien-bien" }));
        Assert.That(await KeysAsync(new ListDirectory("H18")), Is.EqualTo(new[] { "ubnd-dien-bien" }), "a code is compared whole, never by its end");
        Assert.That(await KeysAsync(new ListDirectory("bo ngoai vu")), Is.EqualTo(new[] { "bng" }));
        Assert.That(await KeysAsync(new ListDirectory(Kind: BodyKind.ProvincialCommittee, On: new DateOnly(2024, 12, 17), Take: 500)), Has.Count.EqualTo(63));
        Assert.That(await KeysAsync(new ListDirectory(Kind: BodyKind.ProvincialCommittee, On: new DateOnly(2025, 7, 1), Take: 500)), Has.Count.GreaterThanOrEqualTo(34));
    }

    [Test]
    public async Task Pages_of_the_directory_follow_each_other_without_a_gap_or_a_repeat()
    {
        var all = await KeysAsync(new ListDirectory(Take: 500));
        var walked = new List<string>();
        string? after = null;
        do
        {
            var page = await Office.As("admin.bng").Do(new ListDirectory(After: after, Take: 4));
            walked.AddRange(page.Items.Select(body => body.Key));
            after = page.Next;
        }
        while (after is not null);

        Assert.That(walked, Is.EqualTo(all));
    }

    [Test]
    public async Task A_body_tells_its_names_codes_holders_and_who_came_before_and_after()
    {
        await Machine.Do(Whole);

        var ended = await Office.As("clerk.bng").Do(new FindBody("bng-thkt"));
        var next = await Office.As("clerk.bng").Do(new FindBody("bng-ngkt"));
        var province = await Office.As("clerk.bng").Do(new FindBody("ubnd-dien-bien"));

        Assert.That((ended.Successor?.Key, ended.Body.ValidTo), Is.EqualTo(("bng-ngkt", (DateOnly?)new DateOnly(2025, 3, 1))));
        Assert.That(next.Predecessors.Select(body => body.Key), Is.EqualTo(new[] { "bng-ktdp", "bng-thkt" }));
        Assert.That(province.Codes.Single(), Is.EqualTo(new SpannedText("000.00.00.H18", null, null, new DateOnly(2020, 9, 15))));
        Assert.That(province.Holders.Single(), Is.EqualTo(new SpannedText("Lê \"Đô\", Thành", "Chủ tịch", new DateOnly(2021, 1, 1), new DateOnly(2025, 7, 1))));
        Assert.That(province.Names, Does.Contain(new SpannedText("Ủy ban hành chính tỉnh", "Bộ Ngoại giao", new DateOnly(1955, 5, 7), new DateOnly(1976, 1, 1))));
        Assert.That(await Office.As("clerk.bng").RefusalOf(new FindBody("khong-co")), Is.EqualTo("access.unknown"));
    }

    [Test]
    public async Task An_administrator_keeps_what_stands_under_their_own_organisation()
    {
        var units = new ImportDirectory(
            NoBodies + "db-moi,Unit,Phòng Chuyển đổi số,CĐS,,ubnd-dien-bien,,,,,,\nubnd-xa-moi,CommuneCommittee,Ủy ban nhân dân xã Mường Mới,UBND,,ubnd-dien-bien,Mường Mới,2025-07-01,,,,\n",
            NoGroups + "db-xa,\"Ủy ban nhân dân các xã, phường\",ubnd-dien-bien,2025-07-01,,\n",
            NoMembers + "db-xa,ubnd-xa-moi,2025-07-01,\n");

        var imported = await Office.As("admin.db").Do(units);

        Assert.That((imported.BodiesAdded, imported.GroupsAdded, imported.MembersAdded), Is.EqualTo((2, 1, 1)));
    }

    [TestCase("bng-cnv,Unit,Cục Đổi tên,CNV,,bng,,,,,,", "directory.not-yours", TestName = "Not_another_organisations_unit")]
    [TestCase("ubnd-dien-bien,ProvincialCommittee,Ủy ban nhân dân tỉnh Đổi tên,UBND,,,Điện Biên,,,,,", "directory.not-yours", TestName = "Not_the_organisation_itself")]
    [TestCase("so-moi,ProvincialDepartment,Sở Mới tỉnh Điện Biên,SM,,ubnd-lai-chau,,,,,,", "directory.not-yours", TestName = "Not_a_body_under_another")]
    [TestCase("bng-cnv,Unit,Cục Ngoại vụ,CNV,,ubnd-dien-bien,,,,,,", "directory.not-yours", TestName = "Not_a_body_taken_from_another")]
    [TestCase("so-moi,ProvincialDepartment,Sở Mới tỉnh Điện Biên,SM,,ubnd-dien-bien,,,,,Bộ Ngoại giao,", "directory.not-yours", TestName = "Not_a_name_that_is_heard_everywhere")]
    [TestCase("so-moi,ProvincialDepartment,Sở Mới tỉnh Điện Biên,SM,,ubnd-dien-bien,,,,,,Vụ A@bng", "directory.not-yours", TestName = "Not_a_name_in_anothers_mouth")]
    [TestCase("so-moi,ProvincialDepartment,Bộ Ngoại giao,SM,,ubnd-dien-bien,,,,,,", "directory.name-taken", TestName = "Not_the_name_of_another_body")]
    [TestCase("bo-moi,Ministry,Bộ Không có thật,BNG,,ubnd-dien-bien,,,,,,", "directory.not-yours", TestName = "Not_a_ministry_whose_short_name_is_heard_everywhere")]
    [TestCase("vpcp,CentralOffice,Văn phòng Không có thật,VPCP,,ubnd-dien-bien,,,,,,", "directory.not-yours", TestName = "Not_a_central_office_whose_short_name_is_heard_everywhere")]
    public async Task An_administrator_changes_nothing_of_others(string line, string code)
    {
        var before = await Office.ContentsAsync();

        Assert.That(await Office.As("admin.db").RefusalOf(new ImportDirectory(NoBodies + line + "\n", NoGroups, NoMembers)), Is.EqualTo(code));
        Assert.That(await Office.ContentsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task An_administrator_brings_the_whole_export_back_in_with_their_own_lines_changed_and_nothing_else_is()
    {
        await Machine.Do(Whole);
        var admin = Office.As("admin.db");
        var export = await admin.Do(new ExportDirectory());
        var changed = export with { BodiesCsv = export.BodiesCsv.Replace("Phòng Nội chính - Ngoại vụ", "Phòng Nội chính và Đối ngoại", StringComparison.Ordinal) };

        var unchanged = await admin.Do(new PreviewDirectory(export));
        var imported = await admin.Do(changed);

        Assert.That((unchanged.Changes.Count, unchanged.Added.Count), Is.EqualTo((0, 0)));
        Assert.That(imported.Changes.Select(change => change.Key).Distinct(StringComparer.Ordinal), Is.EqualTo(new[] { "ubnd-dien-bien-nc" }));
    }

    [TestCase("Thủ tướng Chính phủ")]
    [TestCase("PTTgCP")]
    public async Task An_administrator_enters_no_office_of_the_Government_as_their_own(string title)
    {
        Assert.That(
            await Office.As("admin.db").RefusalOf(new ImportDirectory(NoBodies, NoGroups, NoMembers, HoldersCsv: $"body,title,name,from,to\nubnd-dien-bien,{title},Lò Văn Giả,,\n")), Is.EqualTo("directory.not-yours"));
        Assert.That((await Office.As("admin.db").Try(new ImportDirectory(NoBodies, NoGroups, NoMembers, HoldersCsv: "body,title,name,from,to\nubnd-dien-bien,Chủ tịch,Lò Văn Thật,,\n"))).IsRefused, Is.False);
    }

    [Test]
    public async Task An_administrator_takes_no_group_of_others()
    {
        Assert.That(await Office.As("admin.db").RefusalOf(new ImportDirectory(NoBodies, NoGroups + "ubnd-cac-tinh,Ủy ban nhân dân các tỉnh,ubnd-dien-bien,,,\n", NoMembers)), Is.EqualTo("directory.not-yours"));
        Assert.That(await Office.As("admin.db").RefusalOf(new ImportDirectory(NoBodies, NoGroups, NoMembers + "ubnd-cac-tinh,ubnd-tua-chua,,\n")), Is.EqualTo("directory.not-yours"));
        Assert.That(await Office.As("clerk.db").RefusalOf(new ImportDirectory(NoBodies, NoGroups, NoMembers)), Is.EqualTo("access.forbidden"));
    }

    [TestCase("body,code,from,to\nbng,g08,,\n", "directory.bad-code")]
    [TestCase("body,code,from,to\nkhong-co,G08,,\n", "directory.unknown-key")]
    [TestCase("body,code,from,to\nbng,G08,2025-01-01,2024-01-01\n", "directory.span-reversed")]
    public async Task A_wrong_code_is_refused(string codes, string code) =>
        Assert.That(await Machine.RefusalOf(new ImportDirectory(NoBodies, NoGroups, NoMembers, CodesCsv: codes)), Is.EqualTo(code));

    [Test]
    public async Task A_name_for_a_time_has_a_time() =>
        Assert.That(await Machine.RefusalOf(new ImportDirectory(NoBodies, NoGroups, NoMembers, "body,name,scope,from,to\nbng,Bộ Ngoại vụ,,,\n")), Is.EqualTo("directory.name-without-span"));

    private TestActor Machine => Office.AsSystem("bng");

    private async Task<IReadOnlyList<string>> KeysAsync(ListDirectory question) => [.. (await Office.As("admin.bng").Do(question)).Items.Select(body => body.Key)];
}
