using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>How people name a certificate.</summary>
internal static class Thumbprint
{
    /// <summary>Whether a certificate is the one that a person copied the thumbprint of: SHA-1 or SHA-256, with or without spaces and colons.</summary>
    public static bool HasThumbprint(this X509Certificate2 certificate, string thumbprint)
    {
        var wanted = thumbprint.Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        return string.Equals(certificate.Thumbprint, wanted, StringComparison.OrdinalIgnoreCase)
            || string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), wanted, StringComparison.OrdinalIgnoreCase);
    }
}
