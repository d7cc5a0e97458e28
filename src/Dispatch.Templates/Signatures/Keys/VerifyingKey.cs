using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Templates.Signatures.Keys;

/// <summary>
/// A public key in the form the platform works with. Taking an RSA key over costs the platform twenty verifications, because it looks for common factors: so a key is taken over once for the
/// process, under its whole bytes. Whose key it is, and whether that counts, is judged anew each time. Used by one thread at a time, who holds <see cref="Gate"/>.
/// </summary>
internal sealed class VerifyingKey
{
    // Keys of others' files must not fill memory; an office meets some hundred.
    private const int MostKnown = 1_024;

    private static readonly ConcurrentDictionary<string, VerifyingKey> Known = new(StringComparer.Ordinal);

    private readonly PublicKey key;
    private RSA? rsa;
    private ECDsa? ecdsa;

    private VerifyingKey(PublicKey key) => this.key = key;

    /// <summary>Held by who uses it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The key of these bytes and parameters, taken over before or now.</summary>
    public static VerifyingKey Of(PublicKey key)
    {
        var bytes = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        if (Known.Count >= MostKnown)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(bytes, static (_, made) => new VerifyingKey(made), key);
    }

    /// <exception cref="CryptographicException">It is no RSA key that the platform takes.</exception>
    public RSA Rsa
    {
        get
        {
            if (rsa is null)
            {
                // A key marked for PSS only is the same structure under another name, which the platform's own accessor does not take.
                var made = RSA.Create();
                made.ImportRSAPublicKey(key.EncodedKeyValue.RawData, out _);
                rsa = made;
            }

            return rsa;
        }
    }

    /// <exception cref="CryptographicException">It is no elliptic key that the platform takes.</exception>
    public ECDsa Ecdsa
    {
        get
        {
            if (ecdsa is null)
            {
                var made = ECDsa.Create();
                made.ImportSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _);
                ecdsa = made;
            }

            return ecdsa;
        }
    }

    /// <summary>Whether a DSA signature is right; too rare to be kept ready.</summary>
    /// <exception cref="CryptographicException">It is no DSA key that the platform takes.</exception>
    public bool VerifyDsa(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        using var dsa = DSA.Create();
        dsa.ImportSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _);
        return dsa.VerifySignature(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The bits of an RSA modulus, or of the field of a curve; 0 when the platform cannot tell.</summary>
    public int Size
    {
        get
        {
            lock (Gate)
            {
                try
                {
                    return key.Oid.Value is "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10" ? Rsa.KeySize : Ecdsa.KeySize;
                }
                catch (CryptographicException)
                {
                    return 0;
                }
            }
        }
    }
}
