using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dispatch.Engine.Persistence;

/// <summary>Files by the SHA-256 of their bytes: written once, looked at again on every read, never altered.</summary>
public sealed class FileStore
{
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
        // After the renaming, so that one flush takes both: ext4, XFS and Btrfs write a file's new name with the file. Flushed before it, the name alone could be lost with the power.
        RandomAccess.FlushToDisk(file);
        return hash;
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
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? bytes : throw new DamagedFileException(hash, "no longer has the recorded bytes");
    }

    /// <summary>The file that is there, when it holds just these bytes: what a lost process left under the name may be torn, and may not be on disk yet.</summary>
    private static async Task<SafeFileHandle?> OpenAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var stored = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
        return stored is null || !bytes.Span.SequenceEqual(stored) ? null : File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Written aside and renamed into place: nobody sees half a file.</summary>
    private static async Task<SafeFileHandle> WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        var file = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        try
        {
            await RandomAccess.WriteAsync(file, bytes, fileOffset: 0, cancellationToken);
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
