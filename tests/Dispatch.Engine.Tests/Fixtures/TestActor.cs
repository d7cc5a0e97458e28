using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Somebody at the door of the engine: every request in a scope of its own, as over HTTP.</summary>
internal sealed class TestActor(IServiceProvider services, Actor? actor, SessionFacts? session = null)
{
    public Actor Actor => actor ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Sends a request that must not be refused, and gives its value.</summary>
    public async Task<T> Do<T>(IRequest<Outcome<T>> request, string? key = null, int? version = null) => (await Try(request, key, version)).Value;

    /// <summary>Sends a request and gives whatever comes of it.</summary>
    public async Task<Outcome<T>> Try<T>(IRequest<Outcome<T>> request, string? key = null, int? version = null)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        (context.Actor, context.Session, context.IdempotencyKey, context.ExpectedVersion) = (actor, session ?? SessionFacts.AtTheMachine, key, version);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Sends a request and gives the code of its refusal; null when it was done.</summary>
    public async Task<string?> RefusalOf<T>(IRequest<Outcome<T>> request, string? key = null, int? version = null) => (await Try(request, key, version)).Refusal?.Code;
}
