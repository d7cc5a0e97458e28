using System.Buffers.Binary;

namespace Dispatch.Templates.Images;

/// <summary>
/// Walks a JPEG file from marker to marker (ITU-T T.81) and learns its size and colours. The file goes into the page as it is; it is not decoded.
/// </summary>
internal static class JpegReader
{
    private const byte Begin = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte Jfif = 0xE0;
    private const byte Adobe = 0xEE;
    private const double CentimetresPerInch = 2.54;

    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, Begin, 0xFF]);

    public static Picture Read(ReadOnlyMemory<byte> file)
    {
        var data = file.Span;
        var facts = new Facts();
        var at = 2;
        while (NextMarker(data, ref at) is var marker && marker != End)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                continue;
            }

            Learn(marker, Segment(data, ref at), facts);
            if (marker == Scan)
            {
                facts.Scans++;
                at = EndOfScan(data, at);
            }
        }

        return Made(file[..at], facts);
    }

    private static Picture Made(ReadOnlyMemory<byte> file, Facts facts)
    {
        if (facts.Components == 0 || facts.Scans == 0)
        {
            throw new UnreadableImageException("tệp JPEG không chứa ảnh");
        }

        Picture.CheckSize(facts.Width, facts.Height);
        var kind = facts.Components switch
        {
            1 => PixelKind.Grey,
            3 => PixelKind.Colour,
            4 => PixelKind.FourInks,
            _ => throw new UnreadableImageException(FormattableString.Invariant($"tệp JPEG có {facts.Components} thành phần màu (chỉ in được 1, 3 hoặc 4)")),
        };
        var pixels = new Pixels(file, "DCTDecode", kind, 8) { IsInverted = kind == PixelKind.FourInks && facts.IsFromAdobe };
        return new Picture(facts.Width, facts.Height, pixels, file.Span) { Density = facts.Density };
    }

    private static byte NextMarker(ReadOnlySpan<byte> data, ref int at)
    {
        if (at >= data.Length || data[at] != 0xFF)
        {
            throw Broken();
        }

        // Any number of 0xFF may stand before a marker.
        while (at < data.Length && data[at] == 0xFF)
        {
            at++;
        }

        return at < data.Length ? data[at++] : throw Broken();
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> data, ref int at)
    {
        var length = at + 2 <= data.Length ? BinaryPrimitives.ReadUInt16BigEndian(data[at..]) : 0;
        if (length < 2 || at + length > data.Length)
        {
            throw Broken();
        }

        var segment = data.Slice(at + 2, length - 2);
        at += length;
        return segment;
    }

    private static void Learn(byte marker, ReadOnlySpan<byte> segment, Facts facts)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                LearnFrame(segment, facts);
                break;
            case >= 0xC3 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC:
                throw new UnreadableImageException("tệp JPEG dùng kiểu nén không in được (không phải baseline hay progressive)");
            case Jfif when segment.Length >= 12 && segment.StartsWith("JFIF\0"u8):
                LearnDensity(segment, facts);
                break;
            case Adobe when segment.StartsWith("Adobe"u8):
                facts.IsFromAdobe = true;
                break;
        }
    }

    private static void LearnFrame(ReadOnlySpan<byte> segment, Facts facts)
    {
        if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5]) || facts.Components > 0)
        {
            throw Broken();
        }

        if (segment[0] != 8)
        {
            throw new UnreadableImageException(FormattableString.Invariant($"tệp JPEG có {segment[0]} bit cho mỗi màu (chỉ in được 8)"));
        }

        facts.Height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        facts.Width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        facts.Components = segment[5];
    }

    private static void LearnDensity(ReadOnlySpan<byte> segment, Facts facts)
    {
        double across = BinaryPrimitives.ReadUInt16BigEndian(segment[8..]);
        double down = BinaryPrimitives.ReadUInt16BigEndian(segment[10..]);
        var perUnit = segment[7] switch { 1 => 1, 2 => CentimetresPerInch, _ => 0 };
        facts.Density = perUnit > 0 && across > 0 && down > 0 ? (across * perUnit, down * perUnit) : null;
    }

    // In the data of a scan 0xFF is followed by zero, or by a restart marker.
    private static int EndOfScan(ReadOnlySpan<byte> data, int at)
    {
        while (true)
        {
            var next = data[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= data.Length)
            {
                throw new UnreadableImageException("tệp JPEG bị cắt cụt");
            }

            at += next;
            if (data[at + 1] is not 0 and not 0xFF and not (>= 0xD0 and <= 0xD7))
            {
                return at;
            }

            at += data[at + 1] == 0xFF ? 1 : 2;
        }
    }

    private static UnreadableImageException Broken() => new("tệp JPEG bị hỏng hoặc bị cắt cụt");

    private sealed class Facts
    {
        public int Width { get; set; }

        public int Height { get; set; }

        public int Components { get; set; }

        public int Scans { get; set; }

        public bool IsFromAdobe { get; set; }

        public (double Across, double Down)? Density { get; set; }
    }
}
