using System.Net;
using Dispatch.Api.Commands;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Copying;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Registering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Auditing;

/// <summary>An auditor checks the log and reads it, without a command line.</summary>
public sealed class AuditPageTests : PageFixture
{
    [Test]
    public async Task The_auditor_is_told_what_was_looked_at_and_of_an_edited_leaf_where_it_stands_of_which_paper_and_what_to_do()
    {
        using var auditor = await SignInAsync("kiemtra.bng");
        var sound = await auditor.ReadAsync("/audit/check");
        var house = await LookAsync(db => db.Set<Person>().Where(person => person.UserName == "kiemtra.bng").Select(person => person.OrganisationId).SingleAsync());
        var name = await LookAsync(db => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == house && leaf.Act == "issuing.issued").OrderBy(leaf => leaf.Index).Select(leaf => leaf.ActorName).FirstAsync());
        string bent;
        try
        {
            await LookAsync(db => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == house && leaf.Act == "issuing.issued").ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.ActorName, "Kẻ khác")));
            bent = await auditor.ReadAsync("/audit/check");
        }
        finally
        {
            await LookAsync(db => db.Set<AuditLeaf>().Where(leaf => leaf.OrganisationId == house && leaf.Act == "issuing.issued").ExecuteUpdateAsync(set => set.SetProperty(leaf => leaf.ActorName, name)));
        }

        Assert.That(sound, Does.Contain("Nhật ký nguyên vẹn").And.Contain("Đã đối chiếu những gì"));
        Assert.That(bent, Does.Contain("chỗ không khớp").And.Contain("6983/BNG-CNV").And.Contain("Cột “người làm” của dòng").And.Contain("phát hành").And.Contain("Giữ nguyên máy chủ"));
    }

    [Test]
    public async Task The_log_is_read_by_number_and_taken_away()
    {
        using var auditor = await SignInAsync("kiemtra.bng");

        var read = await auditor.ReadAsync("/log?number=6983/BNG-CNV");
        var csv = await auditor.GetAsync("/log/file?form=csv");

        Assert.That(read, Does.Contain("6983/BNG-CNV").And.Contain("Nhận phản hồi của nơi nhận").And.Contain("<div translate=\"no\">Ủy ban nhân dân tỉnh Điện Biên · số đến 02 · Đã vào sổ</div>").And.Not.Contain("Thêm tài khoản"));
        Assert.That((csv.StatusCode, csv.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/csv")));
        Assert.That((await csv.Content.ReadAsByteArrayAsync())[..3], Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
    }

    [Test]
    public async Task An_inspector_checks_a_file_of_evidence_with_the_keys_it_lists_and_holds_it_against_another()
    {
        using var ministry = await SignInAsync("kiemtra.bng");
        using var province = await SignInAsync("kiemtra.dienbien");
        await House.Services.GetRequiredService<HeadRound>().RunAsync(CancellationToken.None);
        var sent = await LookAsync(db => db.Set<OfficialDispatch>().Where(d => d.Number == 6983).Select(d => d.Id).SingleAsync());
        var ours = await TakeAsync(ministry, sent.Value, "ours.zip");
        var theirs = await TakeAsync(province, (await LookAsync(db => db.Set<CertifiedCopy>().Where(c => c.Number == 267).Select(c => c.Id).SingleAsync())).Value, "theirs.zip");

        var unknown = await RunAsync("evidence", "check", ours);
        var list = await RunAsync("evidence", "check", ours, "--list-keys");
        var keys = Path.Combine(House.Folder, "keys.txt");
        await File.WriteAllTextAsync(keys, list.Out);
        var known = await RunAsync("evidence", "check", ours, "--key", "@" + keys, "--against", ours);
        var other = await RunAsync("evidence", "check", ours, "--key", "@" + keys, "--against", theirs);

        Assert.That((unknown.Exit, unknown.Out.Trim().Split('\n').Length), Is.EqualTo((1, 4)), "hundreds of keys are one line");
        Assert.That(unknown.Error, Does.Contain("và các nơi khác. Hãy in chúng ra bằng --list-keys"));
        Assert.That((list.Exit, list.Error), Is.EqualTo((0, "")));
        Assert.That(list.Out, Does.Match("^[0-9a-f]{64} Bộ Ngoại giao: nhật ký và hồ sơ\n").And.Match("\n[0-9a-f]{64} Ủy ban nhân dân tỉnh Điện Biên: [0-9]+ xác nhận\n"));
        Assert.That((known.Exit, known.Error), Is.EqualTo((0, "")), known.Out);
        Assert.That(known.Out, Does.StartWith("passed: "));
        Assert.That((other.Exit, other.Error), Is.EqualTo((1, $"{theirs}: không đối chiếu được: một trong hai tệp không đọc được, hoặc hai hồ sơ không về cùng văn bản của cùng cơ quan. Hãy đưa hai hồ sơ cùng cơ quan lập về cùng văn bản.\n")));
    }

    [Test]
    public async Task An_administrator_checks_and_does_not_read_and_a_clerk_does_neither()
    {
        using var admin = await SignInAsync("quantri.bng");
        using var clerk = await SignInAsync("vanthu.bng");

        Assert.That((await admin.GetAsync("/audit/check")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await admin.GetAsync("/log")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await clerk.GetAsync("/audit/check")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Every_act_in_the_logs_of_the_demonstration_has_a_name() =>
        Assert.That((await LookAsync(db => db.Set<AuditLeaf>().Select(leaf => leaf.Act).Distinct().ToListAsync())).Except(LogWording.All, StringComparer.Ordinal), Is.Empty);

    private async Task<string> TakeAsync(PageVisitor visitor, Guid paper, string name)
    {
        var answer = await visitor.GetAsync($"/papers/{paper}/evidence");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var path = Path.Combine(House.Folder, name);
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
        return path;
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader("");
        return (await CommandLine.InvokeAsync(arguments, new Terminal(input, output, error, House.Services.GetRequiredService<TimeProvider>()), CancellationToken.None), output.ToString(), error.ToString());
    }

    private Task<PageVisitor> SignInAsync(string user) => House.SignInAsync(DemoPeople.All.Single(person => person.UserName == user));

    private async Task<T> LookAsync<T>(Func<DispatchDbContext, Task<T>> look)
    {
        await using var scope = House.Services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await look(scope.ServiceProvider.GetRequiredService<DispatchDbContext>());
    }
}
