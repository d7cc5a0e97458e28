using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>
/// Messages, certificates, timestamps and answers on revocation that say more than they prove. None may be passed; the bytes may be intact, because whose they are
/// is another question.
/// </summary>
public sealed class TrustAttackTests
{
    private const string TimestampAttribute = "1.2.840.113549.1.9.16.2.14";

    private static readonly TestAuthority Authority = TestAuthority.Instance;
    private static readonly DateTimeOffset Signed = TestAuthority.SigningDay;

    private static IEnumerable<TestCaseData> Messages()
    {
        yield return Message("the message of another file", FileIntegrity.Broken, _ => TestSigner.Message("another file"u8.ToArray(), new Signing(Authority.Plain)));
        yield return Message("two signers", FileIntegrity.Broken, covered => Countersigned(covered));
        yield return Message("the file inside the message", FileIntegrity.Broken, covered => Enveloping(covered));
        yield return Message("no signed attributes", FileIntegrity.Intact, covered => TestSigner.Message(covered, new Signing(Authority.Plain) { HasAttributes = false }), "adbe.pkcs7.detached");
        yield return Message("SHA-1", FileIntegrity.Intact, covered => TestSigner.Message(covered, new Signing(Authority.Plain) { Hash = HashAlgorithmName.SHA1 }));
        yield return Message("MD5", FileIntegrity.Intact, covered => TestSigner.Message(covered, new Signing(Authority.Plain) { Hash = HashAlgorithmName.MD5 }));
        yield return Message("another certificate named", FileIntegrity.Broken, covered => Naming(covered, Authority.Leader));
        yield return Message("another certificate named in the old way", FileIntegrity.Broken, covered => Naming(covered, null, Authority.Leader));
        yield return Message("another certificate named, the right one in the old way", FileIntegrity.Broken, covered => Naming(covered, Authority.Leader, Authority.Plain));
        yield return Message("the right certificate named, another in the old way", FileIntegrity.Broken, covered => Naming(covered, Authority.Plain, Authority.Leader));
        yield return Message("a signed attribute twice", FileIntegrity.Broken, covered => SignedAnew(covered, attributes => [.. attributes, attributes[^1]]));
        yield return Message("two digests signed, the file's first", FileIntegrity.Broken, covered => SignedAnew(covered, attributes => [.. attributes, DigestOf("another file"u8.ToArray())]));
        yield return Message("two digests signed, the file's last", FileIntegrity.Broken, covered => SignedAnew(covered, attributes => [DigestOf("another file"u8.ToArray()), .. attributes]));
        yield return Message("bytes behind the message", FileIntegrity.Broken, covered => [.. TestSigner.Message(covered, new Signing(Authority.Plain)), 1]);
        yield return Message("nothing", FileIntegrity.Broken, _ => []);
        yield return Message("the digest of another file inside", FileIntegrity.Broken, _ => TestSigner.Message("another file"u8.ToArray(), new Signing(Authority.Plain) { SubFilter = "adbe.pkcs7.sha1", NamesCertificate = false }), "adbe.pkcs7.sha1");
    }

    private static IEnumerable<TestCaseData> Certificates()
    {
        yield return Certificate("a key for encryption", () => Issue("CN=Encryption", X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment), TrustStatus.Unusable);
        yield return Certificate("an authority's key for certificates", () => Issue("CN=Authority", X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign), TrustStatus.Unusable);
        yield return Certificate("a timestamp authority's key", () => Authority.Timestamping, TrustStatus.Unusable);
        yield return Certificate("a web server's key", () => Authority.Issue("CN=www", Authority.Issuing, Signed.AddYears(-1), 3, purpose: "1.3.6.1.5.5.7.3.1"), TrustStatus.Unusable);
        yield return Certificate("the names of trusted authorities, other keys", SameNames, TrustStatus.Unknown);
        yield return Certificate("signed by itself", () => Authority.Stranger, TrustStatus.Unknown);
    }

    [TestCaseSource(nameof(Messages))]
    public void A_message_that_proves_less_is_not_passed(string subFilter, FileIntegrity integrity, Func<byte[], byte[]> contents)
    {
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { SubFilter = subFilter, Contents = contents }));

        Assert.That(finding.Verdict, Is.Not.EqualTo(SignatureVerdict.Passed), PdfVerifierTests.Told(finding));
        Assert.That(finding.Integrity, Is.EqualTo(integrity), PdfVerifierTests.Told(finding));
    }

    [TestCaseSource(nameof(Certificates))]
    public void A_certificate_for_something_else_is_not_passed(Func<X509Certificate2> certificate, TrustStatus expected)
    {
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(certificate())));

        Assert.That((finding.Verdict, finding.Signatures[0].Trust), Is.EqualTo((SignatureVerdict.Indeterminate, (TrustStatus?)expected)), PdfVerifierTests.Told(finding));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_signer_who_names_the_certificate_in_the_old_way_is_believed(bool alsoInTheNew)
    {
        var contents = (byte[] covered) => Naming(covered, alsoInTheNew ? Authority.Plain : null, Authority.Plain);
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { Contents = contents }));

        Assert.That((finding.Integrity, finding.Reason), Is.EqualTo((FileIntegrity.Intact, ReasonCodes.UnknownIssuer)), "its issuer is not in the message");
    }

    [Test]
    public void A_certificate_issued_by_a_broken_digest_is_weak()
    {
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(IssuedBySha1())));

        Assert.That((finding.Verdict, finding.Reason), Is.EqualTo((SignatureVerdict.Indeterminate, ReasonCodes.WeakAlgorithm)), PdfVerifierTests.Told(finding));
    }

    [Test]
    public void A_timestamp_older_than_its_authority_proves_no_time()
    {
        var young = Authority.Issue("CN=Young TSA", Authority.Root, Signed.AddDays(3), 5, purpose: "1.3.6.1.5.5.7.3.8");
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Leader) { TimestampBy = young }), Signed.AddDays(5));

        Assert.That(finding.Signatures[0].ProvenTime, Is.Null);
        Assert.That(finding.Signatures[0].Notes, Does.Contain(ReasonCodes.UntrustedTimestamp));
    }

    [Test]
    public void A_timestamp_from_the_future_proves_no_time()
    {
        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Leader) { TimestampBy = Authority.Timestamping, Time = Signed.AddDays(30) }), Signed.AddDays(1));

        Assert.That(finding.Signatures[0].ProvenTime, Is.Null);
    }

    [Test]
    public void A_document_timestamp_older_than_its_authority_proves_no_time()
    {
        var young = Authority.Issue("CN=Young TSA", Authority.Root, Signed.AddDays(3), 5, purpose: "1.3.6.1.5.5.7.3.8");
        var finding = SignedPaper.Verify(TestSigner.Stamp(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Leader)), young, Signed), Signed.AddDays(5));

        Assert.That(finding.Signatures.Select(signature => signature.ProvenTime), Is.All.Null, PdfVerifierTests.Told(finding));
        Assert.That(finding.Signatures[1].Verdict, Is.Not.EqualTo(SignatureVerdict.Passed));
    }

    [Test]
    public void A_timestamp_over_another_signature_breaks_it()
    {
        var other = TestSigner.Timestamp(SHA256.HashData("another signature"u8), Authority.Timestamping, Signed);
        var file = TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { Contents = covered => With(covered, cms => cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(TimestampAttribute, other))) });

        Assert.That((SignedPaper.Verify(file).Integrity, SignedPaper.Verify(file).Reason), Is.EqualTo((FileIntegrity.Broken, ReasonCodes.BrokenTimestamp)));
    }

    [TestCase("authorities only", new byte[] { 0x30, 0x03, 0x82, 0x01, 0xFF }, false)]
    [TestCase("people only", new byte[] { 0x30, 0x03, 0x81, 0x01, 0xFF }, true)]
    [TestCase("some reasons only", new byte[] { 0x30, 0x04, 0x83, 0x02, 0x01, 0x40 }, false)]
    [TestCase("another list's address", new byte[] { 0x30, 0x09, 0xA0, 0x07, 0xA0, 0x05, 0x86, 0x03, 0x68, 0x3A, 0x78 }, false)]
    public void A_list_of_other_certificates_says_nothing_of_this_one(string what, byte[] scope, bool speaks)
    {
        Assert.That(
            ReasonWith(Authority.RevocationList(Signed.AddHours(-1), 30, scope)),
            Is.EqualTo(speaks ? ReasonCodes.Proven : ReasonCodes.RevocationUnknown),
            what);
    }

    [TestCase("changes since another list", "2.5.29.27", true, false)]
    [TestCase("changes since another list, said softly", "2.5.29.27", false, false)]
    [TestCase("something that must be understood", "1.2.3.4", true, false)]
    [TestCase("something that need not be understood", "1.2.3.4", false, true)]
    public void A_list_that_is_not_whole_says_nothing_of_anybody(string what, string extension, bool isCritical, bool speaks)
    {
        Assert.That(
            ReasonWith(Authority.RevocationList(Signed.AddHours(-1), 30, [0x02, 0x01, 0x05], extension, isCritical)),
            Is.EqualTo(speaks ? ReasonCodes.Proven : ReasonCodes.RevocationUnknown),
            what);
    }

    private static IEnumerable<TestCaseData> Responders()
    {
        const string Appointment = "1.3.6.1.5.5.7.3.9";
        var from = Signed.AddYears(-3);
        yield return Responder("the authority itself", () => null, believed: true);
        yield return Responder("whom the authority appointed", () => Authority.Issue("CN=OCSP", Authority.Issuing, from, 5, purpose: Appointment), believed: true);
        yield return Responder("another person of the authority", () => Authority.Plain, believed: false);
        yield return Responder("one whose appointment was over", () => Authority.Issue("CN=OCSP", Authority.Issuing, from, 1, purpose: Appointment), believed: false);
        yield return Responder("whom another authority appointed", () => Authority.Issue("CN=OCSP", Authority.Root, from, 5, purpose: Appointment), believed: false);
        yield return Responder("who appointed himself", () => Authority.Issue("CN=OCSP", null, from, 5, purpose: Appointment), believed: false);
    }

    [TestCaseSource(nameof(Responders))]
    public void Who_answers_for_an_authority_is_appointed_by_it(Func<X509Certificate2?> by, bool believed) =>
        Assert.That(ReasonWith(Authority.OcspAnswer(Authority.Leader, Signed.AddHours(-1), 7, by: by())), Is.EqualTo(believed ? ReasonCodes.Proven : ReasonCodes.RevocationUnknown));

    [Test]
    public void An_answer_about_another_certificate_or_of_who_does_not_know_says_nothing()
    {
        Assert.That(ReasonWith(Authority.OcspAnswer(Authority.Plain, Signed.AddHours(-1), 7)), Is.EqualTo(ReasonCodes.RevocationUnknown));
        Assert.That(ReasonWith(Authority.OcspAnswer(Authority.Leader, Signed.AddHours(-1), 7, isUnknown: true)), Is.EqualTo(ReasonCodes.RevocationUnknown));
    }

    [Test]
    public void A_timestamp_that_its_authority_did_not_sign_is_broken()
    {
        var contents = (byte[] covered) =>
        {
            var token = TestSigner.Timestamp(SHA256.HashData(covered), Authority.Timestamping, Signed);
            token[^1] ^= 1;
            return token;
        };

        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Timestamping) { SubFilter = "ETSI.RFC3161", Contents = contents }));

        Assert.That((finding.Integrity, finding.Reason), Is.EqualTo((FileIntegrity.Broken, ReasonCodes.BrokenTimestamp)), PdfVerifierTests.Told(finding));
    }

    [Test]
    public void A_timestamp_by_a_short_key_proves_no_time()
    {
        var weak = Authority.Issue("CN=Weak TSA", Authority.Root, Signed.AddYears(-1), 3, purpose: "1.3.6.1.5.5.7.3.8", rsaBits: 1024);

        var finding = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Leader) { TimestampBy = weak }));

        Assert.That(finding.Signatures[0].ProvenTime, Is.Null, PdfVerifierTests.Told(finding));
    }

    [TestCase(false, TrustStatus.Trusted)]
    [TestCase(true, TrustStatus.Unusable)]
    public void An_authority_that_may_appoint_none_below_it_appoints_none(bool isBelow, TrustStatus expected)
    {
        var last = Authority.Issue("CN=Last", Authority.Root, Signed.AddYears(-1), 3, isAuthority: true, pathLength: 0);
        var below = Authority.Issue("CN=Below", last, Signed.AddYears(-1), 2, isAuthority: true);
        var signer = Authority.Issue("CN=Signer", isBelow ? below : last, Signed.AddYears(-1), 2);

        var file = TestSigner.AddEvidence(TestSigner.Sign(SignedPaper.Blank(), new Signing(signer)), [last.RawData, below.RawData], [], []);

        Assert.That(SignedPaper.Verify(file).Signatures[0].Trust, Is.EqualTo(expected));
    }

    [Test]
    public void A_list_in_an_authoritys_name_by_another_key_says_nothing()
    {
        using var impostor = Authority.Issue("CN=Test Issuing", null, Signed.AddYears(-1), 5, isAuthority: true);
        byte[] Forged(params X509Certificate2[] revoked)
        {
            var builder = new CertificateRevocationListBuilder();
            Array.ForEach(revoked, certificate => builder.AddEntry(certificate, Signed.AddDays(-5)));
            return builder.Build(impostor, 9, Signed.AddDays(30), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Signed.AddHours(-1));
        }

        Assert.That(ReasonWith(Forged()), Is.EqualTo(ReasonCodes.RevocationUnknown), "it vouches for nobody");
        Assert.That(ReasonWith(Authority.RevocationList(Signed.AddHours(-1), 30), Forged(Authority.Leader)), Is.EqualTo(ReasonCodes.Proven), "and revokes nobody");
    }

    private static IEnumerable<TestCaseData> Intermediates()
    {
        yield return Intermediate("no authority", TrustStatus.Unusable, new X509BasicConstraintsExtension(false, false, 0, true));
        yield return Intermediate("does not say that it is one", TrustStatus.Unusable);
        yield return Intermediate("may sign no certificates", TrustStatus.Unusable, new X509BasicConstraintsExtension(true, false, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.CrlSign, true));
        yield return Intermediate("must be understood and is not", TrustStatus.Unusable, new X509BasicConstraintsExtension(true, false, 0, true), new X509Extension("1.2.3.4", [5, 0], critical: true));
        yield return Intermediate("says more than must be understood", TrustStatus.Trusted, new X509BasicConstraintsExtension(true, false, 0, true), new X509Extension("1.2.3.4", [5, 0], critical: false));
    }

    [TestCaseSource(nameof(Intermediates))]
    public void A_certificate_between_that_is_no_authority_appoints_nobody(TrustStatus expected, X509Extension[] extensions)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Between", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Array.ForEach(extensions, request.CertificateExtensions.Add);
        using var root = Authority.Root.GetRSAPrivateKey()!;
        using var between = request.Create(Authority.Root.SubjectName, X509SignatureGenerator.CreateForRSA(root, RSASignaturePadding.Pkcs1), Signed.AddYears(-1), Signed.AddYears(3), [8, 8]).CopyWithPrivateKey(key);
        var signer = Authority.Issue("CN=Signer", between, Signed.AddYears(-1), 2);

        var finding = SignedPaper.Verify(TestSigner.AddEvidence(TestSigner.Sign(SignedPaper.Blank(), new Signing(signer)), [between.RawData], [], []));

        Assert.That(finding.Signatures[0].Trust, Is.EqualTo(expected), PdfVerifierTests.Told(finding));
    }

    [TestCase("1.3.6.1.5.5.7.3.8", true, true)]
    [TestCase("1.3.6.1.5.5.7.3.8", false, false)]
    [TestCase("1.3.6.1.5.5.7.3.4", true, false)]
    public void Who_is_no_authority_for_times_proves_none_and_breaks_nothing(string purpose, bool isCritical, bool proves)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Clock", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], isCritical));
        using var root = Authority.Root.GetRSAPrivateKey()!;
        using var clock = request.Create(Authority.Root.SubjectName, X509SignatureGenerator.CreateForRSA(root, RSASignaturePadding.Pkcs1), Signed.AddYears(-1), Signed.AddYears(3), [9, 9]).CopyWithPrivateKey(key);

        var attached = SignedPaper.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain) { TimestampBy = clock }), Signed.AddDays(1));
        var whole = SignedPaper.Verify(TestSigner.Stamp(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Plain)), clock, Signed), Signed.AddDays(1));

        Assert.That((attached.Integrity, attached.Signatures[0].ProvenTime is not null), Is.EqualTo((FileIntegrity.Intact, proves)), PdfVerifierTests.Told(attached));
        Assert.That((whole.Integrity, whole.Signatures[0].ProvenTime is not null), Is.EqualTo((FileIntegrity.Intact, proves)), PdfVerifierTests.Told(whole));
        Assert.That(whole.Signatures[1].Trust, Is.EqualTo(proves ? TrustStatus.Trusted : TrustStatus.Unusable));
    }

    private static TestCaseData Intermediate(string name, TrustStatus expected, params X509Extension[] extensions) => new TestCaseData(expected, extensions).SetArgDisplayNames(name);

    private static TestCaseData Responder(string name, Func<X509Certificate2?> by, bool believed) => new TestCaseData(by, believed).SetArgDisplayNames(name);

    /// <summary>What is said of a leader's signature with these answers on revocation.</summary>
    private static string ReasonWith(params byte[][] answers)
    {
        var settings = new VerificationSettings { Now = Signed.AddDays(1) };
        settings.Trust(Authority.Root.RawData);
        Array.ForEach(answers, answer => settings.AddRevocationAnswer(answer));
        return PdfVerifier.Verify(TestSigner.Sign(SignedPaper.Blank(), new Signing(Authority.Leader)), settings).Reason;
    }

    private static TestCaseData Message(string name, FileIntegrity integrity, Func<byte[], byte[]> contents, string subFilter = "ETSI.CAdES.detached") =>
        new TestCaseData(subFilter, integrity, contents).SetArgDisplayNames(name);

    private static TestCaseData Certificate(string name, Func<X509Certificate2> certificate, TrustStatus expected) => new TestCaseData(certificate, expected).SetArgDisplayNames(name);

    private static byte[] With(byte[] covered, Action<SignedCms> change)
    {
        var cms = new SignedCms();
        cms.Decode(TestSigner.Message(covered, new Signing(Authority.Plain)));
        change(cms);
        return cms.Encode();
    }

    private static byte[] Countersigned(byte[] covered)
    {
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        cms.ComputeSignature(new CmsSigner(Authority.Plain));
        cms.ComputeSignature(new CmsSigner(Authority.Leader));
        return cms.Encode();
    }

    private static byte[] Enveloping(byte[] covered)
    {
        var cms = new SignedCms(new ContentInfo(covered[..20]), detached: false);
        cms.ComputeSignature(new CmsSigner(Authority.Plain));
        return cms.Encode();
    }

    /// <summary>Names a certificate as signers do now (RFC 5035), and one as they did before (RFC 2634).</summary>
    private static byte[] Naming(byte[] covered, X509Certificate2? now, X509Certificate2? before = null)
    {
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        var signer = new CmsSigner(Authority.Plain);
        if (now is not null)
        {
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", Name(SHA256.HashData(now.RawData))));
        }

        if (before is not null)
        {
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.12", Name(OldHash.Of(before.RawData))));
        }

        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private static byte[] DigestOf(byte[] file)
    {
        var attribute = new AsnWriter(AsnEncodingRules.DER);
        using (attribute.PushSequence())
        {
            attribute.WriteObjectIdentifier("1.2.840.113549.1.9.4");
            using (attribute.PushSetOf())
            {
                attribute.WriteOctetString(SHA256.HashData(file));
            }
        }

        return attribute.Encode();
    }

    /// <summary>A message whose signed attributes are bent before they are signed; the framework's own encoder would write none such.</summary>
    private static byte[] SignedAnew(byte[] covered, Func<byte[][], byte[][]> bend)
    {
        var outer = new AsnReader(TestSigner.Message(covered, new Signing(Authority.Plain)), AsnEncodingRules.DER).ReadSequence();
        var kind = outer.ReadObjectIdentifier();
        var data = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)).ReadSequence();
        byte[][] before = [data.ReadEncodedValue().ToArray(), data.ReadEncodedValue().ToArray(), data.ReadEncodedValue().ToArray(), data.ReadEncodedValue().ToArray()];
        var signer = data.ReadSetOf().ReadSequence();
        byte[][] named = [signer.ReadEncodedValue().ToArray(), signer.ReadEncodedValue().ToArray(), signer.ReadEncodedValue().ToArray()];
        var attributes = new List<byte[]>();
        for (var set = signer.ReadSetOf(new Asn1Tag(TagClass.ContextSpecific, 0, true)); set.HasData;)
        {
            attributes.Add(set.ReadEncodedValue().ToArray());
        }

        var bent = bend([.. attributes]);
        using var key = Authority.Plain.GetRSAPrivateKey()!;
        var message = new AsnWriter(AsnEncodingRules.BER);
        using (message.PushSequence())
        {
            message.WriteObjectIdentifier(kind);
            using (message.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)))
            using (message.PushSequence())
            {
                Array.ForEach(before, part => message.WriteEncodedValue(part));
                using (message.PushSetOf())
                using (message.PushSequence())
                {
                    Array.ForEach(named, part => message.WriteEncodedValue(part));
                    Write(message, new Asn1Tag(TagClass.ContextSpecific, 0, true), bent);
                    message.WriteEncodedValue(signer.ReadEncodedValue().Span);
                    var whole = new AsnWriter(AsnEncodingRules.BER);
                    Write(whole, Asn1Tag.SetOf, bent);
                    message.WriteOctetString(key.SignData(whole.Encode(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
                }
            }
        }

        return message.Encode();

        static void Write(AsnWriter writer, Asn1Tag tag, byte[][] parts)
        {
            // In BER a set keeps the order it is written in.
            using (writer.PushSetOf(tag))
            {
                Array.ForEach(parts, part => writer.WriteEncodedValue(part));
            }
        }
    }

    private static byte[] Name(byte[] hash)
    {
        var name = new AsnWriter(AsnEncodingRules.DER);
        using (name.PushSequence())
        using (name.PushSequence())
        using (name.PushSequence())
        {
            name.WriteOctetString(hash);
        }

        return name.Encode();
    }

    private static X509Certificate2 Issue(string name, X509KeyUsageFlags usage)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var issuer = Authority.Issuing.GetRSAPrivateKey()!;
        return request.Create(Authority.Issuing.SubjectName, X509SignatureGenerator.CreateForRSA(issuer, RSASignaturePadding.Pkcs1), Signed.AddYears(-1), Signed.AddYears(1), [7, 7, 7]).CopyWithPrivateKey(key);
    }

    // The framework issues none such any more: the names of the algorithm are bent, and what was bent is signed again.
    private static X509Certificate2 IssuedBySha1()
    {
        using var good = Issue("CN=Old", X509KeyUsageFlags.DigitalSignature);
        var bent = good.RawData;
        ReadOnlySpan<byte> sha256 = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
        for (var at = bent.AsSpan().IndexOf(sha256); at >= 0; at = bent.AsSpan().IndexOf(sha256))
        {
            bent[at + sha256.Length - 1] = 0x05;
        }

        var certificate = new AsnReader(bent, AsnEncodingRules.DER).ReadSequence();
        var (signed, algorithm) = (certificate.ReadEncodedValue(), certificate.ReadEncodedValue());
        using var issuer = Authority.Issuing.GetRSAPrivateKey()!;
        var whole = new AsnWriter(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue(signed.Span);
            whole.WriteEncodedValue(algorithm.Span);
            whole.WriteBitString(OldHash.Sign(issuer, signed.ToArray()));
        }

        using var key = good.GetRSAPrivateKey()!;
        using var old = X509CertificateLoader.LoadCertificate(whole.Encode());
        return old.CopyWithPrivateKey(key);
    }

    // The whole chain once more, with keys of somebody else.
    private static X509Certificate2 SameNames()
    {
        var root = Authority.Issue("CN=Test Root", null, Signed.AddYears(-1), 5, isAuthority: true);
        var issuing = Authority.Issue("CN=Test Issuing", root, Signed.AddYears(-1), 4, isAuthority: true);
        return Authority.Issue("CN=Nguyễn Văn A", issuing, Signed.AddYears(-1), 3);
    }
}
