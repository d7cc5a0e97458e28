using System.Globalization;
using Dispatch.Templates.Fonts;

namespace Dispatch.Templates.Pdf;

/// <summary>One face as one document uses it: its characters numbered as they come, and at the end the embedded subset.</summary>
internal sealed class UsedFont(TrueTypeFont face, FontStyle style, string names = "")
{
    private const int PageOfCharacters = 256;

    // By the character's upper and lower byte; characters beyond the basic plane are those we draw ourselves, and are few.
    private readonly ushort[]?[] numbers = new ushort[PageOfCharacters][];
    private readonly List<int> codePoints = [];

    /// <summary>The name in the pages' resources.</summary>
    public string ResourceName { get; } = names + "F" + ((int)style + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a character in this document; one number never stands for two characters.</summary>
    /// <exception cref="MissingGlyphException">The font has no such character.</exception>
    public int NumberOf(int codePoint)
    {
        if (codePoint > char.MaxValue)
        {
            throw new MissingGlyphException(codePoint);
        }

        var page = numbers[codePoint / PageOfCharacters] ??= new ushort[PageOfCharacters];
        ref var number = ref page[codePoint % PageOfCharacters];
        if (number == 0)
        {
            // Asked here, so that what cannot be printed is noticed where it is drawn.
            face.GlyphOf(codePoint);
            codePoints.Add(codePoint);
            number = (ushort)codePoints.Count;
        }

        return number;
    }

    public int AddTo(IPdfObjects file, PdfStandard standard)
    {
        var program = FontSubset.Of(face, codePoints);
        var name = Tag(program.Checksum) + "+" + face.Name;
        var embedded = file.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Bytes.Length}"), program.Bytes);
        program.File.Release();
        var flags = 4 + 2 + (style.HasFlag(FontStyle.Italic) ? 64 : 0);
        var weight = style.HasFlag(FontStyle.Bold) ? 140 : 80;
        var set = standard == PdfStandard.Oldest ? string.Create(CultureInfo.InvariantCulture, $" /CIDSet {file.AddStream("", AllOf(program.GlyphCount))} 0 R") : "";
        var descriptor = file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [{face.Bounds[0]} {face.Bounds[1]} {face.Bounds[2]} {face.Bounds[3]}] /ItalicAngle {face.ItalicAngle} /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight {face.CapHeight} /StemV {weight} /FontFile2 {embedded} 0 R{set} >>"));
        var descendant = file.Reserve();
        var widths = Descendant(name, descriptor);
        file.Set(descendant, widths.Written);
        widths.Release();
        var letters = ToUnicode();
        var unicode = file.AddStream("", letters.Written);
        letters.Release();
        return file.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"));
    }

    private PdfBuffer Descendant(string name, int descriptor)
    {
        var body = new PdfBuffer().Add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /"u8).Add(name);
        body.Add(" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "u8).AddReference(descriptor);
        body.Add(" /CIDToGIDMap /Identity /DW 0 /W [1 ["u8);
        foreach (var codePoint in codePoints)
        {
            body.Add(face.AdvanceOf(codePoint) * 1000.0 / face.UnitsPerEm).Add(" "u8);
        }

        return body.Add("]] >>"u8);
    }

    // Every glyph of the subset is there: one bit each, the first bit the highest.
    private static byte[] AllOf(int count)
    {
        var bits = new byte[(count + 7) / 8];
        for (var i = 0; i < count; i++)
        {
            bits[i / 8] |= (byte)(128 >> (i % 8));
        }

        return bits;
    }

    // Six capitals that differ when the subset differs, as the format asks.
    private static string Tag(uint checksum) => string.Create(6, checksum, static (letters, sum) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (char)('A' + (sum % 26));
            sum /= 26;
        }
    });

    private PdfBuffer ToUnicode()
    {
        var map = new PdfBuffer().Add(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"u8).Add(
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"u8);
        for (var begin = 0; begin < codePoints.Count; begin += 100)
        {
            var count = Math.Min(100, codePoints.Count - begin);
            map.Add(count).Add(" beginbfchar\n"u8);
            for (var i = begin; i < begin + count; i++)
            {
                map.Add("<"u8).AddHex(i + 1).Add("> <"u8).AddHex(codePoints[i]).Add(">\n"u8);
            }

            map.Add("endbfchar\n"u8);
        }

        return map.Add("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
    }
}
