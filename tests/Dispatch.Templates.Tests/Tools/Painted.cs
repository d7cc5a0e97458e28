using System.Diagnostics;
using System.Text;

namespace Dispatch.Templates.Tests.Tools;

/// <summary>The first page as poppler paints it, one pixel a point.</summary>
internal sealed class Painted(int width, byte[] pixels)
{
    /// <summary>Red, green and blue at a point from the upper left corner.</summary>
    public int[] At(int x, int y) => [.. pixels.AsSpan(3 * ((y * width) + x), 3).ToArray().Select(value => (int)value)];

    public static Painted Of(byte[] pdf)
    {
        var bytes = PdfTool.RunForBytes("pdftoppm", pdf, "-r", "72", "-f", "1", "-l", "1", "{pdf}");
        var lines = Encoding.ASCII.GetString(bytes, 0, 40).Split('\n');
        Debug.Assert(lines[0] == "P6", "a picture in plain colours");
        var header = lines[0].Length + lines[1].Length + lines[2].Length + 3;
        return new Painted(int.Parse(lines[1].Split(' ')[0]), bytes[header..]);
    }
}
