using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Cms;

namespace Dispatch.Templates.Signatures.Authority;

/// <summary>Makes the certificates of the development authority: what each kind of them must say (RFC 5280, 3161, 6960).</summary>
internal static class AuthorityCertificates
{
    /// <summary>Written into every name, so that nobody takes one of these for the real thing.</summary>
    public const string Mark = "DEMO - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ";

    private const int SerialLength = 16;

    public static X509Certificate2 Root(DateTimeOffset from)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(Name("Dispatch Demo Root CA"), key);
        AddAuthority(request, pathLength: 1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, from.AddYears(20));
    }

    public static X509Certificate2 Issuing(X509Certificate2 root, DateTimeOffset from, Uri? services)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(Name("Dispatch Demo CA"), key);
        AddAuthority(request, pathLength: 0);
        AddPlaces(request, root, services, "root");
        return Finish(request, root, from, from.AddYears(15)).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Service(X509Certificate2 issuing, string name, string purpose, DateTimeOffset from, Uri? services)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(Name(name), key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        if (purpose == CmsIdentifiers.OcspSigningPurpose)
        {
            // Who checks an answer on revocation would otherwise ask the answerer about itself, for ever.
            request.CertificateExtensions.Add(new X509Extension(CmsIdentifiers.OcspNoCheck, [5, 0], critical: false));
        }

        AddPlaces(request, issuing, services, "issuing");
        return Finish(request, issuing, from, from.AddYears(10)).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 Holder(X509Certificate2 issuing, X500DistinguishedName name, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset to, Uri? services)
    {
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        AddPlaces(request, issuing, services, "issuing");
        var certificate = Finish(request, issuing, from, to);
        return key switch
        {
            RSA rsa => certificate.CopyWithPrivateKey(rsa),
            ECDsa ecdsa => certificate.CopyWithPrivateKey(ecdsa),
            _ => throw new ArgumentException("Only RSA and ECDSA keys are signed for.", nameof(key)),
        };
    }

    public static X500DistinguishedName Name(string commonName, string? organisation = null, string? title = null)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("VN");
        name.AddOrganizationName(organisation ?? "Dispatch Demo");
        name.AddOrganizationalUnitName(Mark);
        if (title is not null)
        {
            name.Add("2.5.4.12", title, UniversalTagNumber.UTF8String);
        }

        name.AddCommonName(commonName);
        return name.Build();
    }

    private static CertificateRequest Request(X500DistinguishedName name, AsymmetricAlgorithm key) => key switch
    {
        RSA rsa => new(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => new(name, ecdsa, HashAlgorithmName.SHA256),
        _ => throw new ArgumentException("Only RSA and ECDSA keys are signed for.", nameof(key)),
    };

    private static void AddAuthority(CertificateRequest request, int pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
    }

    private static void AddPlaces(CertificateRequest request, X509Certificate2 issuer, Uri? services, string list)
    {
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (services is not null)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([new Uri(services, list + ".crl").AbsoluteUri]));
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([new Uri(services, "ocsp").AbsoluteUri], [new Uri(services, list + ".cer").AbsoluteUri]));
        }
    }

    private static X509Certificate2 Finish(CertificateRequest request, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset to)
    {
        using var issuerKey = issuer.GetECDsaPrivateKey();
        var serial = RandomNumberGenerator.GetBytes(SerialLength);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey!), from, Earlier(to, new DateTimeOffset(issuer.NotAfter)), serial);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
