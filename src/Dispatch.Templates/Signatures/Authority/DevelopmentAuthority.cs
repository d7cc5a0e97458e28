using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Templates.Signatures.Authority;

/// <summary>The key that a certificate of the development authority is made for.</summary>
public enum HolderKey
{
    /// <summary>ECDSA on P-256.</summary>
    EllipticP256,

    /// <summary>ECDSA on P-384.</summary>
    EllipticP384,

    /// <summary>RSA of 2,048 bits, as most cards in use have.</summary>
    Rsa2048,

    /// <summary>RSA of 3,072 bits.</summary>
    Rsa3072,
}

/// <summary>
/// An authority for demonstrations and tests: root, issuing authority, timestamp service and revocation service in one hand. Every name in its
/// certificates says that they are worth nothing before the law. Its answers are functions of the request and of the time passed in.
/// </summary>
public sealed class DevelopmentAuthority : IDisposable
{
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 issuing;
    private readonly SoftwareKey timestamping;
    private readonly SoftwareKey ocsp;
    private readonly Uri? services;
    private readonly Dictionary<string, DateTimeOffset> revoked = new(StringComparer.Ordinal);

    private DevelopmentAuthority(X509Certificate2 root, X509Certificate2 issuing, X509Certificate2 timestamping, X509Certificate2 ocsp, Uri? services)
    {
        (this.root, this.issuing, this.services) = (root, issuing, services);
        this.timestamping = SoftwareKey.Of(timestamping, [issuing, root]);
        this.ocsp = SoftwareKey.Of(ocsp, [issuing, root]);
    }

    /// <summary>The root that whoever wants to trust the demonstration must trust.</summary>
    public X509Certificate2 Root => root;

    /// <summary>The authority that issues to people and organisations.</summary>
    public X509Certificate2 Issuing => issuing;

    /// <summary>A new authority with new keys.</summary>
    /// <param name="from">When its certificates begin to be valid; the root ends 20 years later.</param>
    /// <param name="services">The address, ending in a slash, below which its services will be found; null when nowhere.</param>
    public static DevelopmentAuthority Create(DateTimeOffset from, Uri? services = null)
    {
        var top = AuthorityCertificates.Root(from);
        var below = AuthorityCertificates.Issuing(top, from, services);
        return new(
            top,
            below,
            AuthorityCertificates.Service(below, "Dispatch Demo TSA", CmsIdentifiers.TimestampingPurpose, from, services),
            AuthorityCertificates.Service(below, "Dispatch Demo OCSP", CmsIdentifiers.OcspSigningPurpose, from, services),
            services);
    }

    /// <summary>An authority that was kept by <see cref="Export"/>.</summary>
    /// <param name="file">The bytes of the PKCS#12 file.</param>
    /// <param name="password">Its password.</param>
    /// <param name="services">As at <see cref="Create"/>.</param>
    /// <exception cref="SigningException">The file cannot be opened, or is not of such an authority.</exception>
    public static DevelopmentAuthority Open(ReadOnlySpan<byte> file, string password, Uri? services = null)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(file, password, X509KeyStorageFlags.Exportable);
            X509Certificate2 Only(Func<X509Certificate2, bool> fits) => all.Single(certificate => certificate.HasPrivateKey && fits(certificate));
            return new(
                Only(CertificatePath.IsRoot),
                Only(certificate => IsAuthority(certificate) && !CertificatePath.IsRoot(certificate)),
                Only(certificate => HasPurpose(certificate, CmsIdentifiers.TimestampingPurpose)),
                Only(certificate => HasPurpose(certificate, CmsIdentifiers.OcspSigningPurpose)),
                services);
        }
        catch (Exception foreign) when (foreign is CryptographicException or InvalidOperationException)
        {
            throw new SigningException(SigningFault.WrongPassword, "Không mở được tệp của CA trình diễn: sai mật khẩu hoặc không phải tệp đó.", foreign);
        }
    }

    /// <summary>The four keys with their certificates as one PKCS#12 file.</summary>
    /// <param name="password">What will open it.</param>
    public byte[] Export(string password)
    {
        X509Certificate2[] all = [root, issuing, timestamping.Certificate, ocsp.Certificate];
        return new X509Certificate2Collection(all).Export(X509ContentType.Pkcs12, password)!;
    }

    /// <summary>A certificate for a person.</summary>
    /// <param name="fullName">Their name.</param>
    /// <param name="title">Chức vụ; null for none.</param>
    /// <param name="organisation">Where they work.</param>
    /// <param name="from">Valid from; for five years unless <paramref name="to"/> says otherwise.</param>
    /// <param name="kind">The key to make.</param>
    /// <param name="to">Valid to.</param>
    public SoftwareKey IssueToPerson(
        string fullName, string? title, string organisation, DateTimeOffset from, HolderKey kind = HolderKey.EllipticP256, DateTimeOffset? to = null) =>
        Issue(AuthorityCertificates.Name(fullName, organisation, title), from, to ?? from.AddYears(5), kind);

    /// <summary>A certificate for an organisation: the one its clerk seals with.</summary>
    /// <param name="organisation">Its name.</param>
    /// <param name="from">Valid from; for five years unless <paramref name="to"/> says otherwise.</param>
    /// <param name="kind">The key to make.</param>
    /// <param name="to">Valid to.</param>
    public SoftwareKey IssueToOrganisation(string organisation, DateTimeOffset from, HolderKey kind = HolderKey.EllipticP256, DateTimeOffset? to = null) =>
        Issue(AuthorityCertificates.Name(organisation, organisation), from, to ?? from.AddYears(5), kind);

    /// <summary>From now on the answers say that a certificate was revoked.</summary>
    /// <param name="certificate">Which.</param>
    /// <param name="at">Since when.</param>
    public void Revoke(X509Certificate2 certificate, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        revoked[certificate.SerialNumber] = at;
    }

    /// <summary>Answers a timestamp request (RFC 3161).</summary>
    /// <param name="request">As it came, of any size; what is no request is answered with a refusal.</param>
    /// <param name="now">The time to certify.</param>
    public byte[] AnswerTimestamp(ReadOnlyMemory<byte> request, DateTimeOffset now) => TimestampResponder.Answer(request, timestamping, now);

    /// <summary>Answers a question on revocation (RFC 6960): good unless revoked, unknown when it is not of this issuer.</summary>
    /// <param name="request">As it came; what is no request is answered so.</param>
    /// <param name="now">The time of the answer, which is good for a day.</param>
    public byte[] AnswerOcsp(ReadOnlyMemory<byte> request, DateTimeOffset now) => OcspResponder.Answer(request, ocsp, [issuing, root], RevokedAt, now);

    /// <summary>The revocation list of the issuing authority, good for a week.</summary>
    /// <param name="now">The time of the list.</param>
    public byte[] RevocationList(DateTimeOffset now) => BuildList(issuing, now, revoked);

    /// <summary>The revocation list of the root, good for a week. It is empty.</summary>
    /// <param name="now">The time of the list.</param>
    public byte[] RootRevocationList(DateTimeOffset now) => BuildList(root, now, []);

    /// <inheritdoc />
    public void Dispose()
    {
        root.Dispose();
        issuing.Dispose();
        timestamping.Dispose();
        ocsp.Dispose();
    }

    private SoftwareKey Issue(X500DistinguishedName name, DateTimeOffset from, DateTimeOffset to, HolderKey kind)
    {
        using AsymmetricAlgorithm key = kind switch
        {
            HolderKey.EllipticP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            HolderKey.EllipticP384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            HolderKey.Rsa2048 => RSA.Create(2048),
            HolderKey.Rsa3072 => RSA.Create(3072),
        };
        return SoftwareKey.Of(AuthorityCertificates.Holder(issuing, name, key, from, to, services), [issuing, root]);
    }

    private static byte[] BuildList(X509Certificate2 issuer, DateTimeOffset now, Dictionary<string, DateTimeOffset> entries)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var (serial, at) in entries.Where(entry => entry.Value <= now))
        {
            list.AddEntry(Convert.FromHexString(serial), at);
        }

        return list.Build(issuer, new BigInteger(now.ToUnixTimeSeconds()), now.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: now);
    }

    private DateTimeOffset? RevokedAt(ReadOnlySpan<byte> serial) => revoked.TryGetValue(Convert.ToHexString(serial), out var at) ? at : null;

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static bool HasPurpose(X509Certificate2 certificate, string purpose) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usage => usage.EnhancedKeyUsages[purpose] is not null);
}
