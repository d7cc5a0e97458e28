using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>The way from a certificate to an anchor that is trusted: each is issued by the next one.</summary>
internal sealed record CertificatePath(IReadOnlyList<Certificate> Certificates)
{
    private const int Longest = 10;
    private const int MostSteps = 400;

    public Certificate Leaf => Certificates[0];

    /// <summary>Searches a path from a certificate over others to one of the anchors; null when there is none.</summary>
    public static CertificatePath? Find(Certificate leaf, IReadOnlyCollection<Certificate> others, IReadOnlyCollection<Certificate> anchors)
    {
        var steps = MostSteps;
        return Search([leaf]) is { } found ? new CertificatePath(found) : null;

        List<Certificate>? Search(List<Certificate> soFar)
        {
            var last = soFar[^1];
            if (anchors.Any(last.Is))
            {
                return soFar;
            }

            if (soFar.Count == Longest)
            {
                return null;
            }

            foreach (var issuer in anchors.Concat(others).Where(candidate => last.Issuer.Span.SequenceEqual(candidate.Subject.Span)))
            {
                if (--steps > 0 && !soFar.Any(issuer.HasSameKeyAs) && last.IsIssuedBy(issuer) && Search([.. soFar, issuer]) is { } whole)
                {
                    return whole;
                }
            }

            return null;
        }
    }

    /// <summary>The certificates above one, nearest first, as far as they are among those given; each signed the one before it. Nothing is trusted here.</summary>
    public static IReadOnlyList<X509Certificate2> Above(X509Certificate2 certificate, IEnumerable<X509Certificate2> given)
    {
        var candidates = given.Select(candidate => (Framework: candidate, Read: Certificate.TryRead(candidate.RawDataMemory.Span))).Where(candidate => candidate.Read is not null).ToList();
        var path = new List<X509Certificate2>();
        var current = Certificate.TryRead(certificate.RawDataMemory.Span);
        while (current is { IsSelfIssued: false } && path.Count < Longest && candidates.Find(candidate => current.IsIssuedBy(candidate.Read!)) is { Read: { } issuer } found)
        {
            path.Add(found.Framework);
            candidates.Remove(found);
            current = issuer;
        }

        return path;
    }

    /// <summary>Whether a certificate names itself as its issuer.</summary>
    public static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>What RFC 5280, 6.1 has against this path, other than time; null when nothing. The anchor is trusted as it is.</summary>
    public TrustStatus? Flaw()
    {
        if ((Leaf.HasUnknownCritical && Certificates.Count > 1) || !Leaf.MaySign)
        {
            return TrustStatus.Unusable;
        }

        for (var i = 1; i < Certificates.Count; i++)
        {
            var authority = Certificates[i];
            var below = Certificates.Take(i).Skip(1).Count(certificate => !certificate.IsSelfIssued);
            var isAnchor = i == Certificates.Count - 1;
            if ((!isAnchor && (!authority.IsAuthority || authority.HasUnknownCritical))
                || (authority.PathLength is { } most && below > most)
                || (authority.Usage is { } usage && !usage.HasFlag(X509KeyUsageFlags.KeyCertSign)))
            {
                return TrustStatus.Unusable;
            }
        }

        return null;
    }

    /// <summary>A certificate below the anchor was issued by a weak algorithm or with a weak key, so that somebody else may have made it.</summary>
    public bool IsWeak => Certificates.SkipLast(1).Any(certificate => certificate.IsWeaklyIssued) || Certificates.Skip(1).SkipLast(1).Any(certificate => certificate.HasWeakKey);

    /// <summary>Whether a time lies in the validity of all, the anchor left out: its place in the settings is what makes it trusted.</summary>
    public TrustStatus? FlawAt(DateTimeOffset time)
    {
        var limited = Certificates.Count == 1 ? Certificates : Certificates.SkipLast(1);
        return limited.Any(certificate => time < certificate.From) ? TrustStatus.NotYetValid
            : limited.Any(certificate => time > certificate.To) ? TrustStatus.Expired
            : null;
    }
}
