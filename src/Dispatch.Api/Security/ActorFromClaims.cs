using System.Net.Mime;
using System.Security.Claims;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Security;

/// <summary>Turns a session into an actor. It is looked up at every request: one that was ended, or whose account was closed or moved, is so from the next request on.</summary>
internal static class ActorFromClaims
{
    /// <summary>How often an open stream of events is asked again whether its session lives.</summary>
    public static readonly TimeSpan StreamCheck = TimeSpan.FromSeconds(20);

    /// <summary>Between authentication and authorization: a session of nobody is no session.</summary>
    public static WebApplication UseActor(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            await FillAsync(http);
            if (http.Request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.EventStream, StringComparison.Ordinal) && Sessions.SessionOf(http.User) is { } session)
            {
                await WatchedAsync(http, session, next);
            }
            else
            {
                await next(http);
            }
        });
        return app;
    }

    private static async Task FillAsync(HttpContext http)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
        {
            return;
        }

        var services = http.RequestServices;
        var known = Sessions.SessionOf(http.User) is { } id ? await services.GetRequiredService<IMediator>().Send(new RecogniseSession(id), http.RequestAborted) : null;
        if (known is null || known.IsRefused || IsWrongDoor(http.User, known.Value.Session))
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
            return;
        }

        var act = services.GetRequiredService<ActContext>();
        (act.Actor, act.Session) = (known.Value.Actor, known.Value.Session);
    }

    /// <summary>A token in the place of a cookie, or the reverse.</summary>
    private static bool IsWrongDoor(ClaimsPrincipal user, SessionFacts session) =>
        (user.Identity?.AuthenticationType == Sessions.Cookie) != (session.Kind is SessionKind.Browser);

    /// <summary>An open stream ends with its session.</summary>
    private static async Task WatchedAsync(HttpContext http, Id<AccountSession> session, RequestDelegate next)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var watch = WatchAsync(http, session, done.Token);
        try
        {
            await next(http);
        }
        finally
        {
            await done.CancelAsync();
            await watch;
        }
    }

    private static async Task WatchAsync(HttpContext http, Id<AccountSession> session, CancellationToken cancellationToken)
    {
        var services = http.RequestServices;
        using var timer = new PeriodicTimer(StreamCheck, services.GetRequiredService<TimeProvider>());
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await using var scope = services.CreateAsyncScope();
                if ((await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecogniseSession(session, IsUsed: false), cancellationToken)).IsRefused)
                {
                    http.Abort();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The stream ended by itself.
        }
        catch
        {
            // Fail closed: a session that cannot be asked about is none.
            http.Abort();
            throw;
        }
    }
}
