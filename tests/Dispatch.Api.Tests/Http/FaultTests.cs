using System.Net;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dispatch.Api.Tests.Http;

/// <summary>When the program itself fails, the caller is told that and nothing more, and may safely try again.</summary>
public sealed class FaultTests
{
    [Test]
    public async Task A_fault_before_the_commit_tells_nothing_keeps_nothing_and_can_be_tried_again()
    {
        var accident = new Accident();
        await using var house = await ApiHouse.OpenAsync(services => services.AddSingleton<CrashPoints>(accident));
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = await house.DraftAsync();
        var before = (await drafter.GetAsync("/api/dispatches")).Text;

        accident.IsDue = true;
        var failed = await drafter.ActAsync("/api/dispatches", draft, key: "once");
        var between = (await drafter.GetAsync("/api/dispatches")).Text;
        var again = await drafter.ActAsync("/api/dispatches", draft, key: "once");

        Assert.Multiple(() =>
        {
            Assert.That((failed.Status, failed.Code), Is.EqualTo((HttpStatusCode.InternalServerError, "server.fault")));
            Assert.That((string?)failed.Json["traceId"], Is.Not.Empty);
            Assert.That(failed.Text, Does.Not.Contain(Accident.Words).And.Not.Contain(" at "));
            Assert.That(between, Is.EqualTo(before));
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Created), again.Text);
        });
    }

    private static IEnumerable<TestCaseData> Outages()
    {
        yield return new TestCaseData(new SqliteException("database or disk is full", 13), "storage.full");
        yield return new TestCaseData(new DbUpdateException("wrapped", new SqliteException("database or disk is full", 13)), "storage.full");
        yield return new TestCaseData(new IOException("No space left on device", 28), "storage.full");
        yield return new TestCaseData(new PostgresException("could not extend file", "ERROR", "ERROR", "53100"), "storage.full");
        yield return new TestCaseData(new NpgsqlException("Failed to connect", new System.Net.Sockets.SocketException(111)), "storage.unreachable");
        yield return new TestCaseData(new PostgresException("terminating connection due to administrator command", "FATAL", "FATAL", "57P01"), "storage.unreachable");
    }

    [TestCaseSource(nameof(Outages))]
    public async Task An_outage_is_told_as_one_and_the_same_key_does_the_act_once_it_is_over(Exception outage, string code)
    {
        var accident = new Accident { Fault = outage };
        await using var house = await ApiHouse.OpenAsync(services => services.AddSingleton<CrashPoints>(accident));
        var drafter = await house.SignInAsync("drafter.bo");
        var draft = await house.DraftAsync();
        var before = (await drafter.GetAsync("/api/dispatches")).Text;

        accident.IsDue = true;
        var failed = await drafter.ActAsync("/api/dispatches", draft, key: "once");
        var between = (await drafter.GetAsync("/api/dispatches")).Text;
        var again = await drafter.ActAsync("/api/dispatches", draft, key: "once");

        Assert.Multiple(() =>
        {
            Assert.That((failed.Status, failed.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, code)));
            Assert.That(failed.Text, Does.Not.Contain(outage.Message));
            Assert.That(between, Is.EqualTo(before));
            Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Created), again.Text);
        });
    }

    private sealed class Accident : CrashPoints
    {
        public const string Words = "the disk fell out";

        public bool IsDue { get; set; }

        public Exception Fault { get; init; } = new IOException(Words);

        public override void Hit(string point)
        {
            if (IsDue && point == BeforeCommit)
            {
                IsDue = false;
                throw Fault;
            }
        }
    }
}
