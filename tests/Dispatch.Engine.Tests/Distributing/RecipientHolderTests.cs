using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Distributing;

/// <summary>Offices in Nơi nhận, answered by who holds them on the day of the paper.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RecipientHolderTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private const string Bodies =
        """
        key,kind,name,abbreviation,code,parent,place,from,to,successor,aliases,local_aliases
        vpcp,CentralOffice,Văn phòng Chính phủ,VPCP,,,Hà Nội,,,,,
        so-tu-phap,ProvincialDepartment,Sở Tư pháp tỉnh Điện Biên,STP,,ubnd-dien-bien,Điện Biên,,,,,
        """;

    private const string Holders =
        """
        body,title,name,from,to
        vpcp,Thủ tướng Chính phủ,Trần Văn Trước,2020-01-01,2024-06-01
        vpcp,Thủ tướng Chính phủ,Nguyễn Văn Sau,2024-06-01,
        vpcp,Phó Thủ tướng Chính phủ,Lê Thị Phó,2021-01-01,
        vpcp,Phó Thủ tướng Chính phủ,Phạm Văn Phó,2023-01-01,
        bng,Bộ trưởng,Bùi Văn Trưởng,2021-01-01,
        ubnd-dien-bien,Chủ tịch,Lò Văn Chủ,2021-01-01,
        ubnd-dien-bien,Phó Chủ tịch,Quàng Văn Phó,2021-01-01,
        ubnd-lai-chau,Chủ tịch,Tao Văn Chủ,2021-01-01,
        """;

    [SetUp]
    public async Task FillAsync() => await Office.AsSystem(Installation.Id).Do(new ImportDirectory(
        Bodies, TestDirectory.Groups[..TestDirectory.Groups.IndexOf('\n', StringComparison.Ordinal)], TestDirectory.Members[..TestDirectory.Members.IndexOf('\n', StringComparison.Ordinal)], HoldersCsv: Holders));

    [TestCase("- Thủ tướng Chính phủ (để b/c);", "Văn phòng Chính phủ", "Thủ tướng Chính phủ Nguyễn Văn Sau")]
    [TestCase("- TTgCP (để b/c);", "Văn phòng Chính phủ", "Thủ tướng Chính phủ Nguyễn Văn Sau")]
    [TestCase("- PTTgCP Phạm Văn Phó (để b/c);", "Văn phòng Chính phủ", "Phó Thủ tướng Chính phủ Phạm Văn Phó")]
    [TestCase("- Phó Thủ tướng Lê Thị Phó (để b/c);", "Văn phòng Chính phủ", null)]
    [TestCase("- Thủ tướng, các Phó Thủ tướng Chính phủ (để b/c);", "Văn phòng Chính phủ", "Thủ tướng Chính phủ Nguyễn Văn Sau; Phó Thủ tướng Chính phủ Lê Thị Phó; Phó Thủ tướng Chính phủ Phạm Văn Phó")]
    [TestCase("- Chủ tịch, các PCT Ủy ban nhân dân tỉnh Điện Biên;", "Ủy ban nhân dân tỉnh Điện Biên", "Chủ tịch Lò Văn Chủ; Phó Chủ tịch Quàng Văn Phó")]
    [TestCase("- Thủ tướng CP, các Phó Thủ tướng CP;", "Văn phòng Chính phủ", "Thủ tướng Chính phủ Nguyễn Văn Sau; Phó Thủ tướng Chính phủ Lê Thị Phó; Phó Thủ tướng Chính phủ Phạm Văn Phó")]
    [TestCase("- CT và các PCT. Ủy ban nhân dân tỉnh Điện Biên;", "Ủy ban nhân dân tỉnh Điện Biên", "Chủ tịch Lò Văn Chủ; Phó Chủ tịch Quàng Văn Phó")]
    [TestCase("- Phó Chủ tịch UBND tỉnh Điện Biên (đ/c Phó);", "Ủy ban nhân dân tỉnh Điện Biên", "Phó Chủ tịch Quàng Văn Phó")]
    [TestCase("- Đ/c Chủ tịch Ủy ban nhân dân tỉnh Điện Biên (để b/c);", "Ủy ban nhân dân tỉnh Điện Biên", "Chủ tịch Lò Văn Chủ")]
    public async Task An_office_goes_to_the_body_that_receives_for_its_holder(string line, string body, string? holders)
    {
        var read = await ReadAsync("bng", new DateOnly(2024, 12, 17), line);

        Assert.That((read.Kind, read.Unknown), Is.EqualTo((RecipientLineKind.Role, Array.Empty<UnknownRecipient>())));
        Assert.That(read.Recipients.Select(recipient => recipient.Name), Is.EqualTo(new[] { body }));
        Assert.That(string.Join("; ", read.Holders.Select(holder => $"{holder.Title} {holder.FullName}")), Is.EqualTo(holders ?? "Phó Thủ tướng Chính phủ Lê Thị Phó"));
        Assert.That(read.Purpose, Is.EqualTo(line.Contains("b/c", StringComparison.Ordinal) ? RecipientPurpose.ForReport : null));
    }

    [TestCase("Bộ trưởng Bộ Công an", "- Bộ trưởng Bộ Công an;")]
    [TestCase("Thủ tướng Chính phủ", "- Thủ tướng Chính phủ;")]
    [TestCase("Chánh Văn phòng", "- Chánh Văn phòng;")]
    public async Task An_organisation_draws_no_papers_of_others_by_the_words_of_an_office_it_enters(string title, string line)
    {
        await Office.AsSystem(Installation.Id).Do(new ImportDirectory(
            TestDirectory.Bodies[..TestDirectory.Bodies.IndexOf('\n', StringComparison.Ordinal)], TestDirectory.Groups[..TestDirectory.Groups.IndexOf('\n', StringComparison.Ordinal)],
            TestDirectory.Members[..TestDirectory.Members.IndexOf('\n', StringComparison.Ordinal)], HoldersCsv: $"body,title,name,from,to\nubnd-lai-chau,{title},Tao Văn Giả,,\n"));

        var read = await ReadAsync("bng", new DateOnly(2019, 1, 1), line);

        Assert.That(read.Holders.Select(holder => holder.BodyName), Is.Empty);
        Assert.That(read.Recipients.Select(recipient => recipient.Name), Is.Empty);
    }

    [Test]
    public async Task It_is_the_holder_of_the_day_of_the_paper() =>
        Assert.That((await ReadAsync("bng", new DateOnly(2024, 5, 31), "- Thủ tướng Chính phủ (để b/c);")).Holders.Single().FullName, Is.EqualTo("Trần Văn Trước"));

    [Test]
    public async Task An_office_alone_is_that_of_the_nearest_body_in_whose_mouth_it_is()
    {
        var read = await ReadAsync("so-tu-phap", new DateOnly(2024, 12, 17), "- Chủ tịch UBND tỉnh (để b/c);");
        var alone = await ReadAsync("so-tu-phap", new DateOnly(2024, 12, 17), "- Chủ tịch (để b/c);");

        Assert.That(new[] { read, alone }.Select(line => line.Holders.Single().FullName), Is.All.EqualTo("Lò Văn Chủ"), "not the chairman next door");
    }

    [Test]
    public async Task The_leader_of_the_issuer_itself_needs_no_delivery_and_no_decision()
    {
        var plan = await PlanAsync("bng", new DateOnly(2024, 12, 17), "- Bộ trưởng (để b/c);");

        Assert.That((plan.IsComplete, plan.Recipients.Count, plan.Lines.Single().Holders.Single().FullName), Is.EqualTo((true, 0, "Bùi Văn Trưởng")));
        Assert.That(plan.Findings.Single(), Has.Property("Code").EqualTo("recipients.own-leader").And.Property("Message").Contains("Bùi Văn Trưởng"));
    }

    [Test]
    public async Task An_office_nobody_is_known_to_hold_stays_with_the_clerk()
    {
        var read = await ReadAsync("bng", new DateOnly(2019, 1, 1), "- Thủ tướng Chính phủ (để b/c);");

        Assert.That((read.Kind, read.Unknown.Single().Reason, read.Holders.Count), Is.EqualTo((RecipientLineKind.Role, UnknownRecipientReason.Role, 0)));
    }

    private async Task<RecipientLine> ReadAsync(string issuer, DateOnly day, string line) => (await PlanAsync(issuer, day, line)).Lines.Single();

    private Task<RecipientPlan> PlanAsync(string issuer, DateOnly day, string line) => Office.Look(async db =>
    {
        var id = db.Set<Body>().Single(body => body.Key == issuer).Id;
        return await new RecipientReader(new DirectoryLookup(db)).ReadAsync(new PrintedRecipients(id, day, [], [line]), [], CancellationToken.None);
    });
}
