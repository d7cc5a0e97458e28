using Dispatch.Engine.Directory.Accounts;
using MediatR;

namespace Dispatch.Api.Components;

/// <summary>Saved filters of the lists and books: kept with the person, so that they are there in every browser; a list opens with the one chosen for it.</summary>
internal static class SavedFilters
{
    /// <summary>The question that asks nothing: a list opened with it shows everything, whatever filter it usually opens with.</summary>
    public const string Whole = "?all=yes";

    /// <summary>Where a page begins and that everything was asked for are no part of a question.</summary>
    private static readonly string[] NoPart = ["after", "all"];

    public static void MapSavedFilters(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/filters", KeepAsync);
        routes.MapPost("/filters/forget", ForgetAsync);
    }

    /// <summary>A list that opens with the filter its reader chose for it, when its bare address is opened.</summary>
    public static RouteHandlerBuilder OpensWithFilter(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (call, next) =>
    {
        var http = call.HttpContext;
        if (http.Request.QueryString.HasValue)
        {
            return await next(call);
        }

        var filters = await http.RequestServices.GetRequiredService<IMediator>().Send(new ListFilters(http.Request.Path), http.RequestAborted);
        return !filters.IsRefused && filters.Value.FirstOrDefault(filter => filter.IsDefault) is { } opens ? Results.Redirect(opens.List + opens.Query) : await next(call);
    });

    /// <summary>What is asked of a list now, as a filter would keep it; a lone "?" or nothing when nothing is asked.</summary>
    public static string QueryOf(HttpContext? http) => http is null || !HttpMethods.IsGet(http.Request.Method)
        ? ""
        : QueryString.Create(http.Request.Query.Where(part => !NoPart.Contains(part.Key, StringComparer.Ordinal) && part.Value.ToString().Length > 0)).ToString();

    private static async Task<IResult> KeepAsync(HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        var kept = await forms.SendAsync(new KeepFilter(form.Text("path"), form.Text("name"), form.Text("query"), form.IsTicked("default")), form, http.RequestAborted);
        return kept.IsRefused ? PageResult.Refused(kept.Refusal) : PageResult.Done(kept.Value.List + kept.Value.Query, "FilterKept");
    }

    private static async Task<IResult> ForgetAsync(HttpContext http, PageForms forms)
    {
        var form = forms.Form;
        var forgotten = await forms.SendAsync(new ForgetFilter(form.Id<SavedFilter>("filter")), form, http.RequestAborted);
        return forgotten.IsRefused ? PageResult.Refused(forgotten.Refusal) : PageResult.Done(forgotten.Value.List + Whole, "FilterForgotten", Back(forgotten.Value));
    }

    private static Undo Back(SavedFilterView filter) => new(
        "/filters", [new("path", filter.List), new("name", filter.Name), new("query", filter.Query), .. filter.IsDefault ? [new UndoField("default", "yes")] : Array.Empty<UndoField>()]);
}
