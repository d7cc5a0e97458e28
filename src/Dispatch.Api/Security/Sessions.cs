using System.Security.Claims;
using Dispatch.Api.Http;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Dispatch.Api.Security;

/// <summary>
/// How a person stays signed in: programs carry a bearer token, pages a cookie. Both hold the person's id and nothing else; who that is today the database says, at every
/// request.
/// </summary>
internal static class Sessions
{
    /// <summary>The scheme of the API.</summary>
    public const string Bearer = BearerTokenDefaults.AuthenticationScheme;

    /// <summary>The scheme of the pages.</summary>
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Where the pages send a person who is not signed in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>A working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private const string Either = "either";

    /// <summary>Adds both schemes, and closes every endpoint that does not say it is open.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, ServerSettings settings)
    {
        services.AddDataProtection().SetApplicationName("dispatch").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Engine.DataFolder, "keys")));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, options => options.ForwardDefaultSelector = Choose)
            .AddBearerToken(Bearer, options => options.BearerTokenExpiration = Lifetime)
            .AddCookie(Cookie, options => SetUp(options, settings.IsHttps));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<SignInTries>();
        return services;
    }

    /// <summary>What a session holds of a person.</summary>
    /// <param name="person">Who signed in.</param>
    /// <param name="scheme"><see cref="Bearer"/> or <see cref="Cookie"/>.</param>
    public static ClaimsPrincipal Of(PersonView person, string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id.ToString())], scheme));

    /// <summary>The person a session names; null when it names nobody.</summary>
    public static Id<Person>? PersonOf(ClaimsPrincipal principal) =>
        Id<Person>.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), provider: null, out var id) ? id : null;

    /// <summary>A page may show what the API serves (a file, a list); only the bearer token can act through the API, so that no other site can act through a browser.</summary>
    private static string Choose(HttpContext http)
    {
        var request = http.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return request.Path.StartsWithSegments(ApiErrors.Root, StringComparison.Ordinal) && (!isSafe || request.Headers.Authorization.Count > 0) ? Bearer : Cookie;
    }

    private static void SetUp(CookieAuthenticationOptions options, bool isHttps)
    {
        options.Cookie.Name = isHttps ? "__Host-dispatch" : "dispatch";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.LoginPath = SignInPath;
        options.Events.OnRedirectToLogin = redirect => Answer(redirect, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = redirect => Answer(redirect, StatusCodes.Status403Forbidden);
    }

    /// <summary>The API says no; only a page leads elsewhere.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        if (redirect.Request.Path.StartsWithSegments(ApiErrors.Root, StringComparison.Ordinal))
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
