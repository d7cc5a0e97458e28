using System.Net;
using Dispatch.Api.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Http;

/// <summary>A proxy ends TLS before the server: the one the office named is believed, and nobody else.</summary>
public sealed class BehindProxyTests
{
    private static readonly Dictionary<string, string> Behind = new(StringComparer.Ordinal) { ["Proxies"] = "10.0.0.5; 10.1.0.0/16", ["PublicUrl"] = "https://congvan.example.vn" };

    private ApiHouse house = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => house = await ApiHouse.OpenAsync(services => services.AddSingleton<IStartupFilter, Peer>(), Behind);

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [TestCase("10.0.0.5", true)]
    [TestCase("10.1.7.7", true)]
    [TestCase("10.0.0.6", false)]
    [TestCase("203.0.113.9", false)]
    public async Task What_a_proxy_says_is_believed_of_named_proxies_only(string peer, bool isBelieved)
    {
        var answer = await AskAsync("/sign-in", peer, "198.51.100.7", "https");

        Assert.That(answer.Response.Headers.Contains("Strict-Transport-Security"), Is.EqualTo(isBelieved));
    }

    [Test]
    public async Task Behind_it_every_cookie_is_of_this_host_and_https_only()
    {
        var answer = await AskAsync("/sign-in", "10.0.0.5", "198.51.100.7", "https");

        Assert.That(answer.Response.Headers.GetValues("Set-Cookie"), Is.All.StartsWith("__Host-").And.All.Contain("; secure"));
    }

    [TestCase("10.0.0.5", "198.51.100.7", "198.51.100.7")]
    [TestCase("10.0.0.5", "198.51.100.7, 10.1.2.3", "198.51.100.7", TestName = "Two_named_proxies_in_a_row")]
    [TestCase("10.0.0.5", "1.2.3.4, 198.51.100.7", "198.51.100.7", TestName = "What_the_caller_wrote_there_itself_is_not_believed")]
    [TestCase("203.0.113.9", "198.51.100.7", "203.0.113.9", TestName = "Nobody_hides_behind_a_header")]
    public async Task Tries_are_counted_for_the_caller_and_not_for_the_proxy(string peer, string forwarded, string counted)
    {
        var client = house.Stranger();
        await client.SendAsync(Ask(HttpMethod.Post, "/api/login", peer, forwarded, "https", """{"userName":"auditor.so","password":"mat-khau-thu-nghiem"}"""));
        var signedIn = await client.SendAsync(Ask(HttpMethod.Post, "/api/login", peer, forwarded, "https", """{"userName":"auditor.so","password":"mat-khau-thu-nghiem"}"""));
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", (string?)signedIn.Json["accessToken"]);

        var sessions = await client.GetAsync("/api/account/sessions");

        Assert.That((string?)sessions.Json["items"]![0]!["address"], Is.EqualTo(counted), sessions.Text);
    }

    private Task<ApiAnswer> AskAsync(string path, string peer, string forwarded, string scheme) => house.Stranger().SendAsync(Ask(HttpMethod.Get, path, peer, forwarded, scheme, null));

    private static HttpRequestMessage Ask(HttpMethod method, string path, string peer, string forwarded, string scheme, string? body)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add(Peer.Header, peer);
        return request;
    }

    /// <summary>The test server has no network: who is at the other end is said by the test.</summary>
    private sealed class Peer : IStartupFilter
    {
        public const string Header = "X-Test-Peer";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Header], out var peer) ? peer : IPAddress.Loopback;
                return go(http);
            });
            next(app);
        };
    }
}
