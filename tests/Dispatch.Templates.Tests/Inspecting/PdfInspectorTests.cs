using System.Text;
using Dispatch.Templates.Inspecting;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Signatures.Signing;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Inspecting;

/// <summary>What a PDF of others holds, and for what it is refused.</summary>
public sealed class PdfInspectorTests
{
    [TestCase("letter")]
    [TestCase("book")]
    [TestCase("letter to be signed")]
    [TestCase("copy of a signed letter")]
    public void What_we_print_may_be_signed(string sheet)
    {
        var file = PdfInspector.Inspect(EverySheet.Named(sheet));

        Assert.That(file.Obstacles, Is.Empty);
        Assert.That(file.Fonts, Is.Not.Empty.And.All.Property(nameof(FontFound.IsEmbedded)).True);
        Assert.That(file.PagesWithText, Is.EqualTo(file.PageCount));
    }

    [Test]
    public void A_browsers_page_is_read_with_its_size_and_fonts()
    {
        var file = PdfInspector.Inspect(Chromium.Print("<style>@page{size:A5 landscape}</style><p>Một trang"));

        Assert.That(file.Sizes, Is.EqualTo(new[] { new PageSize(210, 148, 1) }));
        Assert.That((file.PageCount, file.PagesWithText, file.IsSignable), Is.EqualTo((1, 1, true)));
        Assert.That(file.Obstacles.Select(obstacle => obstacle.Code), Is.EqualTo(new[] { ObstacleCodes.Size }));
    }

    [Test]
    public async Task Signatures_are_counted_and_stand_in_nobodys_way() =>
        Assert.That(PdfInspector.Inspect(await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.Seal)), Has.Property("Signatures").EqualTo(2).And.Property("IsSignable").True);

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "", ObstacleCodes.Scripts);
        yield return Case("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>", "", ObstacleCodes.Scripts);
        yield return Case("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (calc.exe) >> >>]", ObstacleCodes.OutsideActions);
        yield return Case("", "/AA << /O << /S /SubmitForm /F (http://a) >> >>", ObstacleCodes.OutsideActions);
        yield return Case("/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /UF (bang.xlsx) /EF << /F 9 0 R >> >>] >> >>", "", ObstacleCodes.Attachments);
        yield return Case("/AcroForm << /Fields [<< /FT /Tx /T (ten) >>] >>", "", ObstacleCodes.Form);
        yield return Case("/AcroForm << /XFA (x) >>", "", ObstacleCodes.Xfa);
        yield return Case("", "/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]", ObstacleCodes.Media);
        yield return new TestCaseData(new SmallPdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Type /Pages /Kids [] /Count 0 >>").Build(), ObstacleCodes.Pages).SetArgDisplayNames("no page");
        yield return new TestCaseData(SmallPdf.OnePage().Build("/Encrypt << /Filter /Standard >>"), ObstacleCodes.Encrypted).SetArgDisplayNames("encrypted");
        yield return new TestCaseData(Encoding.ASCII.GetBytes("%PDF-1.7 and nothing"), ObstacleCodes.Unsound).SetArgDisplayNames("broken");
    }

    [TestCaseSource(nameof(Refused))]
    public void What_would_make_a_signature_worth_nothing_is_refused_with_the_reason(byte[] pdf, string code)
    {
        var file = PdfInspector.Inspect(pdf);

        Assert.That(file.IsSignable, Is.False);
        Assert.That(file.Obstacles.Where(obstacle => obstacle.Weight is ObstacleWeight.Refused).Select(obstacle => obstacle.Code), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void A_font_that_is_not_in_the_file_is_named_and_not_refused()
    {
        var file = PdfInspector.Inspect(SmallPdf.OnePage().Build());

        Assert.That(file.Fonts, Is.EqualTo(new[] { new FontFound("Helvetica", false) }));
        Assert.That(file.Obstacles.Single(obstacle => obstacle.Code == ObstacleCodes.Fonts), Has.Property("Weight").EqualTo(ObstacleWeight.Note).And.Property("Message").Contains("Helvetica"));
    }

    [Test]
    public void A_scan_is_said_to_have_no_text() =>
        Assert.That(PdfInspector.Inspect(EverySheet.Named("scan")).Obstacles.Select(obstacle => obstacle.Code), Does.Contain(ObstacleCodes.NoText));

    [Test]
    public void No_cut_file_throws()
    {
        var whole = DispatchSheetPrinter.Print(SeedSheets.CopiedLetter);

        for (var length = 0; length < whole.Length; length += 611)
        {
            Assert.That(PdfInspector.Inspect(whole[..length]).IsSignable, Is.False);
        }
    }

    private static TestCaseData Case(string catalog, string page, string code) =>
        new TestCaseData(SmallPdf.OnePage(catalog, page).Build(), code).SetArgDisplayNames(catalog + page);
}
