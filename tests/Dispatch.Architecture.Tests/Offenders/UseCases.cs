using MediatR;

namespace Dispatch.Architecture.Tests.Offenders;

internal sealed record Sound : IRequest<int>;

internal sealed class SoundHandler : IRequestHandler<Sound, int>
{
    public Task<int> Handle(Sound request, CancellationToken cancellationToken) => Task.FromResult(1);
}

internal sealed record Orphan : IRequest<int>;

internal sealed record Twice : IRequest<int>;

internal sealed class TwiceHandler(IMediator mediator) : IRequestHandler<Twice, int>
{
    public Task<int> Handle(Twice request, CancellationToken cancellationToken) => mediator.Send(new Sound(), cancellationToken);
}

internal sealed class TwiceAgainHandler : IRequestHandler<Twice, int>
{
    public Task<int> Handle(Twice request, CancellationToken cancellationToken) => Task.FromResult(2);
}

internal sealed record Abroad : IRequest<int>;
