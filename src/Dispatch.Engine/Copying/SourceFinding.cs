using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Engine.Copying;

/// <summary>What was proven of the file a copy was made from, at the moment it was certified. Later answers may differ; this one is what the certifier could know.</summary>
/// <param name="Verdict">Whether its signatures are proven.</param>
/// <param name="Integrity">Whether anything came after them that they do not permit.</param>
/// <param name="Reason">A stable code of the reason.</param>
/// <param name="Words">The reason as a Vietnamese sentence.</param>
/// <param name="At">When it was looked at.</param>
public sealed record SourceFinding(SignatureVerdict Verdict, FileIntegrity Integrity, string Reason, string Words, DateTimeOffset At)
{
    /// <summary>What the verdict kept with the incoming dispatch says.</summary>
    internal static SourceFinding Of(IncomingVerification kept) => Of(kept.Found, kept.VerifiedAt);

    /// <summary>What was found of a file of the organisation's own.</summary>
    internal static SourceFinding Of(VerifiedFile found, DateTimeOffset at) => new(found.Verdict, found.Integrity, found.Reason, found.Sentence, at);

    /// <summary>Whether the file may be certified as a source: an unsigned print of what was signed in ink may, a file that was changed or broken may not.</summary>
    public bool IsSound => Integrity is FileIntegrity.Intact or FileIntegrity.Unsigned && (Verdict is not SignatureVerdict.Failed || Integrity is FileIntegrity.Unsigned);
}
