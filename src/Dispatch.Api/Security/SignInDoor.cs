using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.AspNetCore.Authentication;

namespace Dispatch.Api.Security;

/// <summary>The one way in, for pages and programs: tries are counted, the engine is asked, what fails is told as a refusal.</summary>
internal sealed class SignInDoor(SignInTries tries, KnownBrowser browsers, IMediator mediator)
{
    /// <summary>Name and password, and the code when it is at hand.</summary>
    public async Task<Outcome<BegunSession>> TryAsync(HttpContext http, SessionKind kind, string userName, string password, string? code)
    {
        var isKnown = browsers.Knows(http, userName);
        var counted = new Tried(isKnown ? TriedFrom.KnownBrowser : TriedFrom.Anywhere, userName);
        if (!tries.MayTry(http, counted, out var retryAfter))
        {
            return TooMany(http, retryAfter);
        }

        return Told(http, counted, await mediator.Send(new SignIn(userName, password, code, At(http, kind, isKnown)), http.RequestAborted));
    }

    /// <summary>The code, after the password was right.</summary>
    public async Task<Outcome<BegunSession>> PresentAsync(HttpContext http, SessionFacts half, string code)
    {
        var counted = new Tried(TriedFrom.HalfSession, $"{half.Id}");
        return tries.MayTry(http, counted, out var retryAfter)
            ? Told(http, counted, await mediator.Send(new PresentCode(code, At(http, SessionKind.Browser, isKnown: false)), http.RequestAborted))
            : TooMany(http, retryAfter);
    }

    /// <summary>Gives the browser its session; one that asks for no code any more is known from now on.</summary>
    public async Task KeepAsync(HttpContext http, BegunSession session)
    {
        await http.SignInAsync(Sessions.Cookie, Sessions.Of(session.Id, session.Turn, Sessions.Cookie), new AuthenticationProperties { ExpiresUtc = session.EndsAt });
        if (session.Owes is not Owed.Code)
        {
            browsers.Remember(http, session.Person);
        }
    }

    private static Door At(HttpContext http, SessionKind kind, bool isKnown) => new(kind, SignInTries.AddressOf(http), http.Request.Headers.UserAgent.ToString(), isKnown);

    private static Refusal TooMany(HttpContext http, TimeSpan retryAfter)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return AccountRefusals.TooManyTries;
    }

    private Outcome<BegunSession> Told(HttpContext http, Tried counted, Outcome<SignInAnswer> answer)
    {
        if ((answer.Refusal ?? answer.Value.Refusal) is { } refusal)
        {
            return refusal == AccountRefusals.TooManyTries ? TooMany(http, SignInTries.Window) : refusal;
        }

        tries.WasRight(counted);
        return answer.Value.Begun!;
    }
}
