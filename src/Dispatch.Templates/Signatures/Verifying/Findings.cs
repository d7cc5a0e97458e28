namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>Three values, because what cannot be known is neither proven nor disproven (ETSI EN 319 102-1, 5.1.3).</summary>
public enum SignatureVerdict
{
    /// <summary>Proven.</summary>
    Passed,

    /// <summary>Neither proven nor disproven; the reason says what is missing.</summary>
    Indeterminate,

    /// <summary>Disproven.</summary>
    Failed,
}

/// <summary>Whether the bytes are those that were signed, whoever signed them.</summary>
public enum FileIntegrity
{
    /// <summary>Every digest and signature value holds, covers what it must, and what came later is permitted.</summary>
    Intact,

    /// <summary>Something that is not permitted came after a signature.</summary>
    Changed,

    /// <summary>A signature or the structure of the file does not hold.</summary>
    Broken,

    /// <summary>There is no signature.</summary>
    Unsigned,
}

/// <summary>What is known about the signer's certificate at the time that counts.</summary>
public enum TrustStatus
{
    /// <summary>A path leads to a trusted certificate, and all on it were valid.</summary>
    Trusted,

    /// <summary>No path leads to a trusted certificate.</summary>
    Unknown,

    /// <summary>A certificate of the path had expired, as far as can be proven.</summary>
    Expired,

    /// <summary>A certificate of the path was not valid yet.</summary>
    NotYetValid,

    /// <summary>Revoked before the signature is proven to have existed.</summary>
    Revoked,

    /// <summary>Revoked, and it is not known whether before or after the signature.</summary>
    RevokedWithoutProof,

    /// <summary>Its certificates say where revocation is published, and no answer that counts is at hand.</summary>
    RevocationUnknown,

    /// <summary>A certificate of the path may not be used so.</summary>
    Unusable,
}

/// <summary>What a signature in a PDF is for.</summary>
public enum SignatureKind
{
    /// <summary>An ordinary signature (ISO 32000-1, 12.8.1).</summary>
    Approval,

    /// <summary>The author's, which says what may change after it (DocMDP).</summary>
    Certification,

    /// <summary>A timestamp over the whole document (ETSI EN 319 142-1, 5.4.3).</summary>
    Timestamp,
}

/// <summary>A difference between what was signed and the file now.</summary>
/// <param name="Path">The object path where it was found, as <c>Root/Pages/Kids[0]/Annots[1]</c>.</param>
/// <param name="Code">A stable code of <see cref="ChangeCodes"/>.</param>
/// <param name="Permitted">Whether the signature lets it pass.</param>
/// <param name="Detail">The field or key concerned, or empty.</param>
public sealed record FoundChange(string Path, string Code, bool Permitted, string Detail);

/// <summary>One signature and what is proven of it.</summary>
/// <param name="Field">The full name of its field.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Verdict">The whole judgement.</param>
/// <param name="Integrity">Of the bytes this signature covers and what came after them.</param>
/// <param name="Signer">The name in the signer's certificate, or null when there is none.</param>
/// <param name="ClaimedTime">When the signer says it was; nothing proves it.</param>
/// <param name="ProvenTime">When a trusted timestamp saw it at the latest.</param>
/// <param name="Trust">What is known of the certificate; null when the signature does not hold.</param>
/// <param name="Reason">A stable code of <see cref="ReasonCodes"/>, the weightiest.</param>
/// <param name="Notes">Further codes, none of which changes the verdict.</param>
/// <param name="Changes">What came after it.</param>
/// <param name="RevisionLength">The length in bytes of the revision it covers: the first that many bytes of the file are what was signed. 0 when it covers none.</param>
/// <param name="CoversWholeFile">Nothing follows that revision.</param>
public sealed record SignatureFinding(
    string Field,
    SignatureKind Kind,
    SignatureVerdict Verdict,
    FileIntegrity Integrity,
    string? Signer,
    DateTimeOffset? ClaimedTime,
    DateTimeOffset? ProvenTime,
    TrustStatus? Trust,
    string Reason,
    IReadOnlyList<string> Notes,
    IReadOnlyList<FoundChange> Changes,
    long RevisionLength,
    bool CoversWholeFile);

/// <summary>A file and what is proven of it.</summary>
/// <param name="Verdict">The worst of its signatures; indeterminate without any.</param>
/// <param name="Integrity">The worst of its signatures; the structure's when it cannot be read.</param>
/// <param name="Reason">A stable code.</param>
/// <param name="Signatures">In the order in which they were made.</param>
/// <param name="Source">What the file was copied from, where that lies in it with signatures of its own; null elsewhere.</param>
public sealed record FileFinding(SignatureVerdict Verdict, FileIntegrity Integrity, string Reason, IReadOnlyList<SignatureFinding> Signatures, CopiedSource? Source = null);

/// <summary>Why a verdict is what it is. Codes stay; sentences are in <see cref="FindingWords"/>.</summary>
public static class ReasonCodes
{
    /// <summary>All is proven.</summary>
    public const string Proven = "signature.proven";

    /// <summary>The file has no signature.</summary>
    public const string Unsigned = "signature.none";

    /// <summary>The byte range is not the whole revision but the signature's own contents.</summary>
    public const string ByteRange = "signature.byte-range";

    /// <summary>The signature dictionary is direct, packed, or lacks what it must have.</summary>
    public const string Dictionary = "signature.dictionary";

    /// <summary>The bytes up to the end of the signature are no sound file that holds it.</summary>
    public const string Revision = "signature.revision";

    /// <summary>The signature message is malformed or not of its declared kind.</summary>
    public const string Message = "signature.message";

    /// <summary>The digest of the bytes is not the signed one.</summary>
    public const string DigestMismatch = "signature.digest";

    /// <summary>The signature value is wrong.</summary>
    public const string WrongValue = "signature.value";

    /// <summary>An algorithm that this verifier does not know.</summary>
    public const string UnknownAlgorithm = "signature.algorithm-unknown";

    /// <summary>An algorithm that is known to be weak (SHA-1, MD5, RSA below 2048 bits).</summary>
    public const string WeakAlgorithm = "signature.algorithm-weak";

    /// <summary>The signer's certificate is not in the signature, or another one is bound.</summary>
    public const string SignerCertificate = "signature.certificate";

    /// <summary>Something that is not permitted came later.</summary>
    public const string Changed = "signature.changed-after";

    /// <summary>No path to a trusted certificate.</summary>
    public const string UnknownIssuer = "certificate.unknown";

    /// <summary>Expired, and no timestamp proves an earlier time.</summary>
    public const string Expired = "certificate.expired";

    /// <summary>Not valid yet at the proven time.</summary>
    public const string NotYetValid = "certificate.not-yet-valid";

    /// <summary>Revoked before the proven or claimed time.</summary>
    public const string Revoked = "certificate.revoked";

    /// <summary>Revoked, and no timestamp proves that the signature is older.</summary>
    public const string RevokedWithoutProof = "certificate.revoked-unproven";

    /// <summary>No current answer about revocation.</summary>
    public const string RevocationUnknown = "certificate.revocation-unknown";

    /// <summary>The certificate, or one above it, may not be used so.</summary>
    public const string Unusable = "certificate.unusable";

    /// <summary>A part of the message that no signature covers is irregular.</summary>
    public const string Irregular = "signature.irregular";

    /// <summary>A certificate that travels with the signature fits nowhere.</summary>
    public const string StrayCertificate = "certificate.stray";

    /// <summary>A timestamp does not hold.</summary>
    public const string BrokenTimestamp = "timestamp.broken";

    /// <summary>A timestamp whose authority is not trusted, or no longer; the time it says is a claim.</summary>
    public const string UntrustedTimestamp = "timestamp.untrusted";

    /// <summary>No timestamp proves when it was signed.</summary>
    public const string NoTimestamp = "timestamp.none";
}

/// <summary>What a change is. Codes stay; sentences are in <see cref="FindingWords"/>.</summary>
public static class ChangeCodes
{
    /// <summary>A field of a form was filled.</summary>
    public const string FieldFilled = "field.filled";

    /// <summary>A signature was added.</summary>
    public const string SignatureAdded = "signature.added";

    /// <summary>An empty field for a signature was added.</summary>
    public const string SignatureFieldAdded = "signature-field.added";

    /// <summary>A timestamp over the document was added.</summary>
    public const string TimestampAdded = "timestamp.added";

    /// <summary>Certificates and revocation answers were added (DSS).</summary>
    public const string EvidenceAdded = "evidence.added";

    /// <summary>Dates or the name of a program in the file's description.</summary>
    public const string DescriptionUpdated = "description.updated";

    /// <summary>Settings of the form or the file that show nothing.</summary>
    public const string SettingsUpdated = "settings.updated";

    /// <summary>A comment was added or changed.</summary>
    public const string Annotation = "annotation.changed";

    /// <summary>A signature was added to a page and not to the form: it is no field of the document (ISO 32000-2, 12.7.3).</summary>
    public const string OutsideForm = "signature-field.outside-form";

    /// <summary>A signature was taken away or changed.</summary>
    public const string SignatureAltered = "signature.altered";

    /// <summary>A form field was added, removed, moved, or changed beyond filling.</summary>
    public const string FieldAltered = "field.altered";

    /// <summary>The picture of a field changed while its value did not.</summary>
    public const string AppearanceAltered = "field.appearance";

    /// <summary>Something added lies over what was signed.</summary>
    public const string CoversContent = "page.covered";

    /// <summary>Pages were added, removed or put in another order.</summary>
    public const string Pages = "pages.changed";

    /// <summary>What a page shows changed.</summary>
    public const string PageContent = "page.changed";

    /// <summary>Bytes that no cross-reference accounts for, or one that leads back to what was replaced.</summary>
    public const string Unlisted = "bytes.unlisted";

    /// <summary>Anything else.</summary>
    public const string Other = "object.changed";
}
