using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>ImportChannels, PreviewChannels, ExportChannels.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class ChannelFileTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Head = "body,channel,address,public_key\n";

    [Test]
    public async Task A_file_is_looked_at_first_taken_in_whole_and_comes_out_the_same()
    {
        var key = (await TwoHouses.KeyAsync(Office, "ubnd-lai-chau")).Replace("\n", string.Empty, StringComparison.Ordinal)["-----BEGIN PUBLIC KEY-----".Length..^"-----END PUBLIC KEY-----".Length];
        var csv = Head + $"so-noi-vu-dien-bien,Paper,\"Số 1, đường 7/5\",\nubnd-dien-bien,email,vanthu@dienbien.gov.vn,\nubnd-lai-chau,Exchange,lai-chau,{key}\n";
        var admin = Office.As("admin.bng");

        var preview = await admin.Do(new PreviewChannels(csv));
        Assert.That((await admin.Do(new ListRecipientChannels())).Items, Is.Empty, "a preview changes nothing");
        var imported = await admin.Do(new ImportChannels(csv));

        Assert.That(preview.Changes.Select(change => (change.Name, change.Before, change.After)), Is.EqualTo(imported.Changes.Select(change => (change.Name, change.Before, change.After))));
        Assert.That(imported.Changes[1], Is.EqualTo(new ChannelChange("Ủy ban nhân dân tỉnh Điện Biên", "Qua hệ thống", "Thư điện tử: vanthu@dienbien.gov.vn")));
        var exported = (await Office.As("clerk.bng").Do(new ExportChannels())).Csv;
        Assert.That(exported, Is.EqualTo(csv.Replace("email", "Email", StringComparison.Ordinal)));
        Assert.That(await admin.Do(new ImportChannels(exported)), Has.Property("Unchanged").EqualTo(3).And.Property("Changes").Empty);
        Assert.That((await Office.As("admin.db").Do(new ListRecipientChannels())).Items, Is.Empty, "channels are one organisation's own");
    }

    [Test]
    public async Task An_address_that_a_spreadsheet_would_run_goes_out_as_text_and_comes_in_as_it_was()
    {
        var admin = Office.As("admin.bng");
        await admin.Do(new ImportChannels(Head + "ubnd-dien-bien,Paper,=1+1,\n"));

        var exported = (await admin.Do(new ExportChannels())).Csv;

        Assert.That(exported, Does.Contain(",'=1+1,"));
        Assert.That(await admin.Do(new ImportChannels(exported)), Has.Property("Unchanged").EqualTo(1));
    }

    [Test]
    public async Task A_line_that_says_installation_forgets_the_way_and_who_is_not_in_the_file_keeps_it()
    {
        var admin = Office.As("admin.bng");
        await admin.Do(new ImportChannels(Head + "ubnd-dien-bien,Paper,,\nubnd-lai-chau,Paper,,\n"));

        await admin.Do(new ImportChannels(Head + "ubnd-dien-bien,Installation,,\n"));

        Assert.That((await admin.Do(new ListRecipientChannels())).Items.Single().Name, Is.EqualTo("Ủy ban nhân dân tỉnh Lai Châu"));
    }

    [TestCase("body,channel\nubnd-lai-chau,Paper\n", "dòng 1", "address")]
    [TestCase(Head + "ubnd-lai-chau,Paper,,\nkhong-co,Paper,,\n", "dòng 3", "khong-co")]
    [TestCase(Head + "ubnd-lai-chau,Fax,,\n", "dòng 2", "Fax")]
    [TestCase(Head + "ubnd-lai-chau,3,,\n", "dòng 2", "3")]
    [TestCase(Head + "ubnd-lai-chau,,,\n", "dòng 2", "kênh")]
    [TestCase(Head + "ubnd-lai-chau,Email,không phải thư,\n", "dòng 2", "địa chỉ")]
    [TestCase(Head + "ubnd-lai-chau,Exchange,lai-chau,AAAA\n", "dòng 2", "P-256")]
    [TestCase(Head + "bng-cnv,Paper,,\n", "dòng 2", "nội bộ")]
    [TestCase(Head + "ubnd-lai-chau,Paper,,\nubnd-lai-chau,Paper,,\n", "dòng 3", "hai dòng")]
    [TestCase(Head + "ubnd-lai-chau,Paper,\"mở,\n", "dòng", "CSV")]
    public async Task A_wrong_line_is_named_and_nothing_is_taken_in(string csv, string line, string what)
    {
        var refusal = (await Office.As("admin.bng").Try(new ImportChannels(csv))).Refusal!;

        Assert.That((refusal.Code, refusal.Message), Is.EqualTo(("distributing.bad-channel-line", refusal.Message)).And.Matches<(string Code, string Message)>(told => told.Message.Contains(line, StringComparison.Ordinal) && told.Message.Contains(what, StringComparison.Ordinal)), refusal.Message);
        Assert.That((await Office.As("admin.bng").Do(new ListRecipientChannels())).Items, Is.Empty);
    }

    [Test]
    public async Task Only_administrators_change_channels() =>
        Assert.That(await Office.As("clerk.bng").RefusalOf(new ImportChannels(Head)), Is.EqualTo("access.forbidden"));
}
