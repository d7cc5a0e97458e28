using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Templates.Fonts;
using static System.FormattableString;

namespace Dispatch.Templates.Pdf;

/// <summary>One face as one document uses it: its characters numbered as they come, and at the end the embedded subset.</summary>
internal sealed class UsedFont(TrueTypeFont face, FontStyle style)
{
    private readonly Dictionary<int, int> numbers = [];
    private readonly List<int> codePoints = [];

    /// <summary>The name in the pages' resources.</summary>
    public string ResourceName { get; } = "F" + ((int)style + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a character in this document; one number never stands for two characters.</summary>
    public int NumberOf(int codePoint)
    {
        if (!numbers.TryGetValue(codePoint, out var number))
        {
            codePoints.Add(codePoint);
            number = codePoints.Count;
            numbers[codePoint] = number;
        }

        return number;
    }

    public int AddTo(PdfFile file)
    {
        var program = FontSubset.Of(face, codePoints);
        var name = Tag(program) + "+" + face.Name;
        var embedded = file.AddStream(Invariant($"/Length1 {program.Length}"), program);
        var flags = 4 + 2 + (style.HasFlag(FontStyle.Italic) ? 64 : 0);
        var weight = style.HasFlag(FontStyle.Bold) ? 140 : 80;
        var descriptor = file.Add(Invariant(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [{face.Bounds[0]} {face.Bounds[1]} {face.Bounds[2]} {face.Bounds[3]}] /ItalicAngle {face.ItalicAngle} /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight {face.CapHeight} /StemV {weight} /FontFile2 {embedded} 0 R >>"));
        var descendant = file.Add(Invariant(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 0 /W [1 [{string.Join(' ', codePoints.Select(Width))}]] >>"));
        var unicode = file.AddStream("", PdfBuffer.Ascii.GetBytes(ToUnicode()));
        return file.Add(Invariant(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"));
    }

    private string Width(int codePoint) =>
        Math.Round(face.AdvanceOf(codePoint) * 1000.0 / face.UnitsPerEm, 3).ToString(CultureInfo.InvariantCulture);

    // Six capitals that differ when the subset differs, as the format asks.
    private static string Tag(byte[] program) => string.Concat(SHA256.HashData(program).Take(6).Select(value => (char)('A' + (value % 26))));

    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var chunk in codePoints.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var codePoint in chunk)
            {
                var unicode = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint)));
                map.Append(CultureInfo.InvariantCulture, $"<{numbers[codePoint]:X4}> <{unicode}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
