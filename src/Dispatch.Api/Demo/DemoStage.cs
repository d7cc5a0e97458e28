using Dispatch.Api.Signing;
using Dispatch.Engine;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Signing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Api.Demo;

/// <summary>Lets the people of the demonstration act through the same requests as anybody. Every act has a key, so that a play that was cut off goes on where it stopped.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly DemoClock clock = new();
    private readonly ServiceProvider services;
    private readonly Dictionary<string, Actor> cast = new(StringComparer.Ordinal);
    private readonly HashSet<Id<Body>> houses = [];
    private int acts;

    private readonly EngineSettings settings;
    private readonly KeyCabinet cabinet;

    public DemoStage(EngineSettings settings, Uri server, CrashPoints crash)
    {
        this.settings = settings;
        DemoKeys.Prepare(settings.DataFolder, server);
        cabinet = new KeyCabinet(settings.DataFolder, new SigningSettings(SignatureLevel.LongTerm, TimestampUrl: null, TimestampPolicy: null, DemoPeople.Password) { Address = server }, clock);
        var engine = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton<ISigningServices>(cabinet).AddSingleton(crash).AddDispatchEngine(settings);
        services = engine.BuildServiceProvider();
        services.GetRequiredService<DemoMark>().IsOn = true;
    }

    public DemoClock Clock => clock;

    /// <summary>One act of a person, which must be lawful: the play knows its lines.</summary>
    /// <exception cref="DemoStoppedException">The act was refused.</exception>
    public Task<T> PlayAsync<T>(DemoPerson person, IRequest<Outcome<T>> request, CancellationToken cancellationToken) =>
        SendAsync(cast[person.UserName], request, cancellationToken);

    /// <summary>Signs with the person's key, which the demonstration keeps.</summary>
    public Task<DispatchView> SignAsync(DemoPerson person, Id<OfficialDispatch> dispatch, CancellationToken cancellationToken) =>
        WithKeyAsync(person, (signing, caller) => signing.SignAsync(caller, dispatch, cancellationToken));

    /// <summary>Signs with the organisation's key.</summary>
    public Task<DispatchView> SealAsync(DemoPerson clerk, Id<OfficialDispatch> dispatch, CancellationToken cancellationToken) =>
        WithKeyAsync(clerk, (signing, caller) => signing.SealAsync(caller, dispatch, cancellationToken));

    /// <summary>Signs the file of a copy with the organisation's key.</summary>
    public Task<CopyView> SealCopyAsync(DemoPerson clerk, Id<CertifiedCopy> copy, CancellationToken cancellationToken) =>
        WithKeyAsync(clerk, (signing, caller) => signing.SealCopyAsync(caller, copy, cancellationToken));

    private async Task<T> WithKeyAsync<T>(DemoPerson person, Func<HeldKeySigning, ActContext, Task<Outcome<T>>> sign)
    {
        clock.Pass();
        var caller = new ActContext { Actor = cast[person.UserName], Session = SessionFacts.AtTheMachine, IdempotencyKey = FormattableString.Invariant($"demo-{++acts:000}") };
        return Done(await sign(services.GetRequiredService<HeldKeySigning>(), caller));
    }

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
        var body = (await PlayAsSystemAsync(organisation, new FindBodies(Key: person.Body), cancellationToken)).Items[0];
        DemoKeys.Issue(cabinet.Development!, settings.DataFolder, organisation, body.Name);
        if (houses.Add(organisation))
        {
            await PlayAsSystemAsync(organisation, new RecordSealCertificate(cabinet.KeyOf(organisation)!.Certificate.RawData, AppliedBy: null, "Biên bản bàn giao chứng thư của cơ quan (trình diễn)"), cancellationToken);
        }

        if (person.Capacities.Count > 0)
        {
            DemoKeys.Issue(cabinet.Development!, settings.DataFolder, added.Id, person.FullName, person.Title, body.Name);
        }

        foreach (var capacity in person.Capacities)
        {
            await PlayAsSystemAsync(organisation, new GrantAuthority(added.Id, capacity, Kinds: null, new DateOnly(2024, 1, 1), To: null, "Quy chế làm việc của cơ quan"), cancellationToken);
        }

        cast[person.UserName] = new Actor(added.Id, person.FullName, organisation, unit, person.Roles);
    }

    /// <summary>Who plays a person.</summary>
    public Actor Who(DemoPerson person) => cast[person.UserName];

    /// <summary>Goes past an act that was done before the play was cut off, so that those after it keep their keys.</summary>
    public void PassOver()
    {
        clock.Pass();
        acts++;
    }

    /// <summary>Why the play cannot go on here.</summary>
    public DemoStoppedException Stopped(string why) => new(settings.DataFolder, why);

    /// <summary>Everything under way arrives and is verified, and every receipt comes back.</summary>
    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        var carrier = services.GetRequiredService<OutboxCarrier>();
        while (await IsUnderWayAsync(cancellationToken))
        {
            // A play that was cut off while it carried holds the messages still; its claim ends by this clock, which only the play moves.
            clock.Pass();
            await carrier.DrainAsync(cancellationToken);
        }

        await services.GetRequiredService<VerificationRound>().RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        cabinet.Dispose();
    }

    private async Task<bool> IsUnderWayAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<OutboxMessage>().AnyAsync(message => message.State == OutboxState.Pending, cancellationToken);
    }

    private T Done<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? throw Stopped($"{refusal.Code}: {refusal.Message}") : outcome.Value;

    private async Task<T> SendAsync<T>(Actor actor, IRequest<Outcome<T>> request, CancellationToken cancellationToken)
    {
        clock.Pass();
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        (context.Actor, context.Session) = (actor, SessionFacts.AtTheMachine);
        context.IdempotencyKey = request is IAct<T> ? FormattableString.Invariant($"demo-{++acts:000}") : null;
        return Done(await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken));
    }
}
