using MediatR;

namespace Dispatch.Architecture.Tests.Offenders.Elsewhere;

internal sealed class AbroadHandler : IRequestHandler<Abroad, int>
{
    public Task<int> Handle(Abroad request, CancellationToken cancellationToken) => Task.FromResult(1);
}
