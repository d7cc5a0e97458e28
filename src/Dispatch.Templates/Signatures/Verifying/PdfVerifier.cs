using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Templates.Pdf.Reading;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>What a verification takes as given: whom to trust, what time it is, and what is known about revocation beyond the file.</summary>
public sealed class VerificationSettings
{
    private readonly List<Certificate> anchors = [];
    private readonly List<byte[]> answers = [];

    /// <summary>The time of the verification.</summary>
    public required DateTimeOffset Now { get; init; }

    internal IReadOnlyList<Certificate> Anchors => anchors;

    internal IReadOnlyList<byte[]> Answers => answers;

    /// <summary>Trusts the certificates of a file, in DER or as one or more PEM blocks.</summary>
    /// <returns>False when there is no certificate in it; then nothing is trusted that was not before.</returns>
    public bool Trust(byte[] file)
    {
        var read = Read(file);
        anchors.AddRange(read);
        return read.Count > 0;
    }

    /// <summary>Adds a revocation list or OCSP answer that was fetched; bytes that are neither change nothing.</summary>
    public void AddRevocationAnswer(byte[] encoded) => answers.Add(encoded);

    private static List<Certificate> Read(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return Certificate.TryRead(file) is { } single ? [single] : [];
        }

        try
        {
            var bag = new X509Certificate2Collection();
            bag.ImportFromPem(text);
            return [.. bag.Select(certificate => Certificate.TryRead(certificate.RawData)).OfType<Certificate>()];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}

/// <summary>
/// Verifies the signatures of a PDF, offline and without a clock of its own: ISO 32000-1, 12.8; ETSI EN 319 142-1 and 319 102-1; RFC 5652, 5035, 3161, 5280, 6960.
/// It never throws for what a file holds: a file that cannot be read is a finding.
/// </summary>
public static class PdfVerifier
{
    /// <summary>Verifies a file in memory.</summary>
    public static FileFinding Verify(byte[] file, VerificationSettings settings, CancellationToken cancellationToken = default) =>
        Verify(() => PdfFileReader.Open(file), settings, cancellationToken);

    /// <summary>Verifies a file where it lies; the stream must be able to seek and is not closed.</summary>
    public static FileFinding Verify(Stream file, VerificationSettings settings, CancellationToken cancellationToken = default) =>
        Verify(() => PdfFileReader.Open(file), settings, cancellationToken);

    private static FileFinding Verify(Func<PdfFileReader> open, VerificationSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return Verify(open(), settings, cancellationToken);
        }
        catch (PdfFormatException unsound)
        {
            return new FileFinding(SignatureVerdict.Failed, FileIntegrity.Broken, unsound.Code, []);
        }
    }

    private static FileFinding Verify(PdfFileReader reader, VerificationSettings settings, CancellationToken cancellationToken)
    {
        var pool = new CertificatePool();
        var signatures = new List<CheckedSignature>();
        foreach (var found in FoundSignature.In(reader))
        {
            cancellationToken.ThrowIfCancellationRequested();
            signatures.Add(CheckedSignature.Check(reader, found, pool));
        }

        if (signatures.Count == 0)
        {
            return new FileFinding(SignatureVerdict.Indeterminate, FileIntegrity.Unsigned, ReasonCodes.Unsigned, []);
        }

        var findings = new Judgement([.. signatures.OrderBy(signature => signature.Covered?.End ?? 0)], EvidenceOf(reader, signatures, settings, pool), settings.Now).Judge();
        var worst = findings.MaxBy(finding => finding.Verdict)!;
        var integrity = findings.Max(finding => finding.Integrity);
        return new FileFinding(worst.Verdict, integrity, worst.Reason, findings);
    }

    private static Evidence EvidenceOf(PdfFileReader reader, List<CheckedSignature> signatures, VerificationSettings settings, CertificatePool pool)
    {
        var evidence = new Evidence(settings.Anchors, pool);
        evidence.AddStore(reader);
        foreach (var signature in signatures)
        {
            evidence.AddCertificates(signature.Certificates);
            foreach (var message in signature.Timestamps.Select(token => token.Message).Append(signature.Message).OfType<SignedMessage>())
            {
                evidence.AddMessage(message);
            }
        }

        foreach (var answer in settings.Answers)
        {
            evidence.AddAnswer(answer);
        }

        return evidence;
    }
}
