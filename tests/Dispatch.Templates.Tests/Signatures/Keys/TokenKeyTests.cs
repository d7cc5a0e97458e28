using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Dispatch.Templates.Signatures;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Cms;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Keys.Tokens;
using Dispatch.Templates.Tests.Signatures.Authority;
using Dispatch.Templates.Tests.Tools;

namespace Dispatch.Templates.Tests.Signatures.Keys;

/// <summary>
/// PKCS #11 on SoftHSM, watched by OpenSC's spy: a module that passes every call on and writes it down, so that what reached the token is a
/// stranger's word and not ours.
/// </summary>
[NonParallelizable]
public sealed partial class TokenKeyTests
{
    private const string Pin = "1349-6983";

    private static readonly string[] HsmPlaces = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];

    private static readonly string[] SpyPlaces = ["/usr/lib/x86_64-linux-gnu/pkcs11-spy.so", "/usr/lib/aarch64-linux-gnu/pkcs11-spy.so", "/usr/lib/pkcs11-spy.so"];

    private static readonly string[] Holders = ["rsa", "p256", "p384"];

    private readonly Workbench bench = new();
    private string spy = "";

    [OneTimeSetUp]
    public void MakeAToken()
    {
        var hsm = Installed(HsmPlaces, "softhsm2");
        spy = Installed(SpyPlaces, "opensc-pkcs11");
        Directory.CreateDirectory(bench.At("tokens"));
        bench.Put("softhsm2.conf", Encoding.ASCII.GetBytes($"directories.tokendir = {bench.At("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n"));
        Tell("SOFTHSM2_CONF", bench.At("softhsm2.conf"));
        Tell("PKCS11SPY", hsm);
        Tell("PKCS11SPY_OUTPUT", bench.At("calls"));
        bench.Run("softhsm2-util", "--init-token", "--free", "--label", "van-thu", "--so-pin", "87654321", "--pin", Pin);
        for (var i = 0; i < Holders.Length; i++)
        {
            Import(DemoAuthority.Keys[Holders[i]].Certificate, $"0{i + 1}");
        }
    }

    [OneTimeTearDown]
    public void PutAway() => bench.Dispose();

    [TestCase("rsa", false)]
    [TestCase("rsa", true)]
    [TestCase("p256", false)]
    [TestCase("p384", false)]
    public async Task The_token_signs_and_CMS_takes_it(string holder, bool pss)
    {
        using var key = TokenKey.Open(Place(holder), Pin, pss);
        var begun = DetachedSignature.Over(CryptographicOperations.HashData(key.Algorithm.Digest, [1, 2, 3]), key.Certificate, key.Algorithm);

        var accepted = begun.Accept(await key.SignDigestAsync(begun.Digest, CancellationToken.None));

        bench.Put("message.der", begun.Assemble(accepted, DemoAuthority.Rsa.Issuers));
        bench.Put("paper", [1, 2, 3]);
        bench.Put("root.pem", DemoAuthority.RootPem);
        Assert.That(
            bench.Run("openssl", "cms", "-verify", "-cades", "-binary", "-purpose", "any", "-inform", "DER", "-in", "message.der", "-content", "paper", "-CAfile", "root.pem", "-attime", DemoAuthority.Now.ToUnixTimeSeconds().ToString(), "-out", "out"),
            Does.Contain("CAdES Verification successful"));
    }

    [Test]
    public async Task A_wrong_PIN_reaches_the_token_once_and_the_key_is_spent()
    {
        using var key = TokenKey.Open(Place("rsa"), "0000-0000");
        var before = Logins();

        Assert.That(() => key.SignDigestAsync(new byte[32], CancellationToken.None), Refused(SigningFault.WrongPin));
        Assert.That(Logins(), Is.EqualTo(before + 1));
        Assert.That(() => key.SignDigestAsync(new byte[32], CancellationToken.None), Refused(SigningFault.WrongPin));
        Assert.That(Logins(), Is.EqualTo(before + 1), "a spent key must not ask the token again");
        await RightPinStillSigns();
    }

    [Test]
    public async Task Each_use_logs_in_and_out_so_that_no_PIN_outlives_it()
    {
        await RightPinStillSigns();
        using var key = TokenKey.Open(Place("rsa"), "0000-0000");

        Assert.That(() => key.SignDigestAsync(new byte[32], CancellationToken.None), Refused(SigningFault.WrongPin), "a login left open would have made this PIN right");
    }

    [Test]
    public void Looking_for_the_certificate_costs_no_try_of_the_PIN()
    {
        var before = Logins();
        using var key = TokenKey.Open(Place("rsa"), Pin);

        Assert.That(Logins(), Is.EqualTo(before));
    }

    [Test]
    public void What_is_missing_is_named()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => TokenKey.Open(Place("rsa"), ""), Refused(SigningFault.PinNeeded));
            Assert.That(() => TokenKey.Open(new TokenPlace(spy, "lanh-dao"), Pin), Refused(SigningFault.NoToken).With.Message.Contains("lanh-dao"));
            Assert.That(() => TokenKey.Open(new TokenPlace(spy, "van-thu"), Pin), Refused(SigningFault.NoCertificate).With.Message.Contains("3 chứng thư"));
            Assert.That(() => TokenKey.Open(new TokenPlace(spy, "van-thu", "00FF"), Pin), Refused(SigningFault.NoCertificate));
            Assert.That(() => TokenKey.Open(new TokenPlace(bench.At("none.so")), Pin), Refused(SigningFault.NoModule).With.Message.Contains("none.so"));
            Assert.That(() => TokenKey.Open(new TokenPlace(bench.Put("text.so", [65])), Pin), Refused(SigningFault.NoModule));
        });
    }

    [Test]
    public void A_use_that_is_over_does_not_sign()
    {
        var key = TokenKey.Open(Place("rsa"), Pin);
        key.Dispose();

        Assert.That(() => key.SignDigestAsync(new byte[32], CancellationToken.None), Refused(SigningFault.PinNeeded));
    }

    [Test]
    public async Task Two_at_once_take_turns()
    {
        var signatures = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var key = TokenKey.Open(Place("p256"), Pin);
            return await key.SignDigestAsync(new byte[32], CancellationToken.None);
        }));

        Assert.That(signatures.Select(signature => signature.Length), Has.All.EqualTo(64));
    }

    private async Task RightPinStillSigns()
    {
        using var key = TokenKey.Open(Place("rsa"), Pin);
        Assert.That(await key.SignDigestAsync(new byte[32], CancellationToken.None), Has.Length.EqualTo(256));
    }

    private TokenPlace Place(string holder) => new(spy, "van-thu", DemoAuthority.Keys[holder].Certificate.Thumbprint);

    private int Logins() => LoginCall().Count(File.ReadAllText(bench.At("calls")));

    private void Import(X509Certificate2 certificate, string id)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        bench.Put("key.pem", Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        bench.Put("cert.der", certificate.RawData);
        bench.Run("softhsm2-util", "--import", "key.pem", "--token", "van-thu", "--label", id, "--id", id, "--pin", Pin);
        bench.Run("pkcs11-tool", "--module", Environment.GetEnvironmentVariable("PKCS11SPY")!, "--token-label", "van-thu", "--login", "--pin", Pin, "--write-object", "cert.der", "--type", "cert", "--id", id, "--label", id);
    }

    private static string Installed(string[] places, string package)
    {
        if (Array.Find(places, File.Exists) is { } found)
        {
            return found;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"{package} is not installed.");
        }

        Assert.Ignore($"{package} is not installed.");
        return "";
    }

    // Native code reads the process's own environment, which the framework copies once and never writes back.
    private static void Tell(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        var set = Marshal.GetDelegateForFunctionPointer<SetEnvironment>(NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv"));
        Assert.That(set(Encoding.UTF8.GetBytes(name + "\0"), Encoding.UTF8.GetBytes(value + "\0"), 1), Is.Zero);
    }

    private static NUnit.Framework.Constraints.EqualConstraint<SigningFault> Refused(SigningFault fault) => Throws.TypeOf<SigningException>().With.Property("Fault").EqualTo(fault);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetEnvironment(byte[] name, byte[] value, int overwrite);

    [GeneratedRegex(@"^\d+: C_Login", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LoginCall();
}
