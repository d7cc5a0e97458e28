using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Images;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>An electronic copy of a paper (Phụ lục I Phần II mục I).</summary>
public sealed class ScanCopyTests
{
    // 300 dots per inch: 11 811 to the metre, as PngMaker writes.
    private static readonly byte[] Page = new PngMaker(1240, 1754, 8, 2).Make();

    [Test]
    public void Pages_have_the_size_of_the_paper_and_only_the_field_is_added()
    {
        var pdf = ScanCopyPrinter.Print(Copy(Page, Page));
        var fields = PdfObjects.Of(pdf).Values.Where(value => value.ValueKind == System.Text.Json.JsonValueKind.Object && value.TryGetProperty("/FT", out _)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.Run("pdfinfo", pdf, "-f", "1", "-l", "2", "{pdf}"), Does.Match(@"Page\s+2 size:\s+297\.\d+ x 420\.\d+ pts"), "1240 pixels at 300 dpi are 105 mm");
            Assert.That(PdfTool.Run("pdfimages", pdf, "-list", "{pdf}").Split('\n').Where(line => line.Contains("rgb")), Has.All.Match(@"\s1240\s+1754\s+rgb\s.*\s300\s+300\s").And.Exactly(2).Items);
            Assert.That(fields.Select(field => field.GetProperty("/T").GetString()), Is.EqualTo(new[] { "u:" + SheetFields.CopyMark }));
            Assert.That(PdfTool.Text(pdf).Trim(), Is.Empty);
            Assert.That(PdfTool.Run("qpdf", pdf, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
        });
    }

    [Test]
    public void A_page_that_is_no_lawful_scan_is_refused_by_its_number()
    {
        var grey = new PngMaker(1240, 1754, 8, 0).Make();

        Assert.Multiple(() =>
        {
            Refused("scan.empty", "chưa có trang nào");
            Refused("scan.grey", "Trang quét 2 là ảnh xám", Page, grey);
            Refused("scan.density-unknown", "không ghi độ phân giải", Without(Page, "pHYs"));
            Refused("scan.density", "chỉ có 150 dpi", WithDensity(Page, 5906));
            Refused("scan.too-small", "nhỏ hơn tờ A6", Photographs.Red);
            Refused("scan.unreadable", "Trang quét 2: Không dùng được tệp ảnh", Page, Page[..5000]);
        });
    }

    [Test]
    public void Two_hundred_dots_per_inch_are_enough() =>
        Assert.That(() => ScanCopyPrinter.Print(Copy(WithDensity(Page, 7874))), Throws.Nothing);

    private static ScanCopySheet Copy(params byte[][] pages) => new() { Title = "Sao y 1349/BNG-CNV", Pages = [.. pages.Select(page => new ScanPage(page))] };

    private static void Refused(string code, string said, params byte[][] pages) =>
        Assert.That(() => ScanCopyPrinter.Print(Copy(pages)), Throws.InstanceOf<UnprintableSheetException>().With.Property("Code").EqualTo(code).And.Message.Contains(said));

    private static byte[] Without(byte[] png, string chunk)
    {
        var at = png.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(chunk)) - 4;
        return [.. png[..at], .. png[(at + 21)..]];
    }

    private static byte[] WithDensity(byte[] png, int dotsPerMetre)
    {
        var plain = Without(png, "pHYs");
        byte[] number = [(byte)(dotsPerMetre >> 24), (byte)(dotsPerMetre >> 16), (byte)(dotsPerMetre >> 8), (byte)dotsPerMetre];
        return [.. plain[..33], .. PngMaker.Chunk("pHYs", [.. number, .. number, 1]), .. plain[33..]];
    }
}
