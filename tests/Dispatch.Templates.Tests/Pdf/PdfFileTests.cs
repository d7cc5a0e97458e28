using System.Text;
using Dispatch.Templates.Images;
using Dispatch.Templates.Layout;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Tests.Images;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>How a file is written out.</summary>
public sealed class PdfFileTests
{
    [Test]
    public void A_file_is_written_forwards_only_and_is_the_same_in_a_stream([Values] bool isPacked)
    {
        using var bytes = new MemoryStream();
        using (var forwards = new ForwardStream(bytes))
        {
            Paper(PdfStandard.Accessible, Photographs.Red).WriteTo(forwards, isPacked);
        }

        Assert.That(bytes.ToArray(), Is.EqualTo(Paper(PdfStandard.Accessible, Photographs.Red).ToBytes(isPacked)));
    }

    [Test]
    public void A_scan_of_thirty_megabytes_is_written_without_a_copy_of_it()
    {
        var document = Paper(PdfStandard.Scan, Padded(Photographs.Red, 30_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        document.WriteTo(Stream.Null);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2_000_000));
    }

    [Test]
    public void The_places_of_large_and_small_objects_are_right()
    {
        var pdf = Paper(PdfStandard.Scan, Padded(Photographs.Red, 500_000)).ToBytes();

        Assert.That(PdfTool.Run("qpdf", pdf, "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));
    }

    [TestCase(0, "1.7", "2", "A", "1")]
    [TestCase(1, "1.4", "1", "B", null)]
    [TestCase(2, "1.7", "2", "B", null)]
    public void Each_standard_is_named_in_the_file_and_no_other(int standard, string version, string part, string conformance, string? accessible)
    {
        var text = Encoding.Latin1.GetString(Paper((PdfStandard)standard, Photographs.Red).ToBytes(isPacked: true));

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("%PDF-" + version));
            Assert.That(text, Does.Contain($"<pdfaid:part>{part}</pdfaid:part>").And.Contain($"<pdfaid:conformance>{conformance}</pdfaid:conformance>"));
            Assert.That(text.Contains("<pdfuaid:part>1</pdfuaid:part>", StringComparison.Ordinal), Is.EqualTo(accessible is not null));
            Assert.That(text.Contains("/ObjStm", StringComparison.Ordinal), Is.EqualTo(version == "1.7"), "packs are newer than 1.4");
        });
    }

    [Test]
    public void A_scan_has_no_tags_and_its_field_still_stands()
    {
        var document = Paper(PdfStandard.Scan, Photographs.Red);
        document.NewPage().Place(new Area(10, 10, 50, 20), new SignatureField("DauSao", "Chữ ký của cơ quan sao"));

        var objects = PdfObjects.Of(document.ToBytes()).Values.ToList();

        Assert.Multiple(() =>
        {
            Assert.That(objects, Has.None.Matches<System.Text.Json.JsonElement>(value => value.TryGetProperty("/StructTreeRoot", out _) || value.TryGetProperty("/StructParents", out _)));
            Assert.That(objects, Has.One.Matches<System.Text.Json.JsonElement>(value => value.TryGetProperty("/FT", out _) && !value.TryGetProperty("/StructParent", out _)));
        });
    }

    [Test]
    public void An_object_that_is_named_is_written_once()
    {
        using var file = new PdfFile(Stream.Null, "1.7", isPacked: false);
        var (first, second) = (file.Reserve(), file.Reserve());
        file.Set(first, "<< >>");

        Assert.Multiple(() =>
        {
            Assert.That(() => file.Set(first, "<< >>"), Throws.InvalidOperationException.With.Message.Contains("twice"));
            Assert.That(() => file.Finish(first, second), Throws.InvalidOperationException.With.Message.Contains("Object 2"));
        });
    }

    [Test]
    public void A_document_is_written_once()
    {
        var document = Paper(PdfStandard.Accessible, Photographs.Red);
        document.ToBytes();

        Assert.That(() => document.ToBytes(), Throws.InvalidOperationException.With.Message.Contains("once"));
    }

    private static PdfDocument Paper(PdfStandard standard, byte[] photograph)
    {
        var document = new PdfDocument(200, 200, "Thử", new DateOnly(2024, 12, 17), standard);
        var page = document.NewPage();
        page.Enter(new Element("Figure") { AltText = "ảnh" });
        page.Draw(new Area(0, 0, 100, 100), Picture.Read(photograph));
        page.Leave();
        return document;
    }

    // Comments are what a JPEG may hold any number of.
    private static byte[] Padded(byte[] photograph, int length)
    {
        byte[] comment = [0xFF, 0xFE, 0xFF, 0xFF, .. new byte[65_533]];
        return [.. photograph[..2], .. Enumerable.Repeat(comment, length / comment.Length).SelectMany(part => part), .. photograph[2..]];
    }

    /// <summary>A stream that can only go on, as a connection does.</summary>
    private sealed class ForwardStream(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
