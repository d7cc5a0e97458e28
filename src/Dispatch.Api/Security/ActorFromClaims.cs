using System.Security.Claims;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using MediatR;

namespace Dispatch.Api.Security;

/// <summary>Turns a session into an actor. The account is looked up at every request: one that was closed, or moved, is so from the next request on.</summary>
internal static class ActorFromClaims
{
    /// <summary>Between authentication and authorization: a session of nobody is no session.</summary>
    public static WebApplication UseActor(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            await FillAsync(http);
            await next(http);
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
        var known = Sessions.PersonOf(http.User) is { } id ? await services.GetRequiredService<IMediator>().Send(new RecognisePerson(id), http.RequestAborted) : null;
        if (known is null || known.IsRefused)
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
            return;
        }

        var person = known.Value;
        services.GetRequiredService<ActContext>().Actor = new Actor(person.Id, person.FullName, person.OrganisationId, person.UnitId, person.Roles);
    }
}
