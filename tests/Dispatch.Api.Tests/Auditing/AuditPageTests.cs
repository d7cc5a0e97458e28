using System.Net;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
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

    private Task<PageVisitor> SignInAsync(string user) => House.SignInAsync(DemoPeople.All.Single(person => person.UserName == user));

    private async Task<T> LookAsync<T>(Func<DispatchDbContext, Task<T>> look)
    {
        await using var scope = House.Services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        return await look(scope.ServiceProvider.GetRequiredService<DispatchDbContext>());
    }
}
