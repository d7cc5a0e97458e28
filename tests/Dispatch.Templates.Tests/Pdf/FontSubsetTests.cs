using Dispatch.Templates.Fonts;
using Dispatch.Templates.Pdf;

namespace Dispatch.Templates.Tests.Pdf;

public sealed class FontSubsetTests
{
    private static readonly TrueTypeFont Font = FontFamily.Face(FontStyle.Regular);

    [Test]
    public void The_whole_file_sums_to_the_number_the_format_demands()
    {
        var subset = FontSubset.Of(Font, [.. "Cộng hòa".Distinct().Select(letter => (int)letter)]).Bytes;

        var sum = 0u;
        for (var i = 0; i < subset.Length; i += 4)
        {
            sum += BigEndian.U32(subset, i);
        }

        Assert.That(sum, Is.EqualTo(0xB1B0AFBA));
    }

    [Test]
    public void An_accented_letter_takes_its_parts_along()
    {
        var (glyphs, offsets) = Read(FontSubset.Of(Font, ['ế']).Bytes.ToArray());

        Assert.Multiple(() =>
        {
            // .notdef, the letter, and the letter and accents it is made of.
            Assert.That(offsets, Has.Count.GreaterThan(4));
            Assert.That(offsets, Is.Ordered.Ascending);
            Assert.That(BigEndian.S16(glyphs.AsSpan(offsets[1]), 0), Is.EqualTo(-1), "a compound glyph");
            Assert.That(BigEndian.U16(glyphs.AsSpan(offsets[1]), 12), Is.InRange(2, offsets.Count - 2), "its first part is in the subset");
        });
    }

    [Test]
    public void A_plain_letter_keeps_its_outline_without_hints()
    {
        var (glyphs, offsets) = Read(FontSubset.Of(Font, ['o']).Bytes.ToArray());
        var original = Font.OutlineOf(Font.GlyphOf('o')!.Value);
        var kept = glyphs.AsSpan(offsets[1], offsets[2] - offsets[1]);
        var contoursEnd = 10 + (2 * BigEndian.S16(original, 0));

        Assert.Multiple(() =>
        {
            Assert.That(glyphs.AsSpan(offsets[1], contoursEnd).ToArray(), Is.EqualTo(Font.OutlineOf(Font.GlyphOf('o')!.Value)[..contoursEnd].ToArray()));
            Assert.That(BigEndian.U16(glyphs.AsSpan(offsets[1]), contoursEnd), Is.Zero);
        });
        Assert.That(kept.Length, Is.LessThan(original.Length));
    }

    [Test]
    public void Every_letter_of_Vietnamese_has_the_width_of_its_base_in_all_styles()
    {
        foreach (var face in Enum.GetValues<FontStyle>().Select(FontFamily.Face))
        {
            Assert.Multiple(() =>
            {
                Assert.That("ấầẩẫậăắằẳẵặáàảãạ".Select(letter => face.AdvanceOf(letter)), Is.All.EqualTo(face.AdvanceOf('a')), face.Name);
                Assert.That("ếềểễệéèẻẽẹ".Select(letter => face.AdvanceOf(letter)), Is.All.EqualTo(face.AdvanceOf('e')), face.Name);
            });
        }
    }

    private static (byte[] Glyphs, List<int> Offsets) Read(byte[] file)
    {
        var tables = Enumerable.Range(0, BigEndian.U16(file, 4)).ToDictionary(
            i => System.Text.Encoding.ASCII.GetString(file, 12 + (16 * i), 4),
            i => file.AsSpan((int)BigEndian.U32(file, 20 + (16 * i)), (int)BigEndian.U32(file, 24 + (16 * i))).ToArray(),
            StringComparer.Ordinal);
        var loca = tables["loca"];
        return (tables["glyf"], [.. Enumerable.Range(0, loca.Length / 4).Select(i => (int)BigEndian.U32(loca, 4 * i))]);
    }
}
