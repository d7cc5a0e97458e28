using System.Globalization;
using System.IO.Compression;
using Dispatch.Templates.Images;
using static System.FormattableString;

namespace Dispatch.Templates.Pdf;

/// <summary>The pictures of a document, each stored once however often it is drawn.</summary>
/// <param name="names">What the names begin with, so that they differ from others on the same page.</param>
internal sealed class PictureObjects(string names = "")
{
    private readonly Dictionary<string, (string Name, Picture Picture)> used = new(StringComparer.Ordinal);

    /// <summary>The name of a picture in the pages' resources.</summary>
    public string NameOf(Picture picture)
    {
        if (!used.TryGetValue(picture.Fingerprint, out var known))
        {
            known = (names + "I" + (used.Count + 1).ToString(CultureInfo.InvariantCulture), picture);
            used[picture.Fingerprint] = known;
        }

        return known.Name;
    }

    /// <summary>Writes the pictures; the object of each by its name.</summary>
    public Dictionary<string, int> AddTo(IPdfObjects file, PdfStandard standard) =>
        used.Values.ToDictionary(known => known.Name, known => Add(file, standard.AllowsTransparency() ? known.Picture : known.Picture.OnPaper()), StringComparer.Ordinal);

    private static int Add(IPdfObjects file, Picture picture)
    {
        var size = Invariant($"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height}");
        var mask = picture.Alpha is { } alpha
            ? Invariant($" /SMask {file.AddStream(size + " /ColorSpace /DeviceGray /BitsPerComponent 8", alpha.Span, CompressionLevel.Optimal)} 0 R")
            : "";
        var pixels = picture.Pixels;
        var entries = Invariant($"{size} /ColorSpace {ColourSpace(file, pixels)} /BitsPerComponent {pixels.Bits}{Decoding(picture)}{mask}");
        return pixels.Filter is null ? file.AddStream(entries, pixels.Data.Span, CompressionLevel.Optimal) : file.AddRaw($"{entries} /Filter /{pixels.Filter}", pixels.Data.Span);
    }

    private static string ColourSpace(IPdfObjects file, Pixels pixels) => pixels.Kind switch
    {
        PixelKind.Grey => "/DeviceGray",
        PixelKind.Colour => "/DeviceRGB",
        PixelKind.Palette => Invariant($"[/Indexed /DeviceRGB {(pixels.Palette.Length / 3) - 1} <{Convert.ToHexString(pixels.Palette.Span)}>]"),
        PixelKind.FourInks => Invariant($"[/ICCBased {file.AddStream("/N 4 /Alternate /DeviceCMYK", ColourProfile.FourInks)} 0 R]"),
    };

    private static string Decoding(Picture picture)
    {
        var pixels = picture.Pixels;
        var inverted = pixels.IsInverted ? " /Decode [1 0 1 0 1 0 1 0]" : "";
        return pixels.IsFiltered
            ? Invariant($" /DecodeParms << /Predictor 15 /Colors {pixels.Components} /BitsPerComponent {pixels.Bits} /Columns {picture.Width} >>")
            : inverted;
    }
}
