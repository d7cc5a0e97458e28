using System.Text.Json;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.WebUtilities;

namespace Dispatch.Api.Components;

/// <summary>A field of the form that undoes an act.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it says.</param>
internal sealed record UndoField(string Name, string Value);

/// <summary>
/// How what was just done is undone: by another act of the office, sent like any other. Offered for a few minutes, in the browser it was done in; the engine decides when it
/// is asked whether the act is still lawful. What the law does not let anybody undo has a reason in <see cref="UndoWords"/> instead.
/// </summary>
/// <param name="Path">Where the form is sent.</param>
/// <param name="Fields">What it says, besides its token and key.</param>
internal sealed record Undo(string Path, IReadOnlyList<UndoField> Fields)
{
    private const string Cookie = "dispatch-undo";
    private static readonly TimeSpan Offered = TimeSpan.FromMinutes(5);

    /// <summary>One that needs no fields.</summary>
    public static Undo By(string path) => new(path, []);

    /// <summary>What is on offer now and the act it undoes; null when nothing is.</summary>
    public static (string Act, Undo Undo)? Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Kept>(WebEncoders.Base64UrlDecode(text)) is { Act: { } act, Path: ['/', ..] path, Fields: { } fields } kept && PageResult.LocalPath(path) == path && kept.By == Someone(http)
                ? (act, new Undo(path, fields))
                : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            // A cookie that somebody else wrote offers nothing.
            return null;
        }
    }

    /// <summary>Offers it, or takes back what was on offer: after another act the one before is history.</summary>
    public static void Offer(HttpContext http, string act, Undo? undo)
    {
        if (undo is null)
        {
            http.Response.Cookies.Delete(Cookie);
            return;
        }

        http.Response.Cookies.Append(
            Cookie, WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(new Kept(Someone(http), act, undo.Path, undo.Fields))),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = Offered });
    }

    private static string? Someone(HttpContext http) => http.RequestServices.GetRequiredService<ActContext>().Actor?.PersonId?.ToString();

    private sealed record Kept(string? By, string Act, string Path, IReadOnlyList<UndoField> Fields);
}
