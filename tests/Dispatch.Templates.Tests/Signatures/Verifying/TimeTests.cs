using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>
/// The same signature, asked about at different times: with and without timestamps and evidence, its certificate valid, expired, revoked before and after, its
/// timestamp authority expired. The leader's certificate ends in 2027, the old timestamp authority's in 2025, the other one's in 2032.
/// </summary>
public sealed class TimeTests
{
    private static readonly TestAuthority Authority = TestAuthority.Instance;
    private static readonly DateTimeOffset Signed = TestAuthority.SigningDay;
    private static readonly DateTimeOffset Before = Signed.AddDays(-10);
    private static readonly DateTimeOffset After = Signed.AddDays(10);
    private static readonly DateTimeOffset SoonAfter = Signed.AddDays(20);
    private static readonly DateTimeOffset After2025 = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset After2027 = new(2029, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public enum Form
    {
        Basic,
        Timestamp,
        OldTimestamp,
        LongTerm,
        LongTermStamped,
    }

    public enum Answers
    {
        None,
        Good,
        Stale,
        RevokedBefore,
        RevokedAfter,
        OcspGood,
        OcspRevokedBefore,
    }

    private static IEnumerable<TestCaseData> Matrix()
    {
        // Valid certificate, the day after.
        yield return Case(Form.Basic, Answers.Good, Signed.AddDays(1), SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.Basic, Answers.OcspGood, Signed.AddDays(1), SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.Basic, Answers.None, Signed.AddDays(1), SignatureVerdict.Indeterminate, ReasonCodes.RevocationUnknown);
        yield return Case(Form.Basic, Answers.Stale, Signed.AddDays(1), SignatureVerdict.Indeterminate, ReasonCodes.RevocationUnknown);
        yield return Case(Form.Timestamp, Answers.Good, Signed.AddDays(1), SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.Timestamp, Answers.None, Signed.AddDays(1), SignatureVerdict.Indeterminate, ReasonCodes.RevocationUnknown);
        yield return Case(Form.LongTerm, Answers.None, Signed.AddDays(1), SignatureVerdict.Passed, ReasonCodes.Proven);

        // Revoked before and after the signature.
        yield return Case(Form.Basic, Answers.RevokedBefore, SoonAfter, SignatureVerdict.Failed, ReasonCodes.Revoked);
        yield return Case(Form.Basic, Answers.OcspRevokedBefore, SoonAfter, SignatureVerdict.Failed, ReasonCodes.Revoked);
        yield return Case(Form.Basic, Answers.RevokedAfter, SoonAfter, SignatureVerdict.Indeterminate, ReasonCodes.RevokedWithoutProof);
        yield return Case(Form.Timestamp, Answers.RevokedBefore, SoonAfter, SignatureVerdict.Failed, ReasonCodes.Revoked);
        yield return Case(Form.Timestamp, Answers.RevokedAfter, SoonAfter, SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.LongTerm, Answers.RevokedAfter, SoonAfter, SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.LongTermStamped, Answers.RevokedBefore, SoonAfter, SignatureVerdict.Failed, ReasonCodes.Revoked);

        // The certificate has expired.
        yield return Case(Form.Basic, Answers.Good, After2027, SignatureVerdict.Indeterminate, ReasonCodes.Expired);
        yield return Case(Form.Timestamp, Answers.Good, After2027, SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.LongTerm, Answers.None, After2027, SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.LongTermStamped, Answers.None, After2027, SignatureVerdict.Passed, ReasonCodes.Proven);

        // The timestamp authority has expired too, and only a later timestamp saves what it said.
        yield return Case(Form.OldTimestamp, Answers.Good, Signed.AddDays(1), SignatureVerdict.Passed, ReasonCodes.Proven);
        yield return Case(Form.OldTimestamp, Answers.Good, After2027, SignatureVerdict.Indeterminate, ReasonCodes.Expired);
        yield return Case(Form.OldTimestamp, Answers.None, After2025, SignatureVerdict.Indeterminate, ReasonCodes.RevocationUnknown);
    }

    [TestCaseSource(nameof(Matrix))]
    public void The_verdict_follows_the_time(Form form, Answers answers, DateTimeOffset now, SignatureVerdict verdict, string reason)
    {
        var finding = PdfVerifier.Verify(Paper(form), Settings(answers, now));

        Assert.That((finding.Verdict, finding.Reason), Is.EqualTo((verdict, reason)), PdfVerifierTests.Told(finding));
        Assert.That(finding.Integrity, Is.EqualTo(FileIntegrity.Intact));
    }

    [Test]
    public void A_later_timestamp_saves_an_expired_one()
    {
        var old = Paper(Form.OldTimestamp);
        var saved = TestSigner.Stamp(TestSigner.AddEvidence(old, [], [Authority.RevocationList(Signed, 30)], []), Authority.Timestamping, After);
        var finding = PdfVerifier.Verify(saved, Settings(Answers.None, After2027));

        Assert.That(finding.Verdict, Is.EqualTo(SignatureVerdict.Passed), PdfVerifierTests.Told(finding));
        Assert.That(finding.Signatures[0].ProvenTime, Is.EqualTo(Signed));
    }

    [Test]
    public void Of_later_timestamps_the_first_says_when_a_signature_was_there()
    {
        var once = TestSigner.Stamp(Paper(Form.Basic), Authority.Timestamping, After);
        var twice = TestSigner.Stamp(once, Authority.Timestamping, SoonAfter);

        Assert.That(PdfVerifier.Verify(twice, Settings(Answers.Good, SoonAfter.AddDays(1))).Signatures[0].ProvenTime, Is.EqualTo(After));
    }

    [Test]
    public void A_signature_before_its_certificate_is_not_passed()
    {
        var young = Authority.Issue("CN=Young", Authority.Issuing, Signed.AddDays(5), 2);
        var file = TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(young) { TimestampBy = Authority.Timestamping });

        var finding = PdfVerifier.Verify(file, Settings(Answers.None, After));
        Assert.That((finding.Verdict, finding.Reason), Is.EqualTo((SignatureVerdict.Failed, ReasonCodes.NotYetValid)));
    }

    [Test]
    public void A_timestamp_of_another_signature_breaks_it()
    {
        var token = TestSigner.Timestamp(new byte[32], Authority.Timestamping, Signed);
        var file = TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(Authority.Plain)
        {
            Contents = covered =>
            {
                var cms = new System.Security.Cryptography.Pkcs.SignedCms();
                cms.Decode(TestSigner.Message(covered, new Signing(Authority.Plain)));
                cms.SignerInfos[0].AddUnsignedAttribute(new System.Security.Cryptography.AsnEncodedData("1.2.840.113549.1.9.16.2.14", token));
                return cms.Encode();
            },
        });

        Assert.That(PdfVerifier.Verify(file, Settings(Answers.None, After)).Reason, Is.EqualTo(ReasonCodes.BrokenTimestamp));
    }

    [Test]
    public void A_certificate_issued_by_who_may_not_issue_is_unusable()
    {
        var forged = Authority.Issue("CN=Forged", Authority.Plain, Signed.AddDays(-1), 2);
        var file = TestSigner.AddEvidence(TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(forged)), [Authority.Plain.RawData], [], []);

        Assert.That(PdfVerifier.Verify(file, Settings(Answers.None, After)).Signatures[0].Trust, Is.EqualTo(TrustStatus.Unusable));
    }

    [Test]
    public void A_short_key_is_weak()
    {
        var weak = Authority.Issue("CN=Weak", Authority.Issuing, Signed.AddDays(-1), 2, rsaBits: 1024);

        Assert.That(PdfVerifier.Verify(TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(weak)), Settings(Answers.None, After)).Reason, Is.EqualTo(ReasonCodes.WeakAlgorithm));
    }

    private static TestCaseData Case(Form form, Answers answers, DateTimeOffset now, SignatureVerdict verdict, string reason) => new(form, answers, now, verdict, reason);

    private static byte[] Paper(Form form)
    {
        X509Certificate2? authority = form switch { Form.Basic => null, Form.OldTimestamp => Authority.OldTimestamping, _ => Authority.Timestamping };
        var file = TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(Authority.Leader) { TimestampBy = authority });
        file = form is Form.LongTerm or Form.LongTermStamped
            ? TestSigner.AddEvidence(file, [Authority.Issuing.RawData, Authority.Root.RawData], [], [Authority.OcspAnswer(Authority.Leader, Signed, 7)])
            : file;
        return form == Form.LongTermStamped ? TestSigner.Stamp(file, Authority.Timestamping, Signed.AddHours(1)) : file;
    }

    private static VerificationSettings Settings(Answers answers, DateTimeOffset now)
    {
        var settings = new VerificationSettings { Now = now };
        settings.Trust(Authority.Root.RawData);
        var answer = answers switch
        {
            Answers.None => null,
            Answers.Good => Authority.RevocationList(Signed.AddHours(-1), 30),
            Answers.Stale => Authority.RevocationList(Signed.AddDays(-100), 30),
            Answers.RevokedBefore => Authority.RevocationList(SoonAfter.AddDays(-1), 30, (Authority.Leader, Before)),
            Answers.RevokedAfter => Authority.RevocationList(SoonAfter.AddDays(-1), 30, (Authority.Leader, After)),
            Answers.OcspGood => Authority.OcspAnswer(Authority.Leader, Signed.AddHours(-1), 7),
            Answers.OcspRevokedBefore => Authority.OcspAnswer(Authority.Leader, SoonAfter.AddDays(-1), 7, Before),
        };
        if (answer is not null)
        {
            settings.AddRevocationAnswer(answer);
        }

        return settings;
    }
}
