using Dispatch.Api.Commands;
using Dispatch.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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

    [Test]
    public void A_full_disk_is_told_as_that_whether_the_database_or_a_file_meets_it()
    {
        Exception[] full = [new IOException("No space left on device", 28), new SqliteException("database or disk is full", 13), new DbUpdateException("wrapped", new SqliteException("database or disk is full", 13))];

        Assert.That(full.Select(failure => ServerStart.RefusalOf(failure)?.Code), Is.All.EqualTo("start.storage"));
        Assert.That(ServerStart.RefusalOf(new InvalidOperationException("a fault of ours")), Is.Null);
    }
}
