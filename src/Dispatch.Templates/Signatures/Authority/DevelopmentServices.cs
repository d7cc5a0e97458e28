using System.Net;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Templates.Signatures.Authority;

/// <summary>The services of the development authority, asked in the same process: the demonstration signs before its server has opened its door.</summary>
/// <param name="authority">Who answers.</param>
/// <param name="clock">The time it certifies.</param>
public sealed class DevelopmentServices(DevelopmentAuthority authority, TimeProvider clock) : ICertificateServices
{
    /// <summary>The last part of the address of the timestamp service.</summary>
    public const string Timestamps = "tsa";

    /// <summary>The last part of the address of the responder on revocation.</summary>
    public const string Ocsp = "ocsp";

    /// <summary>The last part of the address of the issuing authority's revocation list.</summary>
    public const string RevocationList = "issuing.crl";

    /// <summary>The last part of the address of the root's revocation list.</summary>
    public const string RootRevocationList = "root.crl";

    /// <summary>The last part of the address of the issuing authority's certificate.</summary>
    public const string IssuingCertificate = "issuing.cer";

    /// <summary>The last part of the address of the root's certificate.</summary>
    public const string RootCertificate = "root.cer";

    /// <inheritdoc />
    public Task<byte[]> AskAsync(Uri address, string contentType, ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        Task.FromResult(Name(address) switch
        {
            Timestamps => authority.AnswerTimestamp(question, clock.GetUtcNow()),
            Ocsp => authority.AnswerOcsp(question, clock.GetUtcNow()),
            _ => throw NotThere(address),
        });

    /// <inheritdoc />
    public Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken) =>
        Task.FromResult(Name(address) switch
        {
            RevocationList => authority.RevocationList(clock.GetUtcNow()),
            RootRevocationList => authority.RootRevocationList(clock.GetUtcNow()),
            IssuingCertificate => authority.Issuing.RawData,
            RootCertificate => authority.Root.RawData,
            _ => throw NotThere(address),
        });

    private static string Name(Uri address) => address.Segments[^1];

    private static HttpRequestException NotThere(Uri address) => new($"The development authority has no {address}.", null, HttpStatusCode.NotFound);
}
