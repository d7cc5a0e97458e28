using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Engine.Signing;

/// <summary>What this house keeps and says of any certificate.</summary>
public static class CertificateFacts
{
    /// <summary>How long before a certificate's end people are told: an office needs some weeks to be issued the next one.</summary>
    public static readonly TimeSpan TimeToRenew = TimeSpan.FromDays(30);

    /// <summary>By what a certificate is known here: SHA-256 of its DER, hex.</summary>
    public static string HashOf(byte[] certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

    /// <summary>Until when it is valid, as it says itself.</summary>
    public static DateTimeOffset EndOf(X509Certificate2 certificate) => new DateTimeOffset(certificate.NotAfter).ToUniversalTime();
}
