using System.Net;
using System.Text.RegularExpressions;
using Dispatch.Api.Demo;
using Dispatch.Api.Tests.Pages;

namespace Dispatch.Api.Tests.Receiving;

/// <summary>The form by which a copy is asked for: it offers what the law allows of this source, and says why not the rest.</summary>
public sealed partial class CopyFieldsTests : PageFixture
{
    [Test]
    public async Task Of_an_electronic_original_a_paper_sao_y_and_a_trich_sao_are_offered_and_of_a_sao_y_only_a_sao_luc()
    {
        using var province = await House.SignInAsync(DemoPeople.ProvinceClerk);
        using var district = await House.SignInAsync(DemoPeople.MuongNheClerk);

        var original = await province.ReadAsync(await PaperAsync(province, "1349/BNG-CNV"));
        var copy = await district.ReadAsync(await PaperAsync(district, "6983/BNG-CNV"));

        Assert.That(Offered(original), Is.EqualTo(new[] { "SaoY-Paper", "TrichSao-Paper", "TrichSao-Electronic" }));
        Assert.That(Offered(copy), Is.EqualTo(new[] { "SaoLuc-Paper", "SaoLuc-Electronic" }));
        Assert.That(original, Does.Contain("data-code=\"copying.sao-luc-needs-sao-y\"").And.Contain("data-code=\"copying.direction\""));
        Assert.That(copy, Does.Contain("data-code=\"copying.only-sao-luc-from-sao-y\""));
    }

    [Test]
    public async Task A_district_certifies_the_copy_of_a_copy_through_its_own_signer()
    {
        using var clerk = await House.SignInAsync(DemoPeople.MuongNheClerk);
        using var signer = await House.SignInAsync(DemoPeople.MuongNheOffice);
        var paper = await PaperAsync(clerk, "6983/BNG-CNV");
        var person = Signer().Match(await clerk.ReadAsync(paper)).Groups["id"].Value;

        var asked = await clerk.PostAsync(
            paper, $"{paper}/RequestCopy", ("making", "SaoLuc-Paper"), ("signer", person), ("capacity", "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"), ("recipients", "Sở Ngoại vụ tỉnh Điện Biên\nLưu: VT"));
        var copy = asked.Headers.Location!.OriginalString;
        await signer.PostAsync(copy, $"{copy}/Approve");
        await clerk.PostAsync(copy, $"{copy}/AssignNumber");
        await clerk.PostAsync(copy, $"{copy}/ApplySeal");
        Assert.That(await clerk.ReadAsync(copy), Does.Contain("Bản sao đã ký, chưa phát hành"));
        await clerk.PostAsync(copy, $"{copy}/Issue");

        Assert.That(await clerk.ReadAsync(copy), Does.Contain("Đã phát hành bản sao").And.Contain("Sao lục 01/SL-UBND").And.Contain("Bản sao đã phát hành"));
        Assert.That((await clerk.PostAsync(paper, $"{paper}/RequestCopy", ("making", "SaoY"), ("signer", person), ("capacity", "A"), ("recipients", "Lưu: VT"))).StatusCode, Is.Not.EqualTo(HttpStatusCode.SeeOther));
    }

    [TestCase("", "TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG", false, TestName = "A block left blank is the one the certifier has authority for")]
    [TestCase("CHỦ TỊCH", "CHỦ TỊCH", true, TestName = "A block nobody gave the certifier is told before it comes to the approval")]
    public async Task The_block_of_a_copy_is_held_against_what_its_certifier_may_sign_as(string typed, string printed, bool isTold)
    {
        using var clerk = await House.SignInAsync(DemoPeople.MuongNheClerk);
        var paper = await PaperAsync(clerk, "6983/BNG-CNV");
        var form = await clerk.ReadAsync(paper);

        var asked = await clerk.PostAsync(
            paper, $"{paper}/RequestCopy", ("making", "SaoLuc-Paper"), ("signer", Signer().Match(form).Groups["id"].Value), ("capacity", typed), ("recipients", "Sở Ngoại vụ tỉnh Điện Biên\nLưu: VT"));
        var copy = await clerk.ReadAsync(asked.Headers.Location!.OriginalString);

        Assert.That(form, Does.Contain("Mùa A Ninh: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG"));
        Assert.That(copy, Does.Contain($"<dd>{printed}</dd>"));
        Assert.That(copy, isTold ? Does.Contain($"Chỗ ký “{typed}” chưa có trong thẩm quyền ký bản sao ghi nhận cho Mùa A Ninh") : Does.Not.Contain("Chỗ ký"));
    }

    private static IEnumerable<string> Offered(string page) => Making().Matches(page).Select(option => option.Groups["key"].Value);

    private static async Task<string> PaperAsync(PageVisitor clerk, string number) =>
        new Regex($"href=\"(?<path>/incoming/[0-9a-f-]+)\">{number}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Match(await clerk.ReadAsync("/incoming")).Groups["path"].Value;

    [GeneratedRegex("<option value=\"(?<key>(SaoY|SaoLuc|TrichSao)-[A-Za-z]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Making();

    [GeneratedRegex("id=\"copy-signer\".*?<option value=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signer();
}
