using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>Bytes in the making, with numbers written the way PDF wants them whatever the culture.</summary>
internal sealed class PdfBuffer(int room = 1024)
{
    private byte[] bytes = new byte[room];

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

    public PdfBuffer Add(int number) => Add((long)number);

    public PdfBuffer Add(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        return Add(digits[..count]);
    }

    /// <summary>A length or position, to a hundredth of a point: a thirtieth of a hair.</summary>
    public PdfBuffer Add(double number)
    {
        var hundredths = (long)Math.Round(number * 100, MidpointRounding.AwayFromZero);
        Sign(hundredths).Add(Math.Abs(hundredths) / 100);
        var fraction = (int)(Math.Abs(hundredths) % 100);
        return fraction == 0 ? this : Add(fraction < 10 ? ".0"u8 : "."u8).Add(fraction % 10 == 0 ? fraction / 10 : fraction);
    }

    /// <summary>A number to a tenth.</summary>
    public PdfBuffer AddTenths(double number)
    {
        var tenths = (long)Math.Round(number * 10, MidpointRounding.AwayFromZero);
        Sign(tenths).Add(Math.Abs(tenths) / 10);
        return tenths % 10 == 0 ? this : Add("."u8).Add(Math.Abs(tenths) % 10);
    }

    /// <summary>Two bytes inside a string in parentheses, where four bytes have a meaning of their own.</summary>
    public PdfBuffer AddInString(int value)
    {
        AddByteInString((byte)(value >> 8));
        AddByteInString((byte)value);
        return this;
    }

    /// <summary>Two bytes as four hexadecimal digits.</summary>
    public PdfBuffer AddHex(int value)
    {
        var four = Take(4);
        for (var i = 3; i >= 0; i--)
        {
            four[i] = "0123456789ABCDEF"u8[value & 15];
            value >>= 4;
        }

        return this;
    }

    /// <summary>The name of another object: "12 0 R".</summary>
    public PdfBuffer AddReference(int number) => Add((long)number).Add(" 0 R"u8);

    /// <summary>Two bytes, the higher first.</summary>
    public PdfBuffer AddBytes16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), unchecked((ushort)value));
        return this;
    }

    /// <summary>Four bytes, the highest first.</summary>
    public PdfBuffer AddBytes32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
        return this;
    }

    /// <summary>Forgets what was written and keeps the room.</summary>
    public void Clear() => Length = 0;

    private PdfBuffer Sign(long number) => number < 0 ? Add("-"u8) : this;

    private void AddByteInString(byte value)
    {
        if (value is (byte)'(' or (byte)')' or (byte)'\\')
        {
            Take(1)[0] = (byte)'\\';
        }

        // A bare carriage return would be read as a line feed.
        if (value == '\r')
        {
            Add("\\r"u8);
            return;
        }

        Take(1)[0] = value;
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
