using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Dispatch.Templates.Fonts;
using static Dispatch.Templates.Fonts.BigEndian;

namespace Dispatch.Templates.Pdf;

/// <summary>A font file cut down: its bytes, how many glyphs are in it, and a sum over its bytes that differs when they do.</summary>
internal sealed record FontProgram(byte[] Bytes, int GlyphCount, uint Checksum);

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

    // What a letter weighs once its hints are gone, nearly always.
    private const int LikelyOutline = 160;

    private readonly TrueTypeFont font;
    private readonly PdfBuffer outlines;
    private readonly PdfBuffer places;
    private readonly PdfBuffer metrics;
    private readonly Dictionary<int, int> components = [];
    private readonly Queue<int> waiting = new();
    private readonly int ownGlyphs;
    private int count;

    private FontSubset(TrueTypeFont font, IReadOnlyList<int> codePoints)
    {
        this.font = font;
        ownGlyphs = codePoints.Count + 1;
        outlines = new PdfBuffer(LikelyOutline * ownGlyphs);
        places = new PdfBuffer(8 * ownGlyphs);
        metrics = new PdfBuffer(8 * ownGlyphs);
        places.AddBytes32(0);
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

    /// <exception cref="UnreadableFontException">The drawing of a character is broken.</exception>
    public static FontProgram Of(TrueTypeFont font, IReadOnlyList<int> codePoints) => new FontSubset(font, codePoints).Write();

    private void AddCharacter(int codePoint)
    {
        if (font.GlyphOf(codePoint) is { } glyph)
        {
            AddGlyph(glyph, font.AdvanceOf(codePoint));
            return;
        }

        var outline = TickBoxGlyphs.OutlineOf(codePoint, font.UnitsPerEm);
        outlines.Add(outline);
        Close(font.AdvanceOf(codePoint), S16(outline, 2));
    }

    private void AddGlyph(int glyph, int advance = 0)
    {
        var outline = font.OutlineOf(glyph);
        if (!outline.IsEmpty && S16(outline, 0) < 0)
        {
            AddCompound(outline);
        }
        else if (!outline.IsEmpty)
        {
            AddSimple(outline);
        }

        Close(advance, font.SideBearingOf(glyph));
    }

    // Outlines begin at multiples of four.
    private void Close(int advance, int sideBearing)
    {
        outlines.Add("\0\0\0"u8[..(-outlines.Length & 3)]);
        places.AddBytes32((uint)outlines.Length);
        metrics.AddBytes16(advance).AddBytes16(sideBearing);
        count++;
    }

    private void AddSimple(ReadOnlySpan<byte> outline)
    {
        var contoursEnd = 10 + (2 * S16(outline, 0));
        var instructions = U16(outline, contoursEnd);
        outlines.Add(Part(outline, 0, contoursEnd)).AddBytes16(0).Add(Rest(outline, contoursEnd + 2 + instructions));
    }

    private void AddCompound(ReadOnlySpan<byte> outline)
    {
        outlines.Add(Part(outline, 0, 10));
        var at = 10;
        int flags;
        do
        {
            flags = U16(outline, at);
            outlines.AddBytes16(flags & ~HasInstructions).AddBytes16(NumberOfComponent(U16(outline, at + 2)));
            var length = (flags & ArgumentsAreWords) != 0 ? 4 : 2;
            length += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            outlines.Add(Part(outline, at + 4, length));
            at += 4 + length;
        }
        while ((flags & MoreComponents) != 0);
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

    private FontProgram Write()
    {
        var head = font.Table("head")[..54].ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        Put16(head, 50, 1);
        var hhea = font.Table("hhea")[..36].ToArray();
        Put16(hhea, 34, count);
        var maxp = font.Table("maxp").ToArray();
        Put16(maxp, 4, count);
        return Assemble([("glyf", outlines), ("head", Of(head)), ("hhea", Of(hhea)), ("hmtx", metrics), ("loca", places), ("maxp", Of(maxp))]);

        static PdfBuffer Of(byte[] bytes) => new PdfBuffer(bytes.Length).Add(bytes);
    }

    private FontProgram Assemble((string Tag, PdfBuffer Data)[] tables)
    {
        var file = new byte[12 + (16 * tables.Length) + tables.Sum(table => Padded(table.Data.Length))];
        var power = BitOperations.Log2((uint)tables.Length);
        Put32(file, 0, 0x00010000);
        Put16(file, 4, tables.Length);
        Put16(file, 6, 16 << power);
        Put16(file, 8, power);
        Put16(file, 10, (16 * tables.Length) - (16 << power));
        var (at, headAt) = (12 + (16 * tables.Length), 0);
        for (var i = 0; i < tables.Length; i++)
        {
            var (tag, data) = tables[i];
            data.Written.CopyTo(file.AsSpan(at));
            var entry = 12 + (16 * i);
            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            Put32(file, entry + 4, Checksum(file.AsSpan(at, Padded(data.Length))));
            Put32(file, entry + 8, (uint)at);
            Put32(file, entry + 12, (uint)data.Length);
            headAt = tag == "head" ? at : headAt;
            at += Padded(data.Length);
        }

        var sum = Checksum(file);
        Put32(file, headAt + 8, 0xB1B0AFBA - sum);
        return new FontProgram(file, count, sum);
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (; data.Length >= 4; data = data[4..])
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(data);
        }

        return sum;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static void Put16(byte[] data, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(at), (ushort)value);

    private static void Put32(byte[] data, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(at), value);
}
