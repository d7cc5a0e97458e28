using Dispatch.Api.Distributing;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Fixtures;

/// <summary>A running installation of its own: the program as it is, on a database and a data folder that go away with it.</summary>
internal sealed class ApiHouse : IAsyncDisposable
{
    public const string Password = "mat-khau-thu-nghiem";

    private readonly string folder;
    private readonly bool isGuest;
    private readonly WebApplicationFactory<Program> factory;
    private readonly Dictionary<string, ApiClient> signedIn = new(StringComparer.Ordinal);

    private ApiHouse(string environment, Action<IServiceCollection>? change, IReadOnlyDictionary<string, string>? settings = null, string? beside = null)
    {
        isGuest = beside is not null;
        folder = beside ?? System.IO.Directory.CreateTempSubdirectory("dispatch-api-").FullName;
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment(environment);
            host.UseSetting("DataFolder", folder);
            host.UseSetting("Database:Provider", "Sqlite");
            host.UseSetting("Accounts:SecondFactor", "Offered");
            foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
            {
                host.UseSetting(name, value);
            }

            host.ConfigureTestServices(services =>
            {
                services.AddSingleton(new PasswordRounds(1_000));
                change?.Invoke(services);
            });
        });
    }

    public IServiceProvider Services => factory.Services;

    public string Folder => folder;

    /// <summary>A ministry (bo) and a province (tinh) with people: <c>drafter.bo</c>, <c>clerk.tinh</c> and so on.</summary>
    public static async Task<ApiHouse> OpenAsync(Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var house = new ApiHouse("Testing", change, settings);
        await house.SendAsync(Installation.Id, new ImportDirectory(SmallDirectory.Bodies, SmallDirectory.Groups, SmallDirectory.Members));
        await house.SettleAsync("bo", "bo-vcs", "bo-vp");
        await house.SettleAsync("tinh", "tinh-vp", "tinh-vp");
        await house.SettleAsync("so", null, null);
        return house;
    }

    /// <summary>Another server over the same database and the same data folder.</summary>
    public static ApiHouse Beside(ApiHouse first, Action<IServiceCollection>? change, IReadOnlyDictionary<string, string> settings) => new("Testing", change, settings, first.folder);

    /// <summary>The program as a newcomer starts it: in Development, with its demonstration.</summary>
    public static ApiHouse OpenDemo() => new("Development", change: null);

    /// <summary>A house in which nothing happens by itself.</summary>
    public static void WithoutOutbox(IServiceCollection services)
    {
        foreach (var carrying in new[] { typeof(OutboxService), typeof(ExchangeService), typeof(MailService) })
        {
            services.Remove(services.Single(service => service.ImplementationType == carrying));
        }
    }

    /// <summary>A caller whom nobody knows.</summary>
    public ApiClient Stranger() => new(factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    /// <summary>A browser without script: keeps cookies, follows nothing.</summary>
    public HttpClient Browser() => factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A browser whose owner has signed in.</summary>
    public async Task<HttpClient> BrowseAsync(string userName)
    {
        var browser = Browser();
        var answer = await new PageVisitor(browser).PostAsync("/sign-in", "/sign-in", ("userName", userName), ("password", Password));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/"));
        return browser;
    }

    /// <summary>A caller who has signed in, once for all of a house's tests.</summary>
    public async Task<ApiClient> SignInAsync(string userName)
    {
        if (!signedIn.TryGetValue(userName, out var client))
        {
            client = Stranger();
            await client.SignInAsync(userName, Password);
            signedIn[userName] = client;
        }

        return client;
    }

    /// <summary>The id of a body, by its key.</summary>
    public async Task<Id<Body>> BodyAsync(string key) => (await SendAsync(Installation.Id, new FindBodies(Key: key))).Items[0].Id;

    /// <summary>A request of the installation itself.</summary>
    public async Task<T> SendAsync<T>(Id<Body> organisation, IRequest<Outcome<T>> request)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActContext>().Actor = Actor.SystemFor(organisation);
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (!isGuest)
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private async Task SettleAsync(string organisationKey, string? drafting, string? office)
    {
        var organisation = await BodyAsync(organisationKey);
        Id<Body>? unit = drafting is null ? null : await BodyAsync(drafting);
        Id<Body>? secretariat = office is null ? null : await BodyAsync(office);
        foreach (var (name, role, at) in new[]
        {
            ("drafter", Role.Drafter, unit), ("head", Role.UnitHead, unit), ("clerk", Role.Clerk, secretariat),
            ("signer", Role.Signer, null), ("auditor", Role.Auditor, null), ("admin", Role.Administrator, null),
        })
        {
            var added = await SendAsync(organisation, new AddPerson(organisation, at, "Người " + name, role.ToString(), role, $"{name}.{organisationKey}", Password));
            string[][] capacities = role is Role.Signer ? [["BỘ TRƯỞNG"], ["CHÁNH VĂN PHÒNG"], ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], ["TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG"]] : [];
            foreach (var capacity in capacities)
            {
                await SendAsync(organisation, new GrantAuthority(added.Id, capacity, Kinds: null, new DateOnly(2020, 1, 1), To: null, "Quy chế làm việc"));
            }
        }
    }
}
