using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Marks;

public sealed class QrSquareTests
{
    private static readonly byte[] Pdf = DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with
    {
        Copy = SeedSheets.CopiedLetter.Copy! with { NumberAndSymbol = "267/SY-UBND", Verification = new VerificationMark("https://vanban.dienbien.gov.vn/tra-cuu", new string('a', 63) + "b") },
    });

    [Test]
    public void Another_program_reads_address_number_date_and_hash_from_the_printed_copy()
    {
        var read = QrReader.Read(Pdf, page: 2).Single();

        Assert.That(read, Is.EqualTo("https://vanban.dienbien.gov.vn/tra-cuu?so=267%2FSY-UBND&ngay=2024-12-14&sha256=qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqs"));
    }

    [Test]
    public void It_is_at_least_two_centimetres_wide_within_its_quiet_border_and_under_the_list()
    {
        var page = Notebook.PagesOf(new DispatchLayout(SeedSheets.CopiedLetter with { Copy = SeedSheets.CopiedLetter.Copy! with { Verification = new VerificationMark("https://a.vn", new string('0', 64)) } }).Sections)[1];
        var left = page.Fills.Min(area => area.X);
        var width = page.Fills.Max(area => area.X + area.Width) - left;
        var module = page.Fills.Min(area => area.Width);

        Assert.Multiple(() =>
        {
            Assert.That(width * 25.4 / 72, Is.GreaterThanOrEqualTo(20));
            Assert.That(left - (30 * 72 / 25.4), Is.EqualTo(4 * module).Within(0.01), "four modules of white");
            Assert.That(page.Fills.Min(area => area.Y), Is.GreaterThan(page.Texts.Single(text => text.Text.StartsWith("- Lưu", StringComparison.Ordinal)).Baseline));
        });
    }

    [Test]
    public void A_screen_reader_says_what_it_is() =>
        Assert.That(PdfTool.Run("pdfinfo", Pdf, "-struct", "{pdf}"), Does.Contain("Figure"));

    [Test]
    public void A_copy_without_the_mark_has_none() =>
        Assert.That(Notebook.PagesOf(new DispatchLayout(SeedSheets.CopiedLetter).Sections).SelectMany(page => page.Fills), Is.Empty);
}
