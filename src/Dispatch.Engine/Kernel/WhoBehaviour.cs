using Dispatch.Engine.Directory;
using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>First in the pipeline: may this person send this request at all? The access table answers; a request it does not list is refused.</summary>
internal sealed class WhoBehaviour<TRequest, TResponse>(ActContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        AccessTable.Refuse(typeof(TRequest), context.Actor) is { } refusal ? Task.FromResult(TResponse.Refused(refusal)) : next();
}
