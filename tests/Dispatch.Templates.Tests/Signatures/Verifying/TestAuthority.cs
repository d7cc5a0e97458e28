using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Tests.Signatures.Verifying;

/// <summary>A root, an issuing authority, people, a seal and a timestamp authority, made once for all tests.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset Founded = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<TestAuthority> Made = new(() => new TestAuthority());

    private int serial = 100;

    private TestAuthority()
    {
        Root = Issue("CN=Test Root", null, Founded, 30, isAuthority: true);
        Issuing = Issue("CN=Test Issuing", Root, Founded, 20, isAuthority: true);
        Leader = Issue("CN=Nguyễn Văn A", Issuing, Founded, 7, source: true);
        Seal = Issue("CN=Bộ Ngoại giao", Issuing, Founded, 10, ecdsa: true);
        Plain = Issue("CN=Not Checked", Issuing, Founded, 10);
        Timestamping = Issue("CN=Test TSA", Root, Founded, 12, purpose: "1.3.6.1.5.5.7.3.8");
        OldTimestamping = Issue("CN=Old TSA", Root, Founded, 5, purpose: "1.3.6.1.5.5.7.3.8");
        Stranger = Issue("CN=Stranger", null, Founded, 10);
    }

    public static TestAuthority Instance => Made.Value;

    /// <summary>When tests sign, unless they say otherwise.</summary>
    public static DateTimeOffset SigningDay { get; } = new(2024, 12, 17, 3, 0, 0, TimeSpan.Zero);

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issuing { get; }

    /// <summary>RSA, until 2027; its certificate says where revocation is published.</summary>
    public X509Certificate2 Leader { get; }

    /// <summary>ECDSA P-256.</summary>
    public X509Certificate2 Seal { get; }

    public X509Certificate2 Plain { get; }

    /// <summary>Until 2032.</summary>
    public X509Certificate2 Timestamping { get; }

    /// <summary>Until 2025.</summary>
    public X509Certificate2 OldTimestamping { get; }

    /// <summary>Signed by itself.</summary>
    public X509Certificate2 Stranger { get; }

    public X509Certificate2 Issue(string name, X509Certificate2? issuer, DateTimeOffset from, int years, bool isAuthority = false, string? purpose = null, bool source = false, bool ecdsa = false, int rsaBits = 2048, int? pathLength = null)
    {
        using var rsa = ecdsa ? null : RSA.Create(rsaBits);
        using var curve = ecdsa ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var request = curve is not null
            ? new CertificateRequest(name, curve, HashAlgorithmName.SHA256)
            : new CertificateRequest(name, rsa!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, pathLength is not null, pathLength ?? 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (purpose is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        }

        if (source)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["http://crl.test/issuing.crl"]));
        }

        var number = BitConverter.GetBytes(++serial).Reverse().ToArray();
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, from.AddYears(years));
        }

        using var key = issuer.GetRSAPrivateKey()!;
        var issued = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), from, from.AddYears(years), number);
        return curve is not null ? issued.CopyWithPrivateKey(curve) : issued.CopyWithPrivateKey(rsa!);
    }

    /// <summary>A revocation list of the issuing authority.</summary>
    public byte[] RevocationList(DateTimeOffset from, int days, params (X509Certificate2 Certificate, DateTimeOffset At)[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var (certificate, at) in revoked)
        {
            builder.AddEntry(certificate, at);
        }

        using var key = Issuing.GetRSAPrivateKey()!;
        using var bare = X509CertificateLoader.LoadCertificate(Issuing.RawData);
        using var withKey = bare.CopyWithPrivateKey(key);
        return builder.Build(withKey, 7, from.AddDays(days), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, from);
    }

    /// <summary>A revocation list with one line written on a day, for a key that was in other hands since another (RFC 5280, 5.3.2).</summary>
    public byte[] RevocationList(DateTimeOffset from, int days, X509Certificate2 certificate, DateTimeOffset written, DateTimeOffset invalidSince)
    {
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteInteger(1);
            WriteAlgorithm(list);
            list.WriteEncodedValue(Issuing.SubjectName.RawData);
            list.WriteUtcTime(from);
            list.WriteUtcTime(from.AddDays(days));
            using (list.PushSequence())
            using (list.PushSequence())
            {
                list.WriteInteger(certificate.SerialNumberBytes.Span);
                list.WriteUtcTime(written);
                WriteInvalidity(list, invalidSince);
            }
        }

        return SignedList(list.Encode());
    }

    /// <summary>An empty revocation list of the issuing authority with an extension: for some certificates only, as its scope says (RFC 5280, 5.2.5), or another.</summary>
    public byte[] RevocationList(DateTimeOffset from, int days, byte[] scope, string extension = "2.5.29.28", bool isCritical = true)
    {
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteInteger(1);
            WriteAlgorithm(list);
            list.WriteEncodedValue(Issuing.SubjectName.RawData);
            list.WriteUtcTime(from);
            list.WriteUtcTime(from.AddDays(days));
            using (list.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)))
            using (list.PushSequence())
            using (list.PushSequence())
            {
                list.WriteObjectIdentifier(extension);
                list.WriteBoolean(isCritical);
                list.WriteOctetString(scope);
            }
        }

        return SignedList(list.Encode());
    }

    private static void WriteInvalidity(AsnWriter writer, DateTimeOffset since)
    {
        var time = new AsnWriter(AsnEncodingRules.DER);
        time.WriteGeneralizedTime(since);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.5.29.24");
            writer.WriteOctetString(time.Encode());
        }
    }

    private byte[] SignedList(byte[] list)
    {
        using var key = Issuing.GetRSAPrivateKey()!;
        var whole = new AsnWriter(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue(list);
            WriteAlgorithm(whole);
            whole.WriteBitString(key.SignData(list, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        return whole.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.1.11");
            writer.WriteNull();
        }
    }

    /// <summary>An OCSP answer about one certificate: of the issuing authority, or of who says to speak for it. One that says neither good nor revoked says that it does not know.</summary>
    public byte[] OcspAnswer(X509Certificate2 about, DateTimeOffset from, int days, DateTimeOffset? revoked = null, DateTimeOffset? invalidSince = null, X509Certificate2? by = null, bool isUnknown = false)
    {
        var data = new AsnWriter(AsnEncodingRules.DER);
        using (data.PushSequence())
        {
            using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, true)))
            {
                data.WriteEncodedValue(Issuing.SubjectName.RawData);
            }

            data.WriteGeneralizedTime(from);
            using (data.PushSequence())
            using (data.PushSequence())
            {
                WriteId(data, about);
                if (revoked is { } at)
                {
                    using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, true)))
                    {
                        data.WriteGeneralizedTime(at);
                    }
                }
                else
                {
                    data.WriteNull(new Asn1Tag(TagClass.ContextSpecific, isUnknown ? 2 : 0));
                }

                data.WriteGeneralizedTime(from);
                using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)))
                {
                    data.WriteGeneralizedTime(from.AddDays(days));
                }

                if (invalidSince is { } since)
                {
                    using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, true)))
                    {
                        WriteInvalidity(data, since);
                    }
                }
            }
        }

        return Wrapped(data.Encode(), by);
    }

    private void WriteId(AsnWriter data, X509Certificate2 about)
    {
        using (data.PushSequence())
        {
            using (data.PushSequence())
            {
                data.WriteObjectIdentifier("1.3.14.3.2.26");
                data.WriteNull();
            }

            data.WriteOctetString(OldHash.Of(about.IssuerName.RawData));
            data.WriteOctetString(OldHash.Of(Issuing.PublicKey.EncodedKeyValue.RawData));
            data.WriteInteger(about.SerialNumberBytes.Span);
        }
    }

    private byte[] Wrapped(byte[] data, X509Certificate2? by)
    {
        using var key = (by ?? Issuing).GetRSAPrivateKey()!;
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            using (basic.PushSequence())
            {
                basic.WriteObjectIdentifier("1.2.840.113549.1.1.11");
                basic.WriteNull();
            }

            basic.WriteBitString(key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            if (by is not null)
            {
                using (basic.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)))
                using (basic.PushSequence())
                {
                    basic.WriteEncodedValue(by.RawData);
                }
            }
        }

        var whole = new AsnWriter(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue([0x0A, 1, 0]);
            using (whole.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)))
            using (whole.PushSequence())
            {
                whole.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                whole.WriteOctetString(basic.Encode());
            }
        }

        return whole.Encode();
    }
}
