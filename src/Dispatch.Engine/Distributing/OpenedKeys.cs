using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Engine.Directory;
using Dispatch.Engine.Kernel;

namespace Dispatch.Engine.Distributing;

/// <summary>Private halves of receipt keys that were opened or made a moment ago: unsealing and reading one costs twice what a signature does. Whether a key may still sign is asked of the database each time.</summary>
internal sealed class OpenedKeys(InstallationSecret secret)
{
    /// <summary>About a kilobyte each; all are let go together when there are more.</summary>
    private const int AtMost = 2000;

    private readonly ConcurrentDictionary<string, ECDsa> opened = new(StringComparer.Ordinal);

    /// <summary>Signs a text; gives the signature, base64.</summary>
    public string Sign(ReceiptKey key, string text)
    {
        var ecdsa = opened.TryGetValue(key.KeyId, out var known) ? known : Keep(key.KeyId, Open(key));
        lock (ecdsa)
        {
            return Convert.ToBase64String(ecdsa.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));
        }
    }

    /// <summary>A new key of an organisation.</summary>
    public ReceiptKey Make(Id<Body> organisation, DateTimeOffset now)
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = ecdsa.ExportSubjectPublicKeyInfo();
        var plain = ecdsa.ExportPkcs8PrivateKey();
        var key = new ReceiptKey
        {
            OrganisationId = organisation,
            Number = 1,
            KeyId = ReceiptKey.IdOf(publicKey),
            PublicKey = publicKey,
            Sealed = secret.Seal(plain, Purpose(organisation)),
            ValidFrom = now,
        };
        CryptographicOperations.ZeroMemory(plain);
        Keep(key.KeyId, ecdsa);
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

    private ECDsa Keep(string keyId, ECDsa ecdsa)
    {
        if (opened.Count >= AtMost)
        {
            // Not disposed: somebody may be signing with one of them.
            opened.Clear();
        }

        return opened.GetOrAdd(keyId, ecdsa);
    }

    private static string Purpose(Id<Body> organisation) => $"receipt-key:{organisation}";
}
