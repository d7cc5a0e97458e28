using System.Diagnostics;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf.Reading;

/// <summary>A file has one meaning or is refused.</summary>
public sealed class PdfFileReaderTests
{
    [Test]
    public void A_dispatch_of_ours_is_read_whole()
    {
        var reader = PdfFileReader.Open(DispatchSheetPrinter.Print(SeedSheets.LongLetter));

        Assert.That(reader.NameOf(reader.Catalog, "Type"), Is.EqualTo("Catalog"));
        Assert.That(reader.Numbers.Select(reader.Get), Has.None.InstanceOf<PdfNull>());
    }

    [Test]
    public void A_book_packed_in_object_streams_is_read_whole()
    {
        var reader = PdfFileReader.Open(RegisterBookPrinter.Print(RegisterBookTests.Book(40)));

        Assert.That(reader.Sections[0].IsStream, Is.True);
        Assert.That(reader.Numbers.Select(reader.Get), Has.None.InstanceOf<PdfNull>());
    }

    [TestCase("--object-streams=generate")]
    [TestCase("--object-streams=disable")]
    [TestCase("--linearize")]
    public void Another_writer_is_understood(string option)
    {
        var file = Rewriting.Of(DispatchSheetPrinter.Print(SeedSheets.LongLetter), "qpdf", option, "--deterministic-id", "{pdf}", "{out}");

        var reader = PdfFileReader.Open(file);

        var pages = reader.DictionaryOf(reader.Catalog, "Pages");
        Assert.That((reader.Entry(pages, "Count") as PdfInteger)?.Value, Is.EqualTo(2));
    }

    [Test]
    public void Reading_from_a_stream_and_from_memory_is_the_same()
    {
        var file = DispatchSheetPrinter.Print(SeedSheets.LongLetter);
        using var stream = new MemoryStream(file);

        var (fromStream, fromMemory) = (PdfFileReader.Open(stream), PdfFileReader.Open(file));

        Assert.That(fromStream.Numbers, Is.EquivalentTo(fromMemory.Numbers));
        foreach (var number in fromMemory.Numbers)
        {
            Assert.That(fromStream.PlaceOf(number), Is.EqualTo(fromMemory.PlaceOf(number)));
        }
    }

    [Test]
    public void A_table_with_a_stream_beside_it_is_one_section()
    {
        var file = HybridFile(hiddenNumber: 7);

        Assert.That(PdfFileReader.Open(file).Get(7), Is.InstanceOf<PdfDictionary>());
    }

    [Test]
    public void A_table_and_the_stream_beside_it_must_not_disagree() =>
        Assert.That(CodeOf(HybridFile(hiddenNumber: 5)), Is.EqualTo(PdfFormatCodes.CrossReference));

    [TestCase("junk%PDF-1.7\n", PdfFormatCodes.NotPdf)]
    [TestCase("\n%PDF-1.7\n", PdfFormatCodes.NotPdf)]
    public void A_header_stands_at_the_first_byte(string header, string code) =>
        Assert.That(CodeOf(new SmallPdf(header).Object(1, "<< /Type /Catalog >>").Build()), Is.EqualTo(code));

    [Test]
    public void An_object_must_stand_where_the_table_says() =>
        Assert.That(CodeOf(SmallPdf.OnePage().Misplace(4, 3).Build()), Is.AnyOf(PdfFormatCodes.ObjectMismatch, PdfFormatCodes.Syntax));

    [Test]
    public void Another_object_at_that_place_is_refused()
    {
        var file = Encoding.Latin1.GetString(SmallPdf.OnePage().Build()).Replace("5 0 obj", "6 0 obj");

        Assert.That(CodeOf(Encoding.Latin1.GetBytes(file)), Is.EqualTo(PdfFormatCodes.ObjectMismatch));
    }

    [Test]
    public void A_key_that_stands_twice_is_refused() =>
        Assert.That(CodeOf(SmallPdf.OnePage(catalogEntries: "/Pages 3 0 R").Build()), Is.EqualTo(PdfFormatCodes.DuplicateKey));

    [Test]
    public void A_key_spelt_with_a_code_is_the_same_key() =>
        Assert.That(CodeOf(SmallPdf.OnePage(catalogEntries: "/P#61ges 3 0 R").Build()), Is.EqualTo(PdfFormatCodes.DuplicateKey));

    [TestCase("9 0 obj\n<< >>\nendobj\n")]
    [TestCase("x")]
    public void Bytes_behind_the_end_are_refused(string more) =>
        Assert.That(CodeOf([.. SmallPdf.OnePage().Build(), .. Encoding.Latin1.GetBytes(more)]), Is.AnyOf(PdfFormatCodes.BytesAfterEnd, PdfFormatCodes.NotPdf));

    [Test]
    public void An_old_startxref_behind_new_objects_is_refused()
    {
        var file = SmallPdf.OnePage().Build();
        var start = Encoding.Latin1.GetString(file).LastIndexOf("xref\n0 1", StringComparison.Ordinal);

        Assert.That(
            CodeOf([.. file, .. Encoding.Latin1.GetBytes($"4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n")]),
            Is.EqualTo(PdfFormatCodes.BytesAfterEnd));
    }

    [Test]
    public void Sections_in_a_circle_are_refused()
    {
        var file = Encoding.Latin1.GetString(SmallPdf.OnePage().Build("/Prev 0000000"));
        var start = file.IndexOf("xref\n0 1", StringComparison.Ordinal);

        Assert.That(CodeOf(Encoding.Latin1.GetBytes(file.Replace("/Prev 0000000", $"/Prev {start:D7}"))), Is.EqualTo(PdfFormatCodes.CrossReference));
    }

    [Test]
    public void A_stream_that_is_its_own_length_is_refused()
    {
        var file = SmallPdf.OnePage().Object(6, "<< /Length 6 0 R >>\nstream\n\nendstream").Build();

        Assert.That(() => PdfFileReader.Open(file).Get(6), Throws.InstanceOf<PdfFormatException>());
    }

    [Test]
    public void A_length_that_is_not_the_length_is_refused()
    {
        var file = SmallPdf.OnePage().Object(6, "<< /Length 2 >>\nstream\nabcdef\nendstream").Build();

        Assert.That(() => PdfFileReader.Open(file).Get(6), Throws.InstanceOf<PdfFormatException>().With.Property("Code").EqualTo(PdfFormatCodes.Syntax));
    }

    [Test]
    public void Deep_nesting_is_refused()
    {
        var file = SmallPdf.OnePage().Object(6, new string('[', 100_000)).Build();

        Assert.That(() => PdfFileReader.Open(file).Get(6), Throws.InstanceOf<PdfFormatException>().With.Property("Code").EqualTo(PdfFormatCodes.Limit));
    }

    [Test]
    public void Objects_inside_each_other_cost_no_time()
    {
        var (nested, pdf) = (new StringBuilder(), SmallPdf.OnePage());
        var start = Encoding.Latin1.GetString(SmallPdf.OnePage().Build()).IndexOf("xref\n0 1", StringComparison.Ordinal);
        for (var i = 0; i < 40_000; i++)
        {
            pdf.Point(10 + i, start + nested.Length);
            nested.Append($"{10 + i} 0 obj (");
        }

        var file = pdf.Raw(nested + new string('x', 1_000_000)).Build();
        var watch = Stopwatch.StartNew();

        Assert.That(
            () =>
            {
                var reader = PdfFileReader.Open(file);
                foreach (var number in reader.Numbers.Order())
                {
                    reader.Get(number);
                }
            },
            Throws.InstanceOf<PdfFormatException>());
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_stream_that_unpacks_to_far_more_than_it_is_stops_early()
    {
        using var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                deflate.Write(zeros);
            }
        }

        var file = SmallPdf.OnePage().Stream(6, "/Filter /FlateDecode", Encoding.Latin1.GetString(packed.ToArray())).Build();
        var reader = PdfFileReader.Open(file);

        Assert.That(() => reader.Decode((PdfStream)reader.Get(6)), Throws.InstanceOf<PdfFormatException>().With.Property("Code").EqualTo(PdfFormatCodes.Limit));
    }

    [Test]
    public void Whatever_is_damaged_fails_in_one_way_and_soon()
    {
        var good = Rewriting.Of(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter), "qpdf", "--object-streams=generate", "--deterministic-id", "{pdf}", "{out}");
        var random = new Random(20241217);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 3000; i++)
        {
            var file = (byte[])good.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            file = random.Next(5) == 0 ? file[..random.Next(file.Length)] : file;
            var watch = Stopwatch.StartNew();
            try
            {
                var reader = PdfFileReader.Open(file);
                foreach (var number in reader.Numbers)
                {
                    _ = reader.Get(number) is PdfStream stream ? reader.Decode(stream) : null;
                }
            }
            catch (PdfFormatException)
            {
                // The one way to fail; anything else fails the test.
            }

            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        Assert.That(slowest, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    private static string CodeOf(byte[] file)
    {
        var failure = Assert.Throws<PdfFormatException>(() => PdfFileReader.Open(file));
        return failure!.Code;
    }

    private static byte[] HybridFile(int hiddenNumber)
    {
        // The stream names one object in one range, three bytes wide: kind, place, generation.
        var pdf = SmallPdf.OnePage();
        var body = Encoding.Latin1.GetString(SmallPdf.OnePage().Build());
        var place = body.IndexOf("xref\n0 1", StringComparison.Ordinal);
        pdf.Raw($"{hiddenNumber} 0 obj\n<< /Hidden true >>\nendobj\n");
        var streamAt = place + $"{hiddenNumber} 0 obj\n<< /Hidden true >>\nendobj\n".Length;
        pdf.Raw($"8 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Index [{hiddenNumber} 1] /Filter /ASCIIHexDecode /Length 9 >>\nstream\n01{place:X4}00>\nendstream\nendobj\n");
        return pdf.Build($"/XRefStm {streamAt}");
    }
}
