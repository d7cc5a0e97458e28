using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>What a certificate must be before its key is asked: a signature that no verifier will accept is not made.</summary>
internal static class SigningCertificate
{
    private const X509KeyUsageFlags ForSigning = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    /// <exception cref="SigningException"><see cref="SigningFault.CertificateNotValid"/>.</exception>
    public static void Check(X509Certificate2 certificate, DateTimeOffset time)
    {
        var (from, to) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (time < from || time > to)
        {
            throw Not(certificate, $"chỉ có hiệu lực từ {Day(from)} đến {Day(to)}");
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().Any(usage => (usage.KeyUsages & ForSigning) == X509KeyUsageFlags.None))
        {
            throw Not(certificate, "không dùng để ký số");
        }

        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority))
        {
            throw Not(certificate, "là của tổ chức chứng thực, không phải của người hay cơ quan ký");
        }
    }

    private static string Day(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    private static SigningException Not(X509Certificate2 certificate, string why) =>
        new(SigningFault.CertificateNotValid, $"Chứng thư “{certificate.Subject}” {why}. Hãy dùng chứng thư khác.");
}
