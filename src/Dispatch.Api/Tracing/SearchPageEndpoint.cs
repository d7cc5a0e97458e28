using Dispatch.Api.Components;
using Dispatch.Engine.Tracing;
using MediatR;

namespace Dispatch.Api.Tracing;

/// <summary>What the page of search shows.</summary>
/// <param name="Text">What was looked for.</param>
/// <param name="Kind">Only papers of this kind.</param>
/// <param name="From">Only of this day or later.</param>
/// <param name="To">Only of this day or earlier.</param>
/// <param name="Hits">What was found; null before anything was looked for.</param>
public sealed record SearchModel(string? Text, PaperKind? Kind, DateOnly? From, DateOnly? To, FoundPapers? Hits);

internal static class SearchPageEndpoint
{
    public static void MapSearchPage(this IEndpointRouteBuilder routes) => routes.MapGet("/search", ShowAsync).ForWhoMay<SearchPapers>();

    private static async Task<IResult> ShowAsync(IMediator mediator, string? q, string? kind, string? from, string? to, string? after, CancellationToken cancellationToken)
    {
        var model = new SearchModel(q?.Trim(), PageWords.Read<PaperKind>(kind), PageWords.ReadDay(from), PageWords.ReadDay(to), null);
        if (string.IsNullOrEmpty(model.Text))
        {
            return PageResult.Of<SearchPage>(model);
        }

        var hits = await mediator.Send(new SearchPapers(model.Text, model.Kind, model.From, model.To, after), cancellationToken);
        return hits.IsRefused ? PageResult.Refused(hits.Refusal) : PageResult.Of<SearchPage>(model with { Hits = hits.Value });
    }
}
