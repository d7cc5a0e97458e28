using System.Net;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Intake;
using Dispatch.Engine.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Api.Tests.Intake;

/// <summary>The page that turns a document into a registration, as a browser without script uses it.</summary>
public sealed class IntakePageTests : PageFixture
{
    private const string Letter = """
        BỘ NỘI VỤ                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                              Độc lập - Tự do - Hạnh phúc
        Số: {0}/BNV-VP                    Hà Nội, ngày 05 tháng 6 năm 2025
        V/v báo cáo công tác đổi ngoại

        Kính gửi: Ủy ban nhân dân tỉnh Điện Biên

        Đề nghị Quý Cơ quan gửi báo cáo trước ngày 20 tháng 6 năm 2025./.

        Nơi nhận:                          KT. BỘ TRƯỞNG
        - Như trên;                        THỨ TRƯỞNG
        - Lưu: VT, VP.
                                           Trần Văn Mẫu
        """;

    private static string LetterOf(string number) => Letter.Replace("{0}", number, StringComparison.Ordinal);

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static Task<HttpResponseMessage> ReadAsync(PageVisitor clerk, string text) => clerk.PostAsync("/intake", "/intake", ("text", text));

    private static (string Name, string Value)[] Filled(string page, string text, params (string Name, string Value)[] changed)
    {
        (string Name, string Value)[] fields =
        [
            ("text", text), ("author", "Bộ Nội vụ"), ("numberAndSymbol", "71/BNV-VP"), ("date", "2025-06-05"), ("kind", "công văn"), ("subject", "báo cáo công tác đổi ngoại"), ("signer", "Trần Văn Mẫu"), ("urgency", "Normal"), ("form", "Original"),
        ];
        return [.. fields.Where(f => !Array.Exists(changed, c => c.Name == f.Name)), .. changed, .. PageVisitor.HiddenOf(page, "/intake/accept")];
    }

    [Test]
    public async Task A_pdf_is_looked_into_before_signing()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var hidden = PageVisitor.HiddenOf(await clerk.ReadAsync("/intake/check"), "/intake/check");

        var answer = await clerk.UploadAsync("/intake/check", hidden, ("hong.pdf", "%PDF-1.7 and nothing"u8.ToArray()));

        Assert.That(await TextAsync(answer), Does.Contain("Tệp không ký được").And.Contain("không đúng chuẩn PDF"));
    }

    [Test]
    public async Task What_a_clerk_corrected_is_listed_on_a_page()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var text = LetterOf("79");
        var page = await TextAsync(await ReadAsync(clerk, text));
        await clerk.SendAsync("/intake/accept", Filled(page, text, ("numberAndSymbol", "79/BNV-VP"), ("subject", "báo cáo công tác đối ngoại")));

        var list = await clerk.ReadAsync("/intake/corrections");

        Assert.That(list, Does.Contain("báo cáo công tác đổi ngoại").And.Contain("báo cáo công tác đối ngoại").And.Contain("Trích yếu"));
    }

    [Test]
    public async Task A_pasted_text_stands_beside_a_form_that_is_filled_in()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);

        var page = await TextAsync(await ReadAsync(clerk, LetterOf("70")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("value=\"70/BNV-VP\"").And.Contain("value=\"2025-06-05\"").And.Contain("value=\"Trần Văn Mẫu\""));
            Assert.That(page, Does.Contain("<mark class=\"at-number\" id=\"at-number\">70/BNV-VP</mark>").And.Contain("href=\"#at-number\""));
            Assert.That(page, Does.Contain("\"đổi ngoại\" có thể là lỗi nhận dạng của \"đối ngoại\""));
        }
    }

    [Test]
    public async Task One_key_registers_it_and_what_the_clerk_changed_is_kept()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var page = await TextAsync(await ReadAsync(clerk, LetterOf("71")));

        var accepted = await clerk.SendAsync("/intake/accept", Filled(page, LetterOf("71"), ("subject", "báo cáo công tác đối ngoại")));

        Assert.That((accepted.StatusCode, accepted.Headers.Location?.OriginalString.StartsWith("/incoming/", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.SeeOther, (bool?)true)), await TextAsync(accepted));
        var incoming = await clerk.ReadAsync(accepted.Headers.Location!.OriginalString);
        Assert.That(incoming, Does.Contain("công tác đối ngoại").And.Contain("71/BNV-VP"));
        await using var scope = House.Services.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<DispatchDbContext>().Set<IntakeCorrection>().SingleAsync();
        Assert.That((kept.Field, kept.ReadValue, kept.KeptValue), Is.EqualTo(("subject", "báo cáo công tác đổi ngoại", "báo cáo công tác đối ngoại")));
    }

    [Test]
    public async Task A_duplicate_is_shown_before_it_is_saved_and_refused_until_the_clerk_says_it_is_another()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);
        var seed = Repository.Read("src/Dispatch.Api/Demo/Seeds/6983-BNG-CNV.txt");

        var page = await TextAsync(await ReadAsync(clerk, seed));

        Assert.That(page, Does.Contain("Đây là văn bản khác").And.Contain("đã có, số đến"));
        (string Name, string Value)[] same = [("author", "Bộ Ngoại giao"), ("numberAndSymbol", "6983/BNG-CNV"), ("date", "2024-12-17")];
        var refused = await clerk.SendAsync("/intake/accept", Filled(page, seed, same));
        Assert.That((refused.StatusCode, (await TextAsync(refused)).Contains("data-code=\"receiving.duplicate\"", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
    }

    [Test]
    public async Task A_secret_is_refused_and_none_of_its_words_come_back()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);

        var answer = await ReadAsync(clerk, "TUYỆT MẬT\n" + LetterOf("72"));

        var page = await TextAsync(answer);
        Assert.That((answer.IsSuccessStatusCode, page.Contains("data-code=\"secrecy.refused\"", StringComparison.Ordinal)), Is.EqualTo((false, true)));
        Assert.That(page, Does.Not.Contain("Trần Văn Mẫu").And.Not.Contain("72/BNV-VP"));
    }

    [Test]
    public async Task What_is_no_dispatch_has_no_form_to_accept()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);

        var page = await TextAsync(await ReadAsync(clerk, "Hôm nay trời nắng đẹp."));

        Assert.That(page, Does.Contain("Không phải văn bản hành chính").And.Not.Contain("/intake/accept"));
    }

    [Test]
    public async Task Nothing_given_is_said_so()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);

        Assert.That(await TextAsync(await ReadAsync(clerk, " ")), Does.Contain("data-code=\"intake.nothing\""));
    }

    [Test]
    public async Task Marks_of_a_text_are_words_and_never_elements()
    {
        using var clerk = await House.SignInAsync(DemoPeople.ProvinceClerk);

        var page = await (await ReadAsync(clerk, LetterOf("73").Replace("báo cáo công tác", "<script>alert(1)</script> báo cáo", StringComparison.Ordinal))).Content.ReadAsStringAsync();

        Assert.That(page, Does.Not.Contain("<script>alert"));
    }
}
