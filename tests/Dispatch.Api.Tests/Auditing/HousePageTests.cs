using Dispatch.Api.Commands;
using Dispatch.Api.Demo;
using Dispatch.Api.Http;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

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
    public async Task What_the_house_keeps_is_told_with_the_time_it_was_reckoned()
    {
        using var admin = await House.SignInAsync(DemoPeople.All.Single(person => person.UserName == "quantri.bng"));

        Assert.That(async () => await admin.ReadAsync("/admin"), Does.Match("<strong>[0-9,]+ [KM]B</strong><span>đã dùng trên 100 GB</span><span>tính lúc [0-9/]+ [0-9:]+</span>").After(10_000, 200));
    }

    [Test]
    public async Task Who_runs_the_server_is_told_what_each_organisation_keeps_the_most_first()
    {
        var told = (await AdminCommand.UsageAsync(House.Services, CancellationToken.None)).Value.Split('\n');

        Assert.That(told[0], Does.Match("^[0-9,]+ [KM]B\t[1-9][0-9]* tệp\t0%\tbng\tBộ Ngoại giao$"));
        Assert.That(told, Has.One.Match("\tubnd-dien-bien\t").And.None.Match("\tubnd-an-giang\t"), "who has no account has no line");
        Assert.That(told[^1], Is.EqualTo("Mỗi cơ quan được giữ: 100 GB."));
    }

    [Test]
    public async Task A_stored_file_that_is_gone_is_told_to_the_administrator_and_to_who_watches_the_server()
    {
        using var admin = await House.SignInAsync(DemoPeople.All.Single(person => person.UserName == "quantri.bng"));
        var round = House.Services.GetRequiredService<FileRound>();
        var path = System.IO.Directory.EnumerateFiles(Path.Combine(House.Folder, "files"), "*", SearchOption.AllDirectories).First();
        File.Move(path, path + ".away");
        try
        {
            Assert.That(() => round.RunAsync(CancellationToken.None), Throws.InstanceOf<DamagedFilesException>());

            Assert.That(await admin.ReadAsync("/admin"), Does.Contain("0 tệp bị hỏng, 1 tệp bị mất"));
            Assert.That(await admin.ReadAsync("/health/ready"), Does.StartWith("Degraded").And.Contain("storage: stored files are gone"));
        }
        finally
        {
            File.Move(path + ".away", path);
        }

        await round.RunAsync(CancellationToken.None);
        Assert.That(await admin.ReadAsync("/admin"), Does.Not.Contain("tệp bị mất"));
    }

    [Test]
    public void Of_each_work_the_last_round_counts()
    {
        var rounds = new RoundLog(House.Services.GetRequiredService<TimeProvider>());

        rounds.Ended(RoundWork.SigningHeads, NullLogger.Instance);
        rounds.Ended(RoundWork.Carrying, NullLogger.Instance);
        rounds.Failed(RoundWork.SigningHeads, new IOException(), NullLogger.Instance);

        Assert.That(rounds.All.Select(round => (round.Work, round.IsFailed)), Is.EqualTo(new[] { (RoundWork.Carrying, false), (RoundWork.SigningHeads, true) }));
    }
}
