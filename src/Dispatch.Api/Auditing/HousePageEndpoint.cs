using Dispatch.Api.Components;
using Dispatch.Api.Http;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dispatch.Api.Auditing;

/// <summary>What the administrator's first page shows.</summary>
/// <param name="House">The state of the house.</param>
/// <param name="Authorities">Who may sign what.</param>
/// <param name="Health">Whether the server can work.</param>
/// <param name="Rounds">How the last round of each work beside the requests ended.</param>
/// <param name="Files">What the last look at the stored files found.</param>
public sealed record HouseModel(HouseSummary House, IReadOnlyList<AuthorityView> Authorities, HealthStatus Health, IReadOnlyList<RoundState> Rounds, FileFigures Files);

internal static class HousePageEndpoint
{
    public static void MapHouse(this IEndpointRouteBuilder routes) => routes.MapGet("/admin", ShowAsync);

    private static async Task<IResult> ShowAsync(IMediator mediator, HealthCheckService health, RoundLog rounds, FileRound files, CancellationToken cancellationToken)
    {
        var house = await mediator.Send(new SummariseHouse(), cancellationToken);
        var authorities = house.IsRefused ? null : await mediator.Send(new ListAuthorities(), cancellationToken);
        if ((house.Refusal ?? authorities?.Refusal) is { } refusal)
        {
            return PageResult.Refused(refusal);
        }

        var state = await health.CheckHealthAsync(cancellationToken);
        return PageResult.Of<HousePage>(new HouseModel(house.Value, authorities!.Value.Items, state.Status, rounds.All, files.Found));
    }
}
