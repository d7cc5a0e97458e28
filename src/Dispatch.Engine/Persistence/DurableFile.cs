using System.Security.Cryptography;

namespace Dispatch.Engine.Persistence;

/// <summary>Small files that must be there, whole, after a cut of power: secrets and keys without which what the database holds cannot be read.</summary>
internal static class DurableFile
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Writes a file that only the server's account may read: aside, flushed, renamed into place, and flushed again for its name.</summary>
    /// <returns>False when another was there first; that one stands.</returns>
    /// <exception cref="IOException">It cannot be written, or somebody has held the folder for too long.</exception>
    public static bool WriteOnce(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        System.IO.Directory.CreateDirectory(folder);
        // On Unix a move that must not overwrite looks first and renames then: of two at once the second would take the place of what the first has begun to use.
        using var held = HeldFile.Take(Path.Combine(folder, ".writing"), LongestWait) ?? throw new IOException($"Somebody else has been writing in {folder} for {LongestWait.TotalSeconds:0} s.");
        if (File.Exists(path))
        {
            return false;
        }

        var aside = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(aside, options);
        try
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
            return false;
        }
        catch
        {
            DropPart(aside);
            throw;
        }

        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return true;
    }

    /// <summary>Removes what is left aside of a file, or of a folder with it: on a disk that is full a part of one would take the last room, from everybody, and each new try some more.</summary>
    public static void DropPart(string aside)
    {
        try
        {
            if (System.IO.Directory.Exists(aside))
            {
                System.IO.Directory.Delete(aside, recursive: true);
            }
            else
            {
                File.Delete(aside);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The disk that did not take the file does not let go of it either; why is told already.
        }
    }
}
