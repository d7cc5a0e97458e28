namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>
/// From what holds to what is proven (after ETSI EN 319 102-1): document timestamps from the newest to the oldest, each proving a time for all before it; then each
/// signature at the earliest time that is proven for it, or now. What nothing proves is indeterminate, never passed.
/// </summary>
internal sealed class Judgement(IReadOnlyList<CheckedSignature> signatures, Evidence evidence, DateTimeOffset now)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    private readonly Dictionary<CheckedSignature, DateTimeOffset> trustedTimes = [];

    public IReadOnlyList<SignatureFinding> Judge()
    {
        foreach (var timestamp in signatures.Where(signature => signature is { Fault: null, Token: not null }).OrderByDescending(signature => signature.Covered!.End))
        {
            if (IsTrusted(timestamp.Token!, TimeProvenFor(timestamp)))
            {
                trustedTimes[timestamp] = timestamp.Token!.Time;
            }
        }

        return [.. signatures.Select(Judge)];
    }

    private static FileIntegrity IntegrityOf(CheckedSignature signature) =>
        signature.Fault is not null ? FileIntegrity.Broken
        : signature.Changes.All(change => change.Permitted) ? FileIntegrity.Intact
        : FileIntegrity.Changed;

    private static (SignatureVerdict Verdict, string Reason) OfTrust(TrustStatus trust, bool isProven) => trust switch
    {
        TrustStatus.Trusted => (SignatureVerdict.Passed, ReasonCodes.Proven),
        TrustStatus.Unknown => (SignatureVerdict.Indeterminate, ReasonCodes.UnknownIssuer),
        TrustStatus.Expired => (SignatureVerdict.Indeterminate, ReasonCodes.Expired),
        TrustStatus.NotYetValid => (isProven ? SignatureVerdict.Failed : SignatureVerdict.Indeterminate, ReasonCodes.NotYetValid),
        TrustStatus.Revoked => (SignatureVerdict.Failed, ReasonCodes.Revoked),
        TrustStatus.RevokedWithoutProof => (SignatureVerdict.Indeterminate, ReasonCodes.RevokedWithoutProof),
        TrustStatus.RevocationUnknown => (SignatureVerdict.Indeterminate, ReasonCodes.RevocationUnknown),
        TrustStatus.Unusable => (SignatureVerdict.Indeterminate, ReasonCodes.Unusable),
    };

    // A time that the authority's certificate did not see, or that is still to come, was not taken from a clock.
    private bool IsTrusted(TimestampToken token, DateTimeOffset? at) =>
        !token.IsWeak && token.IsByTimestampAuthority && token.Message.Signer!.Covers(token.Time) && token.Time <= now + ClocksDiffer
        && evidence.StatusOf(token.Message.Signer!, at ?? now, at is not null, claimed: null) == TrustStatus.Trusted;

    /// <summary>The earliest time at which a trusted document timestamp saw the revision of a signature.</summary>
    private DateTimeOffset? TimeProvenFor(CheckedSignature signature) =>
        trustedTimes.Where(timestamp => timestamp.Key.Covered!.End > signature.Covered!.End).Select(timestamp => (DateTimeOffset?)timestamp.Value).Min();

    private SignatureFinding Judge(CheckedSignature signature)
    {
        var integrity = IntegrityOf(signature);
        var notes = new List<string>();
        var (verdict, reason, trust, proven) = integrity switch
        {
            FileIntegrity.Broken => (signature.Fault == ReasonCodes.UnknownAlgorithm ? SignatureVerdict.Indeterminate : SignatureVerdict.Failed, signature.Fault!, (TrustStatus?)null, (DateTimeOffset?)null),
            FileIntegrity.Changed => (SignatureVerdict.Failed, ReasonCodes.Changed, TrustOf(signature, notes, out var time).Trust, time),
            _ => JudgeIntact(signature, notes),
        };
        return new SignatureFinding(
            signature.Field,
            signature.IsTimestamp ? SignatureKind.Timestamp : signature.IsCertification ? SignatureKind.Certification : SignatureKind.Approval,
            verdict, integrity, signature.Signer?.Name, signature.ClaimedTime, proven, trust, reason, notes, signature.Changes,
            signature.Fault is null ? signature.Covered!.End : 0, signature.CoversWholeFile);
    }

    private (SignatureVerdict Verdict, string Reason, TrustStatus? Trust, DateTimeOffset? Proven) JudgeIntact(CheckedSignature signature, List<string> notes)
    {
        var (trust, isProven) = TrustOf(signature, notes, out var proven);
        var (verdict, reason) = OfTrust(trust, isProven);
        if (verdict == SignatureVerdict.Passed)
        {
            (verdict, reason) = signature.IsWeak || evidence.IsWeak(signature.Signer!) ? (SignatureVerdict.Indeterminate, ReasonCodes.WeakAlgorithm)
                : signature.IsIrregular || signature.Timestamps.Exists(token => token.Message.IsIrregular) ? (SignatureVerdict.Indeterminate, ReasonCodes.Irregular)
                : HasStray(signature) ? (SignatureVerdict.Indeterminate, ReasonCodes.StrayCertificate)
                : (verdict, reason);
        }
        else if (signature.IsWeak)
        {
            notes.Add(ReasonCodes.WeakAlgorithm);
        }

        return (verdict, reason, trust, proven);
    }

    private (TrustStatus Trust, bool IsProven) TrustOf(CheckedSignature signature, List<string> notes, out DateTimeOffset? proven)
    {
        var covered = TimeProvenFor(signature);
        if (signature.Token is { } own)
        {
            proven = trustedTimes.ContainsKey(signature) ? own.Time : null;
            var status = evidence.StatusOf(signature.Signer!, covered ?? now, covered is not null, claimed: null);
            status = status == TrustStatus.Trusted && !own.IsByTimestampAuthority ? TrustStatus.Unusable : status;
            return (status != TrustStatus.Trusted || signature.Signer!.Covers(own.Time) ? status : own.Time < signature.Signer.From ? TrustStatus.NotYetValid : TrustStatus.Expired, covered is not null);
        }

        var trusted = signature.Timestamps
            .Where(token => IsTrusted(token, covered))
            .Select(token => (DateTimeOffset?)token.Time).Min();
        if (trusted is null)
        {
            notes.Add(signature.Timestamps.Count > 0 ? ReasonCodes.UntrustedTimestamp : ReasonCodes.NoTimestamp);
        }

        proven = trusted is null ? covered : covered is null || trusted < covered ? trusted : covered;
        var trust = evidence.StatusOf(signature.Signer!, proven ?? now, proven is not null, signature.ClaimedTime);
        return (trust == TrustStatus.Trusted && signature.Signer!.SignsNoDocuments ? TrustStatus.Unusable : trust, proven is not null);
    }

    // A certificate that fits nowhere is either useless or damaged, and the two look alike.
    private bool HasStray(CheckedSignature signature) =>
        signature.Certificates.Concat(signature.Timestamps.SelectMany(token => token.Message.Certificates)).Any(certificate => !evidence.Connects(certificate));
}
