using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>Bytes in the making, with numbers written the way PDF wants them whatever the culture.</summary>
internal sealed class PdfBuffer
{
    private const string HexDigits = "0123456789ABCDEF";

    private byte[] bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public PdfBuffer Add(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Take(more.Length));
        return this;
    }

    /// <summary>Refuses any other letter: a number written by the wrong culture must not become a question mark in the file.</summary>
    public static Encoding Ascii { get; } = Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    public PdfBuffer Add(string text)
    {
        Ascii.GetBytes(text, Take(text.Length));
        return this;
    }

    public PdfBuffer Add(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        return Add(digits[..count]);
    }

    /// <summary>A length or position, to a hundredth of a point: a thirtieth of a hair.</summary>
    public PdfBuffer Add(double number)
    {
        var hundredths = (long)Math.Round(number * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            Add("-"u8);
            hundredths = -hundredths;
        }

        Add((int)(hundredths / 100));
        var fraction = (int)(hundredths % 100);
        if (fraction > 0)
        {
            Add(fraction < 10 ? ".0"u8 : "."u8).Add(fraction % 10 == 0 ? fraction / 10 : fraction);
        }

        return this;
    }

    /// <summary>Two bytes as four hexadecimal digits.</summary>
    public PdfBuffer AddHex(int value)
    {
        var four = Take(4);
        for (var i = 3; i >= 0; i--)
        {
            four[i] = (byte)HexDigits[value & 15];
            value >>= 4;
        }

        return this;
    }

    private Span<byte> Take(int count)
    {
        if (Length + count > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(Length + count, bytes.Length * 2));
        }

        var taken = bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }
}
