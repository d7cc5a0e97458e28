using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Registering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Auditing;

/// <summary>The stream of news for an open page: server-sent events, each named by its place in the organisation's log, so that a page that was cut off goes on where it stopped.</summary>
internal static class LiveEndpoint
{
    /// <summary>A stream ends after this and the browser comes back: whoever may no longer listen is turned away then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(50);

    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/live", Listen);

    private static ServerSentEventsResult<string> Listen(HttpContext http, ActContext act, LiveNews news, IHostApplicationLifetime host)
    {
        var actor = act.Actor!;
        var last = long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : (long?)null;
        // A proxy that gathers an answer before it passes it on would tell the news a minute late.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(TellAsync(news, actor, last, host.ApplicationStopping, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> TellAsync(
        LiveNews house, Actor listening, long? after, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        end.CancelAfter(Longest);
        var mayKnowPapers = AccessTable.Allows(typeof(ListDispatches), listening.Roles);
        using var listener = await house.ListenAsync(listening, after, end.Token);
        await using var heard = listener.ReadAllAsync(end.Token).GetAsyncEnumerator(CancellationToken.None);
        yield return new SseItem<string>("{}", "begin") { EventId = Place(listener.Place), ReconnectionInterval = ComeBack };
        while (await NextAsync(heard))
        {
            // Lists are asked for again at any news; a page is told of what others did to its paper, for what one did oneself it shows already.
            var others = mayKnowPapers ? heard.Current.Changes.Where(change => change.By != listening.Name).Select(change => change.Paper).Distinct() : [];
            yield return new SseItem<string>(JsonSerializer.Serialize(new { others }, JsonSerializerOptions.Web), "acts") { EventId = Place(heard.Current.Place) };
        }
    }

    private static string Place(long place) => place.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> NextAsync(IAsyncEnumerator<Engine.Auditing.News> heard)
    {
        try
        {
            return await heard.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
