using System.Net;
using Dispatch.Api.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Api.Tests.Http;

/// <summary>How a server leaves: it says so first, and goes on answering until whoever sends people here has heard it.</summary>
public sealed class DrainTests
{
    [Test]
    public async Task A_server_that_is_told_to_stop_says_so_and_still_answers()
    {
        await using var house = await ApiHouse.OpenAsync(settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Drain"] = "3" });
        var drafter = await house.SignInAsync("drafter.bo");
        var stranger = house.Stranger();
        var before = await stranger.GetAsync("/health/ready");

        house.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var ready = await stranger.GetAsync("/health/ready");
        var drafted = await drafter.ActAsync("/api/dispatches", await house.DraftAsync());

        Assert.Multiple(() =>
        {
            Assert.That(before.Text, Does.StartWith("Healthy"));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(ready.Text, Does.Contain("server: stopping"));
            Assert.That(drafted.Status, Is.EqualTo(HttpStatusCode.Created), drafted.Text);
            Assert.That(drafted.Response.Headers.ConnectionClose, Is.True);
        });
    }
}
