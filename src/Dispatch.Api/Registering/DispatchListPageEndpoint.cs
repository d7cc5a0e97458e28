using Dispatch.Api.Components;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Lifecycle;
using Dispatch.Engine.Registering;
using MediatR;

namespace Dispatch.Api.Registering;

/// <summary>What the list of outgoing dispatches shows.</summary>
/// <param name="State">Only those that stand here.</param>
/// <param name="Page">The dispatches.</param>
public sealed record DispatchListModel(OutgoingState? State, Page<DispatchView> Page);

internal static class DispatchListPageEndpoint
{
    public static void MapDispatchList(this IEndpointRouteBuilder routes) => routes.MapGet("/dispatches", ShowAsync).OpensWithFilter();

    private static async Task<IResult> ShowAsync(IMediator mediator, string? state, string? after, CancellationToken cancellationToken)
    {
        var chosen = PageWords.Read<OutgoingState>(state);
        var page = await mediator.Send(new ListDispatches(chosen, PageWords.ReadId<OfficialDispatch>(after), NewestFirst: true), cancellationToken);
        return page.IsRefused ? PageResult.Refused(page.Refusal) : PageResult.Of<DispatchListPage>(new DispatchListModel(chosen, page.Value));
    }
}
