using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dispatch.Templates.Pdf;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Pdf;

/// <summary>What PDF/A-2a and PDF/UA-1 ask and tools at hand can see. No validator for them is in the test environment.</summary>
public sealed class ArchiveTests
{
    private static readonly byte[][] Papers =
    [
        DispatchSheetPrinter.Print(SeedSheets.CopiedLetter),
        DispatchSheetPrinter.Print(SeedSheets.LongLetter with { KindName = "Chỉ thị", Urgency = SheetUrgency.Express }),
        RegisterBookPrinter.Print(RegisterBookTests.Book(40)),
    ];

    [Test]
    public void The_file_names_the_standards_it_follows_and_its_title_as_its_properties_do([Values(0, 1, 2)] int paper)
    {
        var xmp = XDocument.Parse(PdfTool.Run("pdfinfo", Papers[paper], "-meta", "{pdf}").Trim('\uFEFF', '\n'));
        string Value(string name) => xmp.Descendants().First(element => element.Name.LocalName == name).Value.Trim();
        var properties = PdfTool.Run("pdfinfo", Papers[paper], "{pdf}");

        Assert.Multiple(() =>
        {
            Assert.That(xmp.Descendants().Where(element => element.Name.LocalName is "part" or "conformance").Select(element => element.Value), Is.EqualTo(new[] { "2", "A", "1" }));
            Assert.That(properties, Does.Contain("Title:           " + Value("title")));
            Assert.That(Value("format"), Is.EqualTo("application/pdf"));
        });
    }

    [Test]
    public void A_title_with_marks_of_XML_stays_well_formed()
    {
        var xmp = Encoding.UTF8.GetString(ArchiveMetadata.Of("A < B & \"C\"", new DateOnly(2024, 3, 15), PdfStandard.Accessible)).Trim('\uFEFF');

        Assert.That(XDocument.Parse(xmp).ToString(), Does.Contain("A &lt; B &amp; \"C\"").And.Contain("2024-03-15T00:00:00+07:00"));
    }

    [Test]
    public void Everything_drawn_is_marked_as_text_or_decoration([Values(0, 1, 2)] int paper)
    {
        var (depth, drawn) = (0, 0);
        foreach (var line in PageContents(Papers[paper]))
        {
            depth += line.EndsWith("BDC", StringComparison.Ordinal) || line.EndsWith("BMC", StringComparison.Ordinal) ? 1 : line == "EMC" ? -1 : 0;
            if (Regex.IsMatch(line, @"\b(T[Jj] ET|S)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            {
                drawn++;
                Assert.That(depth, Is.EqualTo(1), line);
            }
        }

        Assert.That(drawn, Is.GreaterThan(40));
        Assert.That(depth, Is.Zero);
    }

    [Test]
    public void A_reader_by_structure_reads_the_same_words([Values(0, 1, 2)] int paper)
    {
        var byStructure = PdfTool.Run("pdfinfo", Papers[paper], "-struct-text", "{pdf}");
        var spoken = string.Concat(Regex.Matches(byStructure, "\"(?<text>[^\n]*)\"\n", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["text"].Value + " "));

        // Page numbers and repeated headings are decoration, so they are not read; quotation marks are escaped by nobody here.
        var read = Words(spoken);
        Assert.That(read, Is.SubsetOf(Words(PdfTool.Text(Papers[paper]))));
        Assert.That(read, Has.Count.GreaterThan(400));
    }

    [Test]
    public void The_profile_says_how_long_it_is_and_that_it_is_one()
    {
        var profile = ColourProfile.Srgb.ToArray();

        Assert.Multiple(() =>
        {
            Assert.That((profile[0] << 24) | (profile[1] << 16) | (profile[2] << 8) | profile[3], Is.EqualTo(profile.Length));
            Assert.That(Encoding.ASCII.GetString(profile, 36, 4), Is.EqualTo("acsp"));
        });
    }

    private static List<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<string> PageContents(byte[] pdf)
    {
        for (var page = 1; page <= PdfTool.PageCount(pdf); page++)
        {
            var json = PdfTool.Run("qpdf", pdf, "--json=2", "--json-key=pages", "{pdf}");
            var number = Regex.Matches(json, @"""contents"": \[\s*""(?<number>\d+) 0 R""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))[page - 1].Groups["number"].Value;
            foreach (var line in PdfTool.Run("qpdf", pdf, "--show-object=" + number, "--filtered-stream-data", "{pdf}").Split('\n'))
            {
                yield return line.Trim();
            }
        }
    }
}
