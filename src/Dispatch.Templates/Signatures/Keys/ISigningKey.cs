using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>A private key that stands ready, wherever it is kept: a file, the operating system, a token, or somebody else's hands.</summary>
public interface ISigningKey : IDisposable
{
    /// <summary>The certificate of the key.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>The certificates above it as far as they are known, nearest first. The root may be missing.</summary>
    IReadOnlyList<X509Certificate2> Issuers { get; }

    /// <summary>How it signs.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>Signs a digest.</summary>
    /// <param name="digest">As long as the digest of <see cref="Algorithm"/>.</param>
    /// <param name="cancellationToken">Stops before the key is used; not while it works.</param>
    /// <returns>RSA: as long as the key. ECDSA: the DER pair of integers, or the two of them side by side.</returns>
    /// <exception cref="SigningException">The key gave no signature; the fault says why.</exception>
    Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken);
}
