using System.Collections.Concurrent;
using System.Threading.Channels;
using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Auditing;

/// <summary>
/// Tells open pages what happened, on whichever node it was done: once a second this node asks the database how long the logs of those who listen are, in one question
/// however many listen, and reads only what is new.
/// </summary>
internal sealed class LiveNews(NewsReader reader)
{
    /// <summary>So many pages of one account are told; a browser has one, whatever the number of its windows.</summary>
    internal const int MostOfOne = 12;

    private readonly ConcurrentDictionary<Listener, Listener> listeners = new();
    private long begun;

    /// <summary>
    /// Begins to listen to the person's organisation; once this is answered nothing is missed. Where an account listens too often, the one that listens longest is let go: a connection that hangs
    /// somewhere costs nobody the news, and a page that was let go comes back by itself.
    /// </summary>
    /// <param name="actor">Who listens.</param>
    /// <param name="after">The last place in its log that the listener knows; null begins now.</param>
    /// <param name="cancellationToken">Stops asking where now is.</param>
    public async Task<Listener> ListenAsync(Actor actor, long? after, CancellationToken cancellationToken)
    {
        var place = after ?? (await reader.PlacesAsync([actor.OrganisationId], cancellationToken)).GetValueOrDefault(actor.OrganisationId);
        var listener = new Listener(actor, Interlocked.Increment(ref begun), place, this);
        listeners[listener] = listener;
        foreach (var oldest in listeners.Keys.Where(one => one.Person == actor.PersonId).OrderByDescending(one => one.Turn).Skip(MostOfOne))
        {
            oldest.End();
        }

        return listener;
    }

    /// <summary>One round.</summary>
    internal async Task TellAsync(CancellationToken cancellationToken)
    {
        if (listeners.IsEmpty)
        {
            return;
        }

        var places = await reader.PlacesAsync([.. listeners.Keys.Select(listener => listener.Organisation).Distinct()], cancellationToken);
        foreach (var alike in listeners.Keys.GroupBy(listener => (listener.Organisation, listener.Place)))
        {
            var place = places.GetValueOrDefault(alike.Key.Organisation);
            if (alike.Key.Place == place)
            {
                continue;
            }

            var news = await reader.ReadAsync(alike.Key.Organisation, alike.Key.Place, place, cancellationToken);
            foreach (var listener in alike)
            {
                listener.Hear(news);
            }
        }
    }

    /// <summary>One open page. What it is too slow to hear is told again when it comes back with the last place it knows.</summary>
    internal sealed class Listener(Actor actor, long turn, long place, LiveNews house) : IDisposable
    {
        private readonly Channel<News> heard = Channel.CreateBounded<News>(new BoundedChannelOptions(32) { FullMode = BoundedChannelFullMode.DropOldest });

        public Id<Body> Organisation => actor.OrganisationId;

        public Id<Person>? Person => actor.PersonId;

        /// <summary>Later ones are higher.</summary>
        public long Turn => turn;

        public long Place { get; private set; } = place;

        public void Hear(News news)
        {
            Place = news.Place;
            heard.Writer.TryWrite(news);
        }

        public IAsyncEnumerable<News> ReadAllAsync(CancellationToken cancellationToken) => heard.Reader.ReadAllAsync(cancellationToken);

        /// <summary>What was heard is still read, then it is over.</summary>
        public void End()
        {
            heard.Writer.TryComplete();
            Dispose();
        }

        public void Dispose() => house.listeners.TryRemove(this, out _);
    }
}

/// <summary>Asks for news once a second.</summary>
internal sealed class NewsService(LiveNews news, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<NewsService> logger)
    : RoundService(RoundWork.TellingNews, news.TellAsync, TimeSpan.FromSeconds(1), rounds, lifetime, logger);
