using System.Buffers.Binary;

namespace Dispatch.Templates.Fonts;

/// <summary>
/// The boxes to tick, ☐ and ☑ and ☒, which Tinos lacks and forms need. Drawn as outlines of our own inside the embedded font, so that they are
/// text: they are found by a search and read aloud.
/// </summary>
internal static class TickBoxGlyphs
{
    private const int Empty = 0x2610;
    private const int Ticked = 0x2611;
    private const int Crossed = 0x2612;

    // In thousandths of the size. A box of 66 with a frame of 5; outer outlines run clockwise, holes the other way.
    private static readonly (int X, int Y)[] Outside = [(60, 0), (60, 660), (720, 660), (720, 0)];
    private static readonly (int X, int Y)[] Inside = [(110, 50), (670, 50), (670, 610), (110, 610)];
    private static readonly (int X, int Y)[] Tick = [(180, 330), (235, 385), (340, 250), (560, 540), (620, 495), (345, 130)];
    private static readonly (int X, int Y)[] Rising = [(180, 170), (560, 540), (600, 500), (220, 130)];
    private static readonly (int X, int Y)[] Falling = [(180, 500), (220, 540), (600, 170), (560, 130)];

    public static bool Has(int codePoint) => codePoint is Empty or Ticked or Crossed;

    public static int Advance(int unitsPerEm) => 780 * unitsPerEm / 1000;

    public static byte[] OutlineOf(int codePoint, int unitsPerEm)
    {
        (int X, int Y)[][] contours = codePoint switch
        {
            Ticked => [Outside, Inside, Tick],
            Crossed => [Outside, Inside, Rising, Falling],
            _ => [Outside, Inside],
        };
        return Encode([.. contours.Select(contour => contour.Select(p => (p.X * unitsPerEm / 1000, p.Y * unitsPerEm / 1000)).ToArray())]);
    }

    private static byte[] Encode((int X, int Y)[][] contours)
    {
        var points = contours.SelectMany(contour => contour).ToArray();
        var bytes = new List<byte>();
        Add(contours.Length);
        Add(points.Min(p => p.X));
        Add(points.Min(p => p.Y));
        Add(points.Max(p => p.X));
        Add(points.Max(p => p.Y));
        var last = -1;
        foreach (var contour in contours)
        {
            Add(last += contour.Length);
        }

        Add(0);
        bytes.AddRange(Enumerable.Repeat((byte)1, points.Length));
        AddSteps([.. points.Select(p => p.X)]);
        AddSteps([.. points.Select(p => p.Y)]);
        return [.. bytes];

        void Add(int value)
        {
            Span<byte> two = stackalloc byte[2];
            BinaryPrimitives.WriteInt16BigEndian(two, (short)value);
            bytes.AddRange(two);
        }

        void AddSteps(int[] values)
        {
            var before = 0;
            foreach (var value in values)
            {
                Add(value - before);
                before = value;
            }
        }
    }
}
