using System.Diagnostics;
using System.Net;
using System.Net.ServerSentEvents;
using Dispatch.Api.Auditing;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Auditing;

/// <summary>The stream of news over two servers on one PostgreSQL, behind its wall: what is done at one is told at the other, a cut loses nothing, and a closed account hears no more.</summary>
public sealed class LiveEndpointTests
{
    /// <summary>The clock of these servers' timers goes so many times as fast.</summary>
    private const int Hurry = 20;

    private PostgresDatabase database = null!;
    private ApiHouse first = null!;
    private ApiHouse second = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        database = await PostgresDatabase.CreateAsync();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database.ConnectionString };
        first = await ApiHouse.OpenAsync(Hurried, settings);
        second = ApiHouse.Beside(first, Hurried, settings);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (second is not null)
        {
            await second.DisposeAsync();
        }

        if (first is not null)
        {
            await first.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [Test]
    public async Task What_is_done_at_one_server_is_told_at_the_other_and_a_cut_loses_nothing()
    {
        using var atSecond = await SignedInAsync(second, "head.bo");
        using var atFirst = await SignedInAsync(first, "head.bo");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        string earlier;
        string? last;
        await using (var stream = await ListenAsync(atSecond, after: null, patience.Token))
        {
            Assert.That((await stream.NextAsync()).EventType, Is.EqualTo("begin"));
            earlier = await DraftAsync();
            var told = await stream.UntilAsync(earlier);
            last = told.EventId;
        }

        // Cut off: what happens now is not heard by anybody. The page comes back, to the other server.
        var later = await DraftAsync();
        await using (var stream = await ListenAsync(atFirst, last, patience.Token))
        {
            var told = await stream.UntilAsync(later);

            Assert.That(told.Data, Does.Not.Contain(earlier), "nothing is told twice");
            Assert.That(long.Parse(told.EventId!, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(long.Parse(last!, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    [Test]
    public async Task A_closed_account_loses_its_open_stream_within_a_minute_on_whichever_server_it_is()
    {
        using var listener = await SignedInAsync(second, "auditor.bo");
        using var other = await SignedInAsync(second, "clerk.bo");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var stream = await ListenAsync(listener, after: null, patience.Token);
        await using var stays = await ListenAsync(other, after: null, patience.Token);
        await stream.NextAsync();
        await stays.NextAsync();
        var administrator = await first.SignInAsync("admin.bo");
        var closed = Stopwatch.StartNew();

        await administrator.DoAsync($"/api/people/{await first.PersonAsync("bo", "Auditor")}/close");
        await stream.EndAsync();

        Assert.That(closed.Elapsed * Hurry, Is.LessThan(TimeSpan.FromSeconds(60)), "by the servers' clock");
        Assert.That((await listener.GetAsync("/live")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect), "and does not get it back");
        await stays.UntilAsync(await DraftAsync());
    }

    [Test]
    public async Task Who_listens_too_often_loses_the_oldest_and_nobody_else_does()
    {
        var news = first.Services.GetRequiredService<LiveNews>();
        var (one, other) = (Somebody("00000000-0000-7000-8000-00000000000a"), Somebody("00000000-0000-7000-8000-00000000000b"));
        using var others = await news.ListenAsync(other, after: 0, CancellationToken.None);
        var streams = new List<LiveNews.Listener>();
        for (var i = 0; i <= LiveNews.MostOfOne; i++)
        {
            streams.Add(await news.ListenAsync(one, after: 0, CancellationToken.None));
        }

        var over = new List<bool>();
        foreach (var stream in streams.Append(others))
        {
            over.Add(await IsOverAsync(stream));
        }

        Assert.That(over, Is.EqualTo(streams.Append(others).Select(stream => stream == streams[0])));
        streams.ForEach(stream => stream.Dispose());

        static Actor Somebody(string id) => new(new Id<Person>(new Guid(id)), "ai đó", new Id<Body>(new Guid(id)), null, Role.Clerk);

        static async Task<bool> IsOverAsync(LiveNews.Listener stream)
        {
            var next = stream.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator().MoveNextAsync().AsTask();
            return next.IsCompleted && !await next;
        }
    }

    private static void Hurried(IServiceCollection services) => services.AddSingleton<TimeProvider>(new HurriedClock());

    private async Task<string> DraftAsync() => (await (await first.SignInAsync("drafter.bo")).DoAsync("/api/dispatches", await first.DraftAsync())).Id;

    private static async Task<HttpClient> SignedInAsync(ApiHouse house, string userName)
    {
        var browser = house.Browser();
        await new PageVisitor(browser).PostAsync("/sign-in", "/sign-in", ("userName", userName), ("password", ApiHouse.Password));
        return browser;
    }

    private static async Task<Heard> ListenAsync(HttpClient browser, string? after, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/live");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new Heard(answer, await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
    }

    /// <summary>An open stream.</summary>
    private sealed class Heard(HttpResponseMessage answer, Stream stream, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> items = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        public async Task<SseItem<string>> NextAsync()
        {
            Assert.That(await items.MoveNextAsync(), Is.True, "the stream ended");
            return items.Current;
        }

        public async Task<SseItem<string>> UntilAsync(string paper)
        {
            var item = await NextAsync();
            while (!item.Data.Contains(paper, StringComparison.Ordinal))
            {
                item = await NextAsync();
            }

            return item;
        }

        /// <summary>Reads until the server cuts it.</summary>
        public async Task EndAsync()
        {
            try
            {
                while (await items.MoveNextAsync())
                {
                    // What was told before the end is of no matter.
                }
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException || (cut is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The server hung up.
            }
        }

        public async ValueTask DisposeAsync()
        {
            await items.DisposeAsync();
            await stream.DisposeAsync();
            answer.Dispose();
        }
    }

    /// <summary>Tells the time of the machine; its timers ring early.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, Soon(dueTime), Soon(period));

        private static TimeSpan Soon(TimeSpan time) => time > TimeSpan.Zero ? time / Hurry : time;
    }
}
