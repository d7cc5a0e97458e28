using System.Numerics;
using System.Security.Cryptography;

namespace Dispatch.Templates.Signatures.Verifying;

/// <summary>RSASSA-PSS verification (RFC 8017, 8.1.2) with a salt of any length; the framework's own takes only one as long as the digest.</summary>
internal static class PssPadding
{
    public static bool Verify(RSAParameters key, byte[] digest, HashAlgorithmName hash, byte[] signature, int saltLength)
    {
        var modulus = Number(key.Modulus!);
        var bits = (int)modulus.GetBitLength() - 1;
        var value = Number(signature);
        var length = (bits + 7) / 8;
        if (signature.Length != key.Modulus!.Length || value >= modulus || length < digest.Length + saltLength + 2)
        {
            return false;
        }

        var encoded = new byte[length];
        var opened = BigInteger.ModPow(value, Number(key.Exponent!), modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        if (opened.Length > length || (opened.CopyToEnd(encoded)[^1] != 0xBC))
        {
            return false;
        }

        var block = encoded.AsSpan(0, length - digest.Length - 1).ToArray();
        var seed = encoded.AsSpan(block.Length, digest.Length).ToArray();
        var unused = (8 * length) - bits;
        if (block[0] >> (8 - unused) != 0)
        {
            return false;
        }

        Unmask(block, seed, hash);
        block[0] &= (byte)(0xFF >> unused);
        var zeros = block.Length - saltLength - 1;
        return !block.AsSpan(0, zeros).ContainsAnyExcept((byte)0) && block[zeros] == 1
            && Digest.Of(hash, [.. new byte[8], .. digest, .. block[^saltLength..]]).AsSpan().SequenceEqual(seed);
    }

    private static byte[] CopyToEnd(this byte[] bytes, byte[] room)
    {
        bytes.CopyTo(room, room.Length - bytes.Length);
        return room;
    }

    private static void Unmask(byte[] block, byte[] seed, HashAlgorithmName hash)
    {
        for (int at = 0, counter = 0; at < block.Length; counter++)
        {
            foreach (var mask in Digest.Of(hash, [.. seed, (byte)(counter >> 24), (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter]).Take(block.Length - at))
            {
                block[at++] ^= mask;
            }
        }
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
