namespace Dispatch.Templates.Pdf.Reading;

/// <summary>Unpacks LZW (ISO 32000-1, 7.4.4): old files compress so.</summary>
internal static class LzwDecoder
{
    private const int Clear = 256;
    private const int End = 257;
    private const int MostCodes = 4096;

    public static byte[] Undo(byte[] data, bool earlyChange, int most)
    {
        var plain = new List<byte>();
        var table = new List<byte[]>();
        byte[]? last = null;
        var (bit, early) = (0L, earlyChange ? 1 : 0);
        Reset(table);
        while (true)
        {
            var width = table.Count + early >= 2048 ? 12 : table.Count + early >= 1024 ? 11 : table.Count + early >= 512 ? 10 : 9;
            if (bit + width > data.Length * 8L)
            {
                return [.. plain];
            }

            var code = Code(data, bit, width);
            bit += width;
            if (code == End)
            {
                return [.. plain];
            }

            if (code == Clear)
            {
                Reset(table);
                last = null;
                continue;
            }

            var entry = code < table.Count ? table[code]
                : code == table.Count && last is not null ? [.. last, last[0]]
                : throw new PdfFormatException(PdfFormatCodes.Filter, "A compressed stream is damaged");
            plain.AddRange(plain.Count + entry.Length <= most ? entry : throw new PdfFormatException(PdfFormatCodes.Limit, $"A stream unpacks to more than {most} bytes"));
            if (last is not null && table.Count < MostCodes)
            {
                table.Add([.. last, entry[0]]);
            }

            last = entry;
        }
    }

    private static void Reset(List<byte[]> table)
    {
        table.Clear();
        table.AddRange(Enumerable.Range(0, 256).Select(value => new[] { (byte)value }));
        table.Add([]);
        table.Add([]);
    }

    private static int Code(byte[] data, long bit, int width)
    {
        var code = 0;
        for (var i = 0; i < width; i++, bit++)
        {
            code = (code << 1) | ((data[bit >> 3] >> (7 - (int)(bit & 7))) & 1);
        }

        return code;
    }
}
