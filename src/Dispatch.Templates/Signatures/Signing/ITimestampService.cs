using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Gives timestamps that have been checked.</summary>
public interface ITimestampService
{
    /// <summary>The digest it stamps.</summary>
    HashAlgorithmName Digest { get; }

    /// <summary>How many bytes are kept for a token in a file.</summary>
    int LargestToken { get; }

    /// <summary>A timestamp for what has this digest.</summary>
    /// <param name="digest">By <see cref="Digest"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The token, whose signature, digest, nonce and time have been checked.</returns>
    /// <exception cref="SigningException">None was to be had, or what came does not hold.</exception>
    Task<byte[]> StampDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken);

    /// <summary>A timestamp for some bytes.</summary>
    /// <param name="data">The bytes; their digest is sent.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SigningException">None was to be had, or what came does not hold.</exception>
    Task<byte[]> StampAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        StampDigestAsync(CryptographicOperations.HashData(Digest, data.Span), cancellationToken);
}

/// <summary>Certificates, answers and lists that prove for the future that a signature was good (the DSS of PAdES).</summary>
/// <param name="Certificates">Every certificate of every path.</param>
/// <param name="OcspAnswers">Whole answers, as they came.</param>
/// <param name="RevocationLists">Whole lists, as they came.</param>
public sealed record SignatureEvidence(
    IReadOnlyList<ReadOnlyMemory<byte>> Certificates, IReadOnlyList<ReadOnlyMemory<byte>> OcspAnswers, IReadOnlyList<ReadOnlyMemory<byte>> RevocationLists);

/// <summary>Gathers evidence on revocation.</summary>
public interface IRevocationService
{
    /// <summary>Asks about every certificate of some paths but the roots.</summary>
    /// <param name="paths">Each from the certificate that signed upwards.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SigningException">A certificate is revoked, or nobody answered for one.</exception>
    Task<SignatureEvidence> CollectAsync(IReadOnlyList<IReadOnlyList<X509Certificate2>> paths, CancellationToken cancellationToken);
}
