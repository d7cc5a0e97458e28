using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Dispatch.Templates.Images;

namespace Dispatch.Templates.Signatures.Authority;

/// <summary>Images for the demonstration, as Phụ lục I asks for them: PNG with a transparent background. The seal says DEMO where a real one names its body.</summary>
public static class DemoMarks
{
    private const double Turn = 2 * Math.PI;

    private static readonly Lazy<byte[]> BlueHandwriting = new(() => Draw(480, 200, (0x1F, 0x3F, 0xB5), Scribble(), stroke: 2.6));
    private static readonly Lazy<byte[]> RedSeal = new(() => Draw(440, 440, (0xD6, 0x1A, 0x1A), Emblem(), stroke: 3.2));

    /// <summary>A signature by hand, blue.</summary>
    public static byte[] Handwriting => [.. BlueHandwriting.Value];

    /// <summary>A round seal, red.</summary>
    public static byte[] Seal => [.. RedSeal.Value];

    private static List<(double X, double Y)[]> Scribble()
    {
        var loops = Enumerable.Range(0, 161).Select(i => i / 160.0).Select(t => (
            40 + (360 * t) + (38 * Math.Sin(5 * Turn * t)),
            105 - (62 * Math.Sin(0.9 * Turn * t) * Math.Exp(-1.6 * t)) + (46 * Math.Cos((5 * Turn * t) + 0.8) * (1 - (0.75 * t))))).ToArray();
        return [loops, [(60, 165), (180, 150), (330, 146), (452, 122)]];
    }

    private static List<(double X, double Y)[]> Emblem()
    {
        (double, double) At(double radius, double turn) => (220 + (radius * Math.Sin(Turn * turn)), 220 - (radius * Math.Cos(Turn * turn)));
        (double, double)[] Ring(double radius) => [.. Enumerable.Range(0, 121).Select(i => At(radius, i / 120.0))];
        (double, double)[] star = [.. Enumerable.Range(0, 11).Select(i => At(i % 2 == 0 ? 62 : 25, i / 10.0)).Select(point => (point.Item1, point.Item2 - 40))];
        return [Ring(214), Ring(207), Ring(150), star, .. Letters(118, 270)];
    }

    // D E M O, in strokes.
    private static IEnumerable<(double X, double Y)[]> Letters(double left, double top)
    {
        (double, double)[][] strokes =
        [
            [(0, 0), (0, 50), (22, 50), (38, 36), (38, 14), (22, 0), (0, 0)],
            [(90, 0), (58, 0), (58, 50), (90, 50)], [(58, 25), (84, 25)],
            [(106, 50), (106, 0), (126, 30), (146, 0), (146, 50)],
            [(178, 0), (164, 14), (164, 36), (178, 50), (192, 50), (206, 36), (206, 14), (192, 0), (178, 0)],
        ];
        return strokes.Select(stroke => stroke.Select(point => (left + point.Item1, top + point.Item2)).ToArray());
    }

    private static byte[] Draw(int width, int height, (int Red, int Green, int Blue) colour, List<(double X, double Y)[]> lines, double stroke)
    {
        var cover = new byte[width * height];
        foreach (var line in lines)
        {
            for (var i = 1; i < line.Length; i++)
            {
                Cover(cover, width, height, line[i - 1], line[i], stroke);
            }
        }

        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                packing.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    packing.Write([(byte)colour.Red, (byte)colour.Green, (byte)colour.Blue, cover[(y * width) + x]]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    // How much ink a pixel has falls off over one pixel at the edge of the stroke.
    private static void Cover(byte[] cover, int width, int height, (double X, double Y) from, (double X, double Y) to, double stroke)
    {
        var reach = stroke + 1;
        for (var y = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)); y < Math.Min(height, Math.Max(from.Y, to.Y) + reach); y++)
        {
            for (var x = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)); x < Math.Min(width, Math.Max(from.X, to.X) + reach); x++)
            {
                var ink = (byte)(255 * Math.Clamp(stroke + 0.5 - Distance((x + 0.5, y + 0.5), from, to), 0, 1));
                cover[(y * width) + x] = Math.Max(cover[(y * width) + x], ink);
            }
        }
    }

    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var along = Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / Math.Max((dx * dx) + (dy * dy), 1e-9), 0, 1);
        return Math.Sqrt(Math.Pow(point.X - from.X - (along * dx), 2) + Math.Pow(point.Y - from.Y - (along * dy), 2));
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), CheckSums.Crc32(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }
}
