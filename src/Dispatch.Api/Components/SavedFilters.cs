using System.Text;
using System.Text.Json;
using Dispatch.Engine.Kernel;
using Microsoft.AspNetCore.WebUtilities;

namespace Dispatch.Api.Components;

/// <summary>A question to a list that a person asks often.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Query">The question, as the address says it.</param>
public sealed record SavedFilter(string Name, string Query);

/// <summary>
/// Saved filters of the lists and books. They live in a cookie of the browser, one a list and person: a filter is an address and nothing more, so the office's database
/// has no part in it.
/// </summary>
internal static class SavedFilters
{
    private const int Most = 8;
    private const int LongestName = 40;
    private const int LongestQuery = 200;

    private static readonly Refusal BadFilter = new("filters.shape", RefusalKind.Invalid, $"Hãy đặt tên bộ lọc, từ 1 đến {LongestName} ký tự, và chọn điều kiện lọc trước khi lưu.");

    public static void MapSavedFilters(this IEndpointRouteBuilder routes) => routes.MapPost("/filters", ChangeAsync);

    /// <summary>The filters a person saved for a list, in this browser.</summary>
    public static IReadOnlyList<SavedFilter> Of(HttpContext? http, Id<Engine.Directory.Person>? person, string path)
    {
        if (http?.Request.Cookies[CookieOf(person, path)] is not { Length: > 0 } kept)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<SavedFilter>>(WebEncoders.Base64UrlDecode(kept)) is { Count: <= Most } filters && filters.TrueForAll(IsGood) ? filters : [];
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            // A cookie that somebody else wrote saves nothing.
            return [];
        }
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, PageForms forms, ActContext act)
    {
        var form = await forms.ReadAsync(http);
        if (form.IsRefused)
        {
            return PageResult.Refused(form.Refusal);
        }

        var path = PageResult.LocalPath(form.Value.Text("path"));
        var filter = new SavedFilter(form.Value.Text("name").Trim(), form.Value.Text("query"));
        var others = Of(http, act.Actor?.PersonId, path).Where(saved => saved.Name != filter.Name);
        if (form.Value.IsTicked("forget"))
        {
            return Keep(http, act, path, [.. others], path);
        }

        return IsGood(filter) ? Keep(http, act, path, [.. others.TakeLast(Most - 1), filter], path + filter.Query) : PageResult.Refused(BadFilter);
    }

    private static IResult Keep(HttpContext http, ActContext act, string path, IReadOnlyList<SavedFilter> filters, string next)
    {
        http.Response.Cookies.Append(
            CookieOf(act.Actor?.PersonId, path), WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(filters)),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        return PageResult.Done(next);
    }

    private static bool IsGood(SavedFilter? filter) =>
        filter is { Name.Length: > 0 and <= LongestName, Query: ['?', ..] and { Length: <= LongestQuery } } && !filter.Name.Concat(filter.Query).Any(IsHidden);

    private static bool IsHidden(char letter) => char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format;

    private static string CookieOf(Id<Engine.Directory.Person>? person, string path) =>
        $"dispatch-filters-{path.Trim('/').Replace('/', '-')}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(person?.ToString() ?? ""))[..4])}";
}
