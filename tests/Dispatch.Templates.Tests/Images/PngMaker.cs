using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Dispatch.Templates.Images;

namespace Dispatch.Templates.Tests.Images;

/// <summary>Writes PNG files of every kind, each pixel given by a function of its place.</summary>
public sealed record PngMaker(int Width, int Height, int Depth, int ColourType)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public bool IsInterlaced { get; init; }

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    public int Channels => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>The number of one channel of one pixel: different for all of them, and within the palette.</summary>
    public int Number(int x, int y, int channel) => ((x * 37) + (y * 11) + (channel * 101)) * 257 % Limit;

    private int Limit => Palette is null ? 1 << Depth : Math.Min(1 << Depth, Palette.Length / 3);

    public byte[] Make()
    {
        var file = new List<byte> { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A };
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = ((byte)Depth, (byte)ColourType, (byte)(IsInterlaced ? 1 : 0));
        file.AddRange(Chunk("IHDR", header));
        file.AddRange(Chunk("pHYs", [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]));
        file.AddRange(Palette is null ? [] : Chunk("PLTE", Palette));
        file.AddRange(Transparency is null ? [] : Chunk("tRNS", Transparency));
        var data = Packed();
        file.AddRange(Chunk("IDAT", data[..(data.Length / 2)]));
        file.AddRange(Chunk("IDAT", data[(data.Length / 2)..]));
        return [.. file, .. Chunk("IEND", [])];
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), CheckSums.Crc32(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }

    private byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var (firstX, firstY, stepX, stepY) in IsInterlaced ? Passes : [(0, 0, 1, 1)])
            {
                Pack(packing, firstX, firstY, stepX, stepY);
            }
        }

        return packed.ToArray();
    }

    private void Pack(ZLibStream packing, int firstX, int firstY, int stepX, int stepY)
    {
        byte[]? above = null;
        for (var y = firstY; y < Height && firstX < Width; y += stepY)
        {
            var row = Row(y, firstX, stepX);
            var filter = (byte)(y % 5);
            packing.WriteByte(filter);
            packing.Write(Filtered(filter, row, above ?? new byte[row.Length]));
            above = row;
        }
    }

    private byte[] Row(int y, int firstX, int stepX)
    {
        var bits = new List<bool>();
        for (var x = firstX; x < Width; x += stepX)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                bits.AddRange(Enumerable.Range(0, Depth).Select(bit => ((Number(x, y, channel) >> (Depth - 1 - bit)) & 1) == 1));
            }
        }

        return [.. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, i) => bit ? 128 >> i : 0).Sum())];
    }

    private byte[] Filtered(byte filter, byte[] row, byte[] above)
    {
        var back = Math.Max(1, Channels * Depth / 8);
        return [.. row.Select((value, i) =>
        {
            int left = i >= back ? row[i - back] : 0;
            int corner = i >= back ? above[i - back] : 0;
            var guess = left + above[i] - corner;
            var nearest = new[] { left, above[i], corner }.MinBy(candidate => Math.Abs(guess - candidate));
            return (byte)(value - (filter switch { 0 => 0, 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, _ => nearest }));
        })];
    }
}
