using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Receiving;
using Dispatch.Templates.Signatures.Verifying;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Engine.Signing;

/// <summary>What our verifier said of the file of an incoming dispatch, last.</summary>
public sealed class IncomingVerification : IVersioned
{
    /// <summary>Which incoming dispatch.</summary>
    public required Id<IncomingDispatch> IncomingId { get; init; }

    /// <summary>Whose.</summary>
    public required Id<Body> OrganisationId { get; init; }

    /// <summary>SHA-256 of the file that was looked at.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset VerifiedAt { get; private set; }

    /// <summary>The verdict.</summary>
    public SignatureVerdict Verdict { get; private set; }

    /// <summary>Of the bytes, whoever signed them.</summary>
    public FileIntegrity Integrity { get; private set; }

    /// <summary>The verdict with its reasons.</summary>
    public VerifiedFile Found { get; private set; } = null!;

    /// <inheritdoc />
    public int Version { get; set; }

    internal void Take(VerifiedFile found, DateTimeOffset now) => (VerifiedAt, Verdict, Integrity, Found) = (now, found.Verdict, found.Integrity, found);
}

/// <summary>A verdict with its reasons, as it is kept.</summary>
/// <param name="Verdict">Passed, Indeterminate or Failed.</param>
/// <param name="Integrity">Intact, Changed, Broken or Unsigned.</param>
/// <param name="Reason">A stable code.</param>
/// <param name="Sentence">The reason in Vietnamese.</param>
/// <param name="Signatures">In the order in which they were made.</param>
/// <param name="Signatory">Whether the signer had authority; null where the file is of no dispatch of this installation.</param>
/// <param name="Source">Of a copy that holds its source with signatures of its own: what is proven of that; null elsewhere.</param>
public sealed record VerifiedFile(
    SignatureVerdict Verdict, FileIntegrity Integrity, string Reason, string Sentence, IReadOnlyList<VerifiedSignature> Signatures, SignatoryFinding? Signatory, VerifiedFile? Source = null)
{
    internal static VerifiedFile Of(FileFinding finding, SignatoryFinding? signatory) => new(
        finding.Verdict, finding.Integrity, finding.Reason, Words(finding.Reason),
        [.. finding.Signatures.Select(one => new VerifiedSignature(
            one.Field, one.Kind, one.Verdict, one.Integrity, one.Signer, one.ProvenTime ?? one.ClaimedTime, one.ProvenTime is not null, one.Reason, Words(one.Reason),
            [.. one.Notes.Select(Words), .. one.Changes.Where(change => !change.Permitted).Select(change => Words(change.Code) + (change.Detail.Length > 0 ? $" ({change.Detail})" : ""))]))],
        signatory,
        finding.Source is { } source ? Of(source.Finding, signatory: null) : null);

    private static string Words(string code) => FindingWords.Of(code, FindingLanguage.Vietnamese);
}

/// <summary>One signature of a file as it is kept.</summary>
/// <param name="Field">The name of its field.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Verdict">As for the file.</param>
/// <param name="Integrity">As for the file.</param>
/// <param name="Signer">The name in the certificate.</param>
/// <param name="At">The proven time, or the claimed one.</param>
/// <param name="IsTimeProven">A trusted timestamp says so.</param>
/// <param name="Reason">A stable code.</param>
/// <param name="Sentence">The reason in Vietnamese.</param>
/// <param name="Notes">What else is worth knowing, and every change that is not permitted.</param>
public sealed record VerifiedSignature(
    string Field, SignatureKind Kind, SignatureVerdict Verdict, FileIntegrity Integrity, string? Signer, DateTimeOffset? At, bool IsTimeProven, string Reason, string Sentence, IReadOnlyList<string> Notes);

internal sealed class IncomingVerificationTable : IEntityTypeConfiguration<IncomingVerification>
{
    public void Configure(EntityTypeBuilder<IncomingVerification> builder)
    {
        builder.ToTable("incoming_verifications");
        builder.HasKey(verification => verification.IncomingId);
        builder.Property(verification => verification.ContentHash).HasMaxLength(64);
        builder.Property(verification => verification.Found).HasJson();
    }
}
