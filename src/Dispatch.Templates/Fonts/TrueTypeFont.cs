using System.Text;
using static Dispatch.Templates.Fonts.BigEndian;

namespace Dispatch.Templates.Fonts;

/// <summary>A TrueType font read once: which glyph draws a character, how wide it is, and its outline.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly ushort[] glyphs = new ushort[char.MaxValue + 1];
    private readonly int[] advances;
    private readonly bool longOffsets;
    private readonly (int Offset, int Length) outlines;
    private readonly (int Offset, int Length) locations;
    private readonly (int Offset, int Length) metrics;
    private readonly int measured;

    /// <exception cref="UnreadableFontException">The file is broken, cut short, or no TrueType font with a Unicode character map.</exception>
    public TrueTypeFont(string name, byte[] data)
    {
        this.data = data;
        Name = name;
        ReadDirectory();
        var head = Table("head");
        UnitsPerEm = U16(head, 18) is >= 16 and <= 16384 and var units ? units : throw new UnreadableFontException("cỡ ô chữ sai");
        longOffsets = U16(head, 50) == 1;
        Bounds = [Scaled(S16(head, 36)), Scaled(S16(head, 38)), Scaled(S16(head, 40)), Scaled(S16(head, 42))];
        GlyphCount = U16(Table("maxp"), 4);
        (outlines, locations, metrics) = (Place("glyf"), Place("loca"), Place("hmtx"));
        measured = U16(Table("hhea"), 34);
        advances = ReadAdvances();
        ReadCharacterMap();
        CapHeight = Scaled(S16(Table("OS/2"), 88));
        Ascent = Scaled(S16(Table("hhea"), 4));
        Descent = Scaled(S16(Table("hhea"), 6));
        ItalicAngle = S16(Table("post"), 4);
        _ = Part(head, 0, 54);
        _ = Part(Table(locations), 0, (GlyphCount + 1) * (longOffsets ? 4 : 2));
    }

    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>The box around all glyphs, in thousandths of the size, as PDF wants it.</summary>
    public IReadOnlyList<int> Bounds { get; }

    public int CapHeight { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int ItalicAngle { get; }

    public ReadOnlySpan<byte> Table(string tag) => Table(Place(tag));

    /// <summary>The glyph that draws a character; null when it is one of those we draw ourselves.</summary>
    /// <exception cref="MissingGlyphException">The font has none and neither have we.</exception>
    public int? GlyphOf(int codePoint)
    {
        var glyph = codePoint <= char.MaxValue ? glyphs[codePoint] : 0;
        if (glyph != 0)
        {
            return glyph;
        }

        return TickBoxGlyphs.Has(codePoint) ? null : throw new MissingGlyphException(codePoint);
    }

    /// <summary>How far the pen moves after a character, in font units.</summary>
    public int AdvanceOf(int codePoint) => GlyphOf(codePoint) is { } glyph ? advances[glyph] : TickBoxGlyphs.Advance(UnitsPerEm);

    public double WidthOf(ReadOnlySpan<char> text, double size)
    {
        var units = 0L;
        foreach (var letter in text)
        {
            if (glyphs[letter] == 0)
            {
                return WidthOfRare(text) * size / UnitsPerEm;
            }

            units += advances[glyphs[letter]];
        }

        return units * size / UnitsPerEm;
    }

    private long WidthOfRare(ReadOnlySpan<char> text)
    {
        var units = 0L;
        foreach (var rune in text.EnumerateRunes())
        {
            units += AdvanceOf(rune.Value);
        }

        return units;
    }

    public int SideBearingOf(int glyph)
    {
        var table = Table(metrics);
        return S16(table, glyph < measured ? (4 * glyph) + 2 : (4 * measured) + (2 * (glyph - measured)));
    }

    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var (start, end) = (Location(glyph), Location(glyph + 1));
        return Part(Table(outlines), start, end - start);
    }

    private (int Offset, int Length) Place(string tag) =>
        tables.TryGetValue(tag, out var place) ? place : throw new UnreadableFontException($"thiếu bảng “{tag}”");

    private ReadOnlySpan<byte> Table((int Offset, int Length) place) => data.AsSpan(place.Offset, place.Length);

    private long Location(int glyph)
    {
        var table = Table(locations);
        return longOffsets ? U32(table, 4 * glyph) : 2 * U16(table, 2 * glyph);
    }

    private void ReadDirectory()
    {
        if (U32(data, 0) is not 0x00010000)
        {
            throw new UnreadableFontException("tệp không phải là phông TrueType");
        }

        for (var i = 0; i < U16(data, 4); i++)
        {
            var entry = Part(data, 12 + (16 * i), 16);
            var (offset, length) = (U32(entry, 8), U32(entry, 12));
            _ = Part(data, offset, length);
            tables[Encoding.ASCII.GetString(entry[..4])] = ((int)offset, (int)length);
        }
    }

    private int Scaled(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm);

    private int[] ReadAdvances()
    {
        var table = Table(metrics);
        if (measured == 0 || GlyphCount == 0)
        {
            throw new UnreadableFontException("không có chữ nào");
        }

        _ = Part(table, 0, (4 * measured) + (2 * Math.Max(0, GlyphCount - measured)));
        var result = new int[GlyphCount];
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            result[glyph] = U16(table, 4 * Math.Min(glyph, measured - 1));
        }

        return result;
    }

    private void ReadCharacterMap()
    {
        var table = Table("cmap");
        for (var i = 0; i < U16(table, 2); i++)
        {
            var isWindowsUnicode = U16(table, 4 + (8 * i)) == 3 && U16(table, 6 + (8 * i)) == 1;
            var map = Rest(table, U32(table, 8 + (8 * i)));
            if (isWindowsUnicode && U16(map, 0) == 4)
            {
                ReadSegments(map);
                return;
            }
        }

        throw new UnreadableFontException("thiếu bảng ký tự Unicode (cmap kiểu 4)");
    }

    private void ReadSegments(ReadOnlySpan<byte> map)
    {
        var length = U16(map, 6);
        for (var segment = 0; segment < length; segment += 2)
        {
            var last = U16(map, 14 + segment);
            var first = U16(map, 16 + length + segment);
            var delta = U16(map, 16 + (2 * length) + segment);
            var rangeAt = 16 + (3 * length) + segment;
            var range = U16(map, rangeAt);
            for (var code = (int)first; code <= last && code != char.MaxValue; code++)
            {
                var glyph = range == 0 ? code : U16(map, rangeAt + range + (2 * (code - first)));
                var drawn = glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
                glyphs[code] = drawn < GlyphCount ? drawn : throw new UnreadableFontException("bảng ký tự chỉ ra ngoài số chữ");
            }
        }
    }
}
