using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>Second in the pipeline: is the request well formed, and are its words such that this system may keep them?</summary>
internal sealed class ShapeBehaviour<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var refusal = (request as ICarriesText)?.Texts().Select(TextGuard.Flaw).FirstOrDefault(flaw => flaw is not null) ?? (request as IShaped)?.Flaw();
        return refusal is null ? next() : Task.FromResult(TResponse.Refused(refusal));
    }
}
