using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dispatch.Engine.Persistence;

/// <summary>Files by the SHA-256 of their bytes: written once, looked at again on every read, never altered.</summary>
public sealed class FileStore
{
    private const string Aside = ".tmp";

    private readonly string folder;

    /// <summary>Opens the store in a folder, which is made when it is not there.</summary>
    public FileStore(string folder)
    {
        this.folder = folder;
        System.IO.Directory.CreateDirectory(folder);
    }

    /// <summary>The name under which bytes are stored: their SHA-256, lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Stores bytes and gives their hash. On return they are on disk under that name, whatever happens to the power.</summary>
    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var hash = HashOf(bytes.Span);
        var path = PathOf(hash);
        using var file = await OpenAsync(path, bytes, cancellationToken) ?? await WriteAsync(path, bytes, cancellationToken);
        // Once more for the name: ext4, XFS and Btrfs write a file's new name with the file, and where the database lies on another disk nothing else would.
        RandomAccess.FlushToDisk(file);
        return hash;
    }

    /// <summary>The hashes of all stored files, as they stand while they are enumerated; in no order.</summary>
    public IEnumerable<string> Hashes() =>
        System.IO.Directory.EnumerateDirectories(folder).SelectMany(shelf => System.IO.Directory.EnumerateFiles(shelf)).Select(path => Path.GetFileName(path)!).Where(name => name.Length == SHA256.HashSizeInBytes * 2);

    /// <summary>Reads a stored file anew, without keeping it in memory: how many bytes it has, and whether they still have the recorded hash.</summary>
    public async Task<(long Length, bool IsWhole)> LookAtAsync(string hash, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 81_920, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return (file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == hash);
    }

    /// <summary>Removes what writers that died left aside before an instant; what a living one is writing is younger.</summary>
    public void ClearAside(DateTimeOffset before)
    {
        foreach (var aside in System.IO.Directory.EnumerateFiles(folder, "*" + Aside, SearchOption.AllDirectories).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime))
        {
            File.Delete(aside);
        }
    }

    /// <summary>Whether the store holds a file of this hash; its bytes are looked at when they are read.</summary>
    public bool Holds(string hash) => File.Exists(PathOf(hash));

    /// <summary>The bytes of a hash.</summary>
    /// <exception cref="DamagedFileException">The file is gone or its bytes no longer have that hash; nothing is served.</exception>
    public async Task<byte[]> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
        {
            throw new DamagedFileException(hash, "is missing from the file store");
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return HashOf(bytes) == hash ? bytes : throw new DamagedFileException(hash, "no longer has the recorded bytes");
    }

    /// <summary>The file that is there, when it holds just these bytes: one that rotted is written anew, and the name of one that is there may not be on disk yet.</summary>
    private static async Task<SafeFileHandle?> OpenAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var stored = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
        return stored is null || !bytes.Span.SequenceEqual(stored) ? null : File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Written aside, flushed and renamed into place: nobody sees half a file, and no cut of power leaves one under its name.</summary>
    private static async Task<SafeFileHandle> WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}{Aside}";
        var file = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        try
        {
            await RandomAccess.WriteAsync(file, bytes, fileOffset: 0, cancellationToken);
            RandomAccess.FlushToDisk(file);
            File.Move(aside, path, overwrite: true);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);
}

/// <summary>A stored file does not match its recorded hash: an outage to be repaired from backup, never served.</summary>
public sealed class DamagedFileException(string hash, string what) : Exception($"The file {hash} {what}.");
