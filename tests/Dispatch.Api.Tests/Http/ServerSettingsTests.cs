using Dispatch.Api.Http;
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
    [TestCase("Proxies", "nginx", "DISPATCH_Proxies")]
    [TestCase("Proxies", "0.0.0.0/0", "DISPATCH_Proxies")]
    [TestCase("Proxies", "10.0.0.5", "DISPATCH_PublicUrl")]
    public void A_wrong_setting_is_named(string key, string value, string named)
    {
        var refusal = Read([(key, value)]).Refusal;

        Assert.That(refusal!.Message, Does.StartWith($"Cấu hình {named}:"));
    }

    [Test]
    public void A_password_in_a_connection_that_cannot_be_read_is_not_repeated() =>
        Assert.That(Read([("Database:ConnectionString", "Password=secret;oops")]).Refusal!.Message, Does.Not.Contain("secret"));

    [TestCase("https://+:443", true)]
    [TestCase("https://a.vn;http://a.vn", false)]
    public void A_cookie_is_bound_to_https_only_when_every_address_is(string urls, bool expected) =>
        Assert.That(Read([("Urls", urls)]).Value.IsHttps, Is.EqualTo(expected));

    private Engine.Kernel.Outcome<ServerSettings> Read((string Key, string Value)[] given)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["DataFolder"] = folder };
        foreach (var (key, value) in given)
        {
            all[key] = value;
        }

        return ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
