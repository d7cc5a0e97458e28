namespace Dispatch.Templates.Pdf.Reading;

/// <summary>The filters that need no dictionary: hexadecimal, base 85 and run lengths (ISO 32000-1, 7.4.2, 7.4.3, 7.4.5).</summary>
internal static class TextFilters
{
    public static byte[] UndoHex(byte[] data)
    {
        var digits = new List<byte>();
        foreach (var letter in data.TakeWhile(letter => letter != '>').Where(letter => !PdfParser.IsWhite(letter)))
        {
            digits.Add(char.IsAsciiHexDigit((char)letter) ? letter : throw Damaged());
        }

        if (digits.Count % 2 == 1)
        {
            digits.Add((byte)'0');
        }

        return Convert.FromHexString(string.Concat(digits.Select(digit => (char)digit)));
    }

    public static byte[] UndoBase85(byte[] data)
    {
        var plain = new List<byte>(data.Length);
        var (group, count) = (0L, 0);
        foreach (var letter in data.Where(letter => !PdfParser.IsWhite(letter)).TakeWhile(letter => letter != '~'))
        {
            if (letter == 'z' && count == 0)
            {
                plain.AddRange([0, 0, 0, 0]);
                continue;
            }

            group = letter is >= (byte)'!' and <= (byte)'u' ? (group * 85) + (letter - '!') : throw Damaged();
            if (++count == 5)
            {
                AddGroup(plain, group, 4);
                (group, count) = (0, 0);
            }
        }

        if (count > 0)
        {
            for (var i = count; i < 5; i++)
            {
                group = (group * 85) + 84;
            }

            AddGroup(plain, group, count - 1);
        }

        return [.. plain];
    }

    public static byte[] UndoRuns(byte[] data, int most)
    {
        var plain = new List<byte>();
        for (var i = 0; i < data.Length && data[i] != 128;)
        {
            var length = data[i++];
            if (length < 128)
            {
                plain.AddRange(i + length < data.Length ? data.AsSpan(i, length + 1).ToArray() : throw Damaged());
                i += length + 1;
            }
            else
            {
                plain.AddRange(Enumerable.Repeat(i < data.Length ? data[i++] : throw Damaged(), 257 - length));
            }

            if (plain.Count > most)
            {
                throw new PdfFormatException(PdfFormatCodes.Limit, $"A stream unpacks to more than {most} bytes");
            }
        }

        return [.. plain];
    }

    private static void AddGroup(List<byte> plain, long group, int bytes)
    {
        for (var i = 0; i < bytes; i++)
        {
            plain.Add((byte)(group >> (24 - (8 * i))));
        }
    }

    private static PdfFormatException Damaged() => new(PdfFormatCodes.Filter, "A stream written as text is damaged");
}
