using Dispatch.Api.Demo;
using Dispatch.Engine;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Dispatch.Api.Tests.Demo;

/// <summary>The authority of the demonstration, over HTTP.</summary>
public sealed class DemoAuthorityTests
{
    private static readonly TimeProvider Clock = new StoppedClock();

    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = System.IO.Directory.CreateTempSubdirectory("authority");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task It_is_made_once_with_a_key_for_every_signer_and_every_sealing_organisation()
    {
        using var made = await DemoAuthority.PrepareAsync(Settings, new Uri("http://127.0.0.1:5080"), CancellationToken.None);
        using var again = await DemoAuthority.PrepareAsync(Settings, new Uri("http://127.0.0.1:5080"), CancellationToken.None);
        using var signer = Key("thutruong.vu.p12");
        using var seal = Key("dau.bng.p12");

        Assert.Multiple(() =>
        {
            Assert.That(again.Root.Thumbprint, Is.EqualTo(made.Root.Thumbprint));
            Assert.That(signer.Certificate.Subject, Does.Contain("Nguyễn Minh Vũ").And.Contain("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"));
            Assert.That(seal.Certificate.Subject, Does.Contain("CN=Bộ Ngoại giao"));
            Assert.That(signer.Issuers.Select(issuer => issuer.Thumbprint), Is.EqualTo(new[] { made.Issuing.Thumbprint, made.Root.Thumbprint }));
        });
    }

    [Test]
    public async Task Its_services_answer_over_HTTP_what_our_clients_take()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        using var placeless = await DemoAuthority.PrepareAsync(Settings, new Uri("http://127.0.0.1:1"), CancellationToken.None);
        app.MapDemoAuthority(placeless, Clock);
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        using var authority = await DemoAuthority.PrepareAsync(Settings, address, CancellationToken.None);
        using var key = authority.IssueToOrganisation("Bộ Ngoại giao", Clock.GetUtcNow().AddDays(-1));
        using var client = new HttpClient();
        var services = new HttpCertificateServices(client, TimeSpan.FromSeconds(10));
        var timestamps = new TimestampClient(services, new TimestampSettings(new Uri(address, DemoAuthority.Path + "tsa"), null, [authority.Root]), Clock);

        var token = await timestamps.StampDigestAsync(new byte[32], CancellationToken.None);
        var evidence = await new RevocationClient(services, Clock).CollectAsync([[key.Certificate, authority.Issuing]], CancellationToken.None)
            .ContinueWith(asked => asked.Exception?.InnerException?.Message ?? "", TaskScheduler.Default);
        var root = await services.FetchAsync(new Uri(address, DemoAuthority.Path + "root.cer"), CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(token, Has.Length.GreaterThan(500));
            Assert.That(evidence, Does.Contain("thiếu chứng thư của tổ chức cấp trên"), "the responder answered for the key; the path ends without a root");
            Assert.That(root, Is.EqualTo(authority.Root.RawData));
        });
    }

    private EngineSettings Settings => new(DatabaseProvider.Sqlite, "Data Source=none", folder.FullName, folder.FullName, PasswordRounds: 1);

    private SoftwareKey Key(string name) => SoftwareKey.FromPkcs12(File.ReadAllBytes(Path.Combine(folder.FullName, "authority", name)), DemoPeople.Password);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 12, 17, 3, 30, 0, TimeSpan.Zero);
    }
}
