using System.Xml.Linq;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Tests.Persistence;

/// <summary>Without the ring nobody signs in, so its files are whole or the server says which is not.</summary>
public sealed class KeyRingFolderTests
{
    private TestOffice office = null!;

    private string Folder => Path.Combine(office.Folder, "keys");

    [SetUp]
    public async Task OpenAsync() => office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);

    [TearDown]
    public async Task CloseAsync() => await office.DisposeAsync();

    [Test]
    public async Task What_one_node_seals_another_opens()
    {
        var sealedWord = office.Root.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("mã");
        await using var node = office.SecondNode();

        Assert.That(node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedWord), Is.EqualTo("mã"));
        Assert.That(System.IO.Directory.GetFiles(Folder, "key-*.xml"), Has.Length.EqualTo(1));
        Assert.That(System.IO.Directory.GetFiles(Folder, "*.tmp"), Is.Empty);
    }

    [Test]
    public void A_key_is_written_once_for_the_server_alone()
    {
        var ring = new KeyRingFolder(Folder);
        ring.StoreElement(new XElement("key", "one"), "key-1");
        ring.StoreElement(new XElement("key", "other"), "key-1");

        Assert.That(ring.GetAllElements().Select(element => element.Value), Is.EqualTo(new[] { "one" }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Path.Combine(Folder, "key-1.xml")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public void A_file_that_a_cut_of_power_left_empty_stops_the_start_by_name()
    {
        System.IO.Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "key-torn.xml"), string.Empty);

        Assert.That(() => DatabaseStart.PrepareAsync(office.Root, CancellationToken.None), Throws.TypeOf<DamagedKeyRingException>().With.Message.Contains("key-torn.xml"));
    }
}
