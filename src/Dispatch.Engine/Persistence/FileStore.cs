using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dispatch.Engine.Persistence;

/// <summary>
/// Files by the SHA-256 of their bytes: written once, looked at again on every read, never altered. A file that nobody names is put by before it goes: whoever asks for it meanwhile, on whichever node,
/// finds it and thereby puts it back.
/// </summary>
public sealed class FileStore
{
    private const string Aside = ".tmp";
    private const string PutByFolder = "unnamed";

    private readonly string folder;
    private readonly string putBy;

    /// <summary>Opens the store in a folder, which is made when it is not there.</summary>
    public FileStore(string folder)
    {
        this.folder = folder;
        putBy = Path.Combine(folder, PutByFolder);
        System.IO.Directory.CreateDirectory(putBy);
    }

    /// <summary>The name under which bytes are stored: their SHA-256, lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a text can be the name of a stored file at all.</summary>
    public static bool IsHash(string text) => text is { Length: 2 * SHA256.HashSizeInBytes } && text.All(char.IsAsciiHexDigitLower);

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

    /// <summary>Whether the folder is the one that was opened: a disk that is no longer mounted leaves an empty one in its place.</summary>
    public bool IsThere => System.IO.Directory.Exists(putBy);

    /// <summary>What is written beneath an empty mount point is hidden when the disk is back, and the rows that name it are then without their file.</summary>
    /// <exception cref="FilesGoneException">The disk is gone.</exception>
    public void CheckThere()
    {
        if (!IsThere)
        {
            throw new FilesGoneException(folder);
        }
    }

    /// <summary>The hashes of all stored files but those put by, as they stand while they are enumerated; in no order.</summary>
    /// <exception cref="FilesGoneException">The disk is gone.</exception>
    public IEnumerable<string> Hashes()
    {
        CheckThere();
        return System.IO.Directory.EnumerateDirectories(folder).Where(shelf => shelf != putBy).SelectMany(shelf => System.IO.Directory.EnumerateFiles(shelf)).Select(path => Path.GetFileName(path)!)
            .Where(name => name.Length == SHA256.HashSizeInBytes * 2);
    }

    /// <summary>How many bytes a stored file has; 0 for one that is not there.</summary>
    public long LengthOf(string hash) => new FileInfo(PathOf(hash)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Reads a stored file anew, without keeping it in memory: how many bytes it has, and whether they still have the recorded hash. Null when it was put by meanwhile.</summary>
    public async Task<(long Length, bool IsWhole)?> LookAtAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 81_920, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return (file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == hash);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes what writers that died left aside before an instant; what a living one is writing is younger.</summary>
    public void ClearAside(DateTimeOffset before)
    {
        foreach (var aside in System.IO.Directory.EnumerateFiles(folder, "*" + Aside, SearchOption.AllDirectories).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime))
        {
            File.Delete(aside);
        }
    }

    /// <summary>Puts a file by that was stored before an instant; it stays until <see cref="ClearPutBy"/> finds that it has lain there long enough.</summary>
    /// <param name="hash">The file.</param>
    /// <param name="before">What was stored later is left alone: an act may be about to name it.</param>
    /// <param name="now">When its time begins.</param>
    /// <returns>Whether it was put by.</returns>
    public bool PutBy(string hash, DateTimeOffset before, DateTimeOffset now)
    {
        var path = PathOf(hash);
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= before.UtcDateTime)
        {
            return false;
        }

        // The time first: one that is stopped between the two leaves a young file in its place.
        return MayFail(() => File.SetLastWriteTimeUtc(path, now.UtcDateTime)) && MayFail(() => File.Move(path, PutByPathOf(hash), overwrite: true));
    }

    /// <summary>Removes what was put by before an instant and nobody asked for since; gives how many files went.</summary>
    public int ClearPutBy(DateTimeOffset before) =>
        System.IO.Directory.EnumerateFiles(putBy).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime).ToList().Count(path => MayFail(() => File.Delete(path)));

    /// <summary>Moves what was put by before an instant and nobody asked for since into another folder, on whichever disk; gives how many files went. Each is there and on disk before it leaves here.</summary>
    public async Task<int> TakeOutAsync(string to, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var path in System.IO.Directory.EnumerateFiles(putBy).Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime).ToList())
        {
            taken += await CopyAsync(path, Path.Combine(to, Path.GetFileName(path)), cancellationToken) && MayFail(() => File.Delete(path)) ? 1 : 0;
        }

        return taken;
    }

    /// <summary>Whether a folder lies within the store.</summary>
    public bool IsWithin(string other) => (Path.GetFullPath(other) + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether the store holds a file of this hash; its bytes are looked at when they are read. One that was put by is back in its place afterwards.</summary>
    public bool Holds(string hash) => File.Exists(PathOf(hash)) || (File.Exists(PutByPathOf(hash)) && MayFail(() => File.Move(PutByPathOf(hash), PathOf(hash), overwrite: true))) || File.Exists(PathOf(hash));

    /// <summary>The bytes of a hash.</summary>
    /// <exception cref="FilesGoneException">The disk is gone, and so is every file for now.</exception>
    /// <exception cref="DamagedFileException">The file is gone or its bytes no longer have that hash; nothing is served.</exception>
    public async Task<byte[]> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        if (!Holds(hash))
        {
            CheckThere();
            throw new DamagedFileException(hash, "is missing from the file store");
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return HashOf(bytes) == hash ? bytes : throw new DamagedFileException(hash, "no longer has the recorded bytes");
    }

    /// <summary>The file that is there, when it holds just these bytes: one that rotted is written anew, and the name of one that is there may not be on disk yet.</summary>
    private static async Task<SafeFileHandle?> OpenAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            var stored = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
            return stored is null || !bytes.Span.SequenceEqual(stored) ? null : File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            // Put by in between.
            return null;
        }
    }

    /// <summary>Written aside, flushed and renamed into place: nobody sees half a file, and no cut of power leaves one under its name.</summary>
    private async Task<SafeFileHandle> WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        CheckThere();
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
            DurableFile.DropPart(aside);
            throw;
        }
    }

    /// <summary>False when somebody asked for the file meanwhile.</summary>
    private static async Task<bool> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            var aside = to + Aside;
            await using (var source = File.OpenRead(from))
            await using (var copy = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await source.CopyToAsync(copy, cancellationToken);
                copy.Flush(flushToDisk: true);
            }

            File.Move(aside, to, overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>False where another node was quicker and the file is no longer there.</summary>
    private static bool MayFail(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    private string PutByPathOf(string hash) => Path.Combine(putBy, hash);
}

/// <summary>A stored file does not match its recorded hash: an outage to be repaired from backup, never served.</summary>
public sealed class DamagedFileException(string hash, string what) : Exception($"The file {hash} {what}.");

/// <summary>The disk of the stored files is no longer where it was when they were opened: an outage that is over when it is mounted again, and no file is lost by it.</summary>
public sealed class FilesGoneException(string folder) : IOException($"The folder {folder} is not the one that was opened at the start; its disk may not be mounted.");
