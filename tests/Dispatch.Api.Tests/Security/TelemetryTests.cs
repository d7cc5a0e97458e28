using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Dispatch.Api.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Dispatch.Api.Tests.Security;

/// <summary>A collector hears how the server fares and never of whom.</summary>
public sealed class TelemetryTests
{
    private readonly ConcurrentDictionary<string, string> heard = new(StringComparer.Ordinal);
    private string? authorisation;
    private WebApplication collector = null!;

    [OneTimeSetUp]
    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        collector = builder.Build();
        collector.MapPost("/v1/{what}", async (string what, HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            authorisation = http.Request.Headers.Authorization;
            heard.AddOrUpdate(what, _ => Text(body), (_, before) => before + Text(body));
        });
        await collector.StartAsync();
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await collector.DisposeAsync();

    [Test]
    public async Task Meters_and_the_log_are_sent_with_the_tags_that_are_listed_and_no_others()
    {
        using (var host = Host(new Uri(collector.Urls.Single())))
        {
            await host.StartAsync();
            using var meter = new Meter("Dispatch");
            var requests = meter.CreateCounter<long>("dispatch.refusals");
            requests.Add(1, new("code", "access.forbidden"), new("person", "Nguyễn Văn Kín"), new("subject", "trích yếu kín"));
            using (host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Dispatch.Thử").BeginScope(new Dictionary<string, object> { ["RequestPath"] = "/search?text=kín" }))
            {
                host.Services.GetRequiredService<ILogger<TelemetryTests>>().LogWarning("A round of {Work} failed", "Carrying");
            }

            await host.StopAsync();
        }

        Assert.Multiple(() =>
        {
            Assert.That(heard["metrics"], Does.Contain("dispatch.refusals").And.Contain("access.forbidden").And.Not.Contain("Kín").And.Not.Contain("kín").And.Not.Contain("person"));
            Assert.That(heard["logs"], Does.Contain("A round of Carrying failed").And.Not.Contain("kín"));
            Assert.That(authorisation, Is.EqualTo("Bearer khóa"));
        });
    }

    [Test]
    public void Where_no_collector_is_set_nothing_is_measured_for_one()
    {
        using var host = Host(endpoint: null);

        Assert.That(host.Services.GetService<MeterProvider>(), Is.Null);
    }

    private static IHost Host(Uri? endpoint)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddTelemetry(new TelemetrySettings(endpoint, "Authorization=Bearer khóa"));
        return builder.Build();
    }

    private static string Text(MemoryStream body) => Encoding.UTF8.GetString(body.ToArray());
}
