using Dispatch.Api.Demo;
using Dispatch.Api.Signing;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Dispatch.Api.Tests.Demo;

/// <summary>The authority of the demonstration, over HTTP.</summary>
public sealed class DemoAuthorityTests
{
    private static readonly TimeProvider Clock = new StoppedClock();

    private static readonly Uri Server = new("http://127.0.0.1:5080");

    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = System.IO.Directory.CreateTempSubdirectory("authority");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public void It_is_made_once_and_each_holder_gets_a_key_with_its_path_and_an_image()
    {
        var (person, body) = (Id<Person>.New(Clock.GetUtcNow()), Id<Body>.New(Clock.GetUtcNow()));
        DemoKeys.Prepare(folder.FullName, Server);
        using var made = Cabinet();
        DemoKeys.Issue(made.Development!, folder.FullName, person, "Nguyễn Minh Vũ", "Thứ trưởng", "Bộ Ngoại giao");
        DemoKeys.Issue(made.Development!, folder.FullName, body, "Bộ Ngoại giao");
        DemoKeys.Prepare(folder.FullName, Server);
        using var again = Cabinet();
        var signer = again.KeyOf(person)!;
        var seal = again.KeyOf(body)!;

        Assert.Multiple(() =>
        {
            Assert.That(again.Development!.Root.Thumbprint, Is.EqualTo(made.Development!.Root.Thumbprint));
            Assert.That(signer.Certificate.Subject, Does.Contain("Nguyễn Minh Vũ").And.Contain("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"));
            Assert.That(seal.Certificate.Subject, Does.Contain("CN=Bộ Ngoại giao"));
            Assert.That(signer.Issuers.Select(issuer => issuer.Thumbprint), Is.EqualTo(new[] { made.Development!.Issuing.Thumbprint, made.Development!.Root.Thumbprint }));
            Assert.That((again.ImageOf(person), again.ImageOf(body)), Is.Not.EqualTo(((ReadOnlyMemory<byte>?)null, (ReadOnlyMemory<byte>?)null)));
        });
    }

    [Test]
    public void Who_has_no_picture_signs_without_one()
    {
        using var cabinet = Cabinet();

        Assert.That((cabinet.ImageOf(Id<Person>.New(Clock.GetUtcNow())), cabinet.ImageOf(Id<Body>.New(Clock.GetUtcNow()))), Is.EqualTo(((ReadOnlyMemory<byte>?)null, (ReadOnlyMemory<byte>?)null)));
    }

    [Test]
    public async Task Its_services_answer_over_HTTP_what_our_clients_take()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        DemoKeys.Prepare(folder.FullName, Server);
        using var cabinet = Cabinet();
        app.MapDemoAuthority(cabinet.Development!, Clock);
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        using var authority = DevelopmentAuthority.Open(File.ReadAllBytes(KeyCabinet.AuthorityFileOf(folder.FullName)), DemoPeople.Password, new Uri(address, DemoAuthority.Path));
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

    private KeyCabinet Cabinet() => new(folder.FullName, new SigningSettings(SignatureLevel.Basic, TimestampUrl: null, TimestampPolicy: null, string.Empty), Clock);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 12, 17, 3, 30, 0, TimeSpan.Zero);
    }
}
