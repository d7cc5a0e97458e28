using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>A certificate with the parts that a path needs and the framework does not show (RFC 5280).</summary>
internal sealed class Certificate
{
    private const int SmallestRsa = 2048;
    private const int SmallestCurve = 224;

    private static readonly HashSet<string> UnderstoodExtensions = new(StringComparer.Ordinal)
    {
        "2.5.29.15", "2.5.29.19", "2.5.29.32", "2.5.29.37", "2.5.29.14", "2.5.29.35", "2.5.29.17", "2.5.29.18", "2.5.29.31", "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.3",
    };

    private readonly SignedPart signature;
    private readonly Dictionary<Certificate, bool> checkedIssuers = [];

    private Certificate(X509Certificate2 framework)
    {
        Framework = framework;
        var whole = new AsnReader(framework.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        signature = SignedPart.Read(whole);
        whole.ThrowIfNotEmpty();
        CheckAlgorithm();
        Key = framework.PublicKey;
        Verifier = VerifyingKey.Of(Key);
        // Read here, where a certificate without sound days is none: whoever asks for them later expects an answer.
        (From, To) = (new(framework.NotBefore.ToUniversalTime()), new(framework.NotAfter.ToUniversalTime()));
        foreach (var extension in framework.Extensions)
        {
            HasUnknownCritical |= extension.Critical && !UnderstoodExtensions.Contains(extension.Oid!.Value!);
            switch (extension)
            {
                case X509BasicConstraintsExtension basic:
                    (IsAuthority, PathLength) = (basic.CertificateAuthority, basic.HasPathLengthConstraint ? basic.PathLengthConstraint : null);
                    break;
                case X509KeyUsageExtension usage:
                    Usage = usage.KeyUsages;
                    break;
                case X509EnhancedKeyUsageExtension purposes:
                    (Purposes, PurposesAreCritical) = ([.. purposes.EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value!)], purposes.Critical);
                    break;
            }
        }
    }

    public X509Certificate2 Framework { get; }

    public PublicKey Key { get; }

    public VerifyingKey Verifier { get; }

    public bool HasUnknownCritical { get; }

    public bool IsAuthority { get; }

    /// <summary>The key is for signing something: RFC 5280, 4.2.1.3. A certificate without the extension does not limit its key.</summary>
    public bool MaySign => Usage is not { } usage || (usage & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != X509KeyUsageFlags.None;

    /// <summary>Made for machines alone: timestamps, answers on revocation, web servers (RFC 5280, 4.2.1.12).</summary>
    public bool SignsNoDocuments => Purposes.Count > 0 && Purposes.All(purpose => purpose is "1.3.6.1.5.5.7.3.8" or "1.3.6.1.5.5.7.3.9" or "1.3.6.1.5.5.7.3.1");

    public bool IsWeaklyIssued => SignatureAlgorithm.Of(signature.Algorithm, stated: null) is { IsWeak: true };

    public bool HasWeakKey => Key.Oid.Value is "1.2.840.10045.2.1" ? Verifier.Size < SmallestCurve : Verifier.Size < SmallestRsa;

    public int? PathLength { get; }

    /// <summary>Null when the certificate does not limit its key.</summary>
    public X509KeyUsageFlags? Usage { get; }

    public IReadOnlyList<string> Purposes { get; } = [];

    public bool PurposesAreCritical { get; }

    public ReadOnlySpan<byte> Raw => Framework.RawDataMemory.Span;

    public ReadOnlyMemory<byte> Subject => Framework.SubjectName.RawData;

    public ReadOnlyMemory<byte> Issuer => Framework.IssuerName.RawData;

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    /// <summary>The name people know: the common name, or the whole subject.</summary>
    public string Name => Framework.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } name ? name : Framework.Subject;

    public bool IsSelfIssued => Subject.Span.SequenceEqual(Issuer.Span);

    /// <summary>Says where answers about its revocation are published.</summary>
    public bool NamesRevocationSource => Framework.Extensions["2.5.29.31"] is not null
        || RevocationSources.Responders(Framework).Count > 0;

    /// <summary>RFC 6960, 4.2.2.2.2: the authority asks not to check this responder; RFC 9608: there will never be an answer about it.</summary>
    public bool IsNeverRevoked => Framework.Extensions["1.3.6.1.5.5.7.48.1.5"] is not null || Framework.Extensions["2.5.29.56"] is not null;

    /// <summary>Reads one, or gives null for bytes that are none.</summary>
    public static Certificate? TryRead(ReadOnlySpan<byte> encoded)
    {
        try
        {
            return new Certificate(X509CertificateLoader.LoadCertificate(encoded));
        }
        catch (Exception damaged) when (damaged is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether the name fits and the signature of this certificate is right under the key of another.</summary>
    public bool IsIssuedBy(Certificate issuer)
    {
        if (!Issuer.Span.SequenceEqual(issuer.Subject.Span))
        {
            return false;
        }

        if (!checkedIssuers.TryGetValue(issuer, out var signed))
        {
            signed = signature.IsSignedBy(issuer.Verifier);
            checkedIssuers[issuer] = signed;
        }

        return signed;
    }

    public bool Covers(DateTimeOffset time) => From <= time && time <= To;

    public bool Is(Certificate other) => Raw.SequenceEqual(other.Raw);

    /// <summary>The same name and key, as a renewed or cross-signed certificate has.</summary>
    public bool HasSameKeyAs(Certificate other) =>
        Subject.Span.SequenceEqual(other.Subject.Span) && Key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.Key.ExportSubjectPublicKeyInfo());

    // The algorithm stands inside and outside of what is signed, and must be the same (RFC 5280, 4.1.1.2).
    private void CheckAlgorithm()
    {
        var certificate = new AsnReader(signature.Signed, AsnEncodingRules.DER).ReadSequence();
        if (certificate.PeekTag().HasSameClassAndValue(Asn.Context(0)))
        {
            certificate.ReadEncodedValue();
        }

        certificate.ReadIntegerBytes();
        if (!certificate.ReadEncodedValue().Span.SequenceEqual(signature.AlgorithmAsWritten.Span))
        {
            throw new AsnContentException("A certificate names two algorithms.");
        }
    }
}
