using Dispatch.Api.Components;
using Dispatch.Engine.Auditing;
using MediatR;

namespace Dispatch.Api.Auditing;

/// <summary>The evidence of a paper for whoever is signed in to the pages; the API has its own, for bearers of a token.</summary>
internal static class EvidencePageEndpoint
{
    public static void MapEvidence(this IEndpointRouteBuilder routes) => routes.MapGet("/papers/{id:guid}/evidence", ReadAsync).ForWhoMay<BundleEvidence>();

    private static async Task<IResult> ReadAsync(Guid id, IMediator mediator, CancellationToken cancellationToken)
    {
        var bundle = await mediator.Send(new BundleEvidence(id), cancellationToken);
        return bundle.IsRefused ? PageResult.Refused(bundle.Refusal) : Results.Bytes(bundle.Value.Bytes, "application/zip", bundle.Value.Name);
    }
}
