using System.Text;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Signatures.Signing;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>Paper copies made from the pages of their source.</summary>
public sealed class FileCopyTests
{
    private static readonly CopyBlock Block = SeedSheets.CopiedLetter.Copy!;

    private static byte[] Short => DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { Copy = null, Body = ["Bộ Ngoại giao xin thông báo."] });

    [Test]
    public async Task A_copy_begins_with_its_source_and_shows_what_the_signed_source_shows()
    {
        var source = await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.Seal);

        var copy = FileCopyPrinter.Print(source, Block);

        var words = PlacedWord.Of(copy);
        Assert.Multiple(() =>
        {
            Assert.That(copy.AsSpan(0, source.Length).SequenceEqual(source), "the source can be cut out again");
            Assert.That(SignedPaper.Verify(copy).Integrity, Is.EqualTo(FileIntegrity.Unsigned), "paper bears no signature of software");
            Assert.That(words.Select(word => word.Text), Is.SupersetOf(new[] { "6983", "SAO", "267" }));
            Assert.That(PdfTool.Run("qpdf", copy, "--show-object=trailer", "{pdf}"), Does.Contain("/Root"));
            Assert.That(PdfTool.Run("pdfimages", copy, "-list", "{pdf}").Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.GreaterThanOrEqualTo(4), "handwriting and seal are there");
        });
    }

    [Test]
    public void The_block_stands_under_the_end_of_the_text_when_there_is_room()
    {
        var words = PlacedWord.Of(FileCopyPrinter.Print(Short, Block));

        var end = words.Where(word => word.Text is "Vũ" or "CNV.").Max(word => word.Bottom);
        var label = words.Single(word => word.Text == "SAO");
        Assert.That(label.Page, Is.EqualTo(1));
        Assert.That(label.Top - end, Is.InRange(8, 16), "millimetres between text and label");
        Assert.That(words.Max(word => word.Bottom), Is.LessThan(277));
    }

    [Test]
    public void Without_room_the_block_has_a_page_of_its_own()
    {
        var words = PlacedWord.Of(FileCopyPrinter.Print(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { Copy = null }), Block));

        var last = words.Max(word => word.Page);
        Assert.That(words.Single(word => word.Text == "SAO").Page, Is.EqualTo(last));
        Assert.That(words.Where(word => word.Page == last).Min(word => word.Top), Is.GreaterThan(19), "only the block");
    }

    [Test]
    public void A_file_of_another_program_is_copied_page_for_page()
    {
        var source = Chromium.Print("<style>@page{size:A4;margin:20mm}</style><p>Văn bản của cơ quan khác.</p><p style='page-break-before:always'>Trang cuối.</p>");

        var copy = FileCopyPrinter.Print(source, Block);

        using var bench = new Workbench();
        Assert.Multiple(() =>
        {
            Assert.That(bench.Run("qpdf", "--check", bench.Put("copy.pdf", copy)), Does.Contain("No syntax or stream encoding errors"));
            Assert.That(bench.Run("mutool", "draw", "-q", "-r", "20", "-o", bench.At("page%d.png"), bench.At("copy.pdf")).Replace("warning: ICC support is not available\n", ""), Is.Empty);
            var words = PlacedWord.Of(copy);
            Assert.That(words.Where(word => word.Page == 2).Select(word => word.Text), Is.SupersetOf(new[] { "Trang", "cuối.", "SAO", "Bình" }));
            Assert.That(words.Max(word => word.Page), Is.EqualTo(2));
        });
    }

    [TestCase("/Rotate 90")]
    [TestCase("/CropBox [0 0 300 300]")]
    public void On_a_page_that_is_not_an_upright_sheet_nothing_is_written(string entry)
    {
        var words = PlacedWord.Of(FileCopyPrinter.Print(SmallPdf.OnePage(pageEntries: entry).Build(), Block));

        Assert.That(words.Single(word => word.Text == "SAO").Page, Is.EqualTo(2));
    }

    [Test]
    public void A_page_that_leaves_its_state_changed_does_not_move_the_block()
    {
        var source = new SmallPdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .Object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
            .Stream(4, "", "q q 0.1 0 0 0.1 300 300 cm BT /F1 240 Tf 0 4000 Td (An) Tj ET").Object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>").Build();

        var words = PlacedWord.Of(FileCopyPrinter.Print(source, Block));

        Assert.That(words.Single(word => word.Text == "SAO").Left, Is.GreaterThan(100));
    }

    [Test]
    public void The_same_source_and_block_give_the_same_bytes()
    {
        var first = FileCopyPrinter.Print(Short, Block);

        Assert.That(FileCopyPrinter.Print(Short, Block with { }), Is.EqualTo(first));
    }

    private static IEnumerable<TestCaseData> Uncopiable()
    {
        yield return new TestCaseData(Encoding.ASCII.GetBytes("no pdf"), "copy.unsound").SetArgDisplayNames("no PDF");
        yield return new TestCaseData(SmallPdf.OnePage("/AcroForm << /XFA (x) >>").Build(), "copy.xfa").SetArgDisplayNames("XFA");
        yield return new TestCaseData(SmallPdf.OnePage().Build("/Encrypt << /Filter /Standard >>"), "copy.encrypted").SetArgDisplayNames("encrypted");
        yield return new TestCaseData(new SmallPdf().Object(1, "<< /Type /Catalog /Pages 2 0 R >>").Object(2, "<< /Type /Pages /Kids [] /Count 0 >>").Build(), "copy.unsound").SetArgDisplayNames("no page");
    }

    [TestCaseSource(nameof(Uncopiable))]
    public void What_cannot_be_copied_is_refused_with_the_reason(byte[] source, string code) =>
        Assert.That(() => FileCopyPrinter.Print(source, Block), Throws.TypeOf<UnprintableSheetException>().With.Property("Code").EqualTo(code));
}
