using System.Buffers.Binary;

namespace Dispatch.Templates.Fonts;

/// <summary>Reads the numbers of a TrueType table, which are all big-endian. Whoever reads past its end reads a broken font.</summary>
internal static class BigEndian
{
    public static ushort U16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(Part(data, at, 2));

    public static short S16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt16BigEndian(Part(data, at, 2));

    public static uint U32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(Part(data, at, 4));

    /// <exception cref="UnreadableFontException">There are not so many bytes at that place.</exception>
    public static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> data, long at, long length) =>
        at >= 0 && length >= 0 && at + length <= data.Length
            ? data.Slice((int)at, (int)length)
            : throw new UnreadableFontException("tệp bị cắt cụt hoặc có địa chỉ nằm ngoài tệp");

    /// <inheritdoc cref="Part"/>
    public static ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> data, long at) => Part(data, at, data.Length - at);
}
