using System.Globalization;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>
/// Attacks below the objects: what the cross-reference says, what two readers read differently, and content that waits in the file before it is signed (shadow: hide,
/// replace, hide and replace). None may be called intact.
/// </summary>
public sealed class StructureAttackTests
{
    private const string Evil = "BT /F1 24 Tf 72 700 Td (Tra 900 dong cho Binh) Tj ET";

    private static readonly TestAuthority Authority = TestAuthority.Instance;

    private static byte[] Paper => SignedPaper.Whole;

    private static IEnumerable<TestCaseData> Updates()
    {
        yield return Case("a stream of objects replaces the content", () => Packed(Paper, $"{SignedPaper.Page} 0", PageWith("13 0 R"), extra: (13, Evil)));
        yield return Case("a stream of objects replaces the catalog", () => Packed(Paper, $"{SignedPaper.Catalog} 0", "<< /Type /Catalog /Pages 2 0 R >>"));
        yield return Case("a table beside a stream shows the content to new readers only", () => Hybrid(Paper));
        yield return Case("the newest table forgets the signed ones", () => Forgetful(Paper));
        yield return Case("the content is freed", () => Raw(Paper, "", $"xref\n4 1\n0000000000 00001 f \ntrailer\n<< /Size 200 /Root 1 0 R /Prev {LastStart(Paper)} >>\n"));
        yield return Case("the content gets another generation", () => Raw(Paper, Object(4, Evil, generation: 1), $"xref\n4 1\n{Paper.Length:D10} 00001 n \ntrailer\n<< /Size 200 /Root 1 0 R /Prev {LastStart(Paper)} >>\n"));
        yield return Case("a dictionary says two things", () => SmallPdf.After(Paper).Object(SignedPaper.Page, PageWith("4 0 R")[..^2] + "/Contents 5 0 R >>").Build());
        yield return Case("a dictionary says two things in two spellings", () => SmallPdf.After(Paper).Object(SignedPaper.Page, PageWith("4 0 R")[..^2] + "/Conten#74s 5 0 R >>").Build());
        yield return Case("a trailer says two things", () => SmallPdf.After(Paper).Object(40, "null").Build("/Root 2 0 R"));
        yield return Case("a comment hides where the table is", () => Raw(Paper, "", Table(Paper, 40, "null"), "startxref\n%{0}\n{1}\n%%EOF\n"));
        yield return Case("a comment hides an entry of the table", () => Raw(Paper, "", $"xref %\n0 0\ntrailer\n<< /Size 200 /Root 1 0 R /Prev {LastStart(Paper)} >>\n"));
        yield return Case("a comment stands inside the beginning of an object", () => Raw(Paper, $"4 %\n0 obj\n<< /Length {Evil.Length} >>\nstream\n{Evil}\nendstream\nendobj\n", $"xref\n4 1\n{Paper.Length:D10} 00000 n \ntrailer\n<< /Size 200 /Root 1 0 R /Prev {LastStart(Paper)} >>\n"));
        yield return Case("the length of a stream is less than it looks", () => Raw(Paper, $"4 0 obj\n<< /Length 5 >>\nstream\n{Evil}\nendstream\nendobj\n", $"xref\n4 1\n{Paper.Length:D10} 00000 n \ntrailer\n<< /Size 200 /Root 1 0 R /Prev {LastStart(Paper)} >>\n"));
        yield return Case("the second %%EOF", () => [.. Paper, .. "%%EOF\n"u8]);
        yield return Case("the end is inside a comment", () => [.. Paper, .. Encoding.ASCII.GetBytes($"%startxref\n{LastStart(Paper)}\n%%EOF\n")]);
        yield return Case("a second certification", () => TestSigner.Sign(Paper, new Signing(Authority.Seal) { Field = "Again", Certify = 3 }));
        yield return Case("a copy of the signature with the same bytes", () => Cloned());
        yield return Case("a picture on a comment under the freest certification", () => Comment("/Subtype /Text /Rect [70 100 400 130] /AP << /N 4 0 R >>"));
        yield return Case("words on a comment under the freest certification", () => Comment("/Subtype /FreeText /Rect [70 100 400 130] /Contents (va Binh) /DA (/Helv 24 Tf)"));
        yield return Case("a redaction under the freest certification", () => Comment("/Subtype /Redact /Rect [70 690 400 730] /OverlayText (900)"));
        yield return Case("a comment goes under the freest certification", () => SignedPaper.Set(Certified(3), SignedPaper.Page, ("Annots", "[6 0 R 7 0 R 8 0 R]")));
    }

    private static IEnumerable<TestCaseData> Shadows()
    {
        yield return Case("hide: the picture over the text goes", () => Shadow("q 400 0 0 60 60 690 cm /Im Do Q", "/XObject << /Im 20 0 R >>", change: 20, to: "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream"));
        yield return Case("hide: the picture over the text is no picture any more", () => Shadow("q 400 0 0 60 60 690 cm /Im Do Q", "/XObject << /Im 20 0 R >>", change: 20, to: "null"));
        yield return Case("replace: the font draws other letters", () => Shadow("", "", change: 21, to: "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>"));
        yield return Case("replace: the layer is turned off", () => Shadow("/OC /L BDC 1 g 60 690 400 60 re f EMC", "/Properties << /L 22 0 R >>", change: 23, to: "<< /OCGs [22 0 R] /D << /OFF [22 0 R] >> >>"));
        yield return Case("replace: the layer has another name and use", () => Shadow("/OC /L BDC 1 g 60 690 400 60 re f EMC", "/Properties << /L 22 0 R >>", change: 22, to: "<< /Type /OCG /Name (Khac) /Usage << /Print << /PrintState /OFF >> >> >>"));
        yield return Case("replace: names lead elsewhere", () => Shadow("", "", change: 24, to: "<< /Dests << /Names [(a) [3 0 R /Fit] (b) [3 0 R /XYZ 0 0 9]] >> >>"));
        yield return Case("replace: the way to the pages", () => Shadow("", "", change: SignedPaper.Catalog, to: ShadowCatalog.Replace("/Pages 2 0 R", "/Pages 30 0 R", StringComparison.Ordinal)));
        yield return Case("hide and replace: the table goes to what waited in the file", () => HideAndReplace());
        yield return Case("replace: a state of a button shows another picture", () => Shadow("", "", change: 26, to: "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 4 >>\nstream\n1 g \nendstream"));
    }

    [TestCaseSource(nameof(Updates))]
    public void An_update_cannot_go_round_the_comparison(Func<byte[]> attack) => IsRefused(attack());

    [TestCaseSource(nameof(Shadows))]
    public void What_waits_in_a_file_cannot_come_out_after_the_signature(Func<byte[]> attack) => IsRefused(attack());

    [Test]
    public void These_tests_would_notice_a_verifier_that_refuses_everything()
    {
        var shadow = TestSigner.Sign(ShadowPaper("", ""), new Signing(Authority.Plain));

        Assert.That(SignedPaper.Verify(shadow).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify(SmallPdf.After(Paper).Object(40, "null").Build("/Info 12 0 R")).Integrity, Is.EqualTo(FileIntegrity.Intact), "an object that nothing reaches");
    }

    [Test]
    public void A_file_that_goes_back_before_its_signatures_proves_nothing()
    {
        var finding = SignedPaper.Verify(Raw(Paper, "", $"xref\n0 0\ntrailer\n<< /Size 200 /Root 1 0 R /Info 12 0 R /Prev {FirstTable(Paper)} >>\n"));

        Assert.That((finding.Verdict, finding.Integrity), Is.EqualTo((SignatureVerdict.Indeterminate, FileIntegrity.Unsigned)));
    }

    [Test]
    public void A_signature_whose_value_stands_at_the_parent_of_its_field_is_found()
    {
        var signed = TestSigner.Sign(SmallPdf.OnePage("/AcroForm 9 0 R").Object(9, "<< /Fields [] >>").Build(), new Signing(Authority.Plain));
        var reader = PdfFileReader.Open(signed);
        var field = reader.Numbers.Single(number => reader.Get(number) is PdfDictionary dictionary && reader.NameOf(dictionary, "FT") == "Sig");
        var value = ((PdfReference)((PdfDictionary)reader.Get(field))["V"]!).Number;
        var moved = SmallPdf.After(signed).Object(60, $"<< /T (Parent) /V {value} 0 R /Kids [61 0 R] >>").Object(61, "<< /FT /Sig /T (Kid) /Parent 60 0 R >>").Object(9, "<< /Fields [60 0 R] >>").Build();

        Assert.That(SignedPaper.Verify(moved).Integrity, Is.Not.EqualTo(FileIntegrity.Unsigned).And.Not.EqualTo(FileIntegrity.Intact));
    }

    private const string ShadowCatalog = "<< /Type /Catalog /Pages 2 0 R /OCProperties 23 0 R /Names 24 0 R /AcroForm 9 0 R >>";

    private static TestCaseData Case(string name, Func<byte[]> attack) => new TestCaseData(attack).SetArgDisplayNames(name);

    private static void IsRefused(byte[] file)
    {
        var finding = SignedPaper.Verify(file);

        Assert.That(finding.Integrity, Is.EqualTo(FileIntegrity.Changed).Or.EqualTo(FileIntegrity.Broken), PdfVerifierTests.Told(finding));
        Assert.That(finding.Verdict, Is.EqualTo(SignatureVerdict.Failed));
    }

    private static byte[] Certified(int level) => TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { ExistingField = SignedPaper.LeaderField, Certify = level });

    private static byte[] Comment(string entries) => SmallPdf.After(Certified(3))
        .Object(50, $"<< /Type /Annot {entries} >>")
        .Object(SignedPaper.Page, PageWith("4 0 R", "/Annots [6 0 R 7 0 R 8 0 R 10 0 R 50 0 R]"))
        .Build("/Info 12 0 R");

    private static string PageWith(string contents, string annotations = "/Annots [6 0 R 7 0 R 8 0 R 10 0 R]") =>
        $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} /Resources << /Font << /F1 5 0 R >> >> {annotations} >>";

    private static string Object(int number, string content, int generation = 0) => $"{number} {generation} obj\n<< /Length {content.Length} >>\nstream\n{content}\nendstream\nendobj\n";

    private static string LastStart(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        return text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
    }

    private static string FirstTable(byte[] file) => Encoding.Latin1.GetString(file).IndexOf("\nxref\n", StringComparison.Ordinal) is var place ? (place + 1).ToString(CultureInfo.InvariantCulture) : "";

    private static string Table(byte[] file, int number, string body) =>
        $"{number} 0 obj\n{body}\nendobj\nxref\n{number} 1\n{file.Length:D10} 00000 n \ntrailer\n<< /Size 200 /Root 1 0 R /Prev {LastStart(file)} >>\n";

    /// <summary>Objects, then a section that begins with "xref", then the end with its place.</summary>
    private static byte[] Raw(byte[] file, string objects, string section, string end = "startxref\n{1}\n%%EOF\n")
    {
        var start = file.Length + objects.Length + section.IndexOf("xref", StringComparison.Ordinal);
        return [.. file, .. Encoding.Latin1.GetBytes(objects + section + string.Format(CultureInfo.InvariantCulture, end, LastStart(file), start))];
    }

    // An update in cross-reference streams, with the new object inside a stream of objects.
    private static byte[] Packed(byte[] file, string index, string body, (int Number, string Content)? extra = null)
    {
        var number = int.Parse(index.Split(' ')[0], CultureInfo.InvariantCulture);
        var (packed, table) = (70, 71);
        var text = new StringBuilder();
        long Place() => file.Length + text.Length;
        long extraPlace = 0;
        if (extra is { } more)
        {
            extraPlace = Place();
            text.Append(Object(more.Number, more.Content));
        }

        var packedPlace = Place();
        var inside = $"{index} {body}";
        text.Append(CultureInfo.InvariantCulture, $"{packed} 0 obj\n<< /Type /ObjStm /N 1 /First {index.Length + 1} /Length {inside.Length} >>\nstream\n{inside}\nendstream\nendobj\n");
        var tablePlace = Place();
        var entries = new List<(int Number, byte[] Bytes)> { (number, [2, 0, 0, 0, (byte)packed, 0]), (packed, Entry(packedPlace)), (table, Entry(tablePlace)) };
        if (extra is { } added)
        {
            entries.Add((added.Number, Entry(extraPlace)));
        }

        var data = Encoding.Latin1.GetString([.. entries.SelectMany(entry => entry.Bytes)]);
        var ranges = string.Join(' ', entries.Select(entry => $"{entry.Number} 1"));
        text.Append(CultureInfo.InvariantCulture, $"{table} 0 obj\n<< /Type /XRef /Size 200 /Root 1 0 R /Info 12 0 R /Prev {LastStart(file)} /W [1 4 1] /Index [{ranges}] /Length {data.Length} >>\nstream\n{data}\nendstream\nendobj\nstartxref\n{tablePlace}\n%%EOF\n");
        return [.. file, .. Encoding.Latin1.GetBytes(text.ToString())];
    }

    private static byte[] Entry(long place) => [1, (byte)(place >> 24), (byte)(place >> 16), (byte)(place >> 8), (byte)place, 0];

    private static byte[] Hybrid(byte[] file)
    {
        var content = Object(4, Evil);
        var data = Encoding.Latin1.GetString(Entry(file.Length));
        var streamPlace = file.Length + content.Length;
        var stream = $"72 0 obj\n<< /Type /XRef /Size 200 /W [1 4 1] /Index [4 1] /Length {data.Length} >>\nstream\n{data}\nendstream\nendobj\n";
        return Raw(file, content + stream, $"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 200 /Root 1 0 R /Info 12 0 R /Prev {LastStart(file)} /XRefStm {streamPlace} >>\n");
    }

    // The whole paper once more without what was signed, in one update that does not lead back.
    private static byte[] Forgetful(byte[] file)
    {
        var objects = $"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
        var page = $"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n";
        var tree = "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n";
        var content = Object(4, Evil);
        long at = file.Length;
        var entries = new StringBuilder("xref\n");
        foreach (var (number, body) in new[] { (1, objects), (3, page), (2, tree), (4, content) })
        {
            entries.Append(CultureInfo.InvariantCulture, $"{number} 1\n{at:D10} 00000 n \n");
            at += body.Length;
        }

        return WithSignature(file, objects + page + tree + content, entries + "trailer\n<< /Size 200 /Root 1 0 R >>\n");
    }

    // What is forgotten is not there: only a file that still shows a signature can pass for a signed one.
    private static byte[] WithSignature(byte[] file, string objects, string section)
    {
        var reader = PdfFileReader.Open(file);
        var seal = reader.PlaceOf(SignedPaper.SealField)!.Value.Start;
        var value = ((PdfReference)((PdfDictionary)reader.Get(SignedPaper.SealField))["V"]!).Number;
        var form = "9 0 obj\n<< /Fields [8 0 R] /SigFlags 3 >>\nendobj\n";
        var whole = objects.Replace("/Pages 2 0 R >>", "/Pages 2 0 R /AcroForm 9 0 R >>", StringComparison.Ordinal);
        var shift = whole.Length - objects.Length;
        var rows = section.Replace("trailer", $"9 1\n{file.Length + whole.Length:D10} 00000 n \n8 1\n{seal:D10} 00000 n \n{value} 1\n{reader.PlaceOf(value)!.Value.Start:D10} 00000 n \ntrailer", StringComparison.Ordinal);
        foreach (var number in new[] { 3, 2, 4 })
        {
            var row = rows.IndexOf($"\n{number} 1\n", StringComparison.Ordinal) + 5;
            rows = rows[..row] + (long.Parse(rows.AsSpan(row, 10), CultureInfo.InvariantCulture) + shift).ToString("D10", CultureInfo.InvariantCulture) + rows[(row + 10)..];
        }

        return Raw(file, whole + form, rows);
    }

    private static byte[] Cloned()
    {
        var reader = PdfFileReader.Open(Paper);
        var seal = (PdfDictionary)reader.Get(SignedPaper.SealField);
        var (start, end) = reader.PlaceOf(((PdfReference)seal["V"]!).Number)!.Value;
        var body = Encoding.Latin1.GetString(Paper[(int)start..(int)end]);
        body = body[(body.IndexOf("obj", StringComparison.Ordinal) + 3)..body.LastIndexOf("endobj", StringComparison.Ordinal)];
        return SmallPdf.After(Paper).Object(51, body).Object(52, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Twin) /Rect [0 0 0 0] /P 3 0 R /V 51 0 R >>")
            .Object(SignedPaper.Page, PageWith("4 0 R", "/Annots [6 0 R 7 0 R 8 0 R 10 0 R 52 0 R]"))
            .Object(SignedPaper.Form, "<< /Fields [6 0 R 7 0 R 8 0 R 10 0 R 52 0 R] /SigFlags 3 /DR << /Font << /Helv 5 0 R >> >> >>").Build("/Info 12 0 R /ID [<00> <00>]");
    }

    /// <summary>A paper that its maker prepared: a picture, a second font, a layer, names and a button wait for a change after the signature.</summary>
    private static byte[] ShadowPaper(string content, string resources) => new SmallPdf()
        .Object(SignedPaper.Catalog, ShadowCatalog)
        .Object(SignedPaper.Pages, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        .Object(SignedPaper.Page, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [25 0 R] /Resources << /Font << /F1 21 0 R >> {resources} >> >>")
        .Stream(SignedPaper.Content, "", "BT /F1 24 Tf 72 700 Td (Tra 100 dong cho An) Tj ET " + content)
        .Object(SignedPaper.Form, "<< /Fields [25 0 R] >>")
        .Stream(20, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\u00FF")
        .Object(21, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        .Object(22, "<< /Type /OCG /Name (Lop) >>")
        .Object(23, "<< /OCGs [22 0 R] /D << /ON [22 0 R] >> >>")
        .Object(24, "<< /Dests << /Names [(a) [3 0 R /Fit]] >> >>")
        .Object(25, "<< /Type /Annot /Subtype /Widget /FT /Btn /T (O) /V /On /AS /On /Rect [70 600 90 620] /AP << /N << /On 26 0 R /Off 27 0 R >> >> >>")
        .Stream(26, "/Type /XObject /Subtype /Form /BBox [0 0 1 1]", "0 g ")
        .Stream(27, "/Type /XObject /Subtype /Form /BBox [0 0 1 1]", "")
        .Object(30, "<< /Type /Pages /Kids [31 0 R] /Count 1 >>")
        .Object(31, "<< /Type /Page /Parent 30 0 R /MediaBox [0 0 595 842] /Contents 32 0 R /Resources << /Font << /F1 21 0 R >> >> >>")
        .Stream(32, "", Evil)
        .Build();

    private static byte[] Shadow(string content, string resources, int change, string to)
    {
        var signed = TestSigner.Sign(ShadowPaper(content, resources), new Signing(Authority.Plain) { Certify = 2 });
        if (change != SignedPaper.Catalog)
        {
            return SmallPdf.After(signed).Object(change, to).Build();
        }

        // Signing gave the catalog a new body; only the way to the pages may differ from it.
        return SignedPaper.Change(signed, update => update.Replace(change, ((PdfDictionary)update.Get(new PdfReference(change))).With("Pages", new PdfReference(30))));
    }

    // Two contents of one number lie in the signed part; the signed table shows one, the new table the other.
    private static byte[] HideAndReplace()
    {
        var paper = new SmallPdf().Raw(Object(4, Evil));
        var start = 9;
        var file = paper
            .Object(1, "<< /Type /Catalog /Pages 2 0 R >>")
            .Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .Object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
            .Stream(4, "", "BT /F1 24 Tf 72 700 Td (Tra 100 dong cho An) Tj ET")
            .Object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
            .Build();
        return SmallPdf.After(TestSigner.Sign(file, new Signing(Authority.Plain))).Point(4, start).Build();
    }
}
