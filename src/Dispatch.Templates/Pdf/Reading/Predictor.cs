namespace Dispatch.Templates.Pdf.Reading;

/// <summary>Undoes the differences that PNG and TIFF predictors store instead of values (ISO 32000-1, 7.4.4.4).</summary>
internal static class Predictor
{
    public static byte[] Undo(PdfDictionary parameters, byte[] data)
    {
        var kind = Number(parameters, "Predictor", 1, 15);
        if (kind == 1)
        {
            return data;
        }

        var (colours, bits, columns) = (Number(parameters, "Colors", 1, 32), Number(parameters, "BitsPerComponent", 8, 16), Number(parameters, "Columns", 1, 1 << 20));
        var pixel = Math.Max(1, colours * bits / 8);
        var row = ((colours * bits * columns) + 7) / 8;
        return kind switch
        {
            2 when bits == 8 => UndoTiff(data, row, pixel),
            >= 10 => UndoPng(data, row, pixel),
            _ => throw new PdfFormatException(PdfFormatCodes.Filter, $"Predictor {kind} is not known"),
        };
    }

    private static int Number(PdfDictionary parameters, string name, int usual, int most)
    {
        var value = parameters[name] is { } given ? (given as PdfInteger)?.Value ?? -1 : usual;
        return value >= 1 && value <= most ? (int)value : throw new PdfFormatException(PdfFormatCodes.Filter, $"/{name} of a filter is out of range");
    }

    private static byte[] UndoTiff(byte[] data, int row, int pixel)
    {
        var plain = (byte[])data.Clone();
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] += i % row >= pixel ? plain[i - pixel] : (byte)0;
        }

        return plain;
    }

    private static byte[] UndoPng(byte[] data, int row, int pixel)
    {
        if (data.Length % (row + 1) != 0)
        {
            throw new PdfFormatException(PdfFormatCodes.Filter, "Predicted data end inside a row");
        }

        var plain = new byte[data.Length / (row + 1) * row];
        for (int from = 0, to = 0; from < data.Length; from += row + 1, to += row)
        {
            var above = to == 0 ? new byte[row] : plain.AsSpan(to - row, row);
            UndoRow(data[from], data.AsSpan(from + 1, row), above, plain.AsSpan(to, row), pixel);
        }

        return plain;
    }

    private static void UndoRow(byte kind, ReadOnlySpan<byte> packed, ReadOnlySpan<byte> above, Span<byte> plain, int pixel)
    {
        for (var i = 0; i < plain.Length; i++)
        {
            var left = i >= pixel ? plain[i - pixel] : 0;
            var corner = i >= pixel ? above[i - pixel] : 0;
            plain[i] = (byte)(packed[i] + kind switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => throw new PdfFormatException(PdfFormatCodes.Filter, $"Row predictor {kind} is not known"),
            });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
