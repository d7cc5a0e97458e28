using System.Security.Cryptography;

namespace Dispatch.Templates.Images;

/// <summary>What the numbers of a pixel mean.</summary>
internal enum PixelKind
{
    Grey,
    Colour,
    Palette,
    FourInks,
}

/// <summary>A stream of pixels as the file format of the page takes it, row by row.</summary>
/// <param name="Data">The bytes as they go into the file.</param>
/// <param name="Filter">How they are packed: "DCTDecode", "FlateDecode", or null when they are plain.</param>
/// <param name="Kind">What the numbers of a pixel mean.</param>
/// <param name="Bits">Bits of one number.</param>
internal sealed record Pixels(ReadOnlyMemory<byte> Data, string? Filter, PixelKind Kind, int Bits)
{
    /// <summary>Each row begins with the number of its PNG filter.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>The colours of a palette, three bytes each.</summary>
    public ReadOnlyMemory<byte> Palette { get; init; }

    /// <summary>Zero is full ink, as some programs write four inks.</summary>
    public bool IsInverted { get; init; }

    /// <summary>How many numbers a pixel has.</summary>
    public int Components => Kind switch
    {
        PixelKind.Grey or PixelKind.Palette => 1,
        PixelKind.Colour => 3,
        PixelKind.FourInks => 4,
    };
}

/// <summary>An image read from a PNG or JPEG file, checked from its first byte to its last.</summary>
internal sealed class Picture
{
    /// <summary>A sheet of A3 at 600 dots per inch: what is larger is no office paper and could exhaust the server.</summary>
    public const int MostPixels = 72_000_000;

    internal Picture(int width, int height, Pixels pixels, ReadOnlySpan<byte> file)
    {
        Width = width;
        Height = height;
        Pixels = pixels;
        Fingerprint = Convert.ToHexString(SHA256.HashData(file));
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    public Pixels Pixels { get; }

    /// <summary>How much of each pixel covers the paper, one byte each, row by row; null when all of it does.</summary>
    public ReadOnlyMemory<byte>? Alpha { get; init; }

    /// <summary>Dots per inch as the file says, across and down; null when it does not say.</summary>
    public (double Across, double Down)? Density { get; init; }

    /// <summary>SHA-256 of the file: the same image is stored once however often it is drawn.</summary>
    public string Fingerprint { get; }

    public bool IsGrey => Pixels.Kind == PixelKind.Grey;

    /// <summary>Reads a PNG (any depth, palette, transparency, interlaced) or a JPEG (baseline or progressive; grey, colour or four inks).</summary>
    /// <exception cref="UnreadableImageException">The file is broken, cut short, too large, or neither PNG nor JPEG.</exception>
    public static Picture Read(ReadOnlyMemory<byte> file) =>
        PngReader.Recognises(file.Span) ? PngReader.Read(file)
        : JpegReader.Recognises(file.Span) ? JpegReader.Read(file)
        : throw new UnreadableImageException("tệp không phải là PNG hay JPEG");

    /// <summary>The picture as it looks on white paper, with nothing see-through.</summary>
    public Picture OnPaper()
    {
        if (Alpha is not { } alpha)
        {
            return this;
        }

        var colours = Pixels.Data.ToArray();
        for (var i = 0; i < colours.Length; i++)
        {
            var cover = alpha.Span[i / Pixels.Components];
            colours[i] = (byte)(((colours[i] * cover) + (255 * (255 - cover)) + 127) / 255);
        }

        return new Picture(Width, Height, Pixels with { Data = colours }, colours) { Density = Density };
    }

    internal static void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1)
        {
            throw new UnreadableImageException("ảnh không có điểm ảnh nào");
        }

        if (width > MostPixels || height > MostPixels || width * height > MostPixels)
        {
            throw new UnreadableImageException(FormattableString.Invariant($"ảnh quá lớn ({width} × {height} điểm ảnh, nhiều nhất {MostPixels / 1_000_000} triệu)"));
        }
    }
}
