using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Receiving;
using MediatR;

namespace Dispatch.Api.Receiving;

/// <summary>What the list of incoming dispatches shows.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Page">The dispatches.</param>
public sealed record IncomingListModel(IncomingState? State, Page<IncomingView> Page);

internal static class IncomingListPageEndpoint
{
    public static void MapIncomingList(this IEndpointRouteBuilder routes) => routes.MapGet("/incoming", ShowAsync).OpensWithFilter();

    private static async Task<IResult> ShowAsync(IMediator mediator, string? state, string? after, CancellationToken cancellationToken)
    {
        var chosen = PageWords.Read<IncomingState>(state);
        var page = await mediator.Send(new ListIncoming(chosen, PageWords.ReadId<IncomingDispatch>(after), NewestFirst: true), cancellationToken);
        return page.IsRefused ? PageResult.Refused(page.Refusal) : PageResult.Of<IncomingListPage>(new IncomingListModel(chosen, page.Value));
    }
}
