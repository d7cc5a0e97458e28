using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dispatch.Api.Demo;
using Dispatch.Api.Signing;
using Dispatch.Api.Tests.Pages;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Authority;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Dispatch.Api.Tests.Signing;

/// <summary>A signer's own key file in the browser: only the certificate and the signature go to the server.</summary>
public sealed class KeyFileTests : BrowserFixture
{
    private const string Word = "mật khẩu của tệp";

    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(HolderKey.Rsa3072, PbeEncryptionAlgorithm.Aes256Cbc)]
    [TestCase(HolderKey.EllipticP256, PbeEncryptionAlgorithm.TripleDes3KeyPkcs12)]
    public async Task A_leader_signs_with_a_key_file_that_is_never_sent(HolderKey kind, PbeEncryptionAlgorithm encryption)
    {
        var subject = "thử ký bằng tệp khóa " + kind;
        await using var signer = await AtTheSignerAsync(subject);
        var sent = new List<byte[]>();
        signer.Page.Request += (_, request) => sent.Add(request.PostDataBuffer ?? []);
        var (file, key) = KeyFile(kind, encryption);

        await signer.Page.ClickAsync("[data-key-file] summary");
        await signer.Page.SetInputFilesAsync("#key-file-Sign", new FilePayload { Name = "khoa.p12", MimeType = "application/x-pkcs12", Buffer = file });
        await signer.Page.FillAsync("#key-word-Sign", Word);
        await signer.PictureAsync("ky-bang-tep-khoa " + kind);
        await signer.Page.ClickAsync("[data-key-file-sign]");

        await signer.Page.WaitForSelectorAsync(".alert-success, .refusal:visible");
        Assert.That(await signer.Page.InnerTextAsync(".alert-success, .refusal:visible"), Does.Contain("Đã ký."), string.Join('\n', signer.Faults));
        Assert.That(sent.Where(body => Holds(body, key) || Holds(body, file.AsSpan(file.Length / 2, 24)) || Holds(body, Encoding.UTF8.GetBytes(Word))), Is.Empty);
        Assert.That(signer.Faults.Where(fault => !fault.Contains("unsafe-eval", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_wrong_password_is_told_at_once_and_nothing_is_sent()
    {
        await using var signer = await AtTheSignerAsync("thử sai mật khẩu tệp khóa");
        await signer.Page.ClickAsync("[data-key-file] summary");
        await signer.Page.SetInputFilesAsync("#key-file-Sign", new FilePayload { Name = "khoa.p12", MimeType = "application/x-pkcs12", Buffer = KeyFile(HolderKey.Rsa3072, PbeEncryptionAlgorithm.Aes256Cbc).File });
        var posts = 0;
        signer.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;

        await signer.Page.FillAsync("#key-word-Sign", "không phải mật khẩu");
        await signer.Page.ClickAsync("[data-key-file-sign]");

        await signer.Page.WaitForSelectorAsync("[data-key-file-refusal]:has-text('sai mật khẩu')");
        await signer.Page.SetInputFilesAsync("#key-file-Sign", new FilePayload { Name = "anh.png", MimeType = "image/png", Buffer = [1, 2, 3, 4, 5, 6, 7, 8] });
        await signer.Page.ClickAsync("[data-key-file-sign]");
        await signer.Page.WaitForSelectorAsync("[data-key-file-refusal]:has-text('không phải tệp khóa')");
        Assert.That(posts, Is.Zero);
    }

    [TestCase(true, "Máy chủ gặp lỗi.")]
    [TestCase(false, "Không kết nối được máy chủ.")]
    public async Task A_server_that_fails_is_not_called_one_that_is_away(bool answers, string told)
    {
        await using var signer = await AtTheSignerAsync("thử máy chủ hỏng khi ký bằng tệp khóa");
        await signer.Page.RouteAsync("**/key-file/**", route => answers ? route.FulfillAsync(new() { Status = 500, ContentType = "text/html", Body = "<h1>500</h1>" }) : route.AbortAsync());
        await signer.Page.ClickAsync("[data-key-file] summary");
        await signer.Page.SetInputFilesAsync("#key-file-Sign", new FilePayload { Name = "khoa.p12", MimeType = "application/x-pkcs12", Buffer = KeyFile(HolderKey.Rsa3072, PbeEncryptionAlgorithm.Aes256Cbc).File });
        await signer.Page.FillAsync("#key-word-Sign", Word);

        await signer.Page.ClickAsync("[data-key-file-sign]");

        await signer.Page.WaitForSelectorAsync($"[data-key-file-refusal]:has-text('{told}')");
    }

    [Test]
    public async Task Without_script_the_page_says_that_the_key_needs_the_browser()
    {
        await using var signer = await AtTheSignerAsync("thử không kịch bản tệp khóa", withScript: false);

        await signer.Page.ClickAsync("[data-key-file] summary");
        Assert.That(await signer.Page.InnerTextAsync("[data-key-file] noscript"), Does.Contain("cần bật JavaScript"));
        Assert.That(await signer.Page.IsVisibleAsync("#key-file-Sign"), Is.False);
    }

    private static bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> part) => body.IndexOf(part) >= 0 || body.IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(part)[..16])) >= 0;

    /// <summary>A PKCS#12 file of the demonstration's authority, and a part of the private key in it.</summary>
    private (byte[] File, byte[] Secret) KeyFile(HolderKey kind, PbeEncryptionAlgorithm encryption)
    {
        var authority = ((KeyCabinet)House.Services.GetRequiredService<ISigningServices>()).Development!;
        using var made = authority.IssueToPerson("Nguyễn Minh Vũ", "Thứ trưởng Thường trực", "Bộ Ngoại giao", From, kind);
        X509Certificate2[] all = [made.Certificate, X509CertificateLoader.LoadCertificate(authority.Issuing.RawData), X509CertificateLoader.LoadCertificate(authority.Root.RawData)];
        using AsymmetricAlgorithm key = kind is HolderKey.EllipticP256 ? made.Certificate.GetECDsaPrivateKey()! : made.Certificate.GetRSAPrivateKey()!;
        var secret = key.ExportPkcs8PrivateKey();
        var pbe = new PbeParameters(encryption, encryption is PbeEncryptionAlgorithm.TripleDes3KeyPkcs12 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, 2_000);
        return (Packed(all, key, pbe), secret[^24..]);
    }

    private static byte[] Packed(X509Certificate2[] all, AsymmetricAlgorithm key, PbeParameters pbe)
    {
        var (keys, certificates, file) = (new Pkcs12SafeContents(), new Pkcs12SafeContents(), new Pkcs12Builder());
        keys.AddShroudedKey(key, Word, pbe);
        foreach (var certificate in all)
        {
            certificates.AddCertificate(certificate);
        }

        file.AddSafeContentsUnencrypted(keys);
        file.AddSafeContentsEncrypted(certificates, Word, pbe);
        file.SealWithMac(Word, HashAlgorithmName.SHA1, 2_000);
        return file.Encode();
    }

    private async Task<Window> AtTheSignerAsync(string subject, bool withScript = true)
    {
        await using (var drafter = await Browser.SignInAsync(House, DemoPeople.Drafter))
        {
            await DraftAsync(drafter.Page, subject);
            await DoAsync(drafter, "Submit", "Đã trình kiểm tra.");
        }

        await (await TakeAsync(DemoPeople.UnitHead, subject, "PassContent", "Đã duyệt nội dung.", withScript: true)).DisposeAsync();
        await (await TakeAsync(DemoPeople.Clerk, subject, "PassForm", "Đã duyệt thể thức.", withScript: true)).DisposeAsync();
        var signer = await Browser.SignInAsync(House, DemoPeople.SignerVu, withScript);
        await signer.Page.GotoAsync("/signing");
        await signer.Page.ClickAsync($"a[href^='/signing/']:has-text('{subject}')");
        await signer.Page.WaitForSelectorAsync("[data-key-file]");
        return signer;
    }
}
