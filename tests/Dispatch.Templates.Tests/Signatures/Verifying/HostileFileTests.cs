using System.Globalization;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>
/// Files that keep every signed object as it was and still show something else to some reader: by what a page inherits, by a field that is more than a field, by a
/// value that is another's signature, or by bytes that only a reader that repairs files finds. None may be called intact.
/// </summary>
public sealed class HostileFileTests
{
    private const string Evil = "BT /F1 24 Tf 72 700 Td (Tra 900 dong cho Binh) Tj ET";
    private const string OverText = "[70 690 400 730]";
    private const string Beside = "[70 100 200 130]";
    private const string Trailer = "/Info 12 0 R /ID [<00> <00>]";

    private static readonly TestAuthority Authority = TestAuthority.Instance;

    private static byte[] Paper => SignedPaper.Whole;

    /// <summary>Signed without saying what may follow, in a field that another signer's stands beside.</summary>
    private static byte[] Approved => TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { ExistingField = SignedPaper.LeaderField, Appearance = "0 0 1 rg 0 0 100 100 re f" });

    private static IEnumerable<TestCaseData> Inheritances()
    {
        yield return Case("a page inherits from another node", () => SignedPaper.Set(Branched(), 3, ("Parent", "41 0 R")));
        yield return Case("a page inherits from a node that no tree has", () => SmallPdf.After(Branched()).Object(60, "<< /Type /Pages /Kids [3 0 R 42 0 R] /Count 2 /Parent 2 0 R /Resources << /Font << /F1 44 0 R >> >> >>")
            .Object(3, "<< /Type /Page /Parent 60 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>").Build());
        yield return Case("a page moves to another branch in the same order", () => SmallPdf.After(Branched())
            .Object(40, "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 2 /Resources << /Font << /F1 5 0 R >> >> >>")
            .Object(41, "<< /Type /Pages /Parent 2 0 R /Kids [42 0 R 43 0 R] /Count 1 /Resources << /Font << /F1 44 0 R >> >> >>").Build());
        yield return Case("a branch inherits from another node", () => SignedPaper.Set(Branched(), 40, ("Parent", "41 0 R")));
    }

    private static IEnumerable<TestCaseData> Fields()
    {
        yield return Case("a parent of an empty signature field shows a picture", () => NewField(Paper, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (P) /Rect [70 690 400 730] /AP << /N 4 0 R >> /Kids [61 0 R] >>",
            "<< /FT /Sig /T (K) /Parent 60 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>"));
        yield return Case("an empty signature field is a comment", () => NewField(Paper, $"<< /Type /Annot /Subtype /FreeText /FT /Sig /T (F) /Rect {OverText} /Contents (900) /DA (/Helv 24 Tf 0 g) >>"));
        yield return Case("an empty signature field has a ground of its own", () => NewField(Paper, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (F) /Rect {OverText} /MK << /BG [1 1 1] >> >>"));
        yield return Case("an empty signature field shows a picture under the mouse", () => NewField(Paper, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (F) /Rect {OverText} /AP << /R 4 0 R >> >>"));
        yield return Case("a new field shows the old signature's value", () => NewField(Approved, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (F) /Rect {OverText} /V {ValueOf(Approved, SignedPaper.LeaderField)} 0 R /AP << /N 4 0 R >> >>"));
        yield return Case("the seal's field shows the leader's signature as its own", () => SignedPaper.Set(Approved, SignedPaper.SealField, ("V", $"{ValueOf(Approved, SignedPaper.LeaderField)} 0 R"), ("AP", "<< /N 4 0 R >>")));
        yield return Case("a signature lies on two pages", () => OnTwoPages());
        yield return Case("a signature lies over the number", () => TestSigner.Sign(Paper, new Signing(Authority.Plain) { Field = "Evil", Rect = "[100 600 160 620]", Appearance = "BT (9999) Tj ET" }));
        yield return Case("a signature lies over the leader's", () => TestSigner.Sign(Paper, new Signing(Authority.Plain) { Field = "Evil", Rect = "[340 190 510 270]", Appearance = "1 g 0 0 100 100 re f" }));
        yield return Case("a hidden field over the text is signed and shown", () => TestSigner.Sign(HiddenField(), new Signing(Authority.Plain) { ExistingField = SignedPaper.SealField, Appearance = "1 g 0 0 100 100 re f", Flags = 4 }));
        yield return Case("a field over the text is filled without a picture", () => SignedPaper.Set(Certified(2), SignedPaper.NoteField, ("V", "(900)"), ("MK", "<< /BG [1 1 1] >>")));
        yield return Case("a button shows another picture", () => SignedPaper.Set(Certified(2, "/FT /Btn /Ff 65536"), SignedPaper.NumberField, ("MK", "<< /I 4 0 R /CA (900) >>")));
        yield return Case("a field that nobody may fill is filled", () => SignedPaper.Numbered(Certified(2, "/FT /Tx /Ff 1 /V (6983)"), "9999"));
        yield return Case("a visible timestamp where nothing may come", () => TestSigner.Sign(Certified(1), new Signing(Authority.Timestamping)
        {
            Field = "Stamp",
            Rect = Beside,
            Appearance = "BT (Da duyet) Tj ET",
            SubFilter = "ETSI.RFC3161",
            Contents = covered => TestSigner.Timestamp(System.Security.Cryptography.SHA256.HashData(covered), Authority.Timestamping, TestAuthority.SigningDay),
        }));
        yield return Case("fields are drawn with letters that came later", () => SmallPdf.After(TestSigner.Sign(DrawnByViewers(), new Signing(Authority.Plain) { ExistingField = SignedPaper.LeaderField }))
            .Object(SignedPaper.Form, "<< /Fields [6 0 R 7 0 R 8 0 R 10 0 R] /SigFlags 3 /NeedAppearances true /DR << /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Symbol >> >> >> >>").Build(Trailer));
        yield return Case("a field hides when printed", () => SignedPaper.Set(Paper, SignedPaper.LeaderField, ("F", "36")));
        yield return Case("a note of the leader's field says another state", () => SignedPaper.Set(Paper, SignedPaper.LeaderField, ("AS", "/Off")));
        yield return Case("the fields come in another order", () => SignedPaper.Set(Paper, SignedPaper.Form, ("Fields", "[8 0 R 7 0 R 6 0 R 10 0 R]")));
        yield return Case("the annotations come in another order", () => SignedPaper.Set(Paper, SignedPaper.Page, ("Annots", "[8 0 R 7 0 R 6 0 R 10 0 R]")));
        yield return Case("the permissions go", () => SignedPaper.Change(Paper, update => update.Replace(SignedPaper.Catalog, ((PdfDictionary)update.Get(new PdfReference(SignedPaper.Catalog))).With("Perms", null))));
    }

    private static IEnumerable<TestCaseData> Repairs()
    {
        yield return Case("an object that no table lists", () => Orphan($"4 0 obj\n<< /Length {Evil.Length} >>\nstream\n{Evil}\nendstream\nendobj\n"));
        yield return Case("a trailer that no table leads to", () => Orphan("trailer\n<< /Root 50 0 R /Size 200 >>\n"));
        yield return Case("an object in a comment", () => Orphan("%4 0 obj << /Type /Page >> endobj\n"));
        yield return Case("an object that came and went", () => WentBack());
        yield return Case("an object in a stream of objects that no table lists", () => PackedOrphan());
        yield return Case("the end lies far before the end", () => [.. Paper, .. Encoding.ASCII.GetBytes(new string('\n', 3000))]);
        yield return Case("the file says it is smaller", () => SmallPdf.After(Paper).Object(40, "null").Build(Trailer, size: 5));
        yield return Case("a table begins at one with the entry of zero", () => RawUpdate("xref\n1 1\n0000000000 65535 f \n"));
        yield return Case("a table has lines of another length", () => RawUpdate("xref\n40 1\n{0:D10} 00000 n\n", "40 0 obj\nnull\nendobj\n"));
        yield return Case("a stream of places has half a pair", () => HalfPair());
    }

    [TestCaseSource(nameof(Inheritances))]
    public void What_a_page_inherits_is_part_of_what_it_shows(Func<byte[]> attack) => IsRefused(attack());

    [TestCaseSource(nameof(Fields))]
    public void A_field_is_no_way_to_draw_on_what_was_signed(Func<byte[]> attack) => IsRefused(attack());

    [TestCaseSource(nameof(Repairs))]
    public void What_only_a_reader_that_repairs_files_would_find_is_found(Func<byte[]> attack) => IsRefused(attack());

    [Test]
    public void These_tests_would_notice_a_verifier_that_refuses_everything()
    {
        Assert.That(SignedPaper.Verify(Branched()).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify(SmallPdf.After(Branched()).Object(60, "null").Build()).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify(TestSigner.Sign(Paper, new Signing(Authority.Plain) { Field = "Good", Rect = Beside, Appearance = "BT (Den) Tj ET" })).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify(NewField(Paper, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (F) /Rect {Beside} >>")).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify(RawUpdate("xref\n40 1\n{0:D10} 00000 n \n", "40 0 obj\nnull\nendobj\n")).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify(Orphan("% a word of a program\n")).Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(SignedPaper.Verify([.. Paper, .. "\r\n\r\n"u8]).Integrity, Is.EqualTo(FileIntegrity.Intact));
    }

    private static TestCaseData Case(string name, Func<byte[]> attack) => new TestCaseData(attack).SetArgDisplayNames(name);

    private static void IsRefused(byte[] file)
    {
        var finding = SignedPaper.Verify(file);

        Assert.That(finding.Integrity, Is.EqualTo(FileIntegrity.Changed).Or.EqualTo(FileIntegrity.Broken), PdfVerifierTests.Told(finding));
        Assert.That(finding.Verdict, Is.EqualTo(SignatureVerdict.Failed));
    }

    private static byte[] Certified(int level, string? number = null)
    {
        var blank = SignedPaper.Blank();
        if (number is not null)
        {
            blank = SignedPaper.Replace(blank, SignedPaper.NumberField, $"<< /Type /Annot /Subtype /Widget {number} /T (Number) /Rect [100 600 160 620] /F 4 /P 3 0 R /DA (/Helv 12 Tf 0 g) >>");
        }

        return TestSigner.Sign(blank, new Signing(Authority.Plain) { ExistingField = SignedPaper.LeaderField, Certify = level });
    }

    private static byte[] HiddenField() => TestSigner.Sign(
        SignedPaper.Replace(SignedPaper.Blank(), SignedPaper.SealField, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /Rect {OverText} /F 2 /P 3 0 R >>"),
        new Signing(Authority.Plain) { ExistingField = SignedPaper.LeaderField, Certify = 2 });

    private static byte[] DrawnByViewers() => SignedPaper.Set(
        SignedPaper.Set(SignedPaper.Blank(), SignedPaper.NumberField, ("V", "(100)")),
        SignedPaper.Form,
        ("NeedAppearances", "true"), ("DR", "<< >>"));

    /// <summary>Two branches whose fonts are others, signed.</summary>
    private static byte[] Branched() => TestSigner.Sign(
        new SmallPdf()
            .Object(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [45 0 R] >> >>")
            .Object(2, "<< /Type /Pages /Kids [40 0 R 41 0 R] /Count 3 >>")
            .Object(3, "<< /Type /Page /Parent 40 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
            .Stream(4, "", "BT /F1 24 Tf 72 700 Td (Tra 100 dong cho An) Tj ET")
            .Object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
            .Object(40, "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R 42 0 R] /Count 2 /Resources << /Font << /F1 5 0 R >> >> >>")
            .Object(41, "<< /Type /Pages /Parent 2 0 R /Kids [43 0 R] /Count 1 /Resources << /Font << /F1 44 0 R >> >> >>")
            .Object(42, "<< /Type /Page /Parent 40 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
            .Object(43, "<< /Type /Page /Parent 41 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
            .Object(44, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>")
            .Object(45, "<< /FT /Sig /T (S) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>")
            .Build(),
        new Signing(Authority.Plain) { ExistingField = 45 });

    private static int ValueOf(byte[] file, int field) => ((PdfReference)((PdfDictionary)PdfFileReader.Open(file).Get(field))["V"]!).Number;

    private static byte[] NewField(byte[] file, string field, string? kid = null)
    {
        var reader = PdfFileReader.Open(file);
        var (page, form) = ((PdfDictionary)reader.Get(SignedPaper.Page), (PdfDictionary)reader.Get(SignedPaper.Form));
        PdfArray More(PdfDictionary dictionary, string name) => new([.. ((PdfArray)dictionary[name]!).Items, new PdfReference(60)]);
        return SignedPaper.Change(file, update =>
        {
            update.Replace(60, TestSigner.Value(field));
            if (kid is not null)
            {
                update.Replace(61, TestSigner.Value(kid));
            }

            update.Replace(SignedPaper.Page, page.With("Annots", More(page, "Annots")));
            update.Replace(SignedPaper.Form, form.With("Fields", More(form, "Fields")));
        });
    }

    // Beside the text on the page it names, over the text on the other one.
    private static byte[] OnTwoPages()
    {
        var blank = SmallPdf.After(SignedPaper.Blank())
            .Object(SignedPaper.Pages, "<< /Type /Pages /Kids [50 0 R 3 0 R] /Count 2 >>")
            .Object(50, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>").Build(Trailer);
        var certified = TestSigner.Sign(blank, new Signing(Authority.Plain) { ExistingField = SignedPaper.LeaderField, Certify = 2 });
        return TestSigner.Sign(certified, new Signing(Authority.Seal) { Field = "Two", Rect = OverText, Appearance = "1 g 0 0 100 100 re f", AlsoOn = SignedPaper.Page });
    }

    private static string LastStart(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        return text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
    }

    private static byte[] Orphan(string bytes) => SmallPdf.After(Paper).Raw(bytes).Object(40, "null").Build(Trailer);

    private static byte[] WentBack()
    {
        var place = PdfFileReader.Open(Paper).PlaceOf(SignedPaper.Content)!.Value.Start;
        var changed = SmallPdf.After(Paper).Stream(SignedPaper.Content, "", Evil).Build(Trailer);
        return SmallPdf.After(changed).Point(SignedPaper.Content, place).Build(Trailer);
    }

    private static byte[] PackedOrphan()
    {
        var inside = "4 0 << /Type /Page >>";
        return SmallPdf.After(Paper).Stream(40, "/Type /ObjStm /N 1 /First 4", inside).Build(Trailer);
    }

    private static byte[] RawUpdate(string table, string objects = "")
    {
        var start = Paper.Length + objects.Length;
        var text = objects + string.Format(CultureInfo.InvariantCulture, table, Paper.Length) + $"trailer\n<< /Size 200 /Root 1 0 R {Trailer} /Prev {LastStart(Paper)} >>\nstartxref\n{start}\n%%EOF\n";
        return [.. Paper, .. Encoding.Latin1.GetBytes(text)];
    }

    private static byte[] HalfPair()
    {
        var data = "\u0001" + new string('\0', 2) + (char)(Paper.Length >> 8) + (char)(Paper.Length & 0xFF) + "\0";
        var text = $"71 0 obj\n<< /Type /XRef /Size 200 /Root 1 0 R {Trailer} /Prev {LastStart(Paper)} /W [1 4 1] /Index [71 1 72] /Length {data.Length} >>\nstream\n{data}\nendstream\nendobj\nstartxref\n{Paper.Length}\n%%EOF\n";
        return [.. Paper, .. Encoding.Latin1.GetBytes(text)];
    }
}
