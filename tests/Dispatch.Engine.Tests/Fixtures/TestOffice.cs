using Dispatch.Engine.Directory;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Workflows.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Fixtures;

/// <summary>An installation a test: the whole engine over a fresh database with the small country in it, a clock that a test moves, and crash points it can arm.</summary>
internal sealed class TestOffice : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly string connectionString;
    private readonly ServiceProvider services;
    private bool isGuest;
    private Dictionary<string, Actor> people = [];
    private Dictionary<string, Id<Body>> bodies = [];

    private TestOffice(TestDatabase database, string connectionString, string folder)
    {
        (this.database, this.connectionString, Folder) = (database, connectionString, folder);
        services = Services(database.Provider, connectionString, Folder, Clock, Crash);
    }

    public TestClock Clock { get; } = new();

    public TestCrash Crash { get; } = new();

    public IServiceProvider Root => services;

    public string Folder { get; }

    /// <summary>Where its database is, under the role the program has there.</summary>
    public string ConnectionString => connectionString;

    public static Task<TestOffice> OpenAsync(DatabaseKind kind) => OpenAsync(TestDatabase.Of(kind), System.IO.Directory.CreateTempSubdirectory("dispatch-office-").FullName);

    /// <summary>The same installation with its files, and a database as it was before anything happened: somebody put a backup back.</summary>
    public Task<TestOffice> PutBackAsync() => OpenAsync(database, Folder);

    private static async Task<TestOffice> OpenAsync(TestDatabase server, string folder)
    {
        var office = new TestOffice(server, await server.CopyAsync(), folder);
        await office.LookAroundAsync();
        return office;
    }

    /// <summary>The same office on PostgreSQL, its server run by another role; whoever is given it disposes of it first.</summary>
    public async Task<TestOffice> RunByAsync(string role)
    {
        var password = await PlainRole.MakeAsync(Environment.GetEnvironmentVariable("DISPATCH_TEST_POSTGRES")!, role);
        var office = new TestOffice(database, new Npgsql.NpgsqlConnectionStringBuilder(connectionString) { Username = role, Password = password }.ConnectionString, System.IO.Directory.CreateTempSubdirectory("dispatch-office-").FullName) { isGuest = true };
        await office.LookAroundAsync();
        return office;
    }

    /// <summary>A person of the small country.</summary>
    public TestActor As(string userName) => new(services, people[userName]);

    /// <summary>The installation, acting for a body.</summary>
    public TestActor AsSystem(string bodyKey) => AsSystem(Body(bodyKey));

    /// <summary>The installation, acting for a body or for all of them.</summary>
    public TestActor AsSystem(Id<Body> body) => new(services, Actor.SystemFor(body));

    /// <summary>Anyone with any roles of a body; no row of theirs is in the database.</summary>
    public TestActor AsRole(Role roles, string bodyKey = "bng") => new(services, new Actor(Id<Person>.New(Clock.GetUtcNow()), "Ai đó", Body(bodyKey), null, roles));

    public TestActor AsNobody() => new(services, null);

    public Id<Body> Body(string key) => bodies[key];

    public Id<Person> Person(string userName) => people[userName].PersonId!.Value;

    /// <summary>Carries everything between the organisations that is due.</summary>
    public Task<int> DeliverAsync() => DeliverAsync(services);

    /// <summary>The same from another node.</summary>
    public static Task<int> DeliverAsync(IServiceProvider node) => node.GetRequiredService<OutboxCarrier>().DrainAsync(CancellationToken.None);

    /// <summary>Does what the clock owes by now.</summary>
    public Task<int> RingAsync() => services.GetRequiredService<DueRound>().RunAsync(CancellationToken.None);

    /// <summary>Another server over the same database and the same files.</summary>
    /// <param name="change">What it does otherwise.</param>
    public ServiceProvider SecondNode(Action<IServiceCollection>? change = null) => Services(database.Provider, connectionString, Folder, Clock, Crash, change);

    /// <summary>A receipt as a body's own system signs it.</summary>
    public async Task<SignedReceipt> ReceiptAsync(string body, ReceiptNews news)
    {
        var (keyId, _) = await SignAsync(body, string.Empty);
        return new SignedReceipt(news, keyId, (await SignAsync(body, news.Statement(keyId))).Signature);
    }

    /// <summary>Signs a text with the key a house gives receipts with.</summary>
    public async Task<(string KeyId, string Signature)> SignAsync(string body, string text)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var desk = scope.ServiceProvider.GetRequiredService<ReceiptDesk>();
        var key = await desk.OwnKeyAsync(Body(body), CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().SaveChangesAsync();
        return (key.KeyId, desk.Sign(key, text));
    }

    /// <summary>Another server over the same database and the same files, set otherwise.</summary>
    public ServiceProvider Node(Func<EngineSettings, EngineSettings> set) => Services(database.Provider, connectionString, Folder, Clock, Crash, set: set);

    /// <summary>A folder that goes with the office.</summary>
    public string NewFolder(string name) => System.IO.Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>How many files the installation keeps.</summary>
    public int Files => System.IO.Directory.EnumerateFiles(System.IO.Directory.CreateDirectory(Path.Combine(Folder, "files")).FullName, "*", SearchOption.AllDirectories).Count();

    /// <summary>Looks into the database, past every rule.</summary>
    public async Task<T> Look<T>(Func<DispatchDbContext, Task<T>> look)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await look(scope.ServiceProvider.GetRequiredService<DispatchDbContext>());
    }

    /// <summary>Everything the database holds, one line a table; two answers are equal when nothing at all changed between them.</summary>
    public Task<string> ContentsAsync() => Look(DatabaseContents.ReadAsync);

    /// <summary>Changes one bit of a kept file, as a failing disk does.</summary>
    public void Damage(string hash)
    {
        var path = System.IO.Directory.EnumerateFiles(Folder, hash, SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Takes a kept file away, as a disk that is not mounted does; gives what brings it back.</summary>
    public Action Lose(string hash)
    {
        var path = System.IO.Directory.EnumerateFiles(Folder, hash, SearchOption.AllDirectories).Single();
        File.Move(path, path + ".away");
        return () => File.Move(path + ".away", path);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!isGuest)
        {
            await database.GiveBackAsync(connectionString);
        }

        if (System.IO.Directory.Exists(Folder))
        {
            System.IO.Directory.Delete(Folder, recursive: true);
        }
    }

    internal static ServiceProvider Services(DatabaseProvider provider, string connectionString, string folder, TestClock clock, TestCrash crash, Action<IServiceCollection>? change = null, Func<EngineSettings, EngineSettings>? set = null)
    {
        var engine = new ServiceCollection();
        engine.AddLogging();
        engine.AddSingleton<TimeProvider>(clock);
        engine.AddSingleton<CrashPoints>(crash);
        var settings = new EngineSettings(provider, connectionString, folder, Path.Combine(TestContext.CurrentContext.TestDirectory, "workflows"));
        engine.AddDispatchEngine(set?.Invoke(settings) ?? settings);
        engine.AddSingleton(new PasswordRounds(1));
        change?.Invoke(engine);
        return engine.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Brings the directory and the people in, as an installation does.</summary>
    internal static async Task SettleAsync(IServiceProvider services)
    {
        var installation = new TestActor(services, Actor.SystemFor(Installation.Id));
        await installation.Do(new ImportDirectory(TestDirectory.Bodies, TestDirectory.Groups, TestDirectory.Members));
        var directory = await BodiesAsync(services);
        foreach (var person in TestDirectory.People)
        {
            var added = await installation.Do(new AddPerson(
                directory[person.BodyKey], person.UnitKey is { } unit ? directory[unit] : null, person.Name, person.Title, person.Roles, person.UserName, "mật khẩu của " + person.UserName));
            foreach (var capacity in person.Roles.HasFlag(Role.Signer) ? TestDirectory.Capacities : [])
            {
                await installation.Do(new GrantAuthority(added.Id, capacity, Kinds: null, new DateOnly(2020, 1, 1), To: null, "Quy chế làm việc"));
            }
        }
    }

    private static async Task<Dictionary<string, Id<Body>>> BodiesAsync(IServiceProvider services)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<Body>().ToDictionaryAsync(body => body.Key, body => body.Id, StringComparer.Ordinal);
    }

    private async Task LookAroundAsync()
    {
        bodies = await BodiesAsync(services);
        people = await Look(db => db.Set<Person>().AsNoTracking().ToDictionaryAsync(
            person => person.UserName, person => new Actor(person.Id, person.FullName, person.OrganisationId, person.UnitId, person.Roles), StringComparer.Ordinal));
    }
}
