namespace Dispatch.Templates.Images;

/// <summary>The two sums by which PNG and zlib notice a broken byte.</summary>
internal static class CheckSums
{
    private const uint Polynomial = 0xEDB88320;
    private const uint LargestPrime = 65521;

    // The most bytes whose sums cannot outgrow 32 bits.
    private const int BytesBetweenRemainders = 5552;

    private static readonly uint[] Table = MakeTable();

    /// <summary>CRC-32 as PNG and ISO 3309 have it.</summary>
    public static uint Crc32(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
        {
            sum = Table[(sum ^ value) & 255] ^ (sum >> 8);
        }

        return ~sum;
    }

    /// <summary>Adler-32 as RFC 1950 has it.</summary>
    public static uint Adler32(ReadOnlySpan<byte> data)
    {
        var (low, high) = (1u, 0u);
        while (!data.IsEmpty)
        {
            var count = Math.Min(data.Length, BytesBetweenRemainders);
            foreach (var value in data[..count])
            {
                low += value;
                high += low;
            }

            low %= LargestPrime;
            high %= LargestPrime;
            data = data[count..];
        }

        return (high << 16) | low;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 1 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
