namespace Dispatch.Templates.Images;

/// <summary>Undoes the five filters by which PNG makes rows easier to pack (ISO/IEC 15948, 9).</summary>
internal static class PngFilter
{
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var left = i >= bytesPerPixel ? row[i - bytesPerPixel] : 0;
            var corner = i >= bytesPerPixel ? above[i - bytesPerPixel] : 0;
            row[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => (byte)Nearest(left, above[i], corner),
                _ => throw PngReader.Broken("dùng bộ lọc không có"),
            };
        }
    }

    // Of the three neighbours the one nearest to left + above - corner, in this order.
    private static int Nearest(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
