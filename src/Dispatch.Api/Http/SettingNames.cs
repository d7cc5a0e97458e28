using Dispatch.Engine.Kernel;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Dispatch.Api.Http;

/// <summary>
/// The names that mean something among the settings. A name that nobody reads would be passed over in silence, and the office would run otherwise than it was told: with a witness beside the database, or
/// open to the network. What is judged is what is said to this program: <c>DISPATCH_…</c>, the command line and the files of settings beside the program; the rest of the environment is other programs'.
/// </summary>
internal static class SettingNames
{
    /// <summary>Before a name in the environment.</summary>
    public const string Prefix = "DISPATCH_";

    // For the runs of our own tests, which the server never reads.
    private const string OfTests = "TEST_";

    // One part of a name that the office chooses: the organisation of a seal.
    private const string Any = "*";

    /// <summary>Every setting of the office, parts joined by colons; a star where the office chooses.</summary>
    internal static readonly string[] Ours =
    [
        "Urls", "DataFolder", "Database:Provider", "Database:ConnectionString", "Database:ConnectionStringFile", "Witness", "WorkflowsFolder", "PublicUrl", "Proxies", "Tls", "Accounts:SecondFactor",
        "Keys:Certificate", "Keys:Passphrase", "Keys:PassphraseFile", "Drain", "Quota", "Telemetry:Endpoint", "Telemetry:Headers", "Telemetry:HeadersFile", "ExchangeFolder", "MalwareScanner",
        "Signing:Level", "Signing:TimestampUrl", "Signing:TimestampPolicy", "Signing:RevocationHosts", "Signing:KeyPassword", "Signing:KeyPasswordFile",
        "Signing:SealKeys:*:Module", "Signing:SealKeys:*:Token", "Signing:SealKeys:*:Certificate", "Signing:SealKeys:*:Pin", "Signing:SealKeys:*:PinFile", "Signing:SealKeys:*:Store",
        "Mail:From", "Mail:Host", "Mail:Port", "Mail:Tls", "Mail:UserName", "Mail:Password", "Mail:PasswordFile", "Mail:PickupFolder",
    ];

    // What the host reads by itself: how it logs, the certificates and limits of its door, the names it answers to. The others it reads before there are settings, from the command line only.
    private static readonly string[] Hosts = ["Logging", "Kestrel", "AllowedHosts"];
    private static readonly string[] HostsOnCommandLine = ["environment", "contentRoot", "applicationName", "webRoot"];

    /// <summary>The first name that means nothing, with the nearest that does; null when all mean something.</summary>
    /// <param name="configuration">The settings with their sources.</param>
    public static Refusal? Flaw(IConfigurationRoot configuration) =>
        configuration.Providers.SelectMany(Said).Where(said => !IsKnown(said)).Select(said => ServerSettings.No(said.AsWritten, $"không có cấu hình nào tên như vậy, nên điều đã đặt sẽ không có tác dụng. {Advice(said)}")).FirstOrDefault();

    private static IEnumerable<Name> Said(IConfigurationProvider source) => source switch
    {
        CommandLineConfigurationProvider => Keys(source).Select(key => new Name(key, "--" + key, IsCommandLine: true)),
        JsonConfigurationProvider => Keys(source).Select(key => new Name(key, key, IsCommandLine: false)),
        // The rest of the environment is read by a provider of the same kind, without our prefix; its own words tell them apart.
        EnvironmentVariablesConfigurationProvider own when own.ToString().Contains(Prefix, StringComparison.Ordinal) => Keys(source).Select(key => new Name(key, InEnvironment(key), IsCommandLine: false)),
        _ => [],
    };

    private static bool IsKnown(Name said) =>
        Array.Exists(Ours, known => Matches(known.Split(':'), said.Key.Split(':')))
        || Hosts.Contains(said.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase)
        || said.Key.StartsWith(OfTests, StringComparison.OrdinalIgnoreCase)
        || (said.IsCommandLine && HostsOnCommandLine.Contains(said.Key, StringComparer.OrdinalIgnoreCase));

    private static bool Matches(string[] known, string[] said) =>
        known.Length == said.Length && known.Zip(said).All(pair => pair.First == Any || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every key of a source that holds a value, parts joined by colons. An empty one says nothing: hosts give the parts of a name that way.</summary>
    private static IEnumerable<string> Keys(IConfigurationProvider source, string? parent = null)
    {
        foreach (var child in source.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : ConfigurationPath.Combine(parent, child);
            if (source.TryGet(key, out var value) && !string.IsNullOrEmpty(value))
            {
                yield return key;
            }

            foreach (var below in Keys(source, key))
            {
                yield return below;
            }
        }
    }

    private static string Advice(Name said)
    {
        var (name, letters) = Ours.Select(known => Named(known, said.Key)).Select(known => (known, EditDistance.Between(Bare(known), Bare(said.Key)))).MinBy(candidate => candidate.Item2);
        return letters > Math.Max(2, Bare(name).Length / 3)
            ? "Hãy bỏ đi, hoặc xem tên đúng ở mục Settings của README."
            : $"Có phải {(said.AsWritten.StartsWith(Prefix, StringComparison.Ordinal) ? InEnvironment(name) : said.IsCommandLine ? "--" + name : name)}?";
    }

    /// <summary>A known name with what the office chose in it.</summary>
    private static string Named(string known, string said) =>
        said.Split(':') is var parts && known.Split(':') is var own && own.Length == parts.Length ? ConfigurationPath.Combine(own.Zip(parts, (part, given) => part == Any ? given : part)) : known;

    private static string InEnvironment(string key) => Prefix + key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>A name without what joins its parts: one underline too few is the commonest slip.</summary>
    private static string Bare(string name) => name.Replace(":", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>A name as a source has it.</summary>
    private readonly record struct Name(string Key, string AsWritten, bool IsCommandLine);
}
