using System.Buffers.Binary;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>
/// The colour profile of sRGB, made from its published numbers, so that an archive knows what our red is. Nothing of anyone's profile file is in it.
/// </summary>
internal static class ColourProfile
{
    private const int HeaderLength = 128;
    private const int CurvePoints = 256;

    private static readonly Lazy<byte[]> Made = new(Make);

    public static ReadOnlySpan<byte> Srgb => Made.Value;

    private static byte[] Make()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] parts =
        [
            ("desc", Description("sRGB")),
            ("cprt", [.. "text\0\0\0\0"u8, .. "No copyright, use freely\0"u8]),
            ("wtpt", Point(0.9642, 1, 0.8249)),
            ("rXYZ", Point(0.4360747, 0.2225045, 0.0139322)),
            ("gXYZ", Point(0.3850649, 0.7168786, 0.0971045)),
            ("bXYZ", Point(0.1430804, 0.0606169, 0.7141733)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        return Assemble(parts);
    }

    // The three curves are one: tags may share their data.
    private static byte[] Assemble((string Tag, byte[] Data)[] parts)
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

        return [.. Header(begin + data.Count), .. table, .. data];
    }

    private static List<byte> Header(int size)
    {
        var header = new List<byte>();
        Add32(header, size);
        Add32(header, 0);
        Add32(header, 0x02100000);
        header.AddRange("mntrRGB XYZ "u8);
        header.AddRange([0x07, 0xCF, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
        header.AddRange("acsp"u8);
        header.AddRange(new byte[28]);
        header.AddRange(Point(0.9642, 1, 0.8249).AsSpan(8));
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

    private static byte[] Point(double x, double y, double z)
    {
        var bytes = new List<byte>("XYZ \0\0\0\0"u8.ToArray());
        foreach (var value in (ReadOnlySpan<double>)[x, y, z])
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
