using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf.Updating;

/// <summary>An update adds behind a file and changes no byte of it.</summary>
public sealed class PdfUpdateTests
{
    private static readonly byte[][] Files =
    [
        DispatchSheetPrinter.Print(SeedSheets.LongLetter),
        RegisterBookPrinter.Print(RegisterBookTests.Book(40)),
    ];

    [Test]
    public void The_file_before_stays_and_the_update_is_of_its_kind([Values(0, 1)] int file)
    {
        var before = PdfFileReader.Open(Files[file]);

        var after = Updated(Files[file], "Xin chào");

        Assert.That(after.AsSpan(0, Files[file].Length).SequenceEqual(Files[file]), Is.True);
        var reader = PdfFileReader.Open(after);
        Assert.That(reader.Sections, Has.Count.EqualTo(2));
        Assert.That(reader.Sections[0].IsStream, Is.EqualTo(before.Sections[0].IsStream));
        Assert.That(reader.NameOf(reader.DictionaryOf(reader.Catalog, "Piece"), "Kind"), Is.EqualTo("Xin chào"));
    }

    [Test]
    public void Two_updates_in_a_row_are_sound_to_another_reader([Values(0, 1)] int file) =>
        Assert.That(PdfTool.Run("qpdf", Updated(Updated(Files[file], "A#/ b"), "(c)"), "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));

    [Test]
    public void The_revision_before_an_update_is_found_again([Values(0, 1)] int file)
    {
        var reader = PdfFileReader.Open(Updated(Files[file], "Later")).Revision(Files[file].Length);

        Assert.That(reader.Catalog["Piece"], Is.Null);
    }

    [Test]
    public void The_same_update_gives_the_same_bytes()
    {
        var first = Updated(Files[0], "x");

        Assert.That(Updated(Files[0], "x"), Is.EqualTo(first));
    }

    [Test]
    public void A_placeholder_knows_where_it_was_written()
    {
        var reader = PdfFileReader.Open(Files[0]);
        var update = new PdfUpdate(reader);
        var place = new PdfPlaceholder("<000000>");
        update.Add(new PdfDictionary([new("Contents", place)]));

        byte[] whole = [.. Files[0], .. update.Append()];

        Assert.That(Encoding.Latin1.GetString(whole, (int)place.WrittenAt, 8), Is.EqualTo("<000000>"));
    }

    [Test]
    public void An_object_that_was_reserved_and_never_given_is_an_error()
    {
        var update = new PdfUpdate(PdfFileReader.Open(Files[0]));
        update.Reserve();

        Assert.That(update.Append, Throws.InvalidOperationException);
    }

    [Test]
    public void A_large_scan_is_updated_without_being_held()
    {
        var path = Path.GetTempFileName();
        try
        {
            WriteScan(path, 200);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            using (var file = File.OpenRead(path))
            {
                var reader = PdfFileReader.Open(file);
                var update = new PdfUpdate(reader);
                update.Replace(1, reader.Catalog.With("Lang", new PdfString("vi"u8.ToArray())));
                update.WriteTo(Stream.Null);
            }

            Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(2 << 20));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Updated(byte[] file, string name)
    {
        var reader = PdfFileReader.Open(file);
        var update = new PdfUpdate(reader);
        var added = update.Add(new PdfDictionary(
        [
            new("Kind", new PdfName(name)), new("Text", new PdfString("(a\\b)\r\n\u0001"u8.ToArray())), new("Size", new PdfReal(1.5)), new("On", new PdfBoolean(true)),
        ]));
        update.Replace(((PdfReference)reader.Trailer["Root"]!).Number, reader.Catalog.With("Piece", added));
        using var output = new MemoryStream();
        update.WriteTo(output);
        return output.ToArray();
    }

    private static void WriteScan(string path, int megabytes)
    {
        using var file = File.Create(path);
        var head = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"u8;
        file.Write(head);
        var second = file.Position;
        file.Write(Encoding.ASCII.GetBytes($"2 0 obj\n<< /Length {megabytes << 20} >>\nstream\n"));
        var part = new byte[1 << 20];
        for (var i = 0; i < megabytes; i++)
        {
            file.Write(part);
        }

        file.Write("\nendstream\nendobj\n"u8);
        var table = file.Position;
        file.Write(Encoding.ASCII.GetBytes($"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n{second:D10} 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    }
}
