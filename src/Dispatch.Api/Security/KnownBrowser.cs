using System.Security.Cryptography;
using Dispatch.Engine.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace Dispatch.Api.Security;

/// <summary>The name of the cookie by which a browser is known.</summary>
internal sealed record KnownBrowserCookie(string Name, bool IsHttps);

/// <summary>
/// Knows a browser that signed somebody in before. Whoever guesses at an account from outside is held back; its owner, at their own browser, is not: nobody locks a signer out.
/// It is no proof of anything else.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection, KnownBrowserCookie cookie)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("dispatch.known-browser").ToTimeLimitedDataProtector();

    /// <summary>Whether this browser signed in under this name before.</summary>
    public bool Knows(HttpContext http, string userName)
    {
        try
        {
            return http.Request.Cookies[cookie.Name] is { Length: > 0 } kept && string.Equals(protector.Unprotect(kept), userName, StringComparison.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            // Too old, or not ours: a browser like any other.
            return false;
        }
    }

    /// <summary>Remembers who signed in here.</summary>
    public void Remember(HttpContext http, PersonView person) => http.Response.Cookies.Append(
        cookie.Name, protector.Protect(person.UserName, Remembered), new CookieOptions { HttpOnly = true, Secure = cookie.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = Remembered });
}
