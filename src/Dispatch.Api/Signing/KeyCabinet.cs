using Dispatch.Api.Demo;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Signing;
using Dispatch.Templates.Signatures.Authority;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Api.Signing;

/// <summary>
/// What the server keeps to sign with: PKCS#12 files and PNG images in the folder <c>keys</c> of its data folder, named after their holder
/// (<c>organisation-ID.p12</c>, <c>organisation-ID.png</c>, <c>person-ID.png</c>; <c>person-ID.p12</c> in the demonstration only), and the services asked for evidence.
/// </summary>
internal sealed class KeyCabinet(string dataFolder, SigningSettings settings, TimeProvider clock) : ISigningServices, IDisposable
{
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
        ({ } own, _) => new TimestampClient(new DevelopmentServices(own, clock), new TimestampSettings(DemoKeys.ServiceUrl(DevelopmentServices.Timestamps), Policy: null, [own.Root]), clock),
        (null, { } url) => new TimestampClient(Outside, new TimestampSettings(url, settings.TimestampPolicy, Roots: []), clock),
        _ => null,
    };

    public IRevocationService? Revocation => (Development, settings.Level) switch
    {
        ({ } own, _) => new RevocationClient(new DevelopmentServices(own, clock), clock),
        (null, >= SignatureLevel.LongTerm) => new RevocationClient(Outside, clock),
        _ => null,
    };

    private HttpCertificateServices Outside => new(http, TimeSpan.FromSeconds(10));

    /// <summary>The demonstration's authority; null in a real office. It appears when the demonstration is played.</summary>
    public DevelopmentAuthority? Development
    {
        get
        {
            lock (gate)
            {
                return authority ??= File.Exists(AuthorityFileOf(dataFolder))
                    ? DevelopmentAuthority.Open(File.ReadAllBytes(AuthorityFileOf(dataFolder)), DemoPeople.Password, DemoKeys.ServiceUrl(string.Empty))
                    : null;
            }
        }
    }

    public ISigningKey? KeyOf(Id<Person> person) => Development is null ? null : Key($"person-{person}");

    public ISigningKey? KeyOf(Id<Body> organisation) => Key($"organisation-{organisation}");

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
        lock (gate)
        {
            if (!opened.TryGetValue(holder, out var known) || known.Written != file.LastWriteTimeUtc)
            {
                opened[holder] = known = (file.LastWriteTimeUtc, SoftwareKey.FromPkcs12(File.ReadAllBytes(file.FullName), password));
            }

            return known.Key;
        }
    }

    private ReadOnlyMemory<byte>? Image(string holder) =>
        Path.Combine(FolderOf(dataFolder), holder + ".png") is var file && File.Exists(file) ? File.ReadAllBytes(file) : null;
}

/// <summary>How this installation signs, from the section <c>Signing</c> of its settings.</summary>
/// <param name="Level">Basic, Timestamped, LongTerm or Archival.</param>
/// <param name="TimestampUrl">The timestamp service; needed from Timestamped upwards.</param>
/// <param name="TimestampPolicy">The policy to ask it for; null leaves it to the service.</param>
/// <param name="KeyPassword">What opens the PKCS#12 files of the folder <c>keys</c>; best given by the environment.</param>
internal sealed record SigningSettings(SignatureLevel Level, Uri? TimestampUrl, string? TimestampPolicy, string KeyPassword)
{
    /// <summary>Reads the section; a refusal names the setting and what to write there.</summary>
    public static Outcome<SigningSettings> Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Signing");
        var level = SignatureLevel.Basic;
        if (section["Level"] is { Length: > 0 } given && (!Enum.TryParse(given, ignoreCase: true, out level) || !Enum.IsDefined(level)))
        {
            return No("DISPATCH_Signing__Level", $"không có mức “{given}”. Hãy đặt một trong: {string.Join(", ", Enum.GetNames<SignatureLevel>())}.");
        }

        Uri? url = null;
        if (section["TimestampUrl"] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https")))
        {
            return No("DISPATCH_Signing__TimestampUrl", $"địa chỉ “{address}” không hợp lệ.");
        }

        return level > SignatureLevel.Basic && url is null
            ? No("DISPATCH_Signing__TimestampUrl", "còn trống. Mức ký đã chọn cần địa chỉ dịch vụ dấu thời gian.")
            : new SigningSettings(level, url, section["TimestampPolicy"], section["KeyPassword"] ?? string.Empty);
    }

    private static Refusal No(string setting, string why) => new("settings.wrong", RefusalKind.Invalid, $"Cấu hình {setting}: {why}");
}
