using System.Security.Cryptography;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Exchanging;

/// <summary>The folders of one partner, as both sides see them: what we put out they fetch, what they put in we fetch. What cannot be taken in is put aside with the reason beside it.</summary>
internal sealed class ExchangeFolders(string root, string partner)
{
    public const string PackageEnding = ".dispatch";
    public const string ReceiptEnding = ".receipt";
    public const string NoticeEnding = ".copy";
    public const string HeadEnding = ".head";

    public string Out { get; } = Path.Combine(root, partner, "out");

    public string In { get; } = Path.Combine(root, partner, "in");

    private string Done { get; } = Path.Combine(root, partner, "done");

    private string Refused { get; } = Path.Combine(root, partner, "refused");

    /// <summary>Puts a file out whole: written aside, flushed, then named. The same name again replaces it by the same bytes.</summary>
    /// <exception cref="OutsideChannelException">The partner's folder is not there, or takes nothing.</exception>
    public async Task PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // It is made by who arranges the exchange, never here: where a disk is no longer mounted, what is put into the empty place would count as sent and reach nobody.
        if (!System.IO.Directory.Exists(Path.Combine(root, partner)))
        {
            throw new OutsideChannelException($"Chưa có thư mục của đối tác ({partner}) trong thư mục liên thông, hoặc ổ đĩa của thư mục đó chưa được gắn.");
        }

        var aside = Path.Combine(Out, $".{name}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
        try
        {
            System.IO.Directory.CreateDirectory(Out);
            await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(bytes, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, Path.Combine(Out, name), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutsideChannelException("Không ghi được vào thư mục của đối tác.", failure);
        }
        finally
        {
            DurableFile.DropPart(aside);
        }
    }

    /// <summary>What a partner has put in, oldest name first; names that begin with a dot are not finished. Nothing where there is no such folder.</summary>
    /// <exception cref="IOException">It is there and cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be listed.</exception>
    public IReadOnlyList<string> Waiting()
    {
        try
        {
            return [.. System.IO.Directory.EnumerateFiles(In).Where(path => !Path.GetFileName(path).StartsWith('.') && Path.GetExtension(path) is PackageEnding or ReceiptEnding or NoticeEnding or HeadEnding).Order(StringComparer.Ordinal).Take(1000)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Puts a file away that was taken in.</summary>
    public void Finish(string path) => Move(path, Done);

    /// <summary>Puts a file aside that was not, with the reason.</summary>
    public void Refuse(string path, string why)
    {
        Move(path, Refused);
        File.WriteAllText(Path.Combine(Refused, Path.GetFileName(path) + ".txt"), why);
    }

    private static void Move(string path, string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        File.Move(path, Path.Combine(folder, Path.GetFileName(path)), overwrite: true);
    }
}
