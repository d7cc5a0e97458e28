using Dispatch.Api.Components;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using MediatR;

namespace Dispatch.Api.Copying;

/// <summary>A copy and what it is made from.</summary>
public sealed record CopyRow(CopyView Copy, IncomingView Source);

/// <summary>What the list of copies shows.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Rows">The copies.</param>
/// <param name="Next">Where the next page begins.</param>
public sealed record CopyListModel(CopyState? State, IReadOnlyList<CopyRow> Rows, string? Next);

internal static class CopyListPageEndpoint
{
    // A source is read for each row, so a page is short.
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

        var rows = new List<CopyRow>();
        foreach (var copy in page.Value.Items)
        {
            var source = await mediator.Send(new FindIncoming(copy.SourceId), cancellationToken);
            if (source.IsRefused)
            {
                return PageResult.Refused(source.Refusal);
            }

            rows.Add(new CopyRow(copy, source.Value));
        }

        return PageResult.Of<CopyListPage>(new CopyListModel(chosen, rows, page.Value.Next));
    }
}
