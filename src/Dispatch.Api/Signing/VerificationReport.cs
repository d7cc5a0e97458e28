using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Signing;

/// <summary>What is proven of a file and what is not, as JSON tells it: the same from the command, the API and behind the page.</summary>
/// <param name="Verdict"><c>passed</c>, <c>indeterminate</c> or <c>failed</c>.</param>
/// <param name="Integrity"><c>intact</c>, <c>changed</c>, <c>broken</c> or <c>unsigned</c>.</param>
/// <param name="Code">A stable code of the reason.</param>
/// <param name="Reason">The reason as a sentence.</param>
/// <param name="Signatures">In the order in which they were made.</param>
/// <param name="Source">Of a copy that holds its source: what is proven of the source, whose signatures are not of the pages this file shows; null otherwise.</param>
/// <param name="Authority">Whether the signer had authority at the time, where the file is of this installation and a person of it asks; null otherwise.</param>
public sealed record VerificationReport(string Verdict, string Integrity, string Code, string Reason, IReadOnlyList<SignatureReport> Signatures, SourceReport? Source = null, AuthorityReport? Authority = null)
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ssK";

    private static readonly JsonSerializerOptions Json = new(KernelJson.Options)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>How the report is written.</summary>
    public static JsonSerializerOptions JsonOptions => Json;

    /// <summary>Tells a finding in one language.</summary>
    public static VerificationReport Of(FileFinding finding, FindingLanguage language) => new(
        Word(finding.Verdict), Word(finding.Integrity), finding.Reason, FindingWords.Of(finding.Reason, language),
        [.. finding.Signatures.Select(signature => Of(signature, language))],
        finding.Source is { } source ? new SourceReport(source.Length, source.Hash, Of(source.Finding, language)) : null);

    /// <summary>A time as people of this office write it, in their zone.</summary>
    public static string? Time(DateTimeOffset? time) => time is { } known ? OfficeTime.Local(known).ToString(Seconds, CultureInfo.InvariantCulture) : null;

    private static SignatureReport Of(SignatureFinding signature, FindingLanguage language) => new(
        signature.Field, Word(signature.Kind), Word(signature.Verdict), Word(signature.Integrity), signature.Signer,
        Time(signature.ProvenTime ?? signature.ClaimedTime), signature.ProvenTime is not null,
        signature.Trust is { } trust ? Word(trust) : null, signature.Reason, FindingWords.Of(signature.Reason, language),
        [.. signature.Notes.Select(note => FindingWords.Of(note, language))],
        [.. signature.Changes.Select(change => new ChangeReport(change.Path, change.Code, FindingWords.Of(change.Code, language) + (change.Detail.Length > 0 ? ": " + change.Detail : ""), change.Permitted))],
        signature.RevisionLength, signature.CoversWholeFile);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>The source of a copy, as far as it lies in the copy's file.</summary>
/// <param name="Length">It is the first that many bytes of the file.</param>
/// <param name="Sha256">Their hash, by which it is found and compared.</param>
/// <param name="Report">What is proven of it.</param>
public sealed record SourceReport(long Length, string Sha256, VerificationReport Report);

/// <summary>One signature of a <see cref="VerificationReport"/>.</summary>
/// <param name="Field">The name of its field.</param>
/// <param name="Kind"><c>approval</c>, <c>certification</c> or <c>timestamp</c>.</param>
/// <param name="Verdict">As for the whole.</param>
/// <param name="Integrity">As for the whole.</param>
/// <param name="Signer">The name in the certificate.</param>
/// <param name="Time">The proven time, or the claimed one; in the office's zone.</param>
/// <param name="TimeProven">A trusted timestamp says so.</param>
/// <param name="Trust">What is known of the certificate, as <c>trusted</c>, <c>unknown</c>, <c>expired</c>, <c>revoked</c>.</param>
/// <param name="Code">A stable code of the reason.</param>
/// <param name="Reason">The reason as a sentence.</param>
/// <param name="Notes">What else is worth knowing.</param>
/// <param name="Changes">What came after it.</param>
/// <param name="RevisionLength">The first that many bytes of the file are what was signed.</param>
/// <param name="CoversWholeFile">Nothing came after it.</param>
public sealed record SignatureReport(
    string Field, string Kind, string Verdict, string Integrity, string? Signer, string? Time, bool TimeProven, string? Trust, string Code, string Reason,
    IReadOnlyList<string> Notes, IReadOnlyList<ChangeReport> Changes, long RevisionLength, bool CoversWholeFile);

/// <summary>What came after a signature.</summary>
/// <param name="Path">Where in the file's objects.</param>
/// <param name="Code">A stable code.</param>
/// <param name="What">The same in words.</param>
/// <param name="Permitted">The signature lets it pass.</param>
public sealed record ChangeReport(string Path, string Code, string What, bool Permitted);

/// <summary>Whether who signed had the right to, as at the time of the signature.</summary>
/// <param name="Stood">They had.</param>
/// <param name="Number">Số, ký hiệu.</param>
/// <param name="Organisation">Who issued it.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="Reason">The result as a Vietnamese sentence.</param>
public sealed record AuthorityReport(bool Stood, string Number, string Organisation, string Signer, string Reason)
{
    internal static AuthorityReport Of(SignatoryFinding finding) => new(finding.Stood, finding.Number, finding.Organisation, finding.Signer, finding.Sentence);
}
