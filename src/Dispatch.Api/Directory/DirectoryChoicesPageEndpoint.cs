using Dispatch.Api.Components;
using Dispatch.Engine.Directory;
using MediatR;

namespace Dispatch.Api.Directory;

/// <summary>The choices under a search box for bodies and groups, as a piece of a page.</summary>
internal static class DirectoryChoicesPageEndpoint
{
    public static void MapDirectoryChoices(this IEndpointRouteBuilder routes) => routes.MapGet("/directory/choices", ShowAsync);

    private static async Task<IResult> ShowAsync(string? name, IMediator mediator, CancellationToken cancellationToken)
    {
        var found = await mediator.Send(new SearchDirectory(name ?? string.Empty), cancellationToken);
        return found.IsRefused ? PageResult.Refused(found.Refusal) : PageResult.Of<DirectoryChoices>(found.Value);
    }
}
