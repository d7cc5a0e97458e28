using System.Security.Cryptography.X509Certificates;
using Dispatch.Api.Demo;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;

namespace Dispatch.Api.Signing;

/// <summary>The keys of the demonstration: an authority worth nothing before the law, and what it issued to people and organisations.</summary>
internal static class DemoKeys
{
    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(7));

    /// <summary>Where the services of the authority are, or one of them.</summary>
    /// <param name="server">The address the server has.</param>
    /// <param name="name">Which service; empty for all.</param>
    public static Uri ServiceUrl(Uri server, string name) => new(server, DemoAuthority.Path + name);

    /// <summary>Makes the authority and its root certificate, where they are not there yet. Its certificates name the address that the server has at its first start.</summary>
    public static void Prepare(string dataFolder, Uri server)
    {
        System.IO.Directory.CreateDirectory(KeyCabinet.FolderOf(dataFolder));
        var file = KeyCabinet.AuthorityFileOf(dataFolder);
        if (!File.Exists(file))
        {
            using var made = DevelopmentAuthority.Create(From, ServiceUrl(server, string.Empty));
            File.WriteAllBytes(Path.Combine(KeyCabinet.FolderOf(dataFolder), "root.cer"), made.Root.RawData);
            File.WriteAllBytes(file, made.Export(DemoPeople.Password));
        }
    }

    /// <summary>A key and the image of a signature for a person, where there is none yet.</summary>
    public static void Issue(DevelopmentAuthority authority, string dataFolder, Id<Person> person, string name, string title, string organisation) =>
        Keep(authority, dataFolder, $"person-{person}", () => authority.IssueToPerson(name, title, organisation, From), DemoMarks.Handwriting);

    /// <summary>A key and the image of a seal for an organisation, where there is none yet.</summary>
    public static void Issue(DevelopmentAuthority authority, string dataFolder, Id<Body> organisation, string name) =>
        Keep(authority, dataFolder, $"organisation-{organisation}", () => authority.IssueToOrganisation(name, From), DemoMarks.Seal);

    /// <summary>The key with the certificates above it: without them nobody can be asked whether it was revoked.</summary>
    private static void Keep(DevelopmentAuthority authority, string dataFolder, string holder, Func<SoftwareKey> make, byte[] image)
    {
        var file = Path.Combine(KeyCabinet.FolderOf(dataFolder), holder);
        if (File.Exists(file + ".p12"))
        {
            return;
        }

        using var key = make();
        X509Certificate2[] path = [key.Certificate, X509CertificateLoader.LoadCertificate(authority.Issuing.RawData), X509CertificateLoader.LoadCertificate(authority.Root.RawData)];
        File.WriteAllBytes(file + ".png", image);
        File.WriteAllBytes(file + ".p12", new X509Certificate2Collection(path).Export(X509ContentType.Pkcs12, DemoPeople.Password)!);
    }
}
