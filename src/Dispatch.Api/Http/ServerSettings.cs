using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dispatch.Api.Security;
using Dispatch.Api.Signing;
using Dispatch.Engine;
using Dispatch.Engine.Directory.Accounts;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Kernel;
using Dispatch.Engine.Persistence;

namespace Dispatch.Api.Http;

/// <summary>What an installation sets, read once and checked before anything is opened.</summary>
/// <param name="Engine">Where things are.</param>
/// <param name="Urls">The addresses to listen at, separated by semicolons.</param>
/// <param name="Signing">How it signs.</param>
internal sealed record ServerSettings(EngineSettings Engine, string Urls, SigningSettings Signing)
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    // With "/verify" it still fits the code's 100.
    private const int LongestPublicUrl = 90;

    // The host waits thirty seconds for everything; what has begun must still be answered in the rest.
    private const int LongestDrain = 20;

    // A gigabyte as files are counted; an office of ten thousand papers a year keeps some eight a year.
    private const long Gigabyte = 1L << 30;
    private const int OrdinaryQuota = 100;
    private const int LargestQuota = 1_000_000;

    // What the systems we run on take as the path of a socket.
    private const int LongestSocket = 103;

    private static readonly string[] DataFolders = ["", "files", "keys", "witness"];

    /// <summary>The proxies that are believed about whom they ask for; none unless the office names some.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Whom the server tells how it fares; nobody unless the office names somebody.</summary>
    public TelemetrySettings Telemetry { get; init; } = new(Endpoint: null, Headers: null);

    /// <summary>How long it goes on answering after it was told to stop, so that a balancer sees it leave: some seconds where the office names a proxy, none where people come straight here.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>Whether browsers reach it by https only, here or at the proxy before it; only then may a cookie say so.</summary>
    public bool IsHttps => Proxies.Count > 0 || Addresses(Urls).All(url => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of a cookie: where every address is https a browser takes it from this host only, over https only (<c>__Host-</c>). Over http on the machine itself no browser keeps such a one.</summary>
    /// <param name="what">What it is for; null for the session itself.</param>
    public string CookieName(string? what) => (IsHttps ? "__Host-" : "") + (what is null ? "dispatch" : "dispatch-" + what);

    /// <summary>The file of settings beside the program, then the environment (<c>DISPATCH_…</c>), then the command line.</summary>
    public static void AddSources(IConfigurationBuilder configuration, string[] args) => configuration.AddEnvironmentVariables(SettingNames.Prefix).AddCommandLine(args);

    /// <summary>The environment this program was built for, when nobody names another; null leaves it to the host.</summary>
    public static string? EnvironmentUnlessSet(string[] args)
    {
        var isSet = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 }
            || Array.Exists(args, argument => argument.StartsWith("--environment=", StringComparison.OrdinalIgnoreCase));
        return isSet ? null : AppContext.GetData("Dispatch.Environment") as string;
    }

    /// <summary>Reads the settings; a refusal names the setting and what to write there.</summary>
    /// <param name="configuration">Where they are written.</param>
    /// <param name="isDemo">Whether the demonstration is played: its accounts are offered a second factor, not told to have one.</param>
    public static Outcome<ServerSettings> Read(IConfiguration configuration, bool isDemo = false)
    {
        if ((configuration is IConfigurationRoot sources ? SettingNames.Flaw(sources) : null) is { } unknown)
        {
            return unknown;
        }

        if (SecretFiles.Take(configuration) is { } unread)
        {
            return unread;
        }

        var dataFolder = Path.GetFullPath(configuration["DataFolder"] is { Length: > 0 } given ? given : "data");
        var workflows = Path.GetFullPath(configuration["WorkflowsFolder"] is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "workflows"));
        var urls = configuration["Urls"] is { Length: > 0 } addresses ? addresses : DefaultUrls;
        var provider = Provider(configuration["Database:Provider"]);
        if (provider.IsRefused)
        {
            return provider.Refusal;
        }

        var connection = Connection(provider.Value, configuration["Database:ConnectionString"], dataFolder);
        if (connection.IsRefused)
        {
            return connection.Refusal;
        }

        var signing = SigningSettings.Read(configuration, Addresses(urls));
        var accounts = Accounts(configuration["Accounts:SecondFactor"], isDemo);
        var mail = Mail(configuration.GetSection("Mail"));
        var proxies = ReadProxies(configuration["Proxies"]);
        var keys = KeyRing.Read(configuration.GetSection("Keys"));
        var mayBePlain = isDemo || configuration["Tls"] is "Open";
        var telemetry = TelemetrySettings.Read(configuration.GetSection("Telemetry"), mayBePlain);
        var drain = ReadDrain(configuration["Drain"], isBehindProxy: proxies is { IsRefused: false, Value.Count: > 0 });
        var quota = ReadQuota(configuration["Quota"]);
        if ((signing.Refusal ?? accounts.Refusal ?? mail.Refusal ?? proxies.Refusal ?? keys.Refusal ?? telemetry.Refusal ?? drain.Refusal ?? quota.Refusal) is { } wrong)
        {
            return wrong;
        }

        var publicUrl = configuration["PublicUrl"] is { Length: > 0 } address ? address.TrimEnd('/') : null;
        var witness = configuration["Witness"] is { Length: > 0 } elsewhere ? Path.GetFullPath(elsewhere) : null;
        var flaw = ScannerFlaw(configuration["MalwareScanner"], mayBePlain, out var scanner) ?? PublicUrlFlaw(publicUrl) ?? DataFlaw(dataFolder) ?? FolderFlaw("DISPATCH_Witness", witness) ?? WorkflowsFlaw(workflows) ?? UrlsFlaw(urls) ?? ProxyFlaw(proxies.Value, publicUrl)
            ?? TransportFlaw(configuration["Tls"], isDemo, provider.Value, connection.Value, urls, isBehindProxy: proxies.Value.Count > 0);
        var engine = new EngineSettings(provider.Value, connection.Value, dataFolder, workflows)
        {
            Accounts = accounts.Value,
            ExchangeFolder = configuration["ExchangeFolder"] is { Length: > 0 } exchange ? Path.GetFullPath(exchange) : null,
            PublicUrl = publicUrl,
            WitnessFolder = witness,
            Mail = mail.Value.Settings,
            MalwareScanner = scanner,
            Quota = quota.Value > 0 ? quota.Value : null,
            KeyRingCertificate = keys.Value.Certificate,
        };
        return flaw is null ? new ServerSettings(engine, urls, signing.Value) { Proxies = proxies.Value, Telemetry = telemetry.Value, Drain = drain.Value } : flaw;
    }

    /// <summary>Demanded of signers, auditors and administrators unless somebody says otherwise; the demonstration does.</summary>
    private static Outcome<AccountRules> Accounts(string? given, bool isDemo) => given switch
    {
        null or "" => new AccountRules(DemandsSecondFactor: !isDemo),
        "Required" => new AccountRules(DemandsSecondFactor: true),
        "Offered" => new AccountRules(DemandsSecondFactor: false),
        _ => No("DISPATCH_Accounts__SecondFactor", $"không có lựa chọn “{given}”. Hãy đặt Required (bắt buộc với người ký, kiểm tra viên, quản trị viên) hoặc Offered (tùy chọn)."),
    };

    private static Outcome<DatabaseProvider> Provider(string? given) => given switch
    {
        null or "" => DatabaseProvider.Sqlite,
        _ when Enum.TryParse<DatabaseProvider>(given, ignoreCase: true, out var provider) && Enum.IsDefined(provider) && !char.IsAsciiDigit(given[0]) => provider,
        _ => No("DISPATCH_Database__Provider", $"không có loại cơ sở dữ liệu “{given}”. Hãy đặt một trong: {string.Join(", ", Enum.GetNames<DatabaseProvider>())}."),
    };

    private static Outcome<string> Connection(DatabaseProvider provider, string? given, string dataFolder)
    {
        if (given is not { Length: > 0 })
        {
            return provider is DatabaseProvider.Sqlite
                ? new DbConnectionStringBuilder { ["Data Source"] = Path.Combine(dataFolder, "dispatch.db") }.ConnectionString
                : No("DISPATCH_Database__ConnectionString", $"còn trống. Hãy đặt chuỗi kết nối tới máy chủ {provider}.");
        }

        try
        {
            return DatabaseTransport.StrangePart(provider, given) is { } strange
                ? No("DISPATCH_Database__ConnectionString", $"phần “{strange}” không có ở {provider}, hoặc giá trị của phần đó không đọc được. Hãy sửa hoặc bỏ phần đó.")
                : new DbConnectionStringBuilder { ConnectionString = given }.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The words of the exception would repeat the password.
            return No("DISPATCH_Database__ConnectionString", "không đọc được. Hãy viết theo dạng “Tên=giá trị;Tên=giá trị”.");
        }
    }

    /// <summary>How mail leaves; nothing when no address to send from is set.</summary>
    private static Outcome<MailChoice> Mail(IConfigurationSection mail)
    {
        if (mail["From"] is not { Length: > 0 } from)
        {
            return mail.GetChildren().Any(said => said.Value is { Length: > 0 }) ? No("DISPATCH_Mail__From", "còn trống, nên các cấu hình thư khác không có tác dụng. Hãy đặt địa chỉ gửi, hoặc bỏ các cấu hình DISPATCH_Mail__….") : new MailChoice(null);
        }

        var (host, folder) = (mail["Host"] is { Length: > 0 } server ? server : null, mail["PickupFolder"] is { Length: > 0 } pickup ? pickup : null);
        var port = int.TryParse(mail["Port"] ?? "25", NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is > 0 and < 65536 ? given : 0;
        return !System.Net.Mail.MailAddress.TryCreate(from, out _) ? No("DISPATCH_Mail__From", $"“{from}” không phải địa chỉ thư.")
            : (host is null) == (folder is null) ? No("DISPATCH_Mail__Host", "hãy đặt một trong hai: máy chủ thư (DISPATCH_Mail__Host) hoặc thư mục lấy thư (DISPATCH_Mail__PickupFolder).")
            : port == 0 ? No("DISPATCH_Mail__Port", "cổng phải từ 1 đến 65535.")
            : !bool.TryParse(mail["Tls"] is { Length: > 0 } tls ? tls : bool.TrueString, out var usesTls) ? No("DISPATCH_Mail__Tls", $"không có lựa chọn “{mail["Tls"]}”. Hãy đặt true (mã hóa bằng STARTTLS) hoặc false.")
            : FolderFlaw("DISPATCH_Mail__PickupFolder", folder) is { } flaw ? flaw
            : new MailChoice(new MailSettings(from, host, port, usesTls, mail["UserName"] is { Length: > 0 } user ? user : null, mail["Password"], folder is null ? null : Path.GetFullPath(folder)));
    }

    private sealed record MailChoice(MailSettings? Settings);

    /// <summary>Where clamd listens: a socket of this machine, or a host and its port. clamd knows no TLS.</summary>
    private static Refusal? ScannerFlaw(string? given, bool mayBePlain, out EndPoint? scanner)
    {
        scanner = null;
        if (given is not { Length: > 0 })
        {
            return null;
        }

        if (given[0] == '/')
        {
            scanner = given.Length <= LongestSocket ? new UnixDomainSocketEndPoint(given) : null;
        }
        else if (Uri.TryCreate($"tcp://{given}", UriKind.Absolute, out var address) && address is { Port: > 0, PathAndQuery: "" or "/", UserInfo: "" })
        {
            scanner = new DnsEndPoint(address.IdnHost.Trim('[', ']'), address.Port);
        }

        return scanner is null ? No("DISPATCH_MalwareScanner", $"“{given}” không phải nơi clamd lắng nghe. Hãy viết ví dụ /run/clamav/clamd.ctl hoặc 127.0.0.1:3310.")
            : scanner is DnsEndPoint elsewhere && !mayBePlain && !DatabaseTransport.IsHere(elsewhere.Host) ? No(
                "DISPATCH_MalwareScanner", $"“{given}” ở máy khác, văn bản tới đó không được mã hóa trên đường truyền. Hãy dùng clamd của máy này, hoặc đặt DISPATCH_Tls=Open nếu mạng đã được bảo vệ cách khác.")
            : null;
    }

    /// <summary>Each folder in it may be a mount of its own.</summary>
    private static Refusal? DataFlaw(string dataFolder) =>
        DataFolders.Select(part => FolderFlaw("DISPATCH_DataFolder", Path.Combine(dataFolder, part))).FirstOrDefault(flaw => flaw is not null);

    private static Refusal? FolderFlaw(string setting, string? folder)
    {
        try
        {
            if (folder is not null)
            {
                System.IO.Directory.CreateDirectory(folder);
                // One that is there may be another's, or on a disk that is mounted to be read only.
                using var trial = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return No(setting, $"không tạo được thư mục “{folder}” hoặc không ghi được vào đó ({failure.Message}). Hãy chọn thư mục ghi được.");
        }
    }

    private static Refusal? WorkflowsFlaw(string folder) => System.IO.Directory.Exists(folder)
        ? null
        : No("DISPATCH_WorkflowsFolder", $"không có thư mục quy trình “{folder}”. Hãy đặt lại, hoặc bỏ trống để dùng thư mục đi kèm chương trình.");

    private static Refusal? UrlsFlaw(string urls) =>
        Addresses(urls) is { Length: > 0 } all && Array.TrueForAll(all, IsAddress)
            ? null
            : No("DISPATCH_Urls", $"địa chỉ “{urls}” không hợp lệ. Hãy viết ví dụ {DefaultUrls}.");

    private static Refusal? PublicUrlFlaw(string? url) =>
        url is null || (url.Length <= LongestPublicUrl && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Query.Length == 0 && uri.Fragment.Length == 0)
            ? null
            : No("DISPATCH_PublicUrl", $"“{url}” không dùng được cho mã QR. Hãy viết địa chỉ http hoặc https, không quá {LongestPublicUrl} ký tự, không có phần “?”, ví dụ https://congvan.example.vn.");

    private static Outcome<TimeSpan> ReadDrain(string? given, bool isBehindProxy) => given switch
    {
        null or "" => TimeSpan.FromSeconds(isBehindProxy ? 5 : 0),
        _ when int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestDrain => TimeSpan.FromSeconds(seconds),
        _ => No("DISPATCH_Drain", $"“{given}” không phải số giây từ 0 đến {LongestDrain}. Đó là thời gian máy chủ còn trả lời sau khi được lệnh dừng, để bộ cân bằng tải kịp chuyển đi nơi khác."),
    };

    private static Outcome<long> ReadQuota(string? given) => given switch
    {
        null or "" => OrdinaryQuota * Gigabyte,
        "None" => 0,
        _ when int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var gigabytes) && gigabytes is >= 1 and <= LargestQuota => gigabytes * Gigabyte,
        _ => No("DISPATCH_Quota", $"“{given}” không phải số GB từ 1 đến {LargestQuota}, cũng không phải None (không giới hạn). Đó là dung lượng mỗi cơ quan được giữ; không đặt thì là {OrdinaryQuota} GB."),
    };

    private static Outcome<IReadOnlyList<IPNetwork>> ReadProxies(string? given)
    {
        var named = new List<IPNetwork>();
        foreach (var text in Addresses((given ?? "").Replace(',', ';')))
        {
            if (!IPNetwork.TryParse(text, out var network) && IPAddress.TryParse(text, out var address))
            {
                network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            }

            if (network.BaseAddress is null || network.PrefixLength == 0)
            {
                return No("DISPATCH_Proxies", $"“{text}” không phải địa chỉ IP hay dải địa chỉ của một máy chủ proxy. Hãy viết ví dụ 10.0.0.5;10.0.1.0/24.");
            }

            named.Add(network);
        }

        return named;
    }

    /// <summary>Behind a proxy nobody but the proxy knows whether the browser came by https: the office says so by its public address.</summary>
    private static Refusal? ProxyFlaw(IReadOnlyList<IPNetwork> proxies, string? publicUrl) =>
        proxies.Count == 0 || publicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true
            ? null
            : No("DISPATCH_PublicUrl", "đã đặt DISPATCH_Proxies thì phải đặt địa chỉ https mà trình duyệt dùng, ví dụ https://congvan.example.vn; cookie chỉ được gửi qua https.");

    /// <summary>Outside the demonstration nothing leaves the machine in the clear, to the database or to browsers, unless the office says so.</summary>
    private static Refusal? TransportFlaw(string? given, bool isDemo, DatabaseProvider provider, string connection, string urls, bool isBehindProxy) => given switch
    {
        "Open" => null,
        not (null or "" or "Required") => No("DISPATCH_Tls", $"không có lựa chọn “{given}”. Hãy đặt Required (bắt buộc mã hóa đường truyền) hoặc Open (mạng đã được bảo vệ cách khác)."),
        _ when isDemo => null,
        _ when !DatabaseTransport.IsSafe(provider, connection) => No(
            "DISPATCH_Database__ConnectionString",
            $"đường truyền tới máy chủ cơ sở dữ liệu không được mã hóa và kiểm tra. Hãy thêm {(provider is DatabaseProvider.SqlServer ? "“Encrypt=Mandatory;TrustServerCertificate=False”" : "“SSL Mode=VerifyFull” (và “Root Certificate=…” nếu chứng thư do cơ quan tự cấp)")}, hoặc đặt DISPATCH_Tls=Open nếu mạng đã được bảo vệ cách khác."),
        _ when !isBehindProxy && Array.Find(Addresses(urls), IsPlainToOthers) is { } plain => No(
            "DISPATCH_Urls",
            $"“{plain}” phục vụ máy khác qua http, mật khẩu đi trên mạng không được mã hóa. Hãy dùng https (chứng thư đặt ở ASPNETCORE_Kestrel__Certificates__Default__Path), hoặc để sau một proxy có TLS (DISPATCH_Proxies, DISPATCH_PublicUrl), hoặc đặt DISPATCH_Tls=Open nếu mạng đã được bảo vệ cách khác."),
        _ => null,
    };

    private static bool IsPlainToOthers(string url) =>
        Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !DatabaseTransport.IsHere(uri.Host);

    private static string[] Addresses(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The server also takes a star or a plus for every address of the machine, which a URI does not know.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    internal static Refusal No(string setting, string why) => new("settings.wrong", RefusalKind.Invalid, $"Cấu hình {setting}: {why}");
}
