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
        file.Write(bytes);
        file.Flush(flushToDisk: true);
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
            return false;
        }

        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return true;
    }
}
