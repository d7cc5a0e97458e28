using Dispatch.Api.Demo;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Pages;

/// <summary>A day of each who does not sit at the register: the signer on a phone and by keyboard, the auditor, the administrator; each with its pictures.</summary>
public sealed class PeopleDaysTests : BrowserFixture
{
    [Test]
    public async Task A_signer_reads_and_signs_on_a_phone()
    {
        await ReadyAsync("ký trên điện thoại");
        await using var signer = await Browser.SignInAsync(House, DemoPeople.SignerVu, isPhone: true);
        await signer.Page.ClickAsync(".quick a:has-text('Bàn ký')");
        await signer.PictureAsync("day signer phone desk");
        await signer.Page.ClickAsync("a:has-text('Ký trên điện thoại')");
        await signer.Page.WaitForSelectorAsync("img.page-picture");
        Assert.That(await signer.TooWideAsync(), Is.LessThanOrEqualTo(0));
        await signer.PictureAsync("day signer phone page");
        await signer.Page.ClickAsync("#act-Sign button");
        await signer.Page.WaitForSelectorAsync(".done:has-text('Chữ ký không hoàn tác được')");
        await signer.PictureAsync("day signer phone signed");

        Assert.That(signer.Faults, Is.Empty);
    }

    [Test]
    public async Task A_signer_signs_by_the_keyboard_alone()
    {
        await ReadyAsync("ký bằng bàn phím");
        await using var signer = await Browser.SignInAsync(House, DemoPeople.SignerVu);
        await ListeningAsync(signer);
        await PressAsync(signer, "g", "k");
        await signer.Page.WaitForSelectorAsync("h1:has-text('Bàn ký')");
        await signer.Page.FocusAsync("a:has-text('Ký bằng bàn phím')");
        await PressAsync(signer, "Enter");
        await signer.Page.WaitForSelectorAsync("img.page-picture");
        await PressAsync(signer, "k");
        await signer.Page.WaitForSelectorAsync(".done:has-text('Đã ký.')");

        Assert.That(signer.Faults, Is.Empty);
    }

    [Test]
    public async Task An_auditor_finds_a_paper_its_family_and_the_years_figures()
    {
        await using var auditor = await Browser.SignInAsync(House, DemoPeople.All.Single(person => person.UserName == "kiemtra.bng"));
        await ListeningAsync(auditor);
        await PressAsync(auditor, "/");
        await auditor.Page.Keyboard.TypeAsync("6983/BNG-CNV");
        await PressAsync(auditor, "Enter");
        await auditor.Page.ClickAsync("main table a:has-text('6983/BNG-CNV')");
        await auditor.Page.ClickAsync("a.to-graph");
        await auditor.Page.WaitForSelectorAsync(".graph-scroll svg");
        await auditor.PictureAsync("day auditor family");
        await PressAsync(auditor, "g", "b");
        await auditor.Page.WaitForSelectorAsync("h1:has-text('Báo cáo năm')");
        await auditor.Page.ClickAsync("a:has-text('2025')");
        await auditor.PictureAsync("day auditor report");

        Assert.That(auditor.Faults, Is.Empty);
    }

    [Test]
    public async Task An_administrator_closes_an_account_by_mistake_and_opens_it_again_and_sets_a_day_off()
    {
        await using var admin = await Browser.SignInAsync(House, DemoPeople.All.Single(person => person.UserName == "quantri.bng"));
        await admin.Page.ClickAsync("nav.side a:has-text('Người dùng')");
        await admin.Page.ClickAsync("a:has-text('Nguyễn Minh Hằng')");
        await admin.Page.ClickAsync("#act-Close button");
        await admin.Page.WaitForSelectorAsync(".done:has-text('Đã khóa tài khoản')");
        await admin.PictureAsync("day administrator closed");
        await admin.Page.ClickAsync(".done button:has-text('Hoàn tác')");
        await admin.Page.WaitForSelectorAsync(".done:has-text('Đã mở lại tài khoản.')");
        await admin.Page.GotoAsync("/calendar?year=2026");
        await admin.Page.FillAsync("#day", "31/12/2026");
        await admin.Page.FillAsync("#name", "Nghỉ theo thông báo");
        await admin.Page.ClickAsync("#act-Day button[type=submit]");
        await admin.Page.WaitForSelectorAsync("tr:has-text('31/12/2026')");
        await admin.PictureAsync("day administrator calendar");

        Assert.That(admin.Faults, Is.Empty);
    }

    /// <summary>A paper that waits for the signer, brought there over the pages' own forms.</summary>
    private async Task ReadyAsync(string subject)
    {
        await using var drafter = await Browser.SignInAsync(House, DemoPeople.Drafter);
        await DraftAsync(drafter.Page, subject, "Như trên\nLưu: VT");
        await drafter.Page.ClickAsync("#act-Submit button");
        await drafter.Page.WaitForSelectorAsync(".done:has-text('Đã trình kiểm tra.')");
        var paper = new Uri(drafter.Page.Url).AbsolutePath;
        foreach (var (person, act) in new[] { (DemoPeople.UnitHead, "PassContent"), (DemoPeople.Clerk, "PassForm") })
        {
            using var visitor = await House.SignInAsync(person);
            var answer = await visitor.PostAsync(paper, $"{paper}/{act}");
            Assert.That((int)answer.StatusCode, Is.EqualTo(303), await answer.Content.ReadAsStringAsync());
        }
    }
}
