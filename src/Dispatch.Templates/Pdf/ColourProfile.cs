using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>
/// Colour profiles, made from published numbers so that an archive knows what our red is: sRGB, and four inks as a plain screen shows them.
/// Nothing of anyone's profile file is in them.
/// </summary>
internal static class ColourProfile
{
    private const int HeaderLength = 128;
    private const int CurvePoints = 256;

    // The white of the space in which profiles meet (D50), and the primaries of sRGB in it.
    private static readonly double[] White = [0.9642, 1, 0.8249];
    private static readonly double[] Red = [0.4360747, 0.2225045, 0.0139322];
    private static readonly double[] Green = [0.3850649, 0.7168786, 0.0971045];
    private static readonly double[] Blue = [0.1430804, 0.0606169, 0.7141733];

    private static readonly Lazy<byte[]> MadeSrgb = new(MakeSrgb);
    private static readonly Lazy<byte[]> PackedOnce = new(Pack);
    private static readonly Lazy<byte[]> MadeFourInks = new(MakeFourInks);

    public static ReadOnlySpan<byte> Srgb => MadeSrgb.Value;

    /// <summary>The same, packed: every paper has it, so that it is packed once for all.</summary>
    public static ReadOnlySpan<byte> PackedSrgb => PackedOnce.Value;

    /// <summary>Cyan, magenta, yellow and black without the secrets of any press, for images that come in inks and name no profile.</summary>
    public static ReadOnlySpan<byte> FourInks => MadeFourInks.Value;

    private static byte[] Pack()
    {
        using var packed = Flate.Pack(Srgb, CompressionLevel.Optimal);
        return packed.Written.ToArray();
    }

    private static byte[] MakeSrgb()
    {
        var curve = Curve();
        return Assemble("mntrRGB XYZ ",
        [
            .. Common("sRGB"), ("rXYZ", Point(Red)), ("gXYZ", Point(Green)), ("bXYZ", Point(Blue)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ]);
    }

    private static byte[] MakeFourInks() => Assemble("scnrCMYKLab ", [.. Common("Four inks"), ("A2B0", InkTable())]);

    private static (string Tag, byte[] Data)[] Common(string name) =>
    [
        ("desc", Description(name)), ("cprt", [.. "text\0\0\0\0"u8, .. "No copyright, use freely\0"u8]), ("wtpt", Point(White)),
    ];

    /// <summary>The colours of the sixteen ways to print full inks over one another; what lies between is read off between them.</summary>
    private static byte[] InkTable()
    {
        var bytes = new List<byte>("mft1\0\0\0\0"u8.ToArray()) { 4, 3, 2, 0 };
        for (var i = 0; i < 9; i++)
        {
            Add32(bytes, i % 4 == 0 ? 65536 : 0);
        }

        var straight = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        bytes.AddRange(Enumerable.Repeat(straight, 4).SelectMany(curve => curve));
        for (var inks = 0; inks < 16; inks++)
        {
            double Light(int ink) => (inks & (8 >> ink)) == 0 && (inks & 1) == 0 ? 1 : 0;
            bytes.AddRange(Lab(Light(0), Light(1), Light(2)));
        }

        bytes.AddRange(Enumerable.Repeat(straight, 3).SelectMany(curve => curve));
        return [.. bytes];
    }

    private static byte[] Lab(double red, double green, double blue)
    {
        double Root(int i) => Curved(((red * Red[i]) + (green * Green[i]) + (blue * Blue[i])) / White[i]);
        var (x, y, z) = (Root(0), Root(1), Root(2));
        return [Byte(((116 * y) - 16) * 2.55), Byte((500 * (x - y)) + 128), Byte((200 * (y - z)) + 128)];

        static double Curved(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
        static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    }

    // The three curves are one: tags may share their data.
    private static byte[] Assemble(string kind, (string Tag, byte[] Data)[] parts)
    {
        var table = new List<byte>();
        var data = new List<byte>();
        var begin = HeaderLength + 4 + (12 * parts.Length);
        var places = new Dictionary<byte[], int>();
        Add32(table, parts.Length);
        foreach (var (tag, bytes) in parts)
        {
            if (!places.TryGetValue(bytes, out var place))
            {
                place = begin + data.Count;
                places[bytes] = place;
                data.AddRange(bytes);
                data.AddRange(new byte[-bytes.Length & 3]);
            }

            table.AddRange(Encoding.ASCII.GetBytes(tag));
            Add32(table, place);
            Add32(table, bytes.Length);
        }

        return [.. Header(kind, begin + data.Count), .. table, .. data];
    }

    private static List<byte> Header(string kind, int size)
    {
        var header = new List<byte>();
        Add32(header, size);
        Add32(header, 0);
        Add32(header, 0x02100000);
        header.AddRange(Encoding.ASCII.GetBytes(kind));
        header.AddRange([0x07, 0xCF, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
        header.AddRange("acsp"u8);
        header.AddRange(new byte[28]);
        header.AddRange(Point(White).AsSpan(8));
        header.AddRange(new byte[HeaderLength - header.Count]);
        return header;
    }

    private static byte[] Description(string text)
    {
        var bytes = new List<byte>("desc\0\0\0\0"u8.ToArray());
        Add32(bytes, text.Length + 1);
        bytes.AddRange(Encoding.ASCII.GetBytes(text));

        // The closing zero, then an empty Unicode and an empty Macintosh description.
        bytes.AddRange(new byte[1 + 4 + 4 + 2 + 1 + 67]);
        return [.. bytes];
    }

    private static byte[] Point(double[] numbers)
    {
        var bytes = new List<byte>("XYZ \0\0\0\0"u8.ToArray());
        foreach (var value in numbers)
        {
            Add32(bytes, (int)Math.Round(value * 65536));
        }

        return [.. bytes];
    }

    private static byte[] Curve()
    {
        var bytes = new List<byte>("curv\0\0\0\0"u8.ToArray());
        Add32(bytes, CurvePoints);
        for (var i = 0; i < CurvePoints; i++)
        {
            var value = i / (CurvePoints - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            var point = (int)Math.Round(linear * 65535);
            bytes.AddRange([(byte)(point >> 8), (byte)point]);
        }

        return [.. bytes];
    }

    private static void Add32(List<byte> bytes, int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, value);
        bytes.AddRange(four);
    }
}
