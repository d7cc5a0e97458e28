using Dispatch.Api.Demo;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Images;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;
using Dispatch.Templates.Signatures.Verifying;

namespace Dispatch.Api.Signing;

/// <summary>
/// What the server keeps to sign with: PKCS#12 files and PNG images in the folder <c>keys</c> of its data folder, named after their holder
/// (<c>organisation-ID.p12</c>, <c>organisation-ID.png</c>, <c>person-ID.png</c>; <c>person-ID.p12</c> in the demonstration only), and the services asked for evidence.
/// </summary>
internal sealed class KeyCabinet(string dataFolder, SigningSettings settings, TimeProvider clock) : ISigningServices, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TrustedRoots roots = new(dataFolder, clock);
    private readonly Lock gate = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Dictionary<string, (DateTime Written, ISigningKey Key)> opened = new(StringComparer.Ordinal);
    private DevelopmentAuthority? authority;

    /// <summary>Where the files of a data folder are.</summary>
    public static string FolderOf(string dataFolder) => Path.Combine(dataFolder, "keys");

    /// <summary>The file of the demonstration's authority; its presence says that this installation is one.</summary>
    public static string AuthorityFileOf(string dataFolder) => Path.Combine(FolderOf(dataFolder), "authority.p12");

    public SignatureLevel Level => Development is not null ? SignatureLevel.LongTerm : settings.Level;

    public ITimestampService? Timestamps => (Development, settings.TimestampUrl) switch
    {
        ({ } own, _) => new TimestampClient(Services, new TimestampSettings(DemoKeys.ServiceUrl(settings.Address, DevelopmentServices.Timestamps), Policy: null, [own.Root]), clock),
        (null, { } url) => new TimestampClient(new HttpCertificateServices(http, Patience), new TimestampSettings(url, settings.TimestampPolicy, Roots: []), clock),
        _ => null,
    };

    public IRevocationService? Revocation => (Development, settings.Level) switch
    {
        (not null, _) or (null, >= SignatureLevel.LongTerm) => new RevocationClient(Services, clock),
        _ => null,
    };

    /// <summary>Whom certificates may send us to: the hosts that are listed, and in a demonstration its own authority, asked in this process.</summary>
    private ICertificateServices Services
    {
        get
        {
            var listed = new HttpCertificateServices(http, Patience, settings.RevocationHosts);
            return Development is { } own ? new DemoServices(new DevelopmentServices(own, clock), listed) : listed;
        }
    }

    /// <summary>The demonstration's authority; null in a real office. It appears when the demonstration is played.</summary>
    public DevelopmentAuthority? Development
    {
        get
        {
            lock (gate)
            {
                return authority ??= File.Exists(AuthorityFileOf(dataFolder))
                    ? DevelopmentAuthority.Open(File.ReadAllBytes(AuthorityFileOf(dataFolder)), DemoPeople.Password, DemoKeys.ServiceUrl(settings.Address, string.Empty))
                    : null;
            }
        }
    }

    public ISigningKey? KeyOf(Id<Person> person) => Development is null ? null : Key($"person-{person}");

    public ISigningKey? KeyOf(Id<Body> organisation) => settings.SealKeys.GetValueOrDefault(organisation.Value) is { } place ? Opened($"seal-{organisation}", default, place.Open) : Key($"organisation-{organisation}");

    public Task<FileFinding> VerifyAsync(byte[] file, CancellationToken cancellationToken)
    {
        var verification = roots.Settings();
        if (Development is { } own)
        {
            verification.Trust(own.Root.RawData);
        }

        return PdfVerifier.VerifyAsync(file, verification, Services, Patience, cancellationToken);
    }

    public ReadOnlyMemory<byte>? ImageOf(Id<Person> person) => Image($"person-{person}");

    public ReadOnlyMemory<byte>? ImageOf(Id<Body> organisation) => Image($"organisation-{organisation}");

    public void Dispose()
    {
        authority?.Dispose();
        foreach (var (_, key) in opened.Values)
        {
            key.Dispose();
        }

        http.Dispose();
    }

    /// <summary>Opened once; again when the office has put another file there.</summary>
    private ISigningKey? Key(string holder)
    {
        var file = new FileInfo(Path.Combine(FolderOf(dataFolder), holder + ".p12"));
        if (!file.Exists)
        {
            return null;
        }

        var password = Development is null ? settings.KeyPassword : DemoPeople.Password;
        return Opened(holder, file.LastWriteTimeUtc, () => SoftwareKey.FromPkcs12(File.ReadAllBytes(file.FullName), password));
    }

    private ISigningKey Opened(string name, DateTime written, Func<ISigningKey> open)
    {
        lock (gate)
        {
            if (!opened.TryGetValue(name, out var known) || known.Written != written)
            {
                opened[name] = known = (written, open());
            }

            return known.Key;
        }
    }

    private ReadOnlyMemory<byte>? Image(string holder)
    {
        var file = Path.Combine(FolderOf(dataFolder), holder + ".png");
        try
        {
            // The cast is needed: without it null would be an array first, and an array that is null is an image of no bytes.
            return File.Exists(file) ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(file) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableImageException($"không đọc được tệp {holder}.png ({failure.Message})");
        }
    }
}
