using System.Text.RegularExpressions;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Images;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>Programs of others judge every paper we print.</summary>
public sealed class JudgeTests
{
    // Unpacks every packed stream and wants its end, its sum, and nothing after it.
    private const string UnpackAll =
        """
        import re, sys, zlib
        data = open(sys.argv[1], 'rb').read()
        count = 0
        for found in re.finditer(rb'/FlateDecode /Length (\d+) >>\nstream\n', data):
            body = data[found.end():found.end() + int(found.group(1))]
            assert data[found.end() + len(body):].startswith(b'\nendstream'), 'length at %d' % found.start()
            unpacking = zlib.decompressobj()
            unpacking.decompress(body)
            assert unpacking.eof and not unpacking.unused_data, 'stream at %d' % found.start()
            count += 1
        print(count)
        """;

    private static IEnumerable<string> All => EverySheet.Names;

    private static IEnumerable<string> WithoutSignatureFields => All.Where(name => name is not ("letter to be signed" or "scan"));

    [TestCaseSource(nameof(All))]
    public void Qpdf_finds_nothing_wrong(string sheet)
    {
        using var bench = new Workbench();

        var said = bench.Run("qpdf", "--check", bench.Put("sheet.pdf", EverySheet.Named(sheet)));

        Assert.That(said, Does.Contain("No syntax or stream encoding errors").And.Not.Contain("WARNING"));
    }

    [TestCaseSource(nameof(All))]
    public void Mutool_paints_it_without_a_word(string sheet)
    {
        using var bench = new Workbench();

        var said = bench.Run("mutool", "draw", "-q", "-r", "20", "-o", bench.At("page%d.png"), bench.Put("sheet.pdf", EverySheet.Named(sheet)));

        // Debian's mutool is built without colour profiles and says so of every file that has one.
        Assert.That(said.Replace("warning: ICC support is not available\n", ""), Is.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void Poppler_paints_it_without_a_word_and_sees_every_font_embedded(string sheet)
    {
        using var bench = new Workbench();
        var file = bench.Put("sheet.pdf", EverySheet.Named(sheet));

        Assert.That(bench.Run("pdftoppm", "-r", "20", file, bench.At("page")), Is.Empty);
        var fonts = bench.Run("pdffonts", file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.That(fonts, Is.All.Match(@"^[A-Z]{6}\+Tinos-\S+\s+CID TrueType\s+Identity-H\s+yes yes yes\s"));
        Assert.That(fonts, sheet == "scan" ? Is.Empty : Is.Not.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void Every_packed_stream_unpacks_to_its_end(string sheet)
    {
        using var bench = new Workbench();
        bench.Put("unpack.py", System.Text.Encoding.UTF8.GetBytes(UnpackAll));

        var count = int.Parse(bench.Run("python3", "unpack.py", bench.Put("sheet.pdf", EverySheet.Named(sheet))));

        Assert.That(count, Is.GreaterThanOrEqualTo(3));
    }

    // Over an empty signature field mutool writes "SIGN".
    [TestCaseSource(nameof(WithoutSignatureFields))]
    public void Two_readers_find_the_same_letters(string sheet)
    {
        var pdf = EverySheet.Named(sheet);

        Assert.That(Letters(PdfTool.Run("mutool", pdf, "draw", "-q", "-F", "txt", "{pdf}")), Is.EqualTo(Letters(PdfTool.Text(pdf))));
    }

    [Test]
    public void The_oldest_archives_take_the_same_papers([Values(0, 1, 2)] int which)
    {
        using var bench = new Workbench();
        var pdf = which switch
        {
            0 => DispatchSheetPrinter.PrintForOldArchives(SeedSheets.CopiedLetter),
            1 => DispatchSheetPrinter.PrintForOldArchives(SeedSheets.LongLetter with { Number = null, Date = null, IsToBeSigned = true }),
            _ => Oldest(Document.Compose(document => document.Page(page => page.Content().Image(
                Dispatch.Templates.Images.Picture.Read(new PngMaker(64, 64, 16, 6).Make()), 30, 30, "Dấu nửa trong suốt")))),
        };

        var said = bench.Run("java", "-cp", Preflight(), "org.apache.pdfbox.preflight.Validator_A1b", bench.Put("old.pdf", pdf));

        Assert.That(said, Does.Contain("is a valid PDF/A-1b file"));
    }

    [Test]
    public void The_judge_of_the_oldest_archives_would_notice_a_newer_file()
    {
        using var bench = new Workbench();

        var (code, said) = bench.Try("java", "-cp", Preflight(), "org.apache.pdfbox.preflight.Validator_A1b", bench.Put("new.pdf", EverySheet.Named("letter")));

        Assert.That(code, Is.Not.Zero);
        Assert.That(said, Does.Contain("is not a valid PDF/A-1b file"));
    }

    [Test]
    public void A_book_of_more_objects_than_two_bytes_count_is_opened_by_all()
    {
        using var bench = new Workbench();
        var file = bench.Put("book.pdf", RegisterBookPrinter.Print(RegisterBookTests.Book(6500)));
        var structure = PdfTool.Run("qpdf", bench.Take("book.pdf"), "--show-xref", "{pdf}");

        Assert.Multiple(() =>
        {
            Assert.That(structure.Split('\n'), Has.Length.GreaterThan(65_536));
            Assert.That(bench.Run("qpdf", "--check", file), Does.Contain("No syntax or stream encoding errors"));
            Assert.That(bench.Run("mutool", "info", "-F", file), Does.Contain("Tinos-Regular"));
            Assert.That(Regex.Count(bench.Run("pdftotext", "-raw", file, "-"), @"\b6500\b", RegexOptions.None, TimeSpan.FromSeconds(5)), Is.GreaterThanOrEqualTo(1));
        });
    }

    private static byte[] Oldest(IReadOnlyList<PageSection> sections)
    {
        var document = new PdfDocument(Paper.Portrait.Width, Paper.Portrait.Height, "Bản lưu", new DateOnly(2024, 12, 17), PdfStandard.Oldest);
        PageFlow.Draw(sections, page => document.NewPage(page.Width, page.Height));
        return document.ToBytes(isPacked: true);
    }

    private static string Preflight() => string.Join(':', ((string[])
        ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "jaxb-api", "jaxb-runtime", "javax.activation"]).Select(name => $"/usr/share/java/{name}.jar"));

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '\f').Order());
}
