using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Templates.Pdf.Reading;
using Dispatch.Templates.Signatures.Signing;

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

    /// <summary>The same with more answers.</summary>
    internal VerificationSettings With(IEnumerable<byte[]> more)
    {
        var same = new VerificationSettings { Now = Now };
        same.anchors.AddRange(anchors);
        same.answers.AddRange(answers);
        same.answers.AddRange(more);
        return same;
    }

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
/// Verifies the signatures of a PDF without a clock of its own, offline unless it is given a way to ask: ISO 32000-1, 12.8; ETSI EN 319 142-1 and 319 102-1; RFC 5652,
/// 5035, 3161, 5280, 6960. It never throws for what a file holds: a file that cannot be read is a finding.
/// </summary>
public static class PdfVerifier
{
    private const int MostRounds = 3;
    private const int MostQuestions = 12;

    /// <summary>Verifies a file in memory.</summary>
    public static FileFinding Verify(byte[] file, VerificationSettings settings, CancellationToken cancellationToken = default) =>
        Judge(() => PdfFileReader.Open(file), settings, cancellationToken).Finding;

    /// <summary>Verifies a file where it lies; the stream must be able to seek and is not closed.</summary>
    public static FileFinding Verify(Stream file, VerificationSettings settings, CancellationToken cancellationToken = default) =>
        Judge(() => PdfFileReader.Open(file), settings, cancellationToken).Finding;

    /// <summary>Verifies a file in memory; answers on revocation that the file lacks are asked for, and judged as those in the file are.</summary>
    /// <param name="file">The file.</param>
    /// <param name="settings">What is taken as given; it is not changed.</param>
    /// <param name="services">The way to the responders and lists, which says whom may be asked.</param>
    /// <param name="patience">How long the asking may take in all; what has not come by then is not known.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public static Task<FileFinding> VerifyAsync(byte[] file, VerificationSettings settings, ICertificateServices services, TimeSpan patience, CancellationToken cancellationToken) =>
        VerifyAsync(() => PdfFileReader.Open(file), settings, services, patience, cancellationToken);

    /// <summary>The same for a file where it lies; the stream must be able to seek and is not closed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="settings">What is taken as given; it is not changed.</param>
    /// <param name="services">The way to the responders and lists, which says whom may be asked.</param>
    /// <param name="patience">How long the asking may take in all.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public static Task<FileFinding> VerifyAsync(Stream file, VerificationSettings settings, ICertificateServices services, TimeSpan patience, CancellationToken cancellationToken) =>
        VerifyAsync(() => PdfFileReader.Open(file), settings, services, patience, cancellationToken);

    private static async Task<FileFinding> VerifyAsync(Func<PdfFileReader> open, VerificationSettings settings, ICertificateServices services, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var sources = new RevocationSources(services, patience / 3);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var (finding, missing) = Judge(open, settings, cancellationToken);
        for (var round = 0; round < MostRounds && missing.Count > 0; round++)
        {
            var answers = new List<byte[]>();
            foreach (var (certificate, issuer) in missing.Where(pair => asked.Add(pair.Certificate.Framework.Thumbprint)).Take(MostQuestions))
            {
                answers.AddRange(await AskAsync(sources, certificate, issuer, limit.Token, cancellationToken));
            }

            if (answers.Count == 0)
            {
                break;
            }

            settings = settings.With(answers);
            (finding, missing) = Judge(open, settings, cancellationToken);
        }

        return finding;
    }

    // The small answer first; the list where there is no responder.
    private static async Task<IReadOnlyList<byte[]>> AskAsync(RevocationSources sources, Certificate certificate, Certificate issuer, CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await sources.AskAsync(certificate.Framework, issuer.Framework, limited);
            answer = answer is not null && OcspAnswer.TryRead(answer)?.About(certificate, issuer) is not null ? answer : await sources.FetchAsync(certificate.Framework, limited);
            return answer is null ? [] : [answer];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Too late is the same as not at all: the verdict says that the answer is missing.
            return [];
        }
    }

    private static Judged Judge(Func<PdfFileReader> open, VerificationSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(open(), settings, cancellationToken);
        }
        catch (PdfFormatException unsound)
        {
            return new Judged(new FileFinding(SignatureVerdict.Failed, FileIntegrity.Broken, unsound.Code, []), []);
        }
    }

    private static Judged Judge(PdfFileReader reader, VerificationSettings settings, CancellationToken cancellationToken)
    {
        var found = FoundSignature.In(reader);
        var judged = found.Count == 0
            ? new Judged(new FileFinding(SignatureVerdict.Indeterminate, FileIntegrity.Unsigned, ReasonCodes.Unsigned, []), [])
            : Judge(reader, found, settings, cancellationToken);
        try
        {
            if (CopiedSource.In(reader, found) is { } source)
            {
                var (finding, missing) = Judge(source, FoundSignature.In(source), settings, cancellationToken);
                return new Judged(judged.Finding with { Source = CopiedSource.Of(source, finding) }, [.. judged.Missing, .. missing]);
            }
        }
        catch (PdfFormatException)
        {
            // What cannot be read as a file of its own is no source, and says nothing about the file it lies in.
        }

        return judged;
    }

    private static Judged Judge(PdfFileReader reader, List<FoundSignature> found, VerificationSettings settings, CancellationToken cancellationToken)
    {
        var pool = new CertificatePool();
        var signatures = new List<CheckedSignature>();
        foreach (var signature in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            signatures.Add(CheckedSignature.Check(reader, signature, pool));
        }

        var evidence = EvidenceOf(reader, signatures, settings, pool);
        var findings = new Judgement([.. signatures.OrderBy(signature => signature.Covered?.End ?? 0)], evidence, settings.Now).Judge();
        var worst = findings.MaxBy(finding => finding.Verdict)!;
        var integrity = findings.Max(finding => finding.Integrity);
        return new Judged(new FileFinding(worst.Verdict, integrity, worst.Reason, findings), evidence.Missing);
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

    /// <summary>A finding, and for which certificates an answer on revocation is missing.</summary>
    private sealed record Judged(FileFinding Finding, IReadOnlyCollection<(Certificate Certificate, Certificate Issuer)> Missing);
}
