using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Pdf.Updating;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>What somebody who has not read our rules tries on a signed, numbered and sealed paper: changes beside the pages, in what letters mean, in permissions, in the chain of updates.</summary>
public sealed class StrangerAttackTests
{
    private static readonly TestAuthority Authority = TestAuthority.Instance;

    private static byte[] Paper => SignedPaper.Whole;

    private static IEnumerable<TestCaseData> Attacks()
    {
        // What is copied, read aloud or searched is not what is seen.
        yield return Case("letters are copied as others (ToUnicode)", () => SignedPaper.Change(Paper, update => update.Replace(
            SignedPaper.Font, Dictionary(update, SignedPaper.Font).With("ToUnicode", update.Add(Stream("1 beginbfchar <31> <0039> endbfchar"))))));
        yield return Case("a font brings its own letters", () => SignedPaper.Change(Paper, update => update.Replace(
            SignedPaper.Font, Dictionary(update, SignedPaper.Font).With("FontDescriptor", update.Add(TestSigner.Value("<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 >>"))))));
        yield return Case("tags read something else aloud (ActualText)", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("StructTreeRoot", "<< /Type /StructTreeRoot /K << /S /P /ActualText (900) >> >>")));
        yield return Case("letters have other widths", () => SignedPaper.Set(Paper, SignedPaper.Font, ("Widths", "[0 0 0]"), ("FirstChar", "48"), ("LastChar", "50")));

        // The file beside its pages.
        yield return Case("pages have other numbers", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("PageLabels", "<< /Nums [0 << /S /D /St 5 >>] >>")));
        yield return Case("the file is a portfolio", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("Collection", "<< /View /T >>")));
        yield return Case("viewers open it otherwise", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("ViewerPreferences", "<< /HideToolbar true >>")));
        yield return Case("links have another base", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("URI", "<< /Base (http://evil.test/) >>")));
        yield return Case("a file is associated", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("AF", "[<< /Type /Filespec /F (a) /AFRelationship /Source >>]")));
        yield return Case("an attestation is added", () => SignedPaper.Set(Paper, SignedPaper.Catalog, ("Legal", "<< /Attestation (x) >>")));
        yield return Case("an action under a name in another spelling", () => SmallPdf.After(Paper).Object(SignedPaper.Catalog, Catalog("/OpenActio#6e << /S /URI /URI (http://evil.test) >>")).Build("/Info 12 0 R"));

        // The page as it is shown.
        yield return Case("a page has another unit", () => SignedPaper.Set(Paper, SignedPaper.Page, ("UserUnit", "2")));
        yield return Case("a page is blended otherwise", () => SignedPaper.Set(Paper, SignedPaper.Page, ("Group", "<< /S /Transparency /K true >>")));
        yield return Case("a page goes on by itself", () => SignedPaper.Set(Paper, SignedPaper.Page, ("Dur", "1"), ("Trans", "<< /S /Wipe >>")));
        yield return Case("a page carries a program's data", () => SignedPaper.Set(Paper, SignedPaper.Page, ("PieceInfo", "<< /X << /Private (1) >> >>")));
        yield return Case("the pages have another size by inheritance", () => SignedPaper.Set(Paper, SignedPaper.Pages, ("MediaBox", "[0 0 100 100]")));

        // Fields and signatures.
        yield return Case("the seal is hidden", () => SignedPaper.Set(Paper, SignedPaper.SealField, ("F", "2")));
        yield return Case("the seal is shown under another name", () => SignedPaper.Set(Paper, SignedPaper.SealField, ("TU", "(B)"), ("T", "(Other)")));
        yield return Case("the number has rich words beside its value", () => SignedPaper.Set(Paper, SignedPaper.NumberField, ("RV", "(<body>9999</body>)")));
        yield return Case("the number is drawn in another way", () => SignedPaper.Set(Paper, SignedPaper.NumberField, ("DA", "(/Helv 1 Tf 1 g)")));
        yield return Case("the number is longer than it may be", () => SignedPaper.Set(Paper, SignedPaper.NumberField, ("MaxLen", "1")));
        yield return Case("the number belongs to a layer", () => SignedPaper.Set(Paper, SignedPaper.NumberField, ("OC", "<< /Type /OCG /Name (x) >>")));
        yield return Case("the form forgets that it is signed", () => SignedPaper.Set(Paper, SignedPaper.Form, ("SigFlags", "0")));
        yield return Case("the certification is said to be the seal's", () => SignedPaper.Change(Paper, update => update.Replace(
            SignedPaper.Catalog, Dictionary(update, SignedPaper.Catalog).With("Perms", new PdfDictionary([new("DocMDP", Dictionary(update, SignedPaper.SealField)["V"]!)])))));
        yield return Case("the certification permits more", () => SignedPaper.Change(Paper, update => SetSignature(update, "Reference", "[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 3 /V /1.2 >> >>]")));
        yield return Case("a signature says another reason", () => SignedPaper.Change(Paper, update => SetSignature(update, "Reason", "(B)")));
        yield return Case("a signature stands on a page and in no form", () => SmallPdf.After(Paper)
            .Object(60, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Extra) /Rect [0 0 0 0] /V 61 0 R >>").Object(61, "<< /Type /Sig /Filter /Adobe.PPKLite /Contents <00> >>")
            .Object(SignedPaper.Page, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R 7 0 R 8 0 R 10 0 R 60 0 R] >>").Build("/Info 12 0 R"));

        // The chain of updates.
        yield return Case("an update leads back to itself", () => Tail($"xref\n0 0\ntrailer\n<< /Size 200 /Root 1 0 R /Info 12 0 R /Prev {Paper.Length} >>\n"));
        yield return Case("an update leads behind the end", () => Tail("xref\n0 0\ntrailer\n<< /Size 200 /Root 1 0 R /Info 12 0 R /Prev 99999999 >>\n"));
        yield return Case("an update is smaller than what it updates", () => Tail($"xref\n0 0\ntrailer\n<< /Size 3 /Root 1 0 R /Info 12 0 R /Prev {LastStart()} >>\n"));
        yield return Case("an update is encrypted", () => Tail($"xref\n0 0\ntrailer\n<< /Size 200 /Root 1 0 R /Info 12 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /Prev {LastStart()} >>\n"));
    }

    [TestCaseSource(nameof(Attacks))]
    public void It_is_not_called_intact(Func<byte[]> attack)
    {
        var finding = SignedPaper.Verify(attack());

        Assert.That(finding.Integrity, Is.EqualTo(FileIntegrity.Changed).Or.EqualTo(FileIntegrity.Broken), PdfVerifierTests.Told(finding));
        Assert.That(finding.Verdict, Is.EqualTo(SignatureVerdict.Failed));
    }

    [Test]
    public void A_signature_that_no_form_lists_is_named_as_that()
    {
        var attack = (Func<byte[]>)Attacks().Single(one => one.ArgDisplayNames![0] == "a signature stands on a page and in no form").Arguments[0]!;

        var codes = SignedPaper.Verify(attack()).Signatures.SelectMany(signature => signature.Changes).Where(change => !change.Permitted).Select(change => change.Code).Distinct(StringComparer.Ordinal);

        Assert.That(codes, Is.EqualTo(new[] { ChangeCodes.OutsideForm }));
    }

    [Test]
    public void A_strangers_print_of_a_signed_paper_is_the_strangers_and_tells_what_lies_in_it()
    {
        var print = SignedPaper.Change(Paper, update =>
        {
            update.Replace(SignedPaper.Catalog, Dictionary(update, SignedPaper.Catalog).With("AcroForm", null).With("Perms", null));
            update.Replace(SignedPaper.Page, Dictionary(update, SignedPaper.Page).With("Annots", null));
        });

        var finding = SignedPaper.Verify(TestSigner.Sign(print, new Signing(Authority.Stranger) { Field = "Copy" }));

        Assert.That((finding.Verdict, finding.Reason, finding.Signatures.Count), Is.EqualTo((SignatureVerdict.Indeterminate, ReasonCodes.UnknownIssuer, 1)), PdfVerifierTests.Told(finding));
        Assert.That((finding.Source!.Length, finding.Source.Finding.Verdict, finding.Source.Finding.Signatures.Count), Is.EqualTo(((long)Paper.Length, SignatureVerdict.Passed, 2)));
        Assert.That(finding.Source.Hash, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Paper))));
    }

    [Test]
    public void A_paper_that_was_copied_from_nothing_names_no_source() => Assert.That(SignedPaper.Verify(Paper).Source, Is.Null);

    private static TestCaseData Case(string name, Func<byte[]> attack) => new TestCaseData(attack).SetArgDisplayNames(name);

    private static PdfDictionary Dictionary(PdfUpdate update, int number) => (PdfDictionary)update.Get(new PdfReference(number));

    private static PdfStream Stream(string data) => new(PdfDictionary.Empty, Encoding.ASCII.GetBytes(data));

    private static string Catalog(string more) => $"<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R /Metadata 11 0 R /Lang (vi) {more} >>";

    private static void SetSignature(PdfUpdate update, string name, string value)
    {
        var signature = ((PdfReference)Dictionary(update, SignedPaper.LeaderField)["V"]!).Number;
        update.Replace(signature, Dictionary(update, signature).With(name, TestSigner.Value(value)));
    }

    private static byte[] Tail(string section) => [.. Paper, .. Encoding.ASCII.GetBytes($"{section}startxref\n{Paper.Length}\n%%EOF\n")];

    private static string LastStart()
    {
        var text = Encoding.Latin1.GetString(Paper);
        return text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
    }
}
