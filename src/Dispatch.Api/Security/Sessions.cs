using System.Globalization;
using System.Security.Claims;
using Dispatch.Api.Http;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace Dispatch.Api.Security;

/// <summary>
/// How a person stays signed in: programs carry a bearer token, pages a cookie. Both are a sealed name of a row of <see cref="AccountSession"/> and nothing else; whether the
/// session still lives and whose it is, the database says at every request.
/// </summary>
internal static class Sessions
{
    /// <summary>The scheme of the API.</summary>
    public const string Bearer = BearerTokenDefaults.AuthenticationScheme;

    /// <summary>The scheme of the pages.</summary>
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Where the pages send a person who is not signed in.</summary>
    public const string SignInPath = "/sign-in";

    private const string Either = "either";
    private const string Turn = "turn";

    /// <summary>Adds both schemes, and closes every endpoint that does not say it is open.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, ServerSettings settings)
    {
        var rules = settings.Engine.Accounts;
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, options => options.ForwardDefaultSelector = Choose)
            .AddBearerToken(Bearer, options => (options.BearerTokenExpiration, options.RefreshTokenExpiration) = (rules.AccessToken, rules.Longest))
            .AddCookie(Cookie, options => SetUp(options, settings));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<Tally>();
        services.AddSingleton<SignInTries>();
        services.AddSingleton(new KnownBrowserCookie(settings.CookieName("known"), settings.IsHttps));
        services.AddScoped<KnownBrowser>();
        services.AddScoped<SignInDoor>();
        services.AddSingleton<TokenDesk>();
        return services;
    }

    /// <summary>What a cookie or token holds.</summary>
    /// <param name="session">The session it names.</param>
    /// <param name="turn">Which token of it this is.</param>
    /// <param name="scheme"><see cref="Bearer"/> or <see cref="Cookie"/>.</param>
    public static ClaimsPrincipal Of(Id<AccountSession> session, int turn, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Sid, session.ToString()), new Claim(Turn, turn.ToString(CultureInfo.InvariantCulture))], scheme));

    /// <summary>A sealed token.</summary>
    /// <param name="seal">The protector of access tokens or of refresh tokens: one is never good as the other.</param>
    /// <param name="session">The session.</param>
    /// <param name="ends">Until when.</param>
    public static string Token(ISecureDataFormat<AuthenticationTicket> seal, BegunSession session, DateTimeOffset ends) => seal.Protect(new AuthenticationTicket(
        Of(session.Id, session.Turn, Bearer), new AuthenticationProperties { ExpiresUtc = ends < session.EndsAt ? ends : session.EndsAt }, Bearer));

    /// <summary>The session a cookie or token names; null when it names none.</summary>
    public static Id<AccountSession>? SessionOf(ClaimsPrincipal principal) =>
        Id<AccountSession>.TryParse(principal.FindFirstValue(ClaimTypes.Sid), provider: null, out var id) ? id : null;

    /// <summary>Which token of its session it is.</summary>
    public static int TurnOf(ClaimsPrincipal principal) => int.TryParse(principal.FindFirstValue(Turn), NumberStyles.None, CultureInfo.InvariantCulture, out var turn) ? turn : -1;

    /// <summary>A page may show what the API serves (a file, a list); only the bearer token can act through the API, so that no other site can act through a browser.</summary>
    private static string Choose(HttpContext http)
    {
        var request = http.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return ApiErrors.IsApi(http) && (!isSafe || request.Headers.Authorization.Count > 0) ? Bearer : Cookie;
    }

    private static void SetUp(CookieAuthenticationOptions options, ServerSettings settings)
    {
        options.Cookie.Name = settings.CookieName(null);
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = settings.Engine.Accounts.Longest;
        options.SlidingExpiration = false;
        options.LoginPath = SignInPath;
        options.Events.OnRedirectToLogin = redirect => Answer(redirect, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = redirect => Answer(redirect, StatusCodes.Status403Forbidden);
    }

    /// <summary>The API says no; only a page leads elsewhere.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        if (ApiErrors.IsApi(redirect.HttpContext))
        {
            redirect.Response.StatusCode = status;
            redirect.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else
        {
            redirect.Response.Redirect(redirect.RedirectUri);
        }

        return Task.CompletedTask;
    }
}
