using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Sheets;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Seeds;
using Dispatch.Templates.Tests.Sheets;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>Good signatures of every kind hold, and are told apart from those that only look so.</summary>
public sealed class PdfVerifierTests
{
    private static readonly TestAuthority Authority = TestAuthority.Instance;

    [Test]
    public void A_paper_signed_numbered_and_sealed_is_passed()
    {
        var finding = SignedPaper.Verify(SignedPaper.Whole);

        Assert.That(finding.Verdict, Is.EqualTo(SignatureVerdict.Passed), Told(finding));
        Assert.That(finding.Integrity, Is.EqualTo(FileIntegrity.Intact));
        Assert.That(finding.Signatures.Select(signature => signature.Signer), Is.EqualTo(new[] { "Nguyễn Văn A", "Bộ Ngoại giao" }));
        Assert.That(finding.Signatures.Select(signature => signature.Kind), Is.EqualTo(new[] { SignatureKind.Certification, SignatureKind.Approval }));
        Assert.That(finding.Signatures[0].Changes.Select(change => change.Code), Is.EquivalentTo(new[] { ChangeCodes.FieldFilled, ChangeCodes.SignatureAdded }));
        Assert.That(finding.Signatures[1].CoversWholeFile, Is.True);
    }

    [Test]
    public void What_was_signed_can_be_cut_out_of_the_file()
    {
        var finding = SignedPaper.Verify(SignedPaper.Whole);

        var revision = SignedPaper.Whole[..(int)finding.Signatures[0].RevisionLength];

        Assert.That(SignedPaper.Verify(revision).Signatures, Has.Count.EqualTo(1));
        Assert.That(SignedPaper.Verify(revision).Verdict, Is.EqualTo(SignatureVerdict.Passed));
    }

    [Test]
    public void Without_trust_the_bytes_are_still_judged()
    {
        var finding = PdfVerifier.Verify(SignedPaper.Whole, new VerificationSettings { Now = TestAuthority.SigningDay });

        Assert.That((finding.Verdict, finding.Integrity, finding.Reason), Is.EqualTo((SignatureVerdict.Indeterminate, FileIntegrity.Intact, ReasonCodes.UnknownIssuer)));
    }

    [Test]
    public void A_file_is_verified_where_it_lies_as_in_memory()
    {
        using var stream = new MemoryStream(SignedPaper.Whole);

        Assert.That(PdfVerifier.Verify(stream, SignedPaper.Trusting()).Verdict, Is.EqualTo(SignatureVerdict.Passed));
    }

    [Test]
    public void A_file_without_signature_proves_nothing()
    {
        var finding = SignedPaper.Verify(SignedPaper.Blank());

        Assert.That((finding.Verdict, finding.Integrity), Is.EqualTo((SignatureVerdict.Indeterminate, FileIntegrity.Unsigned)));
    }

    [TestCase("")]
    [TestCase("not a PDF")]
    [TestCase("%PDF-1.7\n%%EOF\n")]
    public void What_is_no_PDF_is_broken(string text) =>
        Assert.That(SignedPaper.Verify(Encoding.ASCII.GetBytes(text)).Integrity, Is.EqualTo(FileIntegrity.Broken));

    [TestCase("adbe.pkcs7.detached", true)]
    [TestCase("adbe.pkcs7.detached", false)]
    [TestCase("ETSI.CAdES.detached", true)]
    public void Usual_kinds_are_passed(string subFilter, bool named)
    {
        var file = TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { SubFilter = subFilter, NamesCertificate = named });

        Assert.That(SignedPaper.Verify(file).Verdict, Is.EqualTo(SignatureVerdict.Passed));
    }

    [Test]
    public void Pades_without_its_certificate_named_does_not_hold()
    {
        var file = TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { NamesCertificate = false });

        Assert.That((SignedPaper.Verify(file).Integrity, SignedPaper.Verify(file).Reason), Is.EqualTo((FileIntegrity.Broken, ReasonCodes.SignerCertificate)));
    }

    [TestCase("SHA256")]
    [TestCase("SHA384")]
    [TestCase("SHA512")]
    public void Pss_and_every_digest_hold(string hash)
    {
        foreach (var padding in new[] { RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss })
        {
            var file = TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { Hash = new HashAlgorithmName(hash), Padding = padding });

            Assert.That(SignedPaper.Verify(file).Verdict, Is.EqualTo(SignatureVerdict.Passed));
        }
    }

    [TestCase("SHA1")]
    [TestCase("SHA256", Description = "what is inside the message is the SHA-1 digest of the file all the same")]
    public void Sha1_holds_and_proves_nothing(string hash)
    {
        var file = TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { Hash = new HashAlgorithmName(hash), SubFilter = "adbe.pkcs7.sha1", NamesCertificate = false });
        var finding = SignedPaper.Verify(file);

        Assert.That((finding.Verdict, finding.Integrity, finding.Reason), Is.EqualTo((SignatureVerdict.Indeterminate, FileIntegrity.Intact, ReasonCodes.WeakAlgorithm)));
    }

    [Test]
    public void A_bare_RSA_signature_holds_and_proves_nothing()
    {
        var file = BareRsa();
        var finding = SignedPaper.Verify(file);

        Assert.That((finding.Integrity, finding.Reason), Is.EqualTo((FileIntegrity.Intact, ReasonCodes.UnknownIssuer)), "its issuer is not in the file");
        Assert.That(SignedPaper.Verify(TestSigner.AddEvidence(file, [Authority.Issuing.RawData], [], [])).Reason, Is.EqualTo(ReasonCodes.WeakAlgorithm));
        Assert.That(SignedPaper.Verify(BareRsa(1)).Reason, Is.EqualTo(ReasonCodes.Message), "nothing lies behind it");
    }

    [Test]
    public void A_stranger_is_unknown()
    {
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Stranger)));

        Assert.That((finding.Verdict, finding.Integrity, finding.Signatures[0].Trust), Is.EqualTo((SignatureVerdict.Indeterminate, FileIntegrity.Intact, TrustStatus.Unknown)));
    }

    [Test]
    public void Evidence_and_timestamps_may_follow()
    {
        var file = TestSigner.AddEvidence(SignedPaper.Whole, [Authority.Issuing.RawData], [], []);
        file = TestSigner.Stamp(file, Authority.Timestamping, TestAuthority.SigningDay);
        file = TestSigner.Stamp(file, Authority.Timestamping, TestAuthority.SigningDay.AddYears(1));
        var finding = SignedPaper.Verify(file);

        Assert.That((finding.Verdict, finding.Integrity), Is.EqualTo((SignatureVerdict.Passed, FileIntegrity.Intact)), Told(finding));
        Assert.That(finding.Signatures.Select(signature => signature.Kind), Is.EqualTo(new[] { SignatureKind.Certification, SignatureKind.Approval, SignatureKind.Timestamp, SignatureKind.Timestamp }));
        Assert.That(finding.Signatures[0].ProvenTime, Is.EqualTo(TestAuthority.SigningDay));
    }

    [Test]
    public void Evidence_and_timestamps_may_follow_even_where_nothing_else_may()
    {
        var file = TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { Certify = 1 });
        file = TestSigner.Stamp(TestSigner.AddEvidence(file, [Authority.Issuing.RawData], [], []), Authority.Timestamping, TestAuthority.SigningDay);

        Assert.That(SignedPaper.Verify(file).Integrity, Is.EqualTo(FileIntegrity.Intact));
    }

    [TestCase("chromium")]
    [TestCase("qpdf")]
    [TestCase("mutool")]
    [TestCase("ours")]
    [TestCase("our book")]
    public void Papers_of_other_programs_are_passed_when_signed_twice(string program)
    {
        var ours = DispatchSheetPrinter.Print(SeedSheets.LongLetter);
        var file = program switch
        {
            "chromium" => Chromium.Print("<p lang=vi>Kính gửi: Ủy ban nhân dân các tỉnh, thành phố</p>"),
            "qpdf" => Rewriting.Of(ours, "qpdf", "--object-streams=generate", "--deterministic-id", "{pdf}", "{out}"),
            "mutool" => Rewriting.Of(ours, "mutool", "clean", "{pdf}", "{out}"),
            "our book" => RegisterBookPrinter.Print(RegisterBookTests.Book(40)),
            _ => ours,
        };
        file = TestSigner.Sign(file, new Signing(Authority.Leader) { Certify = 2, Field = "A", Rect = "[10 10 60 40]", Appearance = "0 0 100 100 re f" });
        file = TestSigner.Sign(file, new Signing(Authority.Seal) { Field = "B" });
        var finding = SignedPaper.Verify(file);

        Assert.That((finding.Verdict, finding.Integrity), Is.EqualTo((SignatureVerdict.Passed, FileIntegrity.Intact)), Told(finding));
    }

    [Test]
    public void Another_verifier_agrees_that_the_digests_hold()
    {
        var said = PdfTool.Run("mutool", SignedPaper.Whole, "sign", "-v", "{pdf}");

        Assert.That(said, Does.Not.Contain("Digest error").And.Contain("Verifying signature"));
    }

    [Test]
    public void Every_code_has_a_sentence()
    {
        var codes = new[] { typeof(ReasonCodes), typeof(ChangeCodes), typeof(PdfFormatCodes) }
            .SelectMany(type => type.GetFields()).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.That(codes, Is.SubsetOf(FindingWords.Codes));
        Assert.That(FindingWords.Codes.Select(code => FindingWords.Of(code, FindingLanguage.English)), Is.Unique);
    }

    private static byte[] BareRsa(params byte[] behind)
    {
        using var key = Authority.Plain.GetRSAPrivateKey()!;
        return TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain)
        {
            SubFilter = "adbe.x509.rsa_sha1",
            Entries = $"/Cert <{Convert.ToHexString(Authority.Plain.RawData)}>",
            Contents = covered =>
            {
                var value = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
                value.WriteOctetString(OldHash.Sign(key, covered));
                return [.. value.Encode(), .. behind];
            },
        });
    }

    internal static string Told(FileFinding finding) => string.Join('\n', finding.Signatures.Select(signature =>
        $"{signature.Field}: {signature.Verdict} {signature.Integrity} {signature.Reason} {signature.Trust} {string.Join(", ", signature.Changes.Select(change => $"{change.Path} {change.Code} {change.Permitted} {change.Detail}"))}"))
        + finding.Reason;
}
