using Dispatch.Api.Commands;
using Dispatch.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Dispatch.Api.Tests.Http;

/// <summary>A door that cannot be opened is told in one sentence.</summary>
public sealed class ServerStartTests
{
    // 192.0.2.0/24 is of nobody (RFC 5737).
    [TestCase("http://192.0.2.1:5080")]
    public async Task An_address_this_machine_has_not_ends_the_start_with_a_sentence(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        var error = new StringWriter();

        var exit = await ServerStart.RunAsync(app, error, CancellationToken.None);

        Assert.That(exit, Is.EqualTo(CommandLine.Refused));
        Assert.That(error.ToString().TrimEnd(), Does.StartWith($"Không mở được địa chỉ phục vụ {url}").And.Not.Contain("\n"));
    }
}
