using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Templates.Fonts;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Sheets;

/// <summary>The printed file as other programs read it.</summary>
public sealed class PaperTests
{
    private static readonly DispatchSheet[] Letters = [SeedSheets.CopiedLetter, SeedSheets.LongLetter];

    [Test]
    public void The_same_sheet_gives_the_same_bytes()
    {
        var first = DispatchSheetPrinter.Print(SeedSheets.CopiedLetter);

        Assert.That(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { }), Is.EqualTo(first));
    }

    [TestCase("vi-VN")]
    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    public void No_culture_changes_a_byte(string culture)
    {
        var expected = DispatchSheetPrinter.Print(SeedSheets.CopiedLetter);
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.That(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter), Is.EqualTo(expected));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Test]
    public void Many_threads_print_the_same_bytes()
    {
        var expected = DispatchSheetPrinter.Print(SeedSheets.LongLetter);

        var printed = Enumerable.Range(0, 24).AsParallel().WithDegreeOfParallelism(4).Select(_ => DispatchSheetPrinter.Print(SeedSheets.LongLetter)).ToList();

        Assert.That(printed, Is.All.EqualTo(expected));
    }

    [Test]
    public void Decomposed_letters_give_the_bytes_of_composed_ones()
    {
        var sheet = SeedSheets.CopiedLetter;
        var decomposed = sheet with
        {
            IssuerName = Decomposed(sheet.IssuerName),
            Place = Decomposed(sheet.Place),
            Subject = Decomposed(sheet.Subject),
            Addressees = [.. sheet.Addressees.Select(Decomposed)],
            Body = [.. sheet.Body.Select(Decomposed)],
            Recipients = [.. sheet.Recipients.Select(Decomposed)],
            Signing = new SigningBlock([.. sheet.Signing.CapacityLines.Select(Decomposed)], Decomposed(sheet.Signing.Name)),
        };

        Assert.That(DispatchSheetPrinter.Print(decomposed), Is.EqualTo(DispatchSheetPrinter.Print(sheet)));
    }

    [TestCase("6983-BNG-CNV.txt", 0)]
    [TestCase("1349-BNG-CNV.txt", 1)]
    public void Every_word_of_the_original_comes_back_in_order(string original, int letter)
    {
        var printed = new Queue<string>(Words(PdfTool.Text(DispatchSheetPrinter.Print(Letters[letter]))));

        // The paper may say more (page numbers, the nation's name the scan lacks), but nothing less and in no other order.
        var missing = Words(OriginalText(original)).Where(word =>
        {
            while (printed.TryDequeue(out var next))
            {
                if (next == word)
                {
                    return false;
                }
            }

            return true;
        });
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_word_test_would_notice_a_paper_that_loses_a_word()
    {
        var sheet = SeedSheets.LongLetter with { Subject = "Định hướng công tác" };

        Assert.That(Words(PdfTool.Text(DispatchSheetPrinter.Print(sheet))).Take(40), Has.None.EqualTo("nhập"));
    }

    [Test]
    public void The_structure_of_the_file_is_clean([Values(0, 1)] int letter) =>
        Assert.That(PdfTool.Run("qpdf", DispatchSheetPrinter.Print(Letters[letter]), "--check", "{pdf}"), Does.Contain("No syntax or stream encoding errors"));

    [Test]
    public void Every_font_is_embedded_as_a_subset_and_knows_its_letters([Values(0, 1)] int letter)
    {
        var fonts = PdfTool.Run("pdffonts", DispatchSheetPrinter.Print(Letters[letter]), "{pdf}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(fonts, Has.Count.EqualTo(4));
            Assert.That(fonts, Is.All.Match(@"^[A-Z]{6}\+Tinos-\S+\s+CID TrueType\s+Identity-H\s+yes yes yes\s"));
        });
    }

    [Test]
    public void A_second_reader_sees_the_same_text()
    {
        var pdf = DispatchSheetPrinter.Print(SeedSheets.LongLetter);

        Assert.That(Words(PdfTool.Run("mutool", pdf, "draw", "-q", "-F", "txt", "{pdf}")).Order(StringComparer.Ordinal), Is.EqualTo(Words(PdfTool.Text(pdf)).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void The_letters_take_the_pages_they_need()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.PageCount(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter with { Copy = null })), Is.EqualTo(1));
            Assert.That(PdfTool.PageCount(DispatchSheetPrinter.Print(SeedSheets.CopiedLetter)), Is.EqualTo(2));
            Assert.That(PdfTool.PageCount(DispatchSheetPrinter.Print(SeedSheets.LongLetter)), Is.EqualTo(2));
        });
    }

    [Test]
    public void A_character_no_font_has_is_refused_by_name() =>
        Assert.That(
            () => DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = ["Kính gửi 😀"] }),
            Throws.InstanceOf<MissingGlyphException>().With.Property("CodePoint").EqualTo(0x1F600));

    [Test]
    public void Boxes_to_tick_are_text()
    {
        var pdf = DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = ["☐ Có ☑ Không **☒ Khác**"] });

        Assert.That(PdfTool.Text(pdf), Does.Contain("☐ Có ☑ Không ☒ Khác"));
    }

    [Test]
    public void Every_Vietnamese_letter_is_printed_in_every_style()
    {
        const string Bare = "aăâeêioôơuưyđ";
        const string Tones = "\u0300\u0309\u0303\u0301\u0323";
        var all = string.Join(' ', Bare.SelectMany(letter => Tones.Select(tone => $"{letter}{tone}").Prepend($"{letter}"))).Normalize();
        var text = all + " " + all.ToUpperInvariant();

        var pdf = DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Body = [text, $"**{text}**", $"*{text}*", $"***{text}***"] });

        Assert.That(Words(PdfTool.Text(pdf)).Where(word => text.Split(' ').Contains(word)).Count(), Is.EqualTo(4 * text.Split(' ').Length));
    }

    [Test]
    public void A_date_not_yet_known_leaves_no_trace_of_the_clock()
    {
        var pdf = DispatchSheetPrinter.Print(SeedSheets.LongLetter with { Number = null, Date = null, Year = 2024 });

        Assert.Multiple(() =>
        {
            Assert.That(PdfTool.Run("pdfinfo", pdf, "{pdf}"), Does.Not.Contain("CreationDate").And.Not.Contain("ModDate"));
            Assert.That(PdfTool.Text(pdf), Does.Match("Số:\\s+/BNG-CNV").And.Match("ngày\\s+tháng\\s+năm 2024"));
        });
    }

    [Test]
    public void The_file_says_its_title_and_its_own_date()
    {
        var information = PdfTool.Run("pdfinfo", DispatchSheetPrinter.Print(SeedSheets.LongLetter), "-rawdates", "{pdf}");

        Assert.That(information, Does.Match(@"Title:\s+Số: 1349/BNG-CNV Định hướng công tác").And.Match(@"CreationDate:\s+D:20240315000000\+07'00'").And.Match(@"Tagged:\s+yes"));
    }

    private static string Decomposed(string text) => text.Normalize(NormalizationForm.FormD);

    private static List<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    // The originals came as Markdown. One addressee stands without a full stop (Phụ lục I, mục V), and what stands for a signature is not printed.
    private static string OriginalText(string name)
    {
        using var reader = new StreamReader(typeof(PaperTests).Assembly.GetManifestResourceStream("Seeds/" + name)!);
        var text = reader.ReadToEnd().Normalize();
        text = text.Replace("*[Signature]*", "").Replace("**", "").Replace("## ", "");
        return Regex.Replace(text, @"(?<line>Kính gửi: [^\n]*)\.\n", "${line}\n", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }
}
