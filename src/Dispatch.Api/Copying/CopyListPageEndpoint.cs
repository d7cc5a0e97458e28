using Dispatch.Api.Components;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Lifecycle;
using MediatR;

namespace Dispatch.Api.Copying;

/// <summary>A copy and what it is made from.</summary>
public sealed record CopyRow(CopyView Copy, PaperFacts Source);

/// <summary>What the list of copies shows.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Rows">The copies.</param>
/// <param name="Next">Where the next page begins.</param>
public sealed record CopyListModel(CopyState? State, IReadOnlyList<CopyRow> Rows, string? Next);

internal static class CopyListPageEndpoint
{
    private const int Rows = 20;

    public static void MapCopyList(this IEndpointRouteBuilder routes) => routes.MapGet("/copies", ShowAsync).OpensWithFilter();

    private static async Task<IResult> ShowAsync(IMediator mediator, string? state, string? after, CancellationToken cancellationToken)
    {
        var chosen = PageWords.Read<CopyState>(state);
        var page = await mediator.Send(new ListCopies(chosen, PageWords.ReadId<CertifiedCopy>(after), Rows, NewestFirst: true), cancellationToken);
        if (page.IsRefused)
        {
            return PageResult.Refused(page.Refusal);
        }

        var sources = await mediator.Send(new ListCopySources([.. page.Value.Items.Select(copy => copy.Id)]), cancellationToken);
        return sources.IsRefused
            ? PageResult.Refused(sources.Refusal)
            : PageResult.Of<CopyListPage>(new CopyListModel(chosen, [.. page.Value.Items.Select(copy => new CopyRow(copy, sources.Value[copy.Id]))], page.Value.Next));
    }
}
