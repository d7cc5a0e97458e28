using Dispatch.Api.Demo;
using Dispatch.Engine.Directory;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Pages;

/// <summary>The program with its demonstration, listening on a port of this machine so that a browser can visit it.</summary>
internal sealed class PageHouse : IAsyncDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("dispatch-pages-").FullName;
    private readonly WebApplicationFactory<Program> root = new();
    private readonly WebApplicationFactory<Program> factory;

    private PageHouse()
    {
        factory = root.WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("DataFolder", folder);
            // A free port: somebody's own server, or another run of the tests, may have the usual one.
            host.UseSetting("Urls", "http://127.0.0.1:0");
            host.UseSetting("Database:Provider", "Sqlite");
            host.ConfigureTestServices(services => services.AddSingleton(new PasswordRounds(1_000)));
        });
        factory.UseKestrel(0);
    }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => factory.Services;

    public string Folder => folder;

    public static PageHouse Open()
    {
        var house = new PageHouse();
        house.factory.StartServer();
        house.Address = house.factory.ClientOptions.BaseAddress;
        return house;
    }

    /// <summary>A visitor without a browser: keeps cookies, follows nothing.</summary>
    public PageVisitor Visitor() => new(Address);

    /// <summary>A visitor who has signed in.</summary>
    public async Task<PageVisitor> SignInAsync(DemoPerson person)
    {
        var visitor = Visitor();
        var answer = await visitor.PostAsync("/sign-in", "/sign-in", ("userName", person.UserName), ("password", DemoPeople.Password));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/"), await answer.Content.ReadAsStringAsync());
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await root.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
