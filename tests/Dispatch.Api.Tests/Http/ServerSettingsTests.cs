using System.Text.RegularExpressions;
using Dispatch.Api.Http;
using Dispatch.Api.Security;
using Dispatch.Api.Tests.Fixtures;
using Dispatch.Engine;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Api.Tests.Http;

/// <summary>Settings that are wrong stop the start, with the name of the setting and what to write there.</summary>
public sealed class ServerSettingsTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = System.IO.Directory.CreateTempSubdirectory("dispatch-settings-").FullName;

    [TearDown]
    public void RemoveFolder() => System.IO.Directory.Delete(folder, recursive: true);

    [Test]
    public void Without_settings_there_is_an_embedded_database_in_the_data_folder()
    {
        var settings = Read([]).Value;

        Assert.Multiple(() =>
        {
            Assert.That(settings.Engine.Provider, Is.EqualTo(DatabaseProvider.Sqlite));
            Assert.That(settings.Engine.ConnectionString, Does.Contain(Path.Combine(folder, "dispatch.db")));
            Assert.That(settings.Urls, Is.EqualTo("http://127.0.0.1:5080"));
            Assert.That(settings.IsHttps, Is.False);
            Assert.That(System.IO.Directory.GetFiles(settings.Engine.WorkflowsFolder, "issue-dispatch.json"), Is.Not.Empty);
        });
    }

    [TestCase("Database:Provider", "Oracle", "DISPATCH_Database__Provider")]
    [TestCase("Database:Provider", "2", "DISPATCH_Database__Provider")]
    [TestCase("Database:Provider", "PostgreSql", "DISPATCH_Database__ConnectionString")]
    [TestCase("Database:ConnectionString", "not a connection", "DISPATCH_Database__ConnectionString")]
    [TestCase("Urls", "here", "DISPATCH_Urls")]
    [TestCase("Urls", "ftp://127.0.0.1", "DISPATCH_Urls")]
    [TestCase("WorkflowsFolder", "nowhere-at-all", "DISPATCH_WorkflowsFolder")]
    [TestCase("DataFolder", "/dev/null/data", "DISPATCH_DataFolder")]
    [TestCase("DataFolder", "/sys", "DISPATCH_DataFolder")]
    [TestCase("Witness", "/sys", "DISPATCH_Witness")]
    [TestCase("Proxies", "nginx", "DISPATCH_Proxies")]
    [TestCase("Drain", "long", "DISPATCH_Drain")]
    [TestCase("Drain", "-1", "DISPATCH_Drain")]
    [TestCase("Drain", "21", "DISPATCH_Drain")]
    [TestCase("Proxies", "0.0.0.0/0", "DISPATCH_Proxies")]
    [TestCase("Proxies", "10.0.0.5", "DISPATCH_PublicUrl")]
    [TestCase("Keys:Certificate", "/nowhere/ring.p12", "DISPATCH_Keys__Certificate")]
    [TestCase("Keys:PassphraseFile", "/nowhere/passphrase", "DISPATCH_Keys__PassphraseFile")]
    [TestCase("Telemetry:Endpoint", "collector", "DISPATCH_Telemetry__Endpoint")]
    [TestCase("Telemetry:Endpoint", "https://collector:4318/v1/metrics", "DISPATCH_Telemetry__Endpoint")]
    [TestCase("Telemetry:Endpoint", "http://collector.example.vn:4318", "DISPATCH_Telemetry__Endpoint")]
    [TestCase("Tls", "Sometimes", "DISPATCH_Tls")]
    [TestCase("MalwareScanner", "clamd", "DISPATCH_MalwareScanner")]
    [TestCase("MalwareScanner", "127.0.0.1:3310/scan", "DISPATCH_MalwareScanner")]
    [TestCase("MalwareScanner", "10.0.0.7:3310", "DISPATCH_MalwareScanner")]
    [TestCase("Mail:Host", "mail.example.vn", "DISPATCH_Mail__From")]
    [TestCase("Urls", "http://0.0.0.0:8080", "DISPATCH_Urls")]
    [TestCase("Urls", "https://0.0.0.0:8443;http://+:8080", "DISPATCH_Urls")]
    public void A_wrong_setting_is_named(string key, string value, string named)
    {
        var refusal = Read([(key, value)]).Refusal;

        Assert.That(refusal!.Message, Does.StartWith($"Cấu hình {named}:"));
    }

    [TestCase("From", "văn thư", "DISPATCH_Mail__From")]
    [TestCase("Tls", "no", "DISPATCH_Mail__Tls")]
    [TestCase("Port", "70000", "DISPATCH_Mail__Port")]
    [TestCase("PickupFolder", "/nowhere", "DISPATCH_Mail__Host")]
    public void A_wrong_setting_of_mail_is_named_at_the_start_and_not_met_by_the_first_letter(string key, string value, string named)
    {
        (string, string)[] whole = [("Mail:From", "vanthu@bng.vn"), ("Mail:Host", "mail.bng.vn")];

        Assert.That(Read([.. whole.Where(given => given.Item1 != "Mail:" + key), ("Mail:" + key, value)]).Refusal!.Message, Does.StartWith($"Cấu hình {named}:"));
        Assert.That(Read([("Mail:From", "vanthu@bng.vn"), ("Mail:PickupFolder", "/sys")]).Refusal!.Message, Does.StartWith("Cấu hình DISPATCH_Mail__PickupFolder:"));
        Assert.That(Read([.. whole, ("Mail:Tls", "False")]).Value.Engine.Mail!.UsesTls, Is.False);
    }

    [TestCase("127.0.0.1:3310", "Required")]
    [TestCase("[::1]:3310", "Required")]
    [TestCase("/run/clamav/clamd.ctl", "Required")]
    [TestCase("10.0.0.7:3310", "Open")]
    public void A_scanner_for_malware_is_one_of_this_machine_unless_the_network_is_safe(string where, string tls) =>
        Assert.That(Read([("MalwareScanner", where), ("Tls", tls)]).Value.Engine.MalwareScanner?.ToString(), Does.Contain(where.Split(':')[0].Trim('[')));

    [TestCase("files")]
    [TestCase("keys")]
    public void A_folder_of_the_data_that_takes_nothing_stops_the_start(string part)
    {
        File.WriteAllText(Path.Combine(folder, part), "no folder");

        Assert.That(Read([]).Refusal!.Message, Does.StartWith("Cấu hình DISPATCH_DataFolder:").And.Contain(Path.Combine(folder, part)));
    }

    [TestCase("PostgreSql", "Host=db;Password=secret;Max Pool Size=7", "max pool size")]
    [TestCase("PostgreSql", "Host=db;Password=secret;Port=many", "port")]
    [TestCase("Sqlite", "Data Source=a.db;Password=secret;Journal=WAL", "journal")]
    [TestCase("SqlServer", "Server=db;Password=secret;Encrypt=perhaps", "encrypt")]
    public void A_part_of_a_connection_that_its_driver_cannot_read_is_named(string provider, string connection, string part) =>
        Assert.That(
            Read([("Database:Provider", provider), ("Database:ConnectionString", connection)]).Refusal!.Message,
            Does.StartWith($"Cấu hình DISPATCH_Database__ConnectionString: phần “{part}” không có ở {provider}").And.Not.Contain("secret"));

    [Test]
    public void A_password_in_a_connection_that_cannot_be_read_is_not_repeated() =>
        Assert.That(Read([("Database:ConnectionString", "Password=secret;oops")]).Refusal!.Message, Does.Not.Contain("secret"));

    [Test]
    public void A_secret_may_lie_in_a_file_and_its_last_line_end_is_no_part_of_it()
    {
        var file = Path.Combine(folder, "secret");
        File.WriteAllText(file, " mở ra\n");

        Assert.That(Read([("Signing:KeyPasswordFile", file)]).Value.Signing.KeyPassword, Is.EqualTo(" mở ra"));
        Assert.That(Read([("Mail:From", "vanthu@bng.vn"), ("Mail:Host", "mail.bng.vn"), ("Mail:PasswordFile", file)]).Value.Engine.Mail!.Password, Is.EqualTo(" mở ra"));
    }

    [Test]
    public void A_secret_that_is_set_twice_is_refused_and_neither_is_told()
    {
        var file = Path.Combine(folder, "secret");
        File.WriteAllText(file, "trong tệp");

        var refusal = Read([("Signing:KeyPassword", "trong cấu hình"), ("Signing:KeyPasswordFile", file)]).Refusal;

        Assert.That(refusal!.Message, Does.StartWith("Cấu hình DISPATCH_Signing__KeyPasswordFile:").And.Not.Contain("trong tệp").And.Not.Contain("trong cấu hình"));
    }

    [Test]
    public void A_collector_is_told_over_https_or_on_this_machine() =>
        Assert.That(
            new[] { "https://collector.example.vn:4318", "http://127.0.0.1:4318" }.Select(url => Read([("Telemetry:Endpoint", url), ("Telemetry:Headers", "Authorization=Bearer x")]).Value.Telemetry),
            Is.EqualTo(new[] { new TelemetrySettings(new Uri("https://collector.example.vn:4318"), "Authorization=Bearer x"), new TelemetrySettings(new Uri("http://127.0.0.1:4318"), "Authorization=Bearer x") }));

    [TestCase("https://+:443", true)]
    [TestCase("https://a.vn;http://a.vn", false)]
    public void A_cookie_is_bound_to_https_only_when_every_address_is(string urls, bool expected) =>
        Assert.That(Read([("Urls", urls), ("Tls", "Open")]).Value.IsHttps, Is.EqualTo(expected));

    [TestCase("PostgreSql", "Host=db.example.vn;Username=d", false)]
    [TestCase("PostgreSql", "Host=db.example.vn;Username=d;SSL Mode=Require", false)]
    [TestCase("PostgreSql", "Host=127.0.0.1,db.example.vn;Username=d", false)]
    [TestCase("PostgreSql", "Host=db.example.vn;Username=d;SSL Mode=VerifyFull", true)]
    [TestCase("PostgreSql", "Host=/var/run/postgresql;Username=d", true)]
    [TestCase("PostgreSql", "Host=127.0.0.1:5433;Username=d", true)]
    [TestCase("SqlServer", "Server=tcp:db.example.vn,1433;Encrypt=Mandatory;TrustServerCertificate=True", false)]
    [TestCase("SqlServer", "Server=db.example.vn;Encrypt=Optional", false)]
    [TestCase("SqlServer", "Server=db.example.vn", true)]
    [TestCase("SqlServer", "Server=.\\SQLEXPRESS;Encrypt=Optional", true)]
    public void A_database_elsewhere_is_reached_encrypted_and_checked_or_not_at_all(string provider, string connection, bool isTaken)
    {
        (string, string)[] given = [("Database:Provider", provider), ("Database:ConnectionString", connection)];

        Assert.That(Read(given).Refusal?.Message, isTaken ? Is.Null : Does.StartWith("Cấu hình DISPATCH_Database__ConnectionString:").And.Contain("DISPATCH_Tls=Open"));
        Assert.That(Read([.. given, ("Tls", "Open")]).IsRefused, Is.False);
        Assert.That(Read(given, isDemo: true).IsRefused, Is.False);
    }

    [Test]
    public void A_ring_of_keys_that_cannot_be_opened_does_not_tell_the_passphrase()
    {
        var file = Path.Combine(folder, "ring.p12");
        File.WriteAllBytes(file, [1, 2, 3]);

        Assert.That(Read([("Keys:Certificate", file), ("Keys:Passphrase", "rất-bí-mật")]).Refusal!.Message, Does.Contain(file).And.Not.Contain("rất-bí-mật"));
    }

    [TestCase("Database__Povider", "DISPATCH_Database__Provider")]
    [TestCase("Database_Provider", "DISPATCH_Database__Provider")]
    [TestCase("Wittness", "DISPATCH_Witness")]
    [TestCase("Keys__PassphrasFile", "DISPATCH_Keys__PassphraseFile")]
    [TestCase("Signing__SealKeys__0193f0a5-0000-7000-8000-000000000001__PIM", "DISPATCH_Signing__SealKeys__0193f0a5-0000-7000-8000-000000000001__Pin")]
    public void A_name_that_nobody_reads_stops_the_start_and_the_nearest_is_told(string said, string meant) =>
        Assert.That(ReadEnvironment(said)?.Message, Does.StartWith($"Cấu hình DISPATCH_{said}:").And.EndWith($"Có phải {meant}?"));

    [Test]
    public void A_name_like_no_other_is_told_without_a_guess() =>
        Assert.That(ReadEnvironment("Quota__OfOrganisations")?.Message, Does.StartWith("Cấu hình DISPATCH_Quota__OfOrganisations:").And.Contain("README"));

    [TestCase("URLS")]
    [TestCase("Kestrel__Certificates__Default__Path")]
    [TestCase("Logging__LogLevel__Default")]
    [TestCase("TEST_POSTGRES")]
    [TestCase("Signing__SealKeys__0193f0a5-0000-7000-8000-000000000001__Token")]
    public void What_the_host_and_our_tests_read_is_known(string said) => Assert.That(ReadEnvironment(said)?.Message ?? "", Does.Not.Contain("DISPATCH_" + said));

    [Test]
    public void The_command_line_and_the_file_of_settings_are_judged_and_named_as_they_are_written()
    {
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(file, """{ "Logging": { "LogLevel": { "Default": "Warning" } }, "Mail": { "Hosts": "mail.bng.vn" } }""");

        Assert.That(Flaw(sources => sources.AddCommandLine(["--environment=Testing", "--Urls=http://127.0.0.1:1", "--DataFoldr=x"])), Does.StartWith("Cấu hình --DataFoldr:").And.EndWith("Có phải --DataFolder?"));
        Assert.That(Flaw(sources => sources.AddJsonFile(file)), Does.StartWith("Cấu hình Mail:Hosts:").And.EndWith("Có phải Mail:Host?"));
        Assert.That(Flaw(sources => sources.AddInMemoryCollection([new("PATHOLOGY", "x")]).AddEnvironmentVariables()), Is.Null, "the rest of the environment is not ours");
    }

    /// <summary>Whoever adds a setting says its name: one that the table of settings has and the list has not would stop the start of whoever follows the table.</summary>
    [Test]
    public void Every_setting_the_documents_name_is_known()
    {
        var documents = new[] { "README.md", "SECURITY.md", "docs/signing.md", "docs/exchange.md" }.Select(Repository.Read);
        var named = documents.SelectMany(text => Regex.Matches(text, "DISPATCH_(?<name>(?>[A-Za-z]+(__[A-Za-z]+)*))(?!_)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Select(match => match.Groups["name"].Value)).Where(name => !name.StartsWith("TEST", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();

        Assert.That(named, Has.Count.GreaterThan(15));
        Assert.That(named.Select(name => ReadEnvironment(name.Replace("__ID__", "__0193f0a5-0000-7000-8000-000000000001__"))?.Message).OfType<string>().Where(message => message.Contains("không có cấu hình nào")), Is.Empty);
    }

    /// <summary>And the other way round; that a secret may lie in a file is said once for all of them.</summary>
    [Test]
    public void Every_setting_that_is_known_is_in_the_documents()
    {
        var documents = string.Concat(new[] { "README.md", "SECURITY.md", "docs/signing.md", "docs/exchange.md" }.Select(Repository.Read));
        var names = SettingNames.Ours.Where(name => !name.EndsWith("File", StringComparison.Ordinal)).Select(name => name.Contains(':', StringComparison.Ordinal) ? "__" + name.Split(':')[^1] : "DISPATCH_" + name).ToList();

        Assert.That(names, Has.Count.GreaterThan(30));
        Assert.That(names.Where(name => !documents.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    private static Engine.Kernel.Refusal? ReadEnvironment(string name)
    {
        var variable = "DISPATCH_" + name;
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, "x");
        try
        {
            return SettingNames.Flaw((IConfigurationRoot)new ConfigurationBuilder().AddEnvironmentVariables(SettingNames.Prefix).Build());
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    private static string? Flaw(Action<IConfigurationBuilder> add)
    {
        var sources = new ConfigurationBuilder();
        add(sources);
        return SettingNames.Flaw(sources.Build())?.Message;
    }

    private Engine.Kernel.Outcome<ServerSettings> Read((string Key, string Value)[] given, bool isDemo = false)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["DataFolder"] = folder };
        foreach (var (key, value) in given)
        {
            all[key] = value;
        }

        return ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), isDemo);
    }
}
