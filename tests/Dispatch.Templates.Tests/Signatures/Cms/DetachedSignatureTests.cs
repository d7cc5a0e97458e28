using System.Security.Cryptography;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Cms;

/// <summary>Attributes out, signature in.</summary>
public sealed class DetachedSignatureTests
{
    private static readonly byte[] Paper = "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố"u8.ToArray();

    [TestCase("rsa", "SHA256")]
    [TestCase("rsa", "SHA384")]
    [TestCase("rsa", "SHA512")]
    [TestCase("pss", "SHA256")]
    [TestCase("pss", "SHA512")]
    [TestCase("p256", "SHA256")]
    [TestCase("p384", "SHA384")]
    [TestCase("rsa3072", "SHA256")]
    public void Openssl_takes_the_message_for_CAdES_and_refuses_it_over_another_paper(string keyName, string digest)
    {
        using var bench = new Workbench();
        var key = DemoAuthority.Keys[keyName];
        var algorithm = SignatureAlgorithm.For(key.Certificate, keyName == "pss", new HashAlgorithmName(digest));
        bench.Put("message.der", Message(key, algorithm));
        bench.Put("root.pem", DemoAuthority.RootPem);
        bench.Put("paper", Paper);
        bench.Put("other", [.. Paper, 0x20]);
        string[] verify = ["cms", "-verify", "-cades", "-binary", "-purpose", "any", "-inform", "DER", "-in", "message.der", "-CAfile", "root.pem", "-attime", Time(), "-out", "out", "-content"];

        Assert.Multiple(() =>
        {
            Assert.That(bench.Run("openssl", [.. verify, "paper"]), Does.Contain("CAdES Verification successful"));
            Assert.That(bench.Try("openssl", [.. verify, "other"]).Said, Does.Contain("verification failure").IgnoreCase);
        });
    }

    [Test]
    public void The_attributes_are_the_three_of_PAdES_and_no_signing_time()
    {
        using var bench = new Workbench();
        bench.Put("attributes", Begin(DemoAuthority.Rsa).Attributes.ToArray());

        var told = bench.Run("openssl", "asn1parse", "-inform", "DER", "-in", "attributes");

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain(":contentType").And.Contain(":messageDigest").And.Contain(":id-smime-aa-signingCertificateV2"));
            Assert.That(told, Does.Not.Contain("signingTime"));
        });
    }

    [Test]
    public async Task A_signature_of_another_key_is_refused_before_anything_is_built_on_it()
    {
        var begun = Begin(DemoAuthority.P256);
        using var stranger = DemoAuthority.Authority.IssueToPerson("Người khác", null, "Bộ khác", DemoAuthority.Start);
        var foreign = await stranger.SignDigestAsync(begun.Digest, CancellationToken.None);

        Assert.That(() => begun.Accept(foreign), Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(SigningFault.WrongSignature));
    }

    [Test]
    public async Task A_signature_over_another_digest_is_refused([Values("rsa", "pss", "p256")] string keyName)
    {
        var key = DemoAuthority.Keys[keyName];
        var signature = await key.SignDigestAsync(new byte[32], CancellationToken.None);

        Assert.That(() => Begin(key).Accept(signature), Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(SigningFault.WrongSignature));
    }

    [TestCase("rsa", 0)]
    [TestCase("rsa", 10)]
    [TestCase("p256", 0)]
    [TestCase("p256", 63)]
    [TestCase("p256", 64)]
    public void What_is_no_signature_at_all_is_refused_in_the_same_way(string keyName, int length) =>
        Assert.That(() => Begin(DemoAuthority.Keys[keyName]).Accept(new byte[length]), Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(SigningFault.WrongSignature));

    [Test]
    public void The_two_integers_of_a_token_become_the_pair_of_CMS([Values("p256", "p384")] string keyName)
    {
        var key = DemoAuthority.Keys[keyName];
        using var ecdsa = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(key.Certificate)!;

        // Leading zeros, which the pair drops, come once in 128 signatures.
        for (var i = 0; i < 300; i++)
        {
            var begun = DetachedSignature.Over(CryptographicOperations.HashData(key.Algorithm.Digest, BitConverter.GetBytes(i)), key.Certificate, key.Algorithm);
            var sideBySide = ecdsa.SignHash(begun.Digest, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            Assert.That(() => begun.Accept(sideBySide), Throws.Nothing);
        }
    }

    [Test]
    public async Task A_step_that_was_stored_is_taken_up_again()
    {
        var key = DemoAuthority.Rsa;
        var stored = Begin(key).Attributes.ToArray();
        var resumed = DetachedSignature.Resume(stored, key.Certificate, key.Algorithm);

        Assert.That(resumed.Accept(await key.SignDigestAsync(resumed.Digest, CancellationToken.None)), Has.Length.EqualTo(256));
    }

    [Test]
    public void The_room_that_is_asked_for_is_enough([Values("rsa", "pss", "p256", "p384")] string keyName)
    {
        var key = DemoAuthority.Keys[keyName];

        Assert.That(Message(key, key.Algorithm).Length, Is.LessThanOrEqualTo(Begin(key).LargestSize(key.Issuers)));
    }

    private static DetachedSignature Begin(SoftwareKey key) => DetachedSignature.Over(CryptographicOperations.HashData(key.Algorithm.Digest, Paper), key.Certificate, key.Algorithm);

    private static byte[] Message(SoftwareKey key, SignatureAlgorithm algorithm)
    {
        var begun = DetachedSignature.Over(CryptographicOperations.HashData(algorithm.Digest, Paper), key.Certificate, algorithm);
        using var ready = new KeyWith(key, algorithm);
        return begun.Assemble(begun.Accept(ready.Sign(begun.Digest)), key.Issuers);
    }

    private static string Time() => DemoAuthority.Now.ToUnixTimeSeconds().ToString();

    // The same key asked for another digest than its own.
    private sealed class KeyWith(SoftwareKey key, SignatureAlgorithm algorithm) : IDisposable
    {
        private readonly RSA? rsa = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(key.Certificate);

        public byte[] Sign(byte[] digest) =>
            rsa is null ? key.Sign(digest) : rsa.SignHash(digest, algorithm.Digest, algorithm.Padding);

        public void Dispose() => rsa?.Dispose();
    }
}
