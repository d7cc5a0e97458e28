using Dispatch.Templates.Fonts;
using Dispatch.Templates.Pdf;

namespace Dispatch.Templates.Tests.Fonts;

/// <summary>Font files somebody dropped, cut or changed.</summary>
public sealed class BrokenFontTests
{
    private static readonly byte[] Whole = Read();
    private static readonly List<int> Letters = [.. "Việt Nam – Độc lập".Distinct().Select(letter => (int)letter)];

    [Test]
    public void The_whole_file_is_taken() => Assert.That(Use(Whole).GlyphCount, Is.GreaterThan(Letters.Count));

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(12)]
    [TestCase(100)]
    [TestCase(5_000)]
    [TestCase(100_000)]
    [TestCase(400_000)]
    public void A_file_cut_short_is_refused_with_a_remedy(int length) =>
        Assert.That(() => Use(Whole[..length]), Throws.InstanceOf<UnreadableFontException>().With.Message.Contains(".ttf"));

    [Test]
    public void A_file_that_lacks_its_last_byte_is_refused() =>
        Assert.That(() => Use(Whole[..LastUsed(Whole)]), Throws.InstanceOf<UnreadableFontException>());

    [Test]
    public void What_is_no_font_is_refused() =>
        Assert.That(() => Use([.. "%PDF-1.7\n"u8, .. new byte[500]]), Throws.InstanceOf<UnreadableFontException>().With.Message.Contains("không phải"));

    [Test]
    public void No_change_of_a_byte_ends_in_anything_but_a_font_or_a_clear_no()
    {
        var random = new Random(20241217);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            // Half of the changes in the directory and the small tables, where addresses are.
            var changed = Whole.ToArray();
            for (var i = 0; i < 4; i++)
            {
                changed[random.Next(round % 2 == 0 ? 400 : changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                Use(changed);
            }
            catch (Exception no) when (no is UnreadableFontException or MissingGlyphException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.InRange(50, 399));
    }

    private static FontProgram Use(byte[] file) => FontSubset.Of(new TrueTypeFont("Tinos", file), Letters);

    private static int LastUsed(byte[] file) =>
        Enumerable.Range(0, BigEndian.U16(file, 4)).Max(i => (int)(BigEndian.U32(file, 20 + (16 * i)) + BigEndian.U32(file, 24 + (16 * i)))) - 1;

    private static byte[] Read()
    {
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream("Fonts/Tinos-Regular.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
