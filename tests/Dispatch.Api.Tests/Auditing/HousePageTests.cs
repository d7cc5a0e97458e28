using Dispatch.Api.Demo;
using Dispatch.Api.Http;
using Dispatch.Api.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Auditing;

/// <summary>The administrator's first page.</summary>
public sealed class HousePageTests : PageFixture
{
    [Test]
    public async Task What_goes_on_beside_the_requests_is_told_with_how_it_last_ended()
    {
        using var admin = await House.SignInAsync(DemoPeople.All.Single(person => person.UserName == "quantri.bng"));

        Assert.That(async () => await admin.ReadAsync("/admin"), Does.Match("Chuyển văn bản và phản hồi giữa các cơ quan</td>.*>Xong</span>").After(10_000, 200));
    }

    [Test]
    public void Of_each_work_the_last_round_counts()
    {
        var rounds = new RoundLog(House.Services.GetRequiredService<TimeProvider>());

        rounds.Ended(RoundWork.SigningHeads);
        rounds.Ended(RoundWork.Carrying);
        rounds.Ended(RoundWork.SigningHeads, isFailed: true);

        Assert.That(rounds.All.Select(round => (round.Work, round.IsFailed)), Is.EqualTo(new[] { (RoundWork.Carrying, false), (RoundWork.SigningHeads, true) }));
    }
}
