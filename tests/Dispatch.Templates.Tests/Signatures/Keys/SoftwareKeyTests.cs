using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Keys;

/// <summary>Keys from files and from the system's store.</summary>
public sealed class SoftwareKeyTests
{
    [Test]
    public async Task A_file_made_by_openssl_gives_its_key_and_the_path_above_it()
    {
        using var bench = new Workbench();
        bench.Run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=Van thu", "-days", "30");
        bench.Put("root.pem", DemoAuthority.RootPem);
        bench.Run("openssl", "pkcs12", "-export", "-in", "cert.pem", "-inkey", "key.pem", "-certfile", "root.pem", "-out", "key.p12", "-passout", "pass:bí mật");

        using var key = SoftwareKey.FromPkcs12(bench.Take("key.p12"), "bí mật");

        var signature = await key.SignDigestAsync(new byte[32], CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(key.Certificate.Subject, Is.EqualTo("CN=Van thu"));
            Assert.That(key.Issuers, Is.Empty, "a root has nothing above it, and a stranger is not above anybody");
            Assert.That(key.Algorithm.Verify(key.Certificate, new byte[32], signature), Is.True);
        });
    }

    [Test]
    public void The_issuers_come_nearest_first() =>
        Assert.That(DemoAuthority.Rsa.Issuers, Is.EqualTo(new[] { DemoAuthority.Authority.Issuing, DemoAuthority.Authority.Root }));

    [Test]
    public void A_wrong_password_is_told_from_a_file_without_a_key()
    {
        var withKey = DemoAuthority.P256.Certificate.Export(X509ContentType.Pkcs12, "đúng");
        using var bare = X509CertificateLoader.LoadCertificate(DemoAuthority.P256.Certificate.RawData);
        var withoutKey = new X509Certificate2Collection(bare).Export(X509ContentType.Pkcs12, "đúng")!;

        Assert.Multiple(() =>
        {
            Assert.That(() => SoftwareKey.FromPkcs12(withKey, "sai"), Refused(SigningFault.WrongPassword));
            Assert.That(() => SoftwareKey.FromPkcs12([1, 2, 3], "đúng"), Refused(SigningFault.WrongPassword));
            Assert.That(() => SoftwareKey.FromPkcs12(withoutKey, "đúng"), Refused(SigningFault.NoKey));
        });
    }

    [Test]
    public void A_short_RSA_key_and_a_strange_curve_are_refused()
    {
        using var rsa = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        using var brainpool = new CertificateRequest("CN=b", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DemoAuthority.Start, DemoAuthority.Now);
        using var weak = new CertificateRequest("CN=a", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DemoAuthority.Start, DemoAuthority.Now);

        Assert.Multiple(() =>
        {
            Assert.That(() => SignatureAlgorithm.For(weak), Refused(SigningFault.UnsupportedKey));
            Assert.That(() => SignatureAlgorithm.For(brainpool), Refused(SigningFault.UnsupportedKey));
            Assert.That(() => SignatureAlgorithm.For(DemoAuthority.Rsa.Certificate, digest: HashAlgorithmName.SHA1), Refused(SigningFault.UnsupportedKey));
        });
    }

    [Test]
    public async Task The_systems_store_gives_a_key_by_either_thumbprint()
    {
        using var holder = DemoAuthority.Authority.IssueToPerson("Trong kho", null, "Bộ Ngoại giao", DemoAuthority.Start);
        using var stored = X509CertificateLoader.LoadPkcs12(holder.Certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.PersistKeySet | X509KeyStorageFlags.Exportable);
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        store.Add(stored);
        try
        {
            using var bySha1 = SoftwareKey.FromStore(stored.Thumbprint.ToLowerInvariant(), StoreLocation.CurrentUser);
            using var bySha256 = SoftwareKey.FromStore(string.Join(':', stored.GetCertHashString(HashAlgorithmName.SHA256).Chunk(2).Select(pair => new string(pair))), StoreLocation.CurrentUser);
            var signature = await bySha1.SignDigestAsync(new byte[32], CancellationToken.None);

            Assert.That(bySha256.Algorithm.Verify(holder.Certificate, new byte[32], signature), Is.True);
        }
        finally
        {
            store.Remove(stored);
        }
    }

    [Test]
    public void A_certificate_that_the_store_lacks_is_named() =>
        Assert.That(
            () => SoftwareKey.FromStore("00112233", StoreLocation.CurrentUser),
            Refused(SigningFault.NoCertificate).With.Message.Contains("00112233"));

    private static NUnit.Framework.Constraints.EqualConstraint<SigningFault> Refused(SigningFault fault) => Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(fault);
}
