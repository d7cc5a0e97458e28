namespace Dispatch.Templates.Signatures.Signing;

/// <summary>Writing behind the end of a file, all of it or nothing.</summary>
internal static class FileUpdate
{
    public static void Append(Stream file, byte[] update)
    {
        var length = file.Length;
        try
        {
            file.Position = length;
            file.Write(update);
        }
        catch (IOException)
        {
            // A full disk must not leave half an update behind the last signature.
            file.SetLength(length);
            throw;
        }
    }
}
