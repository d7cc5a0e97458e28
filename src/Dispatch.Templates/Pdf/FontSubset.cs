using System.Buffers.Binary;
using System.Numerics;
using Dispatch.Templates.Fonts;
using static Dispatch.Templates.Fonts.BigEndian;

namespace Dispatch.Templates.Pdf;

/// <summary>A font file cut down: its bytes until they are given back, how many glyphs are in it, and a sum over its bytes that differs when they do.</summary>
internal sealed record FontProgram(PdfBuffer File, int GlyphCount, uint Checksum)
{
    public ReadOnlySpan<byte> Bytes => File.Written;
}

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

    private const uint Tables = 6;
    private const int OutlinesBegin = 12 + (16 * (int)Tables);

    // What a letter weighs once its hints are gone, nearly always.
    private const int LikelyOutline = 160;

    private readonly TrueTypeFont font;
    private readonly PdfBuffer file;
    private readonly PdfBuffer places;
    private readonly PdfBuffer metrics;

    // Parts of letters, in the order in which they follow the letters themselves.
    private readonly List<int> components = [];
    private readonly int ownGlyphs;
    private int count;

    private FontSubset(TrueTypeFont font, IReadOnlyList<int> codePoints)
    {
        this.font = font;
        ownGlyphs = codePoints.Count + 1;
        file = new PdfBuffer(OutlinesBegin + (LikelyOutline * ownGlyphs));
        file.Take(OutlinesBegin).Clear();
        places = new PdfBuffer(8 * ownGlyphs);
        metrics = new PdfBuffer(8 * ownGlyphs);
        places.AddBytes32(0);
        AddGlyph(0);
        foreach (var codePoint in codePoints)
        {
            AddCharacter(codePoint);
        }

        for (var i = 0; i < components.Count; i++)
        {
            AddGlyph(components[i]);
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
        file.Add(outline);
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
        Pad();
        places.AddBytes32((uint)(file.Length - OutlinesBegin));
        metrics.AddBytes16(advance).AddBytes16(sideBearing);
        count++;
    }

    private void AddSimple(ReadOnlySpan<byte> outline)
    {
        var contoursEnd = 10 + (2 * S16(outline, 0));
        var instructions = U16(outline, contoursEnd);
        file.Add(Part(outline, 0, contoursEnd)).AddBytes16(0).Add(Rest(outline, contoursEnd + 2 + instructions));
    }

    private void AddCompound(ReadOnlySpan<byte> outline)
    {
        file.Add(Part(outline, 0, 10));
        var at = 10;
        int flags;
        do
        {
            flags = U16(outline, at);
            file.AddBytes16(flags & ~HasInstructions).AddBytes16(NumberOfComponent(U16(outline, at + 2)));
            var length = (flags & ArgumentsAreWords) != 0 ? 4 : 2;
            length += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            file.Add(Part(outline, at + 4, length));
            at += 4 + length;
        }
        while ((flags & MoreComponents) != 0);
    }

    private int NumberOfComponent(int glyph)
    {
        var known = components.IndexOf(glyph);
        if (known < 0)
        {
            known = components.Count;
            components.Add(glyph);
        }

        return ownGlyphs + known;
    }

    // The outlines stand in the file already; the other tables follow in the order of their names, which the format asks for.
    private FontProgram Write()
    {
        Put32(file.Change(0, OutlinesBegin), 0, 0x00010000);
        var power = BitOperations.Log2(Tables);
        var numbers = file.Change(4, 8);
        Put16(numbers, 0, (int)Tables);
        Put16(numbers, 2, 16 << power);
        Put16(numbers, 4, power);
        Put16(numbers, 6, (16 * (int)Tables) - (16 << power));
        Enter(0, "glyf"u8, OutlinesBegin);

        var head = Begin(font.Table("head")[..54]);
        Put32(file.Change(head, 54), 8, 0);
        Put16(file.Change(head, 54), 50, 1);
        Enter(1, "head"u8, head);

        var hhea = Begin(font.Table("hhea")[..36]);
        Put16(file.Change(hhea, 36), 34, count);
        Enter(2, "hhea"u8, hhea);
        Enter(3, "hmtx"u8, Begin(metrics.Written));
        Enter(4, "loca"u8, Begin(places.Written));

        var maxp = Begin(font.Table("maxp"));
        Put16(file.Change(maxp, 6), 4, count);
        Enter(5, "maxp"u8, maxp);
        metrics.Release();
        places.Release();

        var sum = Checksum(file.Written);
        Put32(file.Change(head, 54), 8, 0xB1B0AFBA - sum);
        return new FontProgram(file, count, sum);
    }

    private int Begin(ReadOnlySpan<byte> table)
    {
        var begin = file.Length;
        file.Add(table);
        return begin;
    }

    /// <summary>Ends a table and writes it into the directory.</summary>
    private void Enter(int index, ReadOnlySpan<byte> tag, int begin)
    {
        var length = file.Length - begin;
        Pad();
        var entry = file.Change(12 + (16 * index), 16);
        tag.CopyTo(entry);
        Put32(entry, 4, Checksum(file.Written[begin..]));
        Put32(entry, 8, (uint)begin);
        Put32(entry, 12, (uint)length);
    }

    private void Pad() => file.Add("\0\0\0"u8[..(-file.Length & 3)]);

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (; data.Length >= 4; data = data[4..])
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(data);
        }

        return sum;
    }

    private static void Put16(Span<byte> data, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(data[at..], (ushort)value);

    private static void Put32(Span<byte> data, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(data[at..], value);
}
