using System.Net;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine.Kernel;
using Microsoft.Extensions.DependencyInjection;

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

    private sealed class Accident : CrashPoints
    {
        public const string Words = "the disk fell out";

        public bool IsDue { get; set; }

        public override void Hit(string point)
        {
            if (IsDue && point == BeforeCommit)
            {
                IsDue = false;
                throw new IOException(Words);
            }
        }
    }
}
