using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>A key that the framework can use: from a PKCS#12 file, or from the store of the operating system (which may lead on to a card).</summary>
public sealed class SoftwareKey : ISigningKey
{
    private SoftwareKey(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> issuers, SignatureAlgorithm algorithm) =>
        (Certificate, Issuers, Algorithm) = (certificate, issuers, algorithm);

    /// <inheritdoc />
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc />
    public IReadOnlyList<X509Certificate2> Issuers { get; }

    /// <inheritdoc />
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>A certificate that has its private key with it.</summary>
    /// <param name="certificate">With private key; disposed of with this.</param>
    /// <param name="others">Certificates among which the issuers may be.</param>
    /// <param name="prefersPss">PSS instead of PKCS#1 v1.5, for RSA.</param>
    /// <exception cref="SigningException">It has no key, or one we do not sign with.</exception>
    public static SoftwareKey Of(X509Certificate2 certificate, IEnumerable<X509Certificate2> others, bool prefersPss = false)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(others);
        return certificate.HasPrivateKey
            ? new(certificate, CertificatePath.Above(certificate, others), SignatureAlgorithm.For(certificate, prefersPss))
            : throw new SigningException(SigningFault.NoKey, $"Chứng thư “{certificate.Subject}” không kèm khóa bí mật.");
    }

    /// <summary>The one key of a PKCS#12 file, with the issuers the file carries. The key stays in memory and leaves no trace on the disk where the platform can do so.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="password">Its password.</param>
    /// <param name="prefersPss">PSS instead of PKCS#1 v1.5, for RSA.</param>
    /// <exception cref="SigningException">Wrong password, no such file, no key or several, or a key we do not sign with.</exception>
    public static SoftwareKey FromPkcs12(ReadOnlySpan<byte> file, string password, bool prefersPss = false)
    {
        X509Certificate2Collection all;
        try
        {
            // macOS knows keys only in a keychain.
            var flags = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
            all = X509CertificateLoader.LoadPkcs12Collection(file, password, flags);
        }
        catch (CryptographicException unreadable)
        {
            throw new SigningException(SigningFault.WrongPassword, "Không mở được tệp PKCS#12: sai mật khẩu hoặc tệp hỏng.", unreadable);
        }

        var withKey = all.Where(certificate => certificate.HasPrivateKey).ToList();
        return withKey.Count == 1
            ? Of(withKey[0], all, prefersPss)
            : throw new SigningException(SigningFault.NoKey, $"Tệp PKCS#12 phải có đúng một khóa bí mật; tệp này có {withKey.Count}.");
    }

    /// <summary>A key from the personal store of the operating system.</summary>
    /// <param name="thumbprint">SHA-1 or SHA-256 of the certificate, in hexadecimal digits, as certificate viewers show it.</param>
    /// <param name="location">The user's store, or the machine's.</param>
    /// <param name="prefersPss">PSS instead of PKCS#1 v1.5, for RSA.</param>
    /// <exception cref="SigningException">No such certificate, no key with it, or a key we do not sign with.</exception>
    public static SoftwareKey FromStore(string thumbprint, StoreLocation location, bool prefersPss = false)
    {
        ArgumentNullException.ThrowIfNull(thumbprint);
        using var store = new X509Store(StoreName.My, location);
        store.Open(OpenFlags.ReadOnly);
        var found = store.Certificates.FirstOrDefault(certificate => certificate.HasThumbprint(thumbprint))
            ?? throw new SigningException(SigningFault.NoCertificate, $"Kho chứng thư {location} không có chứng thư {thumbprint}.");
        return Of(found, store.Certificates, prefersPss);
    }

    /// <inheritdoc />
    public Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(Sign(digest.Span));
        }
        catch (CryptographicException refused)
        {
            throw new SigningException(SigningFault.TokenFailed, $"Khóa của “{Certificate.Subject}” không ký được: {refused.Message}", refused);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Certificate.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> digest)
    {
        if (Algorithm.Scheme == SignatureScheme.Ecdsa)
        {
            using var ecdsa = Certificate.GetECDsaPrivateKey();
            return ecdsa!.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = Certificate.GetRSAPrivateKey();
        return rsa!.SignHash(digest.ToArray(), Algorithm.Digest, Algorithm.Padding);
    }
}
