using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;

namespace Dispatch.Api.Demo;

/// <summary>Lets the people of the demonstration act through the same requests as anybody. Every act has a key, so that a play that was cut off goes on where it stopped.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly DemoClock clock = new();
    private readonly ServiceProvider services;
    private readonly Dictionary<string, Actor> cast = new(StringComparer.Ordinal);
    private int acts;

    public DemoStage(EngineSettings settings)
    {
        var engine = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddDispatchEngine(settings);
        services = engine.BuildServiceProvider();
        services.GetRequiredService<DemoMark>().IsOn = true;
    }

    public DemoClock Clock => clock;

    /// <summary>One act of a person, which must be lawful: the play knows its lines.</summary>
    /// <exception cref="InvalidOperationException">The act was refused; the message names the code.</exception>
    public Task<T> PlayAsync<T>(DemoPerson person, IRequest<Outcome<T>> request, CancellationToken cancellationToken) =>
        SendAsync(cast[person.UserName], request, cancellationToken);

    /// <summary>One act of the installation itself, before there are people.</summary>
    public Task<T> PlayAsSystemAsync<T>(Id<Body> organisation, IRequest<Outcome<T>> request, CancellationToken cancellationToken) =>
        SendAsync(Actor.SystemFor(organisation), request, cancellationToken);

    /// <summary>Puts a person on the stage, with an account.</summary>
    public async Task CastAsync(DemoPerson person, Func<string, Id<Body>> bodyOf, CancellationToken cancellationToken)
    {
        var organisation = bodyOf(person.Body);
        Id<Body>? unit = person.Unit is { } key ? bodyOf(key) : null;
        var added = await PlayAsSystemAsync(
            organisation, new AddPerson(organisation, unit, person.FullName, person.Title, person.Roles, person.UserName, DemoPeople.Password), cancellationToken);
        foreach (var capacity in person.Capacities)
        {
            await PlayAsSystemAsync(organisation, new GrantAuthority(added.Id, capacity, Kinds: null, new DateOnly(2024, 1, 1), To: null, "Quy chế làm việc của cơ quan"), cancellationToken);
        }

        cast[person.UserName] = new Actor(added.Id, person.FullName, organisation, unit, person.Roles);
    }

    /// <summary>Who plays a person.</summary>
    public Actor Who(DemoPerson person) => cast[person.UserName];

    /// <summary>Everything under way arrives, and every receipt comes back.</summary>
    public Task DeliverAsync(CancellationToken cancellationToken) => services.GetRequiredService<OutboxCarrier>().DrainAsync(cancellationToken);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<T> SendAsync<T>(Actor actor, IRequest<Outcome<T>> request, CancellationToken cancellationToken)
    {
        clock.Pass();
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        context.Actor = actor;
        context.IdempotencyKey = request is IAct<T> ? FormattableString.Invariant($"demo-{++acts:000}") : null;
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken)).Value;
    }
}
