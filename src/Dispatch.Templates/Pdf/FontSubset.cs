using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Dispatch.Templates.Fonts;
using static Dispatch.Templates.Fonts.BigEndian;

namespace Dispatch.Templates.Pdf;

/// <summary>
/// Cuts a font down to the characters a document uses. Each character gets a glyph of its own in the order of its first use, so that the glyph says
/// which character it is; parts of accented letters follow. Hinting is left out: it helps no printer and is half of the size.
/// </summary>
internal sealed class FontSubset
{
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;
    private const int HasInstructions = 0x0100;

    private readonly TrueTypeFont font;
    private readonly List<byte[]> outlines = [];
    private readonly List<(int Advance, int SideBearing)> metrics = [];
    private readonly Dictionary<int, int> components = [];
    private readonly Queue<int> waiting = new();
    private readonly int ownGlyphs;

    private FontSubset(TrueTypeFont font, IReadOnlyList<int> codePoints)
    {
        this.font = font;
        ownGlyphs = codePoints.Count + 1;
        AddGlyph(0);
        foreach (var codePoint in codePoints)
        {
            AddCharacter(codePoint);
        }

        while (waiting.TryDequeue(out var glyph))
        {
            AddGlyph(glyph);
        }
    }

    public static byte[] Of(TrueTypeFont font, IReadOnlyList<int> codePoints) => new FontSubset(font, codePoints).Write();

    private void AddCharacter(int codePoint)
    {
        if (font.GlyphOf(codePoint) is { } glyph)
        {
            AddGlyph(glyph, font.AdvanceOf(codePoint));
            return;
        }

        var outline = TickBoxGlyphs.OutlineOf(codePoint, font.UnitsPerEm);
        outlines.Add(outline);
        metrics.Add((font.AdvanceOf(codePoint), S16(outline, 2)));
    }

    private void AddGlyph(int glyph, int advance = 0)
    {
        var outline = font.OutlineOf(glyph);
        outlines.Add(outline.IsEmpty ? [] : S16(outline, 0) < 0 ? Compound(outline) : Simple(outline));
        metrics.Add((advance, font.SideBearingOf(glyph)));
    }

    private static byte[] Simple(ReadOnlySpan<byte> outline)
    {
        var contoursEnd = 10 + (2 * S16(outline, 0));
        var instructions = U16(outline, contoursEnd);
        return [.. outline[..contoursEnd], 0, 0, .. outline[(contoursEnd + 2 + instructions)..]];
    }

    private byte[] Compound(ReadOnlySpan<byte> outline)
    {
        var result = outline.ToArray();
        var at = 10;
        int flags;
        do
        {
            flags = U16(result, at);
            Put16(result, at, flags & ~HasInstructions);
            Put16(result, at + 2, NumberOfComponent(U16(result, at + 2)));
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);
        return result[..at];
    }

    private int NumberOfComponent(int glyph)
    {
        if (!components.TryGetValue(glyph, out var number))
        {
            number = ownGlyphs + components.Count;
            components[glyph] = number;
            waiting.Enqueue(glyph);
        }

        return number;
    }

    private byte[] Write()
    {
        var (glyf, loca) = WriteOutlines();
        var head = font.Table("head").ToArray();
        Put32(head, 8, 0);
        Put16(head, 50, 1);
        var hhea = font.Table("hhea").ToArray();
        Put16(hhea, 34, outlines.Count);
        var maxp = font.Table("maxp").ToArray();
        Put16(maxp, 4, outlines.Count);
        return Assemble([("glyf", glyf), ("head", head), ("hhea", hhea), ("hmtx", WriteMetrics()), ("loca", loca), ("maxp", maxp)]);
    }

    private (byte[] Glyf, byte[] Loca) WriteOutlines()
    {
        var glyf = new byte[outlines.Sum(outline => Padded(outline.Length))];
        var loca = new byte[4 * (outlines.Count + 1)];
        var at = 0;
        for (var i = 0; i < outlines.Count; i++)
        {
            outlines[i].CopyTo(glyf, at);
            at += Padded(outlines[i].Length);
            Put32(loca, 4 * (i + 1), (uint)at);
        }

        return (glyf, loca);
    }

    private byte[] WriteMetrics()
    {
        var hmtx = new byte[4 * metrics.Count];
        for (var i = 0; i < metrics.Count; i++)
        {
            Put16(hmtx, 4 * i, metrics[i].Advance);
            Put16(hmtx, (4 * i) + 2, metrics[i].SideBearing);
        }

        return hmtx;
    }

    private static byte[] Assemble((string Tag, byte[] Data)[] tables)
    {
        var directory = 12 + (16 * tables.Length);
        var file = new byte[directory + tables.Sum(table => Padded(table.Data.Length))];
        var power = BitOperations.Log2((uint)tables.Length);
        Put32(file, 0, 0x00010000);
        Put16(file, 4, tables.Length);
        Put16(file, 6, 16 << power);
        Put16(file, 8, power);
        Put16(file, 10, (16 * tables.Length) - (16 << power));
        var (at, headAt) = (directory, 0);
        for (var i = 0; i < tables.Length; i++)
        {
            var (tag, data) = tables[i];
            data.CopyTo(file, at);
            var entry = 12 + (16 * i);
            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            Put32(file, entry + 4, Checksum(file.AsSpan(at, Padded(data.Length))));
            Put32(file, entry + 8, (uint)at);
            Put32(file, entry + 12, (uint)data.Length);
            headAt = tag == "head" ? at : headAt;
            at += Padded(data.Length);
        }

        Put32(file, headAt + 8, 0xB1B0AFBA - Checksum(file));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var i = 0; i < data.Length; i += 4)
        {
            sum += U32(data, i);
        }

        return sum;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static void Put16(byte[] data, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(at), (ushort)value);

    private static void Put32(byte[] data, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(at), value);
}
