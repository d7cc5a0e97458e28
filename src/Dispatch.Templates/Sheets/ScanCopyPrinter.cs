using System.Globalization;
using Dispatch.Templates.Images;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using static Dispatch.Templates.Layout.Length;

namespace Dispatch.Templates.Sheets;

/// <summary>Makes the file of an electronic copy from scanned pages.</summary>
public static class ScanCopyPrinter
{
    private const double LeastDensity = 200;
    private const double PointsPerInch = 72;
    private const double SmallestMm = 100;
    private const double CornerMm = 10;
    private const double CopyMarkTopMm = 6;

    // Scanners write 200 dpi as 78.7 dots per centimetre.
    private const double DensityTolerance = 0.5;

    /// <summary>
    /// Makes the PDF: each image at its size on paper, untouched, and at the upper right corner of the first page the empty field
    /// <see cref="SheetFields.CopyMark"/> for the signature whose appearance is the line of cell 14.
    /// </summary>
    /// <param name="sheet">The copy.</param>
    /// <returns>A complete PDF file.</returns>
    /// <exception cref="UnprintableSheetException">There is no page, or one is broken, of another kind of file, grey, too small, has less than 200 dots per inch or does not say how many.</exception>
    public static byte[] Print(ScanCopySheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Pages.Count == 0)
        {
            throw new UnprintableSheetException("scan.empty", "Bản sao chưa có trang nào. Hãy quét văn bản rồi thử lại.");
        }

        var sections = Document.Compose(document =>
        {
            for (var i = 0; i < sheet.Pages.Count; i++)
            {
                var number = i + 1;
                document.Page(page => Page(page, sheet.Pages[number - 1], number));
            }
        });
        var first = sections[0].Setup;
        var file = new PdfDocument(first.Width, first.Height, Prose.Clean(sheet.Title), sheet.Date, PdfStandard.Scan);
        PageFlow.Draw(sections, page => file.NewPage(page.Width, page.Height));
        return file.ToBytes();
    }

    private static void Page(PageDescriptor page, ScanPage scan, int number)
    {
        var picture = Read(scan, number);
        var (across, down) = Density(picture, number);
        var (width, height) = (picture.Width * PointsPerInch / across, picture.Height * PointsPerInch / down);
        var setup = new PageSetup(width, height, 0, 0, 0, 0);
        if (width < Mm(SmallestMm) || height < Mm(SmallestMm))
        {
            throw Refused(number, "scan.too-small", "nhỏ hơn tờ A6; ảnh không phải toàn trang hoặc ghi sai độ phân giải");
        }

        page.Setup(setup);
        page.Content().Image(picture, ToMm(width), ToMm(height), scan.Text ?? string.Create(CultureInfo.InvariantCulture, $"Ảnh quét trang {number} của văn bản"));
        if (number == 1)
        {
            SignatureFields.CopyMark(page.Foreground(), setup with { Right = Mm(CornerMm) }, CopyMarkTopMm);
        }
    }

    private static Picture Read(ScanPage scan, int number)
    {
        try
        {
            return Picture.Read(scan.Image);
        }
        catch (UnreadableImageException unreadable)
        {
            throw new UnprintableSheetException("scan.unreadable", string.Create(CultureInfo.InvariantCulture, $"Trang quét {number}: {unreadable.Message}"));
        }
    }

    private static (double Across, double Down) Density(Picture picture, int number)
    {
        if (picture.IsGrey)
        {
            throw Refused(number, "scan.grey", "là ảnh xám; Nghị định 30/2020/NĐ-CP (Phụ lục I) đòi ảnh màu");
        }

        if (picture.Density is not { } density)
        {
            throw Refused(number, "scan.density-unknown", "không ghi độ phân giải, nên không biết kích thước thật");
        }

        var least = Math.Min(density.Across, density.Down);
        return least >= LeastDensity - DensityTolerance
            ? density
            : throw Refused(number, "scan.density", $"chỉ có {least.ToString("0", CultureInfo.InvariantCulture)} dpi; Nghị định 30/2020/NĐ-CP (Phụ lục I) đòi tối thiểu 200 dpi");
    }

    private static UnprintableSheetException Refused(int number, string code, string what) =>
        new(code, string.Create(CultureInfo.InvariantCulture, $"Trang quét {number} {what}. Hãy quét lại ở chế độ màu, từ 200 dpi, tỷ lệ 100 %."));
}
