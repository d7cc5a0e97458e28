using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Signing;

/// <summary>What programs of others sign is judged by its signatures, not by who made it: pdfsig (poppler with NSS), alone and after us.</summary>
public sealed class OthersSignTests
{
    [Test]
    public void A_file_that_pdfsig_signed_twice_is_intact()
    {
        using var bench = Bench();
        bench.Put("plain.pdf", SignedPaper.A4);

        PdfsigSigns(bench, "rsa", "plain.pdf", "once.pdf");
        PdfsigSigns(bench, "rsa3072", "once.pdf", "twice.pdf");

        var found = Verify(bench.Take("twice.pdf"));
        Assert.That((found.Integrity, found.Verdict, found.Signatures.Count), Is.EqualTo((FileIntegrity.Intact, SignatureVerdict.Passed, 2)), found.Reason);
        Assert.That(found.Signatures[0].Changes.Select(change => (change.Code, change.Permitted)), Is.EqualTo(new[] { (ChangeCodes.SignatureAdded, true) }));
    }

    [Test]
    public async Task A_file_that_pdfsig_signed_and_we_sign_again_is_intact()
    {
        using var bench = Bench();
        bench.Put("plain.pdf", SignedPaper.A4);
        PdfsigSigns(bench, "rsa", "plain.pdf", "once.pdf");

        var twice = await SignedPaper.Basic.SignAsync(
            bench.Take("once.pdf"), new SignatureRequest { Place = NewField.Unseen("Dau", "Chữ ký số của cơ quan"), Time = DemoAuthority.Now }, DemoAuthority.QuietKeys["rsa3072"], SignatureLevel.Basic, CancellationToken.None);

        Assert.That((Verify(twice).Integrity, Verify(twice).Signatures.Count), Is.EqualTo((FileIntegrity.Intact, 2)));
    }

    [Test]
    public void A_form_in_the_catalog_itself_is_not_renewed_by_pdfsig_and_the_reason_says_so()
    {
        using var bench = Bench();
        bench.Put("plain.pdf", SmallPdf.OnePage("/AcroForm << /Fields [6 0 R] /SigFlags 3 >>", "/Annots [6 0 R]")
            .Object(6, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /Rect [0 0 0 0] /F 132 /P 3 0 R >>").Build());
        bench.Put("once.pdf", SignedPaper.Basic.SignAsync(
            bench.Take("plain.pdf"), new SignatureRequest { Field = "First", Time = DemoAuthority.Now }, DemoAuthority.QuietKeys["rsa"], SignatureLevel.Basic, CancellationToken.None).GetAwaiter().GetResult());

        PdfsigSigns(bench, "rsa3072", "once.pdf", "twice.pdf");

        var found = Verify(bench.Take("twice.pdf"));
        Assert.That(found.Integrity, Is.EqualTo(FileIntegrity.Changed));
        Assert.That(found.Signatures[0].Changes.Where(change => !change.Permitted).Select(change => change.Code), Is.EqualTo(new[] { ChangeCodes.OutsideForm }), "ISO 32000-2, 12.7.3: the form lists the fields");
    }

    private static Workbench Bench()
    {
        var bench = new Workbench();
        Directory.CreateDirectory(bench.At("nss"));
        bench.Run("certutil", "-N", "-d", "sql:nss", "--empty-password");
        return bench;
    }

    private static void PdfsigSigns(Workbench bench, string key, string from, string to)
    {
        var held = DemoAuthority.QuietKeys[key];
        bench.Put(key + ".key", Encoding.ASCII.GetBytes(held.Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()));
        bench.Put(key + ".pem", held.Certificate.Pem());
        bench.Put("above.pem", [.. held.Issuers.SelectMany(issuer => issuer.Pem().Append((byte)'\n'))]);
        bench.Run("openssl", "pkcs12", "-export", "-inkey", key + ".key", "-in", key + ".pem", "-certfile", "above.pem", "-name", key, "-passout", "pass:x", "-out", key + ".p12");
        bench.Run("pk12util", "-i", key + ".p12", "-d", "sql:nss", "-W", "x");
        bench.Run("pdfsig", "-nssdir", "sql:nss", "-add-signature", "-nick", key, from, to);
    }

    private static FileFinding Verify(byte[] file)
    {
        var settings = new VerificationSettings { Now = DemoAuthority.Start.AddYears(4) };
        settings.Trust(DemoAuthority.Quiet.Root.RawData);
        return PdfVerifier.Verify(file, settings);
    }
}
