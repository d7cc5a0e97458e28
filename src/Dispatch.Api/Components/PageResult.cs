using Dispatch.Api.Http;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Api.Components;

/// <summary>Answers of page endpoints.</summary>
internal static class PageResult
{
    private const string DoneCookie = "dispatch-done";

    /// <summary>A page about one model.</summary>
    public static IResult Of<TPage>(object model, RefusedAct? refused = null)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(Parameters(model, refused))
        {
            StatusCode = refused is null ? StatusCodes.Status200OK : RefusalResults.StatusOf(refused.Refusal.Kind),
        };

    // A page that takes no act has no place for a refusal.
    private static Dictionary<string, object?> Parameters(object model, RefusedAct? refused) =>
        refused is null ? new(StringComparer.Ordinal) { ["Model"] = model } : new(StringComparer.Ordinal) { ["Model"] = model, ["Refused"] = refused };

    /// <summary>A whole page that says why there is nothing to show.</summary>
    public static IResult Refused(Refusal refusal) => Page(refusal, RefusalResults.StatusOf(refusal.Kind));

    /// <summary>The same where no endpoint answers: with the headers of a page, in the language of its reader. The door itself gives a status, for it has a "no" that the engine has no kind for.</summary>
    public static Task RefuseAsync(HttpContext http, Refusal refusal, int? status = null)
    {
        PageHeaders.Set(http.Response.Headers);
        return InEnglish.For(Page(refusal, status ?? RefusalResults.StatusOf(refusal.Kind)), http).ExecuteAsync(http);
    }

    private static RazorComponentResult<RefusalPage> Page(Refusal refusal, int status) => new(new { Refusal = refusal }) { StatusCode = status };

    /// <summary>After an act: the page is fetched again, so that reloading repeats nothing.</summary>
    /// <param name="path">The page.</param>
    /// <param name="act">What was done, as <see cref="PageWords.Done"/> knows it; null for what needs no telling.</param>
    /// <param name="undo">How it is undone; null where it cannot be.</param>
    public static IResult Done(string path, string? act = null, Undo? undo = null) => new SeeOther(path, act, undo);

    /// <summary>Only a path of this site is a place to go back to: "//host" and "/\\host" are read by browsers as another host.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";

    /// <summary>Whether an act of this name led to this page; it is still to be told.</summary>
    public static bool HasJustDone(HttpContext http, string act) => http.Request.Cookies[DoneCookie] == act;

    /// <summary>The act that led to this page, told once.</summary>
    public static string? TakeDone(HttpContext http)
    {
        var act = http.Request.Cookies[DoneCookie];
        if (act is not null)
        {
            http.Response.Cookies.Delete(DoneCookie);
        }

        return act;
    }

    /// <summary>303: the answer to a form is another page.</summary>
    private sealed class SeeOther(string path, string? act, Undo? undo) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (act is not null)
            {
                httpContext.Response.Cookies.Append(DoneCookie, act, new CookieOptions { HttpOnly = true, Secure = httpContext.Request.IsHttps, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(1) });
                Undo.Offer(httpContext, act, undo);
            }

            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
