using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>
/// Receipt keys that were opened or made a moment ago, by their ids, which are the hashes of their public halves: reading one costs twice what signing or checking with it does. Whether a key may still
/// sign, or is still believed, is asked of the database each time.
/// </summary>
internal sealed class OpenedKeys(InstallationSecret secret)
{
    /// <summary>A few kilobytes each, and as many as a large installation has organisations; all are let go together when there are more.</summary>
    private const int AtMost = 10_000;

    private readonly ConcurrentDictionary<string, ECDsa> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ECDsa> known = new(StringComparer.Ordinal);

    /// <summary>Signs a text; gives the signature, base64.</summary>
    public string Sign(ReceiptKey key, string text)
    {
        var ecdsa = opened.TryGetValue(key.KeyId, out var half) ? half : Keep(opened, key.KeyId, Open(key));
        lock (ecdsa)
        {
            return Convert.ToBase64String(ecdsa.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));
        }
    }

    /// <summary>Whether a text was signed with a key.</summary>
    public bool HasSigned(ReceiptKey key, string text, ReadOnlySpan<byte> signature)
    {
        // By what the key is and not by what it is called: a row whose id is not its key's hash is no key.
        var id = ReceiptKey.IdOf(key.PublicKey);
        if (!known.TryGetValue(id, out var ecdsa))
        {
            ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
            ecdsa = Keep(known, id, ecdsa);
        }

        lock (ecdsa)
        {
            return ecdsa.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256);
        }
    }

    /// <summary>Whether a key that the database keeps can be used here.</summary>
    public bool Opens(ReceiptKey key) => secret.Opens(key.Sealed, Purpose(key.OrganisationId));

    /// <summary>A new key of an organisation.</summary>
    public ReceiptKey Make(Id<Body> organisation, int number, DateTimeOffset now)
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = ecdsa.ExportSubjectPublicKeyInfo();
        var plain = ecdsa.ExportPkcs8PrivateKey();
        var key = new ReceiptKey
        {
            OrganisationId = organisation,
            Number = number,
            KeyId = ReceiptKey.IdOf(publicKey),
            PublicKey = publicKey,
            Sealed = secret.Seal(plain, Purpose(organisation)),
            ValidFrom = now,
        };
        CryptographicOperations.ZeroMemory(plain);
        Keep(known, key.KeyId, Keep(opened, key.KeyId, ecdsa));
        return key;
    }

    private ECDsa Open(ReceiptKey key)
    {
        var plain = secret.Open(key.Sealed, Purpose(key.OrganisationId));
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(plain, out _);
        CryptographicOperations.ZeroMemory(plain);
        return ecdsa;
    }

    private static ECDsa Keep(ConcurrentDictionary<string, ECDsa> keys, string keyId, ECDsa ecdsa)
    {
        if (keys.Count >= AtMost)
        {
            // Not disposed: somebody may be working with one of them.
            keys.Clear();
        }

        return keys.GetOrAdd(keyId, ecdsa);
    }

    private static string Purpose(Id<Body> organisation) => $"receipt-key:{organisation}";
}
