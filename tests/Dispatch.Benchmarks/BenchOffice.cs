using System.Data.Common;
using System.Reflection;
using Dispatch.Engine;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Signing;
using Dispatch.Engine.Tracing;
using Dispatch.Engine.Workflows.Deadlines;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks;

/// <summary>A ministry and 63 provinces on a real database, acting through the real requests.</summary>
internal sealed class BenchOffice : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Dictionary<string, Actor> people = new(StringComparer.Ordinal);

    private BenchOffice(ServiceProvider services) => this.services = services;

    public static async Task<BenchOffice> OpenAsync(EngineSettings settings, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // the composition root of this program is the place where the machine's clock comes in
        var office = new BenchOffice(new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddDispatchEngine(settings).BuildServiceProvider());
#pragma warning restore RS0030
        await DatabaseStart.PrepareAsync(office.services, cancellationToken);
        await office.SendAsync(Actor.SystemFor(Installation.Id), new ImportDirectory(Read("bodies.csv"), Read("groups.csv"), Read("members.csv")), cancellationToken);
        foreach (var (name, body, unit, roles) in new (string, string, string?, Role)[]
        {
            ("drafter", "bng", "bng-tccb", Role.Drafter), ("head", "bng", "bng-tccb", Role.UnitHead), ("clerk", "bng", null, Role.Clerk), ("signer", "bng", null, Role.Signer),
            ("auditor", "bng", null, Role.Auditor), ("receiver", "ubnd-dien-bien", null, Role.Clerk),
        })
        {
            await office.AddAsync(name, body, unit, roles, cancellationToken);
        }

        return office;
    }

    public Id<Person> Person(string name) => people[name].PersonId!.Value;

    public Id<Body> Organisation(string name) => people[name].OrganisationId;

    public Task<T> AsAsync<T>(string name, IRequest<Outcome<T>> request, CancellationToken cancellationToken) => SendAsync(people[name], request, cancellationToken);

    public Task<int> DeliverAsync(CancellationToken cancellationToken) => services.GetRequiredService<OutboxCarrier>().DrainAsync(cancellationToken);

    public Task<int> RingAsync(CancellationToken cancellationToken) => services.GetRequiredService<DueRound>().RunAsync(cancellationToken);

    public Task<int> IndexAsync(CancellationToken cancellationToken) => services.GetRequiredService<IndexRound>().RunAsync(cancellationToken);

    public async Task<T> WithDatabaseAsync<T>(Func<DispatchDbContext, Task<T>> use)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(Installation.Id);
        return await use(scope.ServiceProvider.GetRequiredService<DispatchDbContext>());
    }

    /// <summary>The named peer of every ratio: one row changed and committed on the same database, durably, by plain ADO.NET over a connection that stays open.</summary>
    public async Task<BareCommit> BareCommitAsync(CancellationToken cancellationToken)
    {
        var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS bare_commits (id integer PRIMARY KEY, n integer NOT NULL)", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO bare_commits VALUES (1, 0) ON CONFLICT DO NOTHING", cancellationToken);
        if (db.Database.IsSqlite())
        {
            // Rows that leave no room for another one on their page.
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS bare_pages (id integer PRIMARY KEY, n integer NOT NULL, filler blob NOT NULL)", cancellationToken);
            await db.Database.ExecuteSqlRawAsync("WITH RECURSIVE r(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM r WHERE i < 200) INSERT INTO bare_pages SELECT i, 0, zeroblob(3000) FROM r WHERE true ON CONFLICT DO NOTHING", cancellationToken);
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        return new BareCommit(scope, db.Database.GetDbConnection(), db.Database.IsSqlite());
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.Load("dispatch").GetManifestResourceStream("Demo/" + name)!);
        return reader.ReadToEnd();
    }

    private async Task AddAsync(string name, string body, string? unit, Role roles, CancellationToken cancellationToken)
    {
        var organisation = await BodyAsync(body, cancellationToken);
        Id<Body>? unitId = unit is null ? null : await BodyAsync(unit, cancellationToken);
        var added = await SendAsync(Actor.SystemFor(organisation), new AddPerson(organisation, unitId, name, name, roles, "bench." + name, "a password of a benchmark"), cancellationToken);
        if (roles.HasFlag(Role.Signer))
        {
            await SendAsync(Actor.SystemFor(organisation), new GrantAuthority(added.Id, ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], Kinds: null, new DateOnly(2020, 1, 1), To: null, "Quy chế làm việc"), cancellationToken);
        }

        people[name] = new Actor(added.Id, name, organisation, unitId, roles);
    }

    private async Task<Id<Body>> BodyAsync(string key, CancellationToken cancellationToken) =>
        (await SendAsync(Actor.SystemFor(Installation.Id), new FindBodies(Key: key), cancellationToken)).Items[0].Id;

    /// <summary>Adds to the directory.</summary>
    public Task DirectAsync(string bodies, string groups, string members, CancellationToken cancellationToken) => SendAsync(Actor.SystemFor(Installation.Id), new ImportDirectory(bodies, groups, members), cancellationToken);

    public async Task<T> SendAsync<T>(Actor actor, IRequest<Outcome<T>> request, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ActContext>();
        (context.Actor, context.Session) = (actor, SessionFacts.AtTheMachine);
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken)).Value;
    }
}

/// <summary>Commits one changed row. On SQLite it borrows the connection the acts use, as every act does: commits of a second one would make that forget its pages each time, which happens in no office.</summary>
internal sealed class BareCommit(AsyncServiceScope scope, DbConnection connection, bool isBorrowed) : IAsyncDisposable
{
    /// <summary>The peer itself.</summary>
    public Task OnceAsync(CancellationToken cancellationToken) => OnceAsync("UPDATE bare_commits SET n = n + 1 WHERE id = 1", pages: null, cancellationToken);

    /// <summary>What the pages of an act cost by themselves, on SQLite: so many changed by one sentence, and committed. No act that writes as many can be quicker.</summary>
    public Task PagesAsync(int pages, CancellationToken cancellationToken) => OnceAsync("UPDATE bare_pages SET n = n + 1 WHERE id <= @pages", pages, cancellationToken);

    private async Task OnceAsync(string sentence, int? pages, CancellationToken cancellationToken)
    {
        if (isBorrowed && connection.State is System.Data.ConnectionState.Closed)
        {
            await connection.OpenAsync(cancellationToken);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sentence;
        if (pages is { } most)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@pages", most);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (isBorrowed)
        {
            await command.DisposeAsync();
            await connection.CloseAsync();
        }
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
