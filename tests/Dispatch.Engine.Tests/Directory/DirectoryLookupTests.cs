using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Tests.Directory;

public sealed class DirectoryLookupTests
{
    private static readonly DateOnly SeedDay = new(2024, 12, 17);
    private static readonly DateOnly Merger = new(2025, 7, 1);

    private DemoDirectory directory = null!;

    [OneTimeSetUp]
    public async Task FillAsync() => directory = await DemoDirectory.FilledAsync();

    [OneTimeTearDown]
    public async Task CloseAsync() => await directory.DisposeAsync();

    [TestCase("dien bien")]
    [TestCase("Điện Biên")]
    [TestCase("tinh dien b")]
    public async Task A_search_finds_words_with_and_without_diacritics(string text)
    {
        var found = await SearchAsync("bng", text, SeedDay, 50);

        Assert.That(found.Select(match => match.Name), Does.Contain("Ủy ban nhân dân tỉnh Điện Biên").And.Contain("Sở Nội vụ tỉnh Điện Biên"));
    }

    [Test]
    public async Task A_search_shows_the_owners_units_first_and_each_body_once()
    {
        var found = await SearchAsync("bng", "van phong", SeedDay, 20);

        Assert.That(found[0].Name, Is.EqualTo("Văn phòng Bộ"));
        Assert.That(found, Is.Unique.And.Count.EqualTo(20));
    }

    [Test]
    public async Task A_search_does_not_show_the_units_of_others()
    {
        var found = await SearchAsync("vpcp", "chinh sach doi ngoai", SeedDay, 20);

        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task A_search_shows_only_what_exists_on_the_day()
    {
        var before = await SearchAsync("bng", "ubnd tinh ha giang", SeedDay, 5);
        var after = await SearchAsync("bng", "ubnd tinh ha giang", Merger, 5);

        Assert.That(before.Single().Name, Is.EqualTo("Ủy ban nhân dân tỉnh Hà Giang"));
        Assert.That(after, Is.Empty);
    }

    [Test]
    public async Task A_search_finds_groups_and_abbreviations()
    {
        Assert.That((await SearchAsync("bng", "UBND các tỉnh", SeedDay, 5))[0].GroupId, Is.Not.Null);
        Assert.That((await SearchAsync("bng", "csđn", SeedDay, 5)).Single().Name, Is.EqualTo("Vụ Chính sách đối ngoại"));
        Assert.That(await SearchAsync("bng", " ; ", SeedDay, 5), Is.Empty);
    }

    [TestCase("100%", TestName = "A per cent sign is a letter like any other")]
    [TestCase("_", TestName = "An underscore is a letter like any other")]
    public async Task A_search_takes_no_patterns(string text) => Assert.That(await SearchAsync("bng", text, SeedDay, 5), Is.Empty);

    [TestCase("csdn", "csđn", 1)]
    [TestCase("abcd", "abdc", 1)]
    [TestCase("abc", "abc", 0)]
    [TestCase("", "abc", 3)]
    [TestCase("kitten", "sitting", 3)]
    public void A_distance_counts_letters(string one, string other, int distance) => Assert.That(
        new[] { EditDistance.Between(one, other), EditDistance.Between(other, one) }, Is.All.EqualTo(distance));

    [Test]
    public void A_span_holds_its_first_day_and_not_its_last()
    {
        var span = new Validity(SeedDay, Merger);

        Assert.That(new[] { SeedDay.AddDays(-1), SeedDay, Merger.AddDays(-1), Merger }.Select(span.Holds), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That(new Validity(null, null).Within(span), Is.EqualTo(span));
        Assert.That(span.Within(new Validity(null, SeedDay.AddDays(1))), Is.EqualTo(new Validity(SeedDay, SeedDay.AddDays(1))));
    }

    private async Task<IReadOnlyList<NearMatch>> SearchAsync(string owner, string text, DateOnly asOf, int take) =>
        await new DirectoryLookup(directory.Db).SearchAsync(await directory.IdOfAsync(owner), text, asOf, take, CancellationToken.None);
}
