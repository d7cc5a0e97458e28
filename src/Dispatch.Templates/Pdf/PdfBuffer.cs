using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Dispatch.Templates.Pdf;

/// <summary>
/// Bytes in the making, with numbers written the way PDF wants them whatever the culture. Its room is borrowed: where many papers are made one after
/// another, what one gives back the next takes, and no memory is cleared for it.
/// </summary>
internal sealed class PdfBuffer(int room = 1024)
{
    // Rooms for scans are not kept for the next paper, which is a letter.
    private const int LargestShared = 1 << 20;

    // Four bytes a letter at most, inside a string in parentheses.
    private const int WidestLetter = 4;

    private byte[] bytes = Rent(room);

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
        Room(20);
        number.TryFormat(bytes.AsSpan(Length), out var count, provider: CultureInfo.InvariantCulture);
        Length += count;
        return this;
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
        Room(WidestLetter);
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

    /// <summary>Bytes to be written over later, when what they say is known; valid until the next is added.</summary>
    public Span<byte> Take(int count)
    {
        Room(count);
        var taken = bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }

    /// <summary>What was written, to be changed in place; valid until the next is added.</summary>
    public Span<byte> Change(int at, int count) => bytes.AsSpan(0, Length).Slice(at, count);

    /// <summary>Forgets what was written and keeps the room.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds once more what was written at a place.</summary>
    public void Repeat(int at, int count)
    {
        var again = Take(count);
        bytes.AsSpan(at, count).CopyTo(again);
    }

    /// <summary>Gives the room back; what was written is gone.</summary>
    public void Release()
    {
        Return(bytes);
        (bytes, Length) = ([], 0);
    }

    private PdfBuffer Sign(long number) => number < 0 ? Add("-"u8) : this;

    private void AddByteInString(byte value)
    {
        // A bare carriage return would be read as a line feed.
        if (value is (byte)'(' or (byte)')' or (byte)'\\' or (byte)'\r')
        {
            bytes[Length++] = (byte)'\\';
        }

        bytes[Length++] = value == '\r' ? (byte)'r' : value;
    }

    private void Room(int count)
    {
        if (Length + count > bytes.Length)
        {
            var larger = Rent(Math.Max(Length + count, bytes.Length * 2));
            Written.CopyTo(larger);
            Return(bytes);
            bytes = larger;
        }
    }

    private static byte[] Rent(int room) => room > LargestShared ? GC.AllocateUninitializedArray<byte>(room) : ArrayPool<byte>.Shared.Rent(room);

    private static void Return(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= LargestShared)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
