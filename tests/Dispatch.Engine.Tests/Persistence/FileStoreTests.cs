using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Tests.Persistence;

public sealed class FileStoreTests
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes("nội dung");
    private string folder = string.Empty;

    [SetUp]
    public void Open() => folder = System.IO.Directory.CreateTempSubdirectory("dispatch-files-").FullName;

    [TearDown]
    public void Clear() => System.IO.Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Bytes_are_kept_under_their_hash_and_once()
    {
        var store = new FileStore(folder);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.PutAsync(bytes, CancellationToken.None))));

        Assert.That(hashes, Is.All.EqualTo(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Assert.That(await store.ReadAsync(hashes[0], CancellationToken.None), Is.EqualTo(bytes));
        Assert.That(System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(), Is.EqualTo(1), "nothing half-written is left");
    }

    [Test]
    public async Task What_a_lost_process_left_torn_under_the_name_is_written_again()
    {
        var store = new FileStore(folder);
        var hash = await store.PutAsync(bytes, CancellationToken.None);
        var file = System.IO.Directory.EnumerateFiles(folder, hash, SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(file, bytes[..3]);

        Assert.That(await store.PutAsync(bytes, CancellationToken.None), Is.EqualTo(hash).And.EqualTo(FileStore.HashOf(bytes)));
        Assert.That(await store.ReadAsync(hash, CancellationToken.None), Is.EqualTo(bytes));
    }

    [Test]
    public async Task A_changed_or_missing_file_is_never_served()
    {
        var store = new FileStore(folder);
        var hash = await store.PutAsync(bytes, CancellationToken.None);
        var file = System.IO.Directory.EnumerateFiles(folder, hash, SearchOption.AllDirectories).Single();

        await File.WriteAllTextAsync(file, "nội dunG");
        Assert.That(() => store.ReadAsync(hash, CancellationToken.None), Throws.InstanceOf<DamagedFileException>());
        File.Delete(file);
        Assert.That(() => store.ReadAsync(hash, CancellationToken.None), Throws.InstanceOf<DamagedFileException>());
    }

    [Test]
    public void What_could_not_be_finished_takes_no_room()
    {
        var store = new FileStore(folder);
        var hash = FileStore.HashOf(bytes);
        System.IO.Directory.CreateDirectory(Path.Combine(folder, hash[..2], hash, "in the way"));

        Assert.That(() => store.PutAsync(bytes, CancellationToken.None), Throws.InstanceOf<Exception>());
        Assert.That(() => DurableFile.WriteOnce(Path.Combine(folder, hash[..2], hash), bytes), Throws.InstanceOf<Exception>());

        var left = System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".writing");
        Assert.That(left, Is.Empty, "the next try leaves another, and a full disk stays full");
    }

    [Test]
    public async Task Where_the_disk_was_nothing_is_written_and_no_file_is_called_lost()
    {
        var (store, elsewhere) = (new FileStore(folder), folder + "-elsewhere");
        var hash = await store.PutAsync(bytes, CancellationToken.None);
        System.IO.Directory.Move(folder, elsewhere);
        System.IO.Directory.CreateDirectory(folder);

        var failures = new Func<Task>[] { () => store.PutAsync(bytes, CancellationToken.None), () => store.ReadAsync(hash, CancellationToken.None), () => Task.FromResult(store.Hashes()) };

        foreach (var failing in failures)
        {
            Assert.That(Outages.Of(Assert.CatchAsync<FilesGoneException>(() => failing())!)?.Code, Is.EqualTo("storage.files-gone"));
        }

        Assert.That((store.IsThere, System.IO.Directory.EnumerateFileSystemEntries(folder).Any()), Is.EqualTo((false, false)));
        System.IO.Directory.Delete(folder);
        System.IO.Directory.Move(elsewhere, folder);
        Assert.That(await store.ReadAsync(hash, CancellationToken.None), Is.EqualTo(bytes));
    }
}
