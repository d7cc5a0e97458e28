using System.Diagnostics;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>PDFBox with Bouncy Castle reads our signatures; and we sign files that others made.</summary>
public sealed class OtherReadersTests
{
    private const string ClassPath = "/usr/share/java/pdfbox2.jar:/usr/share/java/commons-logging.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcprov.jar:/usr/share/java/bcutil.jar:/usr/share/java/fontbox2.jar";

    private static readonly NewField First = new("KyLanhDao", "Chữ ký của người có thẩm quyền", 1, 100, 200, 60, 25);
    private static readonly NewField Second = new("DauCoQuan", "Chữ ký số của cơ quan", 1, 90, 195, 36, 36);

    [Test]
    public async Task PdfBox_with_Bouncy_Castle_takes_every_signature_of_every_kind()
    {
        using var bench = new Workbench();
        bench.Put("basic.pdf", await SignedPaper.MakeAsync(DemoAuthority.Rsa, DemoAuthority.Seal));
        bench.Put("pss.pdf", await SignedPaper.MakeAsync(DemoAuthority.Pss, DemoAuthority.P256));
        bench.Put("archival.pdf", await SignedPaper.MakeAsync(DemoAuthority.P384, DemoAuthority.P256, SignatureLevel.Archival));
        var broken = bench.Take("basic.pdf");
        broken[200] ^= 1;
        bench.Put("broken.pdf", broken);

        var said = Check(bench, "basic.pdf", "pss.pdf", "archival.pdf", "broken.pdf");

        Assert.That(said.Where(line => line.Contains("pdf ", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "basic.pdf ETSI.CAdES.detached good", "basic.pdf ETSI.CAdES.detached good whole",
            "pss.pdf ETSI.CAdES.detached good", "pss.pdf ETSI.CAdES.detached good whole",
            "archival.pdf ETSI.CAdES.detached good", "archival.pdf ETSI.CAdES.detached good", "archival.pdf ETSI.RFC3161 good whole",
            "broken.pdf ETSI.CAdES.detached bad", "broken.pdf ETSI.CAdES.detached bad whole",
        }));
    }

    [TestCase("chromium")]
    [TestCase("ghostscript")]
    [TestCase("qpdf")]
    public async Task A_file_made_by_others_is_signed_twice(string maker)
    {
        using var bench = new Workbench();
        var paper = MadeBy(maker, bench);
        var first = SignedPaper.LeaderRequest with { Field = null, Place = First };
        var second = SignedPaper.SealRequest with { Field = null, Place = Second, Locks = [] };

        var signed = await SignedPaper.Basic.SignAsync(paper, first, DemoAuthority.QuietKeys["rsa"], SignatureLevel.Basic, CancellationToken.None);
        signed = await SignedPaper.Basic.SignAsync(signed, second, DemoAuthority.QuietKeys["p256"], SignatureLevel.Basic, CancellationToken.None);

        var said = SignedPaper.Pdfsig(signed);
        Assert.Multiple(() =>
        {
            Assert.That(said.Split("Signature is Valid.").Length - 1, Is.EqualTo(2), said);
            Assert.That(said.Split("Certificate is Trusted.").Length - 1, Is.EqualTo(2), said);
            Assert.That(said, Does.Contain("  - Total document signed"));
            Assert.That(PdfTool.Run("qpdf", signed, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
        });
    }

    [Test]
    public async Task A_scan_of_200_megabytes_is_signed_where_it_lies()
    {
        using var bench = new Workbench();
        var path = bench.At("scan.pdf");
        await BigScan.WriteAsync(path, 200L << 20);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            await SignedPaper.WithServices.SignAsync(file, SignedPaper.SealRequest with { Field = null, Place = Second, Locks = [] }, DemoAuthority.QuietKeys["rsa"], SignatureLevel.Timestamped, CancellationToken.None);
        }

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.That(allocated, Is.LessThan(30L << 20), "the file must never be in memory");
        Assert.That(bench.Run("pdfsig", "-nocert", "scan.pdf"), Does.Contain("Signature is Valid").And.Contain("Total document signed"));
    }

    private static byte[] MadeBy(string maker, Workbench bench)
    {
        bench.Put("page.html", "<meta charset=utf-8><title>Công văn</title><p>Kính gửi: Ủy ban nhân dân các tỉnh, thành phố</p>"u8.ToArray());
        bench.Put("page.ps", "%!PS\n/Times-Roman findfont 14 scalefont setfont 72 720 moveto (Cong van) show showpage\n"u8.ToArray());
        bench.Put("blank.pdf", SignedPaper.A4);
        switch (maker)
        {
            case "chromium":
                var chromium = Environment.GetEnvironmentVariable("DISPATCH_TEST_CHROMIUM") is { Length: > 0 } named ? named : "chromium";
                bench.Run(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + bench.At("profile"), "--no-pdf-header-footer", "--print-to-pdf=" + bench.At("made.pdf"), bench.At("page.html"));
                break;
            case "ghostscript":
                bench.Run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sPAPERSIZE=a4", "-sDEVICE=pdfwrite", "-sOutputFile=made.pdf", "page.ps");
                break;
            default:
                bench.Run("qpdf", "--object-streams=generate", "blank.pdf", "made.pdf");
                break;
        }

        return bench.Take("made.pdf");
    }

    private static string[] Check(Workbench bench, params string[] files)
    {
        using var source = typeof(OtherReadersTests).Assembly.GetManifestResourceStream("Signing/CheckWithPdfBox.java")!;
        using var text = new MemoryStream();
        source.CopyTo(text);
        bench.Put("CheckWithPdfBox.java", text.ToArray());
        return bench.Run("java", ["-cp", ClassPath, "CheckWithPdfBox.java", .. files]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
