using System.IO.Compression;
using Dispatch.Templates.Images;

namespace Dispatch.Templates.Tests.Images;

public sealed class PngReaderTests
{
    private static readonly byte[] Colours = [.. Enumerable.Range(0, 9).Select(value => (byte)(value * 28))];

    private static IEnumerable<PngMaker> AllKinds() =>
        from kind in new (int Type, int[] Depths)[] { (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [2, 4, 8]), (4, [8, 16]), (6, [8, 16]) }
        from depth in kind.Depths
        from isInterlaced in new[] { false, true }
        from size in new[] { (1, 1), (3, 9), (17, 13) }
        select new PngMaker(size.Item1, size.Item2, depth, kind.Type) { IsInterlaced = isInterlaced, Palette = kind.Type == 3 ? Colours : null };

    [TestCaseSource(nameof(AllKinds))]
    public void Every_pixel_of_every_kind_is_read(PngMaker made)
    {
        var picture = Picture.Read(made.Make());

        Assert.Multiple(() =>
        {
            Assert.That((picture.Width, picture.Height), Is.EqualTo((made.Width, made.Height)));
            Assert.That(picture.Density!.Value.Across, Is.EqualTo(300).Within(0.01));
        });
        if (picture.Pixels.Filter is null)
        {
            Assert.That(picture.Pixels.Data.ToArray(), Is.EqualTo(ExpectedColours(made)));
            Assert.That(picture.Alpha?.ToArray(), Is.EqualTo(made.ColourType is 4 or 6 ? Expected(made, made.Channels - 1, 1) : null));
        }
        else
        {
            // Handed on as it came, which only a plain image may be.
            Assert.That((made.IsInterlaced, made.Depth <= 8, made.ColourType is 4 or 6), Is.EqualTo((false, true, false)));
            Assert.That((picture.Pixels.IsFiltered, picture.Pixels.Bits), Is.EqualTo((true, made.Depth)));
        }
    }

    [Test]
    public void A_colour_declared_transparent_is_clear_and_no_other_is()
    {
        var made = new PngMaker(16, 16, 8, 0);
        var clear = made.Number(3, 4, 0);

        var alpha = Picture.Read((made with { Transparency = [0, (byte)clear] }).Make()).Alpha!.Value.ToArray();

        Assert.That(alpha, Is.EqualTo(Expected(made, 0, 1).Select(value => value == clear ? 0 : 255)));
        Assert.That(alpha, Has.Some.EqualTo(0).And.Some.EqualTo(255));
    }

    [Test]
    public void A_palette_has_its_own_transparency()
    {
        var made = new PngMaker(8, 8, 2, 3) { Palette = Colours, Transparency = [0, 128] };

        var picture = Picture.Read(made.Make());

        Assert.That(picture.Alpha!.Value.ToArray(), Is.EqualTo(Numbers(made, 0, 1).Select(index => index switch { 0 => 0, 1 => 128, _ => 255 })));
        Assert.That(picture.Pixels.Data.ToArray(), Is.EqualTo(ExpectedColours(made)));
    }

    [Test]
    public void Every_file_cut_short_is_refused()
    {
        var file = new PngMaker(5, 5, 8, 6).Make();

        for (var length = 0; length < file.Length; length++)
        {
            Assert.That(() => Picture.Read(file.AsMemory(0, length)), Throws.InstanceOf<UnreadableImageException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Every_changed_byte_is_noticed()
    {
        var file = new PngMaker(5, 5, 8, 2).Make();

        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 0x10;
            Assert.That(() => Picture.Read(changed), Throws.InstanceOf<UnreadableImageException>(), $"byte {at}");
        }
    }

    [TestCase(0, 10)]
    [TestCase(10_000, 10_000)]
    [TestCase(int.MaxValue, int.MaxValue)]
    public void A_size_no_paper_has_is_refused_before_anything_is_unpacked(int width, int height) =>
        Assert.That(() => Picture.Read(Claiming(width, height, 8, [])), Throws.InstanceOf<UnreadableImageException>().With.Message.Contains("ảnh"));

    [Test]
    public void A_small_file_that_unpacks_without_end_is_refused()
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(new byte[50_000_000]);
        }

        Assert.That(() => Picture.Read(Claiming(100, 100, 8, packed.ToArray())), Throws.InstanceOf<UnreadableImageException>().With.Message.Contains("dài hơn"));
    }

    [Test]
    public void A_colour_outside_the_palette_is_refused([Values] bool isInterlaced)
    {
        var made = new PngMaker(8, 8, 4, 3) { Palette = Colours, IsInterlaced = isInterlaced };
        var file = made.Make();

        Assert.That(() => Picture.Read(WithPalette(file, Colours[..3])), Throws.InstanceOf<UnreadableImageException>().With.Message.Contains("bảng màu"));
    }

    [Test]
    public void What_is_neither_PNG_nor_JPEG_is_refused_with_a_remedy() =>
        Assert.That(() => Picture.Read("GIF89a"u8.ToArray()), Throws.InstanceOf<UnreadableImageException>().With.Message.Contains("PNG hoặc JPEG"));

    private static IEnumerable<int> Numbers(PngMaker made, int channel, int count) =>
        from y in Enumerable.Range(0, made.Height)
        from x in Enumerable.Range(0, made.Width)
        from c in Enumerable.Range(channel, count)
        select made.Number(x, y, c);

    private static byte[] Expected(PngMaker made, int channel, int count)
    {
        var most = (1 << made.Depth) - 1;
        return [.. Numbers(made, channel, count).Select(number => (byte)Math.Round(number * 255.0 / most, MidpointRounding.AwayFromZero))];
    }

    private static byte[] ExpectedColours(PngMaker made) => made.Palette is { } palette
        ? [.. Numbers(made, 0, 1).SelectMany(index => palette[(3 * index)..((3 * index) + 3)])]
        : Expected(made, 0, made.ColourType is 0 or 4 ? 1 : 3);

    private static byte[] Claiming(int width, int height, byte depth, byte[] data)
    {
        byte[] Four(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        return
        [
            .. new PngMaker(1, 1, 8, 0).Make()[..8],
            .. PngMaker.Chunk("IHDR", [.. Four(width), .. Four(height), depth, 0, 0, 0, 0]), .. PngMaker.Chunk("IDAT", data), .. PngMaker.Chunk("IEND", []),
        ];
    }

    private static byte[] WithPalette(byte[] file, byte[] palette)
    {
        var at = file.AsSpan().IndexOf("PLTE"u8) - 4;
        return [.. file[..at], .. PngMaker.Chunk("PLTE", palette), .. file[(at + 12 + Colours.Length)..]];
    }
}
