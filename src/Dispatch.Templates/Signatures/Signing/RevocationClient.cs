using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Asks the responders and lists that certificates name: OCSP first, which is small, then the revocation list.</summary>
/// <param name="services">The way there.</param>
/// <param name="clock">An answer must be good at this time.</param>
public sealed class RevocationClient(ICertificateServices services, TimeProvider clock) : IRevocationService
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>How long a responder is waited for; whoever signs waits too.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    public async Task<SignatureEvidence> CollectAsync(IReadOnlyList<IReadOnlyList<X509Certificate2>> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var gathered = new Gathered(new RevocationSources(services, Patience));
        foreach (var path in paths)
        {
            await CollectAsync(path, gathered, cancellationToken);
        }

        return new(gathered.Certificates.Values, gathered.OcspAnswers.Values, gathered.RevocationLists.Values);
    }

    private async Task CollectAsync(IReadOnlyList<X509Certificate2> path, Gathered gathered, CancellationToken cancellationToken)
    {
        for (var i = 0; i < path.Count; i++)
        {
            gathered.Certificates.Add(path[i].RawDataMemory);
            if (i + 1 < path.Count && gathered.IsNew(path[i]))
            {
                await CollectAsync(path[i], path[i + 1], gathered, cancellationToken);
            }
            else if (i + 1 == path.Count && !CertificatePath.IsRoot(path[i]))
            {
                throw Unknown(path[i], "thiếu chứng thư của tổ chức cấp trên; hãy thêm vào tệp khóa hoặc cấu hình");
            }
        }
    }

    private async Task CollectAsync(X509Certificate2 certificate, X509Certificate2 issuer, Gathered gathered, CancellationToken cancellationToken)
    {
        var (subject, authority) = (Certificate.TryRead(certificate.RawData), Certificate.TryRead(issuer.RawData));
        if (subject is null || authority is null)
        {
            throw Unknown(certificate, "không đọc được chứng thư");
        }

        // A responder that must not be asked about itself, for ever (RFC 6960, 4.2.2.2.1).
        if (certificate.Extensions[CmsIdentifiers.OcspNoCheck] is not null)
        {
            return;
        }

        var ocsp = await gathered.Sources.AskAsync(certificate, issuer, cancellationToken);
        if (ocsp is not null && OcspAnswer.TryRead(ocsp)?.About(subject, authority) is { } answer && IsFresh(answer))
        {
            Refuse(certificate, answer);
            gathered.OcspAnswers.Add(ocsp);
            return;
        }

        var list = await gathered.Sources.FetchAsync(certificate, cancellationToken);
        if (list is null || RevocationList.TryRead(list)?.About(subject, authority) is not { } listed || !IsFresh(listed))
        {
            throw Unknown(certificate, "không nhận được câu trả lời OCSP hay danh sách thu hồi còn hiệu lực");
        }

        Refuse(certificate, listed);
        gathered.RevocationLists.Add(list);
    }

    private bool IsFresh(RevocationAnswer answer)
    {
        var now = clock.GetUtcNow();
        return answer.From <= now + Tolerance && (answer.Until is null || answer.Until >= now - Tolerance);
    }

    private static void Refuse(X509Certificate2 certificate, RevocationAnswer answer)
    {
        if (answer.RevokedAt is { } revoked)
        {
            throw new SigningException(SigningFault.CertificateNotValid, $"Chứng thư “{certificate.Subject}” đã bị thu hồi từ {revoked.ToOffset(TimeSpan.FromHours(7)):dd/MM/yyyy HH:mm}. Không ký bằng chứng thư này.");
        }
    }

    private static SigningException Unknown(X509Certificate2 certificate, string why) =>
        new(SigningFault.RevocationUnknown, $"Không kiểm tra được chứng thư “{certificate.Subject}” có bị thu hồi hay không: {why}.");

    private sealed class Gathered(RevocationSources sources)
    {
        private readonly HashSet<string> asked = new(StringComparer.Ordinal);

        public RevocationSources Sources => sources;

        public EvidenceSet Certificates { get; } = new();

        public EvidenceSet OcspAnswers { get; } = new();

        public EvidenceSet RevocationLists { get; } = new();

        public bool IsNew(X509Certificate2 certificate) => asked.Add(certificate.Thumbprint);
    }
}
