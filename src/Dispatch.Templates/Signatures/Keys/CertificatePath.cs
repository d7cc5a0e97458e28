using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>Certificates put in order, from the one that signs up to its root. Names are compared, nothing is trusted here.</summary>
internal static class CertificatePath
{
    private const int Longest = 8;

    /// <summary>The certificates above one, nearest first, as far as they are among those given.</summary>
    public static IReadOnlyList<X509Certificate2> Above(X509Certificate2 certificate, IEnumerable<X509Certificate2> given)
    {
        var candidates = given.ToList();
        var path = new List<X509Certificate2>();
        var current = certificate;
        while (path.Count < Longest && !IsRoot(current) && candidates.Find(candidate => IsIssuer(candidate, current)) is { } issuer)
        {
            path.Add(issuer);
            candidates.Remove(issuer);
            current = issuer;
        }

        return path;
    }

    /// <summary>Whether a certificate names itself as its issuer.</summary>
    public static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>Whether a certificate is the one that a person copied the thumbprint of: SHA-1 or SHA-256, with or without spaces and colons.</summary>
    public static bool HasThumbprint(this X509Certificate2 certificate, string thumbprint)
    {
        var wanted = thumbprint.Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        return string.Equals(certificate.Thumbprint, wanted, StringComparison.OrdinalIgnoreCase)
            || string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), wanted, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsIssuer(X509Certificate2 candidate, X509Certificate2 certificate) =>
        candidate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) && NamesKey(candidate, certificate);

    // An authority that renewed its key has two certificates of one name; the identifier tells them apart where both carry it.
    private static bool NamesKey(X509Certificate2 candidate, X509Certificate2 certificate)
    {
        var wanted = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        var own = candidate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;
        return wanted is null || own is null || wanted.Value.Span.SequenceEqual(own.Value.Span);
    }
}
