using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Auditing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class NewsReaderTests(DatabaseKind kind) : UseCaseFixture(kind)
{
    private NewsReader Reader => Office.Root.GetRequiredService<NewsReader>();

    [Test]
    public async Task The_news_begins_where_one_stopped_listening_whichever_node_asks()
    {
        await new ADispatch(Office).DraftAsync();
        var house = Office.Body("bng");
        var place = (await Reader.PlacesAsync([house], CancellationToken.None))[house];
        var second = await new ADispatch(Office).DraftAsync();
        await using var node = Office.SecondNode();
        var elsewhere = node.GetRequiredService<NewsReader>();

        var now = (await elsewhere.PlacesAsync([house], CancellationToken.None))[house];
        var news = await elsewhere.ReadAsync(house, place, now, CancellationToken.None);

        Assert.That(news, Is.EqualTo(new News(now, news.Changes)));
        Assert.That(news.Papers, Is.EqualTo(new[] { second.Id.Value }));
    }

    [Test]
    public async Task Nothing_is_told_of_another_house()
    {
        await new ADispatch(Office).DraftAsync();
        var other = Office.Body("ubnd-dien-bien");
        var before = (await Reader.PlacesAsync([other], CancellationToken.None)).GetValueOrDefault(other);

        await new ADispatch(Office).DraftAsync();

        Assert.That((await Reader.PlacesAsync([other], CancellationToken.None)).GetValueOrDefault(other), Is.EqualTo(before));
        Assert.That((await Reader.ReadAsync(other, 0, 100, CancellationToken.None)).Papers, Has.None.EqualTo(Guid.Empty));
    }

    [Test]
    public async Task Too_much_at_once_is_told_as_a_change_and_no_more() =>
        Assert.That(await Reader.ReadAsync(Office.Body("bng"), 0, NewsReader.Most + 1, CancellationToken.None), Has.Property(nameof(News.Papers)).Empty);

    [Test]
    public async Task The_house_counts_its_people_its_series_and_its_log()
    {
        await new ADispatch(Office).AtAsync(OutgoingState.Numbered);

        var house = await Office.As("admin.bng").Do(new SummariseHouse());

        Assert.That((house.Incidents, house.DeadNews, house.Series.Single().Last), Is.EqualTo((0, 0, 1)));
        Assert.That(house.People, Is.EqualTo((await Office.As("admin.bng").Do(new ListPeople())).Items.Count));
        Assert.That(house.Leaves, Is.EqualTo((await Office.As("admin.bng").Do(new CheckAudit())).Size));
    }
}
