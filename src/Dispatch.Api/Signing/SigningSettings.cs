using System.Security.Cryptography.X509Certificates;
using Dispatch.Engine.Kernel;
using Dispatch.Templates.Signatures.Keys;
using Dispatch.Templates.Signatures.Keys.Tokens;
using Dispatch.Templates.Signatures.Signing;

namespace Dispatch.Api.Signing;

/// <summary>How this installation signs, from the section <c>Signing</c> of its settings.</summary>
/// <param name="Level">Basic, Timestamped, LongTerm or Archival.</param>
/// <param name="TimestampUrl">The timestamp service; needed from Timestamped upwards.</param>
/// <param name="TimestampPolicy">The policy to ask it for; null leaves it to the service.</param>
/// <param name="KeyPassword">What opens the PKCS#12 files of the folder <c>keys</c>; best given by the environment.</param>
internal sealed record SigningSettings(SignatureLevel Level, Uri? TimestampUrl, string? TimestampPolicy, string KeyPassword)
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>The address of this server: where the services of the demonstration's authority answer.</summary>
    public Uri Address { get; init; } = new(DefaultAddress);

    /// <summary>The hosts that may be asked about revocation, as <c>host</c> or <c>host:port</c>. Certificates are written by others: whom they name and is not listed here is not asked.</summary>
    public IReadOnlyList<string> RevocationHosts { get; init; } = [];

    /// <summary>Where the seal's key of an organisation is, when not in a PKCS#12 file.</summary>
    public IReadOnlyDictionary<Guid, SealKeyPlace> SealKeys { get; init; } = new Dictionary<Guid, SealKeyPlace>();

    /// <summary>Reads the section; a refusal names the setting and what to write there.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="urls">The addresses the server listens at.</param>
    public static Outcome<SigningSettings> Read(IConfiguration configuration, IEnumerable<string> urls)
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

        if (level > SignatureLevel.Basic && url is null)
        {
            return No("DISPATCH_Signing__TimestampUrl", "còn trống. Mức ký đã chọn cần địa chỉ dịch vụ dấu thời gian.");
        }

        var hosts = (section["RevocationHosts"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(hosts, host => !Uri.TryCreate("http://" + host + "/", UriKind.Absolute, out var asked) || asked.PathAndQuery != "/") is { } wrong)
        {
            return No("DISPATCH_Signing__RevocationHosts", $"“{wrong}” không phải tên máy chủ. Hãy viết các máy chủ OCSP và danh sách thu hồi, ví dụ “ocsp.ca.gov.vn;crl.ca.gov.vn”.");
        }

        if (level >= SignatureLevel.LongTerm && hosts.Length == 0)
        {
            return No("DISPATCH_Signing__RevocationHosts", "còn trống. Mức ký đã chọn cần hỏi tình trạng thu hồi; hãy ghi các máy chủ được phép hỏi, ví dụ “ocsp.ca.gov.vn;crl.ca.gov.vn”.");
        }

        var keys = SealKeyPlace.Read(section.GetSection("SealKeys"));
        return keys.IsRefused
            ? keys.Refusal
            : new SigningSettings(level, url, section["TimestampPolicy"], section["KeyPassword"] ?? string.Empty) { Address = AddressOf(urls), RevocationHosts = hosts, SealKeys = keys.Value };
    }

    // Whoever listens at every address of the machine is reached at the loopback one; a port that is not chosen yet cannot be named.
    private static Uri AddressOf(IEnumerable<string> urls)
    {
        var plain = urls.Select(url => url.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal));
        return plain.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null).FirstOrDefault(address => address is { Scheme: "http", Port: > 0 }) ?? new Uri(DefaultAddress);
    }

    internal static Refusal No(string setting, string why) => new("settings.wrong", RefusalKind.Invalid, $"Cấu hình {setting}: {why}");
}

/// <summary>Where the key of a seal is: on a token or hardware module (PKCS#11), or in the operating system's store.</summary>
/// <param name="Token">The token; null for the store.</param>
/// <param name="Pin">What opens the token.</param>
/// <param name="Certificate">Thumbprint of the certificate in the store; of no meaning for a token.</param>
/// <param name="Store">Which store.</param>
internal sealed record SealKeyPlace(TokenPlace? Token, string Pin, string Certificate, StoreLocation Store)
{
    /// <summary>Reads the places by organisation.</summary>
    public static Outcome<IReadOnlyDictionary<Guid, SealKeyPlace>> Read(IConfigurationSection section)
    {
        var places = new Dictionary<Guid, SealKeyPlace>();
        foreach (var one in section.GetChildren())
        {
            var name = $"DISPATCH_Signing__SealKeys__{one.Key}";
            if (!Guid.TryParse(one.Key, out var organisation))
            {
                return SigningSettings.No(name, "không phải mã của một cơ quan.");
            }

            var store = StoreLocation.CurrentUser;
            if (one["Store"] is { Length: > 0 } given && !Enum.TryParse(given, ignoreCase: true, out store))
            {
                return SigningSettings.No(name + "__Store", $"không có kho “{given}”. Hãy đặt CurrentUser hoặc LocalMachine.");
            }

            if (one["Module"] is not { Length: > 0 } && (one["Store"] is not { Length: > 0 } || one["Certificate"] is not { Length: > 0 }))
            {
                return SigningSettings.No(name, "thiếu chỗ để khóa. Hãy đặt Module (thư viện PKCS#11 của thiết bị), hoặc Store cùng Certificate (vân tay chứng thư trong kho của hệ điều hành).");
            }

            var token = one["Module"] is { Length: > 0 } module ? new TokenPlace(module, one["Token"], one["Certificate"]) : null;
            places[organisation] = new SealKeyPlace(token, one["Pin"] ?? string.Empty, one["Certificate"] ?? string.Empty, store);
        }

        return places;
    }

    /// <summary>Opens the key. After a wrong PIN it is spent until the server starts again with the right one, so that the token is not locked.</summary>
    public ISigningKey Open() => Token is { } place ? TokenKey.Open(place, Pin) : SoftwareKey.FromStore(Certificate, Store);
}
