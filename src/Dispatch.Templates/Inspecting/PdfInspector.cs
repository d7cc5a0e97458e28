using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Inspecting;

/// <summary>
/// Looks into a PDF of others without running, drawing or changing anything. It never throws for what a file holds: a file that cannot be read is a finding.
/// </summary>
public static class PdfInspector
{
    /// <summary>Pages that are looked at; a longer file is said to be longer.</summary>
    public const int MostPages = 1000;

    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Looks at a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public static PdfInspection Inspect(byte[] file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var reader = PdfFileReader.Open(file);
            return reader.IsEncrypted ? Closed(new PdfInspection { IsEncrypted = true }, Obstacle.Encrypted) : Inspect(reader, cancellationToken);
        }
        catch (PdfFormatException unsound)
        {
            return unsound.Code == PdfFormatCodes.Encrypted
                ? Closed(new PdfInspection { IsEncrypted = true }, Obstacle.Encrypted)
                : Closed(new PdfInspection(), Obstacle.Unsound(unsound));
        }
    }

    private static PdfInspection Closed(PdfInspection inspection, PdfObstacle obstacle) => inspection with { Obstacles = [obstacle] };

    private static PdfInspection Inspect(PdfFileReader reader, CancellationToken cancellationToken)
    {
        var contents = FileContents.Of(reader, cancellationToken);
        var pages = new FilePages(reader, new PdfUpdate(reader));
        var looked = Math.Min(pages.Count, MostPages);
        var withText = 0;
        for (var page = 0; page < looked; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            withText += pages.MarksOf(page) is null or { Letters.Count: > 0 } ? 1 : 0;
        }

        var inspection = new PdfInspection
        {
            PageCount = pages.Count,
            Sizes = [.. Enumerable.Range(0, looked).Select(page => SizeOf(pages, page)).GroupBy(size => size).Select(same => new PageSize(same.Key.Width, same.Key.Height, same.Count()))],
            PagesWithText = withText,
            Fonts = [.. contents.Fonts.OrderBy(font => font.Name, StringComparer.Ordinal)],
            HasScripts = contents.HasScripts,
            HasOutsideActions = contents.OutsideActions.Count > 0,
            Attachments = [.. contents.Attachments.Order(StringComparer.Ordinal)],
            FillableFields = contents.FillableFields,
            Signatures = contents.Signatures,
        };
        return inspection with { Obstacles = [.. Obstacle.Of(inspection, contents, looked).OrderByDescending(obstacle => obstacle.Weight)] };
    }

    private static (int Width, int Height) SizeOf(FilePages pages, int page)
    {
        var media = pages.BoxOf(pages.Inherited(page, "MediaBox")) ?? default;
        var box = pages.BoxOf(pages.Inherited(page, "CropBox")) is { IsEmpty: false } crop
            ? new Box(Math.Max(crop.Left, media.Left), Math.Max(crop.Bottom, media.Bottom), Math.Min(crop.Right, media.Right), Math.Min(crop.Top, media.Top))
            : media;
        var unit = Box.NumberOf(pages.Inherited(page, "UserUnit")) ?? 1;
        var (width, height) = (Millimetres(box.Right - box.Left, unit), Millimetres(box.Top - box.Bottom, unit));
        var isTurned = (pages.Inherited(page, "Rotate") as PdfInteger)?.Value % 180 is not (null or 0);
        return isTurned ? (height, width) : (width, height);
    }

    private static int Millimetres(double points, double unit) => (int)Math.Clamp(Math.Round(points * unit / PointsPerMillimetre), 0, 1_000_000);
}
