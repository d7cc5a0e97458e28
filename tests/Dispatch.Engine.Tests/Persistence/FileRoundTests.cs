using System.Text;
using Dispatch.Engine.Persistence;
using Dispatch.Engine.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Engine.Tests.Persistence;

public sealed class FileRoundTests
{
    private readonly TestClock clock = new();
    private string folder = string.Empty;
    private FileStore store = null!;
    private FileRound round = null!;

    [SetUp]
    public void Open()
    {
        folder = System.IO.Directory.CreateTempSubdirectory("dispatch-files-").FullName;
        store = new FileStore(folder);
        round = new FileRound(store, clock, NullLogger<FileRound>.Instance);
    }

    [TearDown]
    public void Clear() => System.IO.Directory.Delete(folder, recursive: true);

    [Test]
    public async Task One_bit_that_turned_is_found_and_a_file_put_back_is_well_again()
    {
        await PutAsync("một");
        var hash = await PutAsync("hai");
        var path = System.IO.Directory.EnumerateFiles(folder, hash, SearchOption.AllDirectories).Single();
        var right = await File.ReadAllBytesAsync(path);
        await round.RunAsync(CancellationToken.None);
        Assert.That(round.Damaged, Is.Zero);

        await File.WriteAllBytesAsync(path, [(byte)(right[0] ^ 1), .. right[1..]]);
        Assert.That(() => round.RunAsync(CancellationToken.None), Throws.InstanceOf<DamagedFilesException>());
        Assert.That((round.Damaged, File.Exists(path)), Is.EqualTo((1, true)));

        await File.WriteAllBytesAsync(path, right);
        await round.RunAsync(CancellationToken.None);
        Assert.That(round.Damaged, Is.Zero);
    }

    [Test]
    public async Task What_a_dead_writer_left_aside_goes_and_what_one_is_writing_stays()
    {
        var hash = await PutAsync("một");
        var shelf = Path.GetDirectoryName(System.IO.Directory.EnumerateFiles(folder, hash, SearchOption.AllDirectories).Single())!;
        var (dead, living) = (Path.Combine(shelf, hash + ".aa.tmp"), Path.Combine(shelf, hash + ".bb.tmp"));
        await File.WriteAllTextAsync(dead, "nửa");
        await File.WriteAllTextAsync(living, "nửa");
        File.SetLastWriteTimeUtc(dead, clock.GetUtcNow().UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(living, clock.GetUtcNow().UtcDateTime);

        await round.RunAsync(CancellationToken.None);

        Assert.That((File.Exists(dead), File.Exists(living), store.Hashes()), Is.EqualTo((false, true, (string[])[hash])));
    }

    private Task<string> PutAsync(string text) => store.PutAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
}
