using Dispatch.Engine.Copying;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Copying;

/// <summary>What the form of a copy offers beside the paper itself.</summary>
/// <param name="Parts">The parts of its text, for a trích sao; empty where it has none here.</param>
/// <param name="Authorities">What is recorded of who may sign as what, those that have ended too.</param>
public sealed record CopyOffer(IReadOnlyList<CopyPart> Parts, IReadOnlyList<AuthorityView> Authorities)
{
    /// <summary>For whoever cannot ask for a copy.</summary>
    public static CopyOffer None { get; } = new([], []);

    internal static async Task<CopyOffer> ReadAsync(Guid paper, IMediator mediator, CancellationToken cancellationToken)
    {
        // Without a sheet there is nothing to take parts of: paper from outside.
        var parts = await mediator.Send(new ListCopyParts(paper), cancellationToken);
        var authorities = await mediator.Send(new ListAuthorities(Take: 500), cancellationToken);
        return new CopyOffer(parts.IsRefused ? [] : parts.Value, authorities.IsRefused ? [] : authorities.Value.Items);
    }
}
