using System.Net;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Security;

/// <summary>What costs much is counted by account and by address, on pages and for programs alike.</summary>
public sealed class CostlyRoutesTests
{
    private readonly MovedClock clock = new();
    private ApiHouse house = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => house = await ApiHouse.OpenAsync(services => services.AddSingleton(new Tally(clock)));

    [SetUp]
    public void Wait() => clock.Ahead += TimeSpan.FromHours(1);

    [OneTimeTearDown]
    public async Task CloseAsync() => await house.DisposeAsync();

    [Test]
    public void Every_route_that_is_counted_is_served()
    {
        var served = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")).ToHashSet(StringComparer.Ordinal);

        Assert.That(CostlyRoutes.All.Keys.Where(route => !served.Contains(route)), Is.Empty);
    }

    [TestCase("search", "GET", "/api/search?text=thu")]
    [TestCase("file", "GET", "/api/dispatches/0193d1f0-0000-7000-8000-000000000001/file")]
    [TestCase("export", "GET", "/api/registers/outgoing/file?year=2024")]
    [TestCase("intake", "POST", "/api/intake")]
    [TestCase("verify", "POST", "/api/verify")]
    [TestCase("sign", "POST", "/api/dispatches/0193d1f0-0000-7000-8000-000000000001/sign")]
    public async Task A_program_that_asks_too_often_is_told_when_to_come_back_and_nobody_else_is(string cost, string method, string path)
    {
        var client = await house.SignInAsync("clerk.bo");
        var limit = CostlyRoutes.All.Values.First(counted => counted.Name == cost).EachMinute;
        for (var asked = 0; asked < limit; asked++)
        {
            Assert.That((await AskAsync(client, method, path)).Status, Is.Not.EqualTo(HttpStatusCode.TooManyRequests), $"{asked}");
        }

        var refused = await AskAsync(client, method, path);

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.TooManyRequests, "access.too-often")));
        Assert.That(refused.Response.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(refused.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That((await AskAsync(await house.SignInAsync("clerk.tinh"), method, path)).Status, Is.Not.EqualTo(HttpStatusCode.TooManyRequests), "another account of the same address");
        Assert.That((await client.GetAsync("/api/tasks")).Status, Is.EqualTo(HttpStatusCode.OK), "what costs little");
        clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.That((await AskAsync(client, method, path)).Status, Is.Not.EqualTo(HttpStatusCode.TooManyRequests), "a minute later");
    }

    [Test]
    public async Task A_page_says_so_in_vietnamese()
    {
        using var browser = house.Browser();
        await new PageVisitor(browser).PostAsync("/sign-in", "/sign-in", ("userName", "clerk.bo"), ("password", ApiHouse.Password));
        HttpResponseMessage answer;
        var asked = 0;
        do
        {
            answer = await browser.GetAsync("/search?text=thu");
        }
        while (answer.StatusCode != HttpStatusCode.TooManyRequests && ++asked < 1000);

        Assert.That(asked, Is.EqualTo(CostlyRoutes.All["GET /search"].EachMinute));
        Assert.That(answer.Headers.RetryAfter!.Delta, Is.Not.Null);
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo(SecurityHeaders.Pages));
        Assert.That(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), Does.Contain("Việc này đã làm quá nhiều lần trong một phút."));
    }

    [Test]
    public async Task Strangers_are_counted_by_address_and_leave_those_who_signed_in_alone()
    {
        var stranger = house.Stranger();
        var answers = new List<HttpStatusCode>();
        for (var asked = 0; asked <= CostlyRoutes.All["POST /verify"].EachMinute; asked++)
        {
            answers.Add((await stranger.GetAsync("/verify?so=1&sha256=x")).Status);
        }

        Assert.That(answers[^1], Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answers[..^1], Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That((await AskAsync(await house.SignInAsync("clerk.bo"), "POST", "/api/verify")).Status, Is.Not.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task Many_accounts_behind_one_address_are_counted_together()
    {
        var limit = CostlyRoutes.All["POST /api/intake"].EachMinute;
        var tally = house.Services.GetRequiredService<Tally>();
        for (var others = 0; others < limit * CostlyRoutes.AccountsBehindAddress; others++)
        {
            tally.Add("intake from ", TimeSpan.FromMinutes(1));
        }

        Assert.That((await AskAsync(await house.SignInAsync("drafter.bo"), "POST", "/api/intake")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public void A_clock_that_was_put_back_keeps_nobody_out()
    {
        var (moved, minute) = (new MovedClock { Ahead = TimeSpan.FromDays(1) }, TimeSpan.FromMinutes(1));
        var tally = new Tally(moved);
        tally.Add("sign", minute);
        tally.Add("sign", minute);

        moved.Ahead = TimeSpan.Zero;

        Assert.That(tally.Add("sign", minute), Is.EqualTo((1, minute)));
    }

    [Test]
    public void Of_two_who_come_at_once_both_are_counted_whoever_read_the_clock_first()
    {
        var (moved, minute) = (new MovedClock { Ahead = TimeSpan.FromMicroseconds(3) }, TimeSpan.FromMinutes(1));
        var tally = new Tally(moved);
        tally.Add("sign", minute);

        moved.Ahead = TimeSpan.Zero;

        Assert.That(tally.Add("sign", minute).Times, Is.EqualTo(2));
    }

    [Test]
    public void Of_very_many_who_are_counted_those_are_forgotten_whose_time_is_over_and_nobody_else()
    {
        var (moved, minute, hour) = (new MovedClock(), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        var tally = new Tally(moved);
        tally.Add("somebody who guesses", hour);
        for (var other = 0; other < 100_000; other++)
        {
            tally.Add($"somebody {other}", minute);
        }

        moved.Ahead = minute;
        tally.Add("one more", minute);

        Assert.That(tally.Count, Is.EqualTo(2));
        Assert.That(tally.Add("somebody who guesses", hour).Times, Is.EqualTo(2));
    }

    private static Task<ApiAnswer> AskAsync(ApiClient client, string method, string path) =>
        method == "GET" ? client.GetAsync(path) : client.ActAsync(path, new StringContent("{}", System.Text.Encoding.UTF8, path switch { "/api/intake" => "text/plain", "/api/verify" => "application/pdf", _ => "application/json" }), method: new HttpMethod(method));

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(60) + Ahead;
    }
}
