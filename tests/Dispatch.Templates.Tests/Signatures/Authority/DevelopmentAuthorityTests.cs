using System.Security.Cryptography.X509Certificates;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Authority;

/// <summary>openssl asks, the authority of the demonstration answers, openssl judges.</summary>
public sealed class DevelopmentAuthorityTests
{
    private static DevelopmentAuthority Authority => DemoAuthority.Authority;

    private static string Time => DemoAuthority.Now.ToUnixTimeSeconds().ToString();

    [TestCase("sha256", true)]
    [TestCase("sha384", true)]
    [TestCase("sha512", false)]
    public void A_timestamp_holds_for_openssl(string digest, bool withNonce)
    {
        using var bench = Bench();
        bench.Put("paper", "văn bản"u8.ToArray());
        bench.Run("openssl", ["ts", "-query", "-data", "paper", "-" + digest, "-cert", .. withNonce ? Array.Empty<string>() : ["-no_nonce"], "-out", "query"]);
        bench.Put("answer", Authority.AnswerTimestamp(bench.Take("query"), DemoAuthority.Now));

        Assert.Multiple(() =>
        {
            Assert.That(bench.Run("openssl", "ts", "-verify", "-queryfile", "query", "-in", "answer", "-CAfile", "root.pem", "-attime", Time), Does.Contain("Verification: OK"));
            Assert.That(bench.Run("openssl", "ts", "-reply", "-in", "answer", "-text"), Does.Contain("Dec 17 03:30:00 2024 GMT"));
        });
    }

    [TestCase("-md5", "unrecognized or unsupported algorithm identifier")]
    [TestCase("-sha256 -tspolicy 1.2.3", "the requested TSA policy is not supported")]
    public void A_timestamp_request_that_cannot_be_served_is_refused_with_the_reason(string arguments, string reason)
    {
        using var bench = Bench();
        bench.Put("paper", [1]);
        bench.Run("openssl", ["ts", "-query", "-data", "paper", .. arguments.Split(' '), "-out", "query"]);
        bench.Put("answer", Authority.AnswerTimestamp(bench.Take("query"), DemoAuthority.Now));

        Assert.That(bench.Run("openssl", "ts", "-reply", "-in", "answer", "-text"), Does.Contain("Rejected").And.Contain(reason));
    }

    [Test]
    public void What_is_no_request_is_answered_as_such()
    {
        using var bench = Bench();
        bench.Put("answer", Authority.AnswerTimestamp("not ASN.1"u8.ToArray(), DemoAuthority.Now));
        bench.Put("ocsp", Authority.AnswerOcsp("not ASN.1"u8.ToArray(), DemoAuthority.Now));

        Assert.Multiple(() =>
        {
            Assert.That(bench.Run("openssl", "ts", "-reply", "-in", "answer", "-text"), Does.Contain("Rejected"));
            Assert.That(bench.Try("openssl", "ocsp", "-respin", "ocsp", "-resp_text").Said, Does.Contain("malformedrequest").IgnoreCase);
        });
    }

    [Test]
    public void Openssl_believes_the_answer_on_revocation()
    {
        using var bench = Bench();
        using var revoked = Authority.IssueToPerson("Người bị thu hồi", null, "Bộ Ngoại giao", DemoAuthority.Start);
        Authority.Revoke(revoked.Certificate, DemoAuthority.Now.AddDays(-3));
        bench.Put("good.pem", DemoAuthority.P256.Certificate.Pem());
        bench.Put("revoked.pem", revoked.Certificate.Pem());
        bench.Run("openssl", "ocsp", "-issuer", "issuing.pem", "-cert", "good.pem", "-cert", "revoked.pem", "-reqout", "query");
        bench.Put("answer", Authority.AnswerOcsp(bench.Take("query"), DemoAuthority.Now));

        // The period of validity is a matter of the real clock for openssl.
        var said = bench.Try(
            "openssl", "ocsp", "-issuer", "issuing.pem", "-cert", "good.pem", "-cert", "revoked.pem", "-no_nonce", "-respin", "answer", "-CAfile", "root.pem", "-attime", Time).Said;

        Assert.That(said, Does.Contain("Response verify OK").And.Contain("good.pem: ").And.Contain("revoked.pem: ").And.Contain("Revocation Time: Dec 14 03:30:00 2024 GMT"));
    }

    [Test]
    public void A_certificate_of_somebody_else_is_unknown()
    {
        using var other = DevelopmentAuthority.Create(DemoAuthority.Start);
        var answer = Authority.AnswerOcsp(OcspQuestion.About(other.Issuing, other.Root, [1, 2, 3, 4, 5, 6, 7, 8]), DemoAuthority.Now);
        using var bench = Bench();
        bench.Put("answer", answer);

        Assert.That(bench.Try("openssl", "ocsp", "-respin", "answer", "-resp_text", "-noverify").Said, Does.Contain("Cert Status: unknown").And.Contain("OCSP Nonce"));
    }

    [Test]
    public void Our_own_question_is_one_for_openssl()
    {
        using var bench = Bench();
        bench.Put("query", OcspQuestion.About(DemoAuthority.P256.Certificate, Authority.Issuing, [1, 2, 3, 4, 5, 6, 7, 8]));

        Assert.That(bench.Run("openssl", "ocsp", "-reqin", "query", "-req_text"), Does.Contain("Serial Number: " + DemoAuthority.P256.Certificate.SerialNumber).And.Contain("OCSP Nonce"));
    }

    [Test]
    public void The_revocation_lists_are_signed_by_their_authorities()
    {
        using var bench = Bench();
        bench.Put("issuing.crl", Authority.RevocationList(DemoAuthority.Now));
        bench.Put("root.crl", Authority.RootRevocationList(DemoAuthority.Now));

        Assert.Multiple(() =>
        {
            Assert.That(bench.Run("openssl", "crl", "-inform", "DER", "-in", "issuing.crl", "-CAfile", "issuing.pem", "-noout"), Does.Contain("verify OK"));
            Assert.That(bench.Run("openssl", "crl", "-inform", "DER", "-in", "root.crl", "-CAfile", "root.pem", "-noout"), Does.Contain("verify OK"));
        });
    }

    [Test]
    public void Every_name_says_that_it_is_worth_nothing_before_the_law()
    {
        X509Certificate2[] all = [Authority.Root, Authority.Issuing, DemoAuthority.Rsa.Certificate, DemoAuthority.Seal.Certificate];

        Assert.That(all.Select(certificate => certificate.Subject), Has.All.Contains("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"));
    }

    [Test]
    public void An_authority_that_was_kept_goes_on_with_the_same_keys()
    {
        using var again = DevelopmentAuthority.Open(Authority.Export("mật khẩu"), "mật khẩu");
        using var issued = again.IssueToOrganisation("UBND tỉnh Điện Biên", DemoAuthority.Start);
        using var bench = Bench();
        bench.Put("issued.pem", issued.Certificate.Pem());

        Assert.That(bench.Run("openssl", "verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "-attime", Time, "issued.pem"), Does.Contain("OK"));
    }

    [Test]
    public void A_kept_authority_does_not_open_with_another_password() =>
        Assert.That(
            () => DevelopmentAuthority.Open(Authority.Export("một"), "hai"),
            Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(SigningFault.WrongPassword));

    private static Workbench Bench()
    {
        var bench = new Workbench();
        bench.Put("root.pem", DemoAuthority.RootPem);
        bench.Put("issuing.pem", Authority.Issuing.Pem());
        return bench;
    }
}
