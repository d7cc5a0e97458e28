using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Dispatch.Engine.Distributing;

/// <summary>The keys a partner's system signs with: one, or two while it changes from one to the next. They stand one after another as SubjectPublicKeyInfo, DER, each of which says how long it is.</summary>
internal static class PartnerKeys
{
    private const int AtMost = 4;
    private const string Label = "PUBLIC KEY";

    /// <summary>The keys of PEM blocks, one below the other; null when one of them is no ECDSA P-256 key, or there is none, or too many.</summary>
    public static byte[]? OfPem(string? pem)
    {
        if (pem is null || pem.Length > 1000)
        {
            return null;
        }

        List<byte[]> keys = [];
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var block))
        {
            if (!rest[..block.Location.Start].IsWhiteSpace() || Key(rest[block.Location]) is not { } key)
            {
                return null;
            }

            keys.Add(key);
            rest = rest[block.Location.End..];
        }

        return rest.IsWhiteSpace() && keys.Count is >= 1 and <= AtMost ? Join([.. keys.DistinctBy(ReceiptKey.IdOf, StringComparer.Ordinal)]) : null;
    }

    /// <summary>The keys as the PEM <see cref="OfPem"/> reads.</summary>
    public static string ToPem(byte[] keys) => string.Join('\n', Split(keys).Select(key => new string(PemEncoding.Write(Label, key))));

    /// <summary>Puts keys together; nothing for none.</summary>
    public static byte[]? Join(IReadOnlyList<byte[]> keys) => keys.Count == 0 ? null : [.. keys.SelectMany(key => key)];

    /// <summary>Takes keys apart.</summary>
    public static IEnumerable<byte[]> Split(byte[]? keys)
    {
        for (var rest = new ReadOnlyMemory<byte>(keys); !rest.IsEmpty;)
        {
            AsnDecoder.ReadEncodedValue(rest.Span, AsnEncodingRules.DER, out _, out _, out var length);
            yield return rest[..length].ToArray();
            rest = rest[length..];
        }
    }

    private static byte[]? Key(ReadOnlySpan<char> pem)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportFromPem(pem);
            return ecdsa.KeySize == 256 ? ecdsa.ExportSubjectPublicKeyInfo() : null;
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
