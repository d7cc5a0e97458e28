using System.Buffers.Binary;
using System.IO.Compression;

namespace Dispatch.Templates.Images;

/// <summary>
/// Reads a PNG file (ISO/IEC 15948): every check sum, every size and every pixel. What the page format takes as it is stays as it is; transparency,
/// interlacing and small colours are unfolded to eight bits.
/// </summary>
internal sealed class PngReader
{
    private const double MetresPerInch = 0.0254;

    // A3 in colour at 600 dots per inch; a small file may claim more to exhaust the server.
    private const int MostBytes = 256 * 1024 * 1024;

    // Where the passes of an interlaced image begin and how far apart their pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly ReadOnlyMemory<byte> file;
    private readonly List<ReadOnlyMemory<byte>> parts = [];
    private byte[] packed = [];
    private PngHeader header = new(0, 0, 0, 0, IsInterlaced: false);
    private ReadOnlyMemory<byte> palette;
    private ReadOnlyMemory<byte>? transparency;
    private (double Across, double Down)? density;

    private PngReader(ReadOnlyMemory<byte> file) => this.file = file;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static Picture Read(ReadOnlyMemory<byte> file) => new PngReader(file).Read();

    private Picture Read()
    {
        ReadChunks();
        var rows = Unpack();
        var isPlain = !header.IsInterlaced && transparency is null && !header.HasAlpha && header.Depth <= 8;
        if (isPlain)
        {
            Walk(rows, CheckRow);
            return Made(new Pixels(packed, "FlateDecode", header.Kind, header.Depth) { IsFiltered = true, Palette = palette }, alpha: null);
        }

        var unfolded = new PngPixels(header, palette, transparency);
        Walk(rows, unfolded.Take);
        return Made(new Pixels(unfolded.Colours, Filter: null, unfolded.Kind, 8), unfolded.Alpha);
    }

    private Picture Made(Pixels pixels, byte[]? alpha) =>
        new(header.Width, header.Height, pixels, file.Span) { Alpha = alpha is null ? default(ReadOnlyMemory<byte>?) : alpha, Density = density };

    private void ReadChunks()
    {
        var at = Signature.Length;
        for (var isFirst = true; ; isFirst = false)
        {
            var (type, data) = Chunk(ref at);
            if (isFirst != (type == "IHDR"))
            {
                throw Broken("thiếu phần đầu");
            }

            if (type == "IEND")
            {
                return;
            }

            Take(type, data);
        }
    }

    private (string Type, ReadOnlyMemory<byte> Data) Chunk(ref int at)
    {
        var left = file.Span[at..];
        var length = left.Length >= 12 ? BinaryPrimitives.ReadUInt32BigEndian(left) : uint.MaxValue;
        if (length > left.Length - 12)
        {
            throw Broken("bị cắt cụt");
        }

        var end = 8 + (int)length;
        if (CheckSums.Crc32(left[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(left[end..]))
        {
            throw Broken("sai tổng kiểm tra CRC");
        }

        var type = string.Create(4, file.Slice(at + 4, 4), static (letters, bytes) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = (char)bytes.Span[i];
            }
        });
        var data = file.Slice(at + 8, (int)length);
        at += end + 4;
        return (type, data);
    }

    private void Take(string type, ReadOnlyMemory<byte> data)
    {
        switch (type)
        {
            case "IHDR":
                header = PngHeader.Read(data.Span);
                break;
            case "PLTE":
                palette = data.Length is > 0 and <= 768 && data.Length % 3 == 0 ? data : throw Broken("bảng màu sai");
                break;
            case "tRNS":
                transparency = data;
                break;
            case "pHYs" when data.Length == 9 && data.Span[8] == 1:
                density = (BinaryPrimitives.ReadUInt32BigEndian(data.Span) * MetresPerInch, BinaryPrimitives.ReadUInt32BigEndian(data.Span[4..]) * MetresPerInch);
                break;
            case "IDAT":
                parts.Add(data);
                break;
            default:
                // A capital first letter says that the image cannot be understood without this chunk.
                _ = char.IsAsciiLetterUpper(type[0]) ? throw Broken($"có phần lạ “{type}”") : 0;
                break;
        }
    }

    /// <summary>All rows with their filter numbers: exactly as many bytes as the header promises, and the check sum right.</summary>
    private byte[] Unpack()
    {
        if (header.Kind == PixelKind.Palette && palette.IsEmpty)
        {
            throw Broken("thiếu bảng màu");
        }

        var size = PassSizes().Sum(pass => (long)pass.Rows * (1 + header.BytesFor(pass.Columns)));
        if (size > MostBytes)
        {
            throw new UnreadableImageException(FormattableString.Invariant($"ảnh quá lớn ({size / 1024 / 1024} MiB khi giải nén)"));
        }

        var rows = new byte[size];
        packed = [.. parts.SelectMany(part => part.ToArray())];
        try
        {
            using var unpacking = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            unpacking.ReadExactly(rows);
            if (unpacking.ReadByte() >= 0)
            {
                throw Broken("dữ liệu dài hơn kích thước ảnh");
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw Broken("dữ liệu nén sai hoặc thiếu");
        }

        // The library that unpacks does not look at the sum; readers of our file do.
        var sum = packed.Length >= 6 ? BinaryPrimitives.ReadUInt32BigEndian(packed.AsSpan(packed.Length - 4)) : 0;
        return sum == CheckSums.Adler32(rows) ? rows : throw Broken("sai tổng kiểm tra dữ liệu");
    }

    private IEnumerable<(int Columns, int Rows, int Pass)> PassSizes() => header.IsInterlaced
        ? Passes.Select((pass, i) => ((header.Width - pass.X + pass.StepX - 1) / pass.StepX, (header.Height - pass.Y + pass.StepY - 1) / pass.StepY, i))
            .Where(pass => pass.Item1 > 0 && pass.Item2 > 0)
        : [(header.Width, header.Height, Passes.Length - 1)];

    /// <summary>Undoes the filters row by row and hands on each row: its bytes, the row of the image, the first column and the step between columns.</summary>
    private void Walk(byte[] rows, Action<ReadOnlyMemory<byte>, int, int, int> take)
    {
        var at = 0;
        foreach (var (columns, count, pass) in PassSizes())
        {
            var (x, y, stepX, stepY) = header.IsInterlaced ? Passes[pass] : (0, 0, 1, 1);
            var length = header.BytesFor(columns);
            var above = new byte[length].AsMemory();
            for (var row = 0; row < count; row++)
            {
                var line = rows.AsMemory(at + 1, length);
                PngFilter.Undo(rows[at], line.Span, above.Span, header.BytesPerPixel);
                take(line, y + (row * stepY), x, stepX);
                above = line;
                at += 1 + length;
            }
        }
    }

    private void CheckRow(ReadOnlyMemory<byte> row, int y, int firstX, int stepX)
    {
        for (var i = 0; header.Kind == PixelKind.Palette && i < header.Width; i++)
        {
            _ = header.NumberIn(row.Span, i) < palette.Length / 3 ? 0 : throw Broken(PngPixels.OutsideThePalette);
        }
    }

    internal static UnreadableImageException Broken(string how) => new($"tệp PNG {how}");
}
