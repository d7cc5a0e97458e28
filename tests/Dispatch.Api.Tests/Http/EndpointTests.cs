using System.Net;
using Dispatch.Api.Tests.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Http;

/// <summary>The list of what is served, and that it is closed.</summary>
public sealed class EndpointTests : ApiFixture
{
    private static readonly string[] Open = ["POST /api/login", "POST /api/login/refresh", "POST /api/verify", " /health/live", " /health/ready", "GET /openapi/{documentName}.json"];

    /// <summary>The pages have their own doors.</summary>
    private static readonly string[] Roots = ["/api/", "/health/", "/openapi/"];

    [Test]
    public void Only_these_endpoints_are_open_to_strangers()
    {
        var open = Served().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names);

        Assert.That(open, Is.EquivalentTo(Open));
    }

    [Test]
    public async Task Every_other_endpoint_answers_a_stranger_with_401()
    {
        var stranger = House.Stranger();
        var closed = Served().SelectMany(endpoint => Names(endpoint)).Except(Open, StringComparer.Ordinal).ToList();
        var answers = new List<string>();
        foreach (var name in closed)
        {
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1]);
            var answer = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path.Replace("{id:guid}", "0193d1f0-0000-7000-8000-000000000001").Replace("{book}", "outgoing").Replace("{page:int}", "1")));
            if (answer is not { Status: HttpStatusCode.Unauthorized, Code: "access.sign-in" } && answer.Status != HttpStatusCode.UnsupportedMediaType)
            {
                answers.Add($"{name}: {answer.Status}");
            }
        }

        Assert.That(closed, Has.Count.GreaterThan(45));
        Assert.That(answers, Is.Empty);
    }

    [Test]
    public async Task A_stranger_who_sends_what_an_endpoint_takes_gets_401_too()
    {
        var answer = await House.Stranger().ActAsync("/api/dispatches", new { });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "access.sign-in")));
        Assert.That(answer.Response.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
    }

    [Test]
    public async Task The_server_says_that_it_lives_and_is_ready()
    {
        var stranger = House.Stranger();

        Assert.That((await stranger.GetAsync("/health/live")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await stranger.GetAsync("/health/ready")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Another_organisation_cannot_tell_a_paper_that_is_not_its_own_from_one_that_is_not_there()
    {
        var drafter = await House.SignInAsync("drafter.bo");
        var id = (await drafter.DoAsync("/api/dispatches", await House.DraftAsync())).Id;
        var other = await House.SignInAsync("clerk.tinh");
        foreach (var path in new[] { "/api/dispatches/{0}", "/api/dispatches/{0}/trace", "/api/dispatches/{0}/file", "/api/dispatches/{0}/recipients" })
        {
            var foreign = await other.GetAsync(string.Format(path, id));
            var absent = await other.GetAsync(string.Format(path, "0193d1f0-0000-7000-8000-000000000001"));

            Assert.That(foreign.Status, Is.EqualTo(HttpStatusCode.NotFound), path);
            Assert.That(foreign.Text, Is.EqualTo(absent.Text), path);
        }

        var act = await other.ActAsync($"/api/dispatches/{id}/number");
        var actOnNothing = await other.ActAsync("/api/dispatches/0193d1f0-0000-7000-8000-000000000001/number");
        Assert.That(act.Text, Is.EqualTo(actOnNothing.Text));
    }

    private IEnumerable<RouteEndpoint> Served() => House.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => Array.Exists(Roots, root => Path(endpoint).StartsWith(root, StringComparison.Ordinal)));

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [""]).Select(method => $"{method} {Path(endpoint)}");

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
}
