using System.Security.Cryptography;

namespace Dispatch.Engine.Persistence;

/// <summary>Small files that must be there, whole, after a cut of power: secrets and keys without which what the database holds cannot be read.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file that only the server's account may read: aside, flushed, renamed into place, and flushed again for its name.</summary>
    /// <returns>False when another was there first; that one stands.</returns>
    public static bool WriteOnce(string path, ReadOnlySpan<byte> bytes)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
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
