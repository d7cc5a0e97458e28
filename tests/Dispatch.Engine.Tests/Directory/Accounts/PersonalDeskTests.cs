using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Tests.Fixtures;

namespace Dispatch.Engine.Tests.Directory.Accounts;

/// <summary>What a person keeps for themselves: KeepFilter, ForgetFilter, ListFilters, TakeTourStep.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class PersonalDeskTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private static readonly KeepFilter NewOnes = new("/incoming", "Mới đến", "?state=Arrived");

    private TestActor Clerk => Office.As("clerk.bng");

    [Test]
    public async Task A_filter_is_kept_for_its_list_and_its_person_alone()
    {
        var kept = await Clerk.Do(NewOnes with { Name = "  Mới đến " });

        Assert.That(await Clerk.Do(new ListFilters("/incoming")), Is.EqualTo(new[] { kept }));
        Assert.That(kept.Name, Is.EqualTo("Mới đến"));
        Assert.That(await Clerk.Do(new ListFilters("/dispatches")), Is.Empty);
        Assert.That(await Office.As("head.bng").Do(new ListFilters("/incoming")), Is.Empty);
    }

    [Test]
    public async Task The_same_name_is_written_over_and_one_filter_opens_the_list()
    {
        var first = await Clerk.Do(NewOnes with { IsDefault = true });
        var second = await Clerk.Do(NewOnes with { Name = "Chờ vào sổ", Query = "?state=Received", IsDefault = true });
        await Clerk.Do(NewOnes with { Query = "?state=Registered" });

        Assert.That(
            await Clerk.Do(new ListFilters("/incoming")),
            Is.EqualTo(new[] { second, first with { Query = "?state=Registered", IsDefault = false } }));
    }

    [Test]
    public async Task A_filter_is_forgotten_by_its_person_only_and_can_be_kept_again()
    {
        var kept = await Clerk.Do(NewOnes);

        Assert.That(await Office.As("head.bng").RefusalOf(new ForgetFilter(kept.Id)), Is.EqualTo("access.unknown"));
        var forgotten = await Clerk.Do(new ForgetFilter(kept.Id));
        Assert.That(await Clerk.Do(new ListFilters("/incoming")), Is.Empty);
        Assert.That(await Clerk.RefusalOf(new ForgetFilter(kept.Id)), Is.EqualTo("access.unknown"));
        Assert.That((await Clerk.Do(new KeepFilter(forgotten.List, forgotten.Name, forgotten.Query))).Name, Is.EqualTo("Mới đến"));
    }

    [Test]
    public async Task A_list_holds_twelve_filters()
    {
        for (var i = 0; i < SavedFilter.Most; i++)
        {
            await Clerk.Do(NewOnes with { Name = $"Bộ lọc {i}" });
        }

        Assert.That(await Clerk.RefusalOf(NewOnes), Is.EqualTo("access.filters-full"));
        Assert.That(await Clerk.RefusalOf(NewOnes with { Name = "Bộ lọc 3" }), Is.Null, "one of them may still be written over");
        Assert.That(await Clerk.RefusalOf(NewOnes with { List = "/dispatches" }), Is.Null);
    }

    [TestCase("incoming", "Mới", "?a=b", "shape.list")]
    [TestCase("//elsewhere.example", "Mới", "?a=b", "shape.list")]
    [TestCase("/incoming", " ", "?a=b", "shape.name")]
    [TestCase("/incoming", "Mới", "?", "shape.query")]
    [TestCase("/incoming", "Mới", "state=x", "shape.query")]
    [TestCase("/incoming", "Mới", "?contains=MẬT", "shape.query")]
    public async Task A_filter_is_a_named_question_to_a_list_of_ours(string list, string name, string query, string code) =>
        Assert.That(await Clerk.RefusalOf(new KeepFilter(list, name, query)), Is.EqualTo(code));

    [Test]
    public async Task The_tour_goes_on_in_the_next_session_where_it_was_left()
    {
        var account = new AnAccount(Office, "clerk.bng");
        var me = await account.UnderAsync(await account.InAsync());
        Assert.That((await Office.AsNobody().Do(new RecogniseSession((await account.InAsync()).Id))).Session.TourStep, Is.Null);
        var version = (await account.RowAsync()).Version;
        await me.Do(new TakeTourStep(3));
        Assert.That((await account.RowAsync()).Version, Is.EqualTo(version), "no form of an administrator becomes stale by it");

        Assert.That((await Office.AsNobody().Do(new RecogniseSession((await account.InAsync()).Id))).Session.TourStep, Is.EqualTo(3));
        Assert.That(await me.RefusalOf(new TakeTourStep(-1)), Is.EqualTo("shape.step"));
    }
}
