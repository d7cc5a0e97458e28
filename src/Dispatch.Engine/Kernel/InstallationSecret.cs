using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Persistence;

namespace Dispatch.Engine.Kernel;

/// <summary>
/// What the database alone must not give away is kept under a secret of 32 bytes in the data folder, made once and readable by the server's account only. Whoever has a copy of the database
/// without it can sign no receipt. Nodes of one installation share the folder.
/// </summary>
public sealed class InstallationSecret
{
    private const int SecretSize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly string path;
    private readonly Lazy<byte[]> secret;

    /// <summary>A secret kept under a data folder; read or made when first used.</summary>
    public InstallationSecret(string dataFolder)
    {
        path = System.IO.Path.Combine(dataFolder, "keys", "receipts.secret");
        // A disk that was full or away at the first use is asked again at the next.
        secret = new Lazy<byte[]>(ReadOrMake, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Whether the secret is there and opens what was sealed; nothing is made.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool Opens(ReadOnlySpan<byte> box, string purpose)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            CryptographicOperations.ZeroMemory(Open(box, purpose));
            return true;
        }
        catch (Exception foreign) when (foreign is CryptographicException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The file it lies in.</summary>
    public string Path => path;

    /// <summary>Seals bytes (AES-256-GCM) so that they open only here and only under the same purpose.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string purpose)
    {
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(secret.Value, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(purpose));
        return box;
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, belong to another purpose, or were sealed under another secret.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, string purpose)
    {
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(secret.Value, TagSize);
        aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plain, Encoding.UTF8.GetBytes(purpose));
        return plain;
    }

    private byte[] ReadOrMake()
    {
        if (!File.Exists(path))
        {
            // Where another node made it a moment ago, that one stands.
            DurableFile.WriteOnce(path, RandomNumberGenerator.GetBytes(SecretSize));
        }

        var bytes = File.ReadAllBytes(path);
        return bytes.Length == SecretSize ? bytes : throw new InvalidDataException($"The installation's secret {path} is {bytes.Length} bytes long instead of {SecretSize}; bring it back from a backup.");
    }
}
