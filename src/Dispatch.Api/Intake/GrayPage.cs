using System.Globalization;
using System.Text;

namespace Dispatch.Api.Intake;

/// <summary>A drawn page in shades of grey, as the PGM format (P5) holds it.</summary>
internal sealed class GrayPage
{
    /// <summary>No side of a drawn page is longer.</summary>
    private const int LongestSide = 6000;

    /// <summary>Scans lie within a few degrees; more is a page laid across, which recognition turns by itself.</summary>
    private const double MostSkew = 4;

    private const double Step = 0.2;
    private const byte White = 255;
    private const byte Ink = 128;

    private readonly int width;
    private readonly int height;
    private readonly byte[] shades;

    public GrayPage(int width, int height, byte[] shades)
    {
        (this.width, this.height, this.shades) = (width, height, shades);
    }

    /// <summary>The page of a PGM file; null when it is none.</summary>
    public static GrayPage? Read(byte[] pgm)
    {
        var at = 0;
        if (Word(pgm, ref at) != "P5" || !Number(Word(pgm, ref at), out var width) || !Number(Word(pgm, ref at), out var height) || Word(pgm, ref at) != "255" || pgm.Length - at != width * height)
        {
            return null;
        }

        return new GrayPage(width, height, pgm[at..]);
    }

    /// <summary>The page as a PGM file.</summary>
    public byte[] Write() => [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{width} {height}\n255\n")), .. shades];

    /// <summary>The page turned so that its lines lie level; the same page when they do.</summary>
    public GrayPage Straightened()
    {
        var skew = Skew();
        return Math.Abs(skew) < Step ? this : Turned(-skew);
    }

    /// <summary>By how many degrees the lines of the page fall to the right: the angle at which rows of ink and of paper differ most.</summary>
    public double Skew()
    {
        var ink = InkPoints();
        if (ink.Count < 200)
        {
            return 0;
        }

        var best = (Angle: 0.0, Sharpness: Sharpness(ink, 0));
        for (var angle = -MostSkew; angle <= MostSkew; angle += Step)
        {
            var sharpness = Sharpness(ink, angle);
            best = sharpness > best.Sharpness * 1.02 ? (angle, sharpness) : best;
        }

        return best.Angle;
    }

    /// <summary>The page turned by an angle in degrees around its middle, clockwise; what comes from outside is white.</summary>
    public GrayPage Turned(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var turned = new byte[shades.Length];
        var (middleX, middleY) = (width / 2.0, height / 2.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var fromX = (int)Math.Round(((x - middleX) * cos) + ((y - middleY) * sin) + middleX);
                var fromY = (int)Math.Round(((y - middleY) * cos) - ((x - middleX) * sin) + middleY);
                turned[(y * width) + x] = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height ? shades[(fromY * width) + fromX] : White;
            }
        }

        return new GrayPage(width, height, turned);
    }

    /// <summary>Every fourth dark point each way: enough for an angle.</summary>
    private List<(int X, int Y)> InkPoints()
    {
        var points = new List<(int X, int Y)>();
        for (var y = 0; y < height; y += 2)
        {
            for (var x = 0; x < width; x += 4)
            {
                if (shades[(y * width) + x] < Ink)
                {
                    points.Add((x, y));
                }
            }
        }

        return points;
    }

    /// <summary>The sum of squares of the ink in each row, once the points are turned back by the angle: lines of text make it sharp.</summary>
    private double Sharpness(List<(int X, int Y)> ink, double degrees)
    {
        var slope = Math.Tan(degrees * Math.PI / 180);
        var offset = (int)(width * Math.Abs(slope)) + 1;
        var rows = new int[((height + (2 * offset)) / 2) + 1];
        foreach (var (x, y) in ink)
        {
            rows[(int)(y - (x * slope) + offset) / 2]++;
        }

        return rows.Sum(r => (double)r * r);
    }

    private static bool Number(string word, out int value) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= LongestSide;

    private static string Word(byte[] bytes, ref int at)
    {
        var from = at;
        while (at < bytes.Length && at - from < 16 && bytes[at] is not ((byte)' ' or (byte)'\n'))
        {
            at++;
        }

        return Encoding.ASCII.GetString(bytes, from, at++ - from);
    }
}
