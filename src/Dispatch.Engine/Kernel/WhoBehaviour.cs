using Dispatch.Engine.Directory;
using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// First in the pipeline: may this person send this request at all, and has their session shown what it asks? The access table answers; a request it does not list is refused,
/// and a refusal that is no oversight of a page goes into the organisation's audit log.
/// </summary>
internal sealed class WhoBehaviour<TRequest, TResponse>(ActContext context, AccessWatch watch) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    private static readonly bool IsAct = typeof(TRequest).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAct<>));

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (AccessTable.Refuse(typeof(TRequest), context.Actor) is { } refusal)
        {
            await watch.RefusedAsync(typeof(TRequest), refusal, cancellationToken);
            return TResponse.Refused(refusal);
        }

        return Unproven() is { } unproven ? TResponse.Refused(unproven) : await next();
    }

    /// <summary>The system has no session; a person without one has shown nothing.</summary>
    private Refusal? Unproven() => AccessTable.Of(typeof(TRequest)) is { IsOpen: false } line && context.Actor is { PersonId: not null }
        ? context.Session is { } session ? session.Refuse(line, IsAct) : line.Proof.HasFlag(AccessProof.Fresh) ? Directory.Accounts.AccountRefusals.ProveAgain : null
        : null;
}
