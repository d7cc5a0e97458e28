using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>Somebody of the small country who comes through the door like anybody.</summary>
internal sealed class AnAccount(TestOffice office, string userName)
{
    public static readonly Door ByProgram = new(SessionKind.Api, "192.0.2.7", "thử nghiệm");

    public static readonly Door ByBrowser = ByProgram with { Kind = SessionKind.Browser };

    public string Password => "mật khẩu của " + userName;

    /// <summary>Signs in by name and password.</summary>
    public async Task<BegunSession> InAsync(string? password = null) => (await office.AsNobody().Do(new SignIn(userName, password ?? Password, null, ByProgram))).Begun!;

    /// <summary>What the person does under a session, as the door recognises it now.</summary>
    public async Task<TestActor> UnderAsync(BegunSession session, IServiceProvider? node = null)
    {
        var recognised = await new TestActor(node ?? office.Root, null).Do(new RecogniseSession(session.Id));
        return new TestActor(node ?? office.Root, recognised.Actor, recognised.Session);
    }

    /// <summary>Adds a second factor and gives the recovery codes.</summary>
    public async Task<IReadOnlyList<string>> AddFactorAsync()
    {
        var me = await UnderAsync(await InAsync());
        await me.Do(new BeginSecondFactor());
        var codes = await me.Do(new ConfirmSecondFactor(await CodeAsync()));
        office.Clock.Advance(TimeSpan.FromSeconds(Totp.Step));
        return codes.Codes;
    }

    /// <summary>The code the person's telephone shows now.</summary>
    public async Task<string> CodeAsync()
    {
        await using var scope = office.Root.CreateAsyncScope();
        var key = scope.ServiceProvider.GetRequiredService<AccountKeeper>().KeyOf(await RowAsync())!;
        return Totp.Code(key, office.Clock.GetUtcNow().ToUnixTimeSeconds() / Totp.Step);
    }

    public Task<Person> RowAsync() => office.Look(db => db.Set<Person>().AsNoTracking().SingleAsync(person => person.UserName == userName));

    /// <summary>Every word noted in a log.</summary>
    public Task<List<string>> NotedAsync(Id<Body>? log = null)
    {
        var organisation = log ?? office.As(userName).Actor.OrganisationId;
        return office.Look(db => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == organisation).OrderBy(leaf => leaf.Index).Select(leaf => leaf.Act).ToListAsync());
    }

    /// <summary>Another server over the same database that hashes otherwise.</summary>
    public ServiceProvider NodeWith(PasswordRounds rounds) => office.SecondNode(services => services.AddSingleton(rounds));

    /// <summary>Another server over the same database that holds other rules.</summary>
    public ServiceProvider NodeWith(AccountRules rules) => office.SecondNode(services => services.AddSingleton(rules));
}
