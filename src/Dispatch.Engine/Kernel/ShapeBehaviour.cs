using System.Reflection;
using MediatR;

namespace Dispatch.Engine.Kernel;

/// <summary>Second in the pipeline: is the request well formed, and are its words such that this system may keep them?</summary>
internal sealed class ShapeBehaviour<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    // PostgreSQL cannot even be asked about a text with this letter in it, wherever it stands.
    private const char Nul = '\0';

    private static readonly Func<TRequest, string?>[] Strings =
        [.. typeof(TRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string)).Select(property => property.GetMethod!.CreateDelegate<Func<TRequest, string?>>())];

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var refusal = Unaskable(request) ?? (request as ICarriesText)?.Texts().Select(TextGuard.Flaw).FirstOrDefault(flaw => flaw is not null) ?? (request as IShaped)?.Flaw();
        return refusal is null ? next() : Task.FromResult(TResponse.Refused(refusal));
    }

    private static Refusal? Unaskable(TRequest request) => Array.Exists(Strings, read => read(request)?.Contains(Nul, StringComparison.Ordinal) == true) ? KernelRefusals.ForbiddenCharacter(Nul) : null;
}
