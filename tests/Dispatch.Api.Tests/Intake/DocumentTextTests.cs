using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dispatch.Api.Intake;
using Dispatch.Engine.Intake;
using Dispatch.Templates.Bodies;

namespace Dispatch.Api.Tests.Intake;

/// <summary>Words out of every form a document comes in, and no more than they may cost.</summary>
public sealed class DocumentTextTests
{
    private const string Space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Test]
    public async Task A_word_file_is_read_paragraph_by_paragraph_and_cell_by_cell()
    {
        var word = Word($"""<w:document xmlns:w="{Space}"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>BỘ </w:t><w:t>NỘI VỤ</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Độc lập</w:t><w:tab/><w:t xml:space="preserve"> - Tự do</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Số: 1/BNV-VP</w:t><w:br/><w:t>V/v thử</w:t></w:r></w:p></w:body></w:document>""");

        var text = await DocumentText.OfAsync(word, Today, CancellationToken.None);

        Assert.That(text.Value.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["BỘ NỘI VỤ", "Độc lập\t - Tự do", "Số: 1/BNV-VP", "V/v thử"]));
    }

    [Test]
    public async Task Words_in_a_box_are_read_once_though_the_file_has_them_twice()
    {
        const string Box = "<w:txbxContent><w:p><w:r><w:t>KHẨN</w:t></w:r></w:p></w:txbxContent>";
        const string Shape = """<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="a"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">""";
        var word = Word($"""<w:document xmlns:w="{Space}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body><w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{Shape}<wps:wsp><wps:txbx>{Box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{Box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent><w:t>Nơi nhận:</w:t></w:r></w:p></w:body></w:document>""");

        var text = await DocumentText.OfAsync(word, Today, CancellationToken.None);

        Assert.That(text.Value.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["Nơi nhận:", "KHẨN"]));
    }

    [Test]
    public async Task The_fonts_of_a_word_file_tell_which_runs_were_typed_before_Unicode()
    {
        static string Run(string font, string text) => $"<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>";
        var word = Word($"<w:document xmlns:w=\"{Space}\"><w:body><w:p>{Run(".VnTimeH", "bé néi vô ")}{Run("Times New Roman", "và có ")}{Run(".VnTime", "nh\u00ad trªn ")}{Run("VNI-Times", "HOØA ")}{Run(".VnTime", "Lưu có")}</w:p></w:body></w:document>");

        var text = await DocumentText.OfAsync(word, Today, CancellationToken.None);

        Assert.That(text.Value, Is.EqualTo(new DocumentWords("BỘ NỘI VỤ và có như trên HÒA Lưu có\n", LegacyEncoding.Tcvn3)));
    }

    [Test]
    public async Task The_fonts_of_a_PDF_tell_capitals_that_its_words_have_lost()
    {
        (int X, int Y, string Font, string Text)[] runs =
        [
            (60, 780, "F2", "ñy ban nh©n d©n"), (300, 780, "F2", "céng hßa x· héi chñ nghÜa viÖt nam"), (60, 764, "F2", "tØnh lam s¬n"), (330, 764, "F1", "§éc lËp - Tù do - H¹nh phóc"),
            (60, 740, "F1", "Sè: 215/UBND-VX"), (300, 740, "F1", "Lam S¬n, ngµy 05 th¸ng 6 n¨m 2006"), (60, 724, "F1", "V/v chuÈn bÞ héi nghÞ c«ng t¸c ®èi ngo¹i"), (150, 690, "F1", "KÝnh göi: Së Th\u00ad¬ng m¹i vµ Du lÞch"),
            (60, 650, "F1", "ñy ban nh©n d©n tØnh ®Ò nghÞ Së Th\u00ad¬ng m¹i chuÈn bÞ tµi liÖu ®\u00adîc ph©n c«ng./."), (60, 600, "F1", "N¬i nhËn:"), (60, 585, "F1", "- Nh\u00ad trªn;"), (60, 570, "F1", "- L\u00adu: VT, VX."),
            (350, 600, "F2", "tm. ñy ban nh©n d©n"), (350, 585, "F2", "chñ tÞch"), (350, 520, "F1", "NguyÔn V¨n H\u00adëng"),
        ];
        var content = string.Concat(runs.Select(run => $"BT /{run.Font} 12 Tf 1 0 0 1 {run.X} {run.Y} Tm ({run.Text}) Tj ET\n"));
        var pdf = Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>", $"<</Length {content.Length}>>stream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/.VnTime/Encoding/WinAnsiEncoding>>", "<</Type/Font/Subtype/Type1/BaseFont/.VnTimeH/Encoding/WinAnsiEncoding>>"]);

        var text = await DocumentText.OfAsync(pdf, Today, CancellationToken.None);

        var reading = IntakeReader.Read(text.Value, Today);
        Assert.That(text.Value.Legacy, Is.EqualTo(LegacyEncoding.Tcvn3));
        Assert.That((reading.Issuer, reading.NumberAndSymbol, reading.Date, reading.Subject), Is.EqualTo(("ỦY BAN NHÂN DÂN TỈNH LAM SƠN", "215/UBND-VX", (DateOnly?)new DateOnly(2006, 6, 5), "chuẩn bị hội nghị công tác đối ngoại")), text.Value.Text);
        Assert.That((string.Join("; ", reading.Addressees), string.Join("; ", reading.Archive), reading.OnBehalfOf, reading.SignerTitle, reading.SignerName), Is.EqualTo(("Sở Thương mại và Du lịch", "VT; VX", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Hưởng")), text.Value.Text);
    }

    [Test]
    public async Task A_text_file_of_before_Unicode_and_one_of_two_bytes_a_letter_are_read()
    {
        const string Typed = "ñy ban nh©n d©n tØnh ®Ò nghÞ Së Th\u00ad¬ng m¹i chuÈn bÞ tµi liÖu ®\u00adîc ph©n c«ng./.";
        const string Meant = "ủy ban nhân dân tỉnh đề nghị Sở Thương mại chuẩn bị tài liệu được phân công./.";

        Assert.That((await DocumentText.OfAsync(Encoding.Latin1.GetBytes(Typed), Today, CancellationToken.None)).Value, Is.EqualTo(new DocumentWords(Meant, LegacyEncoding.Tcvn3)));
        Assert.That((await DocumentText.OfAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Meant)], Today, CancellationToken.None)).Value, Is.EqualTo(new DocumentWords(Meant, null)));
        Assert.That((await DocumentText.OfAsync([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Meant)], Today, CancellationToken.None)).Value, Is.EqualTo(new DocumentWords(Meant, null)));
    }

    private static IEnumerable<TestCaseData> Unreadable()
    {
        yield return new TestCaseData(Word("<w:document"), "intake.word-unreadable").SetArgDisplayNames("broken XML");
        yield return new TestCaseData(Word("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "intake.word-unreadable").SetArgDisplayNames("entities");
        yield return new TestCaseData(Word(new string(' ', 20_000_001)), "intake.word-unreadable").SetArgDisplayNames("a bomb");
        yield return new TestCaseData("PK\u0003\u0004 and nothing"u8.ToArray(), "intake.word-unreadable").SetArgDisplayNames("no package");
        yield return new TestCaseData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0 }, "intake.old-word").SetArgDisplayNames("an old Word file");
        yield return new TestCaseData(Encoding.Latin1.GetBytes("Le ministère a été informé où né à Hué"), "intake.not-utf8").SetArgDisplayNames("French in one byte a letter");
        yield return new TestCaseData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 1, 2, 3 }, "intake.pdf-without-text").SetArgDisplayNames("a broken picture");
        yield return new TestCaseData("%PDF-1.7\nnothing"u8.ToArray(), "intake.pdf-unreadable").SetArgDisplayNames("a broken PDF");
        yield return new TestCaseData(Pdf(Enumerable.Repeat(White(10, 10), 21)), "intake.too-many-pages").SetArgDisplayNames("a scan of 21 pages");
        yield return new TestCaseData(Pdf(Enumerable.Repeat(White(2, 2), 301)), "intake.too-many-pages").SetArgDisplayNames("301 pages");
        yield return new TestCaseData(Pdf([White(300, 300)]), "intake.pdf-without-text").SetArgDisplayNames("a white page");
    }

    [TestCaseSource(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_refused_with_its_reason(byte[] bytes, string code) =>
        Assert.That((await DocumentText.OfAsync(bytes, Today, CancellationToken.None)).Refusal?.Code, Is.EqualTo(code));

    [TestCase(0)]
    [TestCase(1.6)]
    [TestCase(-2.2)]
    public async Task A_scan_that_lies_askew_is_set_straight_and_recognised(double degrees)
    {
        var page = (await DrawAsync()).Turned(degrees);

        var text = await DocumentText.OfAsync(Pdf([page]), Today, CancellationToken.None);

        var reading = IntakeReader.Read(text.Value, Today);
        Assert.That((reading.Number, reading.Symbol, reading.Date, reading.Addressees.Count), Is.EqualTo(("215", "BNV-VP", (DateOnly?)new DateOnly(2025, 6, 5), 1)), text.Value.Text);
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(-3)]
    public async Task The_angle_of_a_page_is_measured(double degrees) =>
        Assert.That((await DrawAsync()).Turned(degrees).Skew(), Is.EqualTo(degrees).Within(0.35));

    [Test]
    public void A_page_is_read_back_as_it_was_written()
    {
        var page = new GrayPage(3, 2, [1, 2, 3, 4, 5, 6]);

        Assert.That(GrayPage.Read(page.Write())!.Write(), Is.EqualTo(page.Write()));
        Assert.That(new[] { "P6\n1 1\n255\n\0", "P5\n9999999 1\n255\n\0", "P5\n2 2\n255\n\0", "" }.Select(bad => GrayPage.Read(Encoding.Latin1.GetBytes(bad))), Has.All.Null);
    }

    [Test]
    public async Task A_program_that_takes_too_long_or_writes_too_much_is_ended_with_its_children()
    {
        var watch = Stopwatch.StartNew();

        var slow = await OutsideProgram.RunAsync("sh", ["-c", "sleep 300 & wait"], ReadOnlyMemory<byte>.Empty, 1000, TimeSpan.FromMilliseconds(300), CancellationToken.None);
        var loud = await OutsideProgram.RunAsync("yes", [], ReadOnlyMemory<byte>.Empty, 100_000, TimeSpan.FromSeconds(60), CancellationToken.None);

        Assert.That((slow.End, loud.End), Is.EqualTo((OutsideEnd.Stopped, OutsideEnd.Stopped)));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task A_program_that_is_not_there_is_said_to_be_missing() =>
        Assert.That((await OutsideProgram.RunAsync("no-such-program-here", [], ReadOnlyMemory<byte>.Empty, 10, TimeSpan.FromSeconds(5), CancellationToken.None)).End, Is.EqualTo(OutsideEnd.Missing));

    /// <summary>A page of a lawful letter as pdftoppm draws it, from a PDF whose one font every reader has.</summary>
    private static async Task<GrayPage> DrawAsync()
    {
        // Letters without marks: the standard fonts of PDF have no others, and the reader forgives their loss.
        string[] lines =
        [
            "BO NOI VU                 CONG HOA XA HOI CHU NGHIA VIET NAM", "                              Doc lap - Tu do - Hanh phuc", "", "So: 215/BNV-VP            Lam Son, ngay 05 thang 6 nam 2025", "",
            "Kinh gui: Van phong Uy ban nhan dan tinh Lam Son", "", "So Ngoai vu de nghi Van phong bo tri phong hop va tai lieu.", "Hoi nghi giao ban cong tac doi ngoai quy II nam 2025.", "Tran trong cam on.", "", "Noi nhan:                 GIAM DOC", "- Nhu tren;", "- Luu: VT, LSNV.", "                          Tran Van An",
        ];
        var words = string.Join('\n', lines.Select(l => $"({l}) Tj T*"));
        var content = $"BT /F1 11 Tf 16 TL 60 780 Td\n{words}\nET";
        var pdf = Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>", $"<</Length {content.Length}>>stream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"]);
        var drawn = await OutsideProgram.RunAsync("pdftoppm", ["-gray", "-scale-to", "3508", "-q", "-"], pdf, 40_000_000, TimeSpan.FromSeconds(60), CancellationToken.None);
        return GrayPage.Read(drawn.Output)!;
    }

    private static GrayPage White(int width, int height) => new(width, height, [.. Enumerable.Repeat((byte)255, width * height)]);

    /// <summary>A PDF that is nothing but pictures of pages.</summary>
    private static byte[] Pdf(IEnumerable<GrayPage> pages)
    {
        var objects = new List<string> { "<</Type/Catalog/Pages 2 0 R>>", "" };
        foreach (var page in pages)
        {
            var pgm = Encoding.Latin1.GetString(page.Write()).Split('\n', 4);
            var (size, shades) = (pgm[1].Split(' '), pgm[3]);
            var at = objects.Count + 1;
            objects.Add($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {at + 1} 0 R/Resources<</XObject<</I {at + 2} 0 R>>>>>>");
            objects.Add("<</Length 29>>stream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream");
            objects.Add($"<</Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/BitsPerComponent 8/ColorSpace/DeviceGray/Length {shades.Length}>>stream\n{shades}\nendstream");
        }

        var kids = Enumerable.Range(0, (objects.Count - 2) / 3).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i * 3) + 3} 0 R"));
        objects[1] = $"<</Type/Pages/Count {(objects.Count - 2) / 3}/Kids[{string.Join(' ', kids)}]>>";
        return Assemble(objects);
    }

    private static byte[] Assemble(List<string> objects)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => text.Append(CultureInfo.InvariantCulture, $"{o:0000000000} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static byte[] Word(string document)
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
            Part("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Part("word/document.xml", document);

            void Part(string name, string xml)
            {
                using var writer = new StreamWriter(package.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(xml);
            }
        }

        return bytes.ToArray();
    }
}
