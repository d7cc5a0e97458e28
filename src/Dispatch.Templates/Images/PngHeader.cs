using System.Buffers.Binary;

namespace Dispatch.Templates.Images;

/// <summary>The size of a PNG image and what its numbers mean.</summary>
internal sealed record PngHeader(int Width, int Height, int Depth, int ColourType, bool IsInterlaced)
{
    public PixelKind Kind => ColourType switch { 0 or 4 => PixelKind.Grey, 3 => PixelKind.Palette, _ => PixelKind.Colour };

    public bool HasAlpha => ColourType is 4 or 6;

    /// <summary>Numbers per pixel, transparency among them.</summary>
    public int Channels => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public int BytesPerPixel => Math.Max(1, Channels * Depth / 8);

    public int BytesFor(int columns) => (int)((((long)columns * Channels * Depth) + 7) / 8);

    /// <summary>The number at a place of a row.</summary>
    public int NumberIn(ReadOnlySpan<byte> row, int index)
    {
        switch (Depth)
        {
            case 8:
                return row[index];
            case 16:
                return (row[2 * index] << 8) | row[(2 * index) + 1];
            default:
                var bit = index * Depth;
                return (row[bit >> 3] >> (8 - Depth - (bit & 7))) & ((1 << Depth) - 1);
        }
    }

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
        {
            throw PngReader.Broken("có phần đầu sai");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        Picture.CheckSize(width, height);
        var (depth, colourType) = (data[8], data[9]);
        var isKnown = colourType switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        return isKnown && data[10] == 0 && data[11] == 0 && data[12] <= 1
            ? new PngHeader((int)width, (int)height, depth, colourType, data[12] == 1)
            : throw PngReader.Broken("có kiểu màu hoặc kiểu nén không có trong chuẩn");
    }
}
