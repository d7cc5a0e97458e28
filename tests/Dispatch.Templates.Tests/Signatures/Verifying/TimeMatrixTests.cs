using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>
/// Every cell of: when it is asked (the day after; after the certificate was revoked later; after it expired; after the timestamp authority expired) × how much evidence the signature
/// carries (B, T, LT, LTA) × what revocation service there is (one that answers, none, a list long out of date). The certificate ends in 2027, the timestamp authority in 2032.
/// </summary>
public sealed class TimeMatrixTests
{
    private static readonly TestAuthority Authority = TestAuthority.Instance;
    private static readonly DateTimeOffset Signed = TestAuthority.SigningDay;
    private static readonly DateTimeOffset Revoked = Signed.AddDays(10);

    private static readonly Dictionary<Asked, DateTimeOffset> Clocks = new()
    {
        [Asked.DayAfter] = Signed.AddDays(1),
        [Asked.AfterRevocation] = Signed.AddDays(20),
        [Asked.AfterExpiry] = new(2029, 6, 1, 0, 0, 0, TimeSpan.Zero),
        [Asked.AfterTimestampAuthority] = new(2033, 6, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public enum Asked
    {
        DayAfter,
        AfterRevocation,
        AfterExpiry,
        AfterTimestampAuthority,
    }

    public enum Level
    {
        B,
        T,
        LT,
        LTA,
    }

    public enum Service
    {
        Up,
        Down,
        Stale,
    }

    [Test, Combinatorial]
    public void Each_cell_has_its_verdict([Values] Asked asked, [Values] Level level, [Values] Service service)
    {
        var settings = new VerificationSettings { Now = Clocks[asked] };
        settings.Trust(Authority.Root.RawData);
        if (Answer(asked, service) is { } answer)
        {
            settings.AddRevocationAnswer(answer);
        }

        var finding = PdfVerifier.Verify(Papers.Value[level], settings);

        Assert.That((finding.Verdict, finding.Reason, finding.Integrity), Is.EqualTo(Expected(asked, level, service)), PdfVerifierTests.Told(finding));
    }

    [TestCase(-1, SignatureVerdict.Failed, ReasonCodes.Revoked)]
    [TestCase(1, SignatureVerdict.Passed, ReasonCodes.Proven)]
    public void A_key_that_was_in_other_hands_before_the_line_was_written_counts_from_then(int days, SignatureVerdict verdict, string reason)
    {
        foreach (var answer in new[]
        {
            Authority.RevocationList(Signed.AddDays(15), 30, Authority.Leader, Revoked, Signed.AddDays(days)),
            Authority.OcspAnswer(Authority.Leader, Signed.AddDays(15), 7, Revoked, Signed.AddDays(days)),
        })
        {
            var settings = new VerificationSettings { Now = Signed.AddDays(20) };
            settings.Trust(Authority.Root.RawData);
            settings.AddRevocationAnswer(answer);

            var finding = PdfVerifier.Verify(Papers.Value[Level.T], settings);

            Assert.That((finding.Verdict, finding.Reason), Is.EqualTo((verdict, reason)), PdfVerifierTests.Told(finding));
        }
    }

    [Test]
    public void A_timestamp_renewed_in_time_carries_the_signature_beyond_the_authority_that_made_the_first()
    {
        var later = Authority.Issue("CN=Later TSA", Authority.Root, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), 15, purpose: "1.3.6.1.5.5.7.3.8");
        var renewed = TestSigner.Stamp(Papers.Value[Level.LTA], later, new(2031, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var settings = new VerificationSettings { Now = Clocks[Asked.AfterTimestampAuthority] };
        settings.Trust(Authority.Root.RawData);

        Assert.That(PdfVerifier.Verify(renewed, settings).Verdict, Is.EqualTo(SignatureVerdict.Passed));
    }

    private static readonly Lazy<Dictionary<Level, byte[]>> Papers = new(() =>
    {
        var plain = TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(Authority.Leader));
        var stamped = TestSigner.Sign(SmallPdf.OnePage().Build(), new Signing(Authority.Leader) { TimestampBy = Authority.Timestamping });
        var longTerm = TestSigner.AddEvidence(stamped, [Authority.Issuing.RawData, Authority.Root.RawData], [], [Authority.OcspAnswer(Authority.Leader, Signed, 7)]);
        return new() { [Level.B] = plain, [Level.T] = stamped, [Level.LT] = longTerm, [Level.LTA] = TestSigner.Stamp(longTerm, Authority.Timestamping, Signed.AddHours(1)) };
    });

    /// <summary>The rule of F13: what a trusted timestamp saw while the certificate was good stays good; without one nothing outlives the certificate, and nothing unknown is passed.</summary>
    private static (SignatureVerdict, string, FileIntegrity) Expected(Asked asked, Level level, Service service)
    {
        var (verdict, reason) = (asked, level, service) switch
        {
            (Asked.AfterTimestampAuthority, _, _) => (SignatureVerdict.Indeterminate, ReasonCodes.Expired),
            (_, >= Level.LT, _) => (SignatureVerdict.Passed, ReasonCodes.Proven),
            (Asked.AfterExpiry, Level.B, _) => (SignatureVerdict.Indeterminate, ReasonCodes.Expired),
            (_, _, not Service.Up) => (SignatureVerdict.Indeterminate, ReasonCodes.RevocationUnknown),
            (Asked.AfterRevocation, Level.B, Service.Up) => (SignatureVerdict.Indeterminate, ReasonCodes.RevokedWithoutProof),
            _ => (SignatureVerdict.Passed, ReasonCodes.Proven),
        };
        return (verdict, reason, FileIntegrity.Intact);
    }

    private static byte[]? Answer(Asked asked, Service service) => service switch
    {
        Service.Up => Authority.OcspAnswer(Authority.Leader, Clocks[asked].AddHours(-1), 7, asked is Asked.AfterRevocation ? Revoked : null),
        Service.Stale => Authority.RevocationList(Signed.AddDays(-100), 30),
        _ => null,
    };
}
