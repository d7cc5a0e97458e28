using Dispatch.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Api.Tests.Http;

/// <summary>How a server leaves: it says so first, and goes on answering until whoever sends people here has heard it.</summary>
public sealed class DrainTests
{
    private readonly ApplicationLifetime lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Test]
    public async Task A_server_that_is_told_to_stop_says_so_and_still_answers_but_keeps_no_connection()
    {
        var drain = Drain(seconds: "5");
        Assert.That(await AskAsync(drain, "/health/ready"), Is.EqualTo((200, "", "the server's own answer")));

        lifetime.StopApplication();

        Assert.That(await AskAsync(drain, "/health/ready"), Is.EqualTo((503, "close", "Unhealthy\nserver: stopping")));
        Assert.That(await AskAsync(drain, "/api/dispatches"), Is.EqualTo((200, "close", "the server's own answer")));
    }

    [Test]
    public async Task It_shuts_the_door_when_its_time_is_over_and_not_before()
    {
        using var hurry = new CancellationTokenSource();
        var leaving = Drain(seconds: "20").StoppingAsync(hurry.Token);

        Assert.That((leaving.IsCompleted, Drain(seconds: "0").StoppingAsync(hurry.Token).IsCompleted), Is.EqualTo((false, true)));
        await hurry.CancelAsync();
        Assert.That(async () => await leaving, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(null, null, 0)]
    [TestCase("10.0.0.5", null, 5)]
    [TestCase("10.0.0.5", "0", 0)]
    [TestCase(null, "12", 12)]
    public void Behind_a_proxy_it_leaves_slowly_unless_the_office_says_otherwise(string? proxy, string? drain, int seconds) =>
        Assert.That(Settings(("Proxies", proxy), ("PublicUrl", proxy is null ? null : "https://congvan.example.vn"), ("Drain", drain)).Drain, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    private Drain Drain(string seconds) => new(lifetime, Settings(("Drain", seconds)), TimeProvider.System);

    private static ServerSettings Settings(params (string Name, string? Value)[] given)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("dispatch-drain-").FullName;
        try
        {
            return ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(given.Append(("DataFolder", folder)).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal)).Build()).Value;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Status, string Connection, string Text)> AskAsync(Drain drain, string path)
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext();
        (http.Request.Path, http.Response.Body) = (path, body);
        await drain.TellAsync(http, answered => answered.Response.WriteAsync("the server's own answer"));
        return (http.Response.StatusCode, http.Response.Headers.Connection.ToString(), System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
