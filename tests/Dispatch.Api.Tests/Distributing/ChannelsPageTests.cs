using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Api.Components;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Auditing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Distributing;

/// <summary>The page of channels, without script: set one, take a file in, keep the rule of reminders; and the answer to a recall that came on paper.</summary>
public sealed class ChannelsPageTests : PageFixture
{
    private static readonly DemoPerson Administrator = DemoPeople.All.Single(person => person.UserName == "quantri.bng");

    [Test]
    public async Task An_administrator_sets_a_channel_and_a_wrong_one_is_refused_beside_the_form()
    {
        using var admin = await House.SignInAsync(Administrator);

        var wrong = await admin.PostAsync("/channels", "/channels/set", ("name", "Ủy ban nhân dân tỉnh Lào Cai"), ("channel", "Email"), ("address", "không phải thư"));
        Assert.That(WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), Does.Contain("Hãy ghi địa chỉ của kênh gửi").And.Contain("value=\"không phải thư\""));
        var set = await admin.PostAsync("/channels", "/channels/set", ("name", "Ủy ban nhân dân tỉnh Lào Cai"), ("channel", "Email"), ("address", "vanthu@laocai.gov.vn"));

        Assert.That(set.Headers.Location?.OriginalString, Does.StartWith("/channels"), await set.Content.ReadAsStringAsync());
        Assert.That(await admin.ReadAsync("/channels"), Does.Contain("vanthu@laocai.gov.vn"));
    }

    [Test]
    public async Task A_file_is_previewed_and_taken_in_by_a_second_click()
    {
        using var admin = await House.SignInAsync(Administrator);
        var csv = "body,channel,address,public_key\nubnd-lai-chau,Paper,\"Phường Tân Phong, Lai Châu\",\n";

        var preview = await admin.UploadAsync("/channels/preview", PageVisitor.HiddenOf(await admin.ReadAsync("/channels"), "/channels/preview"), ("channels.csv", Encoding.UTF8.GetBytes(csv)));
        var page = WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync());
        Assert.That(page, Does.Contain("Nếu nhập: 1 thay đổi").And.Contain("Bản giấy: Phường Tân Phong, Lai Châu"));
        Assert.That(await admin.ReadAsync("/channels"), Does.Not.Contain("Phường Tân Phong"), "a preview changes nothing");
        var imported = await admin.SendAsync("/channels/import", PageVisitor.HiddenOf(page, "/channels/import"), ("csv", csv));

        Assert.That(imported.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await imported.Content.ReadAsStringAsync());
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        Assert.That(await clerk.ReadAsync("/channels"), Does.Contain("Phường Tân Phong").And.Not.Contain("action=\"/channels/set\""));
        Assert.That(await (await clerk.GetAsync("/channels/file")).Content.ReadAsStringAsync(), Does.Contain("ubnd-lai-chau,Paper,\"Phường Tân Phong, Lai Châu\","));
    }

    [Test]
    public async Task The_rule_of_reminders_is_kept_and_a_senseless_one_is_refused()
    {
        using var admin = await House.SignInAsync(Administrator);

        var wrong = await admin.PostAsync("/channels", "/channels/reminders", ("hours", "nhiều"), ("most", "3"));
        Assert.That(WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), Does.Contain("phải từ 0 đến 80"));
        var kept = await admin.PostAsync("/channels", "/channels/reminders", ("hours", "8"), ("most", "3"));

        Assert.That(kept.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await kept.Content.ReadAsStringAsync());
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        Assert.That(await clerk.ReadAsync("/channels"), Does.Contain("Trễ quá 8 giờ làm việc thì hệ thống nhắc, nhiều nhất 3 lần"));
    }

    [Test]
    public async Task How_much_two_partners_keep_of_each_others_logs_stands_beside_the_partner()
    {
        using var admin = await House.SignInAsync(Administrator);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await admin.PostAsync("/channels", "/channels/set", ("name", "Ủy ban nhân dân tỉnh Sơn La"), ("channel", "Exchange"), ("address", "son-la"), ("publicKey", key.ExportSubjectPublicKeyInfoPem()));
        Assert.That(await admin.ReadAsync("/channels"), Does.Contain("son-la").And.Not.Contain("Nhật ký của đối tác"));

        await KeepAsync("Ủy ban nhân dân tỉnh Sơn La", theirs: 1204, ours: 0);
        Assert.That(await admin.ReadAsync("/channels"), Does.Contain("Nhật ký của đối tác: 1.204 mục, ngày 17/12/2024").And.Contain("Đối tác chưa báo giữ nhật ký của cơ quan"));
        await KeepAsync("Ủy ban nhân dân tỉnh Sơn La", theirs: 1204, ours: 3118);

        Assert.That(await admin.ReadAsync("/channels"), Does.Contain("Đối tác giữ của cơ quan: 3.118 mục").And.Not.Contain("Đối tác chưa báo"));
    }

    [Test]
    public async Task The_key_is_changed_from_a_day_on_and_a_day_that_is_none_changes_nothing()
    {
        using var admin = await House.SignInAsync(Administrator);

        var wrong = await admin.PostAsync("/channels", "/channels/key", ("from", "31/02/2025"), ("reason", "Đổi khóa định kỳ"));
        Assert.That(WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), Does.Contain("Không có ngày “31/02/2025”"));
        Assert.That(await admin.ReadAsync("/channels"), Does.Not.Contain(" đến ngày "), "no key ends: what cannot be read is not “at once”");
        var day = PageWords.Of(OfficeTime.DateAt(House.Services.GetRequiredService<TimeProvider>().GetUtcNow()).AddDays(30));
        var changed = await admin.PostAsync("/channels", "/channels/key", ("from", day), ("reason", "Đổi khóa định kỳ"));

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await changed.Content.ReadAsStringAsync());
        Assert.That(await admin.ReadAsync("/channels"), Does.Contain($" đến ngày {day}, để trao cho đối tác").And.Contain($"Khóa dùng từ ngày {day}, để trao cho đối tác"));
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        Assert.That(await clerk.ReadAsync("/channels"), Does.Not.Contain("Khóa ký phản hồi"));
    }

    /// <summary>What a letter of the partner leaves behind.</summary>
    private async Task KeepAsync(string partner, long theirs, long ours)
    {
        await using var scope = House.Services.GetRequiredService<IServiceScopeFactory>().OpenAsInstallation();
        var db = scope.ServiceProvider.GetRequiredService<DispatchDbContext>();
        var organisation = (await db.Set<Person>().SingleAsync(person => person.UserName == Administrator.UserName)).OrganisationId;
        var body = await db.Set<Body>().Where(one => one.Name == partner).Select(one => one.Id).SingleAsync();
        await db.Set<KeptHead>().ExecuteDeleteAsync();
        db.Add(new KeptHead
        {
            OrganisationId = organisation,
            PartnerId = body,
            LogId = body.Value,
            Size = theirs,
            Root = new byte[32],
            At = new DateTimeOffset(2024, 12, 17, 2, 0, 0, TimeSpan.Zero),
            KeyId = "",
            PublicKey = [],
            Signature = "",
            OwnSize = ours,
        });
        await db.SaveChangesAsync();
    }

    [TestCase("//elsewhere.example/")]
    [TestCase("/admin/00000000-0000-0000-0000-000000000000")]
    public async Task An_answer_to_a_recall_leads_back_to_a_paper_only(string paper)
    {
        using var clerk = await House.SignInAsync(DemoPeople.Clerk);
        var hidden = PageVisitor.HiddenOf(await clerk.ReadAsync("/deliveries/late"), "/deliveries/late/remind");

        var answer = await clerk.SendAsync("/recall-answers", hidden, ("paper", paper), ("delivery", Guid.Empty.ToString()), ("reply", "Agreed"), ("evidence", "x"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
