using Dispatch.Engine.Directory;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Kernel;

/// <summary>Scopes of work nobody asked for: the outbox, clocks, rounds, the start.</summary>
public static class SystemScope
{
    /// <summary>A scope in which the installation acts, for no organisation in particular.</summary>
    public static AsyncServiceScope OpenAsInstallation(this IServiceScopeFactory scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(Installation.Id);
        return scope;
    }
}
