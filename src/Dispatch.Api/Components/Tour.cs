using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Components;

/// <summary>The way of a person's first day: from one real page to the next, as far as they want, remembered with the person.</summary>
internal static class Tour
{
    public const string Path = "/tour";

    public static void MapTour(this IEndpointRouteBuilder routes) => routes.MapPost(Path, GoAsync);

    /// <summary>The steps of every role the person has, one after the other; a page that two roles share is shown once.</summary>
    public static IReadOnlyList<TourStep> Of(Role roles) => [.. TourWords.Steps.Where(step => roles.HasFlag(step.Role)).DistinctBy(step => step.Path, StringComparer.Ordinal)];

    /// <summary>The step a person is at and its place among theirs; null when they are not on the way.</summary>
    public static (int Place, IReadOnlyList<TourStep> Steps)? At(ActContext act) =>
        act is { Actor: { } actor, Session.TourStep: > 0 and var place } && Of(actor.Roles) is { Count: > 0 } steps ? (Math.Min(place, steps.Count), steps) : null;

    /// <summary>Begins, goes on, goes back, or ends; ending stays on the page.</summary>
    private static async Task<IResult> GoAsync(HttpContext http, PageForms forms, ActContext act)
    {
        var form = forms.Form;
        var steps = Of(act.Actor!.Roles);
        var step = int.TryParse(form.Text("step"), System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, steps.Count) : -1;
        var taken = await forms.SendAsync(new TakeTourStep(step), form, http.RequestAborted);
        return taken.IsRefused ? PageResult.Refused(taken.Refusal)
            : PageResult.Done(step == 0 ? PageResult.LocalPath(form.Text("return")) : steps[step - 1].Path, step == 0 ? "TourEnded" : null);
    }
}

/// <summary>A step of the tour.</summary>
/// <param name="Role">Whose.</param>
/// <param name="Path">The page it stands on.</param>
/// <param name="Title">What is done there.</param>
/// <param name="Words">How.</param>
internal sealed record TourStep(Role Role, string Path, string Title, string Words);
