using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Kernel;

namespace Dispatch.Api.Http;

/// <summary>What the keys that seal cookies, tokens and second factors are themselves locked with where they lie.</summary>
/// <param name="Certificate">A certificate with its RSA key; null leaves them as they are, readable to whoever reads the data folder.</param>
internal sealed record KeyRing(X509Certificate2? Certificate)
{
    /// <summary>Reads the certificate that is set; a refusal never repeats its passphrase.</summary>
    public static Outcome<KeyRing> Read(IConfigurationSection keys)
    {
        if (keys["Certificate"] is not { Length: > 0 } file)
        {
            return new KeyRing(Certificate: null);
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, keys["Passphrase"]);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? No($"“{file}” không có khóa RSA. Hãy dùng tệp PKCS#12 có chứng thư cùng khóa bí mật RSA.") : new KeyRing(certificate);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return No($"không mở được tệp “{file}”. Hãy kiểm tra đường dẫn và mật khẩu tệp (DISPATCH_Keys__Passphrase).");
        }
    }

    private static Refusal No(string why) => ServerSettings.No("DISPATCH_Keys__Certificate", why);
}
