using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>What a request needs done before its transaction opens: slow or outside work (a timestamp, a rendering) that must not hold the database's only writer.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
internal interface IBeforehand<in TRequest>
{
    /// <summary>Does the work and keeps its result for the handler of the same scope. It must be harmless when the act is then refused.</summary>
    Task<Refusal?> PrepareAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>Third in the pipeline: after the person and the shape are known to be right, before the transaction.</summary>
internal sealed class BeforehandBehaviour<TRequest, TResponse>(IEnumerable<IBeforehand<TRequest>> works) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var work in works)
        {
            if (await work.PrepareAsync(request, cancellationToken) is { } refusal)
            {
                return TResponse.Refused(refusal);
            }
        }

        return await next();
    }
}
