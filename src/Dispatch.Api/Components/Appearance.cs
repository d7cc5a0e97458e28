namespace Dispatch.Api.Components;

/// <summary>The colours a page is shown in.</summary>
internal enum Theme
{
    /// <summary>Sáng.</summary>
    Light,

    /// <summary>Tối.</summary>
    Dark,

    /// <summary>Tương phản cao.</summary>
    Contrast,
}

/// <summary>The language of the pages. Papers, names and whatever people wrote stay as they are.</summary>
internal enum PageLanguage
{
    /// <summary>Tiếng Việt.</summary>
    Vi,

    /// <summary>English.</summary>
    En,
}

/// <summary>How a reader wants pages to look: kept in cookies of the browser, read before the first byte, so that nothing flashes and nobody has to be signed in.</summary>
internal static class Appearance
{
    public const string ThemeCookie = "dispatch-theme";
    public const string LanguageCookie = "dispatch-language";

    private const string Home = "/appearance";

    public static void MapAppearance(this IEndpointRouteBuilder routes) => routes.MapPost(Home, ChooseAsync);

    /// <summary>The chosen theme; light when none was chosen.</summary>
    public static Theme ThemeOf(HttpContext? http) => PageWords.Read<Theme>(http?.Request.Cookies[ThemeCookie]) ?? Theme.Light;

    /// <summary>The chosen language; else English for a browser that asks for English and does not know Vietnamese, Vietnamese for everybody else.</summary>
    public static PageLanguage LanguageOf(HttpContext? http)
    {
        if (PageWords.Read<PageLanguage>(http?.Request.Cookies[LanguageCookie]) is { } chosen)
        {
            return chosen;
        }

        var asked = http?.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString()).ToList() ?? [];
        return asked is [var first, ..] && Is(first, "en") && !asked.Exists(language => Is(language, "vi")) ? PageLanguage.En : PageLanguage.Vi;
    }

    private static bool Is(string asked, string language) => asked.Equals(language, StringComparison.OrdinalIgnoreCase) || asked.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);

    private static async Task<IResult> ChooseAsync(HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        Keep(http, ThemeCookie, PageWords.Read<Theme>(form.Text("theme"))?.ToString());
        Keep(http, LanguageCookie, PageWords.Read<PageLanguage>(form.Text("language"))?.ToString());
        return PageResult.Done(PageResult.LocalPath(form.Text("return")));
    }

    private static void Keep(HttpContext http, string cookie, string? value)
    {
        if (value is not null)
        {
            http.Response.Cookies.Append(cookie, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        }
    }
}
