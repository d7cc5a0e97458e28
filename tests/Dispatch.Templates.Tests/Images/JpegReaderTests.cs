using Dispatch.Templates.Images;

namespace Dispatch.Templates.Tests.Images;

public sealed class JpegReaderTests
{
    private static readonly byte[][] All = [Photographs.Grey, Photographs.Red, Photographs.Progressive, Photographs.FourInks];

    [TestCase(0, 1)]
    [TestCase(1, 3)]
    [TestCase(2, 3)]
    [TestCase(3, 4)]
    public void A_photograph_is_taken_as_it_is(int which, int components)
    {
        var picture = Picture.Read(All[which]);

        Assert.Multiple(() =>
        {
            Assert.That((picture.Width, picture.Height), Is.EqualTo((16, 16)));
            Assert.That(picture.Pixels.Components, Is.EqualTo(components));
            Assert.That(picture.Pixels.Data.ToArray(), Is.EqualTo(All[which]));
            Assert.That(picture.Pixels.IsInverted, Is.EqualTo(which == 3));
        });
    }

    [Test]
    public void The_density_a_scanner_wrote_is_known_and_a_missing_one_is_not_invented()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Picture.Read(Photographs.Red).Density, Is.EqualTo((300.0, 300.0)));
            Assert.That(Picture.Read(Photographs.Grey).Density, Is.Null);
        });
    }

    [Test]
    public void Every_file_cut_short_is_refused([Values(0, 1, 2, 3)] int which)
    {
        for (var length = 0; length < All[which].Length; length++)
        {
            Assert.That(() => Picture.Read(All[which].AsMemory(0, length)), Throws.InstanceOf<UnreadableImageException>(), $"{length} bytes");
        }
    }

    [Test]
    public void No_changed_byte_ends_in_anything_but_a_picture_or_a_clear_no([Values(0, 1, 2, 3)] int which)
    {
        for (var at = 0; at < All[which].Length; at++)
        {
            var changed = All[which].ToArray();
            changed[at] ^= 0xFF;
            Assert.That(() => TryRead(changed), Throws.Nothing, $"byte {at}");
        }
    }

    [Test]
    public void What_a_camera_appended_is_left_out() =>
        Assert.That(Picture.Read((byte[])[.. Photographs.Red, 1, 2, 3]).Pixels.Data.ToArray(), Is.EqualTo(Photographs.Red));

    [TestCase((byte)0xC3, TestName = "Lossless compression is refused by name")]
    [TestCase((byte)0xC9, TestName = "Arithmetic coding is refused by name")]
    public void Compression_no_reader_must_know_is_refused(byte marker)
    {
        var file = Photographs.Red.ToArray();
        file[file.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 1] = marker;

        Assert.That(() => Picture.Read(file), Throws.InstanceOf<UnreadableImageException>().With.Message.Contains("kiểu nén"));
    }

    private static void TryRead(byte[] file)
    {
        try
        {
            Picture.Read(file);
        }
        catch (UnreadableImageException refused)
        {
            Assert.That(refused.Message, Does.StartWith("Không dùng được tệp ảnh"));
        }
    }
}
